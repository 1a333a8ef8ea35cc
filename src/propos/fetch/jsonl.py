"""Lists of documents: one JSON object a line.

Each object holds ``html`` or ``text`` and may hold ``url``, ``title``, ``published`` (ISO 8601), ``lang`` and ``id``;
what it says of the document goes before what the document says of itself. Other keys are passed over.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast

from propos.errors import FetchError
from propos.fetch.limits import Limits
from propos.model import Page


def pages_of_jsonl(path: Path, limits: Limits, *, source: str) -> Iterator[Page | FetchError]:
    """One page a line, in order; a line that cannot be used is yielded as the error, and the others go on."""
    with path.open("rb") as raw:
        zipped = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if zipped else raw
        for number, line in enumerate(_lines(stream, limits, source), start=1):
            if line.strip():
                yield _page(line, source=f"{source}#{number}", limits=limits)


def _lines(stream: IO[bytes], limits: Limits, source: str) -> Iterator[bytes]:
    taken = 0
    try:
        while line := stream.readline(2 * limits.page_bytes):
            taken += len(line)
            if taken > limits.archive_bytes:
                raise FetchError(f"holds more than {limits.archive_bytes / 1e9:,.0f} GB, decompressed", place=source)
            yield line
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise FetchError("is not a sound gzip file", place=source) from None


def _page(line: bytes, *, source: str, limits: Limits) -> Page | FetchError:
    if len(line) >= 2 * limits.page_bytes:
        return FetchError(f"this line is longer than {2 * limits.page_bytes / 1e6:,.0f} MB", place=source)
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return FetchError("this line is not JSON", place=source)
    if not isinstance(document, dict):
        return FetchError("this line is not a JSON object", place=source)
    html, text = _string(document, "html"), _string(document, "text")
    if html is None and text is None:
        return FetchError("this document has neither html nor text", place=source)
    try:
        published = _moment(_string(document, "published"))
    except ValueError:
        return FetchError("published is not a date like 2024-05-31 or 2024-05-31T08:00:00+02:00", place=source)
    return Page(
        source=f"{source.rpartition('#')[0]}#{document['id']}" if isinstance(document.get("id"), str) else source,
        content=(html if html is not None else text or "").encode("utf-8", errors="replace"),
        url=_string(document, "url"),
        media_type="text/html" if html is not None else "text/plain",
        charset="utf-8",
        title=_string(document, "title"),
        published=published,
        lang=_string(document, "lang"),
    )


def _string(document: dict[str, Any], key: str) -> str | None:
    value = document.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _moment(value: str | None) -> date | datetime | None:
    if value is None:
        return None
    return date.fromisoformat(value.strip()) if len(value.strip()) <= 10 else datetime.fromisoformat(value.strip())
