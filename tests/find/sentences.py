"""Sentences whose parse is written by hand, for tests that need no language model."""

from __future__ import annotations

from collections.abc import Sequence

from propos.find.tree import Tree

#: word, lemma, part of speech, index of its head, relation
Row = tuple[str, str, str, int, str]


def make_tree(rows: Sequence[Row], quotes: Sequence[tuple[int, int]] = ()) -> tuple[str, Tree]:
    """The text (words with spaces between) and the tree of one sentence; ``quotes`` are token ranges with marks."""
    text = " ".join(r[0] for r in rows)
    starts = [sum(len(r[0]) + 1 for r in rows[:i]) for i in range(len(rows))]
    heads = [r[3] for r in rows]
    size = len(rows)
    below = [[t for t in range(size) if _reaches(t, top, heads)] for top in range(size)]
    inside = [next((n for n, (a, b) in enumerate(quotes) if a <= t < b), -1) for t in range(size)]
    tree = Tree(
        starts=starts,
        ends=[s + len(r[0]) for s, r in zip(starts, rows, strict=True)],
        heads=heads,
        labels=[r[4] for r in rows],
        tags=[r[2] for r in rows],
        lemmas=[r[1] for r in rows],
        words=[r[0].lower() for r in rows],
        capitals=[r[0].isupper() for r in rows],
        shapes=[""] * size,
        lefts=[min(b) for b in below],
        rights=[max(b) for b in below],
        sentences=[0] * size,
        sentence_ranges=[(0, size)],
        paragraphs=[0] * size,
        paragraph_ranges=[(0, size)],
        children=[tuple(k for k in range(size) if heads[k] == t != k) for t in range(size)],
        quotes=inside,
        quote_ranges=list(quotes),
    )
    return text, tree


def _reaches(token: int, top: int, heads: Sequence[int]) -> bool:
    while token != top and heads[token] != token:
        token = heads[token]
    return token == top


SAID_THAT: list[Row] = [
    ("The", "the", "DET", 1, "det"),
    ("mayor", "mayor", "NOUN", 2, "nsubj"),
    ("said", "say", "VERB", 2, "ROOT"),
    ("that", "that", "SCONJ", 7, "mark"),
    ("the", "the", "DET", 5, "det"),
    ("bridge", "bridge", "NOUN", 7, "nsubj"),
    ("will", "will", "AUX", 7, "aux"),
    ("reopen", "reopen", "VERB", 2, "ccomp"),
    ("in", "in", "ADP", 7, "prep"),
    ("June", "June", "PROPN", 8, "pobj"),
    (".", ".", "PUNCT", 2, "punct"),
]

QUOTED_FIRST: list[Row] = [
    ("“", "“", "PUNCT", 5, "punct"),
    ("It", "it", "PRON", 2, "nsubj"),
    ("rains", "rain", "VERB", 5, "ccomp"),
    (",", ",", "PUNCT", 5, "punct"),
    ("”", "”", "PUNCT", 5, "punct"),
    ("said", "say", "VERB", 5, "ROOT"),
    ("Orla", "Orla", "PROPN", 5, "nsubj"),
    (".", ".", "PUNCT", 5, "punct"),
]

ACCORDING: list[Row] = [
    ("It", "it", "PRON", 1, "nsubj"),
    ("rains", "rain", "VERB", 1, "ROOT"),
    (",", ",", "PUNCT", 1, "punct"),
    ("according", "accord", "VERB", 1, "prep"),
    ("to", "to", "ADP", 3, "prep"),
    ("Orla", "Orla", "PROPN", 4, "pobj"),
    (".", ".", "PUNCT", 1, "punct"),
]
