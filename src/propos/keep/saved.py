"""Searches that people keep under a name, to ask them again and to be told of what is new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Engine, delete, insert, select, update

from propos.errors import ArchiveError, QueryError
from propos.keep import tables as t
from propos.keep.database import reading_from, writing_to
from propos.keep.filters import Filters

What = Literal["statements", "articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is searched: the words, what must hold besides, and whether statements or articles are wanted."""

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    what: What = "statements"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.words.strip() and not self.filters.named()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A question that is kept under a name."""

    id: int
    name: str
    question: Question
    saved_at: datetime


class SavedSearches:
    """The saved searches of one archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, name: str, question: Question) -> SavedSearch:
        """Keep a search under a name; a search of the same name is replaced, and its feed goes on.

        Raises:
            QueryError: If the name is empty, or nothing is asked for.
        """
        name = " ".join(name.split())
        if not name:
            raise QueryError("a search that is kept needs a name")
        if question.is_empty:
            raise QueryError("give words or a filter: this search would find everything")
        asked = {"words": question.words.strip(), "what": question.what, **question.filters.named()}
        row = {
            "query": json.dumps(asked, ensure_ascii=False),
            "saved_at": datetime.now(UTC),
        }
        s = t.saved_search.c
        with writing_to(self._engine) as connection:
            if not connection.execute(update(t.saved_search).where(s.name == name).values(**row)).rowcount:
                connection.execute(insert(t.saved_search).values(name=name, **row))
        return self.load(name)

    def list(self) -> tuple[SavedSearch, ...]:
        """All of them, by name."""
        with reading_from(self._engine) as connection:
            rows = connection.execute(select(t.saved_search)).mappings().all()
        return tuple(sorted((_search(dict(row)) for row in rows), key=lambda s: s.name.casefold()))

    def load(self, which: str | int) -> SavedSearch:
        """The search of a name or an id.

        Raises:
            ArchiveError: If there is none.
        """
        s = t.saved_search.c
        with reading_from(self._engine) as connection:
            wanted = s.id == which if isinstance(which, int) else s.name == " ".join(which.split())
            row = connection.execute(select(t.saved_search).where(wanted)).mappings().first()
        if row is None:
            raise ArchiveError(f"there is no saved search {which!r}")
        return _search(dict(row))

    def forget(self, which: str | int) -> None:
        """Keep a search no longer.

        Raises:
            ArchiveError: If there is none of that name or id.
        """
        known = self.load(which)
        with writing_to(self._engine) as connection:
            connection.execute(delete(t.saved_search).where(t.saved_search.c.id == known.id))


def _search(row: Mapping[str, Any]) -> SavedSearch:
    query = json.loads(row["query"])
    words, what = query.pop("words"), query.pop("what")
    question = Question(words=words, what=what, filters=Filters(**query))
    return SavedSearch(id=row["id"], name=row["name"], question=question, saved_at=row["saved_at"])
