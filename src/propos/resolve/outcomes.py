"""What may have become of a forecast: later coverage of the same matter, offered and never decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from propos.lang.folding import fold
from propos.model import Forecast, Reading, Span

#: Words this short say little; of longer ones the beginning is compared, so that endings do not matter.
SHORTEST, STEM = 5, 6
#: So many words must be shared for two passages to be of the same matter.
SHARED = 2
#: How far around a figure or an event the words are taken, in code points.
AROUND = 60
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A passage that may tell what became of a forecast.

    Attributes:
        reading: Where it stands.
        span: The figure or the event.
        words: What it has in common with the forecast.
    """

    reading: Reading
    span: Span
    words: tuple[str, ...]


def find_words_of_matter(reading: Reading, span: Span, around: int = 0) -> dict[str, str]:
    """The beginnings of the longer words of a passage, each with one of the words as printed."""
    text = reading.article.text
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    return {fold(w)[:STEM]: w for w in _WORD.findall(text[start:end]) if len(w) >= SHORTEST}


def suggest_outcomes(
    forecast: Forecast, told: Reading, others: Sequence[Reading], telling: Collection[str]
) -> Iterator[Outcome]:
    """Passages of later articles that may tell what became of a forecast, those that share most words first.

    A forecast with a figure is matched with observed figures of the same unit, another with events that happened.

    Args:
        forecast: What was told.
        told: Where it stands.
        others: Where it may be told of again.
        telling: Those of its words (see ``find_words_of_matter``) that few articles use.
    """
    numbers = {word for span in forecast.figures for word in find_words_of_matter(told, span)}
    wanted = set(telling) - numbers
    units = {f.unit for f in told.figures if f.span in forecast.figures}
    found: list[tuple[int, int, Outcome]] = []
    for number, reading in enumerate(others):
        if not _later(told, reading):
            continue
        for span in _candidates(reading, units):
            shared = wanted & find_words_of_matter(reading, span, AROUND).keys()
            if len(shared) >= SHARED:
                found.append((-len(shared), number, Outcome(reading, span, tuple(sorted(shared)))))
    for _, _, outcome in sorted(found, key=lambda f: (f[0], f[1], f[2].span)):
        yield outcome


def _candidates(reading: Reading, units: set[str | None]) -> Iterator[Span]:
    if units:
        yield from (f.span for f in reading.figures if f.status == "observed" and f.unit in units)
    else:
        yield from (e.span for e in reading.events if e.status in ("happened", "under way", "negated", "denied"))


def _later(told: Reading, reading: Reading) -> bool:
    first, second = told.article.day, reading.article.day
    return first is not None and second is not None and second > first
