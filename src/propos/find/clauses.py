"""Clauses of a paragraph, by its marks and small words alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from propos.find.phrases import Word

#: Marks that end a clause, and those of them that end all that came before.
STRONG = frozenset('.!?…:;()[]«»“”„"–—')
WEAK = frozenset(",")


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words between two boundaries, as indices into the paragraph's words.

    Attributes:
        start: Its first word.
        end: The one after its last.
        whole: Where the sentence part that it belongs to begins: its subject may stand there.
    """

    start: int
    end: int
    whole: int


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
    start = whole = 0
    for i, word in enumerate(words):
        if word.form in STRONG or word.form in WEAK:
            _close(clauses, start, i, whole=whole)
            start = i + 1
            if word.form in STRONG or not _lacks_subject(words, start, openers):
                whole = start
        elif word.start in edges or (word.form in subordinators and i > start):
            _close(clauses, start, i, whole=whole)
            start = whole = i
    _close(clauses, start, len(words), whole=whole)
    return clauses


def _close(clauses: list[Clause], start: int, end: int, *, whole: int) -> None:
    if end > start:
        clauses.append(Clause(start, end, whole))


def _lacks_subject(words: Sequence[Word], start: int, openers: Collection[str]) -> bool:
    return start < len(words) and words[start].form in openers
