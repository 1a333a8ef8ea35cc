"""What a search finds as a feed, RSS 2.0 or Atom, the last added in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Literal
from xml.etree import ElementTree

from propos.keep.records import ArticleHit, ArticleSummary, Hit, StatementHit

FeedForm = Literal["rss", "atom"]

MEDIA_TYPES: dict[FeedForm, str] = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
#: How many entries a feed holds.
FEED_ENTRIES = 50
#: Longer titles are cut.
TITLE_CHARACTERS = 200
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ElementTree.register_namespace("atom", _ATOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What is said of a feed as a whole.

    Attributes:
        title: What it is called.
        link: The address of the page that shows the same.
        own: The address of the feed itself, if it has one.
        link_of: The address of the page that shows an entry; None if there is none.
    """

    title: str
    link: str
    own: str | None = None
    link_of: Callable[[Hit], str | None] = lambda hit: hit.article.url


def render_feed(hits: Iterable[Hit], feed: Feed, form: FeedForm = "rss") -> str:
    """Hits as a feed, in the order given."""
    root = _rss(hits, feed) if form == "rss" else _atom(hits, feed)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _rss(hits: Iterable[Hit], feed: Feed) -> ElementTree.Element:
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    for name in ("title", "link", "description"):
        _add(channel, name, feed.link if name == "link" else feed.title)
    if feed.own:
        ElementTree.SubElement(channel, f"{{{_ATOM}}}link", href=feed.own, rel="self", type=MEDIA_TYPES["rss"])
    for hit in hits:
        item = ElementTree.SubElement(channel, "item")
        _add(item, "title", title_of(hit))
        _add(item, "description", summary_of(hit))
        _add(item, "link", feed.link_of(hit))
        if hit.article.url:
            _add(item, "source", hit.article.outlet, url=_for_xml(hit.article.url))
        _add(item, "pubDate", format_datetime(_moment(hit.article)))
        _add(item, "guid", _name_of(hit), isPermaLink="false")
    return root


def _atom(hits: Iterable[Hit], feed: Feed) -> ElementTree.Element:
    shown = list(hits)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(root, f"{{{_ATOM}}}id", feed.own or feed.link)
    _add(root, f"{{{_ATOM}}}title", feed.title)
    newest = max((hit.article.added_at for hit in shown), default=datetime(1970, 1, 1, tzinfo=UTC))
    _add(root, f"{{{_ATOM}}}updated", newest.isoformat())
    ElementTree.SubElement(root, f"{{{_ATOM}}}link", href=feed.link, rel="alternate")
    if feed.own:
        ElementTree.SubElement(root, f"{{{_ATOM}}}link", href=feed.own, rel="self")
    author = ElementTree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, f"{{{_ATOM}}}name", "propos")
    for hit in shown:
        entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, f"{{{_ATOM}}}id", _name_of(hit))
        _add(entry, f"{{{_ATOM}}}title", title_of(hit))
        _add(entry, f"{{{_ATOM}}}updated", hit.article.added_at.isoformat())
        _add(entry, f"{{{_ATOM}}}published", _moment(hit.article).isoformat())
        _add(entry, f"{{{_ATOM}}}summary", summary_of(hit))
        for rel, address in (("alternate", feed.link_of(hit)), ("via", hit.article.url)):
            if address:
                ElementTree.SubElement(entry, f"{{{_ATOM}}}link", href=_for_xml(address), rel=rel)
    return root


def title_of(hit: Hit) -> str:
    """Who says what, or the title of an article."""
    if isinstance(hit, ArticleHit):
        return hit.article.title or " ".join("".join(p for p, _ in hit.snippet).split())
    words = " ".join(hit.text.split())
    words = words if len(words) <= TITLE_CHARACTERS else words[:TITLE_CHARACTERS].rpartition(" ")[0] + "…"
    return f"{hit.statement.speaker_name}: {words}" if hit.statement.speaker_name else words


def summary_of(hit: Hit) -> str:
    """The words with what stands around them, and where they were printed."""
    article = hit.article
    if isinstance(hit, ArticleHit):
        words = "".join(piece for piece, _ in hit.snippet)
    else:
        words = f"{hit.before}{hit.text}{hit.after}"
    where = ", ".join(part for part in (article.outlet, (article.published or "")[:10], article.title) if part)
    return f"{' '.join(words.split())} ({where})" if where else " ".join(words.split())


def _name_of(hit: Hit) -> str:
    """A name that stays when the article is read again: that of the article, and where its words begin."""
    name = f"urn:propos:article:{hit.article.id}"
    if isinstance(hit, StatementHit) and hit.statement.content:
        name += f":{hit.statement.content[0].start}-{hit.statement.content[-1].end}"
    return name


def _moment(article: ArticleSummary) -> datetime:
    if article.published is None:
        return article.added_at
    if len(article.published) == len("2030-01-01"):
        return datetime.combine(date.fromisoformat(article.published), time(), UTC)
    moment = datetime.fromisoformat(article.published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _add(parent: ElementTree.Element, name: str, value: str | None, **attributes: str) -> None:
    if value:
        ElementTree.SubElement(parent, name, attributes).text = _for_xml(value)


def _for_xml(text: str) -> str:
    """XML has no way to write most control characters."""
    return _NOT_IN_XML.sub("", text)
