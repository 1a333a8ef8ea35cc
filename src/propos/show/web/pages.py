"""The pages that show the archive: each asks the Archive and fills a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from propos.errors import QueryError
from propos.keep.archive import Archive
from propos.keep.records import ArticleSummary, StatementHit
from propos.show.web.describe import Describer
from propos.show.web.rendering import render_page
from propos.show.web.translations import choose_language
from propos.show.web.view import view_article
from propos.show.web.voices import contrast_terms, find_term_sets, share_voices

Item = TypeVar("Item")

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

#: How many statements the front page quotes, and out of how many recent ones they are chosen.
QUOTED, RECENT = 4, 120
#: The layers of an article that are shown if the address asks for none (``?show=times&show=figures``).
LAYERS = ("statements", "notes")


def get_archive(request: Request) -> Archive:
    """The archive that this server shows."""
    archive: Archive = request.app.state.archive
    return archive


OpenArchive = Annotated[Archive, Depends(get_archive)]
Cursor = Annotated[str | None, Query(max_length=500)]


@router.get("/")
def front(request: Request, archive: OpenArchive) -> HTMLResponse:
    """The newest articles, recent quotations and the most quoted people."""
    return render_page(
        request,
        "front.html",
        counts=archive.count(),
        articles=_dated_first(archive.list_articles(limit=12).items, lambda article: article),
        actors=[actor for actor in archive.list_actors(limit=12).items if actor.statements],
        quoted=_choose_quoted(_dated_first(archive.list_statements(limit=RECENT).items, lambda hit: hit.article)),
    )


def _dated_first(items: Iterable[Item], article_of: Callable[[Item], ArticleSummary]) -> list[Item]:
    """The items in their order, but those of undated articles last: whether they are news nobody can tell."""
    return sorted(items, key=lambda item: article_of(item).published is None)


def _choose_quoted(hits: Iterable[StatementHit]) -> list[StatementHit]:
    """Recent direct quotations of some length, one a speaker."""
    chosen: dict[str, StatementHit] = {}
    for hit in hits:
        name = hit.statement.speaker_name
        if name and hit.statement.kind == "direct" and 40 <= len(hit.text) <= 240:
            chosen.setdefault(name, hit)
    return list(chosen.values())[:QUOTED]


@router.get("/articles")
def articles(
    request: Request,
    archive: OpenArchive,
    cursor: Cursor = None,
    outlet: str | None = None,
    lang_of_article: Annotated[str | None, Query(alias="in")] = None,
) -> HTMLResponse:
    """All articles, the newest first."""
    found = archive.list_articles(limit=30, cursor=cursor, outlet=outlet or None, lang=lang_of_article or None)
    return render_page(request, "articles.html", found=found, outlet=outlet, counts=archive.count())


@router.get("/articles/{article_id}")
def article(
    request: Request, archive: OpenArchive, article_id: int, show: Annotated[list[str] | None, Query()] = None
) -> HTMLResponse:
    """One article with every statement marked in its text, and its notes beside it."""
    stored = archive.load_article(article_id)
    reading, register = stored.reading, archive.actor_ids(article_id)
    describe = Describer(choose_language(request))
    terms = find_term_sets(reading)
    view = view_article(reading, register, describe, [t.span for found in terms for t in found.terms])
    return render_page(
        request,
        "article.html",
        stored=stored,
        article=reading.article,
        view=view,
        describe=describe,
        printings=archive.count_printings(article_id),
        suggested=archive.find_suggested(article_id),
        meant={identity.local_id: identity for identity in archive.find_identities(article_id)},
        register=register,
        speaker_of={s.id: s.speaker_name for s in reading.statements},
        shares=share_voices(reading, {voice.key: voice for voice in view.voices}),
        contrasts=contrast_terms(terms),
        differing=archive.find_disagreements(article_id),
        shown=show or LAYERS,
    )


@router.get("/actors")
def actors(
    request: Request, archive: OpenArchive, cursor: Cursor = None, order: Literal["statements", "name"] = "statements"
) -> HTMLResponse:
    """Everybody whom the articles name."""
    found = archive.list_actors(limit=60, cursor=cursor, order=order)
    return render_page(request, "actors.html", found=found, order=order)


@router.get("/actors/{actor_id}")
def show_actor(request: Request, archive: OpenArchive, actor_id: int, cursor: Cursor = None) -> HTMLResponse:
    """One actor: names, offices, and the statements in time order, the undated last."""
    found = archive.list_statements(actor_id=actor_id, limit=50, cursor=cursor)
    actor = archive.load_actor(actor_id)
    items = archive.find_items([actor.wikidata]) if actor.wikidata else {}
    return render_page(
        request,
        "actor.html",
        actor=actor,
        item=items.get(actor.wikidata or ""),
        items=archive.suggest_items(actor_id),
        identity=archive.find_identity(actor_id),
        descriptions=archive.find_descriptions(actor_id),
        found=replace(found, items=tuple(_dated_first(found.items, lambda hit: hit.article))),
        continued=cursor is not None,
        alike=archive.suggest_actors(actor_id),
        changes=archive.list_changes(actor_id),
    )


@router.get("/ledger")
def ledger(
    request: Request,
    archive: OpenArchive,
    by: Annotated[str, Query(max_length=200)] = "",
    strength: Annotated[str, Query(max_length=20)] = "",
    since: Annotated[str, Query(max_length=20)] = "",
    until: Annotated[str, Query(max_length=20)] = "",
    cursor: Cursor = None,
) -> HTMLResponse:
    """What was forecast, promised and announced, by when it falls due."""
    found, fault = None, None
    try:
        found = archive.list_forecasts(
            by=by.strip() or None,
            strength=strength or None,
            due_from=since or None,
            due_until=until or None,
            limit=30,
            cursor=cursor,
        )
    except QueryError as error:
        fault = error
    return render_page(
        request,
        "ledger.html",
        status=422 if fault else 200,
        given={"by": by, "strength": strength, "since": since, "until": until},
        found=found,
        fault=fault,
        continued=cursor is not None,
    )


@router.get("/figures")
def figures(request: Request, archive: OpenArchive, cursor: Cursor = None) -> HTMLResponse:
    """Figures on which articles differ, side by side."""
    found = archive.list_disagreements(limit=10, cursor=cursor)
    return render_page(request, "figures.html", found=found, continued=cursor is not None)


@router.get("/help")
def help_page(request: Request, archive: OpenArchive) -> HTMLResponse:
    """What the marks mean, what propos cannot do, and where the data can be had."""
    return render_page(request, "help.html", counts=archive.count())
