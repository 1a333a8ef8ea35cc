"""What the articles tell of later times, by when it falls due."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from propos.keep import tables as t
from propos.keep.filters import check_day, find_actors
from propos.keep.loading import from_cursor, load_readings, load_summaries, to_cursor
from propos.keep.outcomes import find_outcomes
from propos.keep.records import ForecastHit, Results

#: Stands behind every due date: what has none comes last.
UNDATED = "~"


def list_forecasts(
    connection: Connection,
    *,
    by: str | None,
    strength: str | None,
    due_from: str | None,
    due_until: str | None,
    limit: int,
    cursor: str | None,
) -> Results[ForecastHit]:
    """Forecasts, promises and announcements, those due first in front; then the undated, the latest told first.

    Args:
        connection: To the archive.
        by: Who tells it: an actor's id, words of a name, or a whole name in "quotation marks".
        strength: forecast, target, promise, announcement, hope or threat.
        due_from: The first day, ISO; a season or a quarter counts for its whole year.
        due_until: The last day, likewise.
        limit: How many at most.
        cursor: ``next`` of the page before.

    Raises:
        QueryError: If a day is none, or the cursor is of something else.
    """
    f = t.forecast.c
    due = func.coalesce(f.due, UNDATED)
    told = case((f.due.is_(None), t.article.c.day), else_="")
    wanted: list[ColumnElement[bool]] = [t.article.c.is_newest, *_due_within(check_day(due_from), check_day(due_until))]
    if strength is not None:
        wanted.append(f.strength == strength)
    if by is not None:
        said = select(t.statement.c.id).where(t.statement.c.actor_id.in_(find_actors(connection, by)))
        wanted.append(f.statement_id.in_(said))
    base = select(
        f.id, f.article_id, f.position, due.label("due"), told.label("told"), t.statement.c.actor_id
    ).select_from(t.forecast.join(t.article).outerjoin(t.statement, t.statement.c.id == f.statement_id))
    total = connection.scalar(select(func.count()).select_from(base.where(*wanted).subquery()))
    if cursor is not None:
        _, last, last_told, last_id = from_cursor(cursor, 4, "due")
        wanted.append(
            or_(due > last, and_(due == last, or_(told < last_told, and_(told == last_told, f.id > last_id))))
        )
    rows = connection.execute(base.where(*wanted).order_by(due, told.desc(), f.id).limit(limit + 1)).all()
    last_row = rows[limit - 1] if len(rows) > limit else None
    following = to_cursor("due", last_row.due, last_row.told, last_row.id) if last_row else None
    return Results(items=_hits(connection, rows[:limit]), next=following, total=total)


def _due_within(first: str | None, last: str | None) -> list[ColumnElement[bool]]:
    """The days asked for; what is due in a season, a quarter or a year is compared by its year."""
    due = t.forecast.c.due
    year, is_day = func.substr(due, 1, 4), func.substr(due, 6, 1).in_([*"0123456789"])
    wanted: list[ColumnElement[bool]] = []
    if first is not None:
        wanted += [year >= first[:4], or_(~is_day, func.substr(due, 1, 10) >= func.substr(first, 1, func.length(due)))]
    if last is not None:
        wanted += [year <= last[:4], or_(~is_day, due <= last)]
    return wanted


def _hits(connection: Connection, rows: Any) -> tuple[ForecastHit, ...]:
    ids = [row.article_id for row in rows]
    articles, readings = load_summaries(connection, ids), load_readings(connection, ids)
    entries = {
        row.id: (row.article_id, readings[row.article_id], readings[row.article_id].forecasts[row.position])
        for row in rows
    }
    outcomes = find_outcomes(connection, entries)
    hits = []
    for row in rows:
        _, reading, forecast = entries[row.id]
        text = reading.article.text
        hits.append(
            ForecastHit(
                id=row.id,
                article=articles[row.article_id],
                source=reading.source,
                forecast=forecast,
                text=" ".join(forecast.span.of(text).split()),
                condition=" ".join(forecast.condition.of(text).split()) if forecast.condition else None,
                actor_id=row.actor_id,
                outcomes=outcomes[row.id],
            )
        )
    return tuple(hits)
