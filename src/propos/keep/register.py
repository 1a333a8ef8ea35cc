"""The register of actors: which actors of different articles are one.

Names alone decide, and with care: persons are joined on the same full name, bodies and places on the same name, unless
country or gender differ. Whoever is only called by a surname or described stays apart until somebody joins them by
hand, and so does a name that several bear, unless country or office tell which of them. What was merged stays merged:
the row that went keeps its name and points to the one that stayed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, insert, or_, select

from propos.keep import tables as t
from propos.keep.rows import name_key
from propos.model import Actor

#: Kinds whose name alone tells who is meant, even if it is a single word.
_NAMED_BODIES = frozenset({"organisation", "country", "place"})


class _Bearer(NamedTuple):
    """An actor of the register that bears a name."""

    id: int
    country: str | None
    gender: str | None


Former = Mapping[tuple[str, str], int]  # folded name and kind -> the actor that they stood for before


def joins_on_name(actor: Actor) -> bool:
    """Whether another article's actor of the same name and kind is the same actor; a description is no name."""
    forms = {m.form for m in actor.mentions}
    if actor.kind in _NAMED_BODIES:
        return not forms.isdisjoint({"name", "short", "metonym"})
    words = name_key(actor.name).split()
    return actor.kind == "person" and "name" in forms and len(words) > 1 and all(len(w) > 1 for w in words)


def register_actors(
    connection: Connection, article_id: int, actors: Sequence[Actor], former: Former | None = None
) -> dict[str, int]:
    """The register's id for each actor of an article, new ones entered; whoever was placed by hand stays there.

    Args:
        connection: Where the register is.
        article_id: The article that names the actors.
        actors: The actors.
        former: Whom the article's names stood for when it was read before.
    """
    placed = placements(connection, article_id)
    known = _known(connection, {name_key(a.name) for a in actors if joins_on_name(a)})
    left = dict(former or {})
    ids: dict[str, int] = {}
    for actor in actors:
        key = name_key(actor.name), actor.kind
        if key[0] in placed:
            ids[actor.id] = placed[key[0]]
        elif not joins_on_name(actor):
            ids[actor.id] = left.pop(key) if key in left else _enter(connection, actor)
        else:
            bearers = known.setdefault(key, [])
            ids[actor.id] = _bearer(connection, actor, bearers, left.get(key)) or _enter(connection, actor)
            if all(b.id != ids[actor.id] for b in bearers):
                bearers.append(_Bearer(ids[actor.id], actor.country, actor.gender))
    return ids


def _known(connection: Connection, keys: Collection[str]) -> dict[tuple[str, str], list[_Bearer]]:
    """The actors of the register that bear the names."""
    a = t.actor.c
    known: dict[tuple[str, str], list[_Bearer]] = {}
    columns = select(a.id, a.key, a.kind, a.country, a.gender, a.merged_into)
    for row in connection.execute(columns.where(a.key.in_(keys)).order_by(a.id)):
        known.setdefault((row.key, row.kind), []).append(_Bearer(row.merged_into or row.id, row.country, row.gender))
    return known


def _bearer(connection: Connection, actor: Actor, bearers: Sequence[_Bearer], former: int | None) -> int | None:
    """The actor of the register that a name means; of several that it may mean, the one that the article tells."""
    fitting = [b for b in bearers if not _differ(b.country, actor.country) and not _differ(b.gender, actor.gender)]
    ids = list(dict.fromkeys(b.id for b in fitting))
    if len(ids) > 1:
        same = {b.id for b in fitting if actor.country and b.country == actor.country}
        told = same or _holders(connection, ids, [o.title for o in actor.offices])
        ids = [i for i in ids if i in told] or ids
    if former in ids:
        return former
    return ids[0] if len(ids) == 1 else None


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _holders(connection: Connection, ids: Sequence[int], titles: Sequence[str]) -> set[int]:
    """Those of the actors of whom some article gives one of the offices."""
    p, o = t.appearance.c, t.office.c
    rows = select(p.actor_id).join(t.office, o.appearance_id == p.id).where(p.actor_id.in_(ids), o.title.in_(titles))
    return set(connection.scalars(rows.distinct()))


def former_actors(connection: Connection, article_id: int) -> dict[tuple[str, str], int]:
    """Whom each name in an article stands for; to be asked before its rows are made again."""
    p = t.appearance.c
    rows = connection.execute(
        select(p.name, t.actor.c.kind, p.actor_id)
        .join(t.actor, t.actor.c.id == p.actor_id)
        .where(p.article_id == article_id)
        .order_by(p.id.desc())
    )
    return {(name_key(row.name), row.kind): row.actor_id for row in rows}


def drop_unused(connection: Connection, ids: Collection[int]) -> None:
    """Take those of the actors out of the register that no article means any more, and nobody ever changed."""
    a, change = t.actor.c, t.actor_change.c
    other = t.actor.alias()
    used = or_(
        exists().where(t.appearance.c.actor_id == a.id),
        exists().where(t.statement.c.actor_id == a.id),
        exists().where(t.placement.c.actor_id == a.id),
        exists().where(or_(change.actor_id == a.id, change.other_id == a.id)),
        exists().where(other.c.merged_into == a.id),
    )
    connection.execute(delete(t.actor).where(a.id.in_(ids), a.merged_into.is_(None), ~used))


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
