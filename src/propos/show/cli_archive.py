"""The command line of the archive's upkeep: what each command takes; what it does stands in ``commands_archive.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

ArchiveUrl = Annotated[
    str | None,
    typer.Option("--archive", metavar="URL", envvar="PROPOS_ARCHIVE", help="Archive: a file, or a database address."),
]
Target = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")]
Origin = Annotated[Path, typer.Argument(metavar="FILE", help="A backup, or an export in JSON lines.")]
Format = Annotated[
    Literal["jsonl", "csv", "parquet", "annotations", "schemaorg"],
    typer.Option(
        "--format",
        help="jsonl keeps everything; csv and parquet make one file a noun in a folder; annotations (W3C) and "
        "schemaorg write one JSON-LD object a statement, one a line.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (check, backup, restore, reread, vacuum, export, suggest):
        app.command()(command)
    app.command("import")(restore_export)
    app.command("verify-all")(verify_all)


def check(archive: ArchiveUrl = None) -> None:
    """Say whether the archive is sound: hashes, words against their articles, links, indexes."""
    from propos.show.commands_archive import check_archive

    check_archive(archive)


def backup(file: Target, archive: ArchiveUrl = None) -> None:
    """Copy the archive, while it is in use, into a new file that is an archive itself."""
    from propos.show.commands_archive import back_up_archive

    back_up_archive(archive, file)


def restore(file: Origin, archive: ArchiveUrl = None) -> None:
    """Fill an empty archive from a backup; the two may be databases of different kinds."""
    from propos.show.commands_archive import restore_archive

    restore_archive(archive, file)


def restore_export(file: Origin, archive: ArchiveUrl = None) -> None:
    """Fill an empty archive from an export in JSON lines."""
    from propos.show.commands_archive import restore_archive

    restore_archive(archive, file)


def reread(archive: ArchiveUrl = None) -> None:
    """Read the kept pages again if propos has learned since; what people decided stays."""
    from propos.show.commands_archive import reread_archive

    reread_archive(archive)


def vacuum(archive: ArchiveUrl = None) -> None:
    """Give back unused space and make the search indexes anew."""
    from propos.show.commands_archive import tidy_archive

    tidy_archive(archive)


def suggest(archive: ArchiveUrl = None) -> None:
    """Look for paraphrases and translations among the statements, by meaning; they are suggested, nothing is joined."""
    from propos.show.commands_archive import suggest_meanings

    suggest_meanings(archive)


def export(
    target: Annotated[
        Path,
        typer.Argument(metavar="TARGET", help="A folder for csv and parquet, else a file (jsonl: also .jsonl.gz)."),
    ],
    kind: Format = "jsonl",
    archive: ArchiveUrl = None,
) -> None:
    """Write the archive for other programs, or for another archive."""
    from propos.show.commands_archive import export_archive

    export_archive(archive, target, kind)


def verify_all(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="CSV with a column quote, maybe speaker; else standard input."),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or before.")] = None,
    archive: ArchiveUrl = None,
) -> None:
    """Check many quotations: a CSV file in, the same with verdicts out."""
    from propos.show.commands_archive import verify_all as verify_file

    verify_file(archive, file, until)
