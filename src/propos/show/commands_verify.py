"""``propos verify``: was this really said?"""

from __future__ import annotations

import json

import typer
from rich.text import Text

from propos.keep.archive import Archive
from propos.keep.records import Appearance, Verification
from propos.show.contract import render_verification
from propos.show.plain import UNKNOWN, describe_relays
from propos.show.terminal import Indented, counted, output, plain_errors, searched

#: Verdict -> what it means, and its colour.
VERDICTS = {
    "verbatim": ("Verbatim: these very words were printed.", "green"),
    "cut": ("Shortened: the words were printed, with others between or around them.", "yellow"),
    "stitched": ("Stitched together: the words come from several statements.", "yellow"),
    "altered": (
        "Altered: most of the words were printed, but some are others, or what was left out changes the sense.",
        "yellow",
    ),
    "reordered": ("In another order: the words were printed otherwise arranged.", "yellow"),
    "paraphrase": ("Perhaps a paraphrase: other words that may mean the same were printed.", "yellow"),
    "other_speaker": ("Said by someone else: the words were printed, but ascribed to somebody else.", "red"),
    "relay_only": ("Only through a relay: known from an agency, another outlet or a translation.", "yellow"),
    "denied": ("Denied: the words were printed as something that was denied or not said.", "red"),
    "not_found": ("Not found: none of the articles searched prints these words.", "default"),
}


def verify_quote(
    url: str | None, quote: str, *, speaker: str | None, since: str | None, until: str | None, as_json: bool
) -> None:
    """Prints the verdict on a quotation, and every place where it was printed."""
    if not quote.strip():
        raise typer.BadParameter("give the words that are to be checked", param_hint="QUOTE")
    with plain_errors(), Archive(url, must_exist=True) as archive:
        answer = archive.verify(quote, speaker=speaker, since=since, until=until)
    if as_json:
        typer.echo(json.dumps(render_verification(answer), ensure_ascii=False))
        return
    console = output()
    meaning, colour = VERDICTS.get(answer.verdict, (answer.verdict, "default"))
    console.print(Text(meaning, style=f"bold {colour}"))
    for appearance in answer.appearances:
        console.print(_head(appearance))
        console.print(Indented(compare(appearance.words)))
    console.print(_searched(answer))


def compare(words: tuple[tuple[str, str, str], ...]) -> Text:
    """The words side by side in one line: ``[-asked-]`` was not printed, ``{+printed+}`` was not asked."""
    line = Text()
    for change, asked, printed in words:
        line.append(" " if line else "")
        if change == "kept":
            line.append(printed)
            continue
        if asked:
            line.append(f"[-{asked}-]", style="red")
        if asked and printed:
            line.append(" ")
        if printed:
            line.append(f"{{+{printed}+}}", style="dim")
    return line


def _head(appearance: Appearance) -> Text:
    hit = appearance.hit
    day = (hit.article.published or "undated")[:10]
    line = Text(f"{day}  ").append(hit.statement.speaker_name or UNKNOWN, style="bold")
    place = ", ".join(p for p in (hit.article.outlet, hit.article.title) if p)
    relays = "".join(f" · {note}" for note in describe_relays(hit.statement))
    alike = f", {appearance.coverage:.0%} of the words" if appearance.coverage < 1 else ""
    if appearance.likeness is not None:
        alike = f", {appearance.likeness:.2f} alike"
    note = f"  · {appearance.wording}{alike}{relays} · {place}  {hit.article.id}#{hit.statement.id}"
    return line.append(note, style="dim")


def _searched(answer: Verification) -> Text:
    known = answer.searched
    line = searched(known.articles, known.outlets, known.first, known.last)
    if answer.compared:
        line += f" Compared by meaning: {counted(answer.compared, 'statement')}."
    elif answer.verdict == "not_found" and known.articles:
        line += " Paraphrases and translations were not looked for; see: propos suggest."
    return Text(line, style="dim")
