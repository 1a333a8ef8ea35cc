"""The command line of the ledger: what the command takes; what it does stands in ``commands_ledger.py``."""

from __future__ import annotations

from typing import Annotated

import typer

from propos.show.cli_archive import ArchiveUrl

DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="DATE", help="Only what falls due before that day.")
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what somebody of that name said.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(ledger)


def ledger(due_before: DueBefore = None, by: By = None, as_json: AsJson = False, archive: ArchiveUrl = None) -> None:
    """List what was forecast, promised and announced, by whom, and when it falls due.

    Later passages on the same matter are offered as what may have become of it; nothing is decided.
    """
    from propos.show.commands_ledger import print_ledger

    print_ledger(archive, due_before=due_before, by=by, as_json=as_json)
