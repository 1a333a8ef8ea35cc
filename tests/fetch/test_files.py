"""Files, folders, lists and standard input become Pages."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from propos.errors import FetchError
from propos.fetch.limits import Limits, gunzip
from propos.fetch.sources import fetch_pages
from propos.model import Page

SMALL = Limits(page_bytes=1000, archive_bytes=10_000)


def pages(source: Path | str, limits: Limits = SMALL) -> list[Page]:
    found = list(fetch_pages(str(source), limits=limits))
    assert all(isinstance(p, Page) for p in found)
    return [p for p in found if isinstance(p, Page)]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("a.txt", "text/plain"),
        ("a.txt.gz", "text/plain"),
        ("a.html.gz", "text/html"),
        ("a.unknown", None),
    ],
)
def test_a_file_is_what_its_suffix_says(tmp_path: Path, name: str, media_type: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"Le port.") if name.endswith(".gz") else b"Le port.")
    (page,) = pages(path)
    assert (page.content, page.media_type, page.source) == (b"Le port.", media_type, str(path))
    assert page.captured_at is not None and page.captured_at.tzinfo is not None


def test_a_folder_is_read_with_its_subfolders_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b.txt.gz", ".hidden/x.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"x") if name.endswith("gz") else b"x")
    assert [p.source for p in pages(tmp_path)] == [str(tmp_path / n) for n in ("a/b.txt.gz", "a/z.html", "b.txt")]


def test_a_bad_file_does_not_stop_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(b"\x1f\x8bno")
    (tmp_path / "b.txt").write_bytes(b"x")
    error, page = fetch_pages(str(tmp_path), limits=SMALL)
    assert isinstance(error, FetchError) and error.place == str(tmp_path / "a.txt.gz")
    assert isinstance(page, Page)


def test_a_folder_that_does_not_open_is_said_after_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_bytes(b"x")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    page, error = fetch_pages(str(tmp_path), limits=SMALL)
    assert isinstance(page, Page)
    assert isinstance(error, FetchError) and error.place == str(tmp_path / "shut")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda p: None, "no such file"),
        (lambda p: p.mkdir(), "holds no"),
        (lambda p: p.write_bytes(b"x" * 1001), "larger than"),
        (lambda p: p.write_bytes(gzip.compress(b"x" * 1_000_000)), "larger than"),
        (lambda p: p.write_bytes(gzip.compress(b"x" * 900)[:-12]), "breaks off"),
        (lambda p: p.write_bytes(b"\x1f\x8b" + b"x" * 50), "not a sound gzip"),
    ],
)
def test_what_cannot_be_had_is_said_clearly(tmp_path: Path, make, reason: str) -> None:
    make(tmp_path / "source")
    with pytest.raises(FetchError, match=reason) as caught:
        pages(tmp_path / "source")
    assert caught.value.place == str(tmp_path / "source")


def test_a_bomb_is_given_up_before_it_is_opened_whole() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(FetchError, match="larger than"):
        gunzip(bomb, limit_bytes=100_000, place="bomb")


def test_several_gzip_members_are_one_page() -> None:
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0", limit_bytes=100, place="") == b"one two"


def test_standard_input_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"Le port."))))
    (page,) = pages("-")
    assert (page.source, page.content) == ("-", b"Le port.")


def test_a_list_of_documents_gives_one_page_a_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"url": "https://x.example/1", "html": "<p>Un</p>", "title": "T", "published": "2024-05-31"}),
        "",
        json.dumps({"text": "Deux", "lang": "fr", "id": "n2", "other": 1}),
        "{broken",
        json.dumps({"title": "nothing to read"}),
        json.dumps({"text": "x", "published": "yesterday"}),
    ]
    path = tmp_path / "list.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    first, second, *errors = fetch_pages(str(path))
    assert isinstance(first, Page) and isinstance(second, Page)
    assert (first.url, first.content, first.media_type) == ("https://x.example/1", b"<p>Un</p>", "text/html")
    assert (first.title, first.published) == ("T", date(2024, 5, 31))
    assert (second.source, second.lang, second.media_type) == (f"{path}#n2", "fr", "text/plain")
    assert [e.place for e in errors if isinstance(e, FetchError)] == [f"{path}#{n}" for n in (4, 5, 6)]


ODD = ["a b.txt", "é’.txt", "-x.txt", "#1.txt", 'quote".html', "new\nline.txt", "%20.txt", "*.txt", "\udce9.txt"]


def test_files_with_odd_names_are_read(tmp_path: Path) -> None:
    for name in ODD:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "none")
    assert {Path(p.source).name for p in pages(tmp_path)} == set(ODD)


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "a/" * 3000])
def test_a_name_that_no_file_can_have_is_said_clearly(name: str) -> None:
    with pytest.raises(FetchError):
        pages(name)
