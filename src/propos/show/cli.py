"""The command line: what each command takes; what it does stands in ``commands_*.py``.

Exit status: 0 if all went well, 1 if some document or the command failed, 2 if the command was misused, 130 if Ctrl-C
stopped it, 141 if whoever read the output went away.
Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.models import CommandInfo

from propos import __version__
from propos.show.cli_archive import register
from propos.show.cli_ledger import register as register_ledger
from propos.show.cli_register import register as register_actors
from propos.show.cli_search import register as register_search
from propos.show.terminal import Status, messages

if TYPE_CHECKING:
    from propos.pipeline import Options

EPILOG = "Exit status: 0 all went well; 1 a document or the command failed; 2 the command was misused."

#: How ``propos --help`` lists the commands.
GROUPS = {
    "Read": ("read", "add", "reread"),
    "Ask": (
        "search",
        "verify",
        "ledger",
        "figures",
        "actors",
        "actor",
        "list",
        "show",
        "searches",
        "verify-all",
        "suggest",
    ),
    "Show": ("serve",),
    "Keep": ("check", "backup", "restore", "export", "import", "import-wikidata", "vacuum"),
    "About": ("doctor", "schema"),
}

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
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch addresses of private networks and of this machine.")
]
ArchiveUrl = Annotated[
    str | None,
    typer.Option("--archive", metavar="URL", envvar="PROPOS_ARCHIVE", help="Archive: a file, or a database address."),
]

RecordsAsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Limit = Annotated[int, typer.Option(min=1, help="How many at most.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="Also show what was turned down, and why.")]


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
    allow_private: AllowPrivate = False,
    rejected: Rejected = False,
) -> None:
    """Read documents and print who says what in them; nothing is kept."""
    from propos.show.commands_read import read_documents

    options = replace(read_options(lang, published, text), allow_private=allow_private)
    read_documents(sources, options, as_json=as_json, with_rejected=rejected)


@app.command(epilog=EPILOG)
def add(
    sources: Sources,
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
    text: AsText = False,
    published: Published = None,
    lang: Lang = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read documents into the archive; what is already there is left alone."""
    from propos.show.commands_keep import add_documents

    options = replace(read_options(lang, published, text), allow_private=allow_private)
    add_documents(sources, archive, options, as_json=as_json)


@app.command("list")
def list_(
    archive: ArchiveUrl = None,
    limit: Limit = 20,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's articles.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="CODE", help="Only articles in this language.")] = None,
    as_json: RecordsAsJson = False,
) -> None:
    """List the articles of the archive, the latest published first."""
    from propos.show.commands_keep import list_articles

    list_articles(archive, limit=limit, outlet=outlet, lang=lang, as_json=as_json)


@app.command()
def actors(archive: ArchiveUrl = None, limit: Limit = 20, as_json: RecordsAsJson = False) -> None:
    """List who speaks in the archive, the most quoted first."""
    from propos.show.commands_keep import list_actors

    list_actors(archive, limit=limit, as_json=as_json)


@app.command()
def show(
    article_id: Annotated[int, typer.Argument(metavar="ID", help="The article's number; see: propos list.")],
    archive: ArchiveUrl = None,
    as_json: AsJson = False,
    rejected: Rejected = False,
) -> None:
    """Print an article of the archive: who says what in it."""
    from propos.show.commands_keep import show_article

    show_article(archive, article_id, as_json=as_json, with_rejected=rejected)


@app.command()
def verify(
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help="The words; put […] where some are left out.")],
    archive: ArchiveUrl = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who is said to have said it.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or before.")] = None,
    as_json: RecordsAsJson = False,
) -> None:
    """Say whether these words were said: verbatim, cut, altered..., by whom, and where they were printed."""
    from propos.show.commands_verify import verify_quote

    verify_quote(archive, quote, speaker=speaker, since=since, until=until, as_json=as_json)


@app.command()
def serve(
    archive: ArchiveUrl = None,
    host: Annotated[
        str, typer.Option(help="Address to listen at; the default serves this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name that the pages may be reached under."),
    ] = None,
) -> None:
    """Show the archive as web pages."""
    from propos.show.commands_serve import serve_archive

    serve_archive(archive, host=host, port=port, allowed=allow_host or [])


@app.command()
def doctor(archive: ArchiveUrl = None) -> None:
    """Say whether environment, language models and archive are in order."""
    from propos.show.commands_serve import check_health

    check_health(archive)


@app.command()
def schema() -> None:
    """Print the JSON Schema of what --json prints."""
    from propos.show.schema import schema_text

    typer.echo(schema_text(), nl=False)


register(app)
register_ledger(app)
register_actors(app)
register_search(app)


def _in_groups(commands: list[CommandInfo]) -> list[CommandInfo]:
    """The commands in the order of GROUPS, each under its heading."""
    named = {c.name or (c.callback.__name__ if c.callback else ""): c for c in commands}
    for heading, names in GROUPS.items():
        for name in names:
            named[name].rich_help_panel = heading
    return [named.pop(name) for names in GROUPS.values() for name in names] + list(named.values())


app.registered_commands = _in_groups(app.registered_commands)


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
        _end_quietly()
    except OSError as error:  # those of sources and archives have been told: this one is of the output
        messages().print(f"✗ the output cannot be written: {error.strerror or error}", markup=False)
        _end(Status.FAILED)
    except SystemExit:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # how typer leaves standard output behind a broken pipe
            _end_quietly()
        raise


def _end_quietly() -> NoReturn:
    """Whoever read our output has gone ("| head"): not an error to report, but not a whole run either."""
    _end(Status.READER_GONE)


def _end(status: Status) -> NoReturn:
    """Ends without another try to write what standard output still holds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(int(status))
