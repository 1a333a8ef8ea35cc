"""The sample collection: what it must hold, and that it can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SAMPLES = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in {".html", ".txt"})


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return content.decode("cp1252" if b"charset=windows-1252" in content else "utf-8")


def test_there_are_enough_in_both_languages():
    english = [p for p in SAMPLES if "Invented" in text_of(p)]
    assert len(SAMPLES) >= 16
    assert len(english) >= 6
    assert len(SAMPLES) - len(english) >= 6


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_each_says_visibly_that_it_is_invented(path):
    text = text_of(path)
    visible = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    assert re.search("Page inventée|Invented page", visible)
    assert path.suffix == ".txt" or re.search("<!-- (Article inventé|Invented article).*CC0", text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_each_is_listed_in_the_readme(path):
    assert f"`{path.name}`" in (ROOT / "samples" / "README.md").read_text(encoding="utf-8")


def test_metadata_stand_on_some_pages_only():
    pages = [text_of(p) for p in SAMPLES if p.suffix == ".html"]
    kinds = {("ld+json" in page, "og:title" in page) for page in pages}
    assert kinds == {(True, True), (True, False), (False, True), (False, False)}


def test_one_page_is_in_windows_1252():
    declared = [p for p in SAMPLES if b"charset=windows-1252" in p.read_bytes()]
    assert len(declared) == 1
    with pytest.raises(UnicodeDecodeError):
        declared[0].read_text(encoding="utf-8")


def test_no_two_pages_share_their_structure():
    structures = {tuple(re.findall(r"<(\w+)", text_of(p))) for p in SAMPLES if p.suffix == ".html"}
    assert len(structures) == len(SAMPLES) - 1
