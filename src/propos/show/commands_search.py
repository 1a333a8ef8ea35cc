"""``propos search`` and ``searches``: what the archive holds, for people, as a table or as a feed."""

from __future__ import annotations

import shlex
import sys
from itertools import islice
from typing import Literal
from urllib.parse import quote

from rich.text import Text

from propos.keep.archive import Archive
from propos.keep.found import Order
from propos.keep.records import ArticleHit, ArticleSummary, Hit, Results, StatementHit
from propos.keep.saved import Question
from propos.show.commands_keep import print_records
from propos.show.feeds import FEED_ENTRIES, Feed, render_feed
from propos.show.plain import UNKNOWN, describe_relays
from propos.show.tabular import ARTICLE_COLUMNS, STATEMENT_COLUMNS, csv_lines
from propos.show.terminal import Indented, counted, messages, output, plain_errors, searched

Form = Literal["text", "json", "csv", "rss", "atom"]
#: How many hits are shown if nobody says.
SHOWN = 20


def print_search(
    url: str | None,
    question: Question,
    *,
    order: Order,
    limit: int | None,
    form: Form,
    save: str | None,
    saved: str | None,
) -> None:
    """Prints what is found, with what was searched if that is nothing.

    Args:
        url: The archive.
        question: What is searched, unless ``saved`` says it.
        order: What stands in front.
        limit: How many at most; None for as many as suit the form.
        form: How it is printed.
        save: The name to keep the search under.
        saved: The name of a search that was kept.
    """
    with plain_errors(), Archive(url, must_exist=True) as archive:
        if saved:
            question = archive.saved.load(saved).question
        if save:
            name = archive.saved.keep(save, question).name
            messages().print(f"Kept; ask it again with: propos search --saved {shlex.quote(name)}", markup=False)
        if form == "csv":
            _print_table(archive, question, order, limit)
        elif form in ("rss", "atom"):
            found = archive.ask(question, order="added", limit=limit or FEED_ENTRIES, counted=False)
            name = saved or save or " ".join((question.words, *question.filters.named().values())).strip()
            feed = Feed(title=f"propos: {name}", link=f"urn:propos:search:{quote(name)}")
            sys.stdout.write(render_feed(found.items, feed, form) + "\n")
        else:
            found = archive.ask(question, order=order, limit=limit or SHOWN)
            print_records(found.items) if form == "json" else _print_hits(archive, found)


def _print_table(archive: Archive, question: Question, order: Order, limit: int | None) -> None:
    columns = ARTICLE_COLUMNS if question.what == "articles" else STATEMENT_COLUMNS
    hits = archive.ask_all(question, order=order)
    for line in csv_lines(islice(hits, limit), columns):
        sys.stdout.write(line)


def _print_hits(archive: Archive, found: Results[Hit]) -> None:
    console = output()
    for hit in found.items:
        head = _article_head(hit) if isinstance(hit, ArticleHit) else _statement_head(hit)
        console.print(head)
        console.print(Indented(_snippet(hit)))
    if not found.items:
        counts = archive.count()
        console.print(f"Nothing found. {searched(counts.articles, counts.outlets, counts.first, counts.last)}")
    elif found.next:
        total = found.total if found.total is not None else "more than 10,000"
        messages().print(Text(f"{len(found.items)} of {total} (--limit shows more)", style="dim"))


def _statement_head(hit: StatementHit) -> Text:
    line = Text(hit.statement.speaker_name or UNKNOWN, style="bold" if hit.statement.speaker_name else "italic dim")
    relays = "".join(f" · {note}" for note in describe_relays(hit.statement))
    return line.append(f"  · {hit.statement.kind}{relays} · {_where(hit.article)}#{hit.statement.id}", style="dim")


def _article_head(hit: ArticleHit) -> Text:
    article = hit.article
    line = Text(article.title or "untitled", style="bold")
    known = (
        article.outlet,
        (article.published or "")[:10],
        f"{counted(article.statements, 'statement')}  {article.id}",
    )
    return line.append(f"  · {', '.join(part for part in known if part)}", style="dim")


def _where(article: ArticleSummary) -> str:
    known = (article.outlet, (article.published or "")[:10], f"{article.title or 'untitled'}  {article.id}")
    return ", ".join(part for part in known if part)


def _snippet(hit: Hit) -> Text:
    """The words on one line, those that match marked."""
    pieces = ((" ".join(piece.split("\n")), matches) for piece, matches in hit.snippet)
    return Text.assemble(*((piece, "bold underline") if matches else piece for piece, matches in pieces))


def print_searches(url: str | None, *, forget: str | None, as_json: bool) -> None:
    """Prints the searches that are kept, or forgets one."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        if forget:
            archive.saved.forget(forget)
            messages().print(f"Forgotten: {forget}", markup=False)
            return
        kept = archive.saved.list()
    if as_json:
        print_records(kept)
        return
    for search in kept:
        filters = "".join(f"  {name}: {value}" for name, value in search.question.filters.named().items())
        words = f"  {search.question.words}" if search.question.words else ""
        line = Text(search.name, style="bold").append(f"  · {search.question.what}{words}{filters}", style="dim")
        output().print(line)
    if not kept:
        output().print("No search is kept. Keep one with: propos search WORDS --save NAME")
