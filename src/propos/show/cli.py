"""The command line: what each command takes; what it does stands in ``commands_*.py``.

Exit status: 0 if all went well, 1 if some document or the command failed, 2 if the command was misused.
Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from propos import __version__

if TYPE_CHECKING:
    from propos.pipeline import Options

EPILOG = "Exit status: 0 all went well; 1 a document or the command failed; 2 the command was misused."

app = typer.Typer(
    no_args_is_help=True, add_completion=False, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE...", help="A file, a folder, an address, a web archive, or - for standard input."),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object a document, one a line (see: propos schema).")
]
AsText = Annotated[bool, typer.Option("--text", help="Read the input as plain text, whatever it looks like.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date, e.g. 2024-05-31; overrides the page's.")
]
Lang = Annotated[str | None, typer.Option(metavar="CODE", help="Language, e.g. fr or en; overrides the page's.")]
ArchiveUrl = Annotated[
    str | None,
    typer.Option("--archive", metavar="URL", envvar="PROPOS_ARCHIVE", help="Archive: a file, or a database address."),
]


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """Reads news coverage and keeps the record of who said what."""
    if version:
        typer.echo(f"propos {__version__}")
        raise typer.Exit


@app.command(epilog=EPILOG)
def read(
    sources: Sources,
    as_json: AsJson = False,
    text: AsText = False,
    published: Published = None,
    lang: Lang = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also show what was turned down, and why.")] = False,
) -> None:
    """Read documents and print who says what in them; nothing is kept."""
    from propos.show.commands_read import read_documents

    read_documents(sources, read_options(lang, published, text), as_json=as_json, with_rejected=rejected)


@app.command()
def schema() -> None:
    """Print the JSON Schema of what --json prints."""
    from propos.show.schema import schema_text

    typer.echo(schema_text(), nl=False)


def read_options(lang: str | None, published: str | None, as_text: bool) -> Options:
    """The reading options of a command; ends it with status 2 if one makes no sense."""
    from propos.errors import PackError
    from propos.lang import load_language
    from propos.pipeline import Options

    try:
        if lang:
            load_language(lang)
    except PackError as error:
        raise typer.BadParameter(error.reason, param_hint="--lang") from None
    return Options(lang=lang, published=_moment(published), as_text=as_text)


def _moment(value: str | None) -> date | datetime | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date like 2024-05-31", param_hint="--published") from None


def main() -> None:
    """Entry point of the ``propos`` command."""
    try:
        app(prog_name="propos")
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone ("| head"): not an error to report, but not a whole run either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
