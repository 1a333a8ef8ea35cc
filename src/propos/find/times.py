"""Time expressions (TIMEX3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from propos.find.since import find_since
from propos.find.stretches import Stretch, stretches_of
from propos.find.tense import Tenses
from propos.find.timemeaning import Context, Found, Resolution
from propos.find.timerules import resolve
from propos.find.timewords import Lexemes, longest
from propos.find.tokens import Token
from propos.lang import Language
from propos.lang.tables.times import Times
from propos.model import Article, Span, TimeExpression, hull

#: So many hours, which behind a day and a comma are the hour.
_HOUR = re.compile(r"PT(\d|1\d|2[0-4])H")
_CLOCK = re.compile(r"T(\d\d):\d\d")
HYPHENS = frozenset("-‐‑")
#: How many tokens before "a day" the number that it divides may stand.
COUNTED_REACH = 5


@dataclass(slots=True)
class _Named:
    """What the text has named so far.

    Attributes:
        last: The first day of what it named last.
        day: The day that it named last.
        main: The day that it named first.
        years: The years that it gave to months now past, by the month's number.
    """

    last: date | None = None
    day: date | None = None
    main: date | None = None
    years: dict[int, int] = field(default_factory=dict)


def find_times(article: Article, language: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of an article in text order, resolved against its publication date.

    Impossible dates are reported with the value None and a note, never resolved.

    Example:
        "au printemps prochain", published on 30 December 2022 -> 2023-SP.
    """
    today = article.day
    found: list[TimeExpression] = []
    named = _Named()
    table = language.table(Times)
    joints, hours = frozenset(table.joints), frozenset(table.hour_joints)
    for stretch in stretches_of(article, language):
        found += _joined(_in_stretch(article.text, stretch, today, language, named), article.text, joints, hours)
    found = _terms(found)
    found += find_since(article, found, today, language)
    return tuple(sorted(found, key=lambda t: (t.span.start, t.span.end)))


def _in_stretch(
    text: str, stretch: Stretch, today: date | None, language: Language, named: _Named
) -> list[TimeExpression]:
    """The expressions of one stretch; ``named`` is kept up to date."""
    tokens = stretch.tokens
    lexemes = Lexemes(tokens, language, stretch.numbers)
    tenses = stretch.tenses
    found: list[TimeExpression] = []
    named_day, night, length, hour = None, False, None, None
    chain: tuple[date, Span] | None = None
    lately: tuple[date, Span] | None = None
    year: tuple[int, Span] | None = None
    reached = 0
    for at in lexemes.openings():
        match = _match(tokens, at, lexemes) if at >= reached else None
        if match is None or not _stands(match, tokens, lexemes) or _in_a_name(match, tokens, text):
            continue
        span = Span(tokens[match.first].start, tokens[match.after - 1].end)
        context = Context(
            today=today,
            day_first=language.pack.day_first,
            look=partial(tenses.direction, span),
            nowadays=partial(_nowadays, tenses, span, tokens[match.first].capital),
            named=named.last,
            named_day=named_day,
            night=night,
            last_day=named.day,
            main_day=named.main,
            year=year[0] if year and tenses.together(year[1], span) else None,
            years=named.years,
            chain=chain[0] if chain and not tenses.together(chain[1], span) else None,
            hyphened=match.first + 1 < match.after
            and text[tokens[match.first].end : tokens[match.first + 1].start] in HYPHENS,
            length=length,
            hour=hour,
            sentence_day=lately[0] if named_day and lately and tenses.together(lately[1], span) else None,
            zone=_zone(tokens, match.after, lexemes),
        )
        for resolution in resolve(match, context):
            named.last = resolution.day or named.last
            if resolution.day:
                lately = (resolution.day, span)
                chain = lately if resolution.anchor is None else None
            length = str(match.value("unit") or length) if resolution.type == "DURATION" else length
            if resolution.day and today and match.value("year") and match.value("month"):
                if (resolution.day.year, resolution.day.month) < (today.year, today.month):
                    named.years[resolution.day.month] = resolution.day.year
            if re.fullmatch(r"\d{4}", resolution.value or ""):
                year = int(resolution.value or 0), span
            clock = _CLOCK.search(resolution.value or "")
            if clock or (resolution.value or "").count("-") == 2:
                hour = int(clock[1]) if clock else None
            if (resolution.value or "").count("-") == 2:
                named_day, night = resolution.day, (resolution.value or "").endswith("TNI")
                named.day = named_day or named.day
                named.main = named.main or named_day
            found.append(_expression(text, tokens, match, resolution))
        reached = max(match.after, at + 1) if match.meaning.rule != "none" else match.end
    return found


def _match(tokens: Sequence[Token], at: int, lexemes: Lexemes) -> Found | None:
    """The longest form at ``at``; one that begins after words that stand outside wins if it reaches farther."""
    grammar = lexemes.words.grammar
    match = longest(grammar.match(tokens, at, lexemes.at))
    if match is None:
        return None
    fixed = match.meaning.vague and match.meaning.rule == "fixed"
    last = match.after - 1 if fixed else match.first  # "in the past" | "the past eight months"
    inner = [longest(grammar.match(tokens, place, lexemes.at)) for place in range(at + 1, last + 1)]
    inner = [m for m in inner if m and (m.first <= match.first or m.meaning.rule != "none")]
    return max((match, *filter(None, inner)), key=lambda m: m.end)


def _nowadays(tenses: Tenses, span: Span, opens: bool) -> bool:
    """Whether a word for this day means these days: at the head of a sentence, or with a verb in the present."""
    return opens or tenses.look(span) not in ("past", "future")


def _stands(match: Found, tokens: Sequence[Token], lexemes: Lexemes) -> bool:
    """Whether nothing around the match gives it another sense."""
    if match.meaning.counted and not lexemes.counts(match.first - COUNTED_REACH, match.first):
        return False
    if match.meaning.inside and tokens[match.first].capital:
        return False
    if match.meaning.lone and not _lone(tokens, match.first, lexemes):
        return False
    if tokens[match.first].capital and tokens[match.first].text in lexemes.words.names and _is_name(match):
        return False
    single = match.after - match.first == 1
    if single and match.slots and match.slots[-1].name == "year":
        owned = match.first > 0 and tokens[match.first - 1].text in lexemes.words.owners
        return owned or not _counted(tokens, match, lexemes)
    if single and match.meaning.rule in ("fixed", "day"):
        return not _named_so(tokens, match.first)
    return not (match.meaning.rule == "duration" and _aged(tokens, match, lexemes))


def _lone(tokens: Sequence[Token], at: int, lexemes: Lexemes) -> bool:
    """Whether digits are neither part of a code or a longer number nor rounded ("about 2000")."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before and (before.kind == "number" or (tokens[at].glued and before.text not in "(«“\"'’[")):
        return False
    if before and (before.text in lexemes.words.labels or before.text in "°#"):
        return False
    if after and (after.kind in ("number", "clock", "date") or (after.glued and after.text not in ".,;:!?)»”\"'’]…")):
        return False
    return not any(
        x.name == "hedge" and place + x.size == at for place in range(max(0, at - 3), at) for x in lexemes.at(place)
    )


def _is_name(match: Found) -> bool:
    """Whether a match has nothing but a word of the calendar."""
    return not {s.name for s in match.slots} & {"day", "year"}


def _named_so(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word ends a name: "Russia Today"."""
    return at > 0 and tokens[at].capital and tokens[at - 1].capital and tokens[at - 1].kind == "word"


def _in_a_name(match: Found, tokens: Sequence[Token], text: str) -> bool:
    """Whether a hyphen joins the first word to a name before it ("Jean-Noël"), or behind it ("le 3-Août")."""
    first = match.first
    if tokens[first].kind == "number" and first + 1 < match.after and tokens[first + 1].capital:
        if text[tokens[first].end : tokens[first + 1].start] in HYPHENS and match.value("month"):
            return True
    if not first or not (tokens[first].capital and tokens[first - 1].capital):
        return False
    return text[tokens[first - 1].end : tokens[first].start] in HYPHENS


def _aged(tokens: Sequence[Token], match: Found, lexemes: Lexemes) -> bool:
    """Whether a number of years behind a noun is somebody's age: "un avocat de 52 ans"."""
    spans, first = lexemes.words.spans, match.first
    if not spans or first < 2 or match.value("unit") != "Y" or match.value("hedge"):
        return False
    if not any(x.name == "age" for x in lexemes.at(first)) or tokens[first - 1].text not in lexemes.words.of:
        return False
    noun = tokens[first - 2]
    return noun.kind == "word" and noun.text not in spans


def _counted(tokens: Sequence[Token], match: Found, lexemes: Lexemes) -> bool:
    """Whether a number that could be a year counts something: "avec 2000 soldats", "2000 €"."""
    if match.end >= len(tokens):
        return False
    following = tokens[match.end]
    if following.kind != "word":
        return following.text in "%€$£°" or (
            following.text in "./," and following.glued and _digit_after(tokens, match.end)
        )
    plural = following.text.endswith(("s", "x")) and len(following.text) > 2 and not following.capital
    return plural and following.text not in lexemes.words.table.plain_words


def _digit_after(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].kind == "number" and tokens[at + 1].glued


def _zone(tokens: Sequence[Token], after: int, lexemes: Lexemes) -> str | None:
    zones = lexemes.words.table.zones
    words = [t.text for t in tokens[after : after + 5]]
    skipped = words[1:] if words[:1] in (["("], [","]) else words
    for size in (4, 3, 1):
        zone = zones.get(" ".join(skipped[:size]))
        if zone:
            return zone
    return None


def _expression(text: str, tokens: Sequence[Token], match: Found, resolution: Resolution) -> TimeExpression:
    first, after = resolution.tokens or (match.first, match.after)
    span = Span(tokens[first].start, tokens[after - 1].end)
    return TimeExpression(
        span=span,
        type=resolution.type,
        value=resolution.value,
        text=span.of(text),
        mod=resolution.mod,
        vague=resolution.vague,
        anchor=resolution.anchor,
        direction=resolution.direction,
        note=resolution.note,
    )


def _joined(
    expressions: Sequence[TimeExpression], text: str, joints: frozenset[str], hours: frozenset[str]
) -> list[TimeExpression]:
    """A day and the time of day beside it are one expression: "mardi à 14h30", "9 a.m. Sunday"."""
    joined: list[TimeExpression] = []
    for expression in expressions:
        before = joined[-1] if joined else None
        gap = text[before.span.end : expression.span.start] if before else ""
        if before is None or gap.strip(" \u00a0\u202f,").lower() not in joints:
            joined.append(expression)
        elif _is_day(before) and expression.type == "TIME":
            joined[-1] = _at_clock(before, expression, text)
        elif (
            _is_day(before)
            and gap.strip(" \u00a0\u202f,").lower() in hours
            and (hour := _HOUR.fullmatch(expression.value or ""))
        ):
            clock = replace(expression, value=f"T{int(hour[1]):02}:00")  # "mardi, 18 heures"
            joined[-1] = _at_clock(before, clock, text)
        elif ":" in (before.value or "") and _is_day(expression):
            joined[-1] = _at_clock(expression, before, text)
        else:
            joined.append(expression)
    return joined


def _at_clock(day: TimeExpression, clock: TimeExpression, text: str) -> TimeExpression:
    span = hull((day.span, clock.span))
    value = f"{(day.value or '')[:10]}T{(clock.value or '').partition('T')[2]}"
    return replace(day, span=span, text=span.of(text), type="TIME", value=value)


def _is_day(expression: TimeExpression) -> bool:
    """Whether an expression names one day, or a part of it."""
    day, _, part = (expression.value or "").partition("T")
    return day[:1].isdigit() and day.count("-") == 2 and len(day) == 10 and ":" not in part and part != "NI"


def _terms(found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """What counts from a term ("avant terme") takes the date named right after it, or else the one before."""
    settled: list[TimeExpression] = []
    for index, expression in enumerate(found):
        if expression.note != "term":
            settled.append(expression)
            continue
        around = [*found[index + 1 : index + 3], *reversed(found[max(0, index - 2) : index])]
        dated = [
            x
            for x in around
            if x.type == "DATE" and (x.value or "")[:1].isdigit() and x.span.start - expression.span.end < 250
        ]
        if dated:
            settled.append(replace(expression, value=dated[0].value, note=None, anchor=dated[0].value))
        else:
            settled.append(replace(expression, value="FUTURE_REF", vague=True, note=None))
    return settled
