"""A Reading becomes what the article page shows: blocks of marked text, each with its notes, and the speakers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from propos.model import Actor, Article, Reading, Span, Statement
from propos.show.nesting import Layer
from propos.show.web.marks import Describe, Mark, find_layers, render_marks

BlockKind = Literal["title", "lead", "heading", "paragraph", "question", "caption", "furniture"]

#: How many speakers get a colour of their own; all others share the last.
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of the article as the legend shows it.

    Attributes:
        key: The actor's id within the article; None for statements whose speaker cannot be told.
        name: The fullest name that the article gives; None likewise.
        actor: What else the article says of the speaker.
        slot: Number of the colour, from 1; 0 for the unknown speaker.
        count: How many statements.
        register_id: The actor's id in the archive.
    """

    key: str | None
    name: str | None
    actor: Actor | None
    slot: int
    count: int
    register_id: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text about one statement; the words are those of the text."""

    statement: Statement
    number: str
    voice: Voice
    words: str
    cue: str
    named_by: str
    addressee: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, caption or line of furniture, with the notes of the statements that begin in it."""

    kind: BlockKind
    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that the article page shows of one reading; ``title`` is the block of the text that holds it, if any."""

    title: Block | None
    blocks: tuple[Block, ...]
    voices: tuple[Voice, ...]
    notes: tuple[Note, ...]


def view_article(
    reading: Reading, register: Mapping[str, int], describe: Describe, terms: Sequence[Span] = ()
) -> ArticleView:
    """What the article page shows of a reading.

    Args:
        reading: What to show.
        register: For each of its actors, the id in the archive.
        describe: Says what a mark of a layer means, for its tooltip.
        terms: Words that differ by voice, marked as ``term1``, ``term2``...
    """
    voices = find_voices(reading, register)
    notes = tuple(_note(s, reading.article.text, voices[speaker_key(s)]) for s in reading.statements)
    places = tuple(split_blocks(reading.article))
    spans = [span for _, span in places]
    slots = {n.statement.id: n.voice.slot for n in notes}
    layers = _layers_of_blocks(spans, find_layers(reading, slots, describe, terms))
    beside = _notes_of_blocks(spans, notes)
    blocks = [
        Block(kind, render_marks(reading.article.text, span, own), tuple(own_notes))
        for (kind, span), own, own_notes in zip(places, layers, beside, strict=True)
    ]
    title = next((b for b in blocks if b.kind == "title"), None)
    return ArticleView(title, tuple(b for b in blocks if b is not title), tuple(voices.values()), notes)


def speaker_key(statement: Statement) -> str | None:
    """What tells the speakers of an article apart; None for an unknown one."""
    return statement.speaker or statement.speaker_name


def find_voices(reading: Reading, register: Mapping[str, int]) -> dict[str | None, Voice]:
    """The speakers by their key, those with most statements first, the unknown one last."""
    counts = Counter(speaker_key(s) for s in reading.statements)
    actors = {a.id: a for a in reading.actors}
    names = {speaker_key(s): s.speaker_name for s in reversed(reading.statements)}
    voices: dict[str | None, Voice] = {}
    for key, count in sorted(counts.items(), key=lambda item: (item[0] is None, -item[1])):
        actor = actors.get(key or "")
        slot = 0 if key is None else min(len(voices) + 1, COLOURS)
        name = names[key] or (actor.name if actor else None)
        voices[key] = Voice(key, name, actor, slot, count, register.get(key or ""))
    return voices


def split_blocks(article: Article) -> Iterator[tuple[BlockKind, Span]]:
    """The whole text in disjoint blocks, in order; what the reading puts nowhere is furniture."""
    end = 0
    for kind, span in sorted(_known_blocks(article), key=lambda block: block[1].start):
        yield from _gap(article.text, end, span.start)
        if span.end > max(end, span.start):
            yield kind, Span(max(end, span.start), span.end)
            end = span.end
    yield from _gap(article.text, end, len(article.text))


def _known_blocks(article: Article) -> Iterator[tuple[BlockKind, Span]]:
    text = article.text
    title = next((h for h in article.headings if article.title and h.of(text).strip() == article.title.strip()), None)
    questions = set(article.questions)
    yield from (("furniture", span) for span in article.furniture)
    yield from (("caption", span) for span in article.captions)
    yield from (("title" if span == title else "heading", span) for span in article.headings)
    for span in article.paragraphs:
        is_lead = article.lead is not None and span.of(text).strip() == article.lead.strip()
        yield "question" if span in questions else "lead" if is_lead else "paragraph", span


def _gap(text: str, start: int, end: int) -> Iterator[tuple[BlockKind, Span]]:
    if start < end and text[start:end].strip():
        yield "furniture", Span(start, end)


def _layers_of_blocks(blocks: Sequence[Span], layers: Sequence[Layer[Mark]]) -> list[list[Layer[Mark]]]:
    """For each block, the layers that touch it; blocks are disjoint and in order, so this is linear."""
    ends = [span.end for span in blocks]
    starts = [span.start for span in blocks]
    touching: list[list[Layer[Mark]]] = [[] for _ in blocks]
    for layer in layers:
        for i in range(bisect_right(ends, layer.span.start), bisect_left(starts, layer.span.end)):
            touching[i].append(layer)
    return touching


def _notes_of_blocks(blocks: Sequence[Span], notes: Sequence[Note]) -> list[list[Note]]:
    starts = [span.start for span in blocks]
    beside: list[list[Note]] = [[] for _ in blocks]
    for note in notes if blocks else ():
        beside[max(0, bisect_right(starts, note.statement.content[0].start) - 1)].append(note)
    return beside


def _note(statement: Statement, text: str, voice: Voice) -> Note:
    return Note(
        statement=statement,
        number=statement.id.removeprefix("s"),
        voice=voice,
        words=_words(statement.content, text),
        cue=_words(statement.cue, text),
        named_by=_words(statement.source, text),
        addressee=_words(statement.addressee, text),
    )


def _words(spans: Sequence[Span], text: str) -> str:
    return " […] ".join(" ".join(s.of(text).split()) for s in spans)
