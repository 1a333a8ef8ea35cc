"""Brings an utterance out of the database: its fullest form, first appearance, variants and independent sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from propos.errors import ArchiveError
from propos.keep import tables as t
from propos.keep.decisions import are_apart
from propos.keep.loading import load_hits
from propos.keep.records import StatementHit, Suggestion, UtteranceRecord, VariantRecord
from propos.lang import load_language
from propos.resolve.alignment import align, render_words
from propos.resolve.utterances import Variant, relate
from propos.resolve.wording import find_words

#: How many words around a statement must agree for two texts to be copies of one.
COPIED_WORDS = 12
#: How many variants are shown.
MOST_VARIANTS = 500

_s = t.statement.c


def load_utterance(connection: Connection, utterance_id: int) -> UtteranceRecord:
    """One utterance with its variants, the earliest first.

    Raises:
        ArchiveError: If there is no such utterance.
    """
    ids = connection.scalars(select(_s.id).where(_s.utterance_id == utterance_id).limit(MOST_VARIANTS)).all()
    hits = sorted(load_hits(connection, ids), key=lambda h: (h.article.published or "9999", h.id))
    if not hits:
        raise ArchiveError(f"there is no utterance {utterance_id}")
    # An indirect statement is not the words themselves: it is the fullest form only if there is no other.
    fullest = max(hits, key=lambda h: (h.statement.kind != "indirect", len(find_words(h.text).words), -h.id))
    bonds = _bonds(connection, ids)
    sources = _sources(hits)
    return UtteranceRecord(
        id=utterance_id,
        fullest=fullest,
        earliest=hits[0],
        variants=tuple(_variant(h, fullest, bonds.get(h.id), sources[h.id]) for h in hits),
        sources=len(set(sources.values())),
        suggestions=_suggestions(connection, utterance_id, ids),
    )


def count_printings(connection: Connection, article_id: int) -> dict[str, tuple[int, int]]:
    """For each statement of an article that was printed more than once: its utterance, and how many printings.

    A statement within another, or around it, is no second printing.
    """
    own, other = t.statement.alias("own"), t.statement.alias("other")
    elsewhere = or_(other.c.article_id != own.c.article_id, other.c.end <= own.c.start, other.c.start >= own.c.end)
    rows = connection.execute(
        select(own.c.local_id, own.c.utterance_id, func.count())
        .join(other, other.c.utterance_id == own.c.utterance_id)
        .where(own.c.article_id == article_id, or_(other.c.id == own.c.id, elsewhere))
        .group_by(own.c.local_id, own.c.utterance_id)
        .having(func.count() > 1)
    )
    return {local_id: (utterance_id, count) for local_id, utterance_id, count in rows}


def _variant(hit: StatementHit, fullest: StatementHit, bond: Row[Any] | None, source: int) -> VariantRecord:
    relation = relate(_compared(hit), _compared(fullest)) if hit.id != fullest.id else None
    # A variant that does not hang on the fullest form hangs on another one, or was joined by hand.
    by: tuple[str, float | None, str] | None = None
    if relation is not None:
        by = (relation.bond, relation.score, relation.reason)
    if by is None and bond is not None:
        by = (bond.relation, bond.score, bond.reason)
    if by is None and hit.article.lang != fullest.article.lang:
        by = ("translated", None, "")  # somebody joined it
    return VariantRecord(
        hit=hit,
        bond=by[0] if by else None,
        score=by[1] if by else None,
        reason=by[2] if by else "",
        words=_side_by_side(hit, fullest),
        source=source,
    )


def _side_by_side(hit: StatementHit, fullest: StatementHit) -> tuple[tuple[str, str, str], ...]:
    """The words of a variant against the fullest form's; those of another language are not compared."""
    if hit.article.lang != fullest.article.lang:
        return ()
    mine, full = find_words(hit.text), find_words(fullest.text)
    return render_words(align(mine.words, full.words), mine, full)


def _compared(hit: StatementHit) -> Variant:
    return Variant(
        id=hit.id,
        wording=find_words(hit.text),
        language=load_language(hit.article.lang),
        kind=hit.statement.kind,
        speaker_name=hit.statement.speaker_name,
        actor=hit.actor_id,
        said=hit.statement.said,
    )


def _bonds(connection: Connection, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """Why each statement is a variant, where its words do not say so: what it may be by its meaning comes last."""
    like = select(t.likeness).where(t.likeness.c.statement_id.in_(ids), t.likeness.c.other_id.in_(ids))
    bonds = {i: row for row in connection.execute(like) for i in (row.statement_id, row.other_id)}
    rows = connection.execute(select(t.link).where(t.link.c.statement_id.in_(ids), t.link.c.status == "confirmed"))
    return bonds | {row.statement_id: row for row in rows}


def _sources(hits: Sequence[StatementHit]) -> dict[int, int]:
    """For each statement a number that it shares with those of copies of one text: agency copy, or the same article."""
    numbers: dict[int, int] = {}
    seen: dict[object, int] = {}
    for hit in hits:
        marks = [("article", hit.article.id), *_surroundings(hit)]
        number = next((seen[m] for m in marks if m in seen), len(numbers))
        for mark in marks:
            seen.setdefault(mark, number)
        numbers[hit.id] = number
    return numbers


def _surroundings(hit: StatementHit) -> list[tuple[str, tuple[str, ...]]]:
    before = find_words(hit.before).words[-COPIED_WORDS:]
    after = find_words(hit.after).words[:COPIED_WORDS]
    return [(side, words) for side, words in (("before", before), ("after", after)) if len(words) == COPIED_WORDS]


def _suggestions(connection: Connection, utterance_id: int, ids: Sequence[int]) -> tuple[Suggestion, ...]:
    link, like = t.link.c, t.likeness.c
    by_words = select(t.link).where(link.status == "suggested", _touches(link, ids))
    rows = [*connection.execute(by_words), *connection.execute(select(t.likeness).where(_touches(like, ids)))]
    mine = set(ids)
    by_id = {h.id: h for h in load_hits(connection, [i for r in rows for i in (r.statement_id, r.other_id)])}
    found: dict[int, Suggestion] = {}
    for row in sorted(rows, key=lambda r: -r.score):
        own, other = (row.statement_id, row.other_id) if row.statement_id in mine else (row.other_id, row.statement_id)
        hit = by_id[other]
        theirs = hit.utterance_id
        if theirs is None or theirs in (utterance_id, *found) or are_apart(connection, utterance_id, theirs):
            continue
        found[theirs] = Suggestion(hit=hit, statement_id=own, score=row.score, reason=row.reason, relation=row.relation)
    return tuple(found.values())


def _touches(link: Any, ids: Sequence[int]) -> ColumnElement[bool]:
    return or_(link.statement_id.in_(ids), link.other_id.in_(ids))


def find_suggested(connection: Connection, article_id: int) -> dict[str, int]:
    """The utterance of each statement of an article that may be another one's variant, too."""
    found: dict[str, int] = {}
    for link, wanted in ((t.link, [t.link.c.status == "suggested"]), (t.likeness, [])):
        for side in (link.c.statement_id, link.c.other_id):
            query = select(_s.local_id, _s.utterance_id).join(link, side == _s.id).where(_s.article_id == article_id)
            found.update((row.local_id, row.utterance_id) for row in connection.execute(query.where(*wanted)))
    return found
