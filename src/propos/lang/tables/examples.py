"""``examples.toml``: sentences and the statements expected in them, the readable specification of what counts."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table
from propos.model import StatementKind


class Expected(Entry):
    """A statement that is to be found.

    Attributes:
        kind: Direct, mixed or indirect.
        content: The words, one item a stretch, without the marks around a direct quotation.
        cue: The word that reports; empty if there is none.
        source: The words that name the speaker; empty if none do.
    """

    kind: StatementKind
    content: tuple[str, ...]
    cue: str = ""
    source: str = ""


class Example(Entry):
    """A text, and all the statements in it.

    Attributes:
        text: One sentence or a few.
        statements: All of them, in any order; none if nobody is reported to say anything.
        fails: Why propos does not get it right yet; empty if it does.
    """

    text: str
    statements: tuple[Expected, ...] = ()
    fails: str = ""


class ExampleGroup(Entry):
    """Examples of one construction."""

    title: str
    examples: tuple[Example, ...]


class Examples(Table):
    """All examples of the language, by construction."""

    file: ClassVar[str] = "examples.toml"

    groups: tuple[ExampleGroup, ...]
