"""What every answer and every request must hold to, whatever page it is about.

An archive's articles are strangers' text: nothing on a page may run or be fetched but what propos itself serves. The
server listens on the user's own machine: other sites must be able neither to read it (DNS rebinding) nor to post to it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from propos.show.web.sentences import Teller
from propos.show.web.translations import choose_language

#: Uploads and pasted texts above this are refused before they are read.
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class HeadAsGet:
    """Answers a request for the headers of a page as one for the page, without its body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_headers(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self.app({**scope, "method": "GET"}, receive, send_headers)


class SameSiteOnly:
    """Refuses requests that change something when another site's page sent them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            if not is_same_site(Headers(scope=scope)):
                refusal = _refusal(scope, "this request came from another site and was refused", 403)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


def is_same_site(headers: Headers) -> bool:
    """Whether the page that sent a request is our own; programs, which send neither header, pass."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class UploadLimit:
    """Refuses request bodies above a limit, also when their declared length lies."""

    def __init__(self, app: ASGIApp, limit_bytes: int = UPLOAD_LIMIT_BYTES) -> None:
        self.app = app
        self.limit_bytes = limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > self.limit_bytes:
            await self._refuse(scope, receive, send)
            return
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.limit_bytes:
                raise TooLarge
            return message

        try:
            await self.app(scope, receive_counted, send)
        except TooLarge:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        megabytes = self.limit_bytes // (1024 * 1024)
        refusal = _refusal(scope, f"too large: at most {megabytes} MB at once", 413)
        await refusal(scope, receive, send)


def _refusal(scope: Scope, reason: str, status: int) -> PlainTextResponse:
    """Why a request is refused, in the language of whoever asked."""
    told = Teller(choose_language(Request(scope)))(reason)
    return PlainTextResponse(f"{told[0].upper()}{told[1:]}.\n", status_code=status)


class TooLarge(Exception):
    """A request body went on beyond the limit."""
