"""Reads a dump of Wikidata line by line, in constant memory: one JSON array, an entity a line, maybe compressed."""

from __future__ import annotations

import bz2
import gzip
import re
import zlib
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic_core import from_json

from propos.errors import ReadError
from propos.keep.wikidata.entities import Item, known_classes, read_item

#: Longer lines than this are skipped: the longest entities have a few million bytes.
MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a dump gave: an item, or what is wrong with it, or neither if it is not kept.

    Attributes:
        number: From 1.
        position: How many bytes of the file, as it lies on the disk, were read so far.
    """

    number: int
    position: int
    item: Item | None = None
    fault: str | None = None


def read_dump(file: Path, languages: Collection[str], *, after: int = 0) -> Iterator[Line]:
    """What each line of a dump gives, in order.

    Args:
        file: JSON, also compressed by gzip or bzip2.
        languages: Codes of the languages whose names are kept.
        after: So many lines are passed over.

    Raises:
        ReadError: If the file cannot be read, or ends before it should.
    """
    worth_reading = _filter()
    try:
        with ExitStack() as stack:
            raw = stack.enter_context(file.open("rb"))
            lines = stack.enter_context(_unpacked(raw))
            number = 0
            while line := lines.readline(MOST_BYTES):
                number += 1
                whole = _ends_here(lines, line)
                if number > after:
                    yield _read_line(number, raw.tell(), line if whole else None, worth_reading, languages)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be read to its end: {error}", place=str(file)) from None


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    start = raw.read(3)
    raw.seek(0)
    if start[:2] == b"\x1f\x8b":
        return gzip.open(raw)  # type: ignore[return-value]
    return bz2.open(raw) if start == b"BZh" else raw


def _ends_here(lines: IO[bytes], line: bytes) -> bool:
    """Whether a line was read whole; else its rest is passed over."""
    if line.endswith(b"\n") or len(line) < MOST_BYTES:
        return True
    while (rest := lines.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
        pass
    return False


def _filter() -> re.Pattern[bytes]:
    """What a line must hold to be worth reading: an office held, or a class that is kept."""
    classes = "|".join(known_classes())
    return re.compile(rf'"P39"|"id":\s?"(?:{classes})"|"numeric-id":\s?(?:{classes.replace("Q", "")})\b'.encode())


def _read_line(
    number: int, position: int, line: bytes | None, worth_reading: re.Pattern[bytes], languages: Collection[str]
) -> Line:
    if line is None:
        return Line(number, position, fault=f"longer than {MOST_BYTES} bytes")
    text = line.strip().rstrip(b",").rstrip()
    if text in (b"", b"[", b"]"):
        return Line(number, position)
    if text[:1] != b"{" or text[-1:] != b"}":
        return Line(number, position, fault="not an entity in JSON")
    if not worth_reading.search(text):
        return Line(number, position)
    try:
        return Line(number, position, item=read_item(from_json(text), languages))
    except ValueError as error:
        return Line(number, position, fault=str(error))
