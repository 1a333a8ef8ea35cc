"""How much is taken in, and what is done when there is more."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from propos.errors import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a fetch may cost.

    Attributes:
        page_bytes: The largest page, decompressed.
        archive_bytes: The largest web archive or list of documents, decompressed; it is read as a stream.
        connect_seconds: Until a server must have answered the call.
        read_seconds: Between two parts of an answer.
        total_seconds: For one address, redirects included.
        redirects: How many are followed.
    """

    page_bytes: int = 50_000_000
    archive_bytes: int = 20_000_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 8


DEFAULT_LIMITS = Limits()

#: How much of a compressed stream is opened at once.
CHUNK_BYTES = 1 << 16


def gunzip(content: bytes, *, limit_bytes: int, place: str) -> bytes:
    """The bytes that a .gz file holds (one or several members), given up as soon as they pass the limit.

    Raises:
        FetchError: If it is not gzip, is cut off, or grows beyond ``limit_bytes``.
    """
    parts: list[bytes] = []
    size = 0
    rest = content
    while rest:
        opener = zlib.decompressobj(wbits=31)
        while not opener.eof:
            try:
                part = opener.decompress(rest, CHUNK_BYTES)
            except zlib.error:
                raise FetchError("is not a sound gzip file", place=place) from None
            rest = opener.unconsumed_tail
            size += len(part)
            check_size(size, limit_bytes, place)
            parts.append(part)
            if not part and not opener.eof:
                raise FetchError("is a gzip file that breaks off", place=place)
        # Bytes after the last member that start no other one are padding.
        rest = opener.unused_data if opener.unused_data[:2] == b"\x1f\x8b" else b""
    return b"".join(parts)


def check_size(size_bytes: int, limit_bytes: int, place: str) -> None:
    """Refuses what is larger than the limit.

    Raises:
        FetchError: If it is.
    """
    if size_bytes > limit_bytes:
        raise FetchError(
            f"is larger than {limit_bytes / 1e6:,.0f} MB, decompressed; nothing of it was read", place=place
        )
