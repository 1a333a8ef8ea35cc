"""Web archives: the pages among their records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from propos.errors import FetchError
from propos.fetch.headers import content_type
from propos.fetch.limits import Limits
from propos.model import Page

#: Records of these types are pages; scripts, pictures and style sheets are passed over.
PAGES = {"text/html", "application/xhtml+xml", "text/plain"}


def pages_of_warc(stream: IO[bytes], limits: Limits, *, source: str) -> Iterator[Page | FetchError]:
    """The pages of a WARC or ARC file, in its order; one that is too large is yielded as the error.

    Raises:
        FetchError: If the file is no web archive, or is broken from some record on.
    """
    number = 0
    try:
        for record in ArchiveIterator(stream, arc2warc=True):
            number += 1
            page = _page(record, limits, source=f"{source}#{number}")
            if page is not None:
                yield page
    except (ArchiveLoadFailed, EOFError, ValueError, OSError, AttributeError, TypeError) as error:
        # warcio raises whatever its parsing runs into; all of it means that the bytes are not as they should be.
        where = f"breaks after record {number}" if number else "is not a web archive"
        raise FetchError(f"{where} ({error or type(error).__name__})", place=source) from None
    if not number:
        raise FetchError("is not a web archive, or an empty one", place=source)


def _page(record: Any, limits: Limits, *, source: str) -> Page | FetchError | None:
    if record.rec_type == "response":
        headers = record.http_headers.headers if record.http_headers else []
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        media_type, charset = content_type(dict((k.lower(), v) for k, v in headers).get("content-type"))
    elif record.rec_type == "resource":
        headers, status = [], "200"
        media_type, charset = content_type(record.rec_headers.get_header("Content-Type"))
    else:
        return None
    if not str(status).startswith("2") or media_type not in PAGES:
        return None
    content = record.content_stream().read(limits.page_bytes + 1)
    if len(content) > limits.page_bytes:
        return FetchError(f"this record is larger than {limits.page_bytes / 1e6:,.0f} MB", place=source)
    return Page(
        source=source,
        content=content,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        media_type=media_type,
        charset=charset,
        headers=tuple((name.lower(), value) for name, value in headers),
        captured_at=_captured(record.rec_headers.get_header("WARC-Date")),
    )


def _captured(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((value or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
