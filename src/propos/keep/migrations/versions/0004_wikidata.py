"""Offices as they compare, and Wikidata as a look-up table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Let an office tell what it counts as, and make the tables of items, their names and their offices."""
    with op.batch_alter_table("office") as batch:
        batch.add_column(sa.Column("key", sa.Text, nullable=True))
        batch.create_index("ix_office_key", ["key"])
    op.create_table(
        "item",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("qid", sa.String(20), nullable=False, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("descriptions", sa.Text, nullable=False),
        sa.Column("countries", sa.Text, nullable=False),
        sa.Column("code", sa.String(2)),
        sa.Column("gender", sa.String(10)),
        sa.Column("modified", sa.Text),
    )
    op.create_table(
        "item_name",
        sa.Column("id", sa.Integer, primary_key=True),
        _item_id(),
        sa.Column("lang", sa.String(35), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("office", sa.Text),
        sa.Column("is_label", sa.Boolean, nullable=False),
    )
    op.create_table(
        "holding",
        sa.Column("id", sa.Integer, primary_key=True),
        _item_id(),
        sa.Column("office", sa.String(20), nullable=False),
        *(sa.Column(name, sa.String(10)) for name in ("start_first", "start_last", "end_first", "end_last")),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("preferred", sa.Boolean, nullable=False),
    )
    op.create_table(
        "item_import",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False, unique=True),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("items", sa.Integer, nullable=False),
    )
    for table, columns in (("item", ["code"]), ("item_name", ["item_id", "key", "office"]), ("holding", _INDEXED)):
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


_INDEXED = ["item_id", "office"]


def _item_id() -> sa.Column[int]:
    return sa.Column("item_id", sa.Integer, sa.ForeignKey("item.id", ondelete="CASCADE"), nullable=False)
