"""The snippets of the documentation: found, run, compared with the output that the page shows, or written anew.

python -m tests.snippets            write the output of every snippet of README.md and docs/ anew

A ``console`` block holds ``$ propos ...`` commands, each followed by its output; ``console lines=5`` shows the first
five lines of each and a "…". A ``python`` block holds doctests. All snippets of a page share one folder, one archive
and one namespace; ``make`` commands are not run.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)(?: lines=(\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
WIDTH = 100


def commands(page: str) -> list[str]:
    """All commands of a page's console blocks, in order."""
    return [c for m in BLOCK.finditer(page) if m[1] == "console" for c in COMMAND.findall(m[3])]


def rewritten(page: str, folder: Path) -> str:
    """A page with the output that its snippets give today.

    Args:
        page: The Markdown.
        folder: Where the commands run; it holds what they read, and their archive.
    """
    namespace: dict[str, object] = {"__name__": "docs"}
    run: dict[str, Callable[[str], str]] = {
        "console": lambda source: run_command(source),
        "python": lambda source: run_python(source, namespace),
    }
    with working_in(folder):
        return BLOCK.sub(lambda m: _block(m, run[m[1]]), page)


def _block(match: re.Match[str], run: Callable[[str], str]) -> str:
    kind, limit, body = match.groups()
    sources = _commands_of(body) if kind == "console" else _examples_of(body)
    shown = [show + cut(run(source), int(limit) if limit else None) for source, show in sources]
    info = f"{kind} lines={limit}" if limit else kind
    return f"```{info}\n{''.join(shown)}```" if shown else match[0]


def cut(text: str, limit: int | None) -> str:
    """The first lines of an output, and a mark for the rest."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if limit is not None and len(lines) > limit:
        lines = [*lines[:limit], "…"]
    return "".join(f"{line}\n" for line in lines)


def _commands_of(body: str) -> Iterator[tuple[str, str]]:
    for command in COMMAND.findall(body):
        yield command, f"$ {command}\n"


def _examples_of(body: str) -> Iterator[tuple[str, str]]:
    for example in doctest.DocTestParser().get_examples(body):
        lines = example.source.rstrip("\n").split("\n")
        yield example.source, "".join(f"{'...' if i else '>>>'} {line}".rstrip() + "\n" for i, line in enumerate(lines))


def run_command(command: str) -> str:
    """What a command prints, on both streams; empty for ``make``, which is not run."""
    from typer.testing import CliRunner

    from propos.show.cli import app

    words = shlex.split(command, comments=True)
    if words[0] == "make":
        return ""
    if words[0] != "propos":
        raise ValueError(f"a console block may hold propos and make commands only: {command!r}")
    target = Path(words[words.index(">") + 1]) if ">" in words else None
    result = CliRunner().invoke(app, words[1 : words.index(">")] if target else words[1:], prog_name="propos")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    if target is None:
        return result.output
    target.write_text(result.stdout, encoding="utf-8")
    return result.stderr


def run_python(source: str, namespace: dict[str, object]) -> str:
    """What an example prints."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(source, "<docs>", "single"), namespace)
    return out.getvalue()


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """Runs in a folder with the sample collection, with an archive of its own and a page of fixed width."""
    if not (folder / "samples").exists():
        (folder / "samples").symlink_to(ROOT / "samples")
    settings = {"PROPOS_ARCHIVE": str(folder / "propos.sqlite"), "COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def main() -> int:
    """Writes the pages named on the command line, or all, with the output of today."""
    pages = [Path(name).resolve() for name in sys.argv[1:]] or PAGES
    for path in pages:
        with tempfile.TemporaryDirectory() as folder:
            page = path.read_text(encoding="utf-8")
            path.write_text(rewritten(page, Path(folder)), encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
