"""Gives new statements their utterance, by hand decisions first, then by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, bindparam, delete, exists, insert, or_, select, update

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.candidates import Rarity, find_candidates
from propos.keep.decisions import Decided, any_decision, are_apart, decided_of, enter_decision
from propos.lang import load_language
from propos.resolve.utterances import LEAST_WORDS, Relation, Variant, relate
from propos.resolve.wording import Wording, find_words

#: No more candidates than these are compared with a new statement.
MOST_CANDIDATES = 16
#: No more pairs of words than these are looked up for one.
MOST_PAIRS = 6
#: Of each pair no more statements than these are considered.
MOST_HITS = 50
#: No more links than these are kept for one.
MOST_LINKS = 3
#: Of statements with the very same words, no more than these are compared.
MOST_SAME = 8

_s = t.statement.c
_COLUMNS = (
    _s.id,
    _s.text,
    _s.kind,
    _s.said,
    _s.speaker_name,
    _s.actor_id,
    _s.utterance_id,
    _s.wording,
    _s.article_id,
    _s.start,
    _s.end,
    t.article.c.lang,
)
_SELECT: Select[Any] = select(*_COLUMNS).join(t.article, t.article.c.id == _s.article_id)
# Built once: these run for every statement.
_CANDIDATES = _SELECT.where(_s.id.in_(bindparam("ids", expanding=True)), _s.utterance_id.is_not(None))
_SAME_WORDS = (
    select(_s.id)
    .where(_s.wording == bindparam("wording"), _s.id != bindparam("statement_id"), _s.utterance_id.is_not(None))
    .limit(MOST_SAME)
)
_ASSIGN = (
    update(t.statement)
    .where(_s.id == bindparam("statement_id"))
    .values(utterance_id=bindparam("assigned", type_=Integer))
)
_OPEN = insert(t.utterance).returning(t.utterance.c.id)

Found = tuple[Relation, Row[Any]]


def link_statements(
    connection: Connection,
    ids: Sequence[int],
    rarity: Rarity,
    now: datetime,
    former: Mapping[int, int] | None = None,
) -> None:
    """Give each new statement its utterance, its own or that of what says the same; suggest what may be the same.

    Args:
        connection: Where the statements are.
        ids: The statements.
        rarity: How rare words are here.
        now: When this happens.
        former: For statements that had an utterance before, its id: it is theirs again unless others bind them.
    """
    if not ids:
        return
    rarity.refresh(connection)
    decisions = any_decision(connection)
    for row in connection.execute(_SELECT.where(_s.id.in_(ids)).order_by(_s.id)).all():
        decided = decided_of(connection, row) if decisions else Decided()
        _link_statement(connection, row, rarity, now, decided, (former or {}).get(row.id))


def decide(
    connection: Connection, statement_id: int, other_id: int, *, same: bool, rarity: Rarity, now: datetime
) -> int:
    """Note that two statements are one utterance, or are not, and link what it touches again."""
    rows = {row.id: row for row in connection.execute(_SELECT.where(_s.id.in_((statement_id, other_id))))}
    missing = {statement_id, other_id} - rows.keys()
    if missing or statement_id == other_id:
        raise ArchiveError(
            f"there is no statement {min(missing)}" if missing else "these are one and the same statement"
        )
    one, other = rows[statement_id], rows[other_id]
    decision_id = enter_decision(connection, one, other, same=same, now=now)
    relink_utterances(connection, [one.utterance_id, other.utterance_id], rarity, now)
    return decision_id


def relink_utterances(connection: Connection, utterance_ids: Sequence[int], rarity: Rarity, now: datetime) -> None:
    """Take utterances apart and link their statements again, after a decision about them."""
    rows = connection.execute(select(_s.id, _s.utterance_id).where(_s.utterance_id.in_(utterance_ids))).all()
    ids = [row.id for row in rows]
    connection.execute(update(t.statement).where(_s.id.in_(ids)).values(utterance_id=None))
    connection.execute(delete(t.link).where(or_(t.link.c.statement_id.in_(ids), t.link.c.other_id.in_(ids))))
    link_statements(connection, ids, rarity, now, {row.id: row.utterance_id for row in rows})
    close_utterances(connection, utterance_ids)


def close_utterances(connection: Connection, utterance_ids: Sequence[int]) -> None:
    """Take out those of the utterances that no statement is a variant of any more."""
    used = exists().where(_s.utterance_id == t.utterance.c.id)
    connection.execute(delete(t.utterance).where(t.utterance.c.id.in_(utterance_ids), ~used))


def _link_statement(
    connection: Connection, row: Row[Any], rarity: Rarity, now: datetime, decided: Decided, former: int | None
) -> None:
    wording = find_words(row.text)
    found = _relations(connection, row, wording, rarity) if len(wording.words) >= LEAST_WORDS else []
    found = [f for f in found if f[1].utterance_id not in decided.apart]
    confirmed = [(r, other) for r, other in found if r.status == "confirmed"]
    if decided.same:
        utterance_id = decided.same[0]
    elif confirmed:
        utterance_id = confirmed[0][1].utterance_id
    else:
        utterance_id = _former_or_new(connection, former, now)
    connection.execute(_ASSIGN, {"statement_id": row.id, "assigned": utterance_id})
    held = [o.utterance_id for r, o in confirmed if r.bond in ("same", "contained", "elided")]
    _unite(connection, utterance_id, [*decided.same, *held])
    links = [
        _link_row(row.id, relation, other) for relation, other in (confirmed[:1] + _suggested(found, utterance_id))
    ]
    if links:
        connection.execute(insert(t.link), links)


def _former_or_new(connection: Connection, former: int | None, now: datetime) -> int:
    """The utterance that a statement had before, if nobody has it now; else a new one."""
    if former is not None and not connection.scalar(select(exists().where(_s.utterance_id == former))):
        return former
    return open_utterance(connection, now)


def open_utterance(connection: Connection, now: datetime) -> int:
    """A new utterance, without variants yet."""
    return int(connection.execute(_OPEN, {"opened_at": now}).scalar_one())


def _relations(connection: Connection, row: Row[Any], wording: Wording, rarity: Rarity) -> list[Found]:
    same = connection.scalars(_SAME_WORDS, {"wording": row.wording, "statement_id": row.id})
    ids = {
        *same,
        *find_candidates(connection, wording, rarity, most=MOST_CANDIDATES, pairs=MOST_PAIRS, hits=MOST_HITS),
    } - {row.id}
    if not ids:
        return []
    variant = as_variant(row, wording)
    others = connection.execute(_CANDIDATES, {"ids": list(ids)}).all()
    related = ((relate(variant, as_variant(other)), other) for other in others)
    found = [(relation, other) for relation, other in related if relation is not None]
    return sorted(found, key=lambda f: (f[0].status, -f[0].score, f[1].id))


def as_variant(row: Row[Any], wording: Wording | None = None) -> Variant:
    """A statement's row as linking looks at it."""
    return Variant(
        id=row.id,
        wording=wording or find_words(row.text),
        language=load_language(row.lang),
        kind=row.kind,
        speaker_name=row.speaker_name,
        actor=row.actor_id,
        said=row.said,
    )


def _unite(connection: Connection, utterance_id: int, others: Sequence[int]) -> None:
    """Join the utterances that a fuller statement, or a person, shows to be one."""
    for other_id in dict.fromkeys(others):
        if other_id == utterance_id or are_apart(connection, other_id, utterance_id):
            continue
        connection.execute(update(t.statement).where(_s.utterance_id == other_id).values(utterance_id=utterance_id))
        connection.execute(delete(t.utterance).where(t.utterance.c.id == other_id))


def _suggested(found: Sequence[Found], utterance_id: int) -> list[Found]:
    """The best suggestion for each other utterance."""
    best: dict[int, Found] = {}
    for relation, other in found:
        if relation.status == "suggested" and other.utterance_id != utterance_id:
            best.setdefault(other.utterance_id, (relation, other))
    return list(best.values())[:MOST_LINKS]


def _link_row(statement_id: int, relation: Relation, other: Row[Any]) -> dict[str, Any]:
    return {
        "statement_id": statement_id,
        "other_id": other.id,
        "relation": relation.bond,
        "score": relation.score,
        "status": relation.status,
        "reason": relation.reason,
    }
