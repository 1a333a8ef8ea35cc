"""Chains the stages: the only file that does."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby, islice
from typing import TYPE_CHECKING

from propos.errors import FetchError, ProposError, ReadError
from propos.fetch.sources import fetch_pages
from propos.find.addressees import find_addressees
from propos.find.events import find_events
from propos.find.figures import find_figures
from propos.find.forecasts import find_forecasts
from propos.find.mentions import find_mentions
from propos.find.parse import Parse, parse_articles
from propos.find.quotes import find_quotations
from propos.find.statements import find_statements, passages_worth_parsing
from propos.find.times import find_times
from propos.lang import Language, load_language, supported_languages
from propos.model import Article, Page, Reading
from propos.read.article import read_article
from propos.resolve.speakers import resolve_speakers
from propos.resolve.when import resolve_said

if TYPE_CHECKING:
    from propos.keep.archive import Archive
    from propos.keep.records import Added

_log = logging.getLogger(__name__)
#: How many documents share one run of the parser.
BATCH_DOCUMENTS = 16
#: Reading makes many objects and hardly a circle of them: the garbage collector looks after so many new ones.
COLLECT_AFTER = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user may say about the documents, overriding what they say of themselves.

    Attributes:
        lang: Language code; None to detect it.
        published: Publication date; None to look for it.
        as_text: Read the input as plain text, whatever it looks like.
        allow_private: Call addresses of private networks, too.
    """

    lang: str | None = None
    published: date | datetime | None = None
    as_text: bool = False
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why."""

    source: str
    error: ProposError


def read_sources(sources: Iterable[str], options: Options | None = None) -> Iterator[Reading | Failure]:
    """The readings of all pages of all sources, in order; a page that fails yields a Failure and the others go on."""
    options = options or Options()
    return read_pages(_pages(sources, options), options)


def read_pages(pages: Iterable[Page | Failure], options: Options | None = None) -> Iterator[Reading | Failure]:
    """The readings of pages, in order, parsed a batch at a time."""
    options = options or Options()
    stream = iter(pages)
    while batch := list(islice(stream, BATCH_DOCUMENTS)):
        articles = [p if isinstance(p, Failure) else _article(p, options) for p in batch]
        yield from read_articles(articles)


def add_sources(
    sources: Iterable[str], archive: Archive, options: Options | None = None
) -> Iterator[tuple[str, Added | Failure]]:
    """Read all pages of all sources into an archive; yields each source with what became of it, in order.

    Pages that the archive knows by their bytes are not read again, so that a run that was stopped goes on where it was.
    """
    options = options or Options()
    return add_pages(_pages(sources, options), archive, options)


def add_pages(
    pages: Iterable[Page | Failure], archive: Archive, options: Options | None = None
) -> Iterator[tuple[str, Added | Failure]]:
    """Read pages into an archive; yields each one's source with what became of it, in order."""
    options = options or Options()
    stream = iter(pages)
    while batch := list(islice(stream, BATCH_DOCUMENTS)):
        known = [_known(p, archive, options) for p in batch]
        unread = [p for p, added in zip(batch, known, strict=True) if added is None]
        readings = read_pages(unread, options)
        for page, added in zip(batch, known, strict=True):
            yield page.source, added if added is not None else _keep(next(readings), page, archive)


def reread_pages(archive: Archive) -> Iterator[tuple[str, Added | Failure]]:
    """Read again what was read by older rules, from the pages that were kept; hand decisions stay."""
    return add_pages(archive.outdated_pages(), archive)


def _known(page: Page | Failure, archive: Archive, options: Options) -> Added | None:
    if isinstance(page, Failure) or options.lang or options.published:
        return None  # what the user says of a page may change how it is read
    return archive.find_page(page)


def _keep(result: Reading | Failure, page: Page | Failure, archive: Archive) -> Added | Failure:
    if isinstance(result, Failure) or isinstance(page, Failure):
        return result if isinstance(result, Failure) else Failure(page.source, ReadError("was not read"))
    try:
        return archive.add_reading(result, page)
    except ProposError as error:
        return Failure(page.source, error)


def read_articles(items: Sequence[tuple[str, Article] | Failure]) -> Iterator[Reading | Failure]:
    """The readings of articles, each given with its source, in order; failures are passed through."""
    for lang, run in groupby(items, key=lambda i: None if isinstance(i, Failure) else i[1].lang):
        same = list(run)
        if lang is None:
            yield from (i for i in same if isinstance(i, Failure))
            continue
        pairs = [i for i in same if not isinstance(i, Failure)]
        if lang in supported_languages():
            yield from _read_batch(pairs, load_language(lang))
        else:
            # A page in another language: its record is kept, and its warnings say that no statement was looked for.
            yield from (Reading(source=source, article=a, warnings=a.warnings) for source, a in pairs)


def _pages(sources: Iterable[str], options: Options) -> Iterator[Page | Failure]:
    for source in sources:
        try:
            for page in fetch_pages(source, allow_private=options.allow_private):
                yield Failure(page.place, page) if isinstance(page, FetchError) else page
        except ProposError as error:
            yield Failure(source, error)


def _article(page: Page, options: Options) -> tuple[str, Article] | Failure:
    try:
        article = read_article(
            page, now=datetime.now(UTC), lang=options.lang, published=options.published, as_text=options.as_text
        )
    except ProposError as error:
        return Failure(page.source, error)
    return page.source, article


def _read_batch(pairs: Sequence[tuple[str, Article]], language: Language) -> Iterator[Reading | Failure]:
    articles = [article for _, article in pairs]
    parses = parse_articles(
        articles, language, wanted=lambda a: passages_worth_parsing(a, find_quotations(a, language), language)
    )
    with _rarely_collecting():
        for (source, article), parse in zip(pairs, parses, strict=True):
            yield _read_one(source, article, parse, language)


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Has the garbage collector look for circles less often, for as long as this is open."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], COLLECT_AFTER) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _read_one(source: str, article: Article, parse: Parse, language: Language) -> Reading | Failure:
    try:
        return read_parsed(source, article, parse=parse, language=language)
    except Exception as error:  # a fault of ours must not stop a run over a million pages
        _log.exception("reading %s failed", source)
        reason = f"propos failed on this page ({type(error).__name__}: {error}); please report it, the others go on"
        return Failure(source, ReadError(reason, place=source))


def read_parsed(source: str, article: Article, *, parse: Parse, language: Language) -> Reading:
    """What is found and resolved in one parsed article."""
    quotations = find_quotations(article, language)
    statements, rejected = find_statements(article, quotations, parse, language)
    mentions = find_mentions(article, parse, language)
    statements, actors = resolve_speakers(article, statements, mentions, parse, language)
    statements = find_addressees(article, statements, mentions, parse, language)
    times = find_times(article, language)
    statements = resolve_said(article, statements, times, parse)
    figures = find_figures(article, statements, times, language, parse)
    events = find_events(article, statements=statements, actors=actors, times=times, language=language, parse=parse)
    forecasts = find_forecasts(
        article, statements=statements, times=times, figures=figures, events=events, language=language
    )
    return Reading(
        source=source,
        article=article,
        statements=statements,
        actors=actors,
        times=times,
        figures=figures,
        events=events,
        forecasts=forecasts,
        rejected=rejected,
        warnings=article.warnings,
    )
