"""The command line of the register of actors; what its commands do stands in ``commands_register.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from propos.show.cli_archive import ArchiveUrl

Dump = Annotated[Path, typer.Argument(metavar="DUMP", help="Wikidata's JSON dump, also compressed (.gz, .bz2).")]
Other = Annotated[str | None, typer.Option(metavar="ID|QID", help="Say that it is not this actor, or not this item.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(actor)
    app.command("import-wikidata")(import_wikidata)


def actor(
    actor_id: Annotated[int, typer.Argument(metavar="ID", help="The actor's number; see: propos actors.")],
    archive: ArchiveUrl = None,
    join: Annotated[int | None, typer.Option(metavar="ID", help="Join another actor, who is the same, to it.")] = None,
    split: Annotated[
        list[int] | None, typer.Option(metavar="ARTICLE", help="Make somebody else of whom this article means.")
    ] = None,
    rename: Annotated[str | None, typer.Option(metavar="NAME", help="Give it another name.")] = None,
    identify: Annotated[str | None, typer.Option(metavar="QID", help="Say which Wikidata item it is.")] = None,
    refuse: Other = None,
    undo: Annotated[int | None, typer.Option(metavar="CHANGE", help="Take a change back.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print what is known of an actor: names, offices with dates, who it may be; or correct it."""
    from propos.show.commands_register import correct_actor, show_actor

    correct_actor(
        archive, actor_id, join=join, split=split or [], rename=rename, identify=identify, refuse=refuse, undo=undo
    )
    show_actor(archive, actor_id, as_json=as_json)


def import_wikidata(dump: Dump, archive: ArchiveUrl = None) -> None:
    """Read a dump of Wikidata into the archive: people with offices, bodies, countries; for looking up only."""
    from propos.show.commands_register import import_dump

    import_dump(archive, dump)
