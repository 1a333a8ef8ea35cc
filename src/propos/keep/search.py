"""Full-text search over statements, with filters, facets and stable cursors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Double,
    Select,
    and_,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.selectable import FromClause

from propos.keep import fulltext
from propos.keep import tables as t
from propos.keep.loading import from_cursor, load_hits, to_cursor
from propos.keep.query import AnyOf, Query, Words, change_words, parse_query, to_fts5, to_tsquery, wanted_words
from propos.keep.records import Results, StatementHit
from propos.keep.rows import name_key
from propos.lang import Language, load_language
from propos.resolve.wording import find_words

#: Facets and totals are counted over at most this many hits, the last added.
COUNTED_HITS = 10_000
#: How many values a facet shows.
FACET_VALUES = 20
FACETS = ("speaker", "outlet", "lang", "kind", "stance", "month")
#: Longer statements are cut around the first match.
SNIPPET_CHARACTERS = 320

Order = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the statements must be besides holding the words; None does not filter.

    Attributes:
        speaker: An actor's id in digits, or words of a name.
        since: First day of publication, ISO.
        until: Last day of publication, ISO.
    """

    speaker: str | None = None
    outlet: str | None = None
    lang: str | None = None
    kind: str | None = None
    stance: str | None = None
    relay: str | None = None
    since: str | None = None
    until: str | None = None


def search(
    connection: Connection, words: str, filters: Filters, *, order: Order, limit: int, cursor: str | None
) -> Results[StatementHit]:
    """Statements that hold the words and pass the filters; without words, all that pass, by date."""
    languages = (load_language(filters.lang),) if filters.lang else fulltext.all_languages()
    query = _stemmed(words, languages)
    wanted = _conditions(connection, filters)
    source, match, rank = _matching(connection, query)
    if words.strip() and match is None:
        return Results(items=(), total=0, facets=_no_facets())
    if match is None:
        order = "date"
    else:
        wanted.append(match)
    total, facets = _facets(connection, source, wanted)
    rows = _page(connection, source, wanted, rank if order == "relevance" else None, limit=limit, cursor=cursor)
    following = to_cursor(rows[limit - 1].key, rows[limit - 1].id) if len(rows) > limit else None
    hits = load_hits(connection, [r.id for r in rows[:limit]])
    if query is not None:
        hits = tuple(replace(h, snippet=_snippet(h.text, query, load_language(h.article.lang))) for h in hits)
    return Results(items=hits, next=following, total=total, facets=facets)


def _stemmed(words: str, languages: Sequence[Language]) -> Query | None:
    query = parse_query(words, _printed_words)
    return change_words(query, lambda w: _stem_alternatives(w, languages)) if query else None


def _printed_words(piece: str) -> tuple[str, ...]:
    return tuple(piece[s.start : s.end] for s in find_words(piece).spans)


def _stem_alternatives(run: Words, languages: Sequence[Language]) -> Query:
    if run.prefix:  # the beginning of a word has no stem
        return Words(find_words(" ".join(run.words)).words, prefix=True)
    forms = {tuple(fulltext.stems_of(" ".join(run.words), lang.code).split()): None for lang in languages}
    runs = tuple(Words(f) for f in forms)
    return runs[0] if len(runs) == 1 else AnyOf(runs)


def _matching(
    connection: Connection, query: Query | None
) -> tuple[FromClause, ColumnElement[bool] | None, ColumnElement[Any] | None]:
    """What to select from, the condition that the words match, and the rank (the smaller the better)."""
    base = t.statement.join(t.article)
    if query is None:
        return base, None, None
    if connection.dialect.name == "sqlite":
        found = to_fts5(query)
        index = table("statement_stems", column("rowid"), column("rank"))
        if found is None:
            return base, None, None
        match = text("statement_stems MATCH :found").bindparams(found=found)
        joined = index.join(base, t.statement.c.id == index.c.rowid)
        return joined, and_(match), index.c.rank
    asked = to_tsquery(query)
    index = table("statement_stems", column("id"), column("body"))
    if asked is None:
        return base, None, None
    wanted = cast(literal(asked), TSQUERY)
    # As wide as Python's floats, or a cursor would not meet its own row again.
    rank = -cast(func.ts_rank(index.c.body, wanted), Double)
    return index.join(base, t.statement.c.id == index.c.id), index.c.body.op("@@", is_comparison=True)(wanted), rank


def _conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    s, a = t.statement.c, t.article.c
    wanted: list[ColumnElement[bool]] = [a.is_newest]
    for value, field in (
        (filters.outlet, a.outlet),
        (filters.lang, a.lang),
        (filters.kind, s.kind),
        (filters.stance, s.stance),
    ):
        if value is not None:
            wanted.append(field == value)
    if filters.since is not None:
        wanted.append(a.day >= filters.since)
    if filters.until is not None:
        wanted.append(a.day <= filters.until)
    if filters.relay is not None:
        wanted.append(s.id.in_(select(t.relay.c.statement_id).where(t.relay.c.name == filters.relay)))
    if filters.speaker is not None:
        wanted.append(s.actor_id.in_(find_actors(connection, filters.speaker)))
    return wanted


def find_actors(connection: Connection, speaker: str) -> list[int]:
    """The register's ids that a user may mean: an id in digits, else the actors whose name holds the words."""
    if speaker.isdecimal() and speaker.isascii():
        return [int(speaker)]
    actor = t.actor.c
    holds = (" " + actor.key + " ").like(f"% {name_key(speaker)} %")
    rows = connection.execute(select(actor.id, actor.merged_into).where(holds))
    return sorted({row.merged_into or row.id for row in rows})


def _page(
    connection: Connection,
    source: FromClause,
    wanted: Sequence[ColumnElement[bool]],
    rank: ColumnElement[Any] | None,
    *,
    limit: int,
    cursor: str | None,
) -> Sequence[Any]:
    number = t.statement.c.id
    key: ColumnElement[Any] = t.article.c.day if rank is None else rank
    query = select(number, key.label("key")).select_from(source).where(*wanted)
    if cursor is not None:
        last, last_id = from_cursor(cursor, 2)
        if rank is None:
            query = query.where(or_(key < last, and_(key == last, number < last_id)))
        else:
            query = query.where(or_(key > last, and_(key == last, number > last_id)))
    query = query.order_by(key.desc(), number.desc()) if rank is None else query.order_by(key, number)
    return connection.execute(query.limit(limit + 1)).all()


def _facets(
    connection: Connection, source: FromClause, wanted: Sequence[ColumnElement[bool]]
) -> tuple[int | None, dict[str, tuple[tuple[str, int], ...]]]:
    s, a = t.statement.c, t.article.c
    found = (
        select(s.id, s.kind, s.stance, a.outlet, a.lang, func.substr(a.day, 1, 7).label("month"), s.actor_id)
        .select_from(source)
        .where(*wanted)
        .order_by(s.id.desc())
        .limit(COUNTED_HITS + 1)
        .cte("found")
    )
    with_names = found.join(t.actor, t.actor.c.id == found.c.actor_id)
    parts = [
        select(literal("").label("facet"), literal("").label("value"), func.count().label("hits")).select_from(found)
    ]
    parts += [_values(name, found.c[name], found) for name in FACETS if name != "speaker"]
    parts.append(_values("speaker", t.actor.c.name, with_names))
    facets: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    total = 0
    for facet, value, hits in connection.execute(union_all(*parts)):
        if facet:
            facets[facet].append((value, hits))
        else:
            total = hits
    ranked = {name: tuple(sorted(values, key=lambda v: (-v[1], v[0]))) for name, values in facets.items()}
    return (total if total <= COUNTED_HITS else None), ranked


def _values(name: str, value: ColumnElement[Any], source: FromClause) -> Select[Any]:
    """The most frequent values of one facet, with their counts."""
    counted = (
        select(literal(name).label("facet"), value.label("value"), func.count().label("hits"))
        .select_from(source)
        .where(value.is_not(None))
        .group_by(value)
        .order_by(func.count().desc(), value)
        .limit(FACET_VALUES)
        .subquery()
    )
    return select(counted.c.facet, counted.c.value, counted.c.hits)


def _no_facets() -> dict[str, tuple[tuple[str, int], ...]]:
    return {name: () for name in FACETS}


def _snippet(body: str, query: Query, language: Language) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it matches."""
    runs = wanted_words(query)
    stems = {w for r in runs if not r.prefix for w in r.words}
    beginnings = tuple(r.words[-1] for r in runs if r.prefix)
    wording = find_words(body)
    marked = [
        span
        for span, stem, word in zip(
            wording.spans, fulltext.stems_of(body, language.code).split(), wording.words, strict=True
        )
        if stem in stems or (beginnings and word.startswith(beginnings))
    ]
    start, end = _window(body, marked[0].start if marked else 0)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    for span in marked:
        if start <= span.start and span.end <= end:
            pieces += [(body[start : span.start], False), (body[span.start : span.end], True)]
            start = span.end
    pieces += [(body[start:end], False), ("", False) if end == len(body) else (" …", False)]
    return tuple((p, is_match) for p, is_match in pieces if p)


def _window(body: str, around: int) -> tuple[int, int]:
    if len(body) <= SNIPPET_CHARACTERS:
        return 0, len(body)
    start = max(0, min(around - SNIPPET_CHARACTERS // 3, len(body) - SNIPPET_CHARACTERS))
    end = start + SNIPPET_CHARACTERS
    if start:
        start = body.find(" ", start) + 1 or start
    if end < len(body):
        end = max(body.rfind(" ", 0, end), around + 1)
    return start, end
