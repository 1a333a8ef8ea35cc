"""The ids of what a search finds, in an order, a page at a time; bounded work, however common the words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.selectable import FromClause

from propos.keep import tables as t
from propos.keep.loading import from_cursor
from propos.keep.query import Query, to_fts5, to_tsquery

#: The best match first; the latest published; the last added.
Order = Literal["relevance", "date", "added"]
#: Of more hits than these, so many, the last added, are ranked by how well they match.
RANKED_HITS = 10_000
#: Words with more hits than these are asked for article by article, by date; of rarer ones, all hits are sorted.
COMMON_HITS = 10_000


@dataclass(frozen=True, slots=True)
class Matching:
    """Where the words of a query stand.

    Attributes:
        index: The full-text index.
        number: The ids in it; it gives them in their order by itself.
        condition: That the words match.
        rank: How well they do, the smaller the better.
    """

    index: FromClause
    number: ColumnElement[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What passes, in no order yet.

    Attributes:
        base: The rows that are searched, with their articles.
        number: Their ids.
        wanted: What must hold of them.
        matching: Where the words stand that they must hold.
    """

    base: FromClause
    number: ColumnElement[int]
    wanted: Sequence[ColumnElement[bool]]
    matching: Matching | None = None

    def last_added(self, *columns: ColumnElement[Any], most: int) -> Select[Any]:
        """So many ids at most, the last added first, with other columns."""
        number = self.matching.number if self.matching else self.number
        return self._all(*columns).order_by(number.desc()).limit(most)

    def page(
        self, connection: Connection, order: Order, cursor: str | None, *, most: int, by_article: bool
    ) -> Sequence[Any]:
        """The ids of one page, each with the ``key`` that it is put in order by.

        Args:
            connection: To the archive.
            order: By relevance only if there are words.
            cursor: Where in this order to go on.
            most: How many at most.
            by_article: Whether only articles are filtered, so that going through them by date soon gives a page.
        """
        query, key, number = self._ordered(connection, order, by_article)
        if cursor is not None:
            last, last_id = from_cursor(cursor, 3, order)[1:]
            on, on_id = (key > last, number > last_id) if order == "relevance" else (key < last, number < last_id)
            query = query.where(or_(on, and_(key == last, on_id)))
        return connection.execute(query.limit(most)).all()

    def _ordered(
        self, connection: Connection, order: Order, by_article: bool
    ) -> tuple[Select[Any], ColumnElement[Any], ColumnElement[int]]:
        """All ids with their keys, in order, and the two columns that they are put in order by."""
        key: ColumnElement[Any]
        number = self.matching.number if self.matching else self.number
        if order == "relevance":
            assert self.matching is not None
            ranked = self.last_added(self.matching.rank.label("key"), most=RANKED_HITS).subquery().c
            key, number = ranked.key, ranked.id
            return select(number, key).order_by(key, number), key, number
        key = t.article.c.day if order == "date" else number
        query = self._all(key.label("key"))
        if order == "date" and by_article and self._is_common(connection):
            query, number = self._by_article(), self.number
        return query.order_by(key.desc(), number.desc()), key, number

    def _all(self, *columns: ColumnElement[Any]) -> Select[Any]:
        if self.matching is None:
            return select(self.number.label("id"), *columns).select_from(self.base).where(*self.wanted)
        number = self.matching.number
        rows = self.matching.index.join(self.base, self.number == number)
        return select(number.label("id"), *columns).select_from(rows).where(self.matching.condition, *self.wanted)

    def _by_article(self) -> Select[Any]:
        """The same as ``_all`` for a database that is to begin with the articles."""
        assert self.matching is not None
        holding = select(self.matching.number).where(self.matching.condition)
        query = select(self.number.label("id"), t.article.c.day.label("key")).select_from(self.base)
        # What is added to is not looked up in an index.
        return query.where(*self.wanted, (self.number + 0).in_(holding))

    def _is_common(self, connection: Connection) -> bool:
        if self.matching is None or connection.dialect.name != "sqlite":
            return False  # PostgreSQL knows by itself how common words are
        hits = select(self.matching.number).where(self.matching.condition).limit(COMMON_HITS + 1).subquery()
        return connection.execute(select(func.count()).select_from(hits)).scalar_one() > COMMON_HITS


def find_matching(connection: Connection, index: str, query: Query) -> Matching | None:
    """Where the words of a query stand; None if it has nothing to look for."""
    if connection.dialect.name == "sqlite":
        found = to_fts5(query)
        if found is None:
            return None
        rows = table(index, column("rowid"), column("rank"))
        match = and_(text(f"{index} MATCH :found").bindparams(found=found))
        return Matching(rows, rows.c.rowid, match, rows.c.rank)
    asked = to_tsquery(query)
    if asked is None:
        return None
    rows = table(index, column("id"), column("body"))
    wanted = cast(literal(asked), TSQUERY)
    # As wide as Python's floats, or a cursor would not meet its own row again.
    rank = -cast(func.ts_rank(rows.c.body, wanted), Double)
    return Matching(rows, rows.c.id, rows.c.body.op("@@", is_comparison=True)(wanted), rank)
