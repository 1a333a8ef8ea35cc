"""The nouns: things are found again by their place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from propos.model import Span
from propos.places import Places

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(spans=st.lists(SPANS, max_size=15), asked=SPANS)
def test_places_answer_as_looking_at_everything_would(spans: list[Span], asked: Span) -> None:
    places = Places((s, i) for i, s in enumerate(spans))
    ordered = sorted(enumerate(spans), key=lambda item: item[1])
    assert {i for _, i in places.around(asked)} == {i for i, s in ordered if s.contains(asked)}
    assert {i for _, i in places.within(asked)} == {i for i, s in ordered if asked.contains(s)}
    near = places.near(asked)
    assert [s for s, _ in near] == sorted(s for s, _ in near)
    assert {i for _, i in near} >= {i for i, s in ordered if s.overlaps(asked)}
