"""Writes all of an archive to a file of JSON lines, and fills an empty archive from one: nothing is lost on the way.

The first line says what the file is; every other line is one row: ``{"table": ..., "row": {...}}``, readings as JSON
objects, pages in base64. Rows come in an order in which each points only to rows before it.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, Table, select

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.database import newest_migration, reading_from
from propos.keep.upkeep import CHUNK_ROWS, fill_archive

_FORMAT = "propos-archive"


def export_lines(engine: Engine, file: Path) -> int:
    """Write every row to a file (compressed if its name ends in ``.gz``); gives the number of rows."""
    count = 0
    with _opened(file, "wt") as lines, reading_from(engine) as connection:
        print(json.dumps({"format": _FORMAT, "version": newest_migration()}), file=lines)
        for table in t.metadata.sorted_tables:
            if table is t.vector:  # made again whenever it is missing
                continue
            rows = connection.execution_options(yield_per=CHUNK_ROWS).execute(select(table).order_by(table.c.id))
            for row in rows.mappings():
                line = {"table": table.name, "row": {k: _to_json(table, k, v) for k, v in row.items()}}
                print(json.dumps(line, ensure_ascii=False), file=lines)
                count += 1
    return count


def import_lines(engine: Engine, file: Path) -> None:
    """Fill an empty archive with the rows of a file that ``export_lines`` wrote.

    Raises:
        ArchiveError: If the file is not such a file, was cut short, or the archive is not empty.
    """
    try:
        with _opened(file, "rt") as lines:
            head = json.loads(next(lines, "null"))
            if not isinstance(head, dict) or head.get("format") != _FORMAT:
                raise ArchiveError("is not an export of an archive", place=str(file))
            if head["version"] != newest_migration():
                raise ArchiveError(f"was written by another version of propos ({head['version']})", place=str(file))
            fill_archive(engine, _tables(map(json.loads, lines)))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise ArchiveError(f"cannot be imported: {error}", place=str(file)) from None


def _tables(lines: Iterator[dict[str, Any]]) -> Iterator[tuple[Table, Iterator[dict[str, Any]]]]:
    for name, group in groupby(lines, key=lambda line: line["table"]):
        table = t.metadata.tables[name]
        yield table, ({k: _from_json(table, k, v) for k, v in line["row"].items()} for line in group)


def _to_json(table: Table, column: str, value: Any) -> Any:
    if (table.name, column) == ("article", "reading"):
        return json.loads(zlib.decompress(value))
    if isinstance(value, bytes):
        return base64.b64encode(zlib.decompress(value)).decode()
    return value.isoformat() if isinstance(value, datetime) else value


def _from_json(table: Table, column: str, value: Any) -> Any:
    if (table.name, column) == ("article", "reading"):
        packed = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return zlib.compress(packed, 6)
    if (table.name, column) == ("page", "content"):
        return zlib.compress(base64.b64decode(value), 6)
    return datetime.fromisoformat(value) if value is not None and _is_moment(table, column) else value


def _is_moment(table: Table, column: str) -> bool:
    return isinstance(table.c[column].type, t.Moment)


def _opened(file: Path, mode: str) -> IO[str]:
    if file.suffix == ".gz":
        return gzip.open(file, mode, encoding="utf-8")  # type: ignore[return-value]
    return file.open(mode[0], encoding="utf-8")
