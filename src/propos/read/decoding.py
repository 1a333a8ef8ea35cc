"""Bytes become text, whatever they say or do not say of their encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from propos.errors import ReadError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: How files of other kinds begin, and what to call them.
OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)

#: What is written as Latin-1 is Windows-1252 in practice (as the WHATWG has it).
LATIN = {"iso8859-1", "ascii", "cp1252"}

META_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^<>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")

#: How much of a page may stand before its declaration, and how much a guess looks at.
HEAD_BYTES = 4096
SAMPLE_BYTES = 100_000

#: Of the bytes that are not ASCII, the share that may be broken in what is still taken for UTF-8.
BROKEN_SHARE = 0.05

#: Text has hardly any control characters but blanks and line ends; of random bytes a tenth are.
CONTROL_SHARE = 0.03
CONTROLS = bytes((*range(9), *range(14, 27)))


def decode(content: bytes, *, charset: str | None = None, place: str = "") -> str:
    """The text that bytes hold; characters that cannot be told are U+FFFD.

    A byte-order mark goes before all else and is left out; then UTF-8 if the bytes are that, whatever is declared, for
    nothing else looks like it by accident; then what is declared, by the transport first; then a guess.

    Args:
        content: A page or a plain text.
        charset: What the transport declares.
        place: For the error.

    Raises:
        ReadError: If the bytes hold a PDF, a picture or the like.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    _check_kind(content, place)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if wide := _wide(content):
        return content.decode(wide, errors="replace")
    declared = next((e for e in (_known(charset), _known(_declared(content))) if e), None)
    if declared == "utf-8" or _mostly_utf8(content):
        if _mostly_utf8(content):
            return content.decode("utf-8", errors="replace")
        declared = None
    return content.decode(declared or _guess(content), errors="replace")


def _check_kind(content: bytes, place: str) -> None:
    for start, name in OTHER_KINDS:
        if content.startswith(start):
            raise ReadError(f"this is {name}, not a page or a text", place=place)
    head = content[:HEAD_BYTES]
    controls = len(head) - len(head.translate(None, delete=CONTROLS))
    if controls > len(head) * CONTROL_SHARE and not _wide(content):
        raise ReadError("this is not a page or a text (binary data)", place=place)


def _declared(content: bytes) -> str | None:
    head = content[:HEAD_BYTES]
    match = META_CHARSET.search(head) or XML_ENCODING.search(head)
    return match[1].decode("ascii") if match else None


def _known(charset: str | None) -> str | None:
    """Python's name of a declared encoding; None if there is none, or if it is no encoding of text."""
    if not charset:
        return None
    try:
        found = codecs.lookup(charset)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith(("utf-7", "utf-16", "utf-32", "idna")):
        # A page that could be read so far as to find such a declaration is not in it.
        return None
    return "cp1252" if found.name in LATIN else found.name


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of European text is null."""
    head = content[:HEAD_BYTES]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    foreign = len(content) - sum(map(str.isascii, text))
    return broken <= BROKEN_SHARE * foreign


def _guess(content: bytes) -> str:
    # A guess between the single-byte encodings of Western Europe is mostly wrong where it is not Windows-1252.
    best = from_bytes(content[:SAMPLE_BYTES]).best()
    guessed = _known(best.encoding) if best else None
    western = guessed is None or guessed.startswith(("cp125", "iso8859", "mac", "cp437", "cp85", "hp", "latin"))
    return "cp1252" if western or guessed is None else guessed
