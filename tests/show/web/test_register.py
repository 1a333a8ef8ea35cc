"""Who is who on the pages: suggested with its evidence, confirmed or refused with a button, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from propos.keep.archive import Archive
from propos.show.web.app import create_app
from tests.keep import wikidata_sample as w
from tests.keep.test_identities import OFFICE, describing, naming
from tests.keep.test_meanings import ENGLISH, FRENCH, saying
from tests.show.web.conftest import BASE

HOLDER, DESCRIBED = 1, 2


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(str(tmp_path / "archive.sqlite")) as archive:
        archive.add_reading(naming("Irina Sablova", OFFICE, date(2025, 5, 2)))
        archive.add_reading(describing(OFFICE, date(2025, 5, 9)))
        list(archive.import_wikidata(w.write_dump(tmp_path / "dump.json")))
        yield archive


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(archive), base_url=BASE) as client:
        yield client


def test_the_article_says_who_is_perhaps_meant_and_why(client: TestClient) -> None:
    page = client.get("/articles/2?lang=en").text
    assert "perhaps Irina Sablova" in page
    assert "1 article says so" in page and "Q900012" in page


def test_a_described_actor_is_joined_or_refused(client: TestClient, archive: Archive) -> None:
    page = client.get(f"/actors/{HOLDER}?lang=fr").text
    assert "Peut-être désigné par la seule fonction" in page
    form = {"other": str(HOLDER), "back": str(HOLDER)}
    page = client.post(f"/actors/{DESCRIBED}/refuse", data=form).text
    assert "désigné par la seule fonction" not in page
    [change] = archive.list_changes(HOLDER)
    assert f"/changes/{change.id}/undo" in page
    assert archive.find_identity(DESCRIBED) is None
    client.post(f"/actors/{HOLDER}/changes/{change.id}/undo")
    assert "Perhaps meant" in client.get(f"/actors/{DESCRIBED}?lang=en").text
    client.post(f"/actors/{HOLDER}/merge", data={"other": str(DESCRIBED)})
    assert archive.load_actor(HOLDER).statements == 2


def test_an_item_is_confirmed_or_refused(client: TestClient, archive: Archive) -> None:
    page = client.get(f"/actors/{HOLDER}?lang=en").text
    assert "same name, same office" in page
    page = client.post(f"/actors/{HOLDER}/refuse", data={"other": "Q900012"}).text
    assert "same name, same office" not in page
    client.post(f"/actors/{HOLDER}/identify", data={"wikidata": "Q900012"})
    page = client.get(f"/actors/{HOLDER}?lang=en").text
    assert "President of Russia" in page and "since 7 May 2020" in page
    assert "Held the office then" in client.get(f"/actors/{DESCRIBED}?lang=en").text
    assert client.post(f"/actors/{HOLDER}/refuse", data={"other": "x"}).status_code == 422


def test_a_translation_is_offered(client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPOS_ENCODER", "tests.keep.tiny_encoder:TinyEncoder")
    one = archive.add_reading(saying(FRENCH, "Irène Valcourt", "a")).id
    archive.add_reading(saying(ENGLISH, "Irene Valcourt", "b", "en"))
    list(archive.suggest())
    assert "Perhaps printed elsewhere in other words" in client.get(f"/articles/{one}?lang=en").text
    [hit] = archive.list_statements(article_id=one).items
    page = client.get(f"/utterances/{hit.utterance_id}?lang=en").text
    assert "perhaps a translation" in page and ENGLISH in page
    page = client.get("/verify?quote=Next week they will finally reopen our harbour&lang=en").text
    assert "Perhaps a paraphrase" in page and "statements compared by meaning" in page
