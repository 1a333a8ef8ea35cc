"""Which figures are parts of another one in their sentence: "70 foyers, dont 18", "three of the club's 41 rowers"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from propos.lang import Language
from propos.lang.tables.units import Units
from propos.model import Figure, Span

#: Between the words that lead to a part and the part stand no more words than these ("dont au moins 14").
MOST_HEDGES = 4
#: Nor do more stand between a part and what leads to its whole ("three rowers of the 41"), or "of them" behind it.
MOST_COUNTED = 3
_BARRIER = re.compile(r"[.!?;:\n]")


def find_parts(text: str, figures: Sequence[Figure], numbers: Sequence[int], language: Language) -> frozenset[int]:
    """Those of the figures of one sentence that are a part of another one of them, in the same unit.

    Args:
        text: The article's text.
        figures: All of its figures, in text order.
        numbers: The places among them of those in the sentence, in text order.
        language: The text's.
    """
    words, found = _words_of(language), set[int]()
    for at, number in enumerate(numbers[1:], 1):
        one, other = figures[numbers[at - 1]], figures[number]
        between = text[one.span.end : other.span.start]
        wholes = [n for n in numbers[:at] if n not in found and _larger(figures[n], other)]
        if wholes and (words.part.search(between) or words.of_them.match(text, other.span.end)):
            found.add(number)
        elif wholes and numbers[at - 1] in found and not _BARRIER.search(between) and words.also.search(between):
            found.add(number)  # "dont 18 au port et 7 au moulin"
        elif _larger(other, one) and words.whole.fullmatch(between):
            found.add(numbers[at - 1])
    return frozenset(found)


def _larger(whole: Figure, part: Figure) -> bool:
    """Whether a figure may be the whole of which another one is a part, going by unit and value."""
    if whole.value is None or part.value is None or part.value >= whole.value:
        return False
    return part.unit is None or whole.unit is None or part.unit == whole.unit


class _Words:
    """What leads from a whole to its part, and from a part to its whole, as patterns over the text between them.

    Args:
        table: The language's words around figures.
    """

    def __init__(self, table: Units) -> None:
        hedges = rf"(?:[^\W\d_][^\s,;.]*[\s\u00a0\u202f]+){{0,{MOST_HEDGES}}}"
        counted = rf"(?:[\s\u00a0\u202f]+[^\W\d_][^\s,;.]*){{0,{MOST_COUNTED}}}"
        self.part = re.compile(rf"(?<!\w)(?:{_any(table.parts)})[\s\u00a0\u202f]+{hedges}\Z", re.IGNORECASE)
        self.whole = re.compile(rf"{counted}[\s\u00a0\u202f]+(?:{_any(table.wholes)})[\s\u00a0\u202f]+", re.IGNORECASE)
        self.of_them = re.compile(rf"{counted}[\s\u00a0\u202f]+(?:{_any(table.parts_of_them)})(?!\w)", re.IGNORECASE)
        joined = _any((*table.to_between, ","))
        self.also = re.compile(rf"(?<!\w)(?:{joined})[\s\u00a0\u202f]+{hedges}\Z", re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    spaced = (r"[\s\u00a0\u202f]+".join(map(re.escape, w.split())) for w in sorted(words, key=len, reverse=True))
    return "|".join(s.replace("'", "['’]") for s in spaced) or r"(?!)"


@cache
def _words_of(language: Language) -> _Words:
    return _Words(language.table(Units))


def in_sentence(figures: Sequence[Figure], sentence: Span) -> tuple[int, ...]:
    """The places of the figures that stand in a sentence, in text order."""
    first = bisect_left(figures, sentence.start, key=lambda f: f.span.start)
    after = bisect_left(figures, sentence.end, key=lambda f: f.span.start)
    return tuple(n for n in range(first, after) if figures[n].span.end <= sentence.end)
