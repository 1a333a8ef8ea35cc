"""Lays gold and predicted statements side by side, one document at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.goldsets import GoldSet, load_scorer

Verdict = Literal["right", "span", "who", "missed", "false", "left out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold statement, a predicted one, or both where they match.

    Attributes:
        verdict: ``span``: overlap under 0.9; ``who``: speaker wrong; ``left out``: not scored.
        named: Whether the resolved name is right.
    """

    verdict: Verdict
    gold: dict[str, Any] | None
    own: dict[str, Any] | None
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One document: its text and all pairs, in text order."""

    name: str
    text: str
    pairs: tuple[Pair, ...]

    @property
    def f1(self) -> float:
        """Joint F1 of this document, as the scorer counts it."""
        right = sum(p.verdict == "right" or (p.verdict == "span") for p in self.pairs)
        gold = sum(p.gold is not None and p.verdict != "left out" for p in self.pairs)
        own = sum(p.own is not None and p.verdict != "left out" for p in self.pairs)
        return 2 * right / (gold + own) if gold + own else 1.0


def compare_set(gold: GoldSet, documents: list[dict[str, Any]]) -> Iterator[Comparison]:
    """A comparison for each gold document, in the order of their names."""
    scorer = load_scorer()
    by_stem = {Path(d["source"]).stem: d for d in documents if "article" in d}
    for name, text, answers in scorer.load_gold(gold.folder):
        document = by_stem.get(name)
        own = (
            []
            if document is None
            else [{**s, "speaker": s["speaker_name"], "type": s["kind"]} for s in document["statements"]]
        )
        yield Comparison(name=name, text=text, pairs=tuple(_pairs(gold, text, answers=answers, own=own)))


def _pairs(gold: GoldSet, text: str, *, answers: list[Any], own: list[Any]) -> list[Pair]:
    scorer = load_scorer()
    tokens = scorer.words(text)
    gold_sets = [scorer.tokens_in(a["content"], tokens) for a in answers]
    own_sets = [scorer.tokens_in(a["content"], tokens) for a in own]
    matched = scorer.match(gold_sets, own_sets)
    left_out = {i for i, a in enumerate(answers) if _left_out(gold, a)}
    pairs = []
    for j, statement in enumerate(own):
        if j not in matched:
            near = max(range(len(answers)), key=lambda i: len(own_sets[j] & gold_sets[i]), default=None)
            excused = near in left_out and near is not None and own_sets[j] & gold_sets[near]
            pairs.append(Pair(verdict="left out" if excused else "false", gold=None, own=statement))
            continue
        i, overlap = matched[j]
        verdict: Verdict = "right" if overlap >= 0.9 else "span"
        if i in left_out:
            verdict = "left out"
        elif not scorer.speaker_correct(answers[i], statement, text):
            verdict = "who"
        pairs.append(
            Pair(verdict=verdict, gold=answers[i], own=statement, named=scorer.name_correct(answers[i], statement))
        )
    found = {i for i, _ in matched.values()}
    pairs += [
        Pair(verdict="left out" if i in left_out else "missed", gold=a, own=None)
        for i, a in enumerate(answers)
        if i not in found
    ]
    return sorted(pairs, key=lambda p: min(s for s, _ in (p.gold or p.own or {})["content"]))


def _left_out(gold: GoldSet, answer: dict[str, Any]) -> bool:
    return bool(
        (gold.options.get("no_ambiguous") and answer.get("ambiguous"))
        or (gold.options.get("speech_only") and answer.get("speech") is False)
    )
