"""Puts the items of a dump into the archive, a batch a transaction, and notes how far it came."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from propos.errors import ReadError
from propos.keep import tables as t
from propos.keep.database import reading_from, writing_to
from propos.keep.rows import name_key
from propos.keep.wikidata.dump import Line, read_dump
from propos.keep.wikidata.entities import MULTIPLE, Item, Period
from propos.lang import load_language, supported_languages
from propos.resolve.offices import office_key

#: How many items are written in one transaction, and after how many lines at the latest.
BATCH_ITEMS, BATCH_LINES = 500, 50_000


@dataclass(frozen=True, slots=True)
class Imported:
    """How far an import has come.

    Attributes:
        line: Lines read, those of a run before that was stopped among them.
        items: Items written, likewise.
        position: Bytes of the file read.
        faults: Lines that were skipped since the last report: number, and what is wrong.
    """

    line: int
    items: int
    position: int
    faults: tuple[tuple[int, str], ...] = ()


def import_dump(engine: Engine, file: Path) -> Iterator[Imported]:
    """Read a dump into the archive; yields how far it has come after each batch, which then is kept.

    A run that was stopped goes on where it was; a run that was not begins anew, and gives the same items.

    Raises:
        ReadError: If the file cannot be read to its end; what was read is kept.
    """
    source = _source(file)
    with reading_from(engine) as connection:
        row = connection.execute(select(t.item_import).where(t.item_import.c.source == source)).first()
    line, items = (row.line, row.items) if row else (0, 0)
    batch: list[Line] = []
    for read in read_dump(file, supported_languages(), after=line):
        line = read.number
        if read.item or read.fault:
            batch.append(read)
        if len(batch) >= BATCH_ITEMS or line % BATCH_LINES == 0:
            items += _keep(engine, source, batch, line, items)
            yield _report(line, items, read.position, batch)
            batch = []
    items += _keep(engine, source, batch, line, items)
    with writing_to(engine) as connection:
        connection.execute(delete(t.item_import).where(t.item_import.c.source == source))
    yield _report(line, items, file.stat().st_size, batch)


def _source(file: Path) -> str:
    try:
        return f"{file.name} {file.stat().st_size}"
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", place=str(file)) from None


def _report(line: int, items: int, position: int, batch: Sequence[Line]) -> Imported:
    return Imported(line, items, position, tuple((b.number, b.fault) for b in batch if b.fault is not None))


def _keep(engine: Engine, source: str, batch: Sequence[Line], line: int, before: int) -> int:
    items = {b.item.qid: b.item for b in batch if b.item is not None}
    with writing_to(engine) as connection:
        write_items(connection, list(items.values()))
        done = {"line": line, "items": before + len(items)}
        if not connection.execute(
            update(t.item_import).where(t.item_import.c.source == source).values(**done)
        ).rowcount:
            connection.execute(insert(t.item_import), {"source": source, **done})
    return len(items)


def write_items(connection: Connection, items: Sequence[Item]) -> None:
    """Put items into the look-up table, in place of what was known of them."""
    if not items:
        return
    connection.execute(delete(t.item).where(t.item.c.qid.in_([i.qid for i in items])))
    new = connection.execute(
        insert(t.item).returning(t.item.c.id, sort_by_parameter_order=True), [_item_row(i) for i in items]
    )
    pairs = list(zip(new.scalars().all(), items, strict=True))
    connection.execute(insert(t.item_name), [{"item_id": n, **row} for n, i in pairs for row in _name_rows(i)])
    holdings = [{"item_id": n, **row} for n, i in pairs for row in _holding_rows(i)]
    if holdings:
        connection.execute(insert(t.holding), holdings)


def _item_row(item: Item) -> dict[str, Any]:
    return {
        "qid": item.qid,
        "kind": item.kind,
        "descriptions": json.dumps(dict(item.descriptions), ensure_ascii=False),
        "countries": json.dumps(item.countries),
        "code": item.code,
        "gender": item.gender,
        "modified": item.modified,
    }


def _name_rows(item: Item) -> Iterator[dict[str, Any]]:
    for lang, name, is_label in item.names:
        is_office = item.kind == "office" and lang != MULTIPLE
        office = office_key(name, load_language(lang)) if is_office else None
        yield {"lang": lang, "name": name, "key": name_key(name), "office": office, "is_label": is_label}


def _holding_rows(item: Item) -> Iterator[dict[str, Any]]:
    for holding in item.holdings:
        yield {
            "office": holding.office,
            **_period_row("start", holding.start),
            **_period_row("end", holding.end),
            "ended": holding.ended,
            "preferred": holding.preferred,
        }


def _period_row(which: str, period: Period | None) -> dict[str, str | None]:
    return {f"{which}_first": period.first if period else None, f"{which}_last": period.last if period else None}
