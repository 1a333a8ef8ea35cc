"""What a page says for machines, gathered once: structured data, meta tags, visible blocks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

from propos.read import jsonld
from propos.read.visible import Visible


class Clues:
    """A page's structured data and meta tags, and its visible blocks.

    Args:
        tree: The page.
        visible: Its blocks.
        address: Where it is from, if that is known.
    """

    def __init__(self, tree: Any, visible: list[Visible], *, address: str | None) -> None:
        self.tree = tree
        self.visible = visible
        self.address = address
        self.node = jsonld.find_article_node(tree)
        self.metas = _metas(tree)
        self._nodes = jsonld.nodes_by_id(tree)

    def meta(self, *names: str) -> str | None:
        """The content of the first of these meta tags that the page has."""
        return next((v for n in names for v in self.metas.get(n, ()) if v), None)

    def known(self, value: Any) -> Any:
        """A value of the structured data, with the nodes that it only points to."""
        if isinstance(value, list):
            return [self.known(v) for v in value]
        if isinstance(value, dict) and not jsonld.name_of(value):
            return self._nodes.get(str(value.get("@id")), value)
        return value

    def link(self, value: str | None) -> str | None:
        """An address made absolute; None if it is none of the web."""
        if not value:
            return None
        try:
            absolute = urljoin(self.address or "", value.strip())
            return absolute if urlsplit(absolute).scheme in ("http", "https") else None
        except ValueError:
            return None


def _metas(tree: Any) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas
