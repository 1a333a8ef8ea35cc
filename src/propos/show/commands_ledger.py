"""``propos ledger``: what was forecast, promised and announced, by whom and for when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import typer
from rich.text import Text

from propos.find.forecasts import ledger
from propos.keep.archive import Archive
from propos.keep.filters import check_day
from propos.model import Forecast, Reading
from propos.resolve.outcomes import Outcome, count_words, suggest_outcomes
from propos.show.plain import describe_source
from propos.show.terminal import messages, output, plain_errors

#: How many passages are offered as what may have become of a forecast.
OUTCOMES = 3
UNDATED = "undated"


def print_ledger(url: str | None, *, due_before: str | None, by: str | None, as_json: bool) -> None:
    """Prints the forecasts of the archive, those due first in front, with later passages on the same matter."""
    with plain_errors(), Archive(url) as archive:
        before = _day(due_before)
        readings = list(_readings(archive))
        counts = count_words(readings)
        entries = [
            (forecast, reading, list(islice(suggest_outcomes(forecast, reading, readings, counts), OUTCOMES)))
            for reading in readings
            for forecast in ledger(reading.forecasts, before=before, by=by)
        ]
    if not entries and not as_json:
        messages().print("Nothing is told of later times here.")
    entries.sort(key=lambda e: (e[0].due is None, e[0].due or "", e[1].source, e[0].span))
    for forecast, reading, outcomes in entries:
        if as_json:
            typer.echo(json.dumps(render_entry(forecast, reading, outcomes), ensure_ascii=False))
        else:
            output().print(_entry(forecast, reading, outcomes))


def _day(text: str | None) -> date | None:
    known = check_day(text)
    return date.fromisoformat(known) if known else None


def _readings(archive: Archive) -> Iterator[Reading]:
    cursor: str | None = None
    while True:
        page = archive.list_articles(limit=100, cursor=cursor)
        yield from (archive.load_article(article.id).reading for article in page.items)
        cursor = page.next
        if cursor is None:
            return


def render_entry(forecast: Forecast, reading: Reading, outcomes: list[Outcome]) -> dict[str, Any]:
    """One line of the ledger as JSON."""
    text = reading.article.text
    return {
        "due": forecast.due,
        "strength": forecast.strength,
        "who": forecast.who,
        "text": " ".join(forecast.span.of(text).split()),
        "condition": forecast.condition.of(text) if forecast.condition else None,
        "source": reading.source,
        "url": reading.article.url,
        "span": [forecast.span.start, forecast.span.end],
        "suggested": [
            {
                "source": o.reading.source,
                "url": o.reading.article.url,
                "span": [o.span.start, o.span.end],
                "text": " ".join(o.span.of(o.reading.article.text).split()),
            }
            for o in outcomes
        ],
    }


def _entry(forecast: Forecast, reading: Reading, outcomes: list[Outcome]) -> Text:
    text = reading.article.text
    line = Text(f"{forecast.due or UNDATED}  ", style="bold").append(f"{forecast.strength}  ", style="cyan")
    line.append(f"{forecast.who or 'the article'}: ", style="bold").append(" ".join(forecast.span.of(text).split()))
    if forecast.condition:
        line.append(f"\n    on the condition: {' '.join(forecast.condition.of(text).split())}")
    line.append(f"\n    {describe_source(reading.article, reading.source)}", style="dim")
    for outcome in outcomes:
        words = " ".join(outcome.span.of(outcome.reading.article.text).split())
        where = describe_source(outcome.reading.article, outcome.reading.source)
        line.append(f"\n    perhaps what became of it: {words} ({where})", style="dim")
    return line
