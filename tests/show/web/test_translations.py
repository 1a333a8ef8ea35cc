"""The interface speaks two languages, completely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from starlette.testclient import TestClient

from propos.show.web.translations import Formats

WEB = Path(str(files("propos.show.web")))
METHODS = [("**.py", "python"), ("**.html", "jinja2")]


def used_messages() -> Iterator[str]:
    keywords = {"_": None, "mark": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(WEB, METHODS, {"**.html": {"trimmed": "true"}}, keywords=keywords)
    for _, _, message, _, _ in found:
        yield message if isinstance(message, str) else message[0]


def french() -> Catalog:
    with (WEB / "translations/fr/LC_MESSAGES/propos.po").open("rb") as file:
        return read_po(file)


def placeholders(message: str) -> set[str]:
    names = {name for _, name, _, _ in Formatter().parse(message) if name}
    return names | set(re.findall(r"%\((\w+)\)s", message))


def test_french_has_every_message_and_no_other() -> None:
    catalog = french()
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in catalog if m.id and all(m.string)}
    assert known == set(used_messages())


def test_placeholders_are_kept() -> None:
    for message in (m for m in french() if m.id):
        english = [message.id] if isinstance(message.id, str) else message.id
        translated = [message.string] if isinstance(message.string, str) else message.string
        for there, here in zip(english, translated, strict=True):
            assert placeholders(there) == placeholders(here), there


@pytest.mark.parametrize(
    ("wish", "cookie", "query", "expected"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", None, "", "fr"),
        ("fr-CA", None, "", "fr"),
        ("en-US,en;q=0.9", None, "", "en"),
        ("de,nl", None, "", "en"),
        ("", None, "", "en"),
        ("de,fr;q=0.5", None, "", "fr"),
        ("en", "fr", "", "fr"),
        ("en", "xx", "", "en"),
        ("en", "en", "?lang=fr", "fr"),
        ("fr", None, "?lang=xx", "fr"),
    ],
)
def test_the_language_is_chosen(client: TestClient, wish: str, cookie: str | None, query: str, expected: str) -> None:
    if cookie:
        client.cookies.set("propos_lang", cookie)
    answer = client.get(f"/help{query}", headers={"accept-language": wish})
    assert f'<html lang="{expected}">' in answer.text
    assert answer.headers["content-language"] == expected


def test_a_choice_is_remembered(client: TestClient) -> None:
    client.get("/?lang=fr", headers={"accept-language": "en"})
    assert '<html lang="fr">' in client.get("/", headers={"accept-language": "en"}).text


@pytest.mark.parametrize(
    ("lang", "value", "expected"),
    [
        ("fr", "2024-03-12", "12 mars 2024"),
        ("en", "2024-03-12", "12 March 2024"),
        ("fr", "2024-03-12T07:30:00+00:00", "12 mars 2024"),
        ("fr", "2024-SP", "2024-SP"),
        ("en", None, ""),
    ],
)
def test_days(lang: str, value: str | None, expected: str) -> None:
    assert Formats(lang).day(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-12T07:30:00+00:00", "12 mars 2024, 07:30 UTC"),
        ("2024-03-12T07:30:00+01:00", "12 mars 2024, 07:30 UTC+1"),
        ("2024-03-12T07:30:00-05:30", "12 mars 2024, 07:30 UTC−5:30"),
        ("2024-03-12T07:30:00", "12 mars 2024, 07:30"),
        ("2024-03-12", "12 mars 2024"),
    ],
)
def test_moments_keep_the_zone_of_the_page(value: str, expected: str) -> None:
    assert Formats("fr").moment(value) == expected
