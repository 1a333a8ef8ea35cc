"""Files and folders become Pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from propos.errors import FetchError
from propos.fetch.jsonl import pages_of_jsonl
from propos.fetch.limits import Limits, check_size, gunzip
from propos.fetch.warc import pages_of_warc
from propos.model import Page

#: What each kind of file holds; None for a list of documents.
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".warc": None,
    ".jsonl": None,
}


def kind_of(path: Path) -> str:
    """The suffix that tells what a file holds, without ``.gz`` and in lower case."""
    plain = Path(path.stem) if path.suffix.lower() == ".gz" else path
    return plain.suffix.lower()


def pages_of_path(path: Path, limits: Limits, *, source: str) -> Iterator[Page | FetchError]:
    """The pages of a file, or of all files of a folder and its subfolders that propos can read, sorted by name.

    Raises:
        FetchError: If there is no such file, it cannot be opened, or a folder holds nothing that can be read.
    """
    try:
        folder, there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:  # a name that no file can have
        raise FetchError(f"cannot be opened ({getattr(error, 'strerror', None) or error})", place=source) from None
    if folder:
        yield from _pages_of_folder(path, limits, source=source)
    elif there:
        yield from _pages_of_file(path, limits, source=source)
    else:
        raise FetchError("there is no such file or folder", place=source)


def pages_of_stdin(limits: Limits) -> Page:
    """The one page that standard input holds."""
    if sys.stdin is None or sys.stdin.isatty():
        raise FetchError("standard input is a keyboard: pipe a document into propos", place="-")
    content = sys.stdin.buffer.read(limits.page_bytes + 1)
    check_size(len(content), limits.page_bytes, "-")
    if content[:2] == b"\x1f\x8b":
        content = gunzip(content, limit_bytes=limits.page_bytes, place="-")
    return Page(source="-", content=content, captured_at=datetime.now(UTC))


def files_of(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files below a folder that propos can read, sorted, hidden ones left out; and the folders that do not open."""
    shut: list[OSError] = []
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        files = (Path(place, name) for name in names if not name.startswith("."))
        found += [f for f in files if kind_of(f) in MEDIA_TYPES and os.path.isfile(f)]
    return sorted(found), shut


def _pages_of_folder(folder: Path, limits: Limits, *, source: str) -> Iterator[Page | FetchError]:
    files, shut = files_of(folder)
    if not files and not shut:
        raise FetchError(f"this folder holds no {', '.join(MEDIA_TYPES)} file", place=source)
    for file in files:
        try:
            yield from _pages_of_file(file, limits, source=str(file))
        except FetchError as error:
            yield error
    for closed in shut:
        yield FetchError(f"cannot be opened ({closed.strerror or closed})", place=str(closed.filename))


def _pages_of_file(path: Path, limits: Limits, *, source: str) -> Iterator[Page | FetchError]:
    kind = kind_of(path)
    try:
        if kind == ".warc":
            with path.open("rb") as stream:
                yield from pages_of_warc(stream, limits, source=source)
        elif kind == ".jsonl":
            yield from pages_of_jsonl(path, limits, source=source)
        else:
            yield _page_of_file(path, limits, source=source)
    except OSError as error:
        raise FetchError(f"cannot be opened ({error.strerror or error})", place=source) from None


def _page_of_file(path: Path, limits: Limits, *, source: str) -> Page:
    with path.open("rb") as stream:
        content = stream.read(limits.page_bytes + 1)
    check_size(len(content), limits.page_bytes, source)
    if content[:2] == b"\x1f\x8b":
        content = gunzip(content, limit_bytes=limits.page_bytes, place=source)
    # A file's own time says little: archives and installers set it years back, and no page's date may lie after it.
    return Page(
        source=source, content=content, media_type=MEDIA_TYPES.get(kind_of(path)), captured_at=datetime.now(UTC)
    )
