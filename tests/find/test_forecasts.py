from __future__ import annotations

from datetime import date

import pytest

from propos.find.figures import find_figures
from propos.find.forecasts import due_before, find_forecasts, last_day
from propos.find.times import find_times
from propos.lang import load_language
from propos.model import Forecast, Span, Stance, Statement
from tests.conftest import make_article

PUBLISHED = date(2022, 12, 30)


def forecasts_in(text: str, lang: str = "fr", stance: Stance | None = None) -> tuple[Forecast, ...]:
    """The forecasts of a text, which is wholly one statement if it has a stance."""
    article, language = make_article(text, lang, PUBLISHED), load_language(lang)
    content = Span(0, len(text))
    statements = (
        (Statement(id="s1", kind="direct", content=(content,), stance=stance, speaker_name="Ann Brown"),)
        if stance
        else ()
    )
    times = find_times(article, language)
    figures = find_figures(article, statements, times, language)
    return find_forecasts(article, statements=statements, times=times, figures=figures, events=(), language=language)


@pytest.mark.parametrize(
    ("lang", "text", "stance", "strength", "due"),
    [
        ("fr", "Le déficit atteindra 5 % en 2025.", None, "forecast", "2025"),
        ("fr", "Notre objectif est de 30 % en 2026.", "states", "target", "2026"),
        ("fr", "Je baisserai les impôts de 3 % en 2024.", "promises", "promise", "2024"),
        ("fr", "J’aimerais y être au printemps prochain.", "hopes", "hope", "2023-SP"),
        ("fr", "Nous menaçons de taxer 5 % des biens en 2024.", "states", "threat", "2024"),
        ("en", "Growth will reach 3 percent next year.", None, "forecast", "2023"),
    ],
)
def test_what_is_told_of_a_later_time(lang: str, text: str, stance: Stance | None, strength: str, due: str) -> None:
    (forecast,) = forecasts_in(text, lang, stance)
    assert (forecast.strength, forecast.due) == (strength, due)
    assert forecast.who == ("Ann Brown" if stance else None)


@pytest.mark.parametrize(
    "text",
    [
        "Le déficit a atteint 5 % en 2021.",
        "Né en mars, il a eu 3 % de plus qu’en mai.",
        "Il pleut.",
        "En 2030, on verra.",
    ],
)
def test_what_is_past_or_says_nothing_is_no_forecast(text: str) -> None:
    assert forecasts_in(text) == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Le déficit atteindra 5 % en 2025 si rien ne change.", "si rien ne change"),
        ("À condition de tenir, le taux sera de 5 % en 2025.", "À condition de tenir"),
        ("Le déficit croîtra, si bien que le taux sera de 5 % en 2025.", None),
    ],
)
def test_a_condition_is_kept(text: str, condition: str | None) -> None:
    (forecast,) = forecasts_in(text)
    assert (forecast.condition.of(text) if forecast.condition else None) == condition


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-03-05T14:30", date(2024, 3, 5)),
        ("2023-SP", date(2023, 6, 30)),
        ("2023-WI", date(2024, 3, 31)),
        ("2023-Q2", date(2023, 6, 30)),
        ("2023-H2", date(2023, 12, 31)),
        ("2023-W52-WE", date(2023, 12, 31)),
        ("FUTURE_REF", None),
        ("XXXX-03", None),
        ("2023-19-45", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_due_date(value: str | None, day: date | None) -> None:
    assert last_day(value) == day


def test_a_time_alone_is_no_forecast() -> None:
    assert forecasts_in("Not today, not tomorrow.", "en", "states") == ()


def test_what_falls_due_before_a_day() -> None:
    soon = Forecast(span=Span(0, 1), strength="promise", due="2024")
    late = Forecast(span=Span(0, 1), strength="promise", due="2031")
    never = Forecast(span=Span(0, 1), strength="hope")
    assert [due_before(f, date(2025, 1, 1)) for f in (soon, late)] == [True, False]
    assert not due_before(never, date(3000, 1, 1))
