"""Who wrote an article: names, without what pages wrap around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from propos.lang.folding import fold
from propos.read import jsonld
from propos.read.clues import Clues
from propos.read.lexicon import load_lexicon
from propos.read.roles import is_byline, is_date, is_name
from propos.read.titles import loose
from propos.read.visible import SPACES

MOST_AUTHORS = 12
LONGEST_NAME = 80

METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")

NOT_A_NAME = re.compile(r"https?://|www\.|@|\d{2,}|[{}<>]|^\(")
#: An abbreviation after a name: "Ida Pels (ipe)".
INITIALS = re.compile(r"\s*\(\w{1,5}\.?\)$")
BYLINE_MARK = re.compile(r"(?:^|[\s_-])(?i:author|byline|auteur|autor)|[a-z](?:Author|Byline)")

#: How many blocks of a page, from its headline on, may hold the line that names the authors.
BYLINE_BLOCKS = 15
#: A headline that is not marked as one is told by the page's own name, if it is so long.
SHORTEST_HEADLINE = 20
#: How many other metas may say by whom it is ("twitter:label1", "twitter:data1").
MOST_LABELS = 4


def find_authors(clues: Clues, *, outlet: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The authors as each place of the page gives them, the surest place first."""
    places = [
        ("json-ld", clean_names(jsonld.names(clues.known(clues.node.get("author"))), split=False)),
        ("meta", clean_names((v for name in METAS for v in clues.metas.get(name, ())), split=True)),
        ("json-ld", clean_names(jsonld.names(clues.node.get("creator")), split=False)),
        ("meta", clean_names(_labelled(clues), split=True)),
        ("visible", next(filter(None, (clean_names(texts, split=True) for texts in _bylines(clues))), ())),
        ("visible", next(filter(None, (clean_names([line], split=True) for line in _byline_lines(clues))), ())),
    ]
    own = {loose(outlet or ""), *map(loose, jsonld.names(clues.node.get("publisher")))}
    # The paper's own name is an author only where nobody is named.
    yield from ((place, names) for place, names in places if any(loose(n) not in own for n in names))
    yield from places


def clean_names(values: Iterable[str], *, split: bool) -> tuple[str, ...]:
    """Names without openings like "by", doubles, addresses and what is too long to be one.

    Args:
        values: As the page has them.
        split: Whether one value may hold several names.

    Example:
        >>> clean_names(["Par Yvon Marquisat et Mahaut Lesgourgues"], split=True)
        ('Yvon Marquisat', 'Mahaut Lesgourgues')
    """
    found: dict[str, str] = {}
    roles: dict[str, str] = {}
    for value in values:
        plain = _without_date(_without_opening(SPACES.sub(" ", value).strip(" ,;.|")))
        for part in _separators().split(plain) if split or _joined().search(plain) else [plain]:
            name = INITIALS.sub("", _without_opening(part.strip(" ,;.|-–—")))
            if len(loose(name)) >= 2 and len(name) <= LONGEST_NAME and not NOT_A_NAME.search(name):
                (roles if _is_role(name) else found).setdefault(loose(name), name)
    return tuple((found or roles).values())[:MOST_AUTHORS]


def _is_role(name: str) -> bool:
    """Whether words say what the author is for the paper, not who it is ("Political Editor", "journaliste")."""
    words = fold(name).split()
    ends = {" ".join(part) for n in range(1, 4) for part in (words[:n], words[-n:])}
    return bool(ends & load_lexicon().roles)


def _without_date(value: str) -> str:
    """What stands before the date in a line that gives both."""
    found = _dates().search(fold(value)) if len(fold(value)) == len(value) else None
    return value[: found.start()] if found else value


@cache
def _dates() -> re.Pattern[str]:
    openings = "|".join(map(re.escape, (*load_lexicon().updates, *load_lexicon().datelines)))
    return re.compile(
        rf"(?:^|(?<=\W))(?:{openings})(?!\w)|[|•·,–—-]?\s*\b\d{{1,2}}[ ./-](?:\w{{3,10}}|\d{{1,2}})[ ./-]\d{{4}}"
    )


@cache
def _joined() -> re.Pattern[str]:
    """Two names with a word between that joins them, each beginning with a capital letter."""
    joiners = "|".join(map(re.escape, load_lexicon().joiners))
    return re.compile(rf"\w\s+(?:{joiners})\s+[^\W\d_a-z]")


@cache
def _separators() -> re.Pattern[str]:
    """What separates two authors in one string."""
    joiners = "|".join(map(re.escape, load_lexicon().joiners))
    return re.compile(rf"\s*[;,]\s*|\s+[|/&]\s+|\s+(?:{joiners})\s+")


def _without_opening(value: str) -> str:
    folded = fold(value[:LONGEST_NAME])
    opening = next(
        (o for o in load_lexicon().bylines if folded.startswith(f"{o} ") or folded.startswith(f"{o}:")), None
    )
    return value[len(opening) :].strip(" :") if opening else value


def _labelled(clues: Clues) -> Iterator[str]:
    """What the metas made for previews call the author ("Written by")."""
    for number in range(1, MOST_LABELS + 1):
        label = fold(clues.meta(f"twitter:label{number}") or "").strip(" :")
        name = clues.meta(f"twitter:data{number}")
        if name and label in load_lexicon().bylines:
            yield name
    for name, contents in clues.metas.items():
        if ":" in name and name.rpartition(":")[2] in load_lexicon().bylines and name not in METAS:
            yield from contents


def _bylines(clues: Clues) -> Iterator[list[str]]:
    """What stands in elements that are marked as the author's, the surest marks first; those side by side together."""
    sure, marked = [], []
    for element in clues.tree.iter("a", "span", "div", "p", "address", "li"):
        if "author" in (element.get("rel") or "") + (element.get("itemprop") or ""):
            sure.append(element)
        elif BYLINE_MARK.search((element.get("class") or "")[:200]):
            marked.append(element)
    for elements in (sure, marked):
        for element in elements[:MOST_AUTHORS]:
            beside = [e for e in elements if e.getparent() is element.getparent()]
            texts = [SPACES.sub(" ", "".join(e.itertext())).strip() for e in beside]
            texts = [t for t in texts if 3 < len(t) <= LONGEST_NAME]
            if texts:
                yield texts


def _byline_lines(clues: Clues) -> Iterator[str]:
    """The lines below the headline that begin as those do that name the authors; else a name beside the date."""
    called = SPACES.sub(" ", clues.tree.findtext(".//title") or "")
    shown = clues.visible
    first = next((i for i, v in enumerate(shown) if v.tag == "h1"), None)
    if first is None:
        first = next((i for i, v in enumerate(shown) if v.text in called and len(v.text) >= SHORTEST_HEADLINE), None)
    if first is None:
        return
    below = [v.text for v in shown[first + 1 : first + 1 + BYLINE_BLOCKS]]
    yield from (text for text in below if is_byline(text))
    yield from (
        text for i, text in enumerate(below) if is_name(text) and any(map(is_date, below[max(i - 2, 0) : i + 3]))
    )
