"""Plain text becomes an Article: the text itself, and what each of its lines is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from propos.errors import ReadError
from propos.lang import load_language
from propos.model import Article, Origin, Page, Span
from propos.read.authors import clean_names
from propos.read.datelines import find_datelines, find_dispatch_date
from propos.read.languages import detect_language
from propos.read.lexicon import load_lexicon
from propos.read.lines import Line, find_lines
from propos.read.moments import Moment
from propos.read.questions import find_questions
from propos.read.roles import Role, find_roles
from propos.read.wrapping import join_lines

#: What is longer is no article: a text beyond it would keep the parser for hours.
LONGEST_TEXT = 10_000_000

OUTLET_WORDS = 7


def read_plain(
    text: str, page: Page, *, now: datetime, lang: str | None = None, published: date | datetime | None = None
) -> Article:
    """The article that a plain text holds; its ``text`` is the input, but for NFC.

    Args:
        text: As decoded.
        page: Where it is from, and what its list of documents says of it.
        now: When it is read: no date lies after that.
        lang: Language code; None to detect it.
        published: Publication date; None to look for it.

    Raises:
        ReadError: If it holds no word, is too long, or is in a language that propos does not read.
    """
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST_TEXT:
        raise ReadError(f"is longer than {LONGEST_TEXT:,} characters", place=page.source)
    lines = join_lines(find_lines(text), text)
    if not lines:
        raise ReadError("holds no text", place=page.source)
    roles = find_roles(lines)
    paragraphs = _spans(lines, roles, Role.PROSE)
    prose = [s.of(text) for s in paragraphs]
    language = lang or detect_language("\n".join(prose) or text, hint=page.lang, place=page.source)
    dates = _dates(lines, roles, day_first=load_language(language).pack.day_first, limit=now)
    lead = _lead(lines, roles)
    found: dict[str, list[tuple[str, Any]]] = {
        "title": [("list", page.title), ("text", next(_texts(lines, roles, Role.TITLE), None))],
        "lead": [("text", lead)],
        "published": [("given", published), ("list", page.published), ("text", dates[0])],
        "updated": [("text", dates[1])],
        "authors": [("text", clean_names(_texts(lines, roles, Role.BYLINE), split=True) or None)],
        "outlet": [("text", _outlet(lines, roles))],
    }
    values = {f: next(((o, v) for o, v in places if v is not None), (None, None)) for f, places in found.items()}
    return Article(
        text=text,
        paragraphs=paragraphs,
        lang=language,
        title=values["title"][1],
        lead=lead,
        headings=_spans(lines, roles, Role.TITLE, Role.HEADING),
        captions=_spans(lines, roles, Role.CAPTION),
        furniture=_spans(lines, roles, Role.FURNITURE, Role.BYLINE, Role.DATE),
        questions=tuple(paragraphs[i] for i in find_questions(prose, [False] * len(prose))),
        url=page.url,
        outlet=values["outlet"][1],
        authors=values["authors"][1] or (),
        published=values["published"][1],
        updated=values["updated"][1],
        origins=(
            *(Origin(field=f, source=origin) for f, (origin, _) in values.items() if origin),
            Origin(field="lang", source="given" if lang else "detected"),
        ),
    )


def _dates(
    lines: Sequence[Line], roles: Sequence[Role], *, day_first: bool, limit: datetime
) -> tuple[Moment | None, Moment | None]:
    """When the text says it was published, and changed."""
    shown = list(find_datelines(_texts(lines, roles, Role.DATE, Role.BYLINE), day_first=day_first, limit=limit))
    first = next(_texts(lines, roles, Role.PROSE), "")
    published = next((d.moment for d in shown if not d.updated), None)
    return (
        published or find_dispatch_date(first, day_first=day_first, limit=limit),
        next((d.moment for d in shown if d.updated), None),
    )


def _outlet(lines: Sequence[Line], roles: Sequence[Role]) -> str | None:
    """The name that stands in place of a logo."""
    for line, role in zip(lines, roles, strict=True):
        logo = next(
            (w for w in load_lexicon().logos if role is Role.FURNITURE and line.folded.startswith(f"{w} ")), None
        )
        if logo and line.words <= OUTLET_WORDS:
            return line.text[len(logo) :].strip()
    return None


def _texts(lines: Sequence[Line], roles: Sequence[Role], *wanted: Role) -> Iterator[str]:
    return (line.text for line, role in zip(lines, roles, strict=True) if role in wanted)


def _spans(lines: Sequence[Line], roles: Sequence[Role], *wanted: Role) -> tuple[Span, ...]:
    return tuple(line.span for line, role in zip(lines, roles, strict=True) if role in wanted)


def _lead(lines: Sequence[Line], roles: Sequence[Role]) -> str | None:
    """The first paragraph below a title, if more follow: news says there what it is about."""
    if Role.TITLE not in roles:
        return None
    body = [n for n, r in zip(lines, roles, strict=True) if r is Role.PROSE and n.prose]
    return body[0].text if len(body) > 1 and body[0].words <= 90 else None
