"""Forecasts, promises, targets: what is told of a later time, by whom, for when and on what condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from propos.find.calendar import is_ahead
from propos.find.stretches import stretches_of
from propos.find.tense import sentences_of
from propos.find.tokens import word_key
from propos.lang import Language
from propos.lang.tables.forecasts import Forecasts
from propos.model import (
    Article,
    Event,
    Figure,
    Forecast,
    Span,
    Stance,
    Statement,
    Strength,
    TimeExpression,
    hull,
)
from propos.places import Places

#: What a statement's stance makes of something told of the future.
STANCES: dict[Stance, Strength] = {"promises": "promise", "hopes": "hope", "announces": "announcement"}
#: The longest condition that is kept, in code points.
LONGEST_CONDITION = 160
ARTICLE = "article"
#: So many words beside a time tell something of it.
FEWEST_WORDS = 4


@dataclass(slots=True)
class _Ahead:
    """What one voice tells of the future in one sentence."""

    times: list[TimeExpression] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What an article tells of later times, and the words of its statements, by place."""

    contents: Places[str]
    times: Places[TimeExpression]
    figures: Places[Figure]
    events: Places[Event]


@dataclass(frozen=True)
class _Words:
    conditions: re.Pattern[str]
    strengths: tuple[tuple[Strength, tuple[str, ...]], ...]


@cache
def _words_of(language: Language) -> _Words:
    table = language.table(Forecasts)
    openers = sorted(table.conditions, key=len, reverse=True)
    words = "|".join(re.escape(w).replace("'", "['’]") for w in openers)
    unless = "|".join(map(re.escape, table.unless))
    guard = rf"(?!\s(?:{unless})\b)" if unless else ""
    conditions = re.compile(rf"(?<!\w)(?:{words})(?<=\w|['’]){guard}(?!\w)[^,;:.!?»”\n]{{3,{LONGEST_CONDITION}}}", re.I)
    groups = table.strengths.model_dump()
    strengths: list[tuple[Strength, tuple[str, ...]]] = []
    for name in ("threat", "promise", "target", "hope", "announcement"):
        strengths.append((name, tuple(word_key(w) for w in groups[name])))
    return _Words(conditions, tuple(strengths))


def find_forecasts(
    article: Article,
    *,
    statements: Sequence[Statement],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
    events: Sequence[Event],
    language: Language,
) -> tuple[Forecast, ...]:
    """What the article and those it quotes tell of later times, in text order, once a sentence and voice.

    Example:
        "Nous atteindrons 30 % en 2026 si l'Union paie" -> 30 %, due 2026, on a condition.
    """
    words = _words_of(language)
    told = {s.id: s for s in statements}
    ahead = _Told(
        contents=Places((c, s.id) for s in statements for c in s.content),
        times=Places((t.span, t) for t in times if is_ahead(t, article.day)),
        figures=Places((f.span, f) for f in figures if f.status != "observed"),
        events=Places((e.span, e) for e in events if e.status in ("planned", "projected")),
    )
    found: list[Forecast] = []
    for stretch in stretches_of(article, language):
        if not any(group.near(stretch.span) for group in (ahead.times, ahead.figures, ahead.events)):
            continue
        for sentence in sentences_of(article.text, stretch.span):
            for voice, lies in _voices(sentence, ahead).items():
                forecast = _forecast(article, sentence, told.get(voice), lies, words)
                if forecast:
                    found.append(forecast)
    return tuple(sorted(found, key=lambda f: (f.span.start, f.span.end)))


def _voices(sentence: Span, told: _Told) -> dict[str, _Ahead]:
    """What lies ahead in a sentence, by voice."""
    voices: dict[str, _Ahead] = {}
    for span, time in told.times.within(sentence):
        around = [(len(content), name) for content, name in told.contents.around(span)]
        voices.setdefault(min(around)[1] if around else ARTICLE, _Ahead()).times.append(time)
    for _, figure in told.figures.within(sentence):
        voices.setdefault(figure.statement or ARTICLE, _Ahead()).figures.append(figure)
    for _, event in told.events.within(sentence):
        voices.setdefault(event.voice, _Ahead()).events.append(event)
    return voices


def _forecast(
    article: Article, sentence: Span, statement: Statement | None, ahead: _Ahead, words: _Words
) -> Forecast | None:
    """What one voice tells of the future in one sentence, if it is more than a date."""
    dated = any((t.value or "")[:1].isdigit() for t in ahead.times)
    bound = statement is not None and (dated or statement.stance in STANCES) and _tells(article.text, statement, ahead)
    if not (ahead.events or (ahead.figures and (ahead.times or _due(ahead))) or (ahead.times and bound)):
        return None
    parts = [x.span for group in (ahead.times, ahead.figures, ahead.events) for x in group]
    condition = words.conditions.search(article.text, sentence.start, sentence.end)
    return Forecast(
        span=_passage(hull(parts), sentence, statement),
        strength=_strength(article, sentence, statement, ahead, words),
        due=_due(ahead),
        who=statement.speaker_name if statement else None,
        figures=tuple(f.span for f in ahead.figures),
        condition=Span(*condition.span()) if condition else None,
        statement=statement.id if statement else None,
    )


def _tells(text: str, statement: Statement, ahead: _Ahead) -> bool:
    """Whether somebody's words are more than a time ("Not tomorrow")."""
    words = sum(len(content.of(text).split()) for content in statement.content)
    return words - sum(len(t.text.split()) for t in ahead.times) >= FEWEST_WORDS


def _passage(told: Span, sentence: Span, statement: Statement | None) -> Span:
    """The sentence, or as much of it as the statement holds."""
    for content in statement.content if statement else ():
        if content.contains(told):
            return Span(max(content.start, sentence.start), min(content.end, sentence.end))
    return sentence if statement is None else told


def _due(ahead: _Ahead) -> str | None:
    dues = [t.value for t in ahead.times] + [f.due for f in ahead.figures] + [e.when for e in ahead.events]
    return next((due for due in dues if due and due[:1].isdigit()), None)


def _strength(article: Article, sentence: Span, statement: Statement | None, ahead: _Ahead, words: _Words) -> Strength:
    if any(e.type == "THREATEN" for e in ahead.events):
        return "threat"
    if statement and statement.stance in STANCES:
        return STANCES[statement.stance]
    if any(f.status == "target" for f in ahead.figures):
        return "target"
    said = [word_key(w) for w in re.findall(r"[^\W\d_]+", sentence.of(article.text))]
    for strength, beginnings in words.strengths:
        if any(w.startswith(beginnings) for w in said):
            return strength
    planned = any(e.status == "planned" for e in ahead.events)
    return "announcement" if planned and not ahead.figures else "forecast"


def due_before(forecast: Forecast, day: date) -> bool:
    """Whether a forecast falls due before ``day``, as far as its due date tells; without one it never does."""
    end = last_day(forecast.due)
    return end is not None and end < day


def last_day(value: str | None) -> date | None:
    """The last day of a TIMEX3 value; None where it has none."""
    if not value:
        return None
    seasons = {"SP": 6, "SU": 9, "FA": 12, "WI": 15}
    found = re.match(r"(\d{4})(?:-(\d{2}|[A-Z]{2}|[QHW]\d{1,2})(?:-(\d{2}))?)?", value)
    if not found:
        return None
    year, part, day = int(found[1]), found[2], found[3]
    try:
        return _last_day(year, part, day, seasons)
    except ValueError:
        return None


def _last_day(year: int, part: str | None, day: str | None, seasons: dict[str, int]) -> date:
    if part is None:
        return date(year, 12, 31)
    if day:
        return date(year, int(part), int(day))
    if part[0] == "W" and part[1:].isdigit():
        return date.fromisocalendar(year, int(part[1:]), 7)
    month = {"Q": 3, "H": 6}.get(part[0], 0) * int(part[1:]) if part[0] in "QH" else seasons.get(part) or int(part)
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
