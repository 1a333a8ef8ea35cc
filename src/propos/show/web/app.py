"""The web application: pages, JSON API, static files, and the rules that hold for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from propos import __version__
from propos.errors import ArchiveError, QueryError, StoreError
from propos.keep.archive import Archive
from propos.show.web import adding, api, checking, deciding, pages, searching
from propos.show.web.rendering import render_page
from propos.show.web.security import HeadAsGet, SameSiteOnly, SecurityHeaders, UploadLimit

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]", "::1")


def create_app(archive: Archive, *, hosts: Sequence[str] = ()) -> FastAPI:
    """The application that shows ``archive``.

    Args:
        archive: Open; the caller closes it.
        hosts: Names under which the server may be addressed, beside this machine's own.
    """
    app = FastAPI(
        title="propos",
        version=__version__,
        description="Who said what, in the articles of one archive.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.archive = archive
    app.include_router(pages.router)
    app.include_router(searching.router)
    app.include_router(adding.router)
    app.include_router(checking.router)
    app.include_router(deciding.router)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(packages=[("propos.show.web", "static")]), name="static")
    app.add_exception_handler(HTTPException, _show_http_error)
    app.add_exception_handler(RequestValidationError, _show_invalid)
    app.add_exception_handler(ArchiveError, _show_archive_error)
    app.add_middleware(UploadLimit)
    app.add_middleware(SameSiteOnly)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOCAL_HOSTS, *hosts], www_redirect=False)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    return app


def _answer(request: Request, status: int, reason: str) -> Response:
    """An error as JSON for programs, as a page for people."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": {"reason": reason}}, status_code=status)
    return render_page(request, "error.html", status=status, code=status, reason=reason)


def _show_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, error.detail)


def _show_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()[:5]
    if request.url.path.startswith("/api"):
        reason = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in faults)
    else:
        reason = f"this cannot be answered: {', '.join(str(e['loc'][-1]) for e in faults)}"
    return _answer(request, 404 if "path" in faults[0]["loc"] else 422, reason)


def _show_archive_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ArchiveError)
    status = 422 if isinstance(error, QueryError) else 503 if isinstance(error, StoreError) else 404
    return _answer(request, status, error.reason)
