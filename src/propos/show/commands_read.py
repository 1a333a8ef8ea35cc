"""``propos read``: documents in, readings out, nothing kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import typer

from propos.model import Reading
from propos.pipeline import Failure, Options, read_sources
from propos.show.contract import render_error, render_reading
from propos.show.plain import render_plain
from propos.show.terminal import Status, output, show_error, with_progress


def read_documents(sources: Sequence[str], options: Options, *, as_json: bool, with_rejected: bool) -> None:
    """Prints the reading of every document of all sources, each as soon as it is there."""
    results = with_progress(read_sources(sources, options), what="Reading", as_json=as_json)
    failed = print_json(results) if as_json else print_plain(results, with_rejected=with_rejected)
    if failed:
        raise typer.Exit(Status.FAILED)


def print_json(results: Iterable[Reading | Failure]) -> int:
    """One line a document, failures on the same stream; returns how many failed."""
    failed = 0
    for result in results:
        rendered = render_error(result.error, result.source) if isinstance(result, Failure) else render_reading(result)
        failed += isinstance(result, Failure)
        typer.echo(json.dumps(rendered, ensure_ascii=False))
    return failed


def print_plain(results: Iterable[Reading | Failure], *, with_rejected: bool = False) -> int:
    """Readings for people to standard output, failures to standard error; returns how many failed."""
    failed = 0
    console = output()
    for number, result in enumerate(results):
        if isinstance(result, Failure):
            failed += 1
            show_error(result.error, result.source)
            continue
        if number:
            console.print()
        console.print(render_plain(result, with_rejected=with_rejected))
    return failed
