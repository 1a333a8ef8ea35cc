"""The register of actors: which actors of different articles are one.

Names alone decide, and with care: persons are joined on the same full name, bodies and places on the same name. Whoever
is only called by a surname or described stays apart until somebody joins them by hand. What was merged stays merged:
the row that went keeps its name and points to the one that stayed.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from propos.keep import tables as t
from propos.keep.rows import name_key
from propos.model import Actor

#: Kinds whose name alone tells who is meant, even if it is a single word.
_NAMED_BODIES = frozenset({"organisation", "country", "place"})


def joins_on_name(actor: Actor) -> bool:
    """Whether another article's actor of the same name and kind is the same actor."""
    if actor.kind in _NAMED_BODIES:
        return True
    words = name_key(actor.name).split()
    return actor.kind == "person" and len(words) > 1 and all(len(w) > 1 for w in words)


def register_actors(connection: Connection, article_id: int, actors: Sequence[Actor]) -> dict[str, int]:
    """The register's id for each actor of an article, new ones entered; whoever was placed by hand stays there."""
    placed = placements(connection, article_id)
    keys = {name_key(a.name) for a in actors if joins_on_name(a)}
    known: dict[tuple[str, str], list[tuple[int, str | None]]] = {}
    rows = connection.execute(
        select(t.actor.c.id, t.actor.c.key, t.actor.c.kind, t.actor.c.country, t.actor.c.merged_into)
        .where(t.actor.c.key.in_(keys))
        .order_by(t.actor.c.id)
    )
    for row in rows:
        known.setdefault((row.key, row.kind), []).append((row.merged_into or row.id, row.country))
    ids: dict[str, int] = {}
    for actor in actors:
        if name_key(actor.name) in placed:
            ids[actor.id] = placed[name_key(actor.name)]
            continue
        same = known.get((name_key(actor.name), actor.kind), []) if joins_on_name(actor) else []
        fitting = [i for i, country in same if not (country and actor.country and country != actor.country)]
        ids[actor.id] = fitting[0] if fitting else _enter(connection, actor)
        if not fitting and joins_on_name(actor):
            known.setdefault((name_key(actor.name), actor.kind), []).append((ids[actor.id], actor.country))
    return ids


def placements(connection: Connection, article_id: int) -> dict[str, int]:
    """For names in an article, the actor that a person said is meant."""
    p = t.placement.c
    rows = connection.execute(
        select(p.key, p.actor_id, t.actor.c.merged_into)
        .join(t.actor, t.actor.c.id == p.actor_id)
        .join(t.actor_change, t.actor_change.c.id == p.change_id)
        .where(p.article_id == article_id, t.actor_change.c.undone_at.is_(None))
        .order_by(p.id)
    )
    return {row.key: row.merged_into or row.actor_id for row in rows}


def _enter(connection: Connection, actor: Actor) -> int:
    row = {
        "name": actor.name,
        "key": name_key(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "gender": actor.gender,
    }
    new = connection.execute(insert(t.actor).returning(t.actor.c.id), row).scalar_one()
    return int(new)
