"""Answers whether a quotation was printed, by whom, and where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, select

from propos.keep import tables as t
from propos.keep.candidates import Rarity, find_candidates
from propos.keep.loading import load_hits
from propos.keep.records import Appearance, Searched, Verification
from propos.lang import load_language
from propos.resolve.alignment import render_words
from propos.resolve.verify import Judgement, Match, Printed, judge, match
from propos.resolve.wording import Wording, find_words

#: How many statements are compared with the quotation, and with one of so few words, which tell less where to look.
MOST_CANDIDATES, MOST_CANDIDATES_SHORT = 50, 100
SHORT_WORDS = 12
#: How many appearances are shown.
MOST_APPEARANCES = 50

_s = t.statement.c
_RELAYED = exists().where(t.relay.c.statement_id == _s.id).label("is_relayed")
_SELECT: Select[Any] = select(
    _s.id,
    _s.text,
    _s.kind,
    _s.stance,
    _s.mood,
    _s.speaker_name,
    _s.utterance_id,
    t.article.c.lang,
    t.article.c.day,
    _RELAYED,
).join(t.article, t.article.c.id == _s.article_id)


def verify(
    connection: Connection,
    quote: str,
    rarity: Rarity,
    searched: Searched,
    *,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Verification:
    """The verdict on a quotation, with every appearance of it, the earliest first."""
    rarity.refresh(connection)
    asked = find_words(quote)
    most = MOST_CANDIDATES_SHORT if len(asked.words) <= SHORT_WORDS else MOST_CANDIDATES
    found = find_candidates(connection, asked, rarity, most=most)
    ids = found.ids
    query = _SELECT.where(_s.id.in_(ids))
    if since is not None:
        query = query.where(t.article.c.day >= since)
    if until is not None:
        query = query.where(t.article.c.day <= until)
    rows = {row.id: row for row in connection.execute(query)}
    surprise = partial(rarity.surprise, counts=found.counts)
    judgement = judge(asked, [_printed(rows[i]) for i in ids if i in rows], speaker, surprise)
    if not judgement.matches:
        return Verification(quote=quote, verdict="not_found", searched=searched)
    best = rows[judgement.matches[0].printed.id]
    return Verification(
        quote=quote,
        verdict=judgement.verdict,
        wording=judgement.wording,
        speaker_name=best.speaker_name,
        utterance_id=best.utterance_id,
        best_id=best.id,
        appearances=_appearances(connection, asked, judgement, best),
        searched=searched,
    )


def _printed(row: Row[Any]) -> Printed:
    return Printed(
        id=row.id,
        wording=find_words(row.text),
        language=load_language(row.lang),
        kind=row.kind,
        stance=row.stance,
        mood=row.mood,
        speaker_name=row.speaker_name,
        is_relayed=bool(row.is_relayed),
    )


def _appearances(
    connection: Connection, asked: Wording, judgement: Judgement, best: Row[Any]
) -> tuple[Appearance, ...]:
    matches = list(judgement.matches[:MOST_APPEARANCES])
    known = {m.printed.id for m in matches}
    if judgement.wording != "stitched" and best.utterance_id is not None:
        more = _SELECT.where(_s.utterance_id == best.utterance_id, _s.id.not_in(known)).limit(MOST_APPEARANCES)
        others = (match(asked, _printed(row)) for row in connection.execute(more))
        matches += [m for m in others if m is not None]
    return _render(connection, asked, matches[:MOST_APPEARANCES])


def _render(connection: Connection, asked: Wording, matches: Sequence[Match]) -> tuple[Appearance, ...]:
    hits = {h.id: h for h in load_hits(connection, [m.printed.id for m in matches])}
    appearances = [
        Appearance(
            hit=hits[m.printed.id],
            coverage=round(m.coverage, 3),
            wording=m.shape,
            words=render_words(m.alignment, asked, m.printed.wording),
        )
        for m in matches
        if m.printed.id in hits
    ]
    return tuple(sorted(appearances, key=lambda a: (a.hit.article.published or "9999", a.hit.id)))


def count_searched(connection: Connection) -> Searched:
    """How much there was to search."""
    a = t.article.c
    articles, outlets, first, last = connection.execute(
        select(func.count(), func.count(a.outlet.distinct()), func.min(a.published), func.max(a.published))
    ).one()
    return Searched(
        articles=articles, outlets=outlets, first=first[:10] if first else None, last=last[:10] if last else None
    )
