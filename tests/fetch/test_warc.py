"""The pages among the records of a web archive."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from propos.errors import FetchError
from propos.fetch.limits import Limits
from propos.fetch.sources import fetch_pages
from propos.model import Page


def archive(path: Path, records: list[tuple[str, str, str, bytes]], *, gzipped: bool = True) -> Path:
    """A web archive of responses: address, status, content type, bytes."""
    parts = [_record(*record) for record in records]
    path.write_bytes(b"".join(gzip.compress(part) if gzipped else part for part in parts))
    return path


def _record(address: str, status: str, kind: str, content: bytes) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-14T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{address[-1]}>\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_are_taken_and_the_rest_is_passed_over(tmp_path: Path, gzipped: bool) -> None:
    path = archive(
        tmp_path / f"news.warc{'.gz' if gzipped else ''}",
        [
            ("https://x.example/a", "200 OK", "text/html; charset=windows-1252", b"<p>\xc9t\xe9</p>"),
            ("https://x.example/p.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://x.example/gone", "404 Not Found", "text/html", b"gone"),
            ("https://x.example/b", "200 OK", "text/plain", b"Deux"),
        ],
        gzipped=gzipped,
    )
    first, second = fetch_pages(str(path))
    assert isinstance(first, Page) and isinstance(second, Page)
    assert (first.source, first.url, first.charset) == (f"{path}#1", "https://x.example/a", "windows-1252")
    assert (first.content, first.captured_at) == (b"<p>\xc9t\xe9</p>", datetime(2025, 3, 14, 12, tzinfo=UTC))
    assert (second.source, second.media_type) == (f"{path}#4", "text/plain")


def test_a_record_too_large_does_not_stop_the_others(tmp_path: Path) -> None:
    pages = [
        ("https://x.example/a", "200 OK", "text/html", b"x" * 500),
        ("https://x.example/b", "200 OK", "text/html", b"b"),
    ]
    error, page = fetch_pages(str(archive(tmp_path / "a.warc.gz", pages)), limits=Limits(page_bytes=100))
    assert isinstance(error, FetchError) and isinstance(page, Page)


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"\x1f\x8b\x08broken"])
def test_what_is_no_web_archive_is_said_clearly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    with pytest.raises(FetchError, match="web archive"):
        list(fetch_pages(str(tmp_path / "a.warc")))
