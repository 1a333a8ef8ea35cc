"""The terminal: where output goes, how progress and errors are shown, and what the exit status means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TypeVar

import typer
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from propos.errors import ProposError, QueryError

Item = TypeVar("Item")


class Status(IntEnum):
    """Exit statuses of every command."""

    OK = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130
    READER_GONE = 141


#: How far words stand in under their heading.
INDENT_COLUMNS = 5

#: Width of a line that nobody looks at: no statement is folded in a file or a pipe.
UNFOLDED_COLUMNS = 100_000

#: Where each stage of an error happened, in plain words.
STAGES = {
    "fetch": "could not be had",
    "read": "could not be read",
    "lang": "could not be understood",
    "keep": "archive",
    "ask": "this cannot be asked",
    "propos": "failed",
}


class Indented:
    """Words set in under their heading, a blank line after them, and no blanks at the ends of the lines."""

    def __init__(self, words: Text) -> None:
        self.words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines, folded to the width that the indent leaves."""
        for line in self.words.wrap(console, max(options.max_width - INDENT_COLUMNS, 1)):
            line.rstrip()
            yield Text(" " * INDENT_COLUMNS).append_text(line)
        yield Text()


class Trimmed:
    """A table without blanks at the ends of its lines."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The table's lines, each only as long as its words."""
        for segments in console.render_lines(self.table, options, pad=False):
            while segments and not segments[-1].text.strip():
                segments.pop()
            yield from segments[:-1]
            if segments:
                yield Segment(segments[-1].text.rstrip(), segments[-1].style)
            yield Segment.line()


#: Control characters but line ends and tabs: printed as they are, a text could rewrite the terminal it is shown on.
CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


class _Harmless(RenderHook):
    """Leaves control characters out of all that is printed."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_WithoutControls(renderable) for renderable in renderables]


class _WithoutControls:
    def __init__(self, inner: ConsoleRenderable) -> None:
        self.inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for text, style, control in console.render(self.inner, options):
            yield Segment(text if control else text.translate(CONTROLS), style, control)


class _Output(Console):
    """A console that lets the command line say what it means when the reader of its output goes away."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def output() -> Console:
    """Standard output: coloured only on a terminal, and folded only to its width."""
    console = _Output(highlight=False, width=None if sys.stdout.isatty() else UNFOLDED_COLUMNS)
    console.push_render_hook(_Harmless())
    return console


def messages() -> Console:
    """Standard error: progress and messages, never results."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.push_render_hook(_Harmless())
    return console


def show_error(error: ProposError, source: str = "") -> None:
    """One line on standard error: what failed, where, and what to do."""
    place = source or error.place
    place = "standard input" if place == "-" else place
    line = Text("✗ ", style="red")
    if place:
        line.append(place, style="bold").append(" ")
    line.append(f"{STAGES.get(error.stage, error.stage)}: ", style="red").append(error.reason)
    messages().print(line)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Ends the command with a plain sentence if propos raises one of its errors: status 2 for nonsense, else 1."""
    try:
        yield
    except ProposError as error:
        show_error(error)
        raise typer.Exit(Status.USAGE if isinstance(error, QueryError) else Status.FAILED) from None


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def searched(articles: int, outlets: int, first: str | None, last: str | None) -> str:
    """What was searched, for whoever found nothing."""
    if not articles:
        return "The archive is empty. Add articles with: propos add SOURCE..."
    period = f", {first[:10]} to {last[:10]}" if first and last else ""
    return f"Searched: {counted(articles, 'article')} of {counted(outlets, 'outlet')}{period}."


def with_progress(
    items: Iterable[Item],
    *,
    what: str,
    total: int | None = None,
    as_json: bool = False,
    reached: Callable[[Item], int] | None = None,
    total_of: Callable[[Item], int] | None = None,
) -> Iterator[Item]:
    """Passes ``items`` through; on a terminal a bar on standard error counts them meanwhile.

    Args:
        items: Whatever takes long.
        what: What is done to them.
        total: How many there are, if that is known.
        as_json: They are printed as JSON: then no bar shares a terminal with them, whose lines it would fold.
        reached: How far of ``total`` an item is, if items are not what is counted.
        total_of: The total as an item tells it, if it is not known before.
    """
    console = messages()
    if not console.is_terminal or (as_json and sys.stdout.isatty()):
        yield from items
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # Results must pass above the bar where both share a terminal, and must not where they go to a file.
    shared = sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, redirect_stdout=shared) as progress:
        task = progress.add_task(what, total=total)
        for item in items:
            completed, whole = reached(item) if reached else None, total_of(item) if total_of else total
            progress.update(task, advance=None if reached else 1, completed=completed, total=whole)
            yield item
