"""``propos figures``: figures on which articles differ, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import typer
from rich.text import Text

from propos.keep.archive import Archive
from propos.keep.records import Disagreement, FigureHit
from propos.show.contract import render_number
from propos.show.plain import UNKNOWN
from propos.show.terminal import Indented, messages, output, plain_errors

#: So many pages of the list are looked through unless all are asked for.
MOST_PAGES = 10


def print_figures(url: str | None, *, article: int | None, limit: int, every: bool, as_json: bool) -> None:
    """Prints figures that may tell of one matter and differ, those of the latest articles first.

    Args:
        url: The archive.
        article: Only what differs from this article's figures.
        limit: How many matters at most.
        every: Go through all articles, however many there are.
        as_json: One JSON object a matter.
    """
    empty = True
    with plain_errors(), Archive(url, must_exist=True) as archive:
        found = iter(archive.find_disagreements(article)) if article is not None else _listed(archive, every=every)
        for one in islice(found, limit):
            empty = False
            if as_json:
                typer.echo(json.dumps(render_disagreement(one), ensure_ascii=False))
                continue
            for hit in one.figures:
                output().print(_head(hit))
                output().print(Indented(Text(hit.text)), end="")
            output().print()
    if empty and not as_json:
        messages().print("No figures were found on which articles differ.")


def _listed(archive: Archive, *, every: bool) -> Iterator[Disagreement]:
    """What differs, the latest articles first; says so where older ones are left out."""
    cursor: str | None = None
    for _ in count() if every else range(MOST_PAGES):
        page = archive.list_disagreements(cursor=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return
    messages().print("Only the latest articles were looked through; propos figures --all goes through every one.")


def _head(hit: FigureHit) -> Text:
    unknown = f"“{hit.named_by}”" if hit.named_by else UNKNOWN
    by = hit.speaker_name or (unknown if hit.figure.statement else "the article")
    line = Text(hit.printed, style="bold").append(f"  {by}")
    day = (hit.article.published or "undated")[:10]
    place = ", ".join(part for part in (hit.article.outlet, day, hit.article.title) if part)
    return line.append(f"  · {place}  {hit.article.id}#f{hit.number + 1}", style="dim")


def render_disagreement(found: Disagreement) -> dict[str, Any]:
    """Figures that differ as JSON, by size; ``statement`` None is the article's own voice."""
    return {
        "figures": [
            {
                "article": hit.article.id,
                "url": hit.article.url,
                "outlet": hit.article.outlet,
                "published": hit.article.published,
                "span": [hit.figure.span.start, hit.figure.span.end],
                "printed": hit.printed,
                "value": render_number(hit.figure.value),
                "upper": render_number(hit.figure.upper),
                "unit": hit.figure.unit,
                "hedge": hit.figure.hedge,
                "text": hit.text,
                "statement": hit.figure.statement,
                "speaker_name": hit.speaker_name,
            }
            for hit in found.figures
        ]
    }
