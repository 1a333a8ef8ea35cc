"""Who is spoken of in a statement, what is told of later times, and searches that people keep."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the three tables, and fill the first two from the readings that are kept."""
    op.create_table(
        "about",
        sa.Column("id", sa.Integer, primary_key=True),
        _points_to("statement"),
        _points_to("appearance"),
    )
    op.create_table(
        "forecast",
        sa.Column("id", sa.Integer, primary_key=True),
        _points_to("article"),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("position", "start", "end")),
        sa.Column("strength", sa.String(20), nullable=False),
        sa.Column("due", sa.Text),
        sa.Column("who", sa.Text),
        _points_to("statement", nullable=True),
    )
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    _fill(op.get_bind())
    for table, column in (
        ("about", "statement_id"),
        ("about", "appearance_id"),
        ("forecast", "article_id"),
        ("forecast", "statement_id"),
        ("forecast", "due"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _points_to(table: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable)


def _fill(connection: sa.Connection) -> None:
    about = sa.table("about", sa.column("statement_id"), sa.column("appearance_id"))
    columns = ("article_id", "position", "start", "end", "strength", "due", "who", "statement_id")
    forecast = sa.table("forecast", *map(sa.column, columns))
    for article_id in connection.scalars(sa.text("SELECT id FROM article ORDER BY id")).all():
        packed = connection.scalar(sa.text("SELECT reading FROM article WHERE id = :id"), {"id": article_id})
        reading = json.loads(zlib.decompress(packed))
        ids, appearances = (
            {
                str(local): int(number)
                for local, number in connection.execute(
                    sa.text(f"SELECT local_id, id FROM {table} WHERE article_id = :id"), {"id": article_id}
                )
            }
            for table in ("statement", "appearance")
        )
        for table, rows in (
            (about, list(_about(reading, ids, appearances))),
            (forecast, list(_forecasts(reading, article_id, ids))),
        ):
            if rows:
                connection.execute(sa.insert(table), rows)


def _about(reading: dict[str, Any], ids: dict[str, int], appearances: dict[str, int]) -> Iterator[dict[str, Any]]:
    places = [(m["span"]["start"], a["id"]) for a in reading["actors"] for m in a["mentions"]]
    for statement in reading["statements"]:
        spans = [*statement["content"], *statement.get("addressee", ())]
        meant = {a for start, a in places for s in spans if s["start"] <= start < s["end"]}
        for actor in sorted(meant - {statement["speaker"]}):
            yield {"statement_id": ids[statement["id"]], "appearance_id": appearances[actor]}


def _forecasts(reading: dict[str, Any], article_id: int, ids: dict[str, int]) -> Iterator[dict[str, Any]]:
    for position, forecast in enumerate(reading.get("forecasts", ())):
        yield {
            "article_id": article_id,
            "position": position,
            **forecast["span"],
            "strength": forecast["strength"],
            "due": forecast["due"],
            "who": forecast["who"],
            "statement_id": ids.get(forecast["statement"] or ""),
        }
