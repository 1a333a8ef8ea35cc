"""Pages made harmless before they are parsed, in time that grows with their length and no faster.

The HTML parser gives up on what is nested deeper than a few hundred elements, and the extraction takes for ever over an
element with a hundred thousand attributes. Neither holds a word of an article: the tags too many are left out, the
text stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from propos.errors import ReadError

#: Tags nested deeper than this are left out; news pages stay below 60.
DEEPEST = 150

#: A tag with more attributes than this keeps none of them; its length in characters is looked at first.
MOST_ATTRIBUTES = 100
LONG_TAG = 2000

#: A page within these (tags; characters outside of scripts) is taken apart at once: by measurement, the worst made
#: up for the purpose takes three seconds. News pages have up to 7,000 tags.
CALM_TAGS = 10_000
CALM_CHARACTERS = 1_000_000

#: Beyond these, the extraction is not even tried.
VAST_TAGS = 100_000
VAST_CHARACTERS = 5_000_000

#: News pages have a few thousand.
MOST_TAGS = 1_000_000

SCRIPT = re.compile(r"<(script|style)\b")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]*)>")
LONG = re.compile(rf"<[a-zA-Z/][^<>]{{{LONG_TAG},}}>")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

#: Elements that hold nothing, and those that pages leave unclosed.
UNNESTED = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot",
}  # fmt: skip


Size = Literal["calm", "large", "vast"]


@dataclass(frozen=True, slots=True)
class Tamed:
    """A page that can be parsed.

    Attributes:
        html: The page, without the tags too many.
        size: ``calm`` if it is of ordinary size and quick to take apart; ``vast`` if that would take for ever.
    """

    html: str
    size: Size


def tame(html: str, *, place: str = "") -> Tamed:
    """The page without what makes parsers give up or take for ever.

    Args:
        html: As decoded.
        place: For the error.

    Raises:
        ReadError: If it has more tags than anything could be made of.
    """
    html = html.replace("\x00", "")
    tags = html.count("<")
    if tags > MOST_TAGS:
        raise ReadError(f"has {tags:,} tags, which is no article's page", place=place)
    if tags > DEEPEST and _depth(html) > DEEPEST:
        html = _flattened(html)
    html = LONG.sub(_shortened, html)
    return Tamed(html, _size(tags, _shown_length(html)))


def _size(tags: int, characters: int) -> Size:
    if tags <= CALM_TAGS and characters <= CALM_CHARACTERS:
        return "calm"
    return "vast" if tags > VAST_TAGS or characters > VAST_CHARACTERS else "large"


def _shown_length(html: str) -> int:
    """The length of a page without its scripts and styles."""
    length = start = 0
    folded = html.lower() if len(html) > CALM_CHARACTERS else ""
    if not folded:
        return len(html)
    for match in SCRIPT.finditer(folded):
        if match.start() < start:
            continue
        end = folded.find(f"</{match[1]}", match.end())
        if end < 0:
            break
        length += match.start() - start
        start = end
    return length + len(html) - start


def _depth(html: str) -> int:
    depth = deepest = 0
    for match in TAG.finditer(html):
        if match[2].lower() in UNNESTED or match[3].endswith("/"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _flattened(html: str) -> str:
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in UNNESTED or match[3].endswith("/"):
            return match[0]
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < DEEPEST else " "
        depth += 1
        return match[0] if depth <= DEEPEST else " "

    return TAG.sub(kept, html)


def _shortened(match: re.Match[str]) -> str:
    tag = match[0]
    # Values may be long (a picture as data) and hold many words (a description); names are what is counted.
    if len(QUOTED.sub("", tag).split()) <= MOST_ATTRIBUTES:
        return tag
    return f"{tag.split(maxsplit=1)[0]}>"
