"""The archive as verbs: what was read enters, answers leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from propos.keep import disagreements, linking, loading, search, variants, verification
from propos.keep import tables as t
from propos.keep.candidates import Rarity
from propos.keep.database import open_engine, reading_from, writing_to
from propos.keep.decisions import cancel_decision
from propos.keep.filters import Filters, check_day
from propos.keep.found import Order
from propos.keep.ledger import list_forecasts
from propos.keep.meaning_verbs import Meanings
from propos.keep.records import (
    ActorRecord,
    ActorSummary,
    Added,
    ArticleSummary,
    Counts,
    Disagreement,
    ForecastHit,
    Hit,
    Results,
    Searched,
    StatementHit,
    StoredReading,
    UtteranceRecord,
    Verification,
)
from propos.keep.register_verbs import Register
from propos.keep.rows import page_hash
from propos.keep.saved import Question, SavedSearches
from propos.keep.upkeep_verbs import Upkeep
from propos.keep.writing import write_reading, write_readings
from propos.model import RULES_VERSION, Page, Reading

#: How many hits are fetched at a time where all are wanted.
CHUNK_HITS = 200


class Archive(Register, Meanings, Upkeep):
    """Readings kept in a database; also a context manager.

    Any number of threads and processes may use one archive: readers never wait, writers take turns.

    Args:
        url: A SQLAlchemy address or the path of a SQLite file; None for ``PROPOS_ARCHIVE``, else a file in the user's
            data folder. The database is made or brought up to date when it is opened.
        must_exist: Make no file that somebody names: its name may be mistyped.

    Raises:
        ArchiveError: If the database cannot be opened.

    Example:
        >>> with Archive(":memory:") as archive:
        ...     archive.count().articles
        0
    """

    def __init__(self, url: str | None = None, *, must_exist: bool = False) -> None:
        self._engine = open_engine(url, must_exist=must_exist)
        self._rarity = Rarity()
        self._searched: tuple[int, Searched] | None = None
        #: The searches that people keep under a name.
        self.saved = SavedSearches(self._engine)

    @property
    def url(self) -> str:
        """The database's address, without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add_reading(self, reading: Reading, page: Page | None = None) -> Added:
        """Keep a reading, with the page it was made from, in one transaction.

        The same text again changes nothing; a changed text at the same address becomes a new version, the old one is
        kept; a reading by other rules replaces what the article's rows say.
        """
        with writing_to(self._engine) as connection:
            return write_reading(connection, reading, page, datetime.now(UTC), self._rarity)

    def add_readings(self, readings: Iterable[Reading]) -> list[Added]:
        """Keep many readings in one transaction: all of them, or none."""
        now = datetime.now(UTC)
        with writing_to(self._engine) as connection:
            return write_readings(connection, readings, now, self._rarity)

    def find_page(self, page: Page) -> Added | None:
        """The article that was read, by the present rules, from a page with this content; None if there is none."""
        with reading_from(self._engine) as connection:
            known = connection.scalar(
                select(t.article.c.id)
                .join(t.page)
                .where(t.page.c.hash == page_hash(page), t.article.c.rules_version == RULES_VERSION)
                .order_by(t.article.c.id.desc())
                .limit(1)
            )
        return Added(id=known, outcome="unchanged") if known is not None else None

    def knows(self, page: Page) -> bool:
        """Whether a page with this content was already added, read by the present rules."""
        return self.find_page(page) is not None

    def load_article(self, article_id: int) -> StoredReading:
        """A reading as it was added, with the versions of its article.

        Raises:
            ArchiveError: If there is no such article.
        """
        with reading_from(self._engine) as connection:
            return loading.load_article(connection, article_id)

    def list_articles(
        self, *, limit: int = 20, cursor: str | None = None, outlet: str | None = None, lang: str | None = None
    ) -> Results[ArticleSummary]:
        """The newest version of each article, the latest published first."""
        with reading_from(self._engine) as connection:
            return loading.list_articles(connection, limit=limit, cursor=cursor, outlet=outlet, lang=lang)

    def list_actors(
        self, *, limit: int = 20, cursor: str | None = None, order: Literal["statements", "name"] = "statements"
    ) -> Results[ActorSummary]:
        """The actors of the register, the most quoted first, or by name."""
        with reading_from(self._engine) as connection:
            return loading.list_actors(connection, limit=limit, cursor=cursor, order=order)

    def load_actor(self, actor_id: int) -> ActorRecord:
        """An actor with the names and offices that articles give; a merged one gives the actor it went into.

        Raises:
            ArchiveError: If there is no such actor.
        """
        with reading_from(self._engine) as connection:
            return loading.load_actor(connection, actor_id)

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
        with reading_from(self._engine) as connection:
            return loading.list_statements(
                connection, actor_id=actor_id, article_id=article_id, order=order, limit=limit, cursor=cursor
            )

    def search(
        self,
        words: str,
        *,
        speaker: str | None = None,
        about: str | None = None,
        outlet: str | None = None,
        relay: str | None = None,
        kind: str | None = None,
        stance: str | None = None,
        lang: str | None = None,
        since: str | None = None,
        until: str | None = None,
        order: Order = "relevance",
        limit: int = 20,
        cursor: str | None = None,
    ) -> Results[StatementHit]:
        """Statements that hold the words, with facets; without words, all that pass the filters, by date.

        Args:
            words: Words, ``"phrases"``, ``begin*``, ``AND``, ``OR``, ``NOT``, ``-word``, brackets.
            speaker: An actor's id in digits, words of a name, or a whole name in "quotation marks".
            about: Who is spoken of or spoken to, likewise.
            outlet: Exact name of the outlet.
            relay: Exact name of a relay.
            kind: direct, mixed or indirect.
            stance: Stance of the cue.
            lang: Language code of the article.
            since: First day of publication, ISO.
            until: Last day of publication, ISO.
            order: The best match first, the latest published, or the last added.
            limit: How many at most.
            cursor: ``next`` of the page before.

        Raises:
            QueryError: If a day is none, or the cursor belongs to another search.
        """
        filters = Filters(
            speaker=speaker,
            about=about,
            outlet=outlet,
            relay=relay,
            kind=kind,
            stance=stance,
            lang=lang,
            since=since,
            until=until,
        )
        with reading_from(self._engine) as connection:
            return search.run_search(
                connection, search.STATEMENTS, words, filters, order=order, limit=limit, cursor=cursor
            )

    def ask(
        self,
        question: Question,
        *,
        order: Order = "relevance",
        limit: int = 20,
        cursor: str | None = None,
        counted: bool = True,
    ) -> Results[Hit]:
        """Statements, or articles that hold the words in title or text and a statement that passes the filters.

        Args:
            question: What is searched.
            order: The best match first, the latest published, or the last added.
            limit: How many at most.
            cursor: ``next`` of the page before.
            counted: Count the total and the facets.
        """
        kind: search.Search[Any] = search.ARTICLES if question.what == "articles" else search.STATEMENTS
        with reading_from(self._engine) as connection:
            return search.run_search(
                connection,
                kind,
                question.words,
                question.filters,
                order=order,
                limit=limit,
                cursor=cursor,
                counted=counted,
            )

    def ask_all(self, question: Question, *, order: Order = "date") -> Iterator[Hit]:
        """All that a question finds, fetched as it is needed."""
        cursor: str | None = None
        while True:
            found = self.ask(question, order=order, limit=CHUNK_HITS, cursor=cursor, counted=False)
            yield from found.items
            cursor = found.next
            if cursor is None:
                return

    def list_forecasts(
        self,
        *,
        by: str | None = None,
        strength: str | None = None,
        due_from: str | None = None,
        due_until: str | None = None,
        limit: int = 20,
        cursor: str | None = None,
    ) -> Results[ForecastHit]:
        """What the articles tell of later times, what falls due first in front; see ``keep.ledger``."""
        with reading_from(self._engine) as connection:
            return list_forecasts(
                connection,
                by=by,
                strength=strength,
                due_from=due_from,
                due_until=due_until,
                limit=limit,
                cursor=cursor,
            )

    def find_disagreements(self, article_id: int) -> tuple[Disagreement, ...]:
        """The figures of an article beside those that others give, perhaps for the same matter, in text order."""
        with reading_from(self._engine) as connection:
            return tuple(disagreements.Finder(connection).find(article_id))

    def list_disagreements(self, *, limit: int = 20, cursor: str | None = None) -> Results[Disagreement]:
        """Figures on which articles differ, the latest published first; see ``keep.disagreements``."""
        with reading_from(self._engine) as connection:
            return disagreements.list_disagreements(connection, limit=limit, cursor=cursor)

    def verify(
        self, quote: str, *, speaker: str | None = None, since: str | None = None, until: str | None = None
    ) -> Verification:
        """Whether somebody said these words, and where they were printed.

        Args:
            quote: The words; "[…]" or "…" where some are left out.
            speaker: Who is said to have said them; None does not ask.
            since: First day of publication to look at, ISO.
            until: Last day of publication to look at, ISO.

        Raises:
            QueryError: If a day is none.
        """
        check_day(since)
        check_day(until)
        with reading_from(self._engine) as connection:
            answer = verification.verify(
                connection,
                quote,
                self._rarity,
                self._count_searched(connection),
                speaker=speaker,
                since=since,
                until=until,
            )
            if answer.verdict != "not_found":
                return answer
            return self._verify_meaning(connection, answer, speaker=speaker, since=since, until=until)

    def load_utterance(self, utterance_id: int) -> UtteranceRecord:
        """An utterance with its variants and what may be variants of it.

        Raises:
            ArchiveError: If there is no such utterance.
        """
        with reading_from(self._engine) as connection:
            return variants.load_utterance(connection, utterance_id)

    def count_printings(self, article_id: int) -> dict[str, tuple[int, int]]:
        """For each statement of an article that was printed more than once: its utterance, and how many printings."""
        with reading_from(self._engine) as connection:
            return variants.count_printings(connection, article_id)

    def decide(self, statement_id: int, other_id: int, *, same: bool) -> int:
        """Decide that two statements are one utterance, or are not; lasts through every re-reading.

        Returns:
            The decision's id, for ``undo_decision``.

        Raises:
            ArchiveError: If one of the statements is not there.
        """
        now = datetime.now(UTC)
        with writing_to(self._engine) as connection:
            return linking.decide(connection, statement_id, other_id, same=same, rarity=self._rarity, now=now)

    def undo_decision(self, decision_id: int) -> None:
        """Take a decision back: the words alone decide again.

        Raises:
            ArchiveError: If no decision with this id is in force.
        """
        now = datetime.now(UTC)
        with writing_to(self._engine) as connection:
            linking.relink_utterances(connection, cancel_decision(connection, decision_id, now), self._rarity, now)

    def actor_ids(self, article_id: int) -> dict[str, int]:
        """For each actor of an article (``a1``...), its id in the register."""
        with reading_from(self._engine) as connection:
            return loading.actor_ids(connection, article_id)

    def count(self) -> Counts:
        """How much the archive holds, older versions of articles left out but in ``versions``."""
        with reading_from(self._engine) as connection:
            return loading.count(connection)

    def _count_searched(self, connection: Connection) -> Searched:
        """How much there is to search, counted again only when articles came."""
        last: int = connection.scalar(select(func.max(t.article.c.id))) or 0
        if self._searched is None or self._searched[0] != last:
            self._searched = last, verification.count_searched(connection)
        return self._searched[1]
