"""``propos add``, ``list``, ``actors`` and ``show``: what goes into an archive and comes out of it."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table
from rich.text import Text

from propos.keep.archive import Archive
from propos.keep.records import Added, Counts, Results
from propos.show.commands_register import describe_identity
from propos.show.contract import render_error, render_identity, render_reading
from propos.show.plain import render_plain
from propos.show.terminal import (
    Status,
    Trimmed,
    messages,
    output,
    plain_errors,
    searched,
    show_error,
    with_progress,
)

if TYPE_CHECKING:
    from propos.pipeline import Failure, Options

#: What became of a document, as the table of ``add`` says it.
OUTCOMES = {"added": "added", "updated": "read again", "unchanged": "already there"}


def add_documents(sources: Sequence[str], url: str | None, options: Options, *, as_json: bool) -> None:
    """Reads every document of all sources into the archive, and says what became of each."""
    from propos.pipeline import add_sources  # brings the parser along, which no other command here needs

    outcomes: Counter[str] = Counter()
    with plain_errors(), Archive(url) as archive:
        results = with_progress(add_sources(sources, archive, options), what="Adding", as_json=as_json)
        try:
            for source, added in results:
                outcomes[added.outcome if isinstance(added, Added) else "failed"] += 1
                _say_added(source, added, as_json=as_json)
        except KeyboardInterrupt:
            messages().print("Stopped. What was added is kept; the same command goes on from there.")
            raise typer.Exit(Status.INTERRUPTED) from None
    if not as_json:
        said = [f"{outcomes[key]} {name}" for key, name in (*OUTCOMES.items(), ("failed", "failed")) if outcomes[key]]
        messages().print(", ".join(said) or "No document was found.")
    if outcomes["failed"]:
        raise typer.Exit(Status.FAILED)


def _say_added(source: str, added: Added | Failure, *, as_json: bool) -> None:
    if as_json:
        rendered = render_error(added.error, source) if not isinstance(added, Added) else _rendered_added(source, added)
        typer.echo(json.dumps(rendered, ensure_ascii=False))
    elif not isinstance(added, Added):
        show_error(added.error, source)
    elif added.outcome != "unchanged":
        output().print(Text(f"{added.id:>5}  ", style="dim").append(source, style="default"))


def _rendered_added(source: str, added: Added) -> dict[str, Any]:
    return {"propos": 1, "source": source, "id": added.id, "outcome": added.outcome}


def list_articles(url: str | None, *, limit: int, outlet: str | None, lang: str | None, as_json: bool) -> None:
    """Prints the newest articles of the archive."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        articles = list(
            _pages_of(lambda n, c: archive.list_articles(limit=n, cursor=c, outlet=outlet, lang=lang), limit)
        )
        counts = archive.count()
    if as_json:
        print_records(articles)
        return
    table = _table("id", "published", "outlet", "lang", "statements", "title", right=("id", "statements"))
    for article in articles:
        day = (article.published or "")[:10]
        table.add_row(str(article.id), day, article.outlet, article.lang, str(article.statements), article.title)
    output().print(Trimmed(table) if articles else _nothing(counts))


def _nothing(counts: Counts) -> str:
    said = searched(counts.articles, counts.outlets, counts.first, counts.last)
    return f"Nothing found. {said}" if counts.articles else said


def list_actors(url: str | None, *, limit: int, as_json: bool) -> None:
    """Prints the speakers of the archive, the most quoted first."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        actors = list(_pages_of(lambda n, c: archive.list_actors(limit=n, cursor=c), limit))
        counts = archive.count()
    if as_json:
        print_records(actors)
        return
    table = _table("id", "name", "kind", "statements", "articles", right=("id", "statements", "articles"))
    for actor in actors:
        table.add_row(str(actor.id), actor.name, actor.kind, str(actor.statements), str(actor.articles))
    output().print(Trimmed(table) if actors else _nothing(counts))


def show_article(url: str | None, article_id: int, *, as_json: bool, with_rejected: bool) -> None:
    """Prints an article of the archive as ``propos read`` does."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        reading = archive.load_article(article_id).reading
        identities = archive.find_identities(article_id)
    if as_json:
        rendered = {**render_reading(reading), "identities": [render_identity(i) for i in identities]}
        typer.echo(json.dumps(rendered, ensure_ascii=False))
        return
    output().print(render_plain(reading, with_rejected=with_rejected))
    for identity in identities:
        output().print(describe_identity(identity))


def print_records(records: Iterable[Any]) -> None:
    """Records of the archive as JSON, one a line."""
    for record in records:
        typer.echo(json.dumps(dataclasses.asdict(record), ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _pages_of(load: Any, limit: int) -> Iterator[Any]:
    """The items of a listing, page after page, up to ``limit``."""
    cursor: str | None = None
    while limit > 0:
        found: Results[Any] = load(min(limit, 100), cursor)
        yield from found.items[:limit]
        limit -= len(found.items)
        cursor = found.next
        if not cursor or not found.items:
            return


def _table(*columns: str, right: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return table
