"""TIMEX3 values in words: "2025-SP" is the spring of 2025, "P10M" ten months."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from babel.units import format_unit

from propos.show.web.translations import LOCALES, Formats, load_messages
from propos.show.web.translations import mark as _

#: Parts of a year, of a day, and times that are only before, at or after the telling.
PARTS = {
    "SP": _("spring %(year)s"),
    "SU": _("summer %(year)s"),
    "FA": _("autumn %(year)s"),
    "WI": _("winter %(year)s"),
    "Q1": _("first quarter of %(year)s"),
    "Q2": _("second quarter of %(year)s"),
    "Q3": _("third quarter of %(year)s"),
    "Q4": _("fourth quarter of %(year)s"),
    "H1": _("first half of %(year)s"),
    "H2": _("second half of %(year)s"),
}
DAYTIMES = {
    "TMO": _("%(day)s, in the morning"),
    "TAF": _("%(day)s, in the afternoon"),
    "TEV": _("%(day)s, in the evening"),
    "TNI": _("%(day)s, at night"),
}
REFERENCES = {"PRESENT_REF": _("now"), "PAST_REF": _("in the past"), "FUTURE_REF": _("in the future")}
_WEEK = _("week of %(day)s")
_WEEKEND = _("weekend of %(day)s")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_HOURS = {"H": "hour", "M": "minute", "S": "second"}
_VALUE = re.compile(r"(\d{4})-([A-Z]\w?)|(\d{4})-W(\d\d)(-WE)?|(\d{4}-\d\d-\d\d)(T[A-Z]{2})|P(T?)(\d+)([YMWDHS])")


class Moments:
    """Says TIMEX3 values in an interface language; one that it does not know stays as it is.

    Args:
        lang: Interface language.
    """

    def __init__(self, lang: str) -> None:
        self._translate: Callable[[str], str] = load_messages(lang).gettext
        self._formats = Formats(lang)
        self._locale = LOCALES[lang]

    def __call__(self, value: str | None) -> str:
        """The value in words; empty for None."""
        if not value:
            return ""
        if value in REFERENCES:
            return self._translate(REFERENCES[value])
        if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
            return self._formats.month(value)
        found = _VALUE.fullmatch(value)
        return self._known(found) or value if found else self._formats.moment(value)

    def _known(self, found: re.Match[str]) -> str | None:
        year, part, week_year, week, weekend, day, daytime, clock, amount, unit = found.groups()
        if part in PARTS:
            return self._translate(PARTS[part]) % {"year": year}
        if week:
            monday = date.fromisocalendar(int(week_year), min(max(int(week), 1), 52), 6 if weekend else 1)
            return self._translate(_WEEKEND if weekend else _WEEK) % {"day": self._formats.day(monday)}
        if daytime in DAYTIMES:
            return self._translate(DAYTIMES[daytime]) % {"day": self._formats.day(day)}
        units = _HOURS if clock else _UNITS
        if unit in units:
            return format_unit(int(amount), f"duration-{units[unit]}", "long", locale=self._locale)
        return None
