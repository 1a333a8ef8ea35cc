"""Dates as pages print them for machines, with their time zone; none from the future of the page's capture."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from dateutil.parser import ParserError, parse

Moment = date | datetime

DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}$")
YEAR = re.compile(r"(?:19|20)\d{2}")

#: Abbreviations of time zones that mean one thing on news pages, in seconds east of Greenwich.
ZONES = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "BST": 3600,
    "CET": 3600,
    "CEST": 7200,
    "EET": 7200,
    "EEST": 10800,
    "EDT": -14400,
    "EST": -18000,
    "CDT": -18000,
    "CST": -21600,
    "PDT": -25200,
    "PST": -28800,
}

#: The web is younger; what claims to be older is a default or a slip.
EARLIEST = date(1990, 1, 1)

#: Somewhere it is tomorrow already.
AHEAD = timedelta(hours=14)


def parse_moment(value: str | None, *, limit: datetime) -> Moment | None:
    """The date or time that a machine-readable string gives; None if it gives none, or one after ``limit``.

    Args:
        value: ISO 8601, or what is near it.
        limit: When the page was captured (aware).
    """
    value = (value or "").strip()[:60]
    if not YEAR.search(value):
        return None
    moment = _parsed(value)
    if moment is None or _day(moment) < EARLIEST or is_future(moment, limit=limit):
        return None
    return moment


def is_future(moment: Moment, *, limit: datetime) -> bool:
    """Whether a date or time lies after the capture of the page, wherever on earth it was printed."""
    if isinstance(moment, datetime) and moment.tzinfo:
        # Clocks of servers and editors differ by minutes.
        return moment > limit + timedelta(hours=1)
    return _day(moment) > (limit.astimezone(UTC) + AHEAD).date()


def _parsed(value: str) -> Moment | None:
    try:
        return date.fromisoformat(value) if DATE_ONLY.match(value) else datetime.fromisoformat(value)
    except ValueError:
        pass
    try:
        # A time that a page gives without a day is not filled up with today's: the year is asked for above.
        moment = parse(value, default=datetime(1, 1, 1), tzinfos=_zone)
    except (ParserError, ValueError, OverflowError, TypeError):
        return None
    if moment.year == 1:
        return None
    return moment if re.search(r"\d:\d\d", value) else moment.date()


def _zone(name: str | None, offset: int | None) -> int | None:
    return offset if offset is not None else ZONES.get(name or "")


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
