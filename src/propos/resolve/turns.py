"""Turns: the order in which statements are made, which one stands within another, and which only repeats one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from propos.lang.folding import fold
from propos.model import Span, Statement, hull
from propos.resolve.cast import Member

#: How many words in a row two quotations must share to be one.
_ECHO = 4
#: Longest line that may be a heading.
_LONGEST_LINE = 120
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement, why, and how sure that is."""

    member: Member
    reason: str
    confidence: float


def anchor(statement: Statement) -> tuple[int, int]:
    """Where a statement with its cue and source starts, and, before others from there, the longest."""
    whole = hull((*statement.content, *statement.source, *statement.cue))
    return whole.start, -whole.end


def heading_above(text: str, start: int) -> Span | None:
    """The line above words that open a paragraph at ``start``, if that line may be a heading."""
    line_start = text.rfind("\n", 0, start) + 1
    above_end = len(text[:line_start].rstrip())
    above = Span(text.rfind("\n", 0, above_end) + 1, above_end)
    if start - line_start > 3 or not above.start or len(above) > _LONGEST_LINE:
        return None
    return None if above.of(text).endswith((".", "!", "?", "…", "»", "”", '"')) else above


def holders_of(statements: Sequence[Statement]) -> dict[str, Statement]:
    """Id of a statement that stands in another one's content -> that other one, the innermost."""
    holders: dict[str, Statement] = {}
    open_: list[tuple[int, Statement]] = []
    for statement in statements:
        place = statement.source[0] if statement.source else hull(statement.content)
        own = hull(statement.content)
        open_ = [(end, s) for end, s in open_ if end > place.start]
        inside = [s for _, s in open_ if any(c.contains(place) and c != own for c in s.content)]
        if inside:
            holders[statement.id] = inside[-1]
        open_.append((own.end, statement))
    return holders


def hear_echoes(text: str, statements: Sequence[Statement], speakers: dict[str, Speaker]) -> None:
    """Gives a quotation without source, as in a headline, the speaker of another that says the same words."""
    unresolved = [(s, _words_said(text, s)) for s in statements if s.id not in speakers and not s.source]
    unresolved = [(s, words) for s, words in unresolved if len(words) >= _ECHO]
    if not unresolved:
        return
    said = [(_phrase(_words_said(text, s)), speakers[s.id]) for s in reversed(statements) if s.id in speakers]
    for statement, words in unresolved:
        asked = [_phrase(words[i : i + _ECHO]) for i in range(len(words) - _ECHO + 1)]
        first = _last_to_say(asked[0], said)
        if first and all((last := _last_to_say(a, said)) and last.member is first.member for a in asked):
            speakers[statement.id] = Speaker(first.member, "again", 0.85)


def _last_to_say(phrase: str, said: Sequence[tuple[str, Speaker]]) -> Speaker | None:
    return next((speaker for words, speaker in said if phrase in words), None)


def _phrase(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _words_said(text: str, statement: Statement) -> list[str]:
    return [fold(word) for c in statement.content for word in _WORDS.findall(text, c.start, c.end)]
