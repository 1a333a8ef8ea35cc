"""Whatever a text holds, its times, figures, events and forecasts are found without an error, where they are said."""

from __future__ import annotations

from functools import cache
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from propos.find.events import find_events
from propos.find.figures import find_figures
from propos.find.forecasts import find_forecasts
from propos.find.times import find_times
from propos.find.timewords import timewords_of
from propos.lang import load_language
from propos.lang.tables.events import Events
from propos.lang.tables.forecasts import Forecasts
from propos.lang.tables.numbers import Numbers
from propos.lang.tables.units import Units
from propos.model import Actor, Mention, Span, Stance, Statement
from tests.conftest import make_article

ODD = [
    "«",
    "»",
    "“",
    "”",
    '"',
    "’",
    "'",
    "ʼ",
    "-",
    "–",
    "−",
    "+",
    "±",
    "(",
    ")",
    "…",
    ":",
    ";",
    ".",
    ",",
    "/",
    "%",
    "€",
]
ODD += [
    "$",
    "°",
    "#",
    "\n",
    "\u00a0",
    "\u202f",
    "\u200b",
    "\u2028",
    "\ufeff",
    "ß",
    "İ",
    "ﬁ",
    "²",
    "½",
    "٣",
    "é",
    "e\u0301",
]
DIGITS = ["0", "1", "12", "31", "007", "1 200", "1.200", "1,5", "2024", "1999-13-45", "31/02/2024", "24h61", "99:99"]
DIGITS += ["9" * 30, "XXe", "1er", "2nd", "$5m", "£1.2bn", "3-1", "50%", "25C"]


@cache
def vocabulary(lang: str) -> list[str]:
    """Words that the language's tables look for, with digits and odd marks between."""
    language = load_language(lang)
    phrases = [p for table in (Events, Forecasts, Numbers, Units) for p in _strings(language.table(table).model_dump())]
    phrases += sorted(timewords_of(language).openers)
    return [*dict.fromkeys(p.replace("*", "a") for p in phrases), *DIGITS]


def _strings(tree: object) -> list[str]:
    """All strings of a table, keys included."""
    if isinstance(tree, str):
        return [tree]
    if isinstance(tree, dict):
        return [s for item in tree.items() for part in item for s in _strings(part)]
    return [s for part in tree for s in _strings(part)] if isinstance(tree, list | tuple) else []


@st.composite
def texts(draw: st.DrawFn, lang: str) -> str:
    """A text of such words, marks and any characters."""
    piece = st.one_of(st.sampled_from(vocabulary(lang)), st.sampled_from(ODD), st.text(max_size=3))
    pieces = draw(st.lists(st.tuples(piece, st.sampled_from([" ", " ", " ", "", ". ", "\n"])), max_size=40))
    return "".join((p.capitalize() if draw(st.booleans()) else p) + gap for p, gap in pieces)


@st.composite
def statements(draw: st.DrawFn, text: str) -> tuple[Statement, ...]:
    """Statements whose parts lie anywhere in the text."""
    place = st.integers(0, max(len(text) - 1, 0))

    def span() -> Span:
        start = draw(place)
        return Span(start, draw(st.integers(start + 1, len(text))))

    return tuple(
        Statement(
            id=f"s{i}",
            kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
            content=(span(),),
            cue=(span(),) if draw(st.booleans()) else (),
            source=(span(),) if draw(st.booleans()) else (),
            stance=draw(st.sampled_from(get_args(Stance))),
            speaker="a1" if draw(st.booleans()) else None,
        )
        for i in range(draw(st.integers(0, 3)) if text else 0)
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_text_raises_and_all_is_where_it_is_said(lang: str, data: st.DataObject) -> None:
    text = data.draw(texts(lang))
    published = data.draw(st.one_of(st.none(), st.dates(), st.datetimes()))
    said = data.draw(statements(text))
    article, language = make_article(text, lang, published), load_language(lang)
    actors = tuple(
        Actor(id=f"a{i}", name="A", kind="person", mentions=(Mention(span=span, form="name"),))
        for i, span in enumerate(s for x in said for s in x.source)
    )
    times = find_times(article, language)
    figures = find_figures(article, said, times, language)
    events = find_events(article, statements=said, actors=actors, times=times, language=language)
    forecasts = find_forecasts(article, statements=said, times=times, figures=figures, events=events, language=language)
    for item in (*times, *figures, *events, *forecasts):
        assert 0 <= item.span.start < item.span.end <= len(text)
    assert all(t.span.of(text) == t.text for t in times)
    assert all(p.strip() for x in (times, figures, events, forecasts) for p in (i.span.of(text) for i in x))
    inside = [f.condition for f in forecasts if f.condition] + [s for f in forecasts for s in f.figures]
    assert all(0 <= s.start < s.end <= len(text) for s in inside)
    for found in (times, figures, forecasts):
        assert [i.span.start for i in found] == sorted(i.span.start for i in found)
