"""Dates as pages print them for people ("Publié le 12 mars 2024 à 18 h 30, mis à jour à 19 h")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from propos.lang.folding import fold
from propos.read.lexicon import Lexicon, load_lexicon
from propos.read.moments import EARLIEST, Moment, is_future

#: Longer lines are prose: a date in it is part of what is told.
LONGEST_LINE = 200

ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
DAY_FIRST = re.compile(r"\b(?P<day>\d{1,2})(?:[a-z]{2})?\.? (?P<name>[a-z]{3,9})\.?,? (?P<year>(?:19|20)\d\d)\b")
MONTH_FIRST = re.compile(r"\b(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:[a-z]{2})?,? (?P<year>(?:19|20)\d\d)\b")
NUMBERS = re.compile(r"\b(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")
CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])\s?[h:]\s?(?P<minute>[0-5]\d)?(?!\d)(?P<half>\s?[ap]\.?m\b)?")

#: What stands between a place, a date and the first words of a dispatch.
DISPATCH = re.compile(r"\s*(?:\([^()]{1,40}\))?\s*\.?\s*[-–—:]\s")

#: What may stand beside the date in a line that gives one.
FEW_WORDS = 4

#: How far from its date a time of day stands.
NEAR = 14


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date that a page prints as that of its publication or of its last change."""

    moment: Moment
    updated: bool


def find_datelines(lines: Iterable[str], *, day_first: bool, limit: datetime) -> Iterator[Dateline]:
    """The dates of publication and of change that short lines give, in order.

    Args:
        lines: The lines above and around the article, without its prose.
        day_first: Whether 03/04 is the third of April.
        limit: When the page was captured (aware); later dates are passed over.
    """
    lexicon = load_lexicon()
    for line in lines:
        if len(line) > LONGEST_LINE or not any(c.isdigit() for c in line):
            continue
        folded = fold(" ".join(line.split()))
        named = any(opening in folded for opening in lexicon.datelines + lexicon.updates)
        before = 0
        for start, end, day in _dates(folded, lexicon, day_first=day_first):
            if is_future(day, limit=limit) or day < EARLIEST:
                continue
            lead = folded[before:start]
            updated = any(opening in lead for opening in lexicon.updates)
            if named or len(folded) - (end - start) <= 30:
                yield Dateline(_with_time(day, folded, start, end), updated)
            before = end


def is_dateline(folded: str, lexicon: Lexicon) -> bool:
    """Whether a line, folded, holds a date and little else (a place, a weekday, a time zone)."""
    dates = _dates(folded, lexicon, day_first=True)
    if not dates:
        return False
    rest = folded
    for start, end, _ in reversed(dates):
        rest = f"{rest[:start]} {rest[end:]}"
    for opening in (*lexicon.updates, *lexicon.datelines):
        rest = rest.replace(opening, " ")
    return len(re.findall(r"[a-z]{3,}", CLOCK.sub(" ", rest))) <= FEW_WORDS


def find_dispatch_date(paragraph: str, *, day_first: bool, limit: datetime) -> date | None:
    """The date that a dispatch opens with ("Ostrane, 14 mars 2025 (AVI) - ...").

    Example:
        >>> from datetime import UTC
        >>> find_dispatch_date("14 mars 2025. - Le port...", day_first=True, limit=datetime(2025, 4, 1, tzinfo=UTC))
        datetime.date(2025, 3, 14)
    """
    folded = fold(paragraph[:120])
    for start, end, day in _dates(folded, load_lexicon(), day_first=day_first):
        if start <= 40 and DISPATCH.match(folded, end) and not is_future(day, limit=limit):
            return day
    return None


def _dates(folded: str, lexicon: Lexicon, *, day_first: bool) -> list[tuple[int, int, date]]:
    found: list[tuple[int, int, date]] = []
    for pattern in (ISO, DAY_FIRST, MONTH_FIRST, NUMBERS):
        for match in pattern.finditer(folded):
            day = _day(match.groupdict(), lexicon, day_first=day_first)
            if day and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), day))
    return sorted(found)


def _day(parts: dict[str, str], lexicon: Lexicon, *, day_first: bool) -> date | None:
    if "name" in parts:
        month, day = lexicon.months.get(parts["name"], 0), int(parts["day"])
    elif "first" in parts:
        day, month = int(parts["first"]), int(parts["second"])
        if not day_first and day <= 12:
            day, month = month, day
    else:
        month, day = int(parts["month"]), int(parts["day"])
    try:
        return date(int(parts["year"]), month, day)
    except ValueError:
        return None


def _with_time(day: date, folded: str, start: int, end: int) -> Moment:
    # The nearest one: after the date, or else before it.
    clocks = [*CLOCK.finditer(folded, max(0, start - NEAR), start), *CLOCK.finditer(folded, end, end + NEAR)]
    clock = next((c for c in clocks if c.start() >= end), clocks[-1] if clocks else None)
    if clock is None:
        return day
    hour = int(clock["hour"])
    if clock["half"] and hour <= 12:
        hour = hour % 12 + (12 if "p" in clock["half"] else 0)
    return datetime.combine(day, time(hour, int(clock["minute"] or 0)))
