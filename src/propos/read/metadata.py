"""What a page says of its article, weighed: structured data, OpenGraph and other meta tags, visible text.

Each value comes with where it was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from propos.lang import load_language, supported_languages
from propos.model import Link, Origin
from propos.read import jsonld
from propos.read.authors import find_authors
from propos.read.clues import Clues
from propos.read.datelines import Dateline, find_datelines
from propos.read.moments import Moment, parse_moment
from propos.read.titles import vote_title
from propos.read.visible import Visible

#: How many links to other coverage, and how many tags, are kept.
MOST_LINKS = 20
MOST_TAGS = 30

#: Where a page prints its date for readers: in a short line among its first ones.
DATELINE_WORDS = 30
DATELINE_BLOCKS = 60

PUBLISHED_PROPERTIES = (
    "article:published_time",
    "og:published_time",
    "article:published",
    "og:article:published_time",
)
PUBLISHED_METAS = (
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "publish-date",
    "publication_date",
)
UPDATED_PROPERTIES = ("article:modified_time", "og:updated_time", "article:modified", "og:modified_time")
UPDATED_METAS = ("datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", "revised")

RELATED = re.compile(
    r"related|read-?(?:more|next|also)|see-?also|lire-?aussi|a-?lire|a-voir|sur-le-meme|meme-sujet|recommend|recirc|more-on|teaser",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Metadata:
    """What is known of an article beside its text; the fields are those of Article."""

    title: str | None = None
    description: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str | None = None
    lang: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    image: str | None = None
    related: tuple[Link, ...] = ()
    paywalled: bool | None = None
    origins: list[Origin] = field(default_factory=list)


def find_metadata(tree: Any, visible: list[Visible], *, address: str | None, limit: datetime) -> Metadata:
    """What a page says of its article.

    Args:
        tree: The page, as lxml parsed it.
        visible: Its blocks.
        address: Where it is from; relative links are resolved against it.
        limit: When it was captured: no date lies after that.
    """
    clues = Clues(tree, visible, address=address)
    found = Metadata()
    found.url = _take(found, "url", _urls(clues))
    found.outlet = _take(found, "outlet", _outlets(clues))
    found.title = _take(found, "title", [vote_title(clues, outlet=found.outlet)])
    found.description = clues.meta("og:description", "description", "twitter:description") or jsonld.name_of(
        clues.node.get("description")
    )
    found.authors = _take(found, "authors", find_authors(clues, outlet=found.outlet)) or ()
    found.published = _take(found, "published", _published(clues, limit))
    found.updated = _take(found, "updated", _updated(clues, limit))
    found.section = _take(found, "section", _sections(clues))
    found.tags = _take(found, "tags", _tags(clues)) or ()
    found.lang = clues.tree.get("lang") or clues.meta("og:locale", "content-language") or None
    found.image = _take(found, "image", _images(clues))
    found.paywalled = _take(found, "paywalled", _paywall(clues))
    found.related = _related(clues)
    return found


def _take(found: Metadata, name: str, candidates: Iterable[tuple[str, Any]]) -> Any:
    """The first candidate that says anything; where it came from is noted."""
    for origin, value in candidates:
        if value is not None and value != () and value != "":
            found.origins.append(Origin(field=name, source=origin))
            return value
    return None


def _urls(clues: Clues) -> list[tuple[str, str | None]]:
    canonical = next(
        (e.get("href") for e in clues.tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None
    )
    return [
        ("canonical", clues.link(canonical)),
        ("opengraph", clues.link(clues.meta("og:url"))),
        ("address", clues.address),
    ]


def _outlets(clues: Clues) -> list[tuple[str, str | None]]:
    publisher = jsonld.names(clues.node.get("publisher"))
    host = urlsplit(clues.address or "").hostname if clues.address else None
    return [
        ("opengraph", (clues.meta("og:site_name") or "").removeprefix("@") or None),
        ("json-ld", publisher[0] if publisher else None),
        ("meta", clues.meta("application-name", "publisher", "dc.publisher", "article:publisher_name")),
        ("address", host.removeprefix("www.") if host else None),
    ]


def _moments(values: Iterable[tuple[str, str | None]], limit: datetime) -> Iterable[tuple[str, Moment | None]]:
    return ((origin, parse_moment(value, limit=limit)) for origin, value in values)


def _published(clues: Clues, limit: datetime) -> Iterable[tuple[str, Moment | None]]:
    yield from _moments(
        [
            ("json-ld", _string(clues.node.get("datePublished"))),
            ("opengraph", clues.meta(*PUBLISHED_PROPERTIES)),
            ("meta", clues.meta(*PUBLISHED_METAS)),
            ("json-ld", _string(clues.node.get("dateCreated"))),
            ("visible", _marked_time(clues.tree, ("datePublished", "pubdate"))),
        ],
        limit,
    )
    yield "visible", next((d.moment for d in _datelines(clues, limit) if not d.updated), None)
    yield "htmldate", parse_moment(_guessed_date(clues, limit), limit=limit)


def _updated(clues: Clues, limit: datetime) -> Iterable[tuple[str, Moment | None]]:
    yield from _moments(
        [
            ("json-ld", _string(clues.node.get("dateModified"))),
            ("opengraph", clues.meta(*UPDATED_PROPERTIES)),
            ("meta", clues.meta(*UPDATED_METAS)),
            ("visible", _marked_time(clues.tree, ("dateModified",))),
        ],
        limit,
    )
    yield "visible", next((d.moment for d in _datelines(clues, limit) if d.updated), None)


def _datelines(clues: Clues, limit: datetime) -> list[Dateline]:
    """The dates that the page prints for its readers, above its body for the most part."""
    shown = [v.text for v in clues.visible if not v.aside and len(v.text.split()) <= DATELINE_WORDS][:DATELINE_BLOCKS]
    code = (clues.tree.get("lang") or "").split("-")[0].lower()
    day_first = load_language(code).pack.day_first if code in supported_languages() else True
    return list(find_datelines(shown, day_first=day_first, limit=limit))


def _marked_time(tree: Any, kinds: tuple[str, ...]) -> str | None:
    for time in tree.iter("time"):
        marks = (time.get("itemprop") or "", "pubdate" if time.get("pubdate") is not None else "")
        if time.get("datetime") and any(k in marks for k in kinds):
            return str(time.get("datetime"))
    return None


def _guessed_date(clues: Clues, limit: datetime) -> str | None:
    from htmldate import find_date

    try:
        found: str | None = find_date(
            clues.tree, original_date=True, extensive_search=True, url=clues.address, max_date=limit.date().isoformat()
        )
    except (ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        # htmldate trips over odd pages now and then; then there is no guess.
        return None
    return found


def _sections(clues: Clues) -> list[tuple[str, str | None]]:
    sections = jsonld.names(clues.node.get("articleSection"))
    trail = jsonld.find_breadcrumb(clues.tree)
    return [
        ("json-ld", sections[0] if sections else None),
        ("opengraph", clues.meta("article:section", "og:section")),
        ("meta", clues.meta("section", "parsely-section", "cxenseparse:section", "sailthru.section")),
        ("breadcrumb", trail[1] if len(trail) > 2 else None),
    ]


def _tags(clues: Clues) -> list[tuple[str, tuple[str, ...]]]:
    given = jsonld.names(clues.node.get("keywords"))
    listed = clues.metas.get("article:tag", [])
    words = clues.meta("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
    marked = [e for e in clues.tree.iter("a") if "tag" in (e.get("rel") or "").split()]
    shown = [" ".join("".join(e.itertext()).split()) for e in marked]
    return [
        ("json-ld", _split(given)),
        ("opengraph", _split(listed)),
        ("meta", _split([words] if words else [])),
        ("visible", _split(["", *shown])),
    ]


def _split(values: Iterable[str]) -> tuple[str, ...]:
    values = list(values)
    separator = ";" if any(";" in v for v in values) else ","
    parts = [p.strip() for v in values for p in (v.split(separator) if len(values) == 1 else [v])]
    return tuple(dict.fromkeys(p for p in parts if 1 < len(p) <= 80))[:MOST_TAGS]


def _images(clues: Clues) -> list[tuple[str, str | None]]:
    image = clues.node.get("image")
    image = image[0] if isinstance(image, list) and image else image
    image = image.get("url") if isinstance(image, dict) else image
    return [
        ("opengraph", clues.link(clues.meta("og:image", "og:image:url", "og:image:secure_url"))),
        ("json-ld", clues.link(_string(image))),
        ("meta", clues.link(clues.meta("twitter:image", "twitter:image:src"))),
    ]


def _paywall(clues: Clues) -> list[tuple[str, bool | None]]:
    free = clues.node.get("isAccessibleForFree")
    tier = (clues.meta("article:content_tier", "og:article:content_tier") or "").lower()
    return [
        ("json-ld", None if free is None else str(free).strip().lower() in ("false", "0", "no")),
        ("opengraph", {"free": False, "locked": True, "metered": True}.get(tier)),
    ]


def _related(clues: Clues) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for block in clues.visible:
        if not (block.link_share > 0.5 or block.tag.startswith("h")):
            continue
        if not _within(block.element, RELATED):
            continue
        for link in block.element.iter("a"):
            url = clues.link(link.get("href"))
            title = " ".join("".join(link.itertext()).split())
            if url and len(title.split()) >= 3 and url not in found:
                found[url] = Link(url=url, title=title[:300])
    return tuple(found.values())[:MOST_LINKS]


def _within(element: Any, names: re.Pattern[str]) -> bool:
    """Whether an element, or one of the few around it, has such a class or id."""
    for _ in range(6):
        if element is None or element.tag in ("body", "html", "main", "article"):
            return False
        if names.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]):
            return True
        element = element.getparent()
    return False


def _string(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else None
