"""Who wrote an article: names, without what pages wrap around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from propos.lang.folding import fold
from propos.read import jsonld
from propos.read.clues import Clues
from propos.read.lexicon import load_lexicon
from propos.read.titles import loose
from propos.read.visible import SPACES

MOST_AUTHORS = 12
LONGEST_NAME = 80

METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")

NOT_A_NAME = re.compile(r"https?://|www\.|@|\d{2,}|[{}<>]|^\(")
#: An abbreviation after a name: "Ida Pels (ipe)".
INITIALS = re.compile(r"\s*\(\w{1,5}\.?\)$")
BYLINE_MARK = re.compile(r"(?:^|[\s_-])(?:author|byline|auteur|autor)", re.IGNORECASE)


def find_authors(clues: Clues, *, outlet: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The authors as each place of the page gives them, the surest place first."""
    places = [
        ("json-ld", clean_names(jsonld.names(clues.node.get("author")), split=False)),
        ("meta", clean_names((v for name in METAS for v in clues.metas.get(name, ())), split=True)),
        ("json-ld", clean_names(jsonld.names(clues.node.get("creator")), split=False)),
        ("visible", clean_names(_bylines(clues), split=True)),
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
    for value in values:
        plain = _without_opening(SPACES.sub(" ", value).strip(" ,;.|"))
        for part in _separators().split(plain) if split else [plain]:
            name = INITIALS.sub("", part.strip(" ,;.|-–—"))
            if len(loose(name)) >= 2 and len(name) <= LONGEST_NAME and not NOT_A_NAME.search(name):
                found.setdefault(loose(name), name)
    return tuple(found.values())[:MOST_AUTHORS]


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


def _bylines(clues: Clues) -> Iterator[str]:
    """What stands in elements that are marked as the author's."""
    for element in clues.tree.iter("a", "span", "div", "p", "address"):
        marked = "author" in (element.get("rel") or "") + (element.get("itemprop") or "")
        if marked or BYLINE_MARK.search((element.get("class") or "")[:200]):
            text = SPACES.sub(" ", "".join(element.itertext())).strip()
            if 3 < len(text) <= LONGEST_NAME:
                yield text
                return
