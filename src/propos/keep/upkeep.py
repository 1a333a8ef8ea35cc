"""Looks after the database: copies it, tidies it, makes its indexes again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update

from propos.errors import ArchiveError
from propos.keep import fulltext
from propos.keep import tables as t
from propos.keep.database import open_engine, reading_from, writing_to
from propos.keep.rows import unpack_reading
from propos.keep.writing import article_body, index_statements

#: How many rows are copied at a time.
CHUNK_ROWS = 500
_INDEXES: tuple[fulltext.Index, ...] = ("statement_pairs", "statement_stems", "article_stems")


def back_up(engine: Engine, file: Path) -> None:
    """Copy the whole archive, as it is at one moment, into a new SQLite file; others may read and write meanwhile.

    Raises:
        ArchiveError: If the file exists, or cannot be written.
    """
    if file.exists():
        raise ArchiveError("exists already; give the backup a new name", place=str(file))
    unfinished = file.with_name(file.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        _copy(engine, f"sqlite:///{unfinished}")
        for leftover in ("-wal", "-shm"):
            Path(f"{unfinished}{leftover}").unlink(missing_ok=True)
        os.replace(unfinished, file)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"the backup cannot be written: {error}", place=str(file)) from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(engine: Engine, file: Path) -> None:
    """Fill an empty archive from a backup.

    Raises:
        ArchiveError: If the archive is not empty, or the file is not a backup.
    """
    if not file.is_file():
        raise ArchiveError("there is no such file", place=str(file))
    source = open_engine(str(file))
    try:
        _copy_rows(source, engine)
    finally:
        source.dispose()


def tidy(engine: Engine) -> None:
    """Give back unused space and make the full-text indexes anew."""
    rebuild_indexes(engine)
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        return
    with _sqlite_driver(engine) as driver:
        for name in _INDEXES:
            driver.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        for command in ("VACUUM", "PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"):
            driver.execute(command)


@contextmanager
def _sqlite_driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The driver's own connection, outside of any transaction."""
    pooled = engine.raw_connection()
    try:
        driver = pooled.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        yield driver
    finally:
        pooled.close()


def rebuild_indexes(engine: Engine) -> None:
    """Make the full-text indexes from the rows, in one transaction."""
    with writing_to(engine) as connection:
        for name in _INDEXES:
            fulltext.clear(connection, name)
        for article_id in connection.scalars(select(t.article.c.id).order_by(t.article.c.id)).all():
            _index_article(connection, article_id)


def _index_article(connection: Connection, article_id: int) -> None:
    s = t.statement.c
    row = connection.execute(select(t.article).where(t.article.c.id == article_id)).one()
    texts = connection.execute(select(s.id, s.text).where(s.article_id == article_id).order_by(s.id)).all()
    index_statements(connection, [(r.id, r.text) for r in texts], row.lang)
    fulltext.add_bodies(connection, "article_stems", [article_body(article_id, unpack_reading(row.reading))])


def _copy(engine: Engine, address: str) -> None:
    if engine.dialect.name != "sqlite":
        target = open_engine(address)
        try:
            _copy_rows(engine, target)
        finally:
            target.dispose()
        return
    target_file = sqlite3.connect(address.removeprefix("sqlite:///"))
    try:
        with _sqlite_driver(engine) as driver:
            driver.backup(target_file, pages=4096)
        target_file.execute("PRAGMA journal_mode=DELETE")
    finally:
        target_file.close()


def _copy_rows(source: Engine, target: Engine) -> None:
    """Copy all rows from one database to an empty one of whatever kind, and index them."""
    with reading_from(source) as reader:
        streaming = reader.execution_options(yield_per=CHUNK_ROWS)
        fill_archive(
            target,
            (
                (table, map(dict, streaming.execute(select(table).order_by(table.c.id)).mappings()))
                for table in t.metadata.sorted_tables
            ),
        )


def fill_archive(target: Engine, tables: Iterable[tuple[Table, Iterable[dict[str, Any]]]]) -> None:
    """Fill an empty archive with the rows of each table, in one transaction, and index them.

    Raises:
        ArchiveError: If the archive is not empty.
    """
    with writing_to(target) as writer:
        if any(writer.execute(select(table).limit(1)).first() for table in (t.article, t.actor, t.page, t.item)):
            raise ArchiveError("only an empty archive can be filled; give a new one with --archive")
        for table, rows in tables:
            _write_rows(writer, table, rows)
        if target.dialect.name == "postgresql":
            _continue_numbering(writer)
    rebuild_indexes(target)


def _write_rows(writer: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    merged: list[tuple[int, int]] = []
    stream = iter(rows)
    while values := list(islice(stream, CHUNK_ROWS)):
        if table is t.actor:  # a row may point to one that comes later
            merged += [(row["id"], row["merged_into"]) for row in values if row["merged_into"] is not None]
            values = [{**row, "merged_into": None} for row in values]
        writer.execute(insert(table), values)
    for actor_id, into in merged:
        writer.execute(update(t.actor).where(t.actor.c.id == actor_id).values(merged_into=into))


def _continue_numbering(connection: Connection) -> None:
    for table in t.metadata.sorted_tables:
        last = connection.scalar(select(func.max(table.c.id)))
        if last:
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), :last)"), {"last": last}
            )
