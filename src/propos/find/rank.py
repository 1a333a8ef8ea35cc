"""The trained part: linear models over short string features that say which candidates hold.

The weights are a file of the language pack, made by ``benchmarks/train_ranker.py``; a language without one is read by
its rules alone.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from propos.find.candidates import ContentCandidate, SourceCandidate, find_contents, find_sources
from propos.find.features import content_features, cue_features, source_features
from propos.find.tree import Tree
from propos.lang import Language

FILE = "ranker.json.gz"

#: Probabilities are kept this far from 0 and 1 when their logarithm is taken.
MARGIN = 1e-6

Candidate = TypeVar("Candidate")


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
        """The log-odds of a candidate with these features, or its strength among its rivals."""
        weights = self.weights
        return self.bias + sum(weights.get(f, 0.0) for f in set(features))


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
    """

    cues: frozenset[tuple[str, str]]
    cue: LinearModel
    content: LinearModel
    source: LinearModel
    verdict: LinearModel
    threshold: float

    def confidence(self, *, cue: float, content: float, source: float) -> float:
        """How likely it is that the whole reading is right: cue, content and source."""
        weights = self.verdict.weights
        parts = weights["cue"] * _log_odds(cue) + weights["content"] * _log_odds(content)
        return _probability(self.verdict.bias + parts + weights["source"] * _log_odds(source))


@cache
def load_ranker(language: Language) -> Ranker | None:
    """The ranker of a language, or None if its pack has none."""
    raw = language.resource(FILE)
    return None if raw is None else read_ranker(json.loads(gzip.decompress(raw)))


def read_ranker(data: dict[str, Any]) -> Ranker:
    """The ranker that a decoded file holds."""
    names = ("cue", "content", "source", "verdict")
    models = {name: LinearModel(data[name]["weights"], data[name]["bias"]) for name in names}
    return Ranker(cues=frozenset((lemma, tag) for lemma, tag in data["cues"]), threshold=data["threshold"], **models)


def rank_cues(tree: Tree, ranker: Ranker) -> list[Ranked]:
    """The best reading of every cue whose confidence reaches the ranker's threshold, in text order."""
    found = []
    for cue in range(len(tree)):
        if (tree.lemmas[cue], tree.tags[cue]) in ranker.cues:
            probability = _probability(ranker.cue.score(cue_features(tree, cue)))
            ranked = _read_cue(tree, cue, probability, ranker) if probability >= ranker.threshold / 2 else None
            if ranked and ranked.confidence >= ranker.threshold:
                found.append(ranked)
    return found


def _read_cue(tree: Tree, cue: int, probability: float, ranker: Ranker) -> Ranked | None:
    contents = find_contents(tree, cue)
    if not contents:
        return None
    content, likely = _best(contents, [ranker.content.score(content_features(tree, cue, c)) for c in contents])
    sources: list[SourceCandidate | None] = [*find_sources(tree, cue), None]
    count = len(sources) - 1
    source, sure = _best(sources, [ranker.source.score(source_features(tree, cue, s, count)) for s in sources])
    confidence = ranker.confidence(cue=probability, content=likely, source=sure)
    return Ranked(cue, content, source, probability, likely, sure, confidence)


def _best(candidates: Sequence[Candidate], scores: Sequence[float]) -> tuple[Candidate, float]:
    """The strongest candidate, and its share of the probability among its rivals."""
    best = max(range(len(scores)), key=scores.__getitem__)
    return candidates[best], 1 / sum(math.exp(max(-50.0, score - scores[best])) for score in scores)


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _log_odds(probability: float) -> float:
    probability = min(1 - MARGIN, max(MARGIN, probability))
    return math.log(probability / (1 - probability))
