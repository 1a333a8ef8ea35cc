"""HTML becomes an Article."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from propos.errors import ReadError
from propos.lang import supported_languages
from propos.model import Article, Origin, Page, Span
from propos.read.body import Block
from propos.read.extraction import Extraction, extract
from propos.read.languages import guess_language
from propos.read.questions import find_questions
from propos.read.taming import Tamed, tame
from propos.read.worker import WorkerTimeoutError, run_worker

#: Below this share of the visible prose, the reader is told that much may be missing.
HALF = 0.5

#: A long novel has as much; what has more is a page made to do harm.
LONGEST_TEXT = 2_000_000

#: How long a page out of the ordinary may take.
EXTRACT_SECONDS = 4.5
PLAIN_SECONDS = 3.5


def read_html(html: str, page: Page, *, now: datetime, lang: str | None, published: date | datetime | None) -> Article:
    """The article of a page in HTML.

    Args:
        html: As decoded.
        page: Where it is from, and what its list of documents says of it.
        now: When it is read; the page's own capture, if known, limits its dates.
        lang: Language code; None to find it out.
        published: Publication date; None to find it out.

    Raises:
        ReadError: If no article can be found in it.
    """
    tamed = tame(html, place=page.source)
    extraction = _extracted(tamed, page, limit=page.captured_at or now)
    if not extraction.blocks:
        raise ReadError("no article was found in the page", place=page.source)
    if sum(len(b.text) for b in extraction.blocks) > LONGEST_TEXT:
        raise ReadError(f"holds more than {LONGEST_TEXT:,} characters of text, which is no article", place=page.source)
    return _article(extraction, page, lang=lang, published=published)


def _extracted(tamed: Tamed, page: Page, *, limit: datetime) -> Extraction:
    if tamed.size == "calm":
        return extract(tamed.html, address=page.url, limit=limit, place=page.source)
    if tamed.size == "large":
        try:
            return run_worker("extract", tamed.html, page, limit=limit, seconds=EXTRACT_SECONDS)
        except WorkerTimeoutError:
            pass
    try:
        return run_worker("extract_plainly", tamed.html, page, limit=limit, seconds=PLAIN_SECONDS)
    except WorkerTimeoutError:
        raise ReadError("took too long to read and was given up", place=page.source) from None


def _article(found: Extraction, page: Page, *, lang: str | None, published: date | datetime | None) -> Article:
    metadata = found.metadata
    blocks = [Block(b.kind, unicodedata.normalize("NFC", b.text)) for b in found.blocks]
    text, spans = _joined(blocks)
    given = {"title": page.title, "published": page.published}
    title = page.title or metadata.title
    moment = published or page.published or metadata.published
    language = lang or guess_language(text, hint=page.lang or metadata.lang)
    warnings = []
    if language not in supported_languages():
        # The page's record (title, date, authors, text) is worth having all the same.
        known = ", ".join(supported_languages())
        warnings.append(
            f"no statement was looked for: propos does not read this language ({language}); it reads {known}"
        )
    if found.kept < HALF:
        warnings.append(
            f"only {found.kept:.0%} of the page's visible text was kept: part of the article may be missing"
        )
    return Article(
        text=text,
        paragraphs=_of(blocks, spans, "paragraph", "question"),
        headings=_of(blocks, spans, "heading"),
        captions=_of(blocks, spans, "caption"),
        questions=_questions(blocks, spans),
        lang=language,
        title=title and unicodedata.normalize("NFC", title),
        lead=found.lead and unicodedata.normalize("NFC", found.lead),
        url=metadata.url or page.url,
        outlet=metadata.outlet,
        authors=metadata.authors,
        tags=metadata.tags,
        section=metadata.section,
        published=moment,
        updated=metadata.updated,
        image=metadata.image,
        related=metadata.related,
        paywalled=metadata.paywalled,
        origins=(
            *(o for o in metadata.origins if not given.get(o.field) and not (o.field == "published" and published)),
            *(Origin(field=field, source="list") for field, value in given.items() if value),
            *([Origin(field="published", source="given")] if published else []),
            Origin(field="lang", source="given" if lang else "detected"),
        ),
        warnings=tuple(warnings),
    )


def _questions(blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[Span, ...]:
    said = [i for i, b in enumerate(blocks) if b.kind in ("paragraph", "question")]
    asked = find_questions([blocks[i].text for i in said], [blocks[i].kind == "question" for i in said])
    return tuple(spans[said[i]] for i in asked)


def _joined(blocks: Sequence[Block]) -> tuple[str, list[Span]]:
    spans, start = [], 0
    for block in blocks:
        spans.append(Span(start, start + len(block.text)))
        start += len(block.text) + 2
    return "\n\n".join(b.text for b in blocks), spans


def _of(blocks: Sequence[Block], spans: Sequence[Span], *kinds: str) -> tuple[Span, ...]:
    return tuple(span for block, span in zip(blocks, spans, strict=True) if block.kind in kinds)
