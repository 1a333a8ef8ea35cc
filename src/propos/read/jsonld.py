"""The structured data of a page (JSON-LD, schema.org): the object that describes its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

#: Types of schema.org that an article may have, the surest first.
ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "AskPublicNewsArticle",
    "Article",
    "BlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "WebPage",
)

CONTROLS = re.compile(r"[\x00-\x1f]+")
MOST_NODES = 2000


def find_article_node(tree: Any) -> Node:
    """The node that describes the page's article; empty if there is none."""
    nodes = list(_nodes(tree))
    for kind in ARTICLES:
        for node in nodes:
            if kind in strings(node.get("@type")) and (kind != "WebPage" or "headline" in node):
                return node
    return {}


def nodes_by_id(tree: Any) -> dict[str, Node]:
    """The nodes with a name, by the identifier that others point to them with."""
    return {str(node["@id"]): node for node in _nodes(tree) if "@id" in node and name_of(node)}


def find_breadcrumb(tree: Any) -> list[str]:
    """The names of the sections that lead to the page, from the front page on."""
    for node in _nodes(tree):
        if "BreadcrumbList" in strings(node.get("@type")):
            items = [i for i in _list(node.get("itemListElement")) if isinstance(i, dict)]
            names = [name_of(i.get("name") or i.get("item")) for i in items]
            return [n for n in names if n]
    return []


def strings(value: Any) -> list[str]:
    """The strings of a value that may be one, a list of them, or neither."""
    return [v.strip() for v in _list(value) if isinstance(v, str) and v.strip()]


def names(value: Any) -> list[str]:
    """The names of things that may be given as strings, as nodes with a name, or as lists of these."""
    return [n for n in (name_of(v) for v in _list(value)) if n]


def name_of(value: Any) -> str | None:
    """The name of one thing."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("headline")
        value = value[0] if isinstance(value, list) and value else value
    return value.strip() if isinstance(value, str) and value.strip() else None


def _nodes(tree: Any) -> Iterator[Node]:
    seen = 0
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        stack = [_parsed(script.text or "")]
        while stack and seen < MOST_NODES:
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value))
            elif isinstance(value, dict):
                seen += 1
                yield value
                # A page's description often holds the article as what it is about.
                stack.extend(value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if k in value)


def _parsed(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    for candidate in (text, CONTROLS.sub(" ", text)):
        try:
            return json.loads(candidate.strip().rstrip(";"))
        except (ValueError, RecursionError):
            continue
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
