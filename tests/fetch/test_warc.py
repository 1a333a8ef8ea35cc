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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2025-03-14T12:00:00Z", b"yesterday"),
        (b"HTTP/1.1 200 OK", b"NONSENSE"),
        (b"text/html", b"text/html; charset=none-such"),
        (b"Content-Type: text/html", b"Transfer-Encoding: chunked\r\nContent-Type: text/html"),
        (b"https://x.example/b", b"https://x\xff"),
    ],
)
def test_a_broken_record_does_not_stop_the_others(tmp_path: Path, old: bytes, new: bytes) -> None:
    records = [_record(f"https://x.example/{n}", "200 OK", "text/html", b"<p>x</p>") for n in "abc"]
    broken = records[1].replace(old, new)
    head, _, body = broken.partition(b"\r\n\r\n")
    lines = [
        b"Content-Length: %d" % len(body.removesuffix(b"\r\n\r\n")) if line.startswith(b"Content-Length") else line
        for line in head.split(b"\r\n")
    ]
    records[1] = b"\r\n".join(lines) + b"\r\n\r\n" + body
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r) for r in records))
    sources = [p.source for p in fetch_pages(str(path)) if isinstance(p, Page)]
    assert {f"{path}#1", f"{path}#3"} <= set(sources)


def test_a_record_that_grows_beyond_the_limit_is_given_up(tmp_path: Path) -> None:
    pages = [
        ("https://x.example/a", "200 OK", "text/html\r\nContent-Encoding: gzip", gzip.compress(b"0" * 2_000_000)),
        ("https://x.example/b", "200 OK", "text/html", b"b"),
    ]
    error, page = fetch_pages(str(archive(tmp_path / "a.warc.gz", pages)), limits=Limits(page_bytes=1000))
    assert isinstance(error, FetchError) and isinstance(page, Page)


def test_what_was_read_before_an_archive_breaks_off_is_kept(tmp_path: Path) -> None:
    records = [gzip.compress(_record(f"https://x.example/{n}", "200 OK", "text/html", b"x")) for n in "ab"]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(records[0] + b"rubbish" + records[1])
    pages = fetch_pages(str(path))
    assert isinstance(next(pages), Page)
    with pytest.raises(FetchError, match="breaks after record 1"):
        next(pages)
