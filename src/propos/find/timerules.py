"""What each form of a time expression means, given when the article was published and what it named before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from propos.find.calendar import (
    DURATIONS,
    SEASONS,
    Direction,
    duration,
    easter_day,
    nearest_weekday,
    period,
    shifted,
    valid_day,
    year_of_day,
    year_of_month,
    year_of_season,
)
from propos.find.grammar import Match, Slot
from propos.lang.tables.times import TimeForm
from propos.model import TimeType

Found = Match[TimeForm]
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a time expression means; the fields are those of TimeExpression.

    Attributes:
        tokens: First token and the one after the last, where a form holds more than one expression.
        day: The day it names, for what refers back to it.
    """

    value: str | None
    type: TimeType = "DATE"
    mod: str | None = None
    vague: bool = False
    anchor: str | None = None
    direction: Direction | None = None
    note: str | None = None
    tokens: tuple[int, int] | None = None
    day: date | None = None


@dataclass(slots=True)
class Context:
    """What the meaning of an expression depends on.

    Attributes:
        today: When the article was published; None if unknown.
        look: Where the nearest verb looks; asked only if it matters.
        nowadays: Whether the nearest verb stands in the present.
        day_first: Whether 03/04 is the third of April.
        named: The first day of what the text named last.
        named_day: The day that the text named last.
        zone: Offset or zone that stands behind a time of day.
    """

    today: date | None
    day_first: bool
    look: Callable[[], Direction | None]
    nowadays: Callable[[], bool]
    named: date | None = None
    named_day: date | None = None
    zone: str | None = None

    @property
    def anchor(self) -> str | None:
        """The publication date as TIMEX3 writes it."""
        return self.today.isoformat() if self.today else None


Rule = Callable[[Found, Context], list[Resolution]]
RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Registers the function that computes the rule of that name."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register


def resolve(match: Found, context: Context) -> list[Resolution]:
    """The meanings of one match; () if it is no time expression after all."""
    part = match.value("part") or match.value("hedge")
    resolutions = RULES[match.meaning.rule](match, context)
    if isinstance(part, str):
        return [replace(r, mod=part) for r in resolutions]
    if match.meaning.mod and match.meaning.mod != "HALF":
        return [replace(r, mod=match.meaning.mod) for r in resolutions]
    return resolutions


def _whole(value: object | None) -> int | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**6 else None
    return value if isinstance(value, int) else None


def _ahead(match: Found) -> Direction | None:
    """The direction that the words themselves give."""
    if match.meaning.direction:
        return match.meaning.direction
    names = {s.name for s in match.slots}
    return "past" if "last" in names else "future" if "next" in names else None


def _part_of_day(match: Found) -> str:
    part = match.value("daypart")
    return f"T{part}" if isinstance(part, str) else ""


def _day(day: date, match: Found, context: Context, direction: Direction | None, anchor: bool = True) -> Resolution:
    part = _part_of_day(match)
    return Resolution(
        value=day.isoformat() + part,
        type="TIME" if part else "DATE",
        anchor=context.anchor if anchor else None,
        direction=direction,
        day=day,
    )


@rule("none")
def _none(match: Found, context: Context) -> list[Resolution]:
    return []


@rule("fixed")
def _fixed(match: Found, context: Context) -> list[Resolution]:
    form = match.meaning
    reference = form.value or ""
    return [
        Resolution(
            value=form.value,
            type=form.type or "DATE",
            vague=form.vague,
            direction=form.direction,
            anchor=context.anchor if reference.endswith("_REF") else None,
        )
    ]


@rule("calendar")
def _calendar(match: Found, context: Context) -> list[Resolution]:
    slots = {s.name: s.value for s in match.slots}
    return [_named_date(slots, match, context)]


def _named_date(slots: Mapping[str, object], match: Found, context: Context) -> Resolution:
    month, day, year = (_whole(slots.get(k)) for k in ("month", "day", "year"))
    if month is None:
        return Resolution(value=f"{year:04}" if year else None)
    if day is not None and not valid_day(year, month, day):
        return Resolution(value=None, note="no such day")
    if year is not None:
        if day is None:
            return Resolution(value=f"{year:04}-{month:02}", day=date(year, month, 1))
        return _day(date(year, month, day), match, context, None, anchor=False)
    return _yearless(month, day, match, context)


def _yearless(month: int, day: int | None, match: Found, context: Context) -> Resolution:
    if context.today is None:
        return Resolution(value=f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    direction = _ahead(match) or context.look()
    if day is None:
        direction = direction or "past"
        year = year_of_month(context.today, month, direction)
        if _ahead(match) and month == context.today.month:
            year += 1 if direction == "future" else -1
        value = f"{year:04}-{month:02}"
        return Resolution(value=value, anchor=context.anchor, direction=direction, day=date(year, month, 1))
    if match.value("this") is not None:
        direction = _nearest(context.today, month, day)
    direction = direction or _nearer(context.today, month, day)
    year = year_of_day(context.today, month, day, direction)
    if not valid_day(year, month, day):
        return Resolution(value=None, note="no such day")
    return _day(date(year, month, day), match, context, direction)


def _nearer(today: date, month: int, day: int) -> Direction:
    """Without a verb that tells, the past, unless that is long ago and the future near."""
    months_ago = (today.month - month) % 12
    return "future" if months_ago >= 8 or (months_ago == 0 and day > today.day) else "past"


def _nearest(today: date, month: int, day: int) -> Direction:
    """Where the nearest such day lies."""
    past, future = (year_of_day(today, month, day, d) for d in ("past", "future"))
    if not (valid_day(past, month, day) and valid_day(future, month, day)):
        return "past"
    return "past" if today - date(past, month, day) <= date(future, month, day) - today else "future"


@rule("literal")
def _literal(match: Found, context: Context) -> list[Resolution]:
    numbers = [int(n) for n in re.findall(r"\d+", str(match.value("date")))]
    if numbers[0] > 31:
        year, month, day = numbers
    elif context.day_first or numbers[0] > 12:
        day, month, year = numbers
    else:
        month, day, year = numbers
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not valid_day(year, month, day):
        return [Resolution(value=None, note="no such day")]
    return [_day(date(year, month, day), match, context, None, anchor=False)]


@rule("year")
def _year(match: Found, context: Context) -> list[Resolution]:
    year = _whole(match.value("year"))
    return [Resolution(value=f"{year:04}", day=date(year, 1, 1))] if year else []


@rule("decade")
def _decade(match: Found, context: Context) -> list[Resolution]:
    decade = _whole(match.value("decade"))
    return [Resolution(value=f"{decade // 10:03}")] if decade is not None else []


@rule("century")
def _century(match: Found, context: Context) -> list[Resolution]:
    century = _whole(match.value("ordinal") or match.value("roman"))
    return [Resolution(value=f"{century - 1:02}")] if century and century > 0 else []


@rule("weekday")
def _weekday(match: Found, context: Context) -> list[Resolution]:
    weekday = _whole(match.value("weekday")) or 0
    if context.today is None:
        value = f"XXXX-WXX-{weekday + 1}" + _part_of_day(match)
        return [Resolution(value=value, type="TIME" if _part_of_day(match) else "DATE")]
    said = _ahead(match)
    direction = said or context.look() or ("future" if match.meaning.direction == "future" else "past")
    start = context.today
    if said and start.weekday() == weekday:
        start += timedelta(days=1 if said == "future" else -1)
    return [_day(nearest_weekday(start, weekday, direction), match, context, direction)]


@rule("day")
def _day_word(match: Found, context: Context) -> list[Resolution]:
    shift = _whole(match.value("day_word"))
    shift = match.meaning.shift if shift is None else shift
    if shift is None:
        return []
    if shift == 0 and not match.value("daypart") and context.nowadays():
        return [Resolution(value="PRESENT_REF", vague=True, anchor=context.anchor)]
    if context.today is None:
        return [Resolution(value=("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(shift > 0) - (shift < 0) + 1], vague=True)]
    direction: Direction | None = "future" if shift > 0 else "past" if shift < 0 else None
    return [_day(context.today + timedelta(days=shift), match, context, direction)]


@rule("daypart")
def _daypart(match: Found, context: Context) -> list[Resolution]:
    day = context.today if match.value("this") is not None else context.named_day or context.today
    part = _part_of_day(match) or f"T{match.meaning.value or 'MO'}"
    value = (day.isoformat() if day else "XXXX-XX-XX") + part
    return [Resolution(value=value, type="TIME", anchor=context.anchor, day=day)]


@rule("night")
def _night(match: Found, context: Context) -> list[Resolution]:
    slots: dict[str, object] = {}
    for slot in match.slots:
        slots.setdefault(slot.name, slot.value)
    if "day" in slots:
        first = _named_date(slots, match, context)
        return [replace(first, value=first.value and f"{first.value}TNI", type="TIME")]
    if "weekday" in slots:
        found = _weekday(match, context)[0]
        return [replace(found, value=f"{found.value}TNI", type="TIME")]
    if context.today is None:
        return [Resolution(value="PAST_REF", vague=True)]
    day = context.today - timedelta(days=1)
    return [Resolution(value=f"{day}TNI", type="TIME", anchor=context.anchor, direction="past", day=day)]


@rule("clock")
def _clock(match: Found, context: Context) -> list[Resolution]:
    hour, minute = _hour_and_minute(match)
    if not (0 <= hour <= 24 and 0 <= minute <= 59):
        return []
    day = context.named_day or context.today
    base = day.isoformat() if day else "XXXX-XX-XX"
    zone = zone_offset(context.zone, day)
    return [Resolution(value=f"{base}T{hour:02}:{minute:02}{zone}", type="TIME", anchor=context.anchor, day=day)]


def _hour_and_minute(match: Found) -> tuple[int, int]:
    clock = match.value("clock")
    if isinstance(clock, str):
        digits = [int(n) for n in re.findall(r"\d+", clock)]
        hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    elif match.meaning.value:
        return int(match.meaning.value[:2]), int(match.meaning.value[3:] or 0)
    else:
        hour, minute = _whole(match.value("hour")) or 0, _whole(match.value("minute")) or 0
    half = match.value("half_day")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return hour, minute


def zone_offset(zone: str | None, day: date | None) -> str:
    """The offset of a zone on that day, as ISO 8601 writes it; "" if there is none."""
    if not zone:
        return ""
    if "/" not in zone:
        return zone
    try:
        moment = datetime.combine(day or date(2000, 1, 1), datetime.min.time(), ZoneInfo(zone))
    except (ZoneInfoNotFoundError, OverflowError):
        return ""
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:]}"


@rule("holiday")
def _holiday(match: Found, context: Context) -> list[Resolution]:
    code = str(match.value("holiday"))
    year = _whole(match.value("year"))
    if year is None and context.today is None:
        return [Resolution(value=f"XXXX-{code}")] if not code.startswith("E") else []
    direction = _ahead(match) or (context.look() if year is None else None)
    for candidate in [year] if year else _years_around(context, direction):
        day = (
            easter_day(candidate, int(code[1:]))
            if code.startswith("E")
            else date.fromisoformat(f"{candidate:04}-{code}")
        )
        if day is None or year is not None or context.today is None:
            return [_day(day, match, context, None)] if day else []
        if (direction == "future") == (day >= context.today):
            return [_day(day, match, context, direction)]
    return []


def _years_around(context: Context, direction: Direction | None) -> list[int]:
    year = context.today.year if context.today else 2000
    return [year, year + 1] if direction == "future" else [year, year - 1]


@rule("unit")
def _unit(match: Found, context: Context) -> list[Resolution]:
    unit = str(match.meaning.value or match.value("unit") or "Y")
    shift = match.meaning.shift or 0
    if unit == "WE" and shift == 0 and context.today and context.today.weekday() < SATURDAY:
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


@rule("season")
def _season(match: Found, context: Context) -> list[Resolution]:
    season = str(match.value("season") or match.value("plain_season"))
    if season not in SEASONS:
        return []
    year = _whole(match.value("year"))
    if year is not None:
        return [Resolution(value=f"{year:04}-{season}")]
    if context.today is None:
        return [Resolution(value=f"XXXX-{season}")]
    direction = _ahead(match)
    if direction is None and match.value("this") is None:
        direction = context.look()
        running = year_of_season(context.today, season, None)
        inside = period_inside(context.today, season, running)
        if inside or direction is None:
            return [Resolution(value=f"{running:04}-{season}", anchor=context.anchor, direction=direction)]
    year = year_of_season(context.today, season, direction)
    return [Resolution(value=f"{year:04}-{season}", anchor=context.anchor, direction=direction)]


def period_inside(day: date, season: str, year: int) -> bool:
    """Whether ``day`` lies in that season of that year."""
    return year_of_season(day, season, "past") < year <= day.year and day >= date(
        year, {"SP": 3, "SU": 6, "FA": 9}.get(season, 12), 1
    )


@rule("quarter")
def _quarter(match: Found, context: Context) -> list[Resolution]:
    number = _whole(match.value("ordinal")) or 0
    unit = match.meaning.value or "Q"
    if not 1 <= number <= (4 if unit == "Q" else 2):
        return []
    year = _whole(match.value("year"))
    if year is None and context.today is not None:
        first = date(context.today.year, (number - 1) * (3 if unit == "Q" else 6) + 1, 1)
        ahead = first > context.today and context.look() != "future"
        year = context.today.year - ahead
        return [Resolution(value=f"{year:04}-{unit}{number}", anchor=context.anchor)]
    return [Resolution(value=f"{year:04}-{unit}{number}" if year else f"XXXX-{unit}{number}")]


@rule("ago")
def _ago(match: Found, context: Context) -> list[Resolution]:
    direction = _ahead(match) or context.look() or "future"
    return [_distant(match, context.today, direction, context.anchor)]


@rule("after")
def _after(match: Found, context: Context) -> list[Resolution]:
    anchor = context.named
    direction = match.meaning.direction or "future"
    return [_distant(match, anchor, direction, anchor.isoformat() if anchor else None)]


def _distant(match: Found, start: date | None, direction: Direction, anchor: str | None) -> Resolution:
    unit, count = str(match.value("unit")), _whole(match.value("number"))
    reference = "PAST_REF" if direction == "past" else "FUTURE_REF"
    if start is None or count is None:
        return Resolution(value=reference, vague=True, direction=direction, anchor=anchor)
    day = shifted(start, unit, -count if direction == "past" else count)
    if day is None or unit in ("TS", "TM", "TH"):
        return Resolution(value=reference, direction=direction, anchor=anchor)
    named = day if unit in ("D", "M", "Y") else None
    return Resolution(value=period(day, unit), direction=direction, anchor=anchor, day=named)


@rule("duration")
def _duration(match: Found, context: Context) -> list[Resolution]:
    unit = str(match.value("unit") or match.meaning.value)
    if unit not in DURATIONS:
        return []
    number = match.value("number") or match.value("count")
    if not isinstance(number, Decimal):
        return [Resolution(value=duration(unit, "X"), type="DURATION", vague=True)]
    if match.meaning.mod == "HALF":
        number += Decimal("0.5")
    if number == 0:
        return []
    if unit == "TH" and number < 1:
        unit, number = "TM", number * 60
    factor, time, letter = DURATIONS[unit]
    size = format((number * factor).normalize(), "f")
    return [Resolution(value=f"P{time}{size}{letter}", type="DURATION")]


@rule("span")
def _span(match: Found, context: Context) -> list[Resolution]:
    found = _duration(match, context)
    return [replace(r, anchor=context.anchor, direction=match.meaning.direction) for r in found]


@rule("set")
def _set(match: Found, context: Context) -> list[Resolution]:
    weekday = match.value("weekday")
    if weekday is not None:
        return [Resolution(value=f"XXXX-WXX-{int(str(weekday)) + 1}", type="SET")]
    unit = str(match.value("unit") or match.meaning.value)
    if unit not in DURATIONS:
        return []
    return [Resolution(value=duration(unit, _whole(match.value("number")) or 1), type="SET")]


@rule("anaphor")
def _anaphor(match: Found, context: Context) -> list[Resolution]:
    shift = match.meaning.shift or 0
    weekday = match.value("weekday")
    unit = str(match.value("unit") or match.meaning.value or "D")
    start = context.named or context.today
    direction: Direction | None = "past" if shift < 0 else "future" if shift > 0 else None
    if start is None or unit not in DURATIONS or unit.startswith("T"):
        return [Resolution(value="PAST_REF", vague=True)]
    if isinstance(weekday, int):
        day: date | None = nearest_weekday(start + timedelta(days=shift), weekday, direction or "future")
    else:
        day = shifted(start, unit, shift)
    if day is None:
        return []
    part = _part_of_day(match)
    value = period(day, unit) + part
    kind: TimeType = "TIME" if part else "DATE"
    return [Resolution(value=value, type=kind, anchor=start.isoformat(), direction=direction, day=day)]


@rule("someday")
def _someday(match: Found, context: Context) -> list[Resolution]:
    if context.look() != "future":
        return []
    return [Resolution(value="FUTURE_REF", vague=True, direction="future", anchor=context.anchor)]


@rule("pair")
def _pair(match: Found, context: Context) -> list[Resolution]:
    groups = _halves(match.slots)
    shared = {s.name: s.value for s in match.slots if s.name in ("month", "year")}
    resolutions = []
    for group in groups:
        slots = {**shared, **{s.name: s.value for s in group}}
        if "month" not in slots and "year" not in slots:
            continue
        tokens = (group[0].first, group[-1].after)
        resolutions.append(replace(_named_date(slots, match, context), tokens=tokens))
    return resolutions


def _halves(slots: tuple[Slot, ...]) -> list[list[Slot]]:
    """The slots cut where a class comes back."""
    groups: list[list[Slot]] = [[]]
    for slot in slots:
        if slot.name not in ("weekday", "day", "month", "year"):
            continue
        if slot.name in (s.name for s in groups[-1]):
            groups.append([])
        groups[-1].append(slot)
    return groups


@rule("term")
def _term(match: Found, context: Context) -> list[Resolution]:
    return [Resolution(value=None, note="term")]
