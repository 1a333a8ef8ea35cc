"""A Reading for people at a terminal: who said what, in the order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from propos.keep.records import ArticleSummary
from propos.model import Article, Reading, Span, Statement
from propos.show.terminal import Indented

#: One colour a speaker, in order of first appearance; then from the start again.
COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")
UNKNOWN = "unknown speaker"


def render_plain(reading: Reading, *, with_rejected: bool = False) -> RenderableType:
    """All statements of a reading, under the article's title, with a line of counts at the end."""
    text = reading.article.text
    names = list(dict.fromkeys(s.speaker_name for s in reading.statements if s.speaker_name))
    styles = {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(names)}
    parts: list[RenderableType] = [*_head(reading), Text()]
    for statement in reading.statements:
        parts.append(_statement_head(statement, text, styles))
        parts.append(Indented(Text(join_spans(statement.content, text))))
    if with_rejected:
        parts.extend(_rejected(reading))
    parts.append(_counts(reading, names, with_rejected=with_rejected))
    return Group(*parts)


def join_spans(spans: Sequence[Span], text: str) -> str:
    """The words of several spans on one line, with an ellipsis where other words stand between them."""
    return " … ".join(" ".join(s.of(text).split()) for s in spans)


def describe_source(article: Article | ArticleSummary, source: str) -> str:
    """Outlet, day, language and address on one line, whichever are known."""
    known = (article.outlet, str(article.published or "")[:10], article.lang, article.url or source)
    return " · ".join(part for part in known if part)


def _head(reading: Reading) -> Iterator[Text]:
    article = reading.article
    yield Text(article.title or "(no title found)", style="bold")
    yield Text(describe_source(article, reading.source), style="dim")
    for warning in reading.warnings:
        yield Text(f"! {warning}", style="yellow")


def describe_relays(statement: Statement) -> list[str]:
    """How the words came to the page, one note a relay: "via AVI", "translation (français)"."""
    return [f"translation ({r.name})" if r.kind == "translation" else f"via {r.name}" for r in statement.relays]


def _statement_head(statement: Statement, text: str, styles: dict[str, str]) -> Text:
    name = statement.speaker_name
    line = Text(f"{statement.id.removeprefix('s'):>3}  ", style="dim")
    printed = f"“{join_spans(statement.source, text)}”" if statement.source else UNKNOWN
    line.append(name or printed, style=f"bold {styles[name]}" if name else "italic dim")
    if statement.cue:
        line.append(f"  {join_spans(statement.cue, text)}", style="italic")
    notes = [statement.kind, *describe_relays(statement)]
    if statement.addressee:
        notes.append("to " + ", ".join(span.of(text) for span in statement.addressee))
    if statement.mood != "asserted":
        notes.append(statement.mood)
    if statement.said:
        notes.append(statement.said)
    return line.append(f"  · {' · '.join(notes)}", style="dim")


def _rejected(reading: Reading) -> Iterator[RenderableType]:
    for rejected in reading.rejected:
        line = Text("  –  ", style="dim").append(join_spans((rejected.span,), reading.article.text))
        yield line.append(f"  · not a statement: {rejected.reason}", style="dim")
    if reading.rejected:
        yield Text()


def _counts(reading: Reading, names: Sequence[str], *, with_rejected: bool) -> Text:
    by_kind = Counter(s.kind for s in reading.statements)
    kinds = ", ".join(f"{count} {kind}" for kind, count in by_kind.most_common())
    parts = [_number(len(reading.statements), "statement") + (f" ({kinds})" if kinds else "")]
    parts.append(_number(len(names), "named speaker"))
    if unknown := sum(not s.speaker_name for s in reading.statements):
        parts.append(f"{unknown} without a known speaker")
    if reading.rejected and not with_rejected:
        parts.append(f"{len(reading.rejected)} turned down (--rejected shows them)")
    return Text(" · ".join(parts), style="dim")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
