"""What the user gives becomes Pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from propos.model import Page


def fetch_pages(source: str) -> Iterator[Page]:
    """The pages of one SOURCE: a file, a folder, a web archive, an address or ``-``."""
    yield Page(source=source, content=Path(source).read_bytes())
