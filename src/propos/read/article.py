"""A Page becomes an Article."""

from __future__ import annotations

from datetime import date, datetime

from propos.model import Article, Page, Span


def read_article(
    page: Page,
    *,
    now: datetime,
    lang: str | None = None,
    published: date | datetime | None = None,
    as_text: bool = False,
) -> Article:
    """The article that a page holds."""
    import re
    import unicodedata

    text = unicodedata.normalize("NFC", page.content.decode())
    spans = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(text=text, paragraphs=spans, lang=lang or "fr", published=published)
