"""``forecasts.toml``: how strongly something is told of the future, and on what condition."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Strengths(Entry):
    """Beginnings of words, by what they make of something told of the future; the first group that fits counts.

    Attributes:
        threat: It is held out against somebody.
        promise: Somebody binds himself or herself.
        target: A mark that is set.
        hope: It is wished for.
        announcement: It is made known as settled.
    """

    threat: tuple[str, ...]
    promise: tuple[str, ...]
    target: tuple[str, ...]
    hope: tuple[str, ...]
    announcement: tuple[str, ...]


class Forecasts(Table):
    """Things told of the future.

    Attributes:
        conditions: Words that open a condition.
        unless: What stands behind such a word when it opens none ("si bien que").
        strengths: Words for how strongly it is told.
    """

    file: ClassVar[str] = "forecasts.toml"

    conditions: tuple[str, ...]
    unless: tuple[str, ...] = ()
    strengths: Strengths
