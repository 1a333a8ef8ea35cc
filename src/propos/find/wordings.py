"""Figures without a number: records, and verbs that multiply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from propos.find.tokens import Token
from propos.find.units import UnitWords

#: The unit of a factor.
FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, by tokens.

    Attributes:
        value: None if the words give no number.
        upper: The other end of a range, the other side of a score.
        counted: Whether the unit is a counted noun.
    """

    first: int
    after: int
    value: Decimal | None
    upper: Decimal | None = None
    unit: str | None = None
    counted: bool = False
    direction: Literal["up", "down"] | None = None


def find_wordings(
    text: str, tokens: Sequence[Token], words: UnitWords, tag: Callable[[Token], str]
) -> Iterator[Amount]:
    """The records without a number and the verbs that multiply, in text order, none overlapping another.

    Args:
        text: The article's text.
        tokens: The tokens of a stretch.
        words: The language's words around figures.
        tag: Gives the part of speech of a token; "" if unknown.
    """
    reached = 0
    for place in [i for i, (_, _, word, *_) in enumerate(tokens) if word in words.rises]:
        if place < reached:
            continue
        token, found = tokens[place], words.multiples.at(tokens, place)
        if found and text[token.start : tokens[found[0] - 1].end].lower() in words.spelt:  # "doublé", not "double"
            factor, reached = Decimal(found[1]), found[0]
            yield Amount(place, reached, factor, unit=FOLD, direction="up" if factor > 1 else "down")
        elif token.text in words.record:
            noun = _record(tokens, place, words, tag)
            if noun is not None:
                yield Amount(min(noun, place), max(noun, place) + 1, None)


def _record(tokens: Sequence[Token], place: int, words: UnitWords, tag: Callable[[Token], str]) -> int | None:
    """The noun of a record level: before the word ("taux record") or behind it ("record high")."""
    noun = place + 1 if words.table.record_first else place - 1
    if words.table.record_first and place + 2 < len(tokens) and tokens[place + 2].text in words.record_nouns:
        noun = place + 2
    if not 0 <= noun < len(tokens) or tokens[noun].kind != "word" or tokens[noun].text in words.functions:
        return None
    if words.table.record_nouns:
        return noun if tokens[noun].text in words.record_nouns else None
    return noun if tag(tokens[noun]) in ("NOUN", "") and not tokens[noun].capital else None
