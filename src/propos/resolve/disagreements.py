"""Figures of several articles that may tell of one matter; set side by side, never decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.tables.units import Units
from propos.model import Figure, Reading, Span
from propos.resolve.outcomes import STEM
from propos.resolve.parts import find_parts, in_sentence

#: Words shorter than this say nothing of what is counted.
SHORTEST = 4
#: A sentence is looked at no further than this to either side of a figure, in code points.
REACH = 250
#: Words so near to a figure, in code points, are likely to tell what it counts.
NEAR = 45
#: A figure that is so many times another one tells of something else: of what is counted, and of money, shares and
#: measures, of which every text has many.
MOST_APART, MOST_APART_MEASURED = Decimal(4), Decimal("1.6")
#: Two articles tell of the same place and people if they share so many names.
SHARED_NAMES = 3
#: Shares of something: two words must tell that they are of the same thing; of others, one.
SHARES = frozenset({None, "percent", "percentage_point"})
#: Units of figures that differ from article to article by nature: ages and years, and how many times as much.
NEVER = frozenset({"year", "fold"})
_END = re.compile(r"[.!?…][»”\"’')\s]|\n")
_NAMED = re.compile(r"(?<=[^\W_][ \u00a0'’-])(?P<name>[A-ZÀ-Þ][^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure where it stands.

    Attributes:
        reading: The reading it is of.
        number: Its place among the reading's figures.
        sentence: Its sentence.
        words: What it counts, as the beginnings of the sentence's words, names and figures left out.
        near: Those of them that stand near the figure.
        is_counted: Whether it counts people or things, and is no money, share or measure.
        is_part: Whether its sentence tells it as a part of another figure in it ("70 foyers, dont 18 ...").
    """

    reading: Reading
    number: int
    sentence: Span
    words: dict[str, str]
    near: frozenset[str]
    is_counted: bool
    is_part: bool = False

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.reading.figures[self.number]


def find_told(reading: Reading, language: Language) -> Iterator[Told]:
    """The figures of a reading that others may contradict, in text order."""
    table = language.table(Units)
    functions = frozenset(table.functions)
    measures = {None, *table.units.values(), *table.currencies.values(), *table.signs.values()}
    text = reading.article.text
    spans = [f.span for f in reading.figures]
    parts: dict[Span, frozenset[int]] = {}
    for number, figure in enumerate(reading.figures):
        if figure.value is None or figure.unit in NEVER:
            continue
        sentence = _sentence(text, figure.span)
        if sentence not in parts:
            parts[sentence] = find_parts(text, reading.figures, in_sentence(reading.figures, sentence), language)
        words, near = dict[str, str](), set[str]()
        for m in _WORD.finditer(text, sentence.start, sentence.end):
            word = m.group()
            is_figure = any(s.start <= m.start() < s.end for s in spans)
            if len(word) < SHORTEST or word in functions or word[0].isupper() or is_figure:
                continue
            words[beginning := fold(word)[:STEM]] = word
            if figure.span.start - NEAR <= m.end() and m.start() <= figure.span.end + NEAR:
                near.add(beginning)
        yield Told(
            reading, number, sentence, words, frozenset(near), figure.unit not in measures, number in parts[sentence]
        )


def find_named(reading: Reading) -> dict[str, str]:
    """The beginnings of the names in a reading, each with one of the words: those with a capital within a sentence."""
    text = reading.article.text
    return {fold(m["name"])[:STEM]: m["name"] for m in _NAMED.finditer(text) if len(m["name"]) >= SHORTEST}


def same_matter(one: Told, other: Told, telling: Collection[str], names: Collection[str]) -> bool:
    """Whether two figures may tell of one matter: unit, size, time, what is counted, and where.

    A part of another figure ("dont 18 au port") tells of something else than what counts the whole.

    Args:
        one: A figure.
        other: One of another article.
        telling: The beginnings of words that few articles hold.
        names: The beginnings of names that both articles hold.
    """
    a, b = one.figure, other.figure
    if (
        one.is_part != other.is_part
        or a.unit != b.unit
        or a.direction != b.direction
        or not _same_time(a, b)
        or len(names) < SHARED_NAMES
    ):
        return False
    shared = one.words.keys() & other.words.keys() if one.is_counted else one.near & other.near
    enough = 2 if a.unit in SHARES else 1
    return len(shared & set(telling)) >= enough and _of_one_size(
        a, b, MOST_APART if one.is_counted else MOST_APART_MEASURED
    )


def differ(one: Figure, other: Figure) -> bool:
    """Whether no number is what both say."""
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return high < other_low or other_high < low


def _same_time(one: Figure, other: Figure) -> bool:
    if one.due is None or other.due is None:
        return one.due is other.due
    return one.due.startswith(other.due) or other.due.startswith(one.due)


def _of_one_size(one: Figure, other: Figure, apart: Decimal) -> bool:
    lower, higher = sorted((_bounds(one), _bounds(other)))
    return lower[1] > 0 and higher[0] <= apart * lower[1]


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    ends = [v for v in (figure.value, figure.upper) if v is not None]
    return min(ends), max(ends)


def _sentence(text: str, span: Span) -> Span:
    start = max(0, span.start - REACH)
    start = max((m.end() for m in _END.finditer(text, start, span.start)), default=start)
    end = min(len(text), span.end + REACH)
    stop = _END.search(text, span.end, end)
    return Span(start, stop.start() + 1 if stop and stop.group()[0] != "\n" else stop.start() if stop else end)


def side_by_side(seed: Told, others: Sequence[Told]) -> tuple[Told, ...]:
    """The figures that may tell of one matter, by size, the seed among them; none if all say the same.

    What an article says several times is there once.
    """
    if not any(differ(seed.figure, other.figure) for other in others):
        return ()
    once = {(id(told.reading), _bounds(told.figure)): told for told in (*others, seed)}
    return tuple(sorted(once.values(), key=lambda told: _bounds(told.figure)))
