"""Statements are found again by their pairs of neighbouring words, no longer by single ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from propos.keep.fulltext import add_bodies, pairs_of

revision = "0006"
down_revision = "0005"

CHUNK_ROWS = 5_000


def upgrade() -> None:
    """Make the index of pairs, fill it from the statements that are kept, and take the index of words away."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE statement_pairs USING fts5(body, content='', detail=none, tokenize='unicode61')"
        )
    else:
        op.execute(
            "CREATE TABLE statement_pairs (id integer PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE, "
            "body tsvector NOT NULL)"
        )
    last = 0
    page = sa.text("SELECT id, text FROM statement WHERE id > :last ORDER BY id LIMIT :most")
    while rows := connection.execute(page, {"last": last, "most": CHUNK_ROWS}).all():
        add_bodies(connection, "statement_pairs", [(row.id, pairs_of(row.text)) for row in rows])
        last = rows[-1].id
    if connection.dialect.name != "sqlite":
        op.execute("CREATE INDEX ix_statement_pairs_body ON statement_pairs USING gin (body)")
    op.execute("DROP TABLE statement_words")
