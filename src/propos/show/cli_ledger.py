"""The command line of ledger and figures; what they do stands in ``commands_ledger`` and ``commands_figures``."""

from __future__ import annotations

from typing import Annotated

import typer

from propos.show.cli_archive import ArchiveUrl

DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="DATE", help="Only what falls due before that day.")
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what somebody of that name said.")]
Article = Annotated[
    int | None, typer.Option("--article", metavar="ID", help="Only what differs from this article's figures.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, help="How many matters at most.")]
All = Annotated[bool, typer.Option("--all", help="Go through all articles, not only the latest; takes long.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(ledger)
    app.command()(figures)


def ledger(due_before: DueBefore = None, by: By = None, as_json: AsJson = False, archive: ArchiveUrl = None) -> None:
    """List what was forecast, promised and announced, by whom, and when it falls due.

    Later passages on the same matter are offered as what may have become of it; nothing is decided.
    """
    from propos.show.commands_ledger import print_ledger

    print_ledger(archive, due_before=due_before, by=by, as_json=as_json)


def figures(
    article: Article = None,
    limit: Limit = 20,
    every: All = False,
    as_json: AsJson = False,
    archive: ArchiveUrl = None,
) -> None:
    """List figures on which articles differ, side by side.

    Whether they tell of one matter, and which of them is right, is not decided.
    """
    from propos.show.commands_figures import print_figures

    print_figures(archive, article=article, limit=limit, every=every, as_json=as_json)
