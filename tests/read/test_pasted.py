"""Pages as people paste them: each line of ``pasted/*.txt`` begins with what it is, and is read as that.

T title, L lead, P paragraph, H heading, C caption, B byline, D date, F furniture; a bare line is blank. All invented,
and written before they were read.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from tests.read.pages import read, read_text, texts

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


MARKED = {"T": "h1", "L": "p", "P": "p", "H": "h2", "C": "figcaption"}


def page_of(lines: list[tuple[str, str]], *, marked: bool) -> bytes:
    """The lines as a page: menus in lists; the article in elements that say what they are, or in bare ones."""
    places = [i for i, (kind, _) in enumerate(lines) if kind in "TLPHC"]
    parts = [f"<title>{escape(lines[places[0]][1])} | Le Site</title><body>"]
    for i, (kind, text) in enumerate(lines):
        element = "li" if not places[0] <= i <= places[-1] else MARKED.get(kind, "div") if marked else "div"
        opening = "<ul>" if i == 0 else "</article><ul>" if i == places[-1] + 1 else ""
        opening += "</ul><article>" if i == places[0] else ""
        parts.append(f"{opening}<{element} class='k{i % 7}'>{escape(text)}</{element}>")
    page = "".join(parts)
    return (page if marked else page.replace("article>", "div>")).encode()


#: Pages whose authors are named without "by": name and office stay among the paragraphs.
NAMES_KEPT = ("opinion-fr", "tv-fr")


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "bare"])
@pytest.mark.parametrize("path", PASTED, ids=lambda p: p.stem)
def test_the_same_page_in_html(path: Path, marked: bool) -> None:
    lines, known = lines_of(path)
    lines = [(kind, text) for kind, text in lines if kind]
    article = read(page_of(lines, marked=marked), "text/html")
    kept = [*texts(article, "paragraphs"), *texts(article, "headings"), *texts(article, "captions"), article.lead or ""]
    assert article.title == next(text for kind, text in lines if kind == "T")
    assert [text for kind, text in lines if kind in "LPHC" and not any(text in k for k in kept)] == []
    assert path.stem in NAMES_KEPT or not {text for kind, text in lines if kind in "FBD"} & set(kept)
    assert ", ".join(article.authors) == known.get("authors", "")
    assert str(article.published or "")[:10] == known.get("published", "")[:10]


def test_there_are_pages_of_many_shapes() -> None:
    assert len(PASTED) >= 18
