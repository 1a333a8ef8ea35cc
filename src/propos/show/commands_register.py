"""``propos actor`` and ``propos import-wikidata``: who is who, and what Wikidata says of them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.text import Text

from propos.keep.archive import Archive
from propos.keep.records import ActorRecord
from propos.keep.register_records import DatedOffice, Identity, ItemRecord, ItemSuggestion, Tenure
from propos.show.terminal import Status, messages, output, plain_errors, with_progress

#: What agrees between an actor and an item, in words.
EVIDENCE = {
    "name": "same name",
    "only_name": "the only item of this name",
    "country": "same country",
    "office": "same office",
}


def import_dump(url: str | None, dump: Path) -> None:
    """Reads a dump of Wikidata into the archive; tells each line that was skipped."""
    faults = items = 0
    with plain_errors(), Archive(url) as archive:
        total = dump.stat().st_size if dump.is_file() else None
        steps = archive.import_wikidata(dump)
        for step in with_progress(steps, what="Reading Wikidata", total=total, reached=lambda s: s.position):
            for number, reason in step.faults:
                messages().print(Text(f"✗ {dump} line {number}: {reason}", style="red"))
            faults += len(step.faults)
            items = step.items
    messages().print(f"{items} items kept" + (f", {faults} lines skipped" if faults else "") + ".")
    if faults:
        raise typer.Exit(Status.FAILED)


def correct_actor(
    url: str | None,
    actor_id: int,
    *,
    join: int | None,
    split: Sequence[int],
    rename: str | None,
    identify: str | None,
    refuse: str | None,
    undo: int | None,
) -> None:
    """Makes the changes that were asked for, and says how each can be taken back."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        changes = []
        if join is not None:
            changes.append(archive.merge_actors(join, actor_id))
        if split:
            changes.append(archive.split_actor(actor_id, split))
        if rename is not None:
            changes.append(archive.rename_actor(actor_id, rename))
        if identify is not None:
            changes.append(archive.identify_actor(actor_id, identify.upper() or None))
        if refuse is not None:
            changes.append(archive.refuse(actor_id, int(refuse) if refuse.isdigit() else refuse.upper()))
        if undo is not None:
            archive.undo_change(undo)
    for change in changes:
        messages().print(f"Change {change}; to take it back: propos actor {actor_id} --undo {change}")


def show_actor(url: str | None, actor_id: int, *, as_json: bool) -> None:
    """Prints an actor of the register."""
    with plain_errors(), Archive(url, must_exist=True) as archive:
        actor = archive.load_actor(actor_id)
        known = load_register(archive, actor)
    if as_json:
        typer.echo(json.dumps(known, ensure_ascii=False, default=_plain))
        return
    for line in _lines(actor, known):
        output().print(line)


def load_register(archive: Archive, actor: ActorRecord) -> dict[str, Any]:
    """An actor with all that the register suggests about it, as ``propos actor --json`` prints it."""
    items = archive.find_items([actor.wikidata] if actor.wikidata else [])
    return {
        **{f.name: getattr(actor, f.name) for f in dataclasses.fields(actor)},
        "item": items.get(actor.wikidata or ""),
        "suggested_items": archive.suggest_items(actor.id),
        "suggested_actors": archive.suggest_actors(actor.id),
        "identity": archive.find_identity(actor.id),
        "descriptions": archive.find_descriptions(actor.id),
        "changes": archive.list_changes(actor.id),
    }


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _lines(actor: ActorRecord, known: dict[str, Any]) -> Iterator[Text]:
    yield Text(actor.name, style="bold")
    parts = (actor.kind, actor.country, f"{actor.statements} statements in {actor.articles} articles", actor.wikidata)
    yield Text(" · ".join(p for p in parts if p), style="dim")
    for alias in actor.aliases:
        yield Text(f"also called     {alias}")
    for office in actor.offices:
        of = f" ({office.of})" if office.of else ""
        dates = _period(office.first_seen, office.last_seen)
        yield Text(f"office          {office.title}{of}").append(f"  {dates}  article {office.article_id}", style="dim")
    if known["item"]:
        yield from (Text(f"by Wikidata     {_dated(office)}") for office in known["item"].offices)
    if known["identity"]:
        yield describe_identity(known["identity"])
    for suggestion in known["suggested_items"]:
        yield _item_line(suggestion)
    for other in known["suggested_actors"]:
        yield Text(f"perhaps also    {other.name}").append(f"  actor {other.id}", style="dim")
    for description in known["descriptions"]:
        yield _description_line(description)
    for change in known["changes"]:
        undone = " (taken back)" if change.undone_at else ""
        detail = ", ".join(v for v in change.detail.values() if v)
        yield Text(f"change {change.id:<8} {change.verb} {detail}{undone}", style="dim")


def describe_identity(identity: Identity) -> Text:
    """Who held the office by which somebody is called, and how that is known, on one line."""
    sure = identity.status == "confirmed"
    line = Text(f"{'meant is' if sure else 'perhaps':<16}{identity.name}", style="bold" if sure else "default")
    ways = "; ".join(_tenure(tenure) for tenure in identity.evidence)
    known = f"actor {identity.holder_id}" if identity.holder_id is not None else identity.qid
    return line.append(f"  {known} · {identity.office}, {identity.day}: {ways}", style="dim")


def _tenure(tenure: Tenure) -> str:
    period = _period(tenure.first, tenure.last)
    if tenure.source == "wikidata":
        return f"Wikidata {tenure.qid}, {period or 'undated'}"
    return f"articles {', '.join(map(str, tenure.articles[:5]))}, {period}"


def _period(first: str | None, last: str | None) -> str:
    if first == last or not last:
        return f"since {first}" if first and not last else (first or "")
    return f"{first or ''} to {last}"


def _item_line(suggestion: ItemSuggestion) -> Text:
    item = suggestion.item
    why = ", ".join(EVIDENCE[kind] for kind, _ in suggestion.evidence)
    text = describe_item(item)
    return Text(f"perhaps         {item.qid} {text}").append(f"  {why}; --identify {item.qid} confirms", style="dim")


def describe_item(item: ItemRecord, lang: str = "en") -> str:
    """Name and description of an item, in a language where there is one."""
    return ", ".join(text for text in (in_language(item.labels, lang), in_language(item.descriptions, lang)) if text)


def in_language(texts: dict[str, str], lang: str) -> str:
    """The text in a language, else the one for all, else any."""
    return texts.get(lang) or texts.get("mul") or next(iter(texts.values()), "")


def _dated(office: DatedOffice) -> str:
    start = office.start[0] if office.start else None
    end = office.end[1] if office.end else None
    return f"{in_language(office.labels, 'en') or office.office}  {_period(start, end)}"


def _description_line(identity: Identity) -> Text:
    line = Text(f"perhaps meant   {identity.office}")
    return line.append(f"  article {identity.article_id}, {identity.day}, actor {identity.actor_id}", style="dim")
