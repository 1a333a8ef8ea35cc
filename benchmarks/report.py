"""Writes a page of gold against found, side by side in the text, worst documents first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.compare import Comparison, Pair

#: A stretch of text and, if it belongs to a statement, its class and its tool tip.
Piece = tuple[str, tuple[str, str] | None]


def write_report(path: Path, *, name: str, figures: dict[str, Any], comparisons: list[Comparison]) -> None:
    """Writes the page of one gold set to ``path``."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("report.html.j2").render(
        name=name,
        figures=[(k, figures[k]) for k in ("all", "direct", "mixed", "indirect") if k in figures],
        kinds=speaker_kinds(comparisons),
        documents=[
            {"name": c.name, "f1": c.f1, "gold": _pieces(c, "gold"), "own": _pieces(c, "own")}
            for c in sorted(comparisons, key=lambda c: c.f1)
        ],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def speaker_kinds(comparisons: Iterable[Comparison]) -> list[tuple[str, dict[str, float]]]:
    """For each kind of speaker: how many gold statements, the share found, rightly attributed, rightly named."""
    counts: dict[str, Counter[str]] = {}
    for pair in (p for c in comparisons for p in c.pairs if p.gold and p.verdict != "left out"):
        assert pair.gold is not None
        kind = counts.setdefault(pair.gold.get("speaker_kind") or "unknown", Counter())
        kind["gold"] += 1
        kind["found"] += pair.own is not None
        kind["joint"] += pair.verdict in ("right", "span")
        kind["named"] += pair.named
    return [
        (kind, {"gold": c["gold"], **{k: c[k] / c["gold"] for k in ("found", "joint", "named")}})
        for kind, c in sorted(counts.items())
    ]


def _pieces(comparison: Comparison, side: str) -> list[Piece]:
    """The text cut where statements of one side begin and end; a nested statement hides the one it stands in."""
    marks: list[tuple[int, int, Pair]] = []
    for pair in comparison.pairs:
        statement = pair.gold if side == "gold" else pair.own
        marks += [(s, e, pair) for s, e in (statement or {"content": ()})["content"]]
    marks.sort(key=lambda m: m[1] - m[0], reverse=True)
    owner: list[Pair | None] = [None] * len(comparison.text)
    for start, end, pair in marks:
        owner[start:end] = [pair] * (end - start)
    pieces: list[Piece] = []
    start = 0
    for i in range(1, len(owner) + 1):
        if i == len(owner) or owner[i] is not owner[start]:
            pieces.append((comparison.text[start:i], _mark(owner[start], side)))
            start = i
    return pieces


def _mark(pair: Pair | None, side: str) -> tuple[str, str] | None:
    if pair is None:
        return None
    statement = (pair.gold if side == "gold" else pair.own) or {}
    tip = f"{statement.get('speaker')} [{statement.get('type')}] {statement.get('rule', '')} {statement.get('id', '')}"
    return pair.verdict.split()[0], tip
