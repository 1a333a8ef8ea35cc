"""When each statement was made: the time that its cue is said to have happened at, outside the words that were said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from propos.find.parse import Parse, ParsedParagraph
from propos.model import Article, Span, Statement, TimeExpression, hull
from propos.places import Places

#: A time farther from the cue than this, in code points, belongs to something else.
REACH = 90
#: A time with no more than this between it and the cue stands beside it, behind it also with whoever speaks between.
BESIDE = 4
#: A day so long before publication may be when something was said that the words do not tie to it closely.
NEWS_DAYS = 8
#: How many steps up the parse a time may be from what it belongs to.
STEPS = 12
_BREAK = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d))[.!?…][»”\")’]?\s|\n|[;:]\s")
_DATED = re.compile(r"\d{4}|XXXX-")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}|XXXX-WXX-\d|XXXX-\d\d-\d\d)(?!\d)")
_VERBS = frozenset({"VERB", "AUX"})
_PARTICIPLE = re.compile(r"VerbForm=(?:Part|Ger)")


def resolve_said(
    article: Article, statements: Sequence[Statement], times: Sequence[TimeExpression], parse: Parse | None = None
) -> tuple[Statement, ...]:
    """The statements with the TIMEX3 value of when they were made, where the article says it.

    The time must belong to the cue: not to another verb, nor to who speaks. What was not parsed is judged by how near
    they stand. A statement that carries on another was made when that one was.

    Example:
        "a déclaré, vendredi, ..." published on Friday 30 December 2022 -> 2022-12-30.
    """
    points = [t for t in times if t.type in ("DATE", "TIME") and t.value and _DATED.match(t.value)]
    places = Places((t.span, t) for t in points if t.direction != "future")
    contents = Places((span, s) for s in statements for span in s.content)
    said: dict[str, str | None] = {}
    for statement in statements:
        said[statement.id] = _said(article, statement, places, contents, parse)
    for statement in statements:
        if said[statement.id] is None and statement.continues:
            said[statement.id] = said.get(statement.continues)
    return tuple(replace(s, said=said[s.id]) if said[s.id] else s for s in statements)


def _said(
    article: Article,
    statement: Statement,
    times: Places[TimeExpression],
    contents: Places[Statement],
    parse: Parse | None,
) -> str | None:
    if not statement.cue:
        return None
    cue = hull(statement.cue)
    paragraph = parse.at(cue.start) if parse else None
    clause = _Clause.of(paragraph, statement, cue) if paragraph and len(paragraph) else None
    nearest: tuple[int, str | None] | None = None
    for _, time in times.near(Span(max(0, cue.start - REACH), cue.end + REACH)):
        between = _between(cue, time.span)
        if len(between) > REACH or _BREAK.search(article.text, between.start, between.end):
            continue
        if any(not content.contains(cue) for content, _ in contents.around(time.span)):
            continue
        if any(between.contains(content) and len(content) > 0 for content in statement.content):
            continue
        beside = _beside(cue, time.span, statement, article.text)
        if clause and not beside and not clause.holds(time.span, loosely=_is_news(time, article.day)):
            continue
        distance = len(between)
        if nearest is None or distance < nearest[0]:
            nearest = (distance, time.value)
    return nearest[1] if nearest else None


def _between(one: Span, other: Span) -> Span:
    first, second = sorted((one, other))
    return Span(first.end, second.start) if first.end <= second.start else Span(second.start, second.start)


def _beside(cue: Span, time: Span, statement: Statement, text: str) -> bool:
    """Whether next to nothing stands between a cue and a time, but for whoever speaks."""
    between = _between(cue, time)
    if time.start < cue.end:
        return len(between) <= BESIDE and "," not in between.of(text)
    speaks = [s for s in statement.source if between.overlaps(s) and s.end <= time.end]
    return len(between) - sum(min(s.end, between.end) - s.start for s in speaks) <= BESIDE


def _is_news(time: TimeExpression, today: date | None) -> bool:
    """Whether a time is a day of the news: one of those before publication, or one that no date is known for."""
    day = _DAY.match(time.value or "")
    if day is None or today is None or day[1].startswith("XXXX"):
        return day is not None
    try:
        return abs((today - date.fromisoformat(day[1])).days) <= NEWS_DAYS
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class _Clause:
    """The cue of one statement in the parse of its paragraph.

    Attributes:
        cue: Its tokens.
        source: Those of whoever speaks.
    """

    paragraph: ParsedParagraph
    cue: frozenset[int]
    source: frozenset[int]

    @classmethod
    def of(cls, paragraph: ParsedParagraph, statement: Statement, cue: Span) -> _Clause:
        source = (token for span in statement.source for token in _tokens(paragraph, span))
        return cls(paragraph, frozenset(_tokens(paragraph, cue)), frozenset(source))

    def holds(self, time: Span, *, loosely: bool) -> bool:
        """Whether a time belongs to the cue; ``loosely`` also to a verb that shares its clause with the cue."""
        inside = set(_tokens(self.paragraph, time))
        governor = next((self._governor(t) for t in inside if self.paragraph.heads[t] not in inside), None)
        if governor is None:
            return False
        return governor in self.cue or (loosely and self._shares(governor))

    def _governor(self, token: int) -> int | None:
        """The verb that a token belongs to, or a token of the cue; None for what belongs to whoever speaks."""
        heads = self.paragraph.heads
        for _ in range(STEPS):
            above = heads[token]
            if above in self.cue or self.paragraph.tags[above] in _VERBS:
                return above
            if above == token or above in self.source:
                return None
            token = above
        return None

    def _shares(self, verb: int) -> bool:
        """Whether one of a verb and the cue hangs on the other without a subject of its own."""
        heads, tags = self.paragraph.heads, self.paragraph.tags
        above = {heads[token] for token in self.cue} - self.cue
        if verb in above:
            return True  # "arrived on Monday and said", "spoke on Monday, saying"
        if _PARTICIPLE.search(self.paragraph.shapes[verb]) and self._governor(verb) in self.cue:
            return True  # "Asked on Monday, she said", "In a letter sent on Monday, she said"
        # What was published is told by who speaks: "according to a poll released on Friday".
        told = not any(tags[token] in _VERBS for token in self.cue)
        return told and (heads[verb] in above or heads[verb] in self.source)


def _tokens(paragraph: ParsedParagraph, span: Span) -> range:
    """The tokens that begin in a span."""
    return range(bisect_left(paragraph.starts, span.start), bisect_left(paragraph.starts, span.end))
