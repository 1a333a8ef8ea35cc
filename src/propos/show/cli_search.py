"""The command line of search: what the commands take; what they do stands in ``commands_search.py``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from propos.model import Stance
from propos.show.cli_archive import ArchiveUrl

Kind = Literal["direct", "mixed", "indirect"]
Form = Literal["text", "json", "csv", "rss", "atom"]
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS...]",
        help="All must occur; quote an exact phrase; also begin*, one OR other, NOT without.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(search)
    app.command()(searches)


def search(
    words: Words = None,
    archive: ArchiveUrl = None,
    articles: Annotated[bool, typer.Option("--articles", help="Search whole articles, not the statements.")] = False,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this speaker says.")] = None,
    about: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what is said of somebody, or to them.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only in this outlet.")] = None,
    relay: Annotated[str | None, typer.Option(metavar="NAME", help="Only what came through it.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only statements of this kind.")] = None,
    stance: Annotated[
        Stance | None, typer.Option(metavar="STANCE", help="Only what denies, promises, accuses, warns, admits...")
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="CODE", help="Only in this language.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after, e.g. 2024-05-31.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or before.")] = None,
    order: Annotated[
        Literal["relevance", "date", "added"], typer.Option(help="Best match, latest published or last added first.")
    ] = "relevance",
    limit: Annotated[
        int | None, typer.Option(min=1, help="How many at most; else 20, 50 in a feed, and all in a table.")
    ] = None,
    form: Annotated[
        Form, typer.Option("--format", help="For people, for programs, as a table, or as a feed of what is new.")
    ] = "text",
    as_json: AsJson = False,
    save: Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep this search under a name.")] = None,
    saved: Annotated[
        str | None, typer.Option("--saved", metavar="NAME", help="Ask a search again that was kept.")
    ] = None,
) -> None:
    """Search the statements of the archive, or its articles.

    Without words, all that pass the filters are shown, the latest first.
    """
    from propos.errors import QueryError
    from propos.keep.filters import Filters
    from propos.keep.saved import Question
    from propos.show.commands_search import print_search

    try:
        filters = Filters(
            speaker=speaker,
            about=about,
            outlet=outlet,
            relay=relay,
            kind=kind,
            stance=stance,
            lang=lang,
            since=since,
            until=until,
        )
    except QueryError as error:
        raise typer.BadParameter(error.reason, param_hint="--since or --until") from None
    question = Question(words=" ".join(words or ()), filters=filters, what="articles" if articles else "statements")
    if saved and not question.is_empty:
        raise typer.BadParameter("takes words and filters from the search that was kept", param_hint="--saved")
    if not saved and question.is_empty:
        raise typer.BadParameter("give words, or a filter such as --speaker", param_hint="WORDS")
    print_search(archive, question, order=order, limit=limit, form="json" if as_json else form, save=save, saved=saved)


def searches(
    archive: ArchiveUrl = None,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="Keep the search of this name no longer.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the searches that are kept under a name; propos search --save keeps one."""
    from propos.show.commands_search import print_searches

    print_searches(archive, forget=forget, as_json=as_json)
