"""Gives new statements their utterance, by hand decisions first, then by their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, or_, select, update

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.assigning import Utterances
from propos.keep.candidates import Rarity, find_alike
from propos.keep.decisions import Decided, articles_decided, decided_of, enter_decision
from propos.lang import load_language
from propos.resolve.utterances import LEAST_WORDS, Relation, Variant, relate
from propos.resolve.wording import Wording, find_words

#: No more suggestions than these are kept for one statement.
MOST_LINKS = 3
#: Two statements of at least so many words are compared only if at least so many stretches of one point to the other.
LONG_WORDS = 14
FEWEST_HITS = 2
#: So many new statements are looked up together.
CHUNK_ROWS = 2_000

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
    _s.word_count,
    _s.article_id,
    _s.start,
    _s.end,
    t.article.c.lang,
)
_SELECT: Select[Any] = select(*_COLUMNS).join(t.article, t.article.c.id == _s.article_id)
Found = tuple[Relation, Row[Any]]
_NOBODY: Counter[int] = Counter()


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
    for start in range(0, len(ids), CHUNK_ROWS):
        _link_chunk(connection, ids[start : start + CHUNK_ROWS], rarity, now, former or {})


def _link_chunk(
    connection: Connection, ids: Sequence[int], rarity: Rarity, now: datetime, former: Mapping[int, int]
) -> None:
    rows = connection.execute(_SELECT.where(_s.id.in_(ids)).order_by(_s.id)).all()
    wordings = {row.id: find_words(row.text) for row in rows}
    alike = _find_alike(connection, rows, wordings, rarity)
    found = {i for ids_alike in alike.values() for i in ids_alike}
    others = {row.id: row for row in rows} | _load(connection, found - set(ids))
    decided_articles = articles_decided(connection)
    stored = {row.id: row.utterance_id for row in others.values()}
    utterances = Utterances(connection, now, stored, any_decision=bool(decided_articles))
    for row in rows:
        if row.article_id in decided_articles:
            utterances.flush()
        decided = decided_of(connection, row) if row.article_id in decided_articles else Decided()
        near = [(others[i], hits) for i, hits in alike.get(row.id, _NOBODY).items() if i in others]
        candidates = [o for o, hits in near if _is_worth_it(row, o, hits) and utterances.of(o.id) is not None]
        _link_statement(row, _relations(row, wordings[row.id], candidates), utterances, decided, former.get(row.id))
    utterances.flush()


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


def _find_alike(
    connection: Connection, rows: Sequence[Row[Any]], wordings: Mapping[int, Wording], rarity: Rarity
) -> dict[int, Counter[int]]:
    """For each statement that is long enough, those that may say the same, with how much speaks for it."""
    long = [row for row in rows if len(wordings[row.id].words) >= LEAST_WORDS]
    found = find_alike(connection, [wordings[row.id].words for row in long], rarity)
    # Whoever said the very same words is always among them, however frequent the words are.
    same = connection.execute(
        select(func.min(_s.id).label("id"), _s.wording)
        .where(_s.wording.in_({row.wording for row in long}), _s.utterance_id.is_not(None))
        .group_by(_s.wording, _s.actor_id)
    )
    first: dict[int, list[int]] = defaultdict(list)
    for wording_id, wording in same:
        first[wording].append(wording_id)
    for row, hits in zip(long, found, strict=True):
        hits.update(dict.fromkeys(first[row.wording], FEWEST_HITS))
        hits.pop(row.id, None)
    return {row.id: hits for row, hits in zip(long, found, strict=True)}


def _is_worth_it(row: Row[Any], other: Row[Any], hits: int) -> bool:
    """Whether enough stretches of a statement point to another: of long ones that say the same, more than one does.

    A statement within another one ("X says that Y said ...") is no second printing of it, but part of what X says.
    """
    if row.article_id == other.article_id and row.start < other.end and other.start < row.end:
        return False
    return hits >= FEWEST_HITS or min(row.word_count, other.word_count) < LONG_WORDS


def _load(connection: Connection, ids: Collection[int]) -> dict[int, Row[Any]]:
    return {row.id: row for row in connection.execute(_SELECT.where(_s.id.in_(ids)))} if ids else {}


def _relations(row: Row[Any], wording: Wording, others: Sequence[Row[Any]]) -> list[Found]:
    """What binds a statement to others, the surest first."""
    if not others:
        return []
    variant = as_variant(row, wording)
    related = ((relate(variant, as_variant(other)), other) for other in others)
    found = [(relation, other) for relation, other in related if relation is not None]
    return sorted(found, key=lambda f: (f[0].status, -f[0].score, f[1].id))


def _link_statement(
    row: Row[Any], found: Sequence[Found], utterances: Utterances, decided: Decided, former: int | None
) -> None:
    found = [f for f in found if utterances.of(f[1].id) not in decided.apart]
    confirmed = [(r, other) for r, other in found if r.status == "confirmed"]
    if decided.same:
        utterance_id = decided.same[0]
    elif confirmed:
        utterance_id = utterances.known(confirmed[0][1].id)
    else:
        utterance_id = utterances.former_or_new(former)
    utterances.assign(row.id, utterance_id)
    held = [utterances.known(o.id) for r, o in confirmed if r.bond in ("same", "contained", "elided")]
    utterances.unite(utterance_id, [*decided.same, *held])
    for relation, other in confirmed[:1] + _suggested(found, utterances, utterance_id):
        utterances.links.append(_link_row(row.id, relation, other))


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


def _suggested(found: Sequence[Found], utterances: Utterances, utterance_id: int) -> list[Found]:
    """The best suggestion for each other utterance."""
    best: dict[int, Found] = {}
    for relation, other in found:
        theirs = utterances.known(other.id)
        if relation.status == "suggested" and theirs != utterance_id:
            best.setdefault(theirs, (relation, other))
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
