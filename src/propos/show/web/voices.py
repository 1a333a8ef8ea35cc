"""In whose voice an article speaks: its own, or somebody's whom it quotes; and the terms on which the voices differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from propos.lang import load_language, supported_languages
from propos.model import Reading
from propos.resolve.voices import Term, TermSet, find_terms, find_voices
from propos.show.web.view import Voice, speaker_key

#: Above this, a table of voices says nothing to anybody.
MOST_STATEMENTS = 2_000
#: A voice that has less of the article than this is counted with the others.
LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an article is in one voice: ``voice`` is None for the article's own."""

    voice: Voice | None
    share: float


@dataclass(frozen=True, slots=True)
class Side:
    """The terms that one voice uses, each with the number of its mark in the text."""

    statement: str | None
    speaker: str | None
    terms: tuple[tuple[int, Term], ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Terms for the same thing side by side, by voice; ``about`` is the name that stands behind them."""

    about: str | None
    sides: tuple[Side, ...]


def share_voices(reading: Reading, voices: Mapping[str | None, Voice]) -> tuple[Share, ...]:
    """How much of the article's prose is in its own voice, and in each speaker's, the largest speaker first."""
    if not reading.statements or len(reading.statements) > MOST_STATEMENTS:
        return ()
    speakers = {s.id: speaker_key(s) for s in reading.statements}
    own, told = 0, Counter[str | None]()
    for voice in find_voices(reading.article, reading.statements):
        if voice.statement is None:
            own += len(voice.span)
        else:
            told[speakers[voice.statement]] += len(voice.span)
    total = own + told.total()
    if not total:
        return ()
    parts = [Share(voices[key], length / total) for key, length in told.most_common()]
    return (Share(None, own / total), *(p for p in parts if p.share >= LEAST_SHARE))


def find_term_sets(reading: Reading) -> tuple[TermSet, ...]:
    """The terms that differ by voice; none in a language that there is no pack for."""
    if reading.article.lang not in supported_languages() or len(reading.statements) > MOST_STATEMENTS:
        return ()
    return find_terms(reading.article, reading.statements, load_language(reading.article.lang))


def contrast_terms(sets: Sequence[TermSet]) -> tuple[Contrast, ...]:
    """The sets in which two voices use different terms, by voice, the article's own first."""
    numbered = {id(term): n for n, term in enumerate((t for s in sets for t in s.terms), 1)}
    contrasts = []
    for terms in sets:
        ordered = sorted(terms.terms, key=lambda t: (t.statement is not None, t.speaker or "", t.span))
        sides = tuple(
            Side(None if own else group[0].statement, speaker, tuple((numbered[id(t)], t) for t in group))
            for (own, speaker), found in groupby(ordered, key=lambda t: (t.statement is None, t.speaker))
            for group in [list(found)]
        )
        if len({frozenset(t.words for _, t in side.terms) for side in sides}) > 1:
            contrasts.append(Contrast(terms.about, sides))
    return tuple(contrasts)
