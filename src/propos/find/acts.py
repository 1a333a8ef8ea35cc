"""Saying that is doing: an event whose verb reports somebody's words takes them in, and tells of what they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from propos.model import Event, Span, Statement
from propos.places import Places

#: Acts whose words tell what is asked, agreed, threatened or refused: it is no event of its own.
WHOLE = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "PROTEST"})
#: How far behind the clause of an act, in code points, its words may begin.
NEAR = 4
#: As much of somebody's words as an act takes in, in code points.
LONGEST = 160
_CLOSING = re.compile(r"\s?[»”\"]")
_END = re.compile(r"[.!?…;:]\s|,\s|\s[(–—]")


class Acts:
    """The statements of one article by the verbs that report them."""

    def __init__(self, text: str, statements: Sequence[Statement]) -> None:
        self._text = text
        self._cues = Places((cue, s) for s in statements for cue in s.cue)
        self._told: set[str] = set()

    def of(self, verb: Span) -> Statement | None:
        """The statement that a verb reports."""
        return next((s for cue, s in self._cues.near(verb) if cue.overlaps(verb)), None)

    def whole(self, event: Event, statement: Statement) -> Span:
        """The span of an act with the words that it reports, as far as they follow it in its sentence part."""
        first = next((c for c in statement.content if c.start >= event.span.end), None)
        if first is None or first.start - event.span.end > NEAR or "\n" in self._text[event.span.end : first.start]:
            return event.span
        limit = min(first.end, first.start + LONGEST)
        stop = _END.search(self._text, first.start, limit)
        end = stop.start() if stop else limit
        closed = _CLOSING.match(self._text, end)
        return Span(event.span.start, closed.end() if closed else end)

    def tell(self, event: Event, statement: Statement) -> None:
        """Notes that an event is the act by which the words of a statement were said."""
        if event.type in WHOLE and statement.kind == "indirect":
            self._told.add(statement.id)

    def tells(self, statement: Statement | None) -> bool:
        """Whether an act has told already what is said in a statement."""
        return statement is not None and statement.id in self._told
