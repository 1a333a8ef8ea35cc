"""What the meaning of a time expression is made of, and what it depends on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from propos.find.calendar import Direction
from propos.find.grammar import Match
from propos.lang.tables.times import TimeForm
from propos.model import TimeType

Found = Match[TimeForm]


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
        named_day: The day that the paragraph named last.
        night: Whether it named the night that follows it.
        last_day: The day that the article named last.
        main_day: The day that the article named first.
        year: The year that the sentence has named before.
        years: The year that the article has given each month before, by its number.
        chain: The first day of what the paragraph named last, in a sentence before.
        length: The unit of the length of time that the paragraph named last.
        sentence_day: The day that the sentence named last.
        hour: The hour that the paragraph named last, of the day that it named last.
        hyphened: Whether a hyphen joins the first two words of the expression.
        zone: Offset or zone that stands behind a time of day.
    """

    today: date | None
    day_first: bool
    look: Callable[[], Direction | None]
    nowadays: Callable[[], bool]
    named: date | None = None
    named_day: date | None = None
    night: bool = False
    last_day: date | None = None
    main_day: date | None = None
    year: int | None = None
    years: Mapping[int, int] = field(default_factory=dict)
    chain: date | None = None
    length: str | None = None
    sentence_day: date | None = None
    hour: int | None = None
    hyphened: bool = False
    zone: str | None = None

    @property
    def anchor(self) -> str | None:
        """The publication date as TIMEX3 writes it."""
        return self.today.isoformat() if self.today else None


Rule = Callable[[Found, Context], list[Resolution]]


def whole_number(value: object | None) -> int | None:
    """A slot's number, if it is a whole one of a sensible size."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**6 else None
    return value if isinstance(value, int) else None


def clock_time(value: object) -> tuple[int, int]:
    """Hour and minute of a time in digits: "8 h 30" is (8, 30), "8" is (8, 0)."""
    digits = [int(n) for n in re.findall(r"\d+", str(value))]
    return digits[0], digits[1] if len(digits) > 1 else 0


def said_direction(match: Found) -> Direction | None:
    """The direction that the words themselves give."""
    if match.meaning.direction:
        return match.meaning.direction
    names = {s.name for s in match.slots}
    return "past" if "last" in names else "future" if "next" in names else None


def part_of_day(match: Found) -> str:
    """The part of day that a match names, as it ends a TIMEX3 value."""
    part = match.value("daypart")
    return f"T{part}" if isinstance(part, str) else ""


def day_named(
    day: date, match: Found, context: Context, direction: Direction | None, anchor: bool = True
) -> Resolution:
    """A day that was named, with the part of day the match adds."""
    part = part_of_day(match)
    return Resolution(
        value=day.isoformat() + part,
        type="TIME" if part else "DATE",
        anchor=context.anchor if anchor else None,
        direction=direction,
        day=day,
    )
