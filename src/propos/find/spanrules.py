"""Times that the words reckon: weeks, seasons, distances, lengths, repetitions, and what refers back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from propos.find.calendar import (
    DURATIONS,
    SEASONS,
    Direction,
    duration,
    nearest_weekday,
    period,
    shifted,
    year_of_season,
)
from propos.find.timemeaning import (
    Context,
    Found,
    Resolution,
    Rule,
    clock_time,
    part_of_day,
    said_direction,
    whole_number,
)
from propos.model import TimeType

SATURDAY = 5
#: The value of a form that names a season of no year in particular.
ANY = "any"


def _unit(match: Found, context: Context) -> list[Resolution]:
    unit = str(match.meaning.value or match.value("unit") or "Y")
    shift = match.meaning.shift or 0
    if unit == "WE" and context.today and context.today.weekday() < SATURDAY:
        if shift == 1:
            shift = 0  # on a weekday the coming one is meant
        elif shift == 0:
            shift = 0 if context.look() == "future" else -1
    if unit.startswith("T") or unit not in DURATIONS:
        return []
    direction: Direction | None = "past" if shift < 0 else "future" if shift > 0 else None
    if context.today is None:
        return [Resolution(value=("PAST_REF", "PRESENT_REF", "FUTURE_REF")[shift + 1], vague=True)]
    day = shifted(context.today, unit, shift)
    if day is None:
        return []
    if shift == 0 and match.value("part") is not None:
        direction = context.look()
    value = period(day, unit)
    return [
        Resolution(
            value=value, anchor=context.anchor, direction=direction, day=day if unit in ("D", "Y", "M") else None
        )
    ]


def _season(match: Found, context: Context) -> list[Resolution]:
    season = str(match.value("season") or match.value("plain_season"))
    if season not in SEASONS:
        return []
    year = whole_number(match.value("year"))
    if year is not None:
        begin = date(year, SEASONS[season], 1) if 1 <= year <= 9999 else None
        return [Resolution(value=f"{year:04}-{season}", day=begin)]
    if context.today is None:
        return [Resolution(value=f"XXXX-{season}")]
    direction = said_direction(match) or context.look()
    if match.meaning.value == ANY and direction != "future":
        return [Resolution(value=f"XXXX-{season}")]
    if said_direction(match) is None and match.value("this") is not None:
        year = nearest_season(context.today, season, direction)
        return [Resolution(value=f"{year:04}-{season}", anchor=context.anchor, direction=direction)]
    if said_direction(match) is None:
        running = year_of_season(context.today, season, None)
        inside = period_inside(context.today, season, running)
        if inside or direction is None:
            return [Resolution(value=f"{running:04}-{season}", anchor=context.anchor, direction=direction)]
    year = year_of_season(context.today, season, direction)
    return [Resolution(value=f"{year:04}-{season}", anchor=context.anchor, direction=direction)]


def nearest_season(today: date, season: str, direction: Direction | None) -> int:
    """The year of "this" season: the running one, or else the one that way, or the nearer of the last and the next."""
    running = year_of_season(today, season, None)
    begin = date(running, SEASONS[season], 1)
    over = begin + relativedelta(months=3)
    if begin <= today < over:
        return running
    if direction is None:
        last, ahead = (year_of_season(today, season, d) for d in ("past", "future"))
        ended = date(last, SEASONS[season], 1) + relativedelta(months=3)
        return last if today - ended <= date(ahead, SEASONS[season], 1) - today else ahead
    return year_of_season(today, season, direction)


def period_inside(day: date, season: str, year: int) -> bool:
    """Whether ``day`` lies in that season of that year."""
    return year_of_season(day, season, "past") < year <= day.year and day >= date(
        year, {"SP": 3, "SU": 6, "FA": 9}.get(season, 12), 1
    )


def _quarter(match: Found, context: Context) -> list[Resolution]:
    number = whole_number(match.value("ordinal")) or 0
    unit = match.meaning.value or "Q"
    if not 1 <= number <= (4 if unit == "Q" else 2):
        return []
    year = whole_number(match.value("year"))
    if year is None and context.today is not None:
        months = 3 if unit == "Q" else 6
        first, over = (number - 1) * months + 1, context.today.month > number * months
        future = "future" in (said_direction(match), context.look())
        ahead = first > context.today.month and not future
        year = context.today.year - ahead + (over and future)
        return [_part_of_year(year, unit, number, context.anchor)]
    return [_part_of_year(year, unit, number, None)] if year else [Resolution(value=f"XXXX-{unit}{number}")]


def _part_of_year(year: int, unit: str, number: int, anchor: str | None) -> Resolution:
    begin = date(year, (number - 1) * (3 if unit == "Q" else 6) + 1, 1) if 1 <= year <= 9999 else None
    return Resolution(value=f"{year:04}-{unit}{number}", anchor=anchor, day=begin)


def _ago(match: Found, context: Context) -> list[Resolution]:
    direction = said_direction(match) or context.look() or "future"
    return [_distant(match, context.today, direction, context.anchor)]


def _after(match: Found, context: Context) -> list[Resolution]:
    direction = match.meaning.direction or "future"
    anchor = context.named or (context.today if direction == "past" else None)
    exact = anchor is not None and anchor == context.named_day
    return [_distant(match, anchor, direction, anchor.isoformat() if anchor else None, exact=exact)]


def _distant(
    match: Found, start: date | None, direction: Direction, anchor: str | None, *, exact: bool = False
) -> Resolution:
    """What lies so far from a start; weeks from an ``exact`` day give a day."""
    unit = str(match.value("unit") or match.value("half_unit"))
    count = whole_number(match.value("number") or match.value("count") or (1 if match.value("half_unit") else None))
    reference = "PAST_REF" if direction == "past" else "FUTURE_REF"
    if start is None or count is None:
        return Resolution(value=reference, vague=True, direction=direction, anchor=anchor)
    day = shifted(start, unit, -count if direction == "past" else count)
    if day is None or unit in ("TS", "TM", "TH"):
        return Resolution(value=reference, direction=direction, anchor=anchor)
    if unit == "W" and exact:
        unit = "D"
    named = day if unit in ("D", "M", "Y") else None
    return Resolution(value=period(day, unit), direction=direction, anchor=anchor, day=named)


def _duration(match: Found, context: Context) -> list[Resolution]:
    one = match.value("single") or match.value("half_unit")
    unit = str(match.value("unit") or one or match.meaning.value)
    if unit not in DURATIONS:
        return []
    number = match.value("number") or match.value("count") or (Decimal(1) if one else None)
    if not isinstance(number, Decimal):
        vague = f"PX{unit}" if unit in ("DE", "CE") else duration(unit, "X")
        return [Resolution(value=vague, type="DURATION", vague=True)]
    if match.meaning.mod == "HALF":
        number += Decimal("0.5")
    if number == 0:
        return []
    if unit == "TH" and number < 1:
        unit, number = "TM", number * 60
    factor, time, letter = DURATIONS[unit]
    size = format((number * factor).normalize(), "f")
    return [Resolution(value=f"P{time}{size}{letter}", type="DURATION")]


def _part_of_length(match: Found, context: Context) -> list[Resolution]:
    """So many of the years or months told before: "quatre ans, dont deux avec sursis"."""
    number = whole_number(match.value("number"))
    if not context.length or context.length not in DURATIONS or not number:
        return []
    factor, time, letter = DURATIONS[context.length]
    return [Resolution(value=f"P{time}{number * factor}{letter}", type="DURATION")]


def _lasting(match: Found, context: Context) -> list[Resolution]:
    """Hours and minutes that something lasts: "la journée de 6 h 30", "1 minute 12"."""
    minutes, seconds = whole_number(match.value("number")), whole_number(match.value("minute"))
    if minutes and seconds:
        return [Resolution(value=f"PT{minutes}M{seconds}S", type="DURATION")]
    lengths = []
    for slot in match.slots:
        if slot.name == "clock":
            hours, short = clock_time(slot.value)
            value = f"PT{hours}H{short}M" if short else f"PT{hours}H"
            lengths.append(Resolution(value=value, type="DURATION", tokens=(slot.first, slot.after)))
    return lengths


def _span(match: Found, context: Context) -> list[Resolution]:
    found = _duration(match, context)
    return [replace(r, anchor=context.anchor, direction=match.meaning.direction) for r in found]


def _set(match: Found, context: Context) -> list[Resolution]:
    weekday = match.value("weekdays") if match.value("weekday") is None else match.value("weekday")
    if weekday is not None:
        return [Resolution(value=f"XXXX-WXX-{int(str(weekday)) + 1}", type="SET")]
    unit = str(match.value("unit") or match.meaning.value)
    if unit not in DURATIONS:
        return []
    return [Resolution(value=duration(unit, whole_number(match.value("number")) or 1), type="SET")]


def _anaphor(match: Found, context: Context) -> list[Resolution]:
    shift = match.meaning.shift or 0
    weekday = match.value("weekday")
    unit = str(match.value("unit") or match.meaning.value or "D")
    to_a_day = unit == "D" or isinstance(weekday, int)
    start = (context.named_day or context.main_day if to_a_day else context.named) or context.today
    direction: Direction | None = "past" if shift < 0 else "future" if shift > 0 else None
    if start is None or unit not in DURATIONS or unit.startswith("T"):
        return [Resolution(value="PAST_REF", vague=True)]
    if isinstance(weekday, int):
        day: date | None = nearest_weekday(start + timedelta(days=shift), weekday, direction or "future")
    else:
        day = shifted(start, unit, shift)
    if day is None:
        return []
    part = part_of_day(match)
    value = period(day, unit) + part
    kind: TimeType = "TIME" if part else "DATE"
    return [Resolution(value=value, type=kind, anchor=start.isoformat(), direction=direction, day=day)]


def _someday(match: Found, context: Context) -> list[Resolution]:
    if context.hyphened:
        return [Resolution(value="P1D", type="DURATION")]  # "a one-day strike"
    if context.look() != "future":
        return []
    return [Resolution(value="FUTURE_REF", vague=True, direction="future", anchor=context.anchor)]


#: What computes each rule of a form.
SPAN_RULES: Mapping[str, Rule] = {
    "unit": _unit,
    "season": _season,
    "quarter": _quarter,
    "ago": _ago,
    "after": _after,
    "duration": _duration,
    "span": _span,
    "part_of_length": _part_of_length,
    "lasting": _lasting,
    "set": _set,
    "anaphor": _anaphor,
    "someday": _someday,
}
