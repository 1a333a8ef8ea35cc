"""``voices.toml``: terms that take sides by the choice of the word, grouped by what they may all be said of."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class TermGroup(Entry):
    """Terms that different voices use for the same thing.

    Attributes:
        name: What they are said of, for the readers of this file.
        named: Whether a term counts only with a name behind it, because it has other senses ("trade war").
        terms: In small letters; ``sanction*`` is any word that begins so.
        example: A sentence or two in which voices differ.
    """

    name: str
    named: bool = False
    terms: tuple[str, ...]
    example: str


class Voices(Table):
    """Groups of terms."""

    file: ClassVar[str] = "voices.toml"

    group: tuple[TermGroup, ...]
