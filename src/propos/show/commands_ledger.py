"""``propos ledger``: what was forecast, promised and announced, by whom and for when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import typer
from rich.text import Text

from propos.find.forecasts import due_before
from propos.keep.archive import Archive
from propos.keep.filters import check_day
from propos.keep.records import ForecastHit
from propos.show.plain import describe_source
from propos.show.terminal import messages, output, plain_errors

UNDATED = "undated"
CHUNK_ENTRIES = 100


def print_ledger(url: str | None, *, due_before: str | None, by: str | None, as_json: bool) -> None:
    """Prints the forecasts of the archive, those due first in front, with later passages on the same matter."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        known = check_day(due_before)
        empty = True
        for hit in _entries(archive, date.fromisoformat(known) if known else None, by):
            empty = False
            if as_json:
                typer.echo(json.dumps(render_entry(hit), ensure_ascii=False))
            else:
                output().print(_entry(hit))
    if empty and not as_json:
        messages().print("Nothing is told of later times here.")


def _entries(archive: Archive, before: date | None, by: str | None) -> Iterator[ForecastHit]:
    cursor: str | None = None
    until = before.isoformat() if before else None
    while True:
        page = archive.list_forecasts(by=by, due_until=until, limit=CHUNK_ENTRIES, cursor=cursor)
        yield from (hit for hit in page.items if before is None or due_before(hit.forecast, before))
        cursor = page.next
        if cursor is None:
            return


def render_entry(hit: ForecastHit) -> dict[str, Any]:
    """One line of the ledger as JSON."""
    return {
        "due": hit.forecast.due,
        "strength": hit.forecast.strength,
        "who": hit.forecast.who,
        "text": hit.text,
        "condition": hit.condition,
        "source": hit.source,
        "url": hit.article.url,
        "span": [hit.forecast.span.start, hit.forecast.span.end],
        "suggested": [
            {"source": o.source, "url": o.article.url, "span": [o.span.start, o.span.end], "text": o.text}
            for o in hit.outcomes
        ],
    }


def _entry(hit: ForecastHit) -> Text:
    line = Text(f"{hit.forecast.due or UNDATED}  ", style="bold").append(f"{hit.forecast.strength}  ", style="cyan")
    line.append(f"{hit.forecast.who or 'the article'}: ", style="bold").append(hit.text)
    if hit.condition:
        line.append(f"\n    on the condition: {hit.condition}")
    line.append(f"\n    {describe_source(hit.article, hit.source)}", style="dim")
    for outcome in hit.outcomes:
        where = describe_source(outcome.article, outcome.source)
        line.append(f"\n    perhaps what became of it: {outcome.text} ({where})", style="dim")
    return line
