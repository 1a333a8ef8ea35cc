"""Plain text becomes an Article: the text itself, and what each of its lines is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from propos.errors import ReadError
from propos.model import Article, Origin, Page, Span, hull
from propos.read.languages import detect_language
from propos.read.lines import Line, find_lines
from propos.read.roles import Role, find_roles

#: What is longer is no article: a text beyond it would keep the parser for hours.
LONGEST_TEXT = 10_000_000


def read_plain(text: str, page: Page, *, lang: str | None = None, published: date | datetime | None = None) -> Article:
    """The article that a plain text holds; its ``text`` is the input, but for NFC.

    Args:
        text: As decoded.
        page: Where it is from, and what its list of documents says of it.
        lang: Language code; None to detect it.
        published: Publication date; None to look for it.

    Raises:
        ReadError: If it holds no word, is too long, or is in a language that propos does not read.
    """
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST_TEXT:
        raise ReadError(f"is longer than {LONGEST_TEXT:,} characters", place=page.source)
    lines = find_lines(text)
    if not lines:
        raise ReadError("holds no text", place=page.source)
    roles = find_roles(lines)
    paragraphs = _paragraphs(lines, roles)
    title = _first(lines, roles, Role.TITLE)
    prose = "\n".join(s.of(text) for s in paragraphs)
    lead = _lead(lines, roles)
    return Article(
        text=text,
        paragraphs=paragraphs,
        lang=lang or detect_language(prose or text, hint=page.lang, place=page.source),
        title=page.title or title,
        lead=lead,
        headings=_spans(lines, roles, Role.TITLE, Role.HEADING),
        captions=_spans(lines, roles, Role.CAPTION),
        furniture=_spans(lines, roles, Role.FURNITURE, Role.BYLINE, Role.DATE),
        url=page.url,
        published=published or page.published,
        origins=tuple(
            Origin(field=field, source=source)
            for field, source, value in (
                ("title", "list" if page.title else "text", page.title or title),
                ("lead", "text", lead),
                ("published", "given" if published else "list", published or page.published),
                ("lang", "given" if lang else "detected", True),
            )
            if value
        ),
    )


def _spans(lines: Sequence[Line], roles: Sequence[Role], *wanted: Role) -> tuple[Span, ...]:
    return tuple(line.span for line, role in zip(lines, roles, strict=True) if role in wanted)


def _first(lines: Sequence[Line], roles: Sequence[Role], wanted: Role) -> str | None:
    return next((line.text for line, role in zip(lines, roles, strict=True) if role is wanted), None)


def _paragraphs(lines: Sequence[Line], roles: Sequence[Role]) -> tuple[Span, ...]:
    """The prose, with the lines joined that a page's markup or a narrow column has cut within a sentence."""
    found: list[list[Span]] = []
    last: Line | None = None
    for line, role in zip(lines, roles, strict=True):
        if role is Role.PROSE:
            if last is not None and not line.gap and not last.final and line.text[0].islower():
                found[-1].append(line.span)
            else:
                found.append([line.span])
        last = line if role is Role.PROSE else None
    return tuple(hull(spans) for spans in found)


def _lead(lines: Sequence[Line], roles: Sequence[Role]) -> str | None:
    """The first paragraph below a title, if more follow: news says there what it is about."""
    if Role.TITLE not in roles:
        return None
    body = [n for n, r in zip(lines, roles, strict=True) if r is Role.PROSE and n.prose]
    return body[0].text if len(body) > 1 and body[0].words <= 90 else None
