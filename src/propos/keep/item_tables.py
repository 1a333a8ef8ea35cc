"""The tables that are not of articles: Wikidata's items, and the vectors by which meanings are compared."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from propos.keep.columns import metadata

item = Table(
    "item",  # of Wikidata; a look-up table: nobody in the register is an item until somebody says so
    metadata,
    Column("id", Integer, primary_key=True),
    Column("qid", String(20), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),  # person, organisation, country, office
    Column("descriptions", Text, nullable=False),  # JSON, by language
    Column("countries", Text, nullable=False),  # JSON, numbers of items
    Column("code", String(2)),  # of a country, ISO 3166
    Column("gender", String(10)),
    Column("modified", Text),  # ISO
    Index(None, "code"),
)

item_name = Table(
    "item_name",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), nullable=False),
    Column("lang", String(35), nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # folded words of the name
    Column("office", Text),  # what a name of an office counts as
    Column("is_label", Boolean, nullable=False),
    Index(None, "item_id"),
    Index(None, "key"),
    Index(None, "office"),
)

holding = Table(
    "holding",  # an office that an item held, as Wikidata dates it: each date as its first and last possible day
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), nullable=False),
    Column("office", String(20), nullable=False),  # number of an item
    Column("start_first", String(10)),
    Column("start_last", String(10)),
    Column("end_first", String(10)),
    Column("end_last", String(10)),
    Column("ended", Boolean, nullable=False),
    Column("preferred", Boolean, nullable=False),
    Index(None, "item_id"),
    Index(None, "office"),
)

item_import = Table(
    "item_import",  # how far a dump was read, so that a run that was stopped goes on there
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False, unique=True),  # name and size of the file
    Column("line", Integer, nullable=False),
    Column("items", Integer, nullable=False),
)

vector = Table(
    "vector",  # of a statement, for comparing meanings; made again whenever it is missing
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("encoder", String(40), nullable=False),
    Column("content", LargeBinary, nullable=False),  # float16
    UniqueConstraint("statement_id", "encoder"),
    sqlite_autoincrement=True,  # those that came since are told by their number
)

likeness = Table(
    "likeness",  # that a statement may say in other words, or in another language, what another one says
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("other_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("relation", String(20), nullable=False),  # translated, reworded
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("statement_id", "other_id"),
    Index(None, "other_id"),
)
