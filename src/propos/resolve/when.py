"""When each statement was made: the time that stands with its cue, outside the words that were said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from propos.model import Article, Places, Span, Statement, TimeExpression, hull

#: A time farther from the cue than this, in code points, belongs to something else.
REACH = 90
_BREAK = re.compile(r"(?<=[^\W\d_]{3})[.!?…][»”\")’]?\s|\n|[;:]\s")
_DATED = re.compile(r"\d{4}|XXXX-")


def resolve_said(
    article: Article, statements: Sequence[Statement], times: Sequence[TimeExpression]
) -> tuple[Statement, ...]:
    """The statements with the TIMEX3 value of when they were made, where the article says it.

    A statement that carries on another was made when that one was.

    Example:
        "a déclaré, vendredi, ..." published on Friday 30 December 2022 -> 2022-12-30.
    """
    points = [t for t in times if t.type in ("DATE", "TIME") and t.value and _DATED.match(t.value)]
    places = Places((t.span, t) for t in points if t.direction != "future")
    contents = Places((span, s) for s in statements for span in s.content)
    said: dict[str, str | None] = {}
    for statement in statements:
        said[statement.id] = _said(article, statement, places, contents)
    for statement in statements:
        if said[statement.id] is None and statement.continues:
            said[statement.id] = said.get(statement.continues)
    return tuple(replace(s, said=said[s.id] or s.said) for s in statements)


def _said(
    article: Article, statement: Statement, times: Places[TimeExpression], contents: Places[Statement]
) -> str | None:
    if not statement.cue:
        return None
    cue = hull(statement.cue)
    nearest: tuple[int, str | None] | None = None
    for _, time in times.near(Span(max(0, cue.start - REACH), cue.end + REACH)):
        between = _between(cue, time.span)
        if len(between) > REACH or _BREAK.search(between.of(article.text)):
            continue
        if any(not content.contains(cue) for content, _ in contents.around(time.span)):
            continue
        if any(between.contains(content) and len(content) > 0 for content in statement.content):
            continue
        distance = len(between)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, time.value)
    return nearest[1] if nearest else None


def _between(one: Span, other: Span) -> Span:
    first, second = sorted((one, other))
    return Span(first.end, second.start) if first.end <= second.start else Span(second.start, second.start)
