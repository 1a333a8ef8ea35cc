"""Readings as rows, and the whole reading as compressed JSON."""

from __future__ import annotations

import hashlib
import json
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from propos.lang import load_language
from propos.model import Actor, Article, Page, Reading, Span, Statement, hull
from propos.resolve.offices import office_key
from propos.resolve.wording import find_words, fold

Row = dict[str, Any]

_READING = TypeAdapter(Reading)
#: What stands between two content spans of a statement when they are shown as one text.
JOINT = " […] "


def pack_reading(reading: Reading) -> bytes:
    """A reading as compressed JSON."""
    return zlib.compress(_READING.dump_json(reading), 6)


def unpack_reading(packed: bytes) -> Reading:
    """The reading that was packed, equal to it in every field."""
    return _READING.validate_json(zlib.decompress(packed))


def page_hash(page: Page) -> str:
    """SHA-256 of the page's bytes, in hex."""
    return hashlib.sha256(page.content).hexdigest()


def page_row(page: Page) -> Row:
    """The row of a page as captured."""
    return {
        "hash": page_hash(page),
        "content": zlib.compress(page.content, 6),
        "source": page.source,
        "url": page.url,
        "media_type": page.media_type,
        "charset": page.charset,
        "headers": json.dumps(page.headers),
        "captured_at": page.captured_at.isoformat() if page.captured_at else None,
    }


def unpack_page(row: Mapping[str, Any]) -> Page:
    """The page of a row."""
    return Page(
        source=row["source"],
        content=zlib.decompress(row["content"]),
        url=row["url"],
        media_type=row["media_type"],
        charset=row["charset"],
        headers=tuple((str(name), str(value)) for name, value in json.loads(row["headers"])),
        captured_at=datetime.fromisoformat(row["captured_at"]) if row["captured_at"] else None,
    )


def article_address(reading: Reading) -> str:
    """What makes two readings versions of one article: the page's address, else the file, else the text itself."""
    if reading.article.url:
        return reading.article.url
    if reading.source != "-" and "://" in reading.source:
        return reading.source
    file = Path(reading.source.partition("#")[0])
    if reading.source != "-" and file.is_file():
        return f"{file.resolve().as_uri()}{reading.source[len(str(file)) :]}"
    return f"text:{reading.article.hash}"


def article_row(reading: Reading, added_at: datetime) -> Row:
    """The row of an article, without its place among the versions."""
    article = reading.article
    published = article.published.isoformat() if article.published else None
    return {
        "hash": article.hash,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "lang": article.lang,
        "published": published,
        "day": (published or added_at.isoformat())[:10],
        "statement_count": len(reading.statements),
        "rules_version": reading.rules_version,
        "reading": pack_reading(reading),
        "added_at": added_at,
    }


def statement_text(statement: Statement, article: Article) -> str:
    """The words of a statement as printed: its content spans, joined where other words stand between them.

    An interruption by the inquit alone ("…, a-t-il dit, …") leaves no mark: nothing of the statement is missing there.
    """
    pieces = [s.of(article.text) for s in statement.content]
    aside = (*statement.cue, *statement.source)
    text = pieces[0] if pieces else ""
    for before, after, piece in zip(statement.content, statement.content[1:], pieces[1:], strict=False):
        between = Span(min(before.end, after.start), max(before.end, after.start))
        text += (" " if any(between.overlaps(s) for s in aside) or len(between) < 4 else JOINT) + piece
    return text


def statement_row(statement: Statement, article: Article) -> Row:
    """The row of a statement, without what the database says of it."""
    text = statement_text(statement, article)
    words = find_words(text)
    return {
        **_place(hull(statement.content) if statement.content else Span(0, 0)),
        "local_id": statement.id,
        "kind": statement.kind,
        "stance": statement.stance,
        "mood": statement.mood,
        "said": statement.said,
        "speaker_name": statement.speaker_name,
        "confidence": statement.confidence,
        "text": text,
        "word_count": len(words.words),
        "wording": words.hash,
    }


def relay_rows(statement: Statement) -> Iterator[Row]:
    """The rows of a statement's relays."""
    for position, relay in enumerate(statement.relays):
        yield {"position": position, **_place(relay.span), "name": relay.name, "kind": relay.kind}


def mention_rows(actor: Actor) -> Iterator[Row]:
    """The rows of an actor's mentions."""
    for position, mention in enumerate(actor.mentions):
        yield {"position": position, **_place(mention.span), "form": mention.form}


def office_rows(actor: Actor, lang: str) -> Iterator[Row]:
    """The rows of an actor's offices."""
    for position, office in enumerate(actor.offices):
        key = office_key(office.title, load_language(lang))
        yield {"position": position, **_place(office.span), "title": office.title, "of": office.of, "key": key}


def about_rows(reading: Reading, ids: Mapping[str, int], appearances: Mapping[str, int]) -> Iterator[Row]:
    """The rows of who is spoken of or spoken to in each statement, its speaker left out.

    Args:
        reading: What was read.
        ids: For each statement, its id in the archive.
        appearances: For each actor, the id of the appearance in this article.
    """
    places = sorted((m.span.start, a.id) for a in reading.actors for m in a.mentions)
    starts = [start for start, _ in places]
    for statement in reading.statements:
        spans = (*statement.content, *statement.addressee)
        meant = {
            local: None
            for s in spans
            for _, local in places[bisect_left(starts, s.start) : bisect_left(starts, s.end)]
            if local != statement.speaker
        }
        yield from ({"statement_id": ids[statement.id], "appearance_id": appearances[local]} for local in meant)


def forecast_rows(reading: Reading, statement_ids: Mapping[str, int]) -> Iterator[Row]:
    """The rows of what a reading tells of later times."""
    for position, forecast in enumerate(reading.forecasts):
        yield {
            "position": position,
            **_place(forecast.span),
            "strength": forecast.strength,
            "due": forecast.due,
            "who": forecast.who,
            "statement_id": statement_ids.get(forecast.statement or ""),
        }


def figure_rows(reading: Reading, statement_ids: Mapping[str, int]) -> Iterator[Row]:
    """The rows of a reading's figures."""
    for position, figure in enumerate(reading.figures):
        yield {
            "position": position,
            **_place(figure.span),
            "value": None if figure.value is None else str(figure.value),
            "upper": None if figure.upper is None else str(figure.upper),
            "unit": figure.unit,
            "measure": figure.measure,
            "status": figure.status,
            "due": figure.due,
            "statement_id": statement_ids.get(figure.statement or ""),
        }


def event_rows(reading: Reading, statement_ids: Mapping[str, int]) -> Iterator[Row]:
    """The rows of a reading's events."""
    for position, event in enumerate(reading.events):
        yield {
            "position": position,
            **_place(event.span),
            "type": event.type,
            "status": event.status,
            "when": event.when,
            "where": event.where,
            "statement_id": statement_ids.get(event.voice),
        }


def time_rows(reading: Reading) -> Iterator[Row]:
    """The rows of a reading's time expressions."""
    for position, time in enumerate(reading.times):
        yield {"position": position, **_place(time.span), "type": time.type, "value": time.value}


def name_key(name: str) -> str:
    """The folded words of a name, as the register compares names.

    Example:
        >>> name_key("Jean-Éloi  D’Arcourt")
        'jean eloi d arcourt'
    """
    return " ".join(find_words(name).words) or fold(name.strip())


def _place(span: Span) -> Row:
    return {"start": span.start, "end": span.end}
