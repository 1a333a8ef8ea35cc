"""Statements that may mean the same in other words or another language: suggested, never decided.

Each statement of some length gets a vector, once; a new one is compared with all that have one. Another speaker,
figure or day makes another statement here, too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, delete, exists, func, insert, or_, select

from propos.keep import tables as t
from propos.keep.database import reading_from, writing_to
from propos.keep.decisions import articles_decided, decided_of
from propos.keep.encoders import Encoder, Vectors
from propos.keep.loading import load_hits
from propos.keep.records import Appearance, StatementHit, Verification
from propos.resolve.alignment import align, render_words
from propos.resolve.speakers_alike import Alike, alike
from propos.resolve.wording import Wording, find_words

#: Statements of fewer words mean too little to be compared.
LEAST_WORDS = 5
#: How many statements are encoded and written at a time.
BATCH = 64
#: How many of the nearest are looked at for one statement.
MOST_NEAR = 30
#: How much nearer than the encoder's floor two texts must be: in one language, and where a speaker is not known.
NEARER_REWORDED, NEARER_UNKNOWN = 0.10, 0.10
#: No more links than these are kept for one.
MOST_LINKS = 3
#: How many vectors are compared at a time.
CHUNK = 50_000

_s = t.statement.c
_v = t.vector.c
_STATEMENTS: Select[Any] = select(
    _s.id,
    _s.text,
    _s.said,
    _s.speaker_name,
    _s.actor_id,
    _s.utterance_id,
    _s.article_id,
    _s.start,
    _s.end,
    t.article.c.lang,
).join(t.article, t.article.c.id == _s.article_id)


@dataclass
class Store:
    """The vectors of an archive's statements in memory, brought up to date before they are used; shared by threads."""

    encoder: str = ""
    last: int = 0
    ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    vectors: list[NDArray[np.float16]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self, connection: Connection, encoder: Encoder) -> None:
        """Take in the vectors that came since, or all if another encoder made them."""
        with self._lock:
            if self.encoder != encoder.name:
                self.encoder, self.last, self.ids, self.vectors = encoder.name, 0, np.zeros(0, np.int64), []
            query = select(_v.id, _v.statement_id, _v.content).where(_v.encoder == encoder.name)
            newer = query.where(_v.id > self.last).order_by(_v.id).execution_options(yield_per=CHUNK)
            rows = connection.execute(newer)
            for part in rows.partitions(CHUNK):
                self.ids = np.concatenate((self.ids, np.array([r.statement_id for r in part], np.int64)))
                self.vectors.append(np.stack([np.frombuffer(r.content, np.float16) for r in part]))
                self.last = part[-1].id

    def nearest(self, vectors: Vectors, floor: float) -> list[list[tuple[int, float]]]:
        """For each vector the statements at least so near, the nearest first, with the cosine."""
        with self._lock:
            ids, parts = self.ids, list(self.vectors)
        found: list[list[tuple[int, float]]] = [[] for _ in vectors]
        start = 0
        for part in parts:
            near = vectors @ part.astype(np.float32).T
            for row, column in zip(*np.nonzero(near >= floor), strict=True):
                found[row].append((int(ids[start + column]), float(near[row, column])))
            start += len(part)
        return [sorted(f, key=lambda n: (-n[1], n[0]))[:MOST_NEAR] for f in found]


@dataclass(frozen=True, slots=True)
class Compared:
    """How far the comparing has come: statements done of those to do, and links suggested in this step."""

    done: int
    total: int
    links: int


def compare_all(engine: Engine, encoder: Encoder, store: Store) -> Iterator[Compared]:
    """Give each statement that has none its vector, and suggest what may mean the same; yields after each batch.

    A batch is one transaction: a run that was stopped goes on where it was.
    """
    with reading_from(engine) as connection:
        total = connection.scalar(select(func.count()).select_from(t.statement).where(*_missing(encoder))) or 0
    done = 0
    while True:
        with reading_from(engine) as connection:
            rows = connection.execute(_STATEMENTS.where(*_missing(encoder)).order_by(_s.id).limit(BATCH)).all()
        if not rows:
            return
        vectors = encoder.encode([row.text for row in rows])
        with writing_to(engine) as connection:
            links = _keep(connection, encoder, store, rows, vectors)
        done += len(rows)
        yield Compared(done, max(total, done), links)


def _missing(encoder: Encoder) -> tuple[Any, ...]:
    has = exists().where(_v.statement_id == _s.id, _v.encoder == encoder.name)
    return (_s.word_count >= LEAST_WORDS, ~has)


def _keep(connection: Connection, encoder: Encoder, store: Store, rows: Sequence[Row[Any]], vectors: Vectors) -> int:
    ids = [row.id for row in rows]
    there = set(connection.scalars(select(_s.id).where(_s.id.in_(ids))))  # read again since, they have other ids
    kept = [(row, vector) for row, vector in zip(rows, vectors, strict=True) if row.id in there]
    packed = [
        {"statement_id": row.id, "encoder": encoder.name, "content": vector.astype(np.float16).tobytes()}
        for row, vector in kept
    ]
    if not packed:
        return 0
    connection.execute(delete(t.vector).where(_v.statement_id.in_(there), _v.encoder == encoder.name))
    connection.execute(insert(t.vector), packed)
    store.refresh(connection, encoder)
    near = store.nearest(np.stack([vector for _, vector in kept]), encoder.floor)
    wanted = {i for found in near for i, _ in found}
    others = {r.id: r for r in connection.execute(_STATEMENTS.where(_s.id.in_(wanted)))}
    links = []
    seen: set[frozenset[int]] = set()
    for (row, _), found in zip(kept, near, strict=True):
        for link in _links(connection, row, found, others, encoder):
            if (pair := frozenset((link["statement_id"], link["other_id"]))) not in seen:
                seen.add(pair)
                links.append(link)
    if links:
        connection.execute(insert(t.likeness), links)
    return len(links)


def _links(
    connection: Connection,
    row: Row[Any],
    near: Sequence[tuple[int, float]],
    others: dict[int, Row[Any]],
    encoder: Encoder,
) -> list[dict[str, Any]]:
    apart = decided_of(connection, row).apart if row.article_id in articles_decided(connection) else frozenset()
    linked = _linked(connection, row.id)
    best: dict[int, dict[str, Any]] = {}
    for other_id, cosine in near:
        other = others.get(other_id)
        if other is None or other.utterance_id in (row.utterance_id, *apart, *best) or other_id in linked:
            continue
        relation = relate_meanings(row, other, cosine, encoder.floor)
        if relation is not None:
            best[other.utterance_id] = {
                "statement_id": row.id,
                "other_id": other_id,
                "relation": relation,
                "score": round(cosine, 4),
                "reason": f"{relation}: {cosine:.2f} alike in meaning ({encoder.name})",
            }
    return list(best.values())[:MOST_LINKS]


def _linked(connection: Connection, statement_id: int) -> set[int]:
    """Statements that one is linked with, by its words or by its meaning."""
    found: set[int] = set()
    for link in (t.link.c, t.likeness.c):
        pairs = select(link.statement_id, link.other_id)
        rows = connection.execute(pairs.where(or_(link.statement_id == statement_id, link.other_id == statement_id)))
        found.update(i for row in rows for i in row)
    return found


def relate_meanings(one: Row[Any], other: Row[Any], cosine: float, floor: float) -> str | None:
    """What a statement may be of another one that lies so near; None if it is none."""
    if one.article_id == other.article_id or figures_differ(one.text, other.text):
        return None
    if one.said and other.said and len(one.said) == len(other.said) == 10 and one.said != other.said:
        return None
    same = one.actor_id is not None and one.actor_id == other.actor_id
    speakers = Alike.YES if same else alike(one.speaker_name, other.speaker_name)
    if speakers is Alike.NO:
        return None
    relation = "translated" if one.lang != other.lang else "reworded"
    needed = floor + NEARER_REWORDED * (relation == "reworded") + NEARER_UNKNOWN * (speakers is Alike.UNKNOWN)
    return relation if cosine >= needed else None


def figures_differ(one: str, other: str) -> bool:
    """Whether each of two texts has a figure that the other lacks."""
    first, second = ({w for w in find_words(text).words if w[0].isdigit()} for text in (one, other))
    return bool(first - second and second - first)


def find_alike(
    connection: Connection,
    quote: str,
    encoder: Encoder,
    store: Store,
    *,
    speaker: str | None,
    since: str | None,
    until: str | None,
) -> list[tuple[int, float]]:
    """Statements that may say in other words what a quotation says, the nearest first, with the cosine.

    Without a speaker to hold on to, they must lie nearer.
    """
    needed = encoder.floor + NEARER_REWORDED + (0 if speaker else NEARER_UNKNOWN)
    if len(find_words(quote).words) < LEAST_WORDS:
        return []
    store.refresh(connection, encoder)
    [near] = store.nearest(encoder.encode([quote]), needed)
    wanted: list[ColumnElement[bool]] = [_s.id.in_([i for i, _ in near])]
    wanted += [t.article.c.day >= since] if since else []
    wanted += [t.article.c.day <= until] if until else []
    rows = {r.id: r for r in connection.execute(_STATEMENTS.where(and_(*wanted)))}
    return [
        (i, cosine)
        for i, cosine in near
        if i in rows
        and not figures_differ(quote, rows[i].text)
        and (speaker is None or alike(speaker, rows[i].speaker_name) is Alike.YES)
    ]


def count_vectors(connection: Connection, encoder: Encoder | None) -> int:
    """How many statements can be compared by meaning."""
    if encoder is None:
        return 0
    return connection.scalar(select(func.count()).select_from(t.vector).where(_v.encoder == encoder.name)) or 0


def verify_meaning(
    connection: Connection,
    answer: Verification,
    encoder: Encoder,
    store: Store,
    *,
    speaker: str | None,
    since: str | None,
    until: str | None,
) -> Verification:
    """What an answer that found no such words becomes: perhaps a paraphrase, as a suggestion."""
    near = find_alike(connection, answer.quote, encoder, store, speaker=speaker, since=since, until=until)
    compared = len(store.ids)
    hits = load_hits(connection, [i for i, _ in near])
    if not hits:
        return replace(answer, compared=compared)
    asked, cosines = find_words(answer.quote), dict(near)
    appearances = [_appearance(asked, hit, cosines[hit.id]) for hit in hits]
    return replace(
        answer,
        verdict="paraphrase",
        suggested=True,
        compared=compared,
        speaker_name=hits[0].statement.speaker_name,
        utterance_id=hits[0].utterance_id,
        best_id=hits[0].id,
        appearances=tuple(sorted(appearances, key=lambda a: (a.hit.article.published or "9999", a.hit.id))),
    )


def _appearance(asked: Wording, hit: StatementHit, cosine: float) -> Appearance:
    printed = find_words(hit.text)
    alignment = align(asked.words, printed.words)
    return Appearance(
        hit=hit,
        coverage=round(alignment.coverage, 3),
        wording="reworded",
        words=render_words(alignment, asked, printed),
        likeness=round(cosine, 3),
    )
