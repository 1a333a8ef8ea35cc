from __future__ import annotations

from datetime import date

import pytest

from propos.keep.archive import Archive
from tests.keep.builders import make_reading, said

STATEMENTS = {
    "pont": "le nouveau pont sera ouvert avant la fin de l’année",
    "economie": "l’économie de la région a besoin de coopération",
    "budget": "le budget augmentera de 2,5 % en 2031, avant la réforme",
    "nage": "nous nagerons jusqu’à la bouée",
}


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for number, (outlet, words) in enumerate(STATEMENTS.items()):
        reading = make_reading(
            said(words, "Irène Valcourt" if number % 2 else "Paul Orsenne", kind="mixed" if number % 2 else "direct"),
            outlet=outlet,
            published=date(2030, 1, number + 1),
        )
        archive.add_reading(reading)
    archive.add_reading(
        make_reading(said("we will open the bridges", "Ann Tallis"), outlet="bridge", lang="en", published=None)
    )
    return archive


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pont", {"pont"}),
        ("ponts", {"pont"}),
        ("economies", {"economie"}),
        ("ÉCONOMIE", {"economie"}),
        ("bridge", {"bridge"}),
        ("avant", {"pont", "budget"}),
        ("avant réforme", {"budget"}),
        ('"avant la fin"', {"pont"}),
        ('"avant fin"', set()),
        ("pont OR bouée", {"pont", "nage"}),
        ("pont | bouée", {"pont", "nage"}),
        ("avant -réforme", {"pont"}),
        ("avant NOT réforme", {"pont"}),
        ("(pont OR budget) AND avant", {"pont", "budget"}),
        ("coop*", {"economie"}),
        ("2,5 %", {"budget"}),
        ("l'économie", {"economie"}),
        ("introuvable", set()),
        ('"', set()),
        ("", set(STATEMENTS) | {"bridge"}),
        ("((((", set()),
        ('NEAR("a', set()),
        ("-pont", set()),
        ("* ^ : { } \\ '", set()),
    ],
)
def test_what_is_found(filled: Archive, words: str, found: set[str]) -> None:
    assert {h.article.outlet for h in filled.search(words).items} == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"outlet": "pont"}, {"pont"}),
        ({"lang": "en"}, {"bridge"}),
        ({"kind": "mixed"}, {"economie", "nage"}),
        ({"speaker": "valcourt"}, {"economie", "nage"}),
        ({"speaker": "Court"}, set()),
        ({"since": "2030-01-02", "until": "2030-01-03"}, {"economie", "budget"}),
    ],
)
def test_filters(filled: Archive, filters: dict[str, str], found: set[str]) -> None:
    assert {h.article.outlet for h in filled.search("", **filters).items} == found  # type: ignore[arg-type]


def test_facets_count_all_that_was_found(filled: Archive) -> None:
    results = filled.search("avant", limit=1)
    assert results.total == 2
    assert results.facets["speaker"] == (("Paul Orsenne", 2),)
    assert set(results.facets["outlet"]) == {("pont", 1), ("budget", 1)}


def test_snippets_mark_the_words_that_match(filled: Archive) -> None:
    (hit,) = filled.search("ponts").items
    assert "".join(piece for piece, _ in hit.snippet) == hit.text
    assert [piece for piece, is_match in hit.snippet if is_match] == ["pont"]


@pytest.mark.parametrize("order", ["relevance", "date"])
def test_pages_hold_everything_once(archive: Archive, order: str) -> None:
    for number in range(25):
        archive.add_reading(make_reading(said(f"le pont numéro {number} sera fermé", "Irène Valcourt")))
    seen, cursor = [], None
    for _ in range(5):
        results = archive.search("pont", limit=10, cursor=cursor, order=order)  # type: ignore[arg-type]
        seen += [h.id for h in results.items]
        cursor = results.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 25


def test_a_replaced_statement_is_not_found_any_more(archive: Archive) -> None:
    archive.add_reading(make_reading(said("le pont sera fermé"), url="https://a.example"))
    archive.add_reading(make_reading(said("le tunnel sera fermé"), url="https://a.example"))
    assert archive.search("pont").items == ()
    assert len(archive.search("tunnel").items) == 1
