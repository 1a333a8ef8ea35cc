"""Pages as people paste them: each line of ``pasted/*.txt`` begins with what it is, and is read as that.

T title, L lead, P paragraph, H heading, C caption, B byline, D date, F furniture; a bare line is blank. All invented,
and written before they were read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.pages import read_text, texts

PASTED = sorted((Path(__file__).parent / "pasted").glob("*.txt"))
FIELDS = {"title": "T", "lead": "L", "captions": "C", "furniture": "FBD", "paragraphs": "LP", "headings": "TH"}


def lines_of(path: Path) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The lines with what they are, and what else is known of the page."""
    head, _, body = path.read_text(encoding="utf-8").partition("----\n")
    known = dict(line.split(": ", 1) for line in head.splitlines())
    return [(line[:1], line[2:]) for line in body.splitlines()], known


KNOWN = {
    "newsroom-en": "a subheading that is a whole question reads as a paragraph",
    "live-en": "the first entry of a live page passes for its lead",
}


def _page(path: Path) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=KNOWN[path.stem])] if path.stem in KNOWN else []
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.mark.parametrize("path", [_page(path) for path in PASTED])
def test_a_pasted_page_is_told_from_its_furniture(path: Path) -> None:
    lines, known = lines_of(path)
    article = read_text("\n".join(text for _, text in lines))
    found = {
        "title": [article.title] if article.title else [],
        "lead": [article.lead] if article.lead else [],
        **{name: texts(article, name) for name in ("captions", "furniture", "paragraphs", "headings")},
    }
    assert found == {name: [text for kind, text in lines if kind and kind in kinds] for name, kinds in FIELDS.items()}
    assert ", ".join(article.authors) == known.get("authors", "")
    assert (article.published.isoformat() if article.published else "") == known.get("published", "")
    assert (article.updated.isoformat() if article.updated else "") == known.get("updated", "")


def test_there_are_pages_of_many_shapes() -> None:
    assert len(PASTED) >= 18
