"""What people decide about the record: two statements are one utterance or are not. Lasts, and can be taken back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from propos.keep.archive import Archive
from propos.show.web.pages import OpenArchive

router = APIRouter(include_in_schema=False)


@router.post("/decisions")
def decide(
    archive: OpenArchive,
    statement: Annotated[int, Form()],
    other: Annotated[int, Form()],
    article: Annotated[int, Form()],
    local: Annotated[str, Form(pattern=r"^s\d+$")],
    same: Annotated[Literal["yes", "no"], Form()],
) -> RedirectResponse:
    """Decides, and shows the utterance as it is then.

    Args:
        archive: The archive.
        statement: One statement's id in the archive.
        other: The other one's.
        article: The article of the first.
        local: Its id there.
        same: Whether they are one utterance.
    """
    decision = archive.decide(statement, other, same=same == "yes")
    return _show(archive, article, local, f"?decision={decision}")


@router.post("/decisions/{decision_id}/undo")
def undo(
    archive: OpenArchive,
    decision_id: int,
    article: Annotated[int, Form()],
    local: Annotated[str, Form(pattern=r"^s\d+$")],
) -> RedirectResponse:
    """Takes a decision back."""
    archive.undo_decision(decision_id)
    return _show(archive, article, local, "")


def _show(archive: Archive, article: int, local: str, query: str) -> RedirectResponse:
    utterance = _find_utterance(archive, article, local)
    place = f"/utterances/{utterance}{query}" if utterance else f"/articles/{article}#{local}"
    return RedirectResponse(place, status_code=303)


def _find_utterance(archive: Archive, article: int, local: str) -> int | None:
    """The utterance that a statement of an article belongs to now."""
    cursor: str | None = None
    while True:
        found = archive.list_statements(article_id=article, order="text", limit=200, cursor=cursor)
        for hit in found.items:
            if hit.statement.id == local:
                return hit.utterance_id
        if not found.next:
            return None
        cursor = found.next
