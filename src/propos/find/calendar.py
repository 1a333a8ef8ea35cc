"""Dates as TIMEX3 writes them, and what lies so many units away from them. Nothing here raises on any number."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

from propos.model import TimeExpression

Direction = Literal["past", "future"]
#: First month of each season of the northern half of the earth.
SEASONS: Mapping[str, int] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: Units of a duration whose TIMEX3 letter is not their own name.
DURATIONS: Mapping[str, tuple[int, str, str]] = {
    "TS": (1, "T", "S"),
    "TM": (1, "T", "M"),
    "TH": (1, "T", "H"),
    "D": (1, "", "D"),
    "W": (1, "", "W"),
    "2W": (2, "", "W"),
    "M": (1, "", "M"),
    "Q": (3, "", "M"),
    "H": (6, "", "M"),
    "Y": (1, "", "Y"),
    "DE": (10, "", "Y"),
    "CE": (100, "", "Y"),
    "HC": (50, "", "Y"),
    "HD": (5, "", "Y"),
    "ML": (1000, "", "Y"),
    "WE": (1, "", "WE"),
}
#: Beyond this many units away nothing is a date of the news.
FARTHEST = 100_000


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day, in that year or, without one, in a leap year."""
    if not 1 <= month <= 12 or (year is not None and not 1 <= year <= 9999):
        return False
    return 1 <= day <= calendar.monthrange(2000 if year is None else year, month)[1]


def nearest_weekday(anchor: date, weekday: int, direction: Direction) -> date:
    """The day of that weekday (Monday is 0) nearest to ``anchor`` in that direction, ``anchor`` itself included."""
    if direction == "past":
        return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)
    return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)


def year_of_month(anchor: date, month: int, direction: Direction) -> int:
    """The year of the month nearest to ``anchor`` in that direction, the running month included."""
    if direction == "past":
        return anchor.year - (month > anchor.month)
    return anchor.year + (month < anchor.month)


def year_of_day(anchor: date, month: int, day: int, direction: Direction) -> int:
    """The year of the day nearest to ``anchor`` in that direction, ``anchor`` itself included."""
    if direction == "past":
        return anchor.year - ((month, day) > (anchor.month, anchor.day))
    return anchor.year + ((month, day) < (anchor.month, anchor.day))


def year_of_season(anchor: date, season: str, direction: Direction | None) -> int:
    """The year of a season (a winter has the year it begins in): the running year's, or the nearest before or after."""
    begin = SEASONS[season]
    if direction == "past":
        over = date(anchor.year, begin, 1) + relativedelta(months=3)
        return anchor.year if over <= anchor else anchor.year - 1
    if direction == "future":
        return anchor.year if date(anchor.year, begin, 1) > anchor else anchor.year + 1
    return anchor.year - 1 if season == "WI" and anchor.month < 3 else anchor.year


def shifted(anchor: date, unit: str, count: int) -> date | None:
    """The day ``count`` units after ``anchor`` (before it if negative); None where no calendar reaches."""
    if abs(count) > FARTHEST:
        return None
    factor, _, letter = DURATIONS[unit]
    steps = {"D": "days", "W": "weeks", "WE": "weeks", "M": "months", "Y": "years"}
    if unit.startswith("T"):
        return anchor
    try:
        return anchor + relativedelta(**{steps[letter]: factor * count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None


def period(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit of time that ``day`` lies in.

    Example:
        >>> period(date(2022, 12, 30), "W")
        '2022-W52'
    """
    week = day.isocalendar()
    names = {
        "W": f"{week.year:04}-W{week.week:02}",
        "2W": f"{week.year:04}-W{week.week:02}",
        "WE": f"{week.year:04}-W{week.week:02}-WE",
        "M": f"{day:%Y-%m}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04}",
        "HC": f"{day.year:04}",
        "HD": f"{day.year:04}",
        "DE": f"{day.year // 10:03}",
        "CE": f"{day.year // 100:02}",
        "ML": f"{day.year // 1000}",
    }
    return names.get(unit, day.isoformat())


def duration(unit: str, count: int | str) -> str:
    """The TIMEX3 value of a duration; ``count`` may be ``X``.

    Example:
        >>> duration("Q", 2)
        'P6M'
    """
    factor, time, letter = DURATIONS[unit]
    size = count if isinstance(count, str) else str(count * factor)
    return f"P{time}{size}{letter}"


def holiday_day(code: str, year: int) -> date | None:
    """The day of a holiday in a year.

    Args:
        code: "12-25"; "E39", so many days after Easter Sunday; "N11-3-4", the fourth Thursday of November (Monday
            is 0; 0 for the last one).
        year: The year.

    Example:
        >>> holiday_day("N11-3-4", 2024)
        datetime.date(2024, 11, 28)
    """
    if code.startswith("E"):
        return easter(year, EASTER_WESTERN) + timedelta(days=int(code[1:])) if 1583 <= year <= 4099 else None
    month, day, *nth = (int(n) for n in code.removeprefix("N").split("-"))
    if nth:
        days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == day]
        return days[nth[0] - 1]
    return date(year, month, day) if valid_day(year, month, day) else None


def is_ahead(time: TimeExpression, today: date | None) -> bool:
    """Whether a time lies after the day of publication."""
    value = time.value or ""
    if time.type not in ("DATE", "TIME"):
        return False
    if value == "FUTURE_REF" or time.direction == "future":
        return True
    if today is None or not value[:4].isdigit():
        return False
    return value[:4] > f"{today.year:04}" or (value[4:5] == "-" and value[5:6].isdigit() and value[:10] > f"{today}")
