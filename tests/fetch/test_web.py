"""Addresses of the web: limits, redirects, and what is never called."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest

from propos.errors import FetchError
from propos.fetch.addresses import is_public
from propos.fetch.limits import Limits
from propos.fetch.sources import fetch_pages
from propos.fetch.web import fetch_address

SMALL = Limits(page_bytes=1000, redirects=2, total_seconds=2, read_seconds=1, connect_seconds=1)
PAGE = "https://news.example/a"


def answer(handler: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(handler)


class Slowly(httpx.SyncByteStream):
    """A body as the network delivers it: raw, in pieces."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)


def fetch(response: httpx.Response) -> Any:
    return fetch_address(PAGE, transport=answer(lambda request: response), limits=SMALL)


def test_a_page_keeps_what_its_headers_say() -> None:
    page = fetch(
        httpx.Response(200, headers={"Content-Type": "text/html; charset=ISO-8859-1"}, stream=Slowly(b"\xe9t\xe9"))
    )
    assert (page.content, page.media_type, page.charset, page.url) == (b"\xe9t\xe9", "text/html", "iso-8859-1", PAGE)
    assert ("content-type", "text/html; charset=ISO-8859-1") in page.headers


def test_a_packed_answer_is_opened() -> None:
    body = Slowly(*[bytes([b]) for b in gzip.compress(b"Le port.")])
    assert fetch(httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=body)).content == b"Le port."


def test_redirects_are_followed_and_the_last_address_kept() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(302, headers={"Location": "../b"})
        return httpx.Response(200, stream=Slowly(b"ok"))

    assert fetch_address(PAGE, transport=answer(handler)).url == "https://news.example/b"


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (httpx.Response(404), "404"),
        (httpx.Response(503), r"503 \(Service Unavailable\)$"),
        (httpx.Response(403), "403 .Forbidden.; open the page in a browser"),
        (httpx.Response(302, headers={"Location": "/a"}), "redirects more than 2 times"),
        (httpx.Response(302, headers={"Location": "file:///etc/passwd"}), "not an address of the web"),
        (httpx.Response(200, stream=Slowly(b"x" * 1001)), "larger than"),
        (httpx.Response(200, headers={"Content-Encoding": "br"}, stream=Slowly(b"x")), "packs its answer as br"),
        (httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Slowly(b"nonsense")), "packed wrongly"),
        (
            httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Slowly(gzip.compress(b"0" * 10_000_000))),
            "larger than",
        ),
    ],
)
def test_a_bad_answer_is_said_clearly(response: httpx.Response, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        fetch(response)
    assert caught.value.place == PAGE


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("no"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("odd")]
)
def test_trouble_on_the_way_is_a_fetch_error(error: Exception) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(FetchError):
        fetch_address(PAGE, transport=answer(handler))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "not an address"),
    ],
)
def test_private_addresses_are_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost:9/", "http://0x7f.1/", "http://2130706433/"),
        *("http://127.1:9/", "http://017700000001/", "http://0x7f000001/", "http://0/", "http://0.0.0.0/"),
        *("http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/", "http://[::]/", "http://[64:ff9b::a9fe:a9fe]/"),
        *("http://1.1.1.1@127.0.0.1/", "http://LOCALHOST/", "http://169.254.169.254/latest/"),
    ],
)
def test_private_networks_are_not_called(address: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        fetch_address(address, limits=SMALL)


@pytest.mark.parametrize("address", ["http://0177.0.0.1:9/", "http://①②⑦.0.0.1:9/", "http://exa mple/", "http://"])
def test_what_is_no_address_of_the_web_is_not_called(address: str) -> None:
    with pytest.raises(FetchError):
        fetch_address(address, limits=SMALL)


def test_an_address_of_another_kind_is_no_file() -> None:
    with pytest.raises(FetchError, match="is not an address of the web"):
        list(fetch_pages("ftp://news.example/a"))


def test_a_name_is_looked_up_once_and_the_checked_address_called(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    called: list[tuple[str, int]] = []

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in answers.pop(0)]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        called.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError):
        fetch_address("http://rebinding.example/", limits=SMALL)
    assert called == [("93.184.216.34", 80)]


class Redirecting(BaseHTTPRequestHandler):
    """Sends callers to an address of the private network, or drips without end."""

    def do_GET(self) -> None:
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/secret")
            self.end_headers()
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                if self.server.stopped.wait(0.1):  # type: ignore[attr-defined]
                    return
                self.wfile.write(b"x")
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"Le port.")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Redirecting) as running:
        running.stopped = threading.Event()  # type: ignore[attr-defined]
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.stopped.set()  # type: ignore[attr-defined]
        running.shutdown()
        thread.join()


def test_private_networks_are_called_where_that_is_allowed(server: str) -> None:
    assert fetch_address(f"{server}/page", allow_private=True, limits=SMALL).content == b"Le port."


def test_a_redirect_into_the_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The server stands in for one of the public network; what it redirects to does not.
    monkeypatch.setattr("propos.fetch.addresses.is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(
        socket, "getaddrinfo", _names({"127.0.0.1": "127.0.0.1", "localhost": "10.0.0.7"}, socket.getaddrinfo)
    )
    with pytest.raises(FetchError, match="localhost is an address of a private network"):
        fetch_address(f"{server}/redirect", limits=SMALL)


def test_a_server_that_drips_is_left_at_the_deadline(server: str) -> None:
    with pytest.raises(FetchError, match=r"in time|took longer"):
        fetch_address(f"{server}/drip", allow_private=True, limits=Limits(total_seconds=0.5))


def _names(known: dict[str, str], otherwise: Callable[..., Any]) -> Callable[..., Any]:
    return lambda host, *rest, **named: otherwise(known.get(host, host), *rest, **named)
