"""``wording.toml``: what the comparison of two wordings must know of the language."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Operators(Entry):
    """Words in capitals that join what is searched, beside AND, OR and NOT themselves."""

    AND: tuple[str, ...] = ()
    OR: tuple[str, ...] = ()
    NOT: tuple[str, ...] = ()


class WordingTable(Table):
    """Words whose change makes another statement, and the stemmer that search uses.

    Attributes:
        stemmer: Name of the Snowball stemmer.
        endings: Endings that it takes off, so that the beginning of a word finds words whose stem is shorter.
        operators: What joins the words of a search.
        negations: Words that turn a statement into its opposite, as the comparison cuts words (at apostrophes).
        limits: Words that bound what is stated ("only"): left out without a mark, they make it say more than was said.
        numbers: Number words, ordinals included.
        calendar: Names of months, days and seasons, and words for neighbouring days.
    """

    file: ClassVar[str] = "wording.toml"

    stemmer: str
    endings: tuple[str, ...] = ()
    operators: Operators = Operators()
    negations: tuple[str, ...]
    limits: tuple[str, ...] = ()
    numbers: tuple[str, ...]
    calendar: tuple[str, ...]
