"""The languages of the interface: messages, dates and numbers. Messages are in English in the code."""

from __future__ import annotations

import importlib.resources
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from starlette.requests import Request

#: Interface languages, the first one for whoever asks for none of them.
LANGUAGES = ("en", "fr")
COOKIE = "propos_lang"
#: How each of them writes dates and numbers.
LOCALES = {"en": "en_GB", "fr": "fr_FR"}


def mark(message: str) -> str:
    """Marks a message that is translated elsewhere, where it is shown."""
    return message


@cache
def load_messages(lang: str) -> NullTranslations:
    """The messages of an interface language, compiled from its .po file; English stands in the code itself."""
    file = importlib.resources.files(__package__) / "translations" / lang / "LC_MESSAGES" / "propos.po"
    if not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def choose_language(request: Request) -> str:
    """The interface language: ``?lang=``, else the cookie of an earlier choice, else the browser's wish."""
    for wish in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    wishes = [part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")[:10]]
    return negotiate_locale([w[:2].lower() for w in wishes if w], LANGUAGES) or LANGUAGES[0]


@dataclass(frozen=True)
class Formats:
    """Dates, numbers and language names as one interface language writes them."""

    lang: str

    @property
    def _locale(self) -> str:
        return LOCALES[self.lang]

    def day(self, value: date | datetime | str | None) -> str:
        """A day in words ("12 mars 2024"); a partial or odd ISO string is given back as it is."""
        moment = _moment(value)
        return self._first(format_date(moment, "long", locale=self._locale)) if moment else str(value or "")

    def short_day(self, value: date | datetime | str | None) -> str:
        """A day, shorter ("12 mars 2024", "Mar 12, 2024")."""
        moment = _moment(value)
        return self._first(format_date(moment, "medium", locale=self._locale)) if moment else str(value or "")

    def _first(self, day: str) -> str:
        """The first of a month as the language writes it ("1er juin")."""
        return f"1er{day[1:]}" if self.lang == "fr" and day.startswith("1 ") else day

    def month(self, value: str) -> str:
        """A month in words ("mars 2024") from an ISO one."""
        return format_skeleton("yMMMM", date.fromisoformat(f"{value}-01"), locale=self._locale)

    @staticmethod
    def month_end(value: str) -> str:
        """The last day of an ISO month, ISO."""
        year, month = map(int, value.split("-"))
        return f"{value}-{monthrange(year, month)[1]:02}"

    def moment(self, value: date | datetime | str | None) -> str:
        """A day, with the time of day and zone as the page gives them."""
        moment = _moment(value)
        if not isinstance(moment, datetime):
            return self.day(value)
        time = format_time(moment.time(), "short", locale=self._locale)
        return f"{self.day(moment)}, {time} {_zone(moment)}".rstrip()

    def stamp(self, value: datetime) -> str:
        """A moment with its time of day."""
        return format_datetime(value, "medium", locale=self._locale)

    def number(self, value: int | float | Decimal) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self._locale)

    def percent(self, value: float) -> str:
        """A share of one as a percentage."""
        return format_percent(value, locale=self._locale)

    def language(self, code: str) -> str:
        """The name of a language ("français"); an unknown code is given back."""
        name = Locale.parse(self._locale).languages.get(code.split("-")[0].lower())
        return str(name) if name else code


def _zone(moment: datetime) -> str:
    """The distance from universal time ("UTC", "UTC+1", "UTC−5:30"); empty if the page gives none."""
    offset = moment.utcoffset()
    if offset is None:
        return ""
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    sign = "−" if offset.total_seconds() < 0 else "+"
    return "UTC" + (f"{sign}{hours}" if hours or minutes else "") + (f":{minutes:02}" if minutes else "")


def _moment(value: date | datetime | str | None) -> date | datetime | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None
