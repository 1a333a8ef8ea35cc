"""Encodings: declared, wrong, missing."""

from __future__ import annotations

import codecs
import random

import pytest

from propos.errors import ReadError
from propos.read.decoding import decode

TEXT = "« L’été », a dit Hélène Œuvrard – 12 € de plus…"
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("encoding", "declared", "transport"),
    [
        ("utf-8", None, None),
        ("utf-8", None, "iso-8859-1"),
        ("utf-8", "windows-1252", None),
        ("utf-8-sig", None, None),
        ("utf-16", None, None),
        ("utf-16-le", None, None),
        ("utf-16-be", None, "utf-8"),
        ("cp1252", "windows-1252", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", None, "iso-8859-1"),
        ("cp1252", None, None),
        ("cp1252", "utf-8", None),
        ("cp1252", "no-such-encoding", "binary"),
        ("cp1252", "utf-16", None),
    ],
)
def test_text_comes_out_right_whatever_is_declared(encoding: str, declared: str | None, transport: str | None) -> None:
    page = (META.format(declared) if declared else "") + f"<p>{TEXT * 4}</p>"
    assert decode(page.encode(encoding), charset=transport) == page


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso-8859-15", "Il coûte 12 € à l’œil".replace("’", "'")),
        ("cp1251", "Порт откроется в понедельник"),
        ("shift_jis", "港は月曜日に再開する"),
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_allow_it(encoding: str, text: str) -> None:
    assert text in decode(f"{META.format(encoding)}{text}".encode(encoding))


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    assert decode(("é" * 100).encode() + b"\xff").startswith("é" * 100)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04....", "zip"),
        (bytes(range(32)) * 20, "binary"),
    ],
)
def test_other_kinds_of_files_are_named(content: bytes, kind: str) -> None:
    with pytest.raises(ReadError, match=kind):
        decode(content)


def test_a_mark_goes_before_all_else() -> None:
    assert decode(codecs.BOM_UTF8 + "été".encode(), charset="windows-1252") == "été"


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_no_text(seed: int) -> None:
    content = random.Random(seed).randbytes(500)
    with pytest.raises(ReadError, match="not a page or a text"):
        decode(content)
