"""What people decide about the record; it lasts through every re-reading, and can be taken back.

Two statements are one utterance or are not; two actors are one; an actor has another name, or a Wikidata item.
"""

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


@router.post("/actors/{actor_id}/merge")
def merge(archive: OpenArchive, actor_id: int, other: Annotated[int, Form()]) -> RedirectResponse:
    """Makes one actor of two: the other one's statements become this one's."""
    archive.merge_actors(other, actor_id)
    return _to_actor(actor_id)


@router.post("/actors/{actor_id}/rename")
def rename(
    archive: OpenArchive, actor_id: int, name: Annotated[str, Form(min_length=1, max_length=200)]
) -> RedirectResponse:
    """Gives an actor another name."""
    archive.rename_actor(actor_id, name.strip())
    return _to_actor(actor_id)


@router.post("/actors/{actor_id}/identify")
def identify(
    archive: OpenArchive, actor_id: int, wikidata: Annotated[str, Form(max_length=20)] = ""
) -> RedirectResponse:
    """Says which Wikidata item an actor is; an empty answer takes it away."""
    archive.identify_actor(actor_id, wikidata.strip().upper() or None)
    return _to_actor(actor_id)


@router.post("/actors/{actor_id}/refuse")
def refuse(
    archive: OpenArchive,
    actor_id: int,
    other: Annotated[str, Form(pattern=r"^(\d{1,15}|[Qq]\d{1,18})$")],
    back: Annotated[int | None, Form()] = None,
) -> RedirectResponse:
    """Says that an actor is not another one, or not an item of Wikidata: it is not suggested any more.

    Args:
        archive: The archive.
        actor_id: The actor.
        other: The other one's number, or the item's.
        back: The actor whose page is shown then.
    """
    archive.refuse(actor_id, int(other) if other.isdigit() else other.upper())
    return _to_actor(actor_id if back is None else back)


@router.post("/actors/{actor_id}/changes/{change_id}/undo")
def undo_change(archive: OpenArchive, actor_id: int, change_id: int) -> RedirectResponse:
    """Takes a change of the register back."""
    archive.undo_change(change_id)
    return _to_actor(actor_id)


def _to_actor(actor_id: int) -> RedirectResponse:
    return RedirectResponse(f"/actors/{actor_id}", status_code=303)


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
