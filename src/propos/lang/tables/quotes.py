"""``quotes.toml``: the quotation marks met in texts of the language."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Marks(Entry):
    """One kind of quotation marks.

    Attributes:
        open: What opens.
        close: What closes; any of them.
        single: Whether the closing mark is an apostrophe elsewhere, so that both must stand at the edge of a word.
    """

    open: str
    close: tuple[str, ...]
    single: bool = False


class Quotes(Table):
    """Quotation marks.

    Attributes:
        marks: The kinds, those usual in the language first.
        dashes: What opens a turn of a dialogue at the start of a paragraph.
    """

    file: ClassVar[str] = "quotes.toml"

    marks: tuple[Marks, ...]
    dashes: tuple[str, ...] = ()
