"""What the user gives becomes Pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from propos.errors import FetchError
from propos.fetch.files import pages_of_path, pages_of_stdin
from propos.fetch.limits import DEFAULT_LIMITS, Limits
from propos.fetch.web import fetch_address
from propos.model import Page

#: What is no path of a file, whether or not it is an address that can be called.
ADDRESS = re.compile(r"(?:https?:|[a-z][a-z0-9+.-]*://)", re.IGNORECASE)


def fetch_pages(
    source: str, *, allow_private: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Page | FetchError]:
    """The pages of one SOURCE, in order.

    A part of it that cannot be had (a file of a folder, a line of a list) is yielded as the error; the others go on.

    Args:
        source: A file (.html, .htm, .txt, .warc, .jsonl, each also .gz), a folder, an ``http`` or ``https`` address, or
            ``-`` for standard input.
        allow_private: Call addresses of private networks, too.
        limits: What it may cost.

    Raises:
        FetchError: If nothing of it can be had.
    """
    if source == "-":
        yield pages_of_stdin(limits)
    elif ADDRESS.match(source):
        yield fetch_address(source, allow_private=allow_private, limits=limits)
    else:
        yield from pages_of_path(Path(source), limits, source=source)
