"""What the parser meets."""

from __future__ import annotations

import pytest

from propos.find.parse import LONGEST_PIECE, Passage, _pieces
from propos.model import Span

SENTENCE = "Le port de Lisse rouvrira lundi matin. "


@pytest.mark.parametrize(
    ("text", "edge"),
    [(SENTENCE * 1000, ". "), ("mot " * 8000, " "), ("m" * 30_000, "m"), (SENTENCE, " ")],
)
def test_a_paragraph_without_end_is_cut_between_sentences_or_words(text: str, edge: str) -> None:
    whole = Span(0, len(text))
    pieces = [p.span for p in _pieces(text, Passage(whole, whole))]
    assert "".join(p.of(text) for p in pieces) == text
    assert all(len(p) <= LONGEST_PIECE for p in pieces)
    assert all(p.of(text).endswith(edge) for p in pieces[:-1])
