from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from propos.errors import QueryError
from propos.keep.archive import Archive
from propos.model import Event, Forecast, Span
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


def test_the_undated_come_last_and_of_these_the_latest_told_first(archive: Archive) -> None:
    for day in (3, 9, 5):
        reading = make_reading(f"Ce sera fait le {day}.", published=date(2030, 5, day))
        archive.add_reading(replace(reading, forecasts=(Forecast(span=Span(0, 4), strength="hope"),)))
    seen, cursor = [], None
    for _ in range(3):
        found = archive.list_forecasts(limit=1, cursor=cursor)
        seen += [h.article.published for h in found.items]
        cursor = found.next
    assert seen == ["2030-05-09", "2030-05-05", "2030-05-03"] and cursor is None


@pytest.mark.parametrize(
    ("later", "day", "offered"),
    [
        ("Le viaduc de Molvert a ouvert.", 3, ["Le viaduc de Molvert a ouvert."]),
        ("Les viaducs de Molvert ont ouvert.", 3, ["Les viaducs de Molvert ont ouvert."]),
        ("Le viaduc de Port-Lisse a ouvert.", 3, []),
        ("Le viaduc de Molvert a brûlé.", 1, []),
    ],
)
def test_later_passages_on_the_same_matter_are_offered(
    archive: Archive, later: str, day: int, offered: list[str]
) -> None:
    told = make_reading("Le viaduc de Molvert ouvrira demain.", published=date(2030, 5, 1), url="https://a.example")
    whole = Span(0, len(told.article.text))
    archive.add_reading(replace(told, forecasts=(Forecast(span=whole, strength="forecast"),)))
    for number in range(4):
        archive.add_reading(make_reading(f"Un accord numéro {number} a été signé demain.", published=date(2030, 5, 9)))
    reading = make_reading(later, published=date(2030, 5, day), url="https://b.example")
    archive.add_reading(replace(reading, events=(Event(span=Span(0, len(later)), type="AGREE"),)))
    (hit,) = archive.list_forecasts().items
    assert [o.text for o in hit.outcomes] == offered


def test_a_day_that_is_none_is_refused(told: Archive) -> None:
    with pytest.raises(QueryError):
        told.list_forecasts(due_until="soon")
