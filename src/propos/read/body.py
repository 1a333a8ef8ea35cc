"""The article's body on a page: paragraphs, headings and list items, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

BlockKind = Literal["paragraph", "heading", "question", "caption"]

#: What ends a block and starts the next one.
BLOCKS = {"p", "head", "item", "quote", "code", "row", "body", "main", "div", "table", "list"}

SPACES = re.compile(r"[ \t\n\r\f\v]+")
BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page's text, a heading, or a picture's caption."""

    kind: BlockKind
    text: str


def find_body(tree: Any, *, url: str | None = None) -> list[Block]:
    """The blocks of the article on a page, in order; () if there is none that can be told from its furniture.

    Args:
        tree: The page, as lxml parsed it; left as it is.
        url: Its address.
    """
    # It takes most of a second to load: a page that is read by its layout alone does not pay for it.
    import trafilatura
    from trafilatura.metadata import Document

    document = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_formatting=True, with_metadata=False
    )
    if not isinstance(document, Document) or document.body is None:
        return []
    return list(_blocks(document.body))


def _blocks(body: Any) -> Iterator[Block]:
    parts: list[tuple[str, bool]] = []
    kind: BlockKind = "paragraph"
    for event, element in _walk(body):
        if event == "edge":
            yield from _made(parts, kind)
            parts = []
            kind = "heading" if element == "head" else "paragraph"
        else:
            parts.append(element)
    yield from _made(parts, kind)


def _walk(element: Any) -> Iterator[tuple[Any, Any]]:
    """Text parts (with whether they are bold) and the edges of blocks."""
    stack: list[tuple[Any, bool, bool]] = [(element, False, False)]
    while stack:
        node, bold, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in BLOCKS:
                yield "edge", ""
            if node is not element and node.tail:
                parent = node.getparent()
                yield "text", (node.tail, _is_bold(parent) or bold)
            continue
        if tag in BLOCKS:
            yield "edge", tag
        if tag in ("lb", "cell"):
            yield "text", (BREAK, False)
        inner = bold or _is_bold(node)
        if node.text and tag:
            yield "text", (node.text, inner)
        stack.append((node, bold, True))
        stack.extend((child, inner, False) for child in reversed(node))


def _is_bold(node: Any) -> bool:
    return node is not None and node.tag == "hi" and node.get("rend") == "#b"


def _made(parts: list[tuple[str, bool]], kind: BlockKind) -> Iterator[Block]:
    whole = "".join(text for text, _ in parts)
    bold = sum(len(text.strip()) for text, strong in parts if strong)
    solid = len("".join(whole.split()))
    for line in whole.split(BREAK):
        text = SPACES.sub(" ", line).strip()
        if text:
            yield Block("question" if kind == "paragraph" and bold >= 0.9 * solid else kind, text)
