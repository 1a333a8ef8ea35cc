"""Times that the words name: dates, days, hours, holidays, and fixed references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from propos.find.calendar import (
    Direction,
    holiday_day,
    nearest_weekday,
    valid_day,
    year_of_day,
    year_of_month,
)
from propos.find.grammar import Slot
from propos.find.timemeaning import (
    Context,
    Found,
    Resolution,
    Rule,
    clock_time,
    day_named,
    part_of_day,
    said_direction,
    whole_number,
)

#: A holiday so many days away is the one that is meant, whatever the verb.
NEAR_HOLIDAY = 45
#: Without a year, a day this near is meant rather than its like of nearly a year away.
NEAR_DAY = 60

#: Fewer days than this ahead, "this" weekday is the coming one, whatever the verb.
NEAR_WEEKDAY = 3
NOON = 12
#: From so many hours after noon on, an hour before noon told next is one of the next day.
EVENING_ON = 6
#: A day so long over is the one of an hour of the past.
JUST_PAST = 3
#: A month over for so many months is the one that is meant, unless the words say otherwise.
JUST_OVER = (1, 2)


def _none(match: Found, context: Context) -> list[Resolution]:
    return []


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


def _calendar(match: Found, context: Context) -> list[Resolution]:
    slots = {s.name.removeprefix("sure_").removeprefix("soft_"): s.value for s in match.slots}
    return [_named_date(slots, match, context)]


def _named_date(slots: Mapping[str, object], match: Found, context: Context) -> Resolution:
    month, day, year = (whole_number(slots.get(k)) for k in ("month", "day", "year"))
    if month is None:
        return Resolution(value=f"{year:04}" if year else None)
    if year is None and match.meaning.shift is not None and context.today:
        year = context.today.year + match.meaning.shift  # "9 October last year"
    if day is not None and not valid_day(year, month, day):
        return Resolution(value=None, note="no such day")
    if year is not None:
        if day is None:
            return Resolution(value=f"{year:04}-{month:02}", day=date(year, month, 1))
        return day_named(date(year, month, day), match, context, None, anchor=False)
    return _yearless(month, day, match, context)


def _yearless(month: int, day: int | None, match: Found, context: Context) -> Resolution:
    if context.today is None:
        return Resolution(value=f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    direction = said_direction(match) or context.look()
    if day is not None and direction and context.year and valid_day(context.year, month, day):
        told = date(context.year, month, day)
        if (told > context.today) == (direction == "future"):
            return day_named(told, match, context, direction)
    if day is not None and direction != "future" and month in context.years:
        direction = "past"
        if valid_day(context.years[month], month, day):
            return day_named(date(context.years[month], month, day), match, context, direction)
    if day is None:
        if not said_direction(match) and (context.today.month - month) % 12 in JUST_OVER:
            direction = "past"
        direction = direction or "past"
        year = year_of_month(context.today, month, direction)
        if said_direction(match) and month == context.today.month:
            year += 1 if direction == "future" else -1
        value = f"{year:04}-{month:02}"
        return Resolution(value=value, anchor=context.anchor, direction=direction, day=date(year, month, 1))
    if match.value("this") is not None:
        direction = _nearest(context.today, month, day)
    direction = direction or _nearer(context.today, month, day)
    if not said_direction(match) and direction == "past" and (chained := _chained(month, day, context)):
        return day_named(chained, match, context, direction)
    if not said_direction(match) and _far(context.today, month, day, direction):
        direction = "future" if direction == "past" else "past"
    year = year_of_day(context.today, month, day, direction)
    if not valid_day(year, month, day):
        return Resolution(value=None, note="no such day")
    return day_named(date(year, month, day), match, context, direction)


def _chained(month: int, day: int, context: Context) -> date | None:
    """A day of the past in the year of the one told before it in its paragraph, if it goes on from there."""
    chain, today = context.chain, context.today
    if not (chain and today and chain.year < today.year and valid_day(chain.year, month, day)):
        return None
    told = date(chain.year, month, day)
    latest = year_of_day(today, month, day, "past")
    recent = valid_day(latest, month, day) and today - date(latest, month, day) < timedelta(days=NEAR_DAY)
    return told if told >= chain and not recent else None


def _nearer(today: date, month: int, day: int) -> Direction:
    """Without a verb that tells, the past, unless that is long ago and the future near."""
    months_ago = (today.month - month) % 12
    return "future" if months_ago >= 8 or (months_ago == 0 and day > today.day) else "past"


def _far(today: date, month: int, day: int, direction: Direction) -> bool:
    """Whether such a day lies so far that way, and so near the other way, that a verb must have misled."""
    ahead = ((month - today.month) * 30 + day - today.day) % 365
    return ahead < NEAR_DAY if direction == "past" else ahead > 365 - NEAR_DAY


def _nearest(today: date, month: int, day: int) -> Direction:
    """Where the nearest such day lies."""
    past, future = (year_of_day(today, month, day, d) for d in ("past", "future"))
    if not (valid_day(past, month, day) and valid_day(future, month, day)):
        return "past"
    return "past" if today - date(past, month, day) <= date(future, month, day) - today else "future"


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
    return [day_named(date(year, month, day), match, context, None, anchor=False)]


def _year(match: Found, context: Context) -> list[Resolution]:
    year = whole_number(match.value("year"))
    return [Resolution(value=f"{year:04}", day=date(year, 1, 1))] if year else []


def _decade(match: Found, context: Context) -> list[Resolution]:
    decade = whole_number(match.value("decade"))
    if decade is None:
        return []
    return [Resolution(value=f"{decade // 10:03}", day=date(decade, 1, 1) if decade else None)]


def _century(match: Found, context: Context) -> list[Resolution]:
    century = whole_number(match.value("ordinal") or match.value("roman"))
    return [Resolution(value=f"{century - 1:02}")] if century and century > 0 else []


def _weekday(match: Found, context: Context) -> list[Resolution]:
    weekday = whole_number(match.value("weekday")) or 0
    if context.today is None:
        value = f"XXXX-WXX-{weekday + 1}" + part_of_day(match)
        return [Resolution(value=value, type="TIME" if part_of_day(match) else "DATE")]
    said = said_direction(match)
    direction = said or context.look() or "past"
    if not said and match.value("this") is not None and (weekday - context.today.weekday()) % 7 < NEAR_WEEKDAY:
        direction = "future"  # "ce samedi" is not the one of nearly a week ago
    start = context.today
    if said and start.weekday() == weekday:
        start += timedelta(days=1 if said == "future" else -1)
    start += timedelta(days=match.meaning.shift or 0)  # "Saturday week"
    return [day_named(nearest_weekday(start, weekday, direction), match, context, direction)]


def _day_word(match: Found, context: Context) -> list[Resolution]:
    shift = whole_number(match.value("day_word"))
    shift = match.meaning.shift if shift is None else shift
    if shift is None:
        return []
    named = match.value("daypart") or match.value("weekday") is not None
    if shift == 0 and not named and context.nowadays():
        return [Resolution(value="PRESENT_REF", vague=True, anchor=context.anchor)]
    if context.today is None:
        return [Resolution(value=("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(shift > 0) - (shift < 0) + 1], vague=True)]
    direction: Direction | None = "future" if shift > 0 else "past" if shift < 0 else None
    return [day_named(context.today + timedelta(days=shift), match, context, direction)]


def _daypart(match: Found, context: Context) -> list[Resolution]:
    told = match.value("this") is not None or match.meaning.shift == 0
    day = context.today if told else _day_of_part(context)
    part = part_of_day(match) or f"T{match.meaning.value or 'MO'}"
    if part == "TMO" and not told:
        day = _after_night(day, context)
    if part == "TNI" and not told and day and day == context.today and context.look() == "past":
        day -= timedelta(days=1)
    value = (day.isoformat() if day else "XXXX-XX-XX") + part
    return [Resolution(value=value, type="TIME", anchor=context.anchor, day=day)]


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


def _clock(match: Found, context: Context) -> list[Resolution]:
    hour, minute = _hour_and_minute(match)
    if not (0 <= hour <= 24 and 0 <= minute <= 59):
        return []
    day = _day_of_clock(context, hour)
    base = day.isoformat() if day else "XXXX-XX-XX"
    zone = zone_offset(context.zone, day)
    return [Resolution(value=f"{base}T{hour:02}:{minute:02}{zone}", type="TIME", anchor=context.anchor, day=day)]


def _day_of_part(context: Context) -> date | None:
    """The day of a part of day: the one the paragraph named last, unless it is to come and the verb looks back."""
    day = context.named_day or context.today
    return context.today if day and context.today and day > context.today and context.look() == "past" else day


def _hours(match: Found, context: Context) -> list[Resolution]:
    """From one hour to another, of a day if the sentence names one: "entre 8 heures et 20 heures"."""
    day, found = context.sentence_day, []
    slots = [s for s in match.slots if s.name in ("hour", "clock")]
    for slot, following in zip(slots, (*slots[1:], None), strict=True):
        hour, minute = clock_time(slot.value)
        if not (0 <= hour <= 24 and 0 <= minute <= 59):
            return []
        value = f"{day.isoformat() if day else ''}T{hour:02}:{minute:02}"
        ends = following.first - 1 if following else match.after  # without the word between the two
        found.append(Resolution(value=value, type="TIME", tokens=(slot.first, ends)))
    return found


def _after_night(day: date | None, context: Context) -> date | None:
    """The day of a morning: the one after the night that the paragraph named last."""
    if day and context.night and context.today and day < context.today:
        return day + timedelta(days=1)
    return day


def _day_of_clock(context: Context, hour: int) -> date | None:
    """The day that an hour is of: what the paragraph named; for an afternoon of the past the last day just over."""
    today, named = context.today, context.named_day
    if named and today and context.hour is not None and hour < NOON <= context.hour - EVENING_ON and named < today:
        return named + timedelta(days=1)  # "at 10.40pm, and found soon after 4am"
    if today is None or (named and named <= today):
        return (_after_night(named, context) if hour < NOON else named) or today
    if context.look() != "past" or (not named and hour < NOON):
        return named or today
    last = context.last_day
    return last if last and 0 <= (today - last).days <= JUST_PAST else today


def _hour_and_minute(match: Found) -> tuple[int, int]:
    clock = match.value("clock") or match.value("dotted") or match.value("hhmm")
    if isinstance(clock, str):
        hour, minute = clock_time(clock)
    elif match.meaning.value:
        return int(match.meaning.value[:2]), int(match.meaning.value[3:] or 0)
    else:
        hour = whole_number(match.value("hour") or match.value("number")) or 0
        minute = whole_number(match.value("minute")) or 0
    half = match.value("half_day") or {"MO": "am", "AF": "pm", "EV": "pm"}.get(str(match.value("daypart")))
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


def _holiday(match: Found, context: Context) -> list[Resolution]:
    code = str(match.value("holiday"))
    year = whole_number(match.value("year"))
    if year is None and context.today is None:
        return [Resolution(value=f"XXXX-{code}")] if code[0].isdigit() else []
    if year is not None or context.today is None:
        day = holiday_day(code, year or 2000) if year else None
        return [day_named(day, match, context, None)] if day else []
    today, direction = context.today, said_direction(match)
    around = [d for y in (today.year - 1, today.year, today.year + 1) if 1 < y < 9999 and (d := holiday_day(code, y))]
    near = [d for d in around if abs((d - today).days) <= NEAR_HOLIDAY]
    if near and direction is None:
        return [day_named(near[0], match, context, None)]
    direction = direction or context.look() or "past"
    days = [d for d in around if (d > today if direction == "future" else d <= today)]
    if not days:
        return []
    return [day_named(days[0] if direction == "future" else days[-1], match, context, direction)]


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


def _term(match: Found, context: Context) -> list[Resolution]:
    return [Resolution(value=None, note="term")]


#: What computes each rule of a form.
DATE_RULES: Mapping[str, Rule] = {
    "none": _none,
    "fixed": _fixed,
    "calendar": _calendar,
    "literal": _literal,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "day": _day_word,
    "daypart": _daypart,
    "night": _night,
    "clock": _clock,
    "holiday": _holiday,
    "hours": _hours,
    "pair": _pair,
    "term": _term,
}
