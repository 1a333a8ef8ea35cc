"""Every exception that propos raises on purpose.

    ProposError
    ├── FetchError      a page could not be had: network, file, size, address refused
    ├── ReadError       a page was had, but no article could be read from it
    ├── PackError       a language pack is broken, or there is none for that language
    └── ArchiveError    the archive could not be opened, read or written
        ├── StoreError  the database refuses: damaged, full, held by another program, out of reach
        └── QueryError  the archive was asked something that makes no sense

Each says where (an address or a file), at which stage, and why, in a sentence that tells the user what to do.
"""

from __future__ import annotations


class ProposError(Exception):
    """Base of all errors that a user may meet.

    Args:
        reason: What went wrong and what to do about it, as a sentence for the user.
        place: The address or file that it happened at; ``""`` if there is none.
    """

    stage = "propos"

    def __init__(self, reason: str, *, place: str = "") -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.place = place


class FetchError(ProposError):
    """A page could not be had."""

    stage = "fetch"


class ReadError(ProposError):
    """No article could be read from a page."""

    stage = "read"


class PackError(ProposError):
    """A language pack is broken, or there is none for the language asked for."""

    stage = "lang"


class ArchiveError(ProposError):
    """The archive could not be opened, read or written."""

    stage = "keep"


class StoreError(ArchiveError):
    """The database of the archive refuses: it is damaged, full, held by another program, or out of reach."""


class QueryError(ArchiveError):
    """The archive was asked something that makes no sense: a day that is none, a cursor that it did not give."""

    stage = "ask"
