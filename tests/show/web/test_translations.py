"""The interface speaks two languages, completely."""

from __future__ import annotations

import ast
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

from propos.read.decoding import OTHER_KINDS
from propos.show.web.moments import Moments
from propos.show.web.sentences import Teller
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


#: Where the sentences are made that a page may show; commands without a page say theirs in English.
SPOKEN = ("fetch", "read", "keep", "show/web")
UNSPOKEN = {
    "flat.py",
    "exchange.py",
    "upkeep.py",
    "run.py",
    "database.py",
    "importing.py",
    "encoders.py",
    "meaning_verbs.py",
}
ERRORS = {"FetchError", "ReadError", "ArchiveError", "QueryError"}


def said_by_stages() -> Iterator[str]:
    """The sentences of errors and warnings, each value of them filled in with a number or a word."""
    for file in (f for part in SPOKEN for f in sorted((WEB.parent.parent / part).rglob("*.py"))):
        if file.name in UNSPOKEN:
            continue
        for call in (n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call) and n.args):
            is_error = isinstance(call.func, ast.Name) and call.func.id in ERRORS
            is_warning = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "warnings.append"
            if is_error or is_warning:
                yield from filled(call.args[0])


def filled(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "42" for v in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*filled(node.body), *filled(node.orelse))


def test_what_stages_say_has_a_translation() -> None:
    french, sentences = Teller("fr"), set(said_by_stages())
    assert len(sentences) > 50
    known = {"this is 42, not a page or a text", "42 (42)"}  # said in full below, for each kind of file and of break
    assert {s for s in sentences if french(s) == s} <= known


@pytest.mark.parametrize("kind", sorted({name for _, name in OTHER_KINDS}))
def test_every_kind_of_file_has_a_translation(kind: str) -> None:
    assert Teller("fr")(f"this is {kind}, not a page or a text").startswith("c’est")


@pytest.mark.parametrize(
    ("said", "french"),
    [
        (
            "only 42% of the page's visible text was kept: part of the article may be missing",
            "seuls 42\u00a0% du texte visible de la page ont été gardés\u00a0: "
            "il manque peut-être une partie de l’article",
        ),
        (
            "holds more than 5,000,000 characters of text, which is no article",
            "contient plus de 5\u202f000\u202f000 caractères de texte\u00a0: ce n’est pas un article",
        ),
        ("something else", "something else"),
    ],
)
def test_sentences_in_french(said: str, french: str) -> None:
    assert Teller("fr")(said) == french and Teller("en")(said) == said


def test_french_marks_have_their_spaces() -> None:
    for message in (m for m in french() if m.id):
        for text in [message.string] if isinstance(message.string, str) else message.string:
            assert not re.search(
                r"(?<![\u00a0\u202f\d])[;?!»](?!\w)|«(?!\u00a0)|(?<![\u00a0\w]):(?!/)| :|[a-zé]:(?!/)|'", text
            ), text


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


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (None, "", ""),
        ("2025-SP", "spring 2025", "printemps 2025"),
        ("2025-Q3", "third quarter of 2025", "troisième trimestre 2025"),
        ("2025-03", "March 2025", "mars 2025"),
        ("2025-06-01", "1 June 2025", "1er juin 2025"),
        ("2025-06-11", "11 June 2025", "11 juin 2025"),
        ("2025-03-21TEV", "21 March 2025, in the evening", "21 mars 2025, dans la soirée"),
        ("2025-W11", "week of 10 March 2025", "semaine du 10 mars 2025"),
        ("P10M", "10 months", "10\u00a0mois"),
        ("PT2H", "2 hours", "2\u00a0heures"),
        ("PRESENT_REF", "now", "maintenant"),
        ("2025", "2025", "2025"),
        ("XXXX-XX", "XXXX-XX", "XXXX-XX"),
        ("2025-99-99", "2025-99-99", "2025-99-99"),
    ],
)
def test_times_in_words(value: str | None, english: str, french: str) -> None:
    assert (Moments("en")(value), Moments("fr")(value)) == (english, french)
