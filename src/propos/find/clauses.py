"""Clauses of a paragraph, by its marks and small words alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from propos.find.phrases import Word

#: Marks that end a clause, and those of them that end all that came before.
STRONG = frozenset('.!?…:;()[]«»“”„"–—')
WEAK = frozenset(",")
MARKS = STRONG | WEAK


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words between two boundaries, as indices into the paragraph's words.

    Attributes:
        start: Its first word.
        end: The one after its last.
        whole: Where the sentence part that it belongs to begins: its subject may stand there.
        reach: Where the sentence part ends.
        told: Whether somebody's words begin with it.
    """

    start: int
    end: int
    whole: int
    reach: int
    told: bool


def find_clauses(
    words: Sequence[Word], edges: Collection[int], *, subordinators: Collection[str], openers: Collection[str]
) -> list[Clause]:
    """The clauses of a paragraph in order.

    Args:
        words: The paragraph's words.
        edges: Code points where a clause begins whatever the words say.
        subordinators: Words that open a clause with a subject of its own.
        openers: Words that cannot open a clause, so that its subject must stand before ("has", "s'est").
    """
    clauses: list[Clause] = []
    breaks = MARKS.union(subordinators)
    cuts = [i for i, (at, _, form) in enumerate(words) if form in breaks or at in edges]
    ends = [i for i in cuts if words[i].form in STRONG] + [len(words)]
    nearest = 0
    start = whole = 0
    for i in (*cuts, len(words)):
        mark = words[i].form if i < len(words) else "."
        strong = mark in STRONG
        opens = not strong and (words[i].start in edges or (mark in subordinators and i > start))
        if not (strong or opens or mark in WEAK):
            continue
        if i > start:
            clauses.append(Clause(start, i, whole, ends[nearest], words[start].start in edges))
        start = i if opens else i + 1
        if strong or opens or not (start < len(words) and words[start].form in openers):
            whole = start
        nearest += strong and nearest + 1 < len(ends)
    return clauses
