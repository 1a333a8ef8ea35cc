"""An article is added from the page: pasted, uploaded or fetched, and read at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePath
from threading import Lock
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from propos.errors import FetchError, ProposError, ReadError
from propos.keep.archive import Archive
from propos.keep.records import Added
from propos.lang import supported_languages
from propos.model import Page
from propos.pipeline import Failure, Options, add_pages, add_sources
from propos.show.web.pages import OpenArchive
from propos.show.web.rendering import render_page
from propos.show.web.security import UPLOAD_LIMIT_BYTES

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

#: One reading at a time: the parser takes a core and half a gigabyte.
_reading = Lock()


@router.get("/add")
def add_form(request: Request) -> HTMLResponse:
    """The three ways to add an article."""
    return _show_form(request, given={})


@router.post("/add")
async def add(request: Request, archive: OpenArchive) -> Response:
    """Reads what was given and shows the article; an error is shown above the form, which keeps what was typed."""
    async with request.form(max_files=1, max_fields=10, max_part_size=UPLOAD_LIMIT_BYTES) as form:
        given = {key: value for key, value in form.items() if isinstance(value, str)}
        try:
            options = _options(given)
            article_id = await run_in_threadpool(_add_given, archive, await _uploaded(form.get("file")), given, options)
        except ProposError as error:
            return _show_form(request, given=given, error=error)
    return RedirectResponse(f"/articles/{article_id}", status_code=303)


def _show_form(request: Request, *, given: Mapping[str, str], error: ProposError | None = None) -> HTMLResponse:
    return render_page(
        request,
        "add.html",
        status=422 if error else 200,
        given=given,
        error=error,
        article_languages=supported_languages(),
    )


def _options(given: Mapping[str, str]) -> Options:
    published = given.get("published", "").strip()
    try:
        moment = date.fromisoformat(published) if published else None
    except ValueError:
        raise ReadError(f"{published!r} is not a date like 2024-05-31") from None
    return Options(lang=given.get("article_lang") or None, published=moment)


async def _uploaded(file: UploadFile | str | None) -> Page | None:
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    # The name is only shown: it is never a path on this machine.
    name = PurePath(file.filename.replace("\\", "/")).name
    return Page(source=name, content=await file.read(), captured_at=datetime.now(UTC))


def _add_given(archive: Archive, uploaded: Page | None, given: Mapping[str, str], options: Options) -> int:
    """Adds the first of file, address and text that was given; returns the article's id."""
    address, text = given.get("url", "").strip(), given.get("text", "")
    if uploaded:
        return _first_added(add_pages([uploaded], archive, options))
    if address:
        return _first_added(add_sources([_checked_address(address)], archive, options))
    if text.strip():
        content = text.encode(errors="replace")
        page = Page(source="pasted text", content=content, media_type="text/plain", charset="utf-8")
        return _first_added(add_pages([page], archive, replace(options, as_text=True)))
    raise ReadError("nothing was given; paste a text, choose a file or give an address")


def _checked_address(address: str) -> str:
    """The address, if it is one of the web: a path would be a file of the server's own."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise FetchError("an address begins with http:// or https://", place=address)
    return address


def _first_added(results: Iterator[tuple[str, Added | Failure]]) -> int:
    with _reading:
        for _, added in results:
            if isinstance(added, Failure):
                raise added.error
            return added.id
    raise ReadError("no article was found in it")
