"""Lengths of time that begin with an event ("depuis le début de l'invasion"), where the article dates it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from propos.lang import Language
from propos.lang.tables.times import Times
from propos.lang.terms import about, entry_of, term_pattern
from propos.model import Article, Span, TimeExpression
from propos.places import Places

#: How far behind an event's name, in code points, its date may stand.
DATE_REACH = 60
#: A length below so many days is counted in days if the day of the event is known.
DAYS = 60
_STOP = re.compile(r"[.;:!?\n]")
_DATED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def find_since(
    article: Article, times: Sequence[TimeExpression], today: date | None, language: Language
) -> Iterator[TimeExpression]:
    """The lengths of time since an event that the article names again with a date, in text order."""
    if today is None:
        return
    text = article.text
    if not _begun(language).search(text):
        return
    dates: dict[tuple[str, str], str] = {}
    places = Places((t.span, t) for t in times)
    found = list(term_pattern(language).finditer(text))
    for term in found:
        thing, day = about(text, term.end()), _date_behind(text, term.end(), places)
        if thing and day:
            dates.setdefault((entry_of(term, language).group, thing), day)
    opener = _opener(language)
    for term in found if dates else ():
        begun = opener.search(text, max(0, term.start() - DATE_REACH), term.start())
        day = dates.get((entry_of(term, language).group, about(text, term.end()) or ""))
        length = _length(day, today) if day else None
        if begun and length:
            span = Span(begun.start(), term.end())
            if not any(time.overlaps(span) for time, _ in places.near(span)):
                yield TimeExpression(
                    span=span, type="DURATION", value=length, text=span.of(text), anchor=day, direction="past"
                )


@cache
def _begun(language: Language) -> re.Pattern[str]:
    """Matches a length of time that begins with the name of an event."""
    return re.compile(_opener(language).pattern.removesuffix("$") + term_pattern(language).pattern, re.IGNORECASE)


@cache
def _opener(language: Language) -> re.Pattern[str]:
    """Matches the words right before an event's name that make it the beginning of a length of time."""
    table = language.table(Times)
    since = "|".join(map(re.escape, table.since)) or "(?!)"
    starts = "|".join(re.escape(s) for s in sorted(table.starts, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{since})\s(?:(?:{starts})['’\s])?$", re.IGNORECASE)


def _date_behind(text: str, start: int, times: Places[TimeExpression]) -> str | None:
    for _, time in times.near(Span(start, start + DATE_REACH)):
        near = start <= time.span.start <= start + DATE_REACH
        if (
            near
            and time.type == "DATE"
            and _DATED.match(time.value or "")
            and not _STOP.search(text, start, time.span.start)
        ):
            return time.value
    return None


def _length(value: str, today: date) -> str | None:
    """From a TIMEX3 date to ``today``, in the unit of the date."""
    found = _DATED.match(value)
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    if year is None or month is None:
        years = today.year - (year or today.year)
        return f"P{years}Y" if years > 0 else None
    months = 12 * (today.year - year) + today.month - month
    if day is not None and 0 < (today - date(year, month, day)).days < DAYS:
        return f"P{(today - date(year, month, day)).days}D"
    return f"P{months}M" if months > 0 else None
