"""``titles.toml``: forms of address before a name."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table
from propos.model import Gender, GrammaticalNumber


class Title(Entry):
    """One title in all its spellings."""

    forms: tuple[str, ...]
    gender: Gender | None = None
    number: GrammaticalNumber = "singular"


class Titles(Table):
    """Forms of address: what follows is the name of a person."""

    file: ClassVar[str] = "titles.toml"

    titles: tuple[Title, ...]
