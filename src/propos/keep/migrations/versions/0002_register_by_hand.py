"""Hand decisions on the register of actors."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of actors that people placed, and let a change name the other actor that it is about."""
    with op.batch_alter_table("actor_change") as batch:
        batch.add_column(
            sa.Column("other_id", sa.Integer, sa.ForeignKey("actor.id", name="fk_actor_change_other_id"), nullable=True)
        )
        batch.create_index("ix_actor_change_other_id", ["other_id"])
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("change_id", sa.Integer, sa.ForeignKey("actor_change.id", ondelete="CASCADE"), nullable=False),
        sa.Column("article_id", sa.Integer, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Integer, sa.ForeignKey("actor.id"), nullable=False),
    )
    for column in ("change_id", "article_id", "actor_id"):
        op.create_index(f"ix_placement_{column}", "placement", [column])
