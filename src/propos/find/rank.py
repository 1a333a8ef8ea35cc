"""The trained part: linear models over short string features that say which candidates hold.

The weights are a file of the language pack, made by ``benchmarks/train_ranker.py``; a language without one is read by
its rules alone.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

from propos.find.candidates import ContentCandidate, SourceCandidate, find_contents, find_sources
from propos.find.features import content_features, cue_features, source_features
from propos.find.tree import Tree
from propos.lang import Language
from propos.lang.tables.cues import Cues
from propos.model import Stance

FILE = "ranker.json.gz"

#: Probabilities are kept this far from 0 and 1 when their logarithm is taken.
MARGIN = 1e-6
#: Below this, a word is not worth a content and a source.
LEAST_CUE = 0.3
#: How many contents are tried with every source.
MAX_RIVALS = 4


@dataclass(frozen=True, slots=True)
class CueClass:
    """What the lexicon says of a word that may report speech: its stance, and what may follow it."""

    stance: Stance
    frames: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of it as words, for features."""
        return (self.stance, *self.frames)


#: Lemma and part of speech -> class.
Classes = Mapping[tuple[str, str], CueClass]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights over string features.

    Attributes:
        weights: Weight of each known feature; others count nothing.
        bias: What is added whatever the features.
    """

    weights: dict[str, float]
    bias: float = 0.0

    def score(self, features: Iterable[str]) -> float:
        """The log-odds of a candidate with these features, each told once, or its strength among its rivals."""
        return self.bias + sum(map(self.weights.get, features, repeat(0.0)))


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best reading of one cue: what was said, by whom (None if nobody is named), and how likely each is (0..1)."""

    cue: int
    content: ContentCandidate
    source: SourceCandidate | None
    cue_probability: float
    content_probability: float
    source_probability: float
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranker:
    """The models of one language.

    Attributes:
        cues: The lemmas, each with its part of speech, that may report speech.
        cue: Whether such a word does report speech.
        content: Which stretch is what was said.
        source: Who said it.
        verdict: Weights of the three probabilities (``cue``, ``content``, ``source``) in the confidence of the whole.
        threshold: Confidence that a statement must reach.
        classes: What the lexicon says of each lemma with its part of speech.
    """

    cues: frozenset[tuple[str, str]]
    cue: LinearModel
    content: LinearModel
    source: LinearModel
    verdict: LinearModel
    threshold: float
    classes: Classes

    def confidence(self, *, cue: float, content: float, source: float) -> float:
        """How likely it is that the whole reading is right: cue, content and source."""
        weights = self.verdict.weights
        parts = weights["cue"] * _log_odds(cue) + weights["content"] * _log_odds(content)
        return _probability(self.verdict.bias + parts + weights["source"] * _log_odds(source))


@cache
def load_ranker(language: Language) -> Ranker | None:
    """The ranker of a language, or None if its pack has none."""
    raw = language.resource(FILE)
    return None if raw is None else read_ranker(json.loads(gzip.decompress(raw)), cue_classes(language))


@cache
def cue_classes(language: Language) -> Classes:
    """What the lexicon of a language says of each verb and noun that reports speech."""
    table = language.table(Cues)
    classes: dict[tuple[str, str], CueClass] = {}
    for verbs in table.verbs:
        for lemma in verbs.lemmas:
            known = classes.get((lemma, "VERB"), CueClass(verbs.stance, ()))
            classes[lemma, "VERB"] = CueClass(known.stance, tuple(dict.fromkeys((*known.frames, *verbs.frames))))
    for nouns in table.nouns:
        for lemma in nouns.lemmas:
            classes.setdefault((lemma, "NOUN"), CueClass(nouns.stance, ("noun",)))
    return classes


def class_names(classes: Classes, key: tuple[str, str]) -> tuple[str, ...]:
    """What the lexicon says of a word, for features; () if it does not know it."""
    known = classes.get(key)
    return known.names if known else ()


def read_ranker(data: dict[str, Any], classes: Classes) -> Ranker:
    """The ranker that a decoded file holds."""
    names = ("cue", "content", "source", "verdict")
    models = {name: LinearModel(data[name]["weights"], data[name]["bias"]) for name in names}
    return Ranker(
        cues=frozenset((lemma, tag) for lemma, tag in data["cues"]),
        threshold=data["threshold"],
        classes=classes,
        **models,
    )


def rank_cues(tree: Tree, ranker: Ranker, *, least: float) -> list[Ranked]:
    """The best reading of every cue whose confidence is ``least`` or more, in text order."""
    found = []
    for cue, key in enumerate(zip(tree.lemmas, tree.tags, strict=True)):
        if key in ranker.cues or key in ranker.classes:
            probability = _probability(ranker.cue.score(cue_features(tree, cue, class_names(ranker.classes, key))))
            ranked = _read_cue(tree, cue, probability, ranker) if probability >= LEAST_CUE else None
            if ranked and ranked.confidence >= least:
                found.append(ranked)
    return found


def _read_cue(tree: Tree, cue: int, probability: float, ranker: Ranker) -> Ranked | None:
    contents = find_contents(tree, cue)
    if not contents:
        return None
    classes = class_names(ranker.classes, (tree.lemmas[cue], tree.tags[cue]))
    likely = _shares(list(map(ranker.content.score, content_features(tree, cue, contents, classes))))
    named = find_sources(tree, cue)
    sources: list[SourceCandidate | None] = [*named, None]
    sure = _shares(list(map(ranker.source.score, source_features(tree, cue, named))))
    content, source = _pair(contents, likely, sources, sure)
    confidence = ranker.confidence(cue=probability, content=likely[content], source=sure[source])
    return Ranked(cue, contents[content], sources[source], probability, likely[content], sure[source], confidence)


def _pair(
    contents: Sequence[ContentCandidate],
    likely: Sequence[float],
    sources: Sequence[SourceCandidate | None],
    sure: Sequence[float],
) -> tuple[int, int]:
    """Which content and which source go together best: nobody speaks from within what he says."""
    best, worth = (0, len(sources) - 1), -1.0
    for content in sorted(range(len(contents)), key=lambda i: -likely[i])[:MAX_RIVALS]:
        ranges = contents[content].ranges
        for source, candidate in enumerate(sources):
            both = likely[content] * sure[source]
            if both > worth and not (candidate and any(a <= candidate.token < b for a, b in ranges)):
                best, worth = (content, source), both
    return best


def _shares(scores: Sequence[float]) -> list[float]:
    """Each candidate's share of the probability among its rivals."""
    top = max(scores)
    strengths = [math.exp(max(-50.0, score - top)) for score in scores]
    total = sum(strengths)
    return [s / total for s in strengths]


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _log_odds(probability: float) -> float:
    probability = min(1 - MARGIN, max(MARGIN, probability))
    return math.log(probability / (1 - probability))
