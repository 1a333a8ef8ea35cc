"""The title of an article: a vote of what the page calls itself in several places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from propos.read.clues import Clues

#: What stands between a title and the name of the site.
SUFFIX = re.compile(r"\s+[|–—•·»:-]\s+|\s*[|]\s*")
WORD = re.compile(r"\w+")

#: How much each place counts. What a page gives for previews (OpenGraph) is the title alone in four of five cases,
#: without kicker, site or search words; it loses where all the others agree on another one.
WEIGHTS = {"h1": 2.0, "json-ld": 1.9, "opengraph": 4.5, "meta": 0.8, "title": 1.0}


def vote_title(clues: Clues, *, outlet: str | None) -> tuple[str, str | None]:
    """The title that most places agree on, and the name of the surest of them; the site's name is cut off."""
    votes: dict[str, float] = {}
    first: dict[str, tuple[str, str]] = {}
    candidates = [(origin, strip_site(title, outlet)) for origin, title in _candidates(clues)]
    for origin, title in candidates:
        key = loose(title)
        if not key:
            continue
        first.setdefault(key, (origin, title))
        votes[key] = votes.get(key, 0.0) + WEIGHTS[origin]
    if not votes:
        return "none", None
    best = max(votes, key=lambda k: votes[k] + _support(k, votes))
    return first[best]


def strip_site(title: str, outlet: str | None) -> str:
    """A title without the site's name at its end or start.

    Example:
        >>> strip_site("Le port rouvre | Gazette de Lisse", "Gazette de Lisse")
        'Le port rouvre'
    """
    title = " ".join(title.split())
    site = loose(outlet or "")
    for cut in reversed(list(SUFFIX.finditer(title))):
        rest, name = title[: cut.start()], title[cut.end() :]
        key = loose(name)
        if key and site and (key in site or site in key) and len(WORD.findall(rest)) >= 2:
            title = rest
    head = SUFFIX.search(title)
    if head and site and loose(title[: head.start()]) == site:
        title = title[head.end() :]
    # Whatever the site calls itself: what follows a bar is its name.
    before, bar, after = title.rpartition(" | ")
    return before if bar and len(WORD.findall(before)) >= 3 and len(WORD.findall(after)) <= 4 else title


def loose(text: str) -> str:
    """A text as it compares: letters and digits only, without case."""
    return "".join(WORD.findall(text)).casefold()


def _candidates(clues: Clues) -> Iterator[tuple[str, str]]:
    for origin, value in (
        ("json-ld", clues.node.get("headline")),
        ("opengraph", clues.meta("og:title")),
        ("meta", clues.meta("twitter:title", "dc.title", "parsely-title", "sailthru.title")),
    ):
        if isinstance(value, str) and value.strip():
            yield origin, value
    headlines = [v for v in clues.visible if v.tag == "h1" and not v.aside and len(WORD.findall(v.text)) >= 2]
    if headlines:
        # A page with several: the longest is not the site's name.
        yield "h1", max(headlines[:4], key=lambda v: min(len(v.text), 60)).text
    title = next((e.text_content() for e in clues.tree.iter("title") if e.getparent().tag == "head"), None)
    if title and title.strip():
        yield "title", title


def _support(key: str, votes: dict[str, float]) -> float:
    """A title that another one holds within itself is borne out by it in part."""
    return sum(0.5 * weight for other, weight in votes.items() if other != key and key in other and len(key) > 15)
