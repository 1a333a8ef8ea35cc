"""Flat tables for other programs: one file a noun, as CSV or Parquet.

Statements carry the words around their joins that an analyst would else have to look up: outlet, date, speaker, and to
whom they were made.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Boolean, Connection, Engine, Float, Integer, Select, select

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.database import reading_from
from propos.keep.loading import addressee_of, load_readings

_CHUNK_ROWS = 5_000


def _flat_tables() -> dict[str, Select[Any]]:
    a, s, p = t.article.c, t.statement.c, t.appearance.c
    statements = select(
        s.id,
        s.article_id,
        s.local_id,
        s.start,
        s.end,
        s.kind,
        s.stance,
        s.mood,
        s.said,
        s.speaker_name,
        s.actor_id,
        s.utterance_id,
        s.confidence,
        s.text,
        a.outlet,
        a.published,
        a.lang,
        a.url,
    ).join(t.article, a.id == s.article_id)
    mentions = select(t.mention, p.article_id, p.actor_id).join(t.appearance, p.id == t.mention.c.appearance_id)
    offices = select(t.office, p.article_id, p.actor_id, a.published)
    offices = offices.join(t.appearance, p.id == t.office.c.appearance_id).join(t.article, a.id == p.article_id)
    about = select(t.about.c.id, t.about.c.statement_id, p.article_id, p.actor_id, p.name)
    about = about.join(t.appearance, p.id == t.about.c.appearance_id)
    return {
        "articles": select(*(c for c in t.article.c if c.name not in ("reading", "page_id", "address", "day"))),
        "statements": statements.order_by(s.id),
        "actors": select(t.actor),
        "appearances": select(t.appearance),
        "mentions": mentions,
        "offices": offices,
        "about": about,
        "relays": select(t.relay),
        "links": select(t.link),
        "figures": select(t.figure),
        "events": select(t.event),
        "times": select(t.time_expression),
        "forecasts": select(t.forecast),
    }


#: Columns of a table behind those that the database has: they are taken from the readings.
_FROM_READINGS = {"statements": ("addressee",)}
#: The columns of each table, in order.
FLAT_COLUMNS = {
    name: (*(c.name for c in query.selected_columns), *_FROM_READINGS.get(name, ()))
    for name, query in _flat_tables().items()
}


def export_tables(engine: Engine, folder: Path, kind: Literal["csv", "parquet"]) -> list[Path]:
    """Write one file a noun into a folder; gives the files.

    Raises:
        ArchiveError: If Parquet is asked for and its library is missing, or the folder cannot be written.
    """
    write = _write_csv if kind == "csv" else _write_parquet
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with reading_from(engine) as connection:
            return [write(connection, folder / f"{name}.{kind}", name, query) for name, query in _flat_tables().items()]
    except OSError as error:
        raise ArchiveError(f"cannot be written: {error}", place=str(folder)) from None


def _chunks(connection: Connection, name: str, query: Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    for rows in connection.execution_options(yield_per=_CHUNK_ROWS).execute(query).partitions(_CHUNK_ROWS):
        if name != "statements":
            yield rows
            continue
        readings = load_readings(connection, [row.article_id for row in rows])
        said = {(i, s.id): addressee_of(reading, s) for i, reading in readings.items() for s in reading.statements}
        yield [(*row, said[row.article_id, row.local_id]) for row in rows]


def _write_csv(connection: Connection, file: Path, name: str, query: Select[Any]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(FLAT_COLUMNS[name])
        for chunk in _chunks(connection, name, query):
            writer.writerows([_cell(value) for value in row] for row in chunk)
    return file


def _cell(value: Any) -> Any:
    """A spreadsheet would run a text that begins like a formula: an apostrophe keeps it text."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_parquet(connection: Connection, file: Path, name: str, query: Select[Any]) -> Path:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise ArchiveError("Parquet needs pyarrow: pip install 'propos[parquet]'") from None
    types: dict[type, Any] = {Integer: arrow.int64(), Float: arrow.float64(), Boolean: arrow.bool_()}
    types[t.Moment] = arrow.timestamp("us", tz="UTC")
    fields = [
        (c.name, next((kind for sql, kind in types.items() if isinstance(c.type, sql)), arrow.string()))
        for c in query.selected_columns
    ]
    fields += [(added, arrow.string()) for added in _FROM_READINGS.get(name, ())]
    schema = arrow.schema(fields)
    with parquet.ParquetWriter(file, schema) as writer:
        for chunk in _chunks(connection, name, query):
            columns = [list(column) for column in zip(*chunk, strict=True)]
            writer.write_table(
                arrow.Table.from_arrays(
                    [arrow.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema
                )
            )
    return file
