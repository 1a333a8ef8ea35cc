from __future__ import annotations

from dataclasses import replace

import pytest

from propos.errors import QueryError
from propos.keep.archive import Archive
from propos.model import Forecast, Span
from tests.keep.builders import make_reading, said


@pytest.fixture
def told(archive: Archive) -> Archive:
    dues = ("2031", "2030-SP", "2030-06-15", "2030-03", None)
    reading = make_reading(*(said(f"ce sera fait, chose {n}", "Lise Orme") for n in range(5)))
    forecasts = tuple(
        Forecast(
            span=reading.statements[n].content[0],
            strength="promise" if n else "hope",
            due=due,
            who="Lise Orme",
            statement=f"s{n + 1}",
        )
        for n, due in enumerate(dues)
    )
    own = Forecast(span=Span(0, 4), strength="forecast", due="2030-07-01")
    archive.add_reading(replace(reading, forecasts=(*forecasts, own)))
    return archive


@pytest.mark.parametrize(
    ("filters", "dues"),
    [
        ({}, ["2030-03", "2030-06-15", "2030-07-01", "2030-SP", "2031", None]),
        ({"due_until": "2030-06-30"}, ["2030-03", "2030-06-15", "2030-SP"]),
        ({"due_from": "2030-06-16"}, ["2030-07-01", "2030-SP", "2031"]),
        ({"due_from": "2030-03-20", "due_until": "2030-06-15"}, ["2030-03", "2030-06-15", "2030-SP"]),
        ({"by": "orme", "due_from": "2030-06-16"}, ["2030-SP", "2031"]),
        ({"by": "nobody"}, []),
        ({"strength": "hope"}, ["2031"]),
    ],
)
def test_what_falls_due(told: Archive, filters: dict[str, str], dues: list[str | None]) -> None:
    found = told.list_forecasts(**filters)  # type: ignore[arg-type]
    assert [h.forecast.due for h in found.items] == dues and found.total == len(dues)


def test_pages_hold_everything_once(told: Archive) -> None:
    seen, cursor = [], None
    for _ in range(3):
        found = told.list_forecasts(limit=2, cursor=cursor)
        seen += [h.id for h in found.items]
        cursor = found.next
    assert len(seen) == len(set(seen)) == 6 and cursor is None


def test_a_day_that_is_none_is_refused(told: Archive) -> None:
    with pytest.raises(QueryError):
        told.list_forecasts(due_until="soon")
