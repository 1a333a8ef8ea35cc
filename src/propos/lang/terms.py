"""Terms that differ by voice, made searchable, and what a term is said of."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.tables.voices import Voices

#: How many words behind a term may name what it is said of, and within how many code points.
ABOUT_REACH, ABOUT_CHARACTERS = 5, 80
_ANY_ENDING = r"[^\W\d_]{0,12}"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"[.,;:!?()«»“”\"\n]")


class TermEntry(NamedTuple):
    """A term of the language pack: the group it belongs to, and its words without ``*``."""

    group: str
    words: str


@cache
def term_pattern(language: Language) -> re.Pattern[str]:
    """Matches any term; ``entry_of`` tells which."""
    parts = []
    for _, term in _entries(language):
        words = "['’]".join(map(re.escape, re.split("['’]", term.rstrip("*"))))
        ending = _ANY_ENDING if term.endswith("*") else "s?"
        parts.append(f"({words}{ending})")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])", re.IGNORECASE)


def entry_of(found: re.Match[str], language: Language) -> TermEntry:
    """The entry that a match of ``term_pattern`` is of."""
    group, term = _entries(language)[(found.lastindex or 1) - 1]
    return TermEntry(group, term.rstrip("*"))


@cache
def _entries(language: Language) -> tuple[TermEntry, ...]:
    table = language.table(Voices)
    entries = [TermEntry(g.name, term) for g in table.group for term in g.terms]
    return tuple(sorted(entries, key=lambda e: -len(e.words)))


@cache
def named_groups(language: Language) -> frozenset[str]:
    """The groups whose terms count only with a name behind them."""
    return frozenset(g.name for g in language.table(Voices).group if g.named)


def about(text: str, start: int) -> str | None:
    """The name within the words from ``start``, folded: "de l'Ostranie" -> "ostranie"; None if there is none."""
    broken = _BREAK.search(text, start, start + ABOUT_CHARACTERS)
    end = broken.start() if broken else min(len(text), start + ABOUT_CHARACTERS)
    for count, found in enumerate(_WORD.finditer(text, start, end)):
        if count == ABOUT_REACH:
            break
        word = re.split("['’]", found.group())[-1]
        if word[0].isupper() and len(word) > 2:
            return fold(word)
    return None
