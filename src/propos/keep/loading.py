"""Brings articles, statements and actors out of the database."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, Table, and_, func, or_, select

from propos.errors import ArchiveError, QueryError
from propos.keep import tables as t
from propos.keep.records import (
    ActorRecord,
    ActorSummary,
    ArticleSummary,
    Counts,
    OfficeHeld,
    Results,
    StatementHit,
    StoredReading,
)
from propos.keep.rows import unpack_reading
from propos.model import Reading, Span, Statement, hull

#: How many characters before and after a statement are shown with it.
CONTEXT_CHARACTERS = 200

ARTICLE_COLUMNS = tuple(c for c in t.article.c if c.name not in ("reading", "page_id"))

AnyRow = Row[Any]


def to_cursor(*keys: object) -> str:
    """An opaque cursor that stands for a place in an order."""
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


def from_cursor(cursor: str, length: int, first: str | None = None) -> list[Any]:
    """The keys of a cursor.

    Args:
        cursor: As ``to_cursor`` made it.
        length: How many keys it has.
        first: What the first of them is, if that is known.

    Raises:
        QueryError: If the cursor was not made here, or for something else.
    """
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        keys = None
    if not isinstance(keys, list) or len(keys) != length or not all(isinstance(k, str | int | float) for k in keys):
        raise QueryError("this is not a cursor that a page of results gave")
    if first is not None and keys[0] != first:
        raise QueryError("this is the cursor of another order")
    return keys


def summarise_article(row: AnyRow) -> ArticleSummary:
    """The summary of an article's row."""
    return ArticleSummary(
        id=row.id,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        lang=row.lang,
        published=row.published,
        added_at=row.added_at,
        statements=row.statement_count,
        version=row.version,
    )


def load_summaries(connection: Connection, ids: Sequence[int]) -> dict[int, ArticleSummary]:
    """The summaries of several articles by id."""
    rows = connection.execute(select(*ARTICLE_COLUMNS).where(t.article.c.id.in_(set(ids))))
    return {row.id: summarise_article(row) for row in rows}


def load_readings(connection: Connection, ids: Sequence[int]) -> dict[int, Reading]:
    """Several readings by article id."""
    rows = connection.execute(select(t.article.c.id, t.article.c.reading).where(t.article.c.id.in_(set(ids))))
    return {row.id: unpack_reading(row.reading) for row in rows}


def load_article(connection: Connection, article_id: int) -> StoredReading:
    """One reading with the versions of its article."""
    row = connection.execute(
        select(t.article, t.page.c.hash.label("page_hash")).outerjoin(t.page).where(t.article.c.id == article_id)
    ).first()
    if row is None:
        raise ArchiveError(f"there is no article {article_id}")
    versions = connection.execute(
        select(*ARTICLE_COLUMNS).where(t.article.c.address == row.address).order_by(t.article.c.version)
    )
    return StoredReading(
        id=row.id,
        reading=unpack_reading(row.reading),
        version=row.version,
        versions=tuple(summarise_article(v) for v in versions),
        added_at=row.added_at,
        page_hash=row.page_hash,
    )


def list_articles(
    connection: Connection, *, limit: int, cursor: str | None, outlet: str | None, lang: str | None
) -> Results[ArticleSummary]:
    """The newest version of each article, the latest first."""
    a = t.article.c
    wanted: list[ColumnElement[bool]] = [a.is_newest.is_(True)]
    if outlet is not None:
        wanted.append(a.outlet == outlet)
    if lang is not None:
        wanted.append(a.lang == lang)
    total = connection.scalar(select(func.count()).select_from(t.article).where(*wanted))
    rows, following = page_of_articles(connection, ARTICLE_COLUMNS, wanted, limit=limit, cursor=cursor)
    return Results(items=tuple(summarise_article(r) for r in rows), next=following, total=total)


def page_of_articles(
    connection: Connection,
    columns: Sequence[ColumnElement[Any]],
    wanted: Sequence[ColumnElement[bool]],
    *,
    limit: int,
    cursor: str | None,
) -> tuple[Sequence[AnyRow], str | None]:
    """The next rows of the article table, the latest published first, and the cursor behind them.

    Args:
        connection: To the archive.
        columns: What a row holds; ``day`` and ``id`` among them.
        wanted: What must hold of an article.
        limit: The most rows.
        cursor: From the page before.
    """
    a, after = t.article.c, list[ColumnElement[bool]]()
    if cursor is not None:
        day, article_id = from_cursor(cursor, 2)
        after.append(or_(a.day < day, and_(a.day == day, a.id < article_id)))
    query = select(*columns).where(*wanted, *after).order_by(a.day.desc(), a.id.desc()).limit(limit + 1)
    rows = connection.execute(query).all()
    following = to_cursor(rows[limit - 1].day, rows[limit - 1].id) if len(rows) > limit else None
    return rows[:limit], following


def list_actors(
    connection: Connection, *, limit: int, cursor: str | None, order: Literal["statements", "name"]
) -> Results[ActorSummary]:
    """The actors of the register, the most quoted first, or by name."""
    a = t.actor.c
    actors = select(a.id, a.key).where(a.merged_into.is_(None))
    total = connection.scalar(select(func.count()).select_from(actors.subquery()))
    if order == "name":
        chosen = actors.order_by(a.key, a.id)
        if cursor is not None:
            key, actor_id = from_cursor(cursor, 2)
            chosen = chosen.where(or_(a.key > key, and_(a.key == key, a.id > actor_id)))
    else:
        said = _by_actor(func.count(), t.statement).subquery()
        replaced = _replaced(func.count(), t.statement)
        statements = func.coalesce(said.c.number, 0) - func.coalesce(replaced.c.number, 0)
        chosen = actors.outerjoin(said, said.c.actor_id == a.id).outerjoin(replaced, replaced.c.actor_id == a.id)
        chosen = chosen.order_by(statements.desc(), a.id)
        if cursor is not None:
            count, actor_id = from_cursor(cursor, 2)
            chosen = chosen.where(or_(statements < count, and_(statements == count, a.id > actor_id)))
    ids = [row.id for row in connection.execute(chosen.limit(limit + 1))]
    counted = {row.id: row for row in connection.execute(_counted_actors().where(a.id.in_(ids)))}
    rows = [counted[i] for i in ids]
    following = None
    if len(rows) > limit:
        last = rows[limit - 1]
        following = to_cursor(last.key if order == "name" else last.statements, last.id)
    return Results(items=tuple(_summarise_actor(r) for r in rows[:limit]), next=following, total=total)


def _counted_actors() -> Select[Any]:
    """Actors with how many statements they made, in how many articles."""
    a, p = t.actor.c, t.appearance.c
    statements, articles = func.count(), func.count(p.article_id.distinct())
    unsaid, unseen = _replaced(statements, t.statement), _replaced(articles, t.appearance)
    said = select(statements).where(t.statement.c.actor_id == a.id).correlate(t.actor).scalar_subquery()
    seen = select(articles).where(p.actor_id == a.id).correlate(t.actor).scalar_subquery()
    return (
        select(
            a.id,
            a.name,
            a.key,
            a.kind,
            a.country,
            a.wikidata,
            (said - func.coalesce(unsaid.c.number, 0)).label("statements"),
            (seen - func.coalesce(unseen.c.number, 0)).label("articles"),
        )
        .outerjoin_from(t.actor, unsaid, unsaid.c.actor_id == a.id)
        .outerjoin(unseen, unseen.c.actor_id == a.id)
        .where(a.merged_into.is_(None))
    )


def _by_actor(number: ColumnElement[int], table: Table) -> Select[Any]:
    return select(table.c.actor_id, number.label("number")).group_by(table.c.actor_id)


def _replaced(number: ColumnElement[int], table: Table) -> Subquery:
    """What each actor has in versions of articles that newer ones replaced: mostly little, so it is taken off all."""
    return _by_actor(number, table).join(t.article).where(t.article.c.is_newest.is_(False)).subquery()


def _summarise_actor(row: AnyRow) -> ActorSummary:
    return ActorSummary(
        id=row.id,
        name=row.name,
        kind=row.kind,
        country=row.country,
        statements=row.statements,
        articles=row.articles,
    )


def load_actor(connection: Connection, actor_id: int) -> ActorRecord:
    """An actor with the names and offices that articles give; one that was merged gives the one it went into."""
    merged = connection.scalar(select(t.actor.c.merged_into).where(t.actor.c.id == actor_id))
    row = connection.execute(_counted_actors().where(t.actor.c.id == (merged or actor_id))).first()
    if row is None:
        raise ArchiveError(f"there is no actor {actor_id}")
    names = connection.scalars(
        select(t.appearance.c.name)
        .where(t.appearance.c.actor_id == row.id)
        .group_by(t.appearance.c.name)
        .order_by(func.count().desc(), t.appearance.c.name)
    )
    return ActorRecord(
        id=row.id,
        name=row.name,
        kind=row.kind,
        country=row.country,
        statements=row.statements,
        articles=row.articles,
        aliases=tuple(n for n in names if n != row.name),
        offices=_offices(connection, row.id),
        wikidata=row.wikidata,
    )


def _offices(connection: Connection, actor_id: int) -> tuple[OfficeHeld, ...]:
    rows = connection.execute(
        select(t.office.c.title, t.office.c.of, t.article.c.published, t.article.c.id)
        .join(t.appearance, t.appearance.c.id == t.office.c.appearance_id)
        .join(t.article, t.article.c.id == t.appearance.c.article_id)
        .where(t.appearance.c.actor_id == actor_id)
        .order_by(t.article.c.day, t.article.c.id)
    )
    held: dict[tuple[str, str | None], OfficeHeld] = {}
    for title, of, published, article_id in rows:
        day = published[:10] if published else None
        known = held.get((title, of))
        first, first_id = (known.first_seen, known.article_id) if known else (day, article_id)
        last = day or (known.last_seen if known else None)
        held[title, of] = OfficeHeld(title=title, of=of, first_seen=first or day, last_seen=last, article_id=first_id)
    return tuple(held.values())


def list_statements(
    connection: Connection,
    *,
    actor_id: int | None,
    article_id: int | None,
    order: Literal["date", "text"],
    limit: int,
    cursor: str | None,
) -> Results[StatementHit]:
    """Statements of an actor or an article."""
    s, a = t.statement.c, t.article.c
    query = select(s.id, s.position, a.day, a.id.label("article")).join(t.article)
    query = query.where(s.article_id == article_id) if article_id is not None else query.where(a.is_newest.is_(True))
    if actor_id is not None:
        query = query.where(s.actor_id == actor_id)
    total = connection.scalar(select(func.count()).select_from(query.subquery()))
    if cursor is not None:
        day, last_article, position = from_cursor(cursor, 3)
        later = [and_(a.id == last_article, s.position > position)]
        if order == "date":
            later += [a.day < day, and_(a.day == day, a.id < last_article)]
        else:
            later += [a.id > last_article]
        query = query.where(or_(*later))
    keys = (a.day.desc(), a.id.desc(), s.position) if order == "date" else (a.id, s.position)
    rows = connection.execute(query.order_by(*keys).limit(limit + 1)).all()
    following = None
    if len(rows) > limit:
        last = rows[limit - 1]
        following = to_cursor(last.day, last.article, last.position)
    return Results(items=load_hits(connection, [r.id for r in rows[:limit]]), next=following, total=total)


def load_hits(connection: Connection, ids: Sequence[int]) -> tuple[StatementHit, ...]:
    """Statements by id, in the order asked for; ids that are not there are left out."""
    s = t.statement.c
    rows = {r.id: r for r in connection.execute(select(t.statement).where(s.id.in_(set(ids))))}
    articles = load_summaries(connection, [r.article_id for r in rows.values()])
    readings = load_readings(connection, [r.article_id for r in rows.values()])
    hits = []
    for row in (rows[i] for i in ids if i in rows):
        reading = readings[row.article_id]
        statement = reading.statements[row.position]
        before, after = _context(reading.article.text, statement.content)
        hits.append(
            StatementHit(
                id=row.id,
                statement=statement,
                text=row.text,
                article=articles[row.article_id],
                actor_id=row.actor_id,
                before=before,
                after=after,
                snippet=((row.text, False),),
                utterance_id=row.utterance_id,
                addressee=addressee_of(reading, statement),
            )
        )
    return tuple(hits)


def addressee_of(reading: Reading, statement: Statement) -> str | None:
    """The words that name whom a statement was made to, on one line."""
    named = (" ".join(span.of(reading.article.text).split()) for span in statement.addressee)
    return ", ".join(named) or None


def _context(text: str, content: tuple[Span, ...]) -> tuple[str, str]:
    if not content:
        return "", ""
    whole = hull(content)
    before = text[max(0, whole.start - CONTEXT_CHARACTERS) : whole.start]
    after = text[whole.end : whole.end + CONTEXT_CHARACTERS]
    if whole.start > CONTEXT_CHARACTERS:
        before = before.partition(" ")[2] or before
    if whole.end + CONTEXT_CHARACTERS < len(text):
        after = after.rpartition(" ")[0] or after
    return before, after


def actor_ids(connection: Connection, article_id: int) -> dict[str, int]:
    """For each actor of an article, its id in the register."""
    p = t.appearance.c
    rows = connection.execute(select(p.local_id, p.actor_id).where(p.article_id == article_id))
    return {row.local_id: row.actor_id for row in rows}


def count(connection: Connection) -> Counts:
    """How much there is."""
    a = t.article.c
    articles, outlets, first, last, statements = connection.execute(
        select(
            func.count(),
            func.count(a.outlet.distinct()),
            func.min(a.published),
            func.max(a.published),
            func.coalesce(func.sum(a.statement_count), 0),
        ).where(a.is_newest)
    ).one()
    return Counts(
        articles=articles,
        versions=connection.scalar(select(func.count()).select_from(t.article)) or 0,
        statements=int(statements),
        actors=connection.scalar(select(func.count()).select_from(t.actor).where(t.actor.c.merged_into.is_(None))) or 0,
        outlets=outlets,
        first=first,
        last=last,
    )
