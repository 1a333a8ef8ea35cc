"""Who is meant by an office in an article that names nobody: whoever held it at the article's date.

Coverage tells (articles that give a named person the office, near that date), and so does Wikidata (dated statements).
Only if all that is known points to one holder, that one is suggested; with two, or none, it stays unknown. Nothing is
written: what people decide since, and what comes in, counts at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, or_, select

from propos.keep import tables as t
from propos.keep.register_records import Identity, Tenure

#: So many days before its first and after its last evidence an office is taken to be held, too.
MARGIN_DAYS = 31
#: No more articles than these are given as evidence, or looked through for one actor.
MOST_ARTICLES = 50

_a, _p, _o, _m, _i, _n, _h = (
    t.actor.c,
    t.appearance.c,
    t.office.c,
    t.mention.c,
    t.item.c,
    t.item_name.c,
    t.holding.c,
)
_NAMED = exists().where(_m.appearance_id == _p.id, _m.form.in_(("name", "short")))


@dataclass
class _Holder:
    """Somebody who may have held an office at a date."""

    name: str
    actor_id: int | None = None
    qid: str | None = None
    identified: bool = False
    certain: bool = False
    gender: str | None = None
    keys: set[str] = field(default_factory=set)
    evidence: list[Tenure] = field(default_factory=list)


def find_identities(connection: Connection, article_id: int) -> tuple[Identity, ...]:
    """For each actor of an article that it calls only by an office, who held it, if that can be told."""
    return _identities(connection, _described().where(_p.article_id == article_id))


def find_identity(connection: Connection, actor_id: int) -> Identity | None:
    """Who an actor of the register is that is called only by an office, if that can be told."""
    return next(iter(_identities(connection, _described().where(_p.actor_id == actor_id))), None)


def find_descriptions(connection: Connection, actor: Row[Any]) -> tuple[Identity, ...]:
    """Where an actor may be meant by an office alone."""
    keys = set(connection.scalars(_learned_keys(actor.id)))
    if actor.wikidata:
        keys |= set(connection.scalars(_keys_of_item(actor.wikidata)))
    found = _identities(connection, _described().where(_o.key.in_(keys)).limit(MOST_ARTICLES))
    return tuple(i for i in found if i.holder_id == actor.id)


def _described() -> Select[Any]:
    """Actors of articles who are called only by an office, with the office; whoever was joined by hand is left out."""
    named = t.mention.alias()
    other = t.appearance.alias()
    elsewhere = (
        exists()
        .where(other.c.actor_id == _p.actor_id, named.c.appearance_id == other.c.id)
        .where(named.c.form.in_(("name", "short")))
    )
    return (
        select(_p.article_id, _p.local_id, _p.actor_id, _o.title, _o.key, t.article.c.published, _a.gender)
        .join(t.office, _o.appearance_id == _p.id)
        .join(t.article, t.article.c.id == _p.article_id)
        .join(t.actor, _a.id == _p.actor_id)
        .where(_o.key.is_not(None), t.article.c.published.is_not(None), ~elsewhere)
        .order_by(t.article.c.day.desc(), _p.id, _o.position)
    )


def _identities(connection: Connection, query: Select[Any]) -> tuple[Identity, ...]:
    found: dict[tuple[int, str], Identity | None] = {}
    for row in connection.execute(query).all():
        identity = _identity(connection, row)
        place = row.article_id, row.local_id
        # Two offices of one actor must not tell of two holders.
        if place in found and _who(found[place]) != _who(identity):
            found[place] = None
        else:
            found[place] = identity
    return tuple(i for i in found.values() if i is not None)


def _who(identity: Identity | None) -> tuple[int | None, str | None] | None:
    return (identity.holder_id, identity.qid) if identity else None


def _identity(connection: Connection, row: Row[Any]) -> Identity | None:
    day = row.published[:10]
    if len(day) < 10:
        return None
    holders = _one_each([*_by_wikidata(connection, row.key, day), *_by_coverage(connection, row, day)])
    refused = _refused(connection, row.actor_id)
    left = [
        h for h in holders if h.actor_id not in refused and not (h.gender and row.gender and h.gender != row.gender)
    ]
    if len(left) != 1:
        return None
    [holder] = left
    return Identity(
        article_id=row.article_id,
        local_id=row.local_id,
        actor_id=row.actor_id,
        office=row.title,
        day=day,
        status="confirmed" if holder.identified and holder.certain else "suggested",
        name=holder.name,
        holder_id=holder.actor_id,
        qid=holder.qid,
        evidence=tuple(holder.evidence),
    )


def _one_each(holders: Iterable[_Holder]) -> list[_Holder]:
    """The holders, those that are the same person once: by hand, or by the same name in both sources."""
    found: list[_Holder] = []
    for holder in holders:
        same = next((f for f in found if _same(f, holder)), None)
        if same is None:
            found.append(holder)
            continue
        same.actor_id = same.actor_id if same.actor_id is not None else holder.actor_id
        same.evidence += holder.evidence
    return found


def _same(one: _Holder, other: _Holder) -> bool:
    if one.actor_id is not None and other.actor_id is not None:
        return one.actor_id == other.actor_id
    return not one.keys.isdisjoint(other.keys)


def _by_coverage(connection: Connection, row: Row[Any], day: str) -> list[_Holder]:
    """Whoever other articles name and give the office, near the date."""
    article = t.article.c
    near = (_shifted(day, -MARGIN_DAYS), _shifted(day, MARGIN_DAYS))
    told = (
        select(_p.actor_id, func.min(article.day).label("first"), func.max(article.day).label("last"))
        .join(t.office, _o.appearance_id == _p.id)
        .join(t.article, article.id == _p.article_id)
        .where(_o.key == row.key, article.published.is_not(None), _p.article_id != row.article_id, _NAMED)
        .group_by(_p.actor_id)
    ).subquery()
    rows = connection.execute(
        select(t.actor, told.c.first, told.c.last)
        .join(told, told.c.actor_id == _a.id)
        .where(told.c.first <= near[1], told.c.last >= near[0])
        .order_by(_a.id)
    )
    return [_covered(connection, r, row.key) for r in rows.all()]


def _covered(connection: Connection, row: Row[Any], key: str) -> _Holder:
    article = t.article.c
    articles = connection.scalars(
        select(article.id)
        .join(t.appearance, _p.article_id == article.id)
        .join(t.office, _o.appearance_id == _p.id)
        .where(_p.actor_id == row.id, _o.key == key, article.published.is_not(None), _NAMED)
        .order_by(article.day, article.id)
        .limit(MOST_ARTICLES)
    ).all()
    tenure = Tenure(source="coverage", first=row.first, last=row.last, articles=tuple(dict.fromkeys(articles)))
    return _Holder(row.name, row.id, gender=row.gender, keys={row.key}, evidence=[tenure])


def _by_wikidata(connection: Connection, key: str, day: str) -> list[_Holder]:
    """Whoever Wikidata says may have held the office on the day."""
    office = t.item.alias()
    offices = select(office.c.qid).join(t.item_name, _n.item_id == office.c.id).where(_n.office == key)
    rows = connection.execute(
        select(t.holding, _i.id.label("holder"), _i.qid, _i.gender, _i.modified)
        .join(t.item, _i.id == _h.item_id)
        .where(
            _h.office.in_(offices),
            or_(_h.start_first.is_(None), _h.start_first <= day),
            or_(_h.end_last.is_(None), _h.end_last >= day),
        )
        .order_by(_h.id)
    )
    return [_dated(connection, row, day) for row in rows.all()]


def _dated(connection: Connection, row: Row[Any], day: str) -> _Holder:
    names = connection.execute(
        select(_n.name, _n.key, _n.is_label).where(_n.item_id == row.holder).order_by(_n.id)
    ).all()
    identified = connection.execute(
        select(_a.id, _a.name).where(_a.wikidata == row.qid, _a.merged_into.is_(None)).order_by(_a.id)
    ).first()
    label = next((n.name for n in names if n.is_label), row.qid)
    begun = row.start_last is not None and row.start_last <= day
    goes_on = row.end_first is not None and day <= row.end_first
    if not row.ended:
        goes_on = bool(row.modified) and day <= row.modified[:10]
    tenure = Tenure(source="wikidata", first=row.start_first, last=row.end_last, qid=row.qid)
    return _Holder(
        identified.name if identified else label,
        identified.id if identified else None,
        row.qid,
        identified is not None,
        begun and goes_on,
        row.gender,
        {n.key for n in names},
        [tenure],
    )


def _shifted(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _refused(connection: Connection, actor_id: int) -> set[int | None]:
    change = t.actor_change.c
    refused = select(change.other_id).where(change.verb == "refuse", change.undone_at.is_(None))
    return set(connection.scalars(refused.where(change.actor_id == actor_id, change.other_id.is_not(None))))


def _learned_keys(actor_id: int) -> Select[Any]:
    query = select(_o.key).join(t.appearance, _p.id == _o.appearance_id)
    return query.where(_p.actor_id == actor_id, _o.key.is_not(None)).distinct()


def _keys_of_item(qid: str) -> Select[Any]:
    holder = t.item.alias()
    return (
        select(_n.office)
        .join(t.item, _i.id == _n.item_id)
        .join(t.holding, _h.office == _i.qid)
        .join(holder, holder.c.id == _h.item_id)
        .where(holder.c.qid == qid, _n.office.is_not(None))
        .distinct()
    )
