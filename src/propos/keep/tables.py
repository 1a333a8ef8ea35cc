"""The tables of the archive.

A reading is kept whole, compressed, in ``article.reading``; the other rows are what can be asked of it, made from it
whenever it is added, and made again from it by ``Archive.rebuild``. Hand decisions are the only rows that no reading
gives: they point to articles and spans, which outlive any re-reading.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
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

from propos.keep.columns import Moment as Moment
from propos.keep.columns import article_id, place
from propos.keep.columns import metadata as metadata
from propos.keep.item_tables import holding as holding
from propos.keep.item_tables import item as item
from propos.keep.item_tables import item_import as item_import
from propos.keep.item_tables import item_name as item_name
from propos.keep.item_tables import likeness as likeness
from propos.keep.item_tables import vector as vector

page = Table(
    "page",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),  # zlib
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("media_type", Text),
    Column("charset", Text),
    Column("headers", Text, nullable=False),  # JSON, pairs in order
    Column("captured_at", Text),  # ISO
)

article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("is_newest", Boolean, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("page_id", ForeignKey("page.id", ondelete="SET NULL")),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("lang", String(35), nullable=False),
    Column("published", String(40)),  # ISO, as exact as the page says it
    Column("day", String(10), nullable=False),  # of publication, else of adding: what dates are compared by
    Column("statement_count", Integer, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # zlib, JSON
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("address", "version"),
    UniqueConstraint("address", "hash"),
    Index(None, "is_newest", "day", "id"),
    Index(None, "page_id"),
    Index(None, "outlet"),
    sqlite_autoincrement=True,
)

actor = Table(
    "actor",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # folded words of the name
    Column("kind", String(20), nullable=False),
    Column("country", Text),
    Column("gender", String(10)),
    Column("wikidata", String(20)),
    Column("merged_into", ForeignKey("actor.id")),
    Index(None, "key", "kind"),
    Index(None, "merged_into"),
    sqlite_autoincrement=True,
)

appearance = Table(
    "appearance",  # an actor in one article
    metadata,
    Column("id", Integer, primary_key=True),
    article_id(),
    Column("local_id", String(20), nullable=False),  # a1, a2...
    Column("actor_id", ForeignKey("actor.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    UniqueConstraint("article_id", "local_id"),
    Index(None, "actor_id"),
)

mention = Table(
    "mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("appearance_id", ForeignKey("appearance.id", ondelete="CASCADE"), nullable=False),
    *place(),
    Column("form", String(20), nullable=False),
    Index(None, "appearance_id"),
)

office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("appearance_id", ForeignKey("appearance.id", ondelete="CASCADE"), nullable=False),
    *place(),
    Column("title", Text, nullable=False),
    Column("of", Text),
    Column("key", Text),  # what the office counts as; NULL if the words do not tell one that one person holds
    Index(None, "appearance_id"),
    Index(None, "key"),
)

utterance = Table(
    "utterance",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("opened_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    article_id(),
    *place(),
    Column("local_id", String(20), nullable=False),  # s1, s2...
    Column("kind", String(10), nullable=False),
    Column("stance", String(20), nullable=False),
    Column("mood", String(20), nullable=False),
    Column("said", Text),
    Column("speaker_name", Text),
    Column("actor_id", ForeignKey("actor.id")),
    Column("confidence", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("word_count", Integer, nullable=False),
    Column("wording", BigInteger, nullable=False),  # hash of the folded words
    Column("utterance_id", ForeignKey("utterance.id")),
    UniqueConstraint("article_id", "position"),
    Index(None, "actor_id"),
    Index(None, "wording"),
    Index(None, "utterance_id"),
    sqlite_autoincrement=True,
)

relay = Table(
    "relay",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    *place(),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Index(None, "statement_id"),
    Index(None, "name"),
)

about = Table(
    "about",  # who is spoken of, or spoken to, in a statement, besides its speaker
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("appearance_id", ForeignKey("appearance.id", ondelete="CASCADE"), nullable=False),
    Index(None, "statement_id"),
    Index(None, "appearance_id"),
)

link = Table(
    "link",  # why a statement belongs, or may belong, to the utterance of another
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("other_id", ForeignKey("statement.id", ondelete="CASCADE"), nullable=False),
    Column("relation", String(20), nullable=False),
    Column("score", Float, nullable=False),
    Column("status", String(10), nullable=False),  # confirmed, suggested
    Column("reason", Text, nullable=False),
    UniqueConstraint("statement_id", "other_id"),
    Index(None, "other_id"),
)

decision = Table(
    "decision",  # by hand: that two statements are, or are not, one utterance
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verdict", String(10), nullable=False),  # same, apart
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("other_article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("other_start", Integer, nullable=False),
    Column("other_end", Integer, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index(None, "article_id"),
    Index(None, "other_article_id"),
)

actor_change = Table(
    "actor_change",  # the register's history; each change can be undone
    metadata,
    Column("id", Integer, primary_key=True),
    Column("actor_id", ForeignKey("actor.id"), nullable=False),
    Column("other_id", ForeignKey("actor.id")),  # the actor that was merged, or split off
    Column("verb", String(20), nullable=False),  # merge, split, rename, identify
    Column("before", Text, nullable=False),  # JSON
    Column("after", Text, nullable=False),  # JSON
    Column("changed_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index(None, "actor_id"),
    Index(None, "other_id"),
)

placement = Table(
    "placement",  # by hand: who is meant by a name in an article
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", ForeignKey("actor_change.id", ondelete="CASCADE"), nullable=False),
    article_id(),
    Column("key", Text, nullable=False),
    Column("actor_id", ForeignKey("actor.id"), nullable=False),
    Index(None, "change_id"),
    Index(None, "article_id"),
    Index(None, "actor_id"),
)

figure = Table(
    "figure",
    metadata,
    Column("id", Integer, primary_key=True),
    article_id(),
    *place(),
    Column("value", Text),  # decimal, exact
    Column("upper", Text),
    Column("unit", Text),
    Column("measure", Text),
    Column("status", String(10), nullable=False),
    Column("due", Text),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE")),
    Index(None, "article_id"),
    Index(None, "statement_id"),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    article_id(),
    *place(),
    Column("type", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("when", Text),
    Column("where", Text),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE")),  # in whose voice; NULL: the article's own
    Index(None, "article_id"),
    Index(None, "statement_id"),
)

time_expression = Table(
    "time_expression",
    metadata,
    Column("id", Integer, primary_key=True),
    article_id(),
    *place(),
    Column("type", String(10), nullable=False),
    Column("value", Text),
    Index(None, "article_id"),
    Index(None, "value"),
)

forecast = Table(
    "forecast",
    metadata,
    Column("id", Integer, primary_key=True),
    article_id(),
    *place(),
    Column("strength", String(20), nullable=False),
    Column("due", Text),
    Column("who", Text),
    Column("statement_id", ForeignKey("statement.id", ondelete="CASCADE")),
    Index(None, "article_id"),
    Index(None, "statement_id"),
    Index(None, "due"),
)

saved_search = Table(
    "saved_search",  # by hand: a search that is asked again and again, under a name
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),  # JSON: words, filters, order
    Column("saved_at", Moment, nullable=False),
)
