"""Time expressions (TIMEX3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from propos.find.stretches import Stretch, stretches_of
from propos.find.tense import Tenses
from propos.find.timerules import Context, Found, Resolution, resolve
from propos.find.timewords import Lexemes, longest
from propos.find.tokens import Token
from propos.lang import Language
from propos.model import Article, Span, TimeExpression

#: How many tokens before "a day" the number that it divides may stand.
COUNTED_REACH = 5
#: A time of day this far behind a day, in code points, belongs to it.
JOINT = 9


def find_times(article: Article, language: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of an article in text order, resolved against its publication date.

    Impossible dates are reported with the value None and a note, never resolved.

    Example:
        "au printemps prochain", published on 30 December 2022 -> 2023-SP.
    """
    published = article.published
    today = published.date() if isinstance(published, datetime) else published
    found: list[TimeExpression] = []
    named: date | None = None
    for stretch in stretches_of(article, language):
        expressions, named = _in_stretch(article.text, stretch, today, language, named)
        found += _joined(expressions, article.text)
    return tuple(_terms(found))


def _in_stretch(
    text: str, stretch: Stretch, today: date | None, language: Language, named: date | None
) -> tuple[list[TimeExpression], date | None]:
    """The expressions of one stretch, and the day named last."""
    tokens = stretch.tokens
    lexemes = Lexemes(tokens, language, stretch.numbers)
    tenses = Tenses(text, stretch.span, language)
    found: list[TimeExpression] = []
    at = 0
    while at < len(tokens):
        opens = tokens[at].kind not in ("word", "mark") or tokens[at].text in lexemes.words.openers
        match = _match(tokens, at, lexemes) if opens else None
        if match is None or not _stands(match, tokens, lexemes):
            at += 1
            continue
        span = Span(tokens[match.first].start, tokens[match.after - 1].end)
        context = Context(
            today=today,
            day_first=language.pack.day_first,
            look=partial(tenses.direction, span),
            nowadays=partial(_nowadays, tenses, span),
            named=named,
            zone=_zone(tokens, match.after, lexemes),
        )
        for resolution in resolve(match, context):
            named = resolution.day or named
            found.append(_expression(text, tokens, match, resolution))
        at = max(match.after, at + 1) if match.meaning.rule != "none" else match.end
    return found, named


def _match(tokens: Sequence[Token], at: int, lexemes: Lexemes) -> Found | None:
    """The longest form at ``at``; one that begins after words that stand outside wins if it reaches farther."""
    grammar = lexemes.words.grammar
    match = longest(grammar.match(tokens, at, lexemes.at))
    if match is None:
        return None
    inner = (longest(grammar.match(tokens, place, lexemes.at)) for place in range(at + 1, match.first + 1))
    return max(filter(None, (match, *inner)), key=lambda m: m.end)


def _nowadays(tenses: Tenses, span: Span) -> bool:
    return tenses.look(span) not in ("past", "future")


def _stands(match: Found, tokens: Sequence[Token], lexemes: Lexemes) -> bool:
    """Whether nothing around the match gives it another sense."""
    if match.meaning.counted and not lexemes.counts(match.first - COUNTED_REACH, match.first):
        return False
    if match.meaning.inside and tokens[match.first].capital:
        return False
    if match.after - match.first == 1 and match.slots and match.slots[-1].name == "year":
        return not _counted(tokens, match, lexemes)
    return True


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


def _joined(expressions: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    """A day and the time of day right behind it are one expression: "mardi à 14h30"."""
    joined: list[TimeExpression] = []
    for expression in expressions:
        before = joined[-1] if joined else None
        gap = text[before.span.end : expression.span.start] if before else ""
        if (
            before
            and _is_day(before)
            and expression.type == "TIME"
            and len(gap) <= JOINT
            and not set(gap) & set(".;\n()")
        ):
            clock, day = (expression.value or "").partition("T")[2], (before.value or "")[:10]
            span = Span(before.span.start, expression.span.end)
            joined[-1] = replace(before, span=span, text=span.of(text), type="TIME", value=f"{day}T{clock}")
        else:
            joined.append(expression)
    return joined


def _is_day(expression: TimeExpression) -> bool:
    """Whether an expression names one day, or a part of it."""
    day, _, part = (expression.value or "").partition("T")
    return day[:1].isdigit() and day.count("-") == 2 and len(day) == 10 and ":" not in part


def _terms(found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """What counts from a term ("avant terme") takes the date named right after it, or else the one before."""
    settled: list[TimeExpression] = []
    for index, expression in enumerate(found):
        if expression.note != "term":
            if expression.note != "since":
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
