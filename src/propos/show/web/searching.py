"""Search: the page, what it finds as a table or a feed, and the searches that are kept under a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from propos.errors import QueryError
from propos.keep.archive import Archive
from propos.keep.filters import Filters
from propos.keep.found import Order
from propos.keep.records import Hit, StatementHit
from propos.keep.saved import Question, SavedSearch, What
from propos.show.feeds import FEED_ENTRIES, MEDIA_TYPES, Feed, FeedForm, render_feed
from propos.show.tabular import ARTICLE_COLUMNS, STATEMENT_COLUMNS, csv_lines
from propos.show.web.pages import Cursor, OpenArchive
from propos.show.web.rendering import render_page

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

#: The filters by their name in an address; ``lang`` is the language of the pages.
PARAMETERS = {
    "speaker": "speaker",
    "about": "about",
    "outlet": "outlet",
    "relay": "relay",
    "kind": "kind",
    "stance": "stance",
    "in": "lang",
    "since": "since",
    "until": "until",
}
#: How many hits a page shows.
PAGE_HITS = 20

Text = Annotated[str, Query(max_length=500)]
Given = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page or a program asks for; ``given`` has the filters by their name in the address, "" for none."""

    q: str
    given: dict[str, str]
    order: Order
    what: What

    @property
    def question(self) -> Question:
        """The same as the archive is asked it."""
        filters = Filters(**{PARAMETERS[name]: value.strip() or None for name, value in self.given.items()})
        return Question(words=self.q.strip(), filters=filters, what=self.what)

    @property
    def address(self) -> str:
        """The query of an address that asks for the same."""
        asked = {"q": self.q.strip(), **self.given, "what": "articles" if self.what == "articles" else ""}
        return urlencode({name: value for name, value in asked.items() if value})


def asked(
    q: Text = "",
    speaker: Given = "",
    about: Given = "",
    outlet: Given = "",
    relay: Given = "",
    kind: Given = "",
    stance: Given = "",
    lang_of_article: Annotated[str, Query(alias="in", max_length=35)] = "",
    since: Given = "",
    until: Given = "",
    order: Order = "relevance",
    what: What = "statements",
) -> Asked:
    """What the parameters of an address ask for."""
    values = (speaker, about, outlet, relay, kind, stance, lang_of_article, since, until)
    return Asked(q, dict(zip(PARAMETERS, values, strict=True)), order, what)


def asked_again(search: SavedSearch) -> Asked:
    """What a saved search asks for."""
    question = search.question
    named = question.filters.named()
    given = {name: named.get(field, "") for name, field in PARAMETERS.items()}
    return Asked(question.words, given, "relevance", question.what)


AsAsked = Annotated[Asked, Depends(asked)]


@router.get("/search")
def search_page(request: Request, archive: OpenArchive, ask: AsAsked, cursor: Cursor = None) -> HTMLResponse:
    """What holds the words, with facets to narrow it down."""
    found, fault = None, None
    try:
        if not ask.question.is_empty:
            found = archive.ask(ask.question, order=ask.order, limit=PAGE_HITS, cursor=cursor)
    except QueryError as error:
        fault = error
    return render_page(
        request,
        "search.html",
        status=422 if fault else 200,
        asked=ask,
        found=found,
        fault=fault,
        continued=cursor is not None,
        counts=archive.count(),
    )


@router.get("/search.csv")
def search_table(archive: OpenArchive, ask: AsAsked) -> Response:
    """All that a search finds, for a spreadsheet."""
    columns = ARTICLE_COLUMNS if ask.what == "articles" else STATEMENT_COLUMNS
    question = ask.question  # a fault in it must be told before the answer begins

    def lines() -> Iterator[str]:
        yield "\ufeff"  # without it, spreadsheets take UTF-8 for something else
        yield from csv_lines(archive.ask_all(question, order=ask.order), columns)

    headers = {"content-disposition": f'attachment; filename="propos-{ask.what}.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/search.{form}")
def search_feed(request: Request, archive: OpenArchive, ask: AsAsked, form: FeedForm) -> Response:
    """What was added last of what a search finds, as a feed."""
    return _feed(request, archive, ask, form, title=_titled(ask), page=f"/search?{ask.address}")


@router.get("/searches/{search_id}.{form}")
def saved_feed(request: Request, archive: OpenArchive, search_id: int, form: FeedForm) -> Response:
    """What was added last of what a saved search finds, as a feed."""
    search = archive.saved.load(search_id)
    ask = asked_again(search)
    return _feed(request, archive, ask, form, title=search.name, page=f"/search?{ask.address}")


def _titled(ask: Asked) -> str:
    return " · ".join(part for part in (ask.q.strip(), *ask.given.values()) if part) or "propos"


def _feed(request: Request, archive: Archive, ask: Asked, form: FeedForm, *, title: str, page: str) -> Response:
    base = str(request.base_url).rstrip("/")
    feed = Feed(
        title=f"propos: {title}",
        link=base + page,
        own=str(request.url),
        link_of=lambda hit: base + place_of(hit),
    )
    found = archive.ask(ask.question, order="added", limit=FEED_ENTRIES, counted=False)
    return Response(render_feed(found.items, feed, form), media_type=f"{MEDIA_TYPES[form]}; charset=utf-8")


def place_of(hit: Hit) -> str:
    """The path of the page that shows a hit."""
    anchor = f"#{hit.statement.id}" if isinstance(hit, StatementHit) else ""
    return f"/articles/{hit.article.id}{anchor}"


@router.get("/searches")
def searches(request: Request, archive: OpenArchive) -> HTMLResponse:
    """The searches that are kept, with how much each finds today."""
    kept = [(s, asked_again(s), archive.ask(s.question, order="added", limit=1).total) for s in archive.saved.list()]
    return render_page(request, "searches.html", kept=kept)


@router.post("/searches")
def keep_search(
    archive: OpenArchive,
    name: Annotated[str, Form(max_length=200)] = "",
    query: Annotated[str, Form(max_length=5000)] = "",
) -> RedirectResponse:
    """Keeps a search under a name; ``query`` is that of the page's address."""
    given = dict(parse_qsl(query))
    filters = Filters(**{field: given.get(parameter) or None for parameter, field in PARAMETERS.items()})
    what: Literal["statements", "articles"] = "articles" if given.get("what") == "articles" else "statements"
    archive.saved.keep(name, Question(words=given.get("q", ""), filters=filters, what=what))
    return RedirectResponse("/searches", status_code=303)


@router.post("/searches/{search_id}/forget")
def forget_search(archive: OpenArchive, search_id: int) -> RedirectResponse:
    """Keeps a search no longer."""
    archive.saved.forget(search_id)
    return RedirectResponse("/searches", status_code=303)
