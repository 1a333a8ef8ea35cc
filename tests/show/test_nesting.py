"""Spans of any shape become pieces that nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.model import Span
from propos.show.nesting import Close, Layer, Open, nest_layers

TEXT = "abcdefghij"


def show(block: Span, *layers: tuple[int, int, str]) -> str:
    """The block as one line: <x text >x, with + before a piece that goes on and after one that is cut."""
    parts = []
    for token in nest_layers(block, [Layer(Span(s, e), name) for s, e, name in layers]):
        match token:
            case Open(label, first):
                parts.append(f"<{label}{'' if first else '+'} ")
            case Close(label, last):
                parts.append(f" {'' if last else '+'}{label}>")
            case Span():
                parts.append(token.of(TEXT))
    return "".join(parts)


@pytest.mark.parametrize(
    ("block", "layers", "expected"),
    [
        (Span(0, 4), [], "abcd"),
        (Span(0, 4), [(1, 3, "x")], "a<x bc x>d"),
        (Span(0, 6), [(1, 5, "x"), (2, 3, "y")], "a<x b<y c y>de x>f"),
        (Span(0, 6), [(2, 3, "y"), (1, 5, "x")], "a<x b<y c y>de x>f"),
        (Span(0, 6), [(1, 4, "x"), (3, 5, "y")], "a<x bc<y d +y> x><y+ e y>f"),
        (Span(0, 4), [(1, 3, "x"), (1, 3, "y")], "a<x <y bc y> x>d"),
        (Span(0, 4), [(0, 2, "x"), (2, 4, "y")], "<x ab x><y cd y>"),
        (Span(2, 6), [(0, 4, "x"), (5, 9, "y")], "<x+ cd x>e<y f +y>"),
        (Span(0, 4), [(2, 2, "x"), (6, 8, "y")], "abcd"),
        (Span(3, 3), [(0, 9, "x")], ""),
    ],
    ids=["none", "one", "nested", "any order", "crossing", "same", "adjacent", "clipped", "empty, outside", "no block"],
)
def test_pieces(block: Span, layers: list[tuple[int, int, str]], expected: str) -> None:
    assert show(block, *layers) == expected


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))


@given(spans, st.lists(spans, max_size=12))
def test_every_character_once_under_exactly_its_layers(block: Span, places: list[Span]) -> None:
    stack: list[int] = []
    covered: list[tuple[int, frozenset[int]]] = []
    for token in nest_layers(block, [Layer(s, i) for i, s in enumerate(places)]):
        match token:
            case Open(label, _):
                stack.append(label)
            case Close(label, _):
                assert stack.pop() == label
            case Span(start, end):
                covered.extend((p, frozenset(stack)) for p in range(start, end))
    assert not stack
    assert covered == [
        (p, frozenset(i for i, s in enumerate(places) if s.start <= p < s.end)) for p in range(block.start, block.end)
    ]
