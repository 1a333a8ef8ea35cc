"""Whether two names of speakers may mean the same one, from the names alone."""

from __future__ import annotations

from enum import Enum

from propos.resolve.wording import find_words


class Alike(Enum):
    """YES: the same name, or one a shorter form of the other; UNKNOWN: one of them is not known."""

    YES = "yes"
    UNKNOWN = "unknown"
    NO = "no"


def alike(one: str | None, other: str | None) -> Alike:
    """Whether two names may mean the same speaker.

    Example:
        >>> alike("I. Valcourt", "Irène Valcourt"), alike("Irène Valcourt", "Paul Valcourt")
        (<Alike.YES: 'yes'>, <Alike.NO: 'no'>)
    """
    if not one or not other:
        return Alike.UNKNOWN
    short, long = sorted((find_words(one).words, find_words(other).words), key=len)
    if not short:
        return Alike.UNKNOWN
    if short == long:
        return Alike.YES
    if short[-1] != long[-1]:
        return Alike.NO
    return Alike.YES if _fits(short[:-1], long[:-1]) else Alike.NO


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each given name of the short form is one, or the initial of one, of the long form, in order."""
    rest = iter(long)
    return all(
        any(full == given or (min(len(full), len(given)) == 1 and full[0] == given[0]) for full in rest)
        for given in short
    )
