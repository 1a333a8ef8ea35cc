"""A Page becomes an Article."""

from __future__ import annotations

import re
from datetime import date, datetime

from propos.errors import ReadError
from propos.lang import load_language
from propos.model import Article, Page
from propos.read.decoding import decode
from propos.read.plain import read_plain

#: What a page in HTML begins with, whatever its name.
MARKUP = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|div|main|section|p|h1)\b",
    re.I | re.S,
)

#: What servers call things for programs; other names are not to be relied on.
DATA = {"application/json", "text/css", "text/javascript", "application/javascript", "text/csv"}


def read_article(
    page: Page,
    *,
    now: datetime,
    lang: str | None = None,
    published: date | datetime | None = None,
    as_text: bool = False,
) -> Article:
    """The article that a page holds.

    Args:
        page: HTML or plain text.
        now: The latest moment that anything can have been published at (aware).
        lang: Language code, overriding what the page says; None to find it out.
        published: Publication date, overriding what the page says; None to find it out.
        as_text: Read it as plain text, whatever it looks like.

    Raises:
        ReadError: If there is no article in it; the reason says why and what to do.
        PackError: If there is no pack for the language that was given.
    """
    lang = load_language(lang).code if lang else None
    if page.media_type in DATA:
        raise ReadError(f"this is {page.media_type}, not a page or a text", place=page.source)
    text = decode(page.content, charset=page.charset, place=page.source)
    if not text.strip():
        raise ReadError("holds no text", place=page.source)
    if as_text or page.media_type == "text/plain" or not _is_html(text, page.media_type):
        return read_plain(text, page, now=now, lang=lang, published=published)
    # The extraction takes half a second to load: plain text does not pay for it.
    from propos.read.pages import read_html

    return read_html(text, page, now=now, lang=lang, published=published)


def _is_html(text: str, media_type: str | None) -> bool:
    return bool(media_type and "html" in media_type) or bool(MARKUP.match(text[:10_000]))
