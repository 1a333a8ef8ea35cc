"""One address of the web becomes a Page."""

from __future__ import annotations

import re
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http import HTTPStatus

import httpcore
import httpx

from propos import __version__
from propos.errors import FetchError
from propos.fetch.addresses import CheckedNetwork
from propos.fetch.headers import content_type
from propos.fetch.limits import CHUNK_BYTES, DEFAULT_LIMITS, Limits, check_size
from propos.model import Page

HEADERS = {
    "User-Agent": f"propos/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    # Only what is opened in bounded steps below: other codings can blow up within one step.
    "Accept-Encoding": "gzip",
}

#: What servers answer that let people in, but no programs.
NOT_FOR_PROGRAMS = (401, 402, 403, 406, 429, 451)
BARRED = "; open the page in a browser, save it and give the file"


def fetch_address(
    address: str,
    *,
    allow_private: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    transport: httpx.BaseTransport | None = None,
) -> Page:
    """The page at an address of the web.

    Args:
        address: ``http`` or ``https``.
        allow_private: Call private, loopback and link-local addresses, too.
        limits: What it may cost.
        transport: Answers instead of the network (tests).

    Raises:
        FetchError: If the address is refused, there is no answer in time, or the answer is an error or too large.
    """
    deadline = time.monotonic() + limits.total_seconds
    network = transport or _Network(allow_private=allow_private, deadline=deadline)
    timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    with (
        _clear_errors(address),
        httpx.Client(transport=network, headers=HEADERS, timeout=timeout, follow_redirects=False) as client,
    ):
        url = _checked(address, place=address)
        for _ in range(limits.redirects + 1):
            with client.stream("GET", url) as response:
                if not response.has_redirect_location:
                    return _page(response, limits, source=address, deadline=deadline)
                url = _checked(str(url.join(response.headers["location"])), place=address)
    raise FetchError(f"redirects more than {limits.redirects} times", place=address)


def _checked(address: str, *, place: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        raise FetchError("is not an address of the web", place=place) from None
    if url.scheme not in ("http", "https") or not url.host:
        if address == place:
            raise FetchError("is not an address of the web", place=place)
        raise FetchError(f"leads to {address}, which is not an address of the web (http or https)", place=place)
    return url


def _page(response: httpx.Response, limits: Limits, *, source: str, deadline: float) -> Page:
    if response.status_code >= 400 or response.status_code < 200:
        advice = BARRED if response.status_code in NOT_FOR_PROGRAMS else ""
        raise FetchError(f"the server answers {_status(response.status_code)}{advice}", place=source)
    media_type, charset = content_type(response.headers.get("content-type"))
    return Page(
        source=source,
        content=_content(response, limits, place=source, deadline=deadline),
        url=str(response.url),
        media_type=media_type,
        charset=charset,
        headers=tuple((name.lower(), value) for name, value in response.headers.multi_items()),
        captured_at=datetime.now(UTC),
    )


def _status(code: int) -> str:
    try:
        return f"{code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)


def _content(response: httpx.Response, limits: Limits, *, place: str, deadline: float) -> bytes:
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise FetchError(f"the server packs its answer as {coding}, which was not asked for", place=place)
    opener = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    parts: list[bytes] = []
    size = 0
    for raw in response.iter_raw(CHUNK_BYTES):
        for part in _opened(opener, raw) if opener else [raw]:
            size += len(part)
            check_size(size, limits.page_bytes, place)
            parts.append(part)
        if time.monotonic() > deadline:
            raise FetchError(f"took longer than {limits.total_seconds:.0f} seconds", place=place)
    return b"".join(parts)


def _opened(opener: zlib._Decompress, raw: bytes) -> Iterator[bytes]:
    while raw and not opener.eof:
        yield opener.decompress(raw, CHUNK_BYTES)
        raw = opener.unconsumed_tail


@contextmanager
def _clear_errors(address: str) -> Iterator[None]:
    try:
        yield
    except FetchError as error:
        raise FetchError(error.reason, place=address) from None
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise FetchError("the server did not answer in time", place=address) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.ProtocolError, httpcore.NetworkError, OSError) as error:
        cause = re.sub(r"^\[[^\]]*\] ", "", str(error)) or type(error).__name__
        raise FetchError(f"the server could not be reached ({cause})", place=address) from None
    except zlib.error:
        raise FetchError("the server's answer is packed wrongly", place=address) from None


class _Network(httpx.BaseTransport):
    """httpx on connections that CheckedNetwork opens; httpx has no public way to say so."""

    def __init__(self, *, allow_private: bool, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=CheckedNetwork(allow_private=allow_private, deadline=deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Answer(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Answer(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
