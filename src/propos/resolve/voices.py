"""Whose voice each stretch of an article is, and the terms that differ by voice for the same thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from propos.lang import Language
from propos.lang.terms import about, entry_of, named_groups, term_pattern
from propos.model import Article, Span, Statement


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch of one voice: the article's own if ``statement`` is None."""

    span: Span
    statement: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A term as one voice uses it.

    Attributes:
        words: The words of the language pack that it is, ``*`` left out.
        statement: Id of the statement it stands in; None for the article's own voice.
        speaker: The fullest name of who uses it; None for the article, or if nobody knows.
    """

    words: str
    span: Span
    statement: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class TermSet:
    """Different terms for the same thing, in text order; ``about`` is the name that stands behind them."""

    name: str
    about: str | None
    terms: tuple[Term, ...]


def find_voices(article: Article, statements: Sequence[Statement]) -> tuple[Voice, ...]:
    """The stretches of one voice, in text order, that together make up the paragraphs and headings of an article.

    Within a statement inside a statement the inner one speaks.
    """
    return tuple(_voices({*article.paragraphs, *article.headings}, statements, article.text))


def _voices(prose: Collection[Span], statements: Sequence[Statement], text: str) -> Iterator[Voice]:
    """One pass over the text; the contents that reach over a place stand in a heap, the shortest on top."""
    coming = sorted(((c, s.id) for s in statements for c in s.content), reverse=True)
    cuts = sorted({p for span in (*prose, *(c for c, _ in coming)) for p in (span.start, span.end)})
    stretches, stretch_end = sorted(prose, reverse=True), 0
    held: list[tuple[int, str, int]] = []
    for start, end in pairwise(cuts):
        while stretches and stretches[-1].start <= start:
            stretch_end = max(stretch_end, stretches.pop().end)
        while coming and coming[-1][0].start <= start:
            content, name = coming.pop()
            heappush(held, (len(content), name, content.end))
        while held and held[0][2] <= start:
            heappop(held)
        span = Span(start, end)
        if start < stretch_end and any(c.isalnum() for c in span.of(text)):
            yield Voice(span, held[0][1] if held else None)


def find_terms(article: Article, statements: Sequence[Statement], language: Language) -> tuple[TermSet, ...]:
    """The sets of two and more terms that different voices in an article use for the same thing.

    Two terms are of the same thing if the same name stands behind them, or, where the group allows it, none behind
    either.

    Example:
        "l'invasion de l'Ostranie" in the article's voice, "une opération militaire en Ostranie" in somebody's.
    """
    told = {s.id: s for s in statements}
    sets: dict[tuple[str, str | None], list[Term]] = {}
    for voice in find_voices(article, statements):
        for found in term_pattern(language).finditer(article.text, voice.span.start, voice.span.end):
            name, words = entry_of(found, language)
            speaker = told[voice.statement].speaker_name if voice.statement else None
            term = Term(words, Span(*found.span()), voice.statement, speaker)
            thing = about(article.text, found.end())
            if thing or name not in named_groups(language):
                sets.setdefault((name, thing), []).append(term)
    return tuple(TermSet(name, thing, tuple(terms)) for (name, thing), terms in sets.items() if _differ(terms))


def _differ(terms: Sequence[Term]) -> bool:
    """Whether two voices use different words: what one voice calls by two names shows nothing of another's."""
    words: dict[str | None, set[str]] = {}
    for term in terms:
        voice = (term.speaker or term.statement) if term.statement else None
        words.setdefault(voice, set()).add(term.words)
    return any(one != other for one, other in pairwise(words.values()))
