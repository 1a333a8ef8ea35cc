"""What a reader of a page sees, block by block, with the features that tell prose from furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

BLOCK_TAGS = {
    *("p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "div", "td", "dd", "dt", "section", "article"),
    "figcaption",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

#: What is not read as text, whatever it holds.
UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "select", "textarea", "button", "iframe", "object"}

#: Parts of a page that hold no prose of the article.
ASIDE_TAGS = {"nav", "footer", "aside", "form", "menu", "dialog"}
ASIDE_NAMES = re.compile(
    r"comment|cookie|consent|newsletter|sidebar|related|recommend|promo|banner|footer|breadcrumb|share|social|outbrain|taboola"
    r"|subscri|paywall|popup|modal|advert|most-?(?:read|popular)|teaser|carousel",
    re.IGNORECASE,
)

#: The share of a page's characters from which on an element is no aside, whatever its name.
LARGE_SHARE = 0.4

SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Visible:
    """One block of a page.

    Attributes:
        text: Its words, blanks made single.
        tag: Its element's name.
        home: Name and classes of the element around it, by which the parts of one article's body can be told.
        aside: Whether it stands in a part of the page that holds no prose of the article.
        link_share: The share of its characters that are links.
        classes: Class and id of its own element.
        element: Where it stands in the tree.
    """

    text: str
    tag: str
    home: str
    aside: bool
    link_share: float
    classes: str
    element: Any

    @property
    def key(self) -> str:
        """The text without blanks, by which blocks are found again."""
        return "".join(self.text.split())


def find_visible(tree: Any) -> list[Visible]:
    """The blocks of a page that hold words of their own, in order."""
    found = []
    for element, aside in _elements(tree):
        text = own_text(element)
        if text:
            parent = element.getparent()
            found.append(
                Visible(
                    text=text,
                    tag=element.tag,
                    home="" if parent is None else f"{parent.tag}.{parent.get('class') or ''}",
                    aside=aside,
                    link_share=_link_length(element) / max(1, len(text)),
                    classes=f"{element.get('class') or ''} {element.get('id') or ''}",
                    element=element,
                )
            )
    return found


def _elements(tree: Any) -> Iterator[tuple[Any, bool]]:
    large = _large(tree)
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, aside = stack.pop()
        if not isinstance(element.tag, str) or element.tag in UNSEEN or _is_hidden(element):
            continue
        if element.tag in BLOCK_TAGS:
            yield element, aside
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        inner = aside or ((element.tag in ASIDE_TAGS or _is_aside(names)) and element not in large)
        stack.extend((child, inner) for child in reversed(element))


def _large(tree: Any) -> set[Any]:
    """The elements that hold most of a page's words: their names tell what the page has, not what they are."""
    sizes: dict[Any, int] = {}
    elements = list(tree.iter())
    for element in reversed(elements):
        own = 0 if element.tag in UNSEEN or not isinstance(element.tag, str) else len((element.text or "").strip())
        sizes[element] = own + sum(sizes[child] + len((child.tail or "").strip()) for child in element)
    return {element for element in elements if sizes[element] >= LARGE_SHARE * sizes[tree]}


def _is_aside(names: str) -> bool:
    return bool(names.strip()) and bool(ASIDE_NAMES.search(names[:300]))


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "")[:200].replace(" ", "")
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def own_text(element: Any) -> str:
    """The words of an element, without those of blocks inside it."""
    parts: list[str] = []
    _collect(element, parts)
    return SPACES.sub(" ", "".join(parts)).strip()


def _collect(element: Any, parts: list[str]) -> None:
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        if node is not element:
            if node.tail:
                stack.append(node.tail)
            if (
                not isinstance(node.tag, str)
                or node.tag in UNSEEN
                or node.tag in BLOCK_TAGS
                or node.tag in ("ul", "ol", "table", "figure")
            ):
                parts.append(" ")
                continue
            if node.tag == "br":
                parts.append(" ")
        stack.extend(reversed(node))
        if node.text:
            stack.append(node.text)


def _link_length(element: Any) -> int:
    return sum(len(text) for link in element.iterfind("a") for text in link.itertext())
