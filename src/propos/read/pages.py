"""HTML becomes an Article."""

from __future__ import annotations

from datetime import date, datetime

import trafilatura

from propos.errors import ReadError
from propos.model import Article, Page
from propos.read.plain import read_plain


def read_html(html: str, page: Page, *, now: datetime, lang: str | None, published: date | datetime | None) -> Article:
    """The article of a page in HTML."""
    text = trafilatura.extract(html, include_comments=False)
    if not text:
        raise ReadError("no article was found in the page", place=page.source)
    return read_plain(text, page, lang=lang, published=published)
