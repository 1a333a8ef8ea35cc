"""Items of Wikidata in the archive, and which of them an actor of the register may be; nobody is one until told so."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.register_records import DatedOffice, Evidence, ItemRecord, ItemSuggestion

#: No more items than these are looked at for one name.
MOST_NAMESAKES = 50

_i, _n, _h = t.item.c, t.item_name.c, t.holding.c
_KINDS = {"place": "country"}  # kind of an actor -> of an item, where they differ


def load_item(connection: Connection, qid: str) -> ItemRecord:
    """An item with its names and offices.

    Raises:
        ArchiveError: If no dump that was imported has it.
    """
    row = connection.execute(select(t.item).where(_i.qid == qid)).first()
    if row is None:
        raise ArchiveError(f"nothing is known of {qid}; see: propos import-wikidata")
    return _record(connection, row)


def find_items(connection: Connection, qids: Collection[str]) -> dict[str, ItemRecord]:
    """Those of the items that are known."""
    rows = connection.execute(select(t.item).where(_i.qid.in_(qids))).all()
    return {row.qid: _record(connection, row) for row in rows}


def _record(connection: Connection, row: Row[Any]) -> ItemRecord:
    names = connection.execute(select(t.item_name).where(_n.item_id == row.id).order_by(_n.id)).all()
    labels = {n.lang: n.name for n in names if n.is_label}
    return ItemRecord(
        qid=row.qid,
        kind=row.kind,
        labels=labels,
        descriptions=json.loads(row.descriptions),
        aliases=tuple(dict.fromkeys(n.name for n in names if n.name not in labels.values())),
        gender=row.gender,
        countries=tuple(json.loads(row.countries)),
        offices=_offices(connection, row.id),
    )


def _offices(connection: Connection, item_id: int) -> tuple[DatedOffice, ...]:
    rows = connection.execute(select(t.holding).where(_h.item_id == item_id)).all()
    labels: dict[str, dict[str, str]] = {}
    named = select(_i.qid, _n.lang, _n.name).join(t.item_name, _n.item_id == _i.id)
    for name in connection.execute(named.where(_i.qid.in_({r.office for r in rows}), _n.is_label)):
        labels.setdefault(name.qid, {})[name.lang] = name.name
    rows = sorted(rows, key=lambda r: (r.preferred, r.start_first or "", r.id), reverse=True)
    return tuple(
        DatedOffice(
            office=r.office,
            labels=labels.get(r.office, {}),
            start=(r.start_first, r.start_last) if r.start_first else None,
            end=(r.end_first, r.end_last) if r.end_first else None,
            ended=r.ended,
        )
        for r in rows
    )


def suggest_items(connection: Connection, actor: Row[Any]) -> tuple[ItemSuggestion, ...]:
    """The items that an actor's row may be: the same full name, and the same country or office.

    A body needs only the name if a single item bears it.
    """
    if actor.wikidata is not None or (actor.kind == "person" and " " not in actor.key):
        return ()
    keys = {actor.key, *connection.scalars(select(t.actor.c.key).where(t.actor.c.merged_into == actor.id))}
    rows = connection.execute(_bearing(keys, _KINDS.get(actor.kind, actor.kind))).all()
    refused = _refused(connection, actor.id)
    found = []
    for row in rows:
        if row.qid in refused or (row.gender and actor.gender and row.gender != actor.gender):
            continue
        agreeing = _agreeing(connection, actor, row)
        if not agreeing and actor.kind != "person" and len(rows) == 1:
            agreeing = [("only_name", actor.name)]
        if agreeing:
            found.append(ItemSuggestion(item=_record(connection, row), evidence=(("name", actor.name), *agreeing)))
    return tuple(sorted(found, key=lambda s: (-len(s.evidence), len(s.item.qid), s.item.qid)))


def _bearing(keys: set[str], kind: str) -> Select[Any]:
    ids = select(_n.item_id).where(_n.key.in_(keys))
    return select(t.item).where(_i.id.in_(ids), _i.kind == kind).order_by(_i.id).limit(MOST_NAMESAKES)


def _refused(connection: Connection, actor_id: int) -> set[str]:
    change = t.actor_change.c
    rows = connection.scalars(
        select(change.after).where(change.actor_id == actor_id, change.verb == "refuse", change.undone_at.is_(None))
    )
    return {str(json.loads(after).get("wikidata")) for after in rows}


def _agreeing(connection: Connection, actor: Row[Any], row: Row[Any]) -> list[tuple[Evidence, str]]:
    found: list[tuple[Evidence, str]] = []
    codes = connection.scalars(select(_i.code).where(_i.qid.in_(json.loads(row.countries)))).all()
    if actor.country and actor.country in (*codes, row.code):
        found.append(("country", actor.country))
    theirs = select(_n.office).join(t.item, _i.id == _n.item_id).join(t.holding, _h.office == _i.qid)
    theirs = theirs.where(_h.item_id == row.id, _n.office.is_not(None))
    p, o = t.appearance.c, t.office.c
    title = connection.scalar(
        select(o.title).join(t.appearance, p.id == o.appearance_id).where(p.actor_id == actor.id, o.key.in_(theirs))
    )
    return [*found, ("office", title)] if title else found
