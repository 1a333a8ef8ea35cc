"""``wording.toml``: what the comparison of two wordings must know of the language."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Table


class WordingTable(Table):
    """Words whose change makes another statement, and the stemmer that search uses.

    Attributes:
        stemmer: Name of the Snowball stemmer.
        negations: Words that turn a statement into its opposite, as the comparison cuts words (at apostrophes).
        numbers: Number words, ordinals included.
        calendar: Names of months, days and seasons, and words for neighbouring days.
    """

    file: ClassVar[str] = "wording.toml"

    stemmer: str
    negations: tuple[str, ...]
    numbers: tuple[str, ...]
    calendar: tuple[str, ...]
