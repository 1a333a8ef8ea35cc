"""Was this really said? A quotation is checked against the archive; an utterance is shown in all its printings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from propos.errors import QueryError
from propos.show.web.pages import OpenArchive
from propos.show.web.rendering import render_page

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

Quote = Annotated[str, Query(max_length=5000)]


@router.get("/verify")
def verify(
    request: Request,
    archive: OpenArchive,
    quote: Quote = "",
    speaker: Annotated[str, Query(max_length=200)] = "",
    since: str = "",
    until: str = "",
) -> HTMLResponse:
    """The form, and the verdict on the quotation that was given."""
    answer, fault = None, None
    try:
        if quote.strip():
            answer = archive.verify(
                quote.strip(), speaker=speaker.strip() or None, since=since or None, until=until or None
            )
    except QueryError as error:
        fault = error
    given = {"quote": quote, "speaker": speaker, "since": since, "until": until}
    return render_page(request, "verify.html", status=422 if fault else 200, given=given, answer=answer, fault=fault)


@router.get("/utterances/{utterance_id}")
def utterance(request: Request, archive: OpenArchive, utterance_id: int, decision: int | None = None) -> HTMLResponse:
    """The same words as different outlets printed them, each beside the fullest form."""
    return render_page(request, "utterance.html", utterance=archive.load_utterance(utterance_id), decision=decision)
