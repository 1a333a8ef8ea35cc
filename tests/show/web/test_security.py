"""What every answer and every request must hold to."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from propos.errors import StoreError
from propos.keep.archive import Archive
from propos.keep.causes import SQLITE
from propos.model import Link, Rejected, Span
from propos.show.web.app import create_app
from propos.show.web.security import is_same_site
from tests.show.example import STATEMENTS, example_article, example_reading
from tests.show.web.conftest import BASE

PAGES = (
    "/",
    "/articles",
    "/articles/1",
    "/actors",
    "/actors/1",
    "/search",
    "/search?q=port",
    "/add",
    "/help",
    "/nowhere",
)
HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(1)> {{ 7777*7 }} &lt;b&gt;"""


@pytest.mark.parametrize("path", [*PAGES, "/api/counts", "/static/propos.css"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/articles/1", "/nowhere", "/search.csv?q=port"])
def test_the_headers_can_be_asked_for_alone(client: TestClient, path: str) -> None:
    asked, whole = client.head(path), client.get(path)
    assert asked.status_code == whole.status_code and not asked.content
    assert asked.headers["content-type"] == whole.headers["content-type"]


def test_a_database_that_refuses_is_not_a_page_that_is_missing(
    client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError(SQLITE["SQLITE_FULL"])

    monkeypatch.setattr(Archive, "list_articles", refuse)
    answer = client.get("/articles", headers={"Accept-Language": "fr"})
    assert answer.status_code == 503 and "le disque est plein" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_the_policy_forbids(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<style|style=|\son\w+=|javascript:|<script(?! src=\"/static/)|<img|<iframe|<object", page)
    assert not re.search(r"(?:src|<link[^>]*href)=\"(?:https?:)?//", page)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("propos.example", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("", 400),
    ],
)
def test_only_known_hosts_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/help", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": BASE, "host": "127.0.0.1:8000"}, False),
        ({"origin": BASE, "host": "127.0.0.1:8000"}, True),
        ({"origin": "http://127.0.0.1:9000", "host": "127.0.0.1:8000"}, False),
        ({"origin": "https://evil.example", "host": "127.0.0.1:8000"}, False),
        ({"origin": "null", "host": "127.0.0.1:8000"}, False),
    ],
)
def test_requests_of_other_sites_are_told_apart(headers: dict[str, str], expected: bool) -> None:
    assert is_same_site(Headers(headers)) is expected


def test_another_site_cannot_add_an_article(client: TestClient, archive: Archive) -> None:
    before = archive.count()
    answer = client.post("/add", data={"text": "Bonjour."}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert archive.count() == before


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "streamed"])
def test_large_uploads_are_refused(client: TestClient, declared: bool) -> None:
    body = b"text=" + b"a" * (21 * 1024 * 1024)
    content = body if declared else (body[i : i + 65536] for i in range(0, len(body), 65536))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/add", content=content, headers=headers).status_code == 413


@pytest.fixture
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A server whose one article has markup in every field that a page can set."""
    text = HOSTILE + "\n" + HOSTILE
    whole = Span(0, len(HOSTILE))
    article = example_article(
        text=text,
        paragraphs=(whole,),
        headings=(),
        captions=(),
        furniture=(),
        title=HOSTILE,
        lead=HOSTILE,
        outlet=HOSTILE,
        section=HOSTILE,
        authors=(HOSTILE,),
        url="javascript:alert(1)",
        related=(Link(url="javascript:alert(1)", title=HOSTILE),),
    )
    statement = replace(
        STATEMENTS[0],
        content=(whole,),
        cue=(whole,),
        source=(whole,),
        speaker=None,
        speaker_name=HOSTILE,
        rule=HOSTILE,
        reason=HOSTILE,
        said=HOSTILE,
    )
    reading = example_reading(
        source=HOSTILE,
        article=article,
        statements=(statement,),
        actors=(),
        times=(),
        figures=(),
        events=(),
        rejected=(Rejected(span=whole, reason=HOSTILE),),
        warnings=(HOSTILE,),
    )
    archive = Archive(str(tmp_path_factory.mktemp("hostile") / "test.sqlite"))
    archive.add_reading(reading)
    return TestClient(create_app(archive), base_url=BASE)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles",
        "/articles/1",
        "/actors",
        "/search?q=alert",
        f"/search?q={HOSTILE}",
        f"/verify?quote={HOSTILE}",
        "/utterances/1",
    ],
)
def test_markup_of_a_page_is_shown_and_never_runs(hostile_client: TestClient, path: str) -> None:
    answer = hostile_client.get(path)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img" not in answer.text and "onerror=alert(1)>" not in answer.text
    assert "54439" not in answer.text
    assert 'href="javascript:' not in answer.text


def test_no_path_of_the_server_can_be_added(app: FastAPI, client: TestClient) -> None:
    for address in ("/etc/passwd", "file:///etc/passwd", "pyproject.toml", "-", "http:///x", "ftp://example.org/x"):
        answer = client.post("/add", data={"url": address})
        assert answer.status_code == 422, address
        assert "root:" not in answer.text
