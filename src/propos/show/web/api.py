"""The JSON API: the same answers as the pages, for programs; described at ``/api/openapi.json``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query

from propos.keep.filters import Filters
from propos.keep.found import Order
from propos.keep.records import (
    ActorRecord,
    ActorSummary,
    ArticleSummary,
    Counts,
    Disagreement,
    ForecastHit,
    Hit,
    Results,
    StatementHit,
    UtteranceRecord,
)
from propos.keep.saved import Question, SavedSearch
from propos.model import Stance, Strength
from propos.show.contract import render_identity, render_reading, render_verification
from propos.show.schema import load_schema
from propos.show.web.pages import Cursor, OpenArchive

router = APIRouter(prefix="/api", tags=["archive"])

Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("/counts")
def get_counts(archive: OpenArchive) -> Counts:
    """How much the archive holds."""
    return archive.count()


@router.get("/articles")
def get_articles(
    archive: OpenArchive,
    limit: Limit = 20,
    cursor: Cursor = None,
    outlet: str | None = None,
    lang: str | None = None,
) -> Results[ArticleSummary]:
    """Articles, the latest published first."""
    return archive.list_articles(limit=limit, cursor=cursor, outlet=outlet, lang=lang)


@router.get("/articles/{article_id}")
def get_article(archive: OpenArchive, article_id: int) -> dict[str, Any]:
    """One article's reading, as ``propos show --json`` prints it (schema at ``/api/schema``)."""
    identities = [render_identity(i) for i in archive.find_identities(article_id)]
    return {**render_reading(archive.load_article(article_id).reading), "identities": identities}


@router.get("/actors")
def get_actors(
    archive: OpenArchive,
    limit: Limit = 20,
    cursor: Cursor = None,
    order: Literal["statements", "name"] = "statements",
) -> Results[ActorSummary]:
    """Whoever is named in the articles, the most quoted first or by name."""
    return archive.list_actors(limit=limit, cursor=cursor, order=order)


@router.get("/actors/{actor_id}")
def get_actor(archive: OpenArchive, actor_id: int) -> ActorRecord:
    """One actor with aliases and offices."""
    return archive.load_actor(actor_id)


@router.get("/statements")
def get_statements(
    archive: OpenArchive,
    actor_id: int | None = None,
    article_id: int | None = None,
    order: Literal["date", "text"] = "date",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Results[StatementHit]:
    """Statements of an actor or an article."""
    return archive.list_statements(actor_id=actor_id, article_id=article_id, order=order, limit=limit, cursor=cursor)


Words = Annotated[str, Query(max_length=500, description='Words, "phrases", begin*, AND, OR, NOT, -word, brackets')]


def get_filters(
    speaker: str | None = None,
    about: str | None = None,
    outlet: str | None = None,
    relay: str | None = None,
    kind: Literal["direct", "mixed", "indirect"] | None = None,
    stance: Stance | None = None,
    lang: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Filters:
    """What must hold besides the words."""
    return Filters(
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


AsFilters = Annotated[Filters, Depends(get_filters)]


@router.get("/search")
def get_search(
    archive: OpenArchive,
    q: Words,
    filters: AsFilters,
    order: Order = "relevance",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Results[Hit]:
    """Statements that hold the words, with facets."""
    question = Question(words=q, filters=filters)
    return archive.ask(question, order=order, limit=limit, cursor=cursor)


@router.get("/search/articles")
def get_search_of_articles(
    archive: OpenArchive,
    q: Words,
    filters: AsFilters,
    order: Order = "relevance",
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Results[Hit]:
    """Articles that hold the words in title or text, with facets."""
    question = Question(words=q, filters=filters, what="articles")
    return archive.ask(question, order=order, limit=limit, cursor=cursor)


@router.get("/searches")
def get_searches(archive: OpenArchive) -> tuple[SavedSearch, ...]:
    """The searches that are kept under a name."""
    return archive.saved.list()


@router.get("/ledger")
def get_ledger(
    archive: OpenArchive,
    by: str | None = None,
    strength: Strength | None = None,
    due_from: str | None = None,
    due_until: str | None = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Results[ForecastHit]:
    """What was forecast, promised and announced, what falls due first in front."""
    return archive.list_forecasts(
        by=by, strength=strength, due_from=due_from, due_until=due_until, limit=limit, cursor=cursor
    )


@router.get("/figures")
def get_figures(archive: OpenArchive, limit: Limit = 20, cursor: Cursor = None) -> Results[Disagreement]:
    """Figures of several articles that may tell of one matter and differ, the latest published first."""
    return archive.list_disagreements(limit=limit, cursor=cursor)


@router.get("/verify")
def get_verdict(
    archive: OpenArchive,
    quote: Annotated[str, Query(min_length=1, max_length=5000)],
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> dict[str, Any]:
    """Whether words were said, as ``propos verify --json`` prints it."""
    return render_verification(archive.verify(quote, speaker=speaker, since=since, until=until))


@router.get("/utterances/{utterance_id}")
def get_utterance(archive: OpenArchive, utterance_id: int) -> UtteranceRecord:
    """One utterance with all its printings."""
    return archive.load_utterance(utterance_id)


@router.get("/schema")
def get_schema() -> dict[str, Any]:
    """The JSON Schema of a reading."""
    return load_schema()
