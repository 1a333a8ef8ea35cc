"""What keeps an archive sound and takes it along, as verbs of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, select

from propos.keep import checking, exchange, flat, upkeep
from propos.keep import tables as t
from propos.keep.checking import Fault
from propos.keep.database import reading_from
from propos.keep.rows import unpack_page
from propos.model import RULES_VERSION, Page


class Upkeep:
    """The verbs of an Archive that check it, copy it, bring it into other forms and tidy it."""

    _engine: Engine

    def outdated_pages(self) -> Iterator[Page]:
        """The kept pages of articles that were read by other rules than the present ones."""
        a = t.article.c
        with reading_from(self._engine) as connection:
            ids = connection.scalars(
                select(a.page_id).where(a.rules_version != RULES_VERSION, a.page_id.is_not(None)).distinct()
            ).all()
        for page_id in ids:
            with reading_from(self._engine) as connection:
                row = connection.execute(select(t.page).where(t.page.c.id == page_id)).mappings().one()
            yield unpack_page(dict(row))

    def check(self) -> Iterator[Fault]:
        """All faults of the archive: pages and texts against their hashes, spans, rows, indexes."""
        return checking.check(self._engine)

    def back_up(self, file: Path) -> None:
        """Copy the archive, as it is at one moment, into a new SQLite file, which is an archive itself.

        Raises:
            ArchiveError: If the file exists, or cannot be written.
        """
        upkeep.back_up(self._engine, file)

    def restore(self, file: Path) -> None:
        """Fill this archive, which must be empty, from a backup; they may be databases of two kinds.

        Raises:
            ArchiveError: If the archive is not empty, or the file is not a backup.
        """
        upkeep.restore(self._engine, file)

    def export_lines(self, file: Path) -> int:
        """Write every row to a file of JSON lines, for ``import_lines``; gives how many."""
        return exchange.export_lines(self._engine, file)

    def import_lines(self, file: Path) -> None:
        """Fill this archive, which must be empty, from a file that ``export_lines`` wrote.

        Raises:
            ArchiveError: If the archive is not empty, or the file is not such a file.
        """
        exchange.import_lines(self._engine, file)

    def export_tables(self, folder: Path, kind: Literal["csv", "parquet"]) -> list[Path]:
        """Write flat tables, one file a noun, for other programs; gives the files."""
        return flat.export_tables(self._engine, folder, kind)

    def tidy(self) -> None:
        """Give back unused space and make the full-text indexes anew."""
        upkeep.tidy(self._engine)
