"""Puts a reading into the database, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from propos.keep import fulltext
from propos.keep import tables as t
from propos.keep.candidates import Rarity
from propos.keep.linking import close_utterances, link_statements
from propos.keep.records import Added
from propos.keep.register import Former, drop_unused, former_actors, register_actors
from propos.keep.rows import (
    about_rows,
    article_address,
    article_row,
    event_rows,
    figure_rows,
    forecast_rows,
    mention_rows,
    office_rows,
    page_hash,
    page_row,
    relay_rows,
    statement_row,
    time_rows,
)
from propos.model import Page, Reading


def write_reading(connection: Connection, reading: Reading, page: Page | None, now: datetime, rarity: Rarity) -> Added:
    """Keep a reading: as a new article, as a new version of one, in place of an older reading, or not again."""
    added, ids = _enter_reading(connection, reading, page, now, rarity)
    link_statements(connection, ids, rarity, now)
    return added


def write_readings(connection: Connection, readings: Iterable[Reading], now: datetime, rarity: Rarity) -> list[Added]:
    """Keep many readings, whose new statements are linked together."""
    done = [_enter_reading(connection, reading, None, now, rarity) for reading in readings]
    link_statements(connection, [i for _, ids in done for i in ids], rarity, now)
    return [added for added, _ in done]


def _enter_reading(
    connection: Connection, reading: Reading, page: Page | None, now: datetime, rarity: Rarity
) -> tuple[Added, list[int]]:
    """Make the rows of a reading; gives its new statements, which are still to be linked."""
    address = article_address(reading)
    known = connection.execute(
        select(t.article).where(t.article.c.address == address, t.article.c.hash == reading.article.hash)
    ).first()
    if known is not None:
        return _write_again(connection, known, reading, page, now, rarity), []
    newest = connection.scalar(select(func.max(t.article.c.version)).where(t.article.c.address == address))
    if newest:
        _demote(connection, address)
    row = {
        **article_row(reading, now),
        "address": address,
        "version": (newest or 0) + 1,
        "is_newest": True,
        "page_id": _write_page(connection, page),
    }
    article_id = connection.execute(insert(t.article).returning(t.article.c.id), row).scalar_one()
    # Not in write_parts: other rules read the same text, which is in the index already.
    fulltext.add_bodies(connection, "article_stems", [article_body(article_id, reading)])
    ids = write_parts(connection, article_id, reading)
    return Added(id=article_id, outcome="updated" if newest else "added"), ids


def _write_again(
    connection: Connection, known: Row[Any], reading: Reading, page: Page | None, now: datetime, rarity: Rarity
) -> Added:
    row = article_row(reading, now)
    same = all(row[field] == getattr(known, field) for field in ("rules_version", "lang", "published"))
    if same and known.is_newest:
        return Added(id=known.id, outcome="unchanged")
    if not known.is_newest:  # the outlet went back to an earlier wording
        _demote(connection, known.address)
        connection.execute(update(t.article).where(t.article.c.id == known.id).values(is_newest=True))
    if not same:
        row.pop("added_at")
        if page is not None and known.page_id is None:
            row["page_id"] = _write_page(connection, page)
        connection.execute(update(t.article).where(t.article.c.id == known.id).values(**row))
        replace_parts(connection, known.id, reading, rarity, now)
    return Added(id=known.id, outcome="updated")


def _demote(connection: Connection, address: str) -> None:
    connection.execute(update(t.article).where(t.article.c.address == address).values(is_newest=False))


def _write_page(connection: Connection, page: Page | None) -> int | None:
    if page is None:
        return None
    known: int | None = connection.scalar(select(t.page.c.id).where(t.page.c.hash == page_hash(page)))
    if known is not None:
        return known
    return int(connection.execute(insert(t.page).returning(t.page.c.id), page_row(page)).scalar_one())


def replace_parts(connection: Connection, article_id: int, reading: Reading, rarity: Rarity, now: datetime) -> None:
    """Make an article's rows anew; its statements keep the utterances of those that stood at their place."""
    s = t.statement.c
    places = select(s.start, s.end, s.utterance_id).where(s.article_id == article_id)
    old = connection.execute(places).all()
    actors = former_actors(connection, article_id)
    erase_parts(connection, article_id)
    ids = write_parts(connection, article_id, reading, actors)
    drop_unused(connection, set(actors.values()))
    former = {}
    for row in connection.execute(select(s.id, s.start, s.end).where(s.article_id == article_id)):
        shared = [(min(o.end, row.end) - max(o.start, row.start), o.utterance_id) for o in old]
        best = max(shared, default=(0, None))
        if best[0] > 0 and best[1] is not None:
            former[row.id] = best[1]
    link_statements(connection, ids, rarity, now, former)
    close_utterances(connection, [o.utterance_id for o in old])


def erase_parts(connection: Connection, article_id: int) -> None:
    """Take out all rows that were made from an article's reading; what hangs on them goes with them."""
    for table in (t.figure, t.event, t.time_expression, t.forecast, t.statement, t.appearance):
        connection.execute(delete(table).where(table.c.article_id == article_id))


def write_parts(connection: Connection, article_id: int, reading: Reading, former: Former | None = None) -> list[int]:
    """Make the rows of what was found in an article, and index its words; gives the ids of its statements."""
    actor_ids, appearances = _write_actors(connection, article_id, reading, former)
    ids = _write_statements(connection, article_id, reading, actor_ids)
    _insert_all(connection, t.about, list(about_rows(reading, ids, appearances)))
    for table, rows in (
        (t.figure, figure_rows(reading, ids)),
        (t.event, event_rows(reading, ids)),
        (t.time_expression, time_rows(reading)),
        (t.forecast, forecast_rows(reading, ids)),
    ):
        _insert_all(connection, table, [{"article_id": article_id, **row} for row in rows])
    return list(ids.values())


def _write_actors(
    connection: Connection, article_id: int, reading: Reading, former: Former | None
) -> tuple[dict[str, int], dict[str, int]]:
    """For each actor of the reading, the id in the register and that of the appearance in this article."""
    actor_ids = register_actors(connection, article_id, reading.actors, former)
    appearances = [
        {
            "article_id": article_id,
            "local_id": a.id,
            "actor_id": actor_ids[a.id],
            "name": a.name,
            "country": a.country,
        }
        for a in reading.actors
    ]
    ids = _insert_returning(connection, t.appearance, appearances)
    pairs = list(zip(ids, reading.actors, strict=True))
    _insert_all(connection, t.mention, [{"appearance_id": i, **row} for i, a in pairs for row in mention_rows(a)])
    lang = reading.article.lang
    _insert_all(connection, t.office, [{"appearance_id": i, **row} for i, a in pairs for row in office_rows(a, lang)])
    return actor_ids, {a.id: i for i, a in pairs}


def _write_statements(
    connection: Connection, article_id: int, reading: Reading, actor_ids: dict[str, int]
) -> dict[str, int]:
    rows = [
        {
            **statement_row(s, reading.article),
            "article_id": article_id,
            "position": position,
            "actor_id": actor_ids.get(s.speaker or ""),
        }
        for position, s in enumerate(reading.statements)
    ]
    ids = _insert_returning(connection, t.statement, rows)
    pairs = list(zip(ids, reading.statements, strict=True))
    _insert_all(connection, t.relay, [{"statement_id": i, **row} for i, s in pairs for row in relay_rows(s)])
    index_statements(connection, [(i, row["text"]) for i, row in zip(ids, rows, strict=True)], reading.article.lang)
    return {s.id: i for i, s in pairs}


def index_statements(connection: Connection, texts: Sequence[tuple[int, str]], lang: str) -> None:
    """Put statements, each with its id, into the full-text indexes."""
    fulltext.add_bodies(connection, "statement_pairs", [(i, fulltext.pairs_of(text)) for i, text in texts])
    fulltext.add_bodies(connection, "statement_stems", [(i, fulltext.stems_of(text, lang)) for i, text in texts])


def article_body(article_id: int, reading: Reading) -> tuple[int, str]:
    """What is searched of a whole article: the stems of its title and text, with its id."""
    body = f"{reading.article.title or ''}\n{reading.article.text}"
    return article_id, fulltext.stems_of(body, reading.article.lang)


def _insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _insert_returning(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> list[int]:
    if not rows:
        return []
    new = connection.execute(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows)
    return [int(i) for i in new.scalars()]
