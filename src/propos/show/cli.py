"""The command line."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from propos.pipeline import Failure, Options, read_sources
from propos.show.contract import render_error, render_reading

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _main() -> None:
    """Reads news coverage and keeps the record of who said what."""


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument()],
    as_json: Annotated[bool, typer.Option("--json")] = False,
    published: Annotated[str | None, typer.Option()] = None,
    lang: Annotated[str | None, typer.Option()] = None,
    text: Annotated[bool, typer.Option("--text")] = False,
) -> None:
    """Read documents and print what they say."""
    options = Options(lang=lang, published=date.fromisoformat(published) if published else None, as_text=text)
    for result in read_sources(sources, options):
        rendered = render_error(result.error, result.source) if isinstance(result, Failure) else render_reading(result)
        typer.echo(json.dumps(rendered, ensure_ascii=False))


def main() -> None:
    """Entry point."""
    app()
