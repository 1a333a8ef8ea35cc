"""What people change in the register of actors: merge, split, rename, identify, refuse. Every change can be undone.

A change notes for each name in each article whom it moved there: a re-reading of the article puts it there again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, and_, delete, insert, or_, select, union, update

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.records import ActorChange, ActorSummary
from propos.keep.rows import name_key
from propos.resolve.speakers_alike import Alike, alike

_a = t.actor.c
_c = t.actor_change.c
_p = t.appearance.c

Place = tuple[int, str]  # an article's id and the folded name that stands in it


def merge_actors(connection: Connection, actor_id: int, into_id: int, now: datetime) -> int:
    """Make one actor of two: all that is one's becomes the other's. Gives the change's id."""
    gone, kept = standing(connection, actor_id), standing(connection, into_id)
    if gone.id == kept.id:
        raise ArchiveError("an actor cannot be merged into itself")
    places = _places(connection, gone.id)
    followers = list(connection.scalars(select(_a.id).where(_a.merged_into == gone.id)))
    before = {"places": places, "followers": followers}
    change_id = _note(connection, "merge", kept.id, gone.id, before, {"into": kept.name, "gone": gone.name}, now)
    connection.execute(update(t.actor).where(_a.id.in_([gone.id, *followers])).values(merged_into=kept.id))
    _move(connection, gone.id, kept.id, places, change_id)
    return change_id


def split_actor(connection: Connection, actor_id: int, article_ids: Collection[int], now: datetime) -> int:
    """Make two actors of one: whoever is meant in the given articles becomes a new one. Gives the change's id."""
    actor = standing(connection, actor_id)
    places = [p for p in _places(connection, actor.id) if p[0] in set(article_ids)]
    if not places:
        raise ArchiveError(f"actor {actor_id} is in none of these articles")
    row = {"name": actor.name, "key": f"{actor.key} #split", "kind": actor.kind, "country": actor.country}
    new_id = int(connection.execute(insert(t.actor).returning(_a.id), row).scalar_one())
    change_id = _note(connection, "split", actor.id, new_id, {"places": places}, {"new": new_id}, now)
    _move(connection, actor.id, new_id, places, change_id)
    return change_id


def rename_actor(connection: Connection, actor_id: int, name: str, now: datetime) -> int:
    """Give an actor another name; articles that use either name mean this actor. Gives the change's id."""
    actor = standing(connection, actor_id)
    if not name_key(name):
        raise ArchiveError("a name needs at least one letter")
    row = {"name": name, "key": name_key(name), "kind": actor.kind, "country": actor.country, "merged_into": actor.id}
    alias_id = int(connection.execute(insert(t.actor).returning(_a.id), row).scalar_one())
    connection.execute(update(t.actor).where(_a.id == actor.id).values(name=name))
    return _note(connection, "rename", actor.id, alias_id, {"name": actor.name}, {"name": name}, now)


def identify_actor(connection: Connection, actor_id: int, wikidata: str | None, now: datetime) -> int:
    """Say which Wikidata item an actor is (``Q42``), or that none is known. Gives the change's id."""
    if wikidata is not None:
        _checked(wikidata)
    actor = standing(connection, actor_id)
    connection.execute(update(t.actor).where(_a.id == actor.id).values(wikidata=wikidata))
    return _note(connection, "identify", actor.id, None, {"wikidata": actor.wikidata}, {"wikidata": wikidata}, now)


def refuse(connection: Connection, actor_id: int, other: int | str, now: datetime) -> int:
    """Say that an actor is not another one, or not an item of Wikidata (``Q42``): it is not suggested any more."""
    actor = standing(connection, actor_id)
    if isinstance(other, str):
        return _note(connection, "refuse", actor.id, None, {}, {"wikidata": _checked(other)}, now)
    another = standing(connection, other)
    if another.id == actor.id:
        raise ArchiveError("an actor is always itself")
    return _note(connection, "refuse", actor.id, another.id, {}, {"not": another.name}, now)


def _checked(wikidata: str) -> str:
    if not re.fullmatch(r"Q[1-9][0-9]{0,17}", wikidata):
        raise ArchiveError(f"{wikidata!r} is not a Wikidata identifier like Q42")
    return wikidata


def undo_change(connection: Connection, change_id: int, now: datetime) -> None:
    """Take a change back, if none that was made after it stands on it."""
    change = connection.execute(select(t.actor_change).where(_c.id == change_id, _c.undone_at.is_(None))).first()
    if change is None:
        raise ArchiveError(f"there is no change {change_id} in force")
    touched = [i for i in (change.actor_id, change.other_id) if i is not None]
    later = connection.scalar(
        select(_c.id).where(
            _c.id > change_id, _c.undone_at.is_(None), or_(_c.actor_id.in_(touched), _c.other_id.in_(touched))
        )
    )
    if later is not None:
        raise ArchiveError(f"undo change {later} first: it came after this one")
    connection.execute(update(t.actor_change).where(_c.id == change_id).values(undone_at=now))
    before = json.loads(change.before)
    if change.verb == "merge":
        _undo_merge(connection, change, before)
    elif change.verb == "split":
        _move(connection, change.other_id, change.actor_id, _places(connection, change.other_id), None)
        connection.execute(update(t.actor).where(_a.id == change.other_id).values(merged_into=change.actor_id))
    elif change.verb == "rename":
        connection.execute(update(t.actor).where(_a.id == change.actor_id).values(name=before["name"]))
        connection.execute(update(t.actor).where(_a.id == change.other_id).values(key="#undone"))
    elif change.verb == "identify":
        connection.execute(update(t.actor).where(_a.id == change.actor_id).values(wikidata=before["wikidata"]))


def _undo_merge(connection: Connection, change: Row[Any], before: dict[str, Any]) -> None:
    gone = connection.execute(select(t.actor).where(_a.id == change.other_id)).one()
    connection.execute(update(t.actor).where(_a.id == gone.id).values(merged_into=None))
    connection.execute(update(t.actor).where(_a.id.in_(before["followers"])).values(merged_into=gone.id))
    moved = {(article_id, key) for article_id, key in before["places"]}
    # What came since under the name that went belongs to it, too.
    back = [p for p in _places(connection, change.actor_id) if tuple(p) in moved or p[1] == gone.key]
    _move(connection, change.actor_id, gone.id, back, None)


def list_changes(connection: Connection, actor_id: int) -> tuple[ActorChange, ...]:
    """All changes of an actor, the last first, those that were undone among them."""
    rows = connection.execute(
        select(t.actor_change).where(or_(_c.actor_id == actor_id, _c.other_id == actor_id)).order_by(_c.id.desc())
    )
    return tuple(
        ActorChange(
            id=row.id,
            verb=row.verb,
            actor_id=row.actor_id,
            other_id=row.other_id,
            detail={k: str(v) for k, v in json.loads(row.after).items()},
            changed_at=row.changed_at,
            undone_at=row.undone_at,
        )
        for row in rows
    )


def suggest_actors(connection: Connection, actor_id: int) -> tuple[ActorSummary, ...]:
    """Other actors of the register who may be the same, from their names, or because they are one item of Wikidata.

    Nobody is joined without being told to.
    """
    actor = standing(connection, actor_id)
    last = actor.key.rpartition(" ")[2]
    rows = connection.execute(
        select(t.actor)
        .where(_a.kind == actor.kind, _a.merged_into.is_(None), _a.id != actor.id, _a.id.not_in(_refused(actor.id)))
        .where(or_(_a.key == last, _a.key.like("% " + last), _a.wikidata == actor.wikidata))
        .order_by(_a.id)
        .limit(50)
    ).all()
    same = [row for row in rows if actor.wikidata and row.wikidata == actor.wikidata]
    alikes = [row for row in rows if row in same or alike(actor.name, row.name) is Alike.YES]
    return tuple(
        ActorSummary(id=r.id, name=r.name, kind=r.kind, country=r.country, **_counts(connection, r.id))
        for r in alikes
        if not (r.country and actor.country and r.country != actor.country)
    )


def _refused(actor_id: int) -> CompoundSelect[Any]:
    """Whom somebody said that an actor is not, in either direction."""
    refused = and_(_c.verb == "refuse", _c.undone_at.is_(None))
    one = select(_c.other_id).where(refused, _c.actor_id == actor_id, _c.other_id.is_not(None))
    return union(one, select(_c.actor_id).where(refused, _c.other_id == actor_id))


def _counts(connection: Connection, actor_id: int) -> dict[str, int]:
    statements = connection.execute(select(t.statement.c.id).where(t.statement.c.actor_id == actor_id)).all()
    return {"statements": len(statements), "articles": len({p[0] for p in _places(connection, actor_id)})}


def standing(connection: Connection, actor_id: int) -> Row[Any]:
    """The actor's row, or that of the one it was merged into."""
    row = connection.execute(select(t.actor).where(_a.id == actor_id)).first()
    if row is None:
        raise ArchiveError(f"there is no actor {actor_id}")
    if row.merged_into is None:
        return row
    return connection.execute(select(t.actor).where(_a.id == row.merged_into)).one()


def _places(connection: Connection, actor_id: int) -> list[Place]:
    rows = connection.execute(select(_p.article_id, _p.name).where(_p.actor_id == actor_id).order_by(_p.id))
    return [(row.article_id, name_key(row.name)) for row in rows]


def _move(connection: Connection, from_id: int, to_id: int, places: Sequence[Place], change_id: int | None) -> None:
    """Give another actor the names at some places, with the statements made there."""
    wanted = set(places)
    rows = connection.execute(select(_p.id, _p.article_id, _p.local_id, _p.name).where(_p.actor_id == from_id)).all()
    moved = [r for r in rows if (r.article_id, name_key(r.name)) in wanted]
    connection.execute(update(t.appearance).where(_p.id.in_([r.id for r in moved])).values(actor_id=to_id))
    _move_statements(connection, from_id, to_id, wanted, {r.article_id for r in moved})
    if change_id is None:
        return
    connection.execute(delete(t.placement).where(t.placement.c.change_id == change_id))
    rows_to_add = [
        {"change_id": change_id, "article_id": article_id, "key": key, "actor_id": to_id}
        for article_id, key in dict.fromkeys(wanted)
    ]
    if rows_to_add:
        connection.execute(insert(t.placement), rows_to_add)


def _move_statements(
    connection: Connection, from_id: int, to_id: int, wanted: Collection[tuple[int, str]], article_ids: Collection[int]
) -> None:
    """Give another actor the statements made under the names that moved; all of them where no other name stays."""
    staying = set(connection.scalars(select(_p.article_id).where(_p.actor_id == from_id)))
    s = t.statement.c
    rows = connection.execute(
        select(s.id, s.article_id, s.speaker_name).where(s.actor_id == from_id, s.article_id.in_(article_ids))
    ).all()
    ids = [
        r.id for r in rows if r.article_id not in staying or (r.article_id, name_key(r.speaker_name or "")) in wanted
    ]
    connection.execute(update(t.statement).where(s.id.in_(ids)).values(actor_id=to_id))


def _note(
    connection: Connection,
    verb: str,
    actor_id: int,
    other_id: int | None,
    before: dict[str, Any],
    after: dict[str, Any],
    now: datetime,
) -> int:
    row = {
        "verb": verb,
        "actor_id": actor_id,
        "other_id": other_id,
        "before": json.dumps(before, ensure_ascii=False),
        "after": json.dumps(after, ensure_ascii=False),
        "changed_at": now,
    }
    return int(connection.execute(insert(t.actor_change).returning(_c.id), row).scalar_one())
