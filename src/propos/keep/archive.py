"""The archive as verbs: what was read enters, answers leave."""

from __future__ import annotations

from types import TracebackType
from typing import Literal

from propos.errors import ArchiveError
from propos.keep.records import (
    ActorRecord,
    ActorSummary,
    Added,
    ArticleSummary,
    Counts,
    Results,
    StatementHit,
    StoredReading,
)
from propos.model import Page, Reading


class Archive:
    """Readings kept in a database; also a context manager.

    Args:
        url: A SQLAlchemy address or the path of a SQLite file; None for ``PROPOS_ARCHIVE``, else a file in the user's
            data folder. The database is made or brought up to date when it is opened.

    Raises:
        ArchiveError: If the database cannot be opened.
    """

    def __init__(self, url: str | None = None) -> None:
        self.url = url

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""

    def add_reading(self, reading: Reading, page: Page | None = None) -> Added:
        """Keep a reading, in one transaction; the same text again changes nothing."""
        raise ArchiveError("not there yet")

    def knows(self, page: Page) -> bool:
        """Whether a page with this content was already added, read by the present rules."""
        raise ArchiveError("not there yet")

    def load_article(self, article_id: int) -> StoredReading:
        """A reading as it was added."""
        raise ArchiveError("not there yet")

    def list_articles(
        self, *, limit: int = 20, cursor: str | None = None, outlet: str | None = None, lang: str | None = None
    ) -> Results[ArticleSummary]:
        """The newest version of each article, the latest published first."""
        raise ArchiveError("not there yet")

    def list_actors(
        self, *, limit: int = 20, cursor: str | None = None, order: Literal["statements", "name"] = "statements"
    ) -> Results[ActorSummary]:
        """The actors of the register, the most quoted first, or by name."""
        raise ArchiveError("not there yet")

    def load_actor(self, actor_id: int) -> ActorRecord:
        """An actor with the names and offices that articles give."""
        raise ArchiveError("not there yet")

    def list_statements(
        self,
        *,
        actor_id: int | None = None,
        article_id: int | None = None,
        order: Literal["date", "text"] = "date",
        limit: int = 50,
        cursor: str | None = None,
    ) -> Results[StatementHit]:
        """Statements of an actor or an article, the latest published first, or in text order."""
        raise ArchiveError("not there yet")

    def search(
        self,
        words: str,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        lang: str | None = None,
        kind: str | None = None,
        since: str | None = None,
        until: str | None = None,
        order: Literal["relevance", "date"] = "relevance",
        limit: int = 20,
        cursor: str | None = None,
    ) -> Results[StatementHit]:
        """Statements that hold the words, with facets."""
        raise ArchiveError("not there yet")

    def actor_ids(self, article_id: int) -> dict[str, int]:
        """For each actor of an article (``a1``...), its id in the register."""
        raise ArchiveError("not there yet")

    def count(self) -> Counts:
        """How much the archive holds."""
        raise ArchiveError("not there yet")
