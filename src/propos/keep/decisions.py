"""What people decided about utterances: two statements are one, or are not.

A decision points to articles and spans, so that it outlives any re-reading of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, insert, or_, select, update

from propos.errors import ArchiveError
from propos.keep import tables as t

_d = t.decision.c
_s = t.statement.c


@dataclass(frozen=True, slots=True)
class Decided:
    """The utterances that a statement must be in, and those it must not be in."""

    same: tuple[int, ...] = ()
    apart: frozenset[int] = frozenset()


def articles_decided(connection: Connection) -> frozenset[int]:
    """The articles of whose statements somebody decided something."""
    rows = connection.execute(select(_d.article_id, _d.other_article_id).where(_d.undone_at.is_(None)))
    return frozenset(article_id for row in rows for article_id in row)


def decided_of(connection: Connection, row: Row[Any]) -> Decided:
    """What was decided about a statement, as far as the other statements have their utterances."""
    same: list[int] = []
    apart: set[int] = set()
    query = select(t.decision).where(_d.undone_at.is_(None), or_(_this_side(row), _other_side(row)))
    for decision in connection.execute(query):
        is_first = decision.article_id == row.article_id and _overlap(row, decision.start, decision.end)
        place = (
            (decision.other_article_id, decision.other_start, decision.other_end)
            if is_first
            else (decision.article_id, decision.start, decision.end)
        )
        for utterance_id in connection.scalars(_utterances_at(*place).where(_s.id != row.id)):
            if decision.verdict == "same":
                same.append(utterance_id)
            else:
                apart.add(utterance_id)
    return Decided(tuple(same), frozenset(apart))


def enter_decision(connection: Connection, one: Row[Any], other: Row[Any], *, same: bool, now: datetime) -> int:
    """Note a decision on two statements; what was decided about them before does not count any more."""
    before = select(_d.id).where(
        _d.undone_at.is_(None),
        or_(and_(_this_side(one), _other_side(other)), and_(_this_side(other), _other_side(one))),
    )
    connection.execute(update(t.decision).where(_d.id.in_(connection.scalars(before).all())).values(undone_at=now))
    row = {
        "verdict": "same" if same else "apart",
        "article_id": one.article_id,
        "start": one.start,
        "end": one.end,
        "other_article_id": other.article_id,
        "other_start": other.start,
        "other_end": other.end,
        "decided_at": now,
    }
    return int(connection.execute(insert(t.decision).returning(_d.id), row).scalar_one())


def cancel_decision(connection: Connection, decision_id: int, now: datetime) -> list[int]:
    """Take a decision back; gives the utterances that it was about.

    Raises:
        ArchiveError: If there is none in force with this id.
    """
    row = connection.execute(select(t.decision).where(_d.id == decision_id, _d.undone_at.is_(None))).first()
    if row is None:
        raise ArchiveError(f"there is no decision {decision_id} in force")
    connection.execute(update(t.decision).where(_d.id == decision_id).values(undone_at=now))
    places = ((row.article_id, row.start, row.end), (row.other_article_id, row.other_start, row.other_end))
    return [u for place in places for u in connection.scalars(_utterances_at(*place))]


def are_apart(connection: Connection, one: int, other: int) -> bool:
    """Whether somebody decided that a statement of one utterance and one of the other are not the same."""
    members: Select[Any] = select(_s.article_id, _s.start, _s.end, _s.id).where(_s.utterance_id == one)
    return any(other in decided_of(connection, row).apart for row in connection.execute(members).all())


def _this_side(row: Row[Any]) -> ColumnElement[bool]:
    return and_(_d.article_id == row.article_id, _d.start < row.end, _d.end > row.start)


def _other_side(row: Row[Any]) -> ColumnElement[bool]:
    return and_(_d.other_article_id == row.article_id, _d.other_start < row.end, _d.other_end > row.start)


def _overlap(row: Row[Any], start: int, end: int) -> bool:
    return bool(start < row.end and end > row.start)


def _utterances_at(article_id: int, start: int, end: int) -> Any:
    return (
        select(_s.utterance_id)
        .where(_s.article_id == article_id, _s.start < end, _s.end > start, _s.utterance_id.is_not(None))
        .distinct()
    )
