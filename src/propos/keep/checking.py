"""Checks that the archive is sound: what it keeps is what was added, and all of its rows agree."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Integer, Row, func, select, text

from propos.keep import tables as t
from propos.keep.database import reading_from
from propos.keep.rows import statement_row, unpack_reading
from propos.model import Reading


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be: where, and what."""

    place: str
    what: str


def check(engine: Engine) -> Iterator[Fault]:
    """All faults of the archive; none if it is sound."""
    with reading_from(engine) as connection:
        if engine.dialect.name == "sqlite":
            yield from _check_file(connection)
        yield from _check_pages(connection)
        yield from _check_articles(connection)
        yield from _check_versions(connection)
        yield from _check_utterances(connection)
        yield from _check_indexes(connection)


def _check_file(connection: Connection) -> Iterator[Fault]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Fault("database", str(row[0]))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{row[0]} {row[1]}", f"points to a row of {row[2]} that is not there")


def _check_pages(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(select(t.page.c.id, t.page.c.hash, t.page.c.content)):
        try:
            content = zlib.decompress(row.content)
        except zlib.error:
            yield Fault(f"page {row.id}", "cannot be unpacked")
            continue
        if hashlib.sha256(content).hexdigest() != row.hash:
            yield Fault(f"page {row.id}", "is not the page that was kept: its hash differs")


def _check_articles(connection: Connection) -> Iterator[Fault]:
    for article_id in connection.scalars(select(t.article.c.id)).all():
        row = connection.execute(select(t.article).where(t.article.c.id == article_id)).one()
        place = f"article {article_id}"
        try:
            reading = unpack_reading(row.reading)
        except (zlib.error, ValidationError):
            yield Fault(place, "cannot be unpacked")
            continue
        if reading.article.hash != row.hash:
            yield Fault(place, "its text is not the text that was kept: its hash differs")
        if len(reading.statements) != row.statement_count:
            yield Fault(place, f"says {row.statement_count} statements, has {len(reading.statements)}")
        yield from _check_spans(place, reading)
        yield from _check_statements(connection, row, reading)


def _check_spans(place: str, reading: Reading) -> Iterator[Fault]:
    length = len(reading.article.text)
    spans = [s for st in reading.statements for s in (*st.content, *st.cue, *st.source, *st.addressee)]
    spans += [r.span for st in reading.statements for r in st.relays]
    spans += [m.span for a in reading.actors for m in a.mentions]
    spans += [o.span for a in reading.actors for o in a.offices]
    for found in (reading.times, reading.figures, reading.events, reading.rejected):
        spans += [f.span for f in found]
    beyond = sum(s.end > length for s in (*spans, *reading.article.paragraphs))
    if beyond:
        yield Fault(place, f"{beyond} spans reach beyond its text")


def _check_statements(connection: Connection, article: Row[Any], reading: Reading) -> Iterator[Fault]:
    s = t.statement.c
    rows = {r.position: r for r in connection.execute(select(t.statement).where(s.article_id == article.id))}
    if set(rows) != set(range(len(reading.statements))):
        yield Fault(f"article {article.id}", "its statements are not those of its reading")
        return
    for position, statement in enumerate(reading.statements):
        row = rows[position]
        wanted = statement_row(statement, reading.article)
        if any(getattr(row, field) != value for field, value in wanted.items()):
            yield Fault(f"statement {row.id}", "is not what its article says, word for word")


def _check_versions(connection: Connection) -> Iterator[Fault]:
    a = t.article.c
    newest = select(a.address).group_by(a.address).having(func.sum(a.is_newest.cast(Integer)) != 1)
    for address in connection.scalars(newest):
        yield Fault(address, "has not exactly one newest version")


def _check_utterances(connection: Connection) -> Iterator[Fault]:
    s = t.statement.c
    for number in connection.scalars(select(s.id).where(s.utterance_id.is_(None))):
        yield Fault(f"statement {number}", "belongs to no utterance")
    empty = select(t.utterance.c.id).where(
        t.utterance.c.id.not_in(select(s.utterance_id).where(s.utterance_id.is_not(None)))
    )
    for number in connection.scalars(empty):
        yield Fault(f"utterance {number}", "has no statement")


def _check_indexes(connection: Connection) -> Iterator[Fault]:
    for index, table in (
        ("statement_pairs", "statement"),
        ("statement_stems", "statement"),
        ("article_stems", "article"),
    ):
        shadow = f"{index}_docsize" if connection.dialect.name == "sqlite" else index
        missing = connection.scalar(text(f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM {shadow})"))
        if missing:
            yield Fault(index, f"{missing} of the {table}s cannot be searched; run: propos vacuum")
