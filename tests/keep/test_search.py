from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from propos.errors import QueryError
from propos.keep.archive import Archive
from propos.keep.filters import Filters
from propos.keep.saved import Question
from propos.model import Actor, Mention, Reading, Relay, Span
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
        ("coopérat*", {"economie"}),
        ("coopérer*", {"economie"}),
        ("coopx*", set()),
        ("région a beso*", {"economie"}),
        ("pont OU bouée", {"pont", "nage"}),
        ("pont ou bouée", set()),
        ("avant SAUF réforme", {"pont"}),
        ('avant -"la réforme"', {"pont"}),
        ("avant -(réforme OR budget)", {"pont"}),
        ("avant - réforme", {"budget"}),
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


def test_a_day_that_is_none_is_refused(archive: Archive) -> None:
    with pytest.raises(QueryError, match="not a date"):
        archive.search("", since="2030-02-31")


def test_a_cursor_of_another_order_is_refused(filled: Archive) -> None:
    cursor = filled.search("", limit=1, order="date").next
    with pytest.raises(QueryError, match="another order"):
        filled.search("avant", cursor=cursor)


@pytest.fixture
def told(archive: Archive) -> Archive:
    """Three articles in which people speak of and to each other, through relays."""
    dara, lise = "Paul Dara", "Lise Orme"
    relay = Relay(name="Corvel", kind="agency", span=Span(0, 1))
    first = make_reading(
        said("Lise Orme a menti", dara, relays=(relay,), stance="accuses"), said("le pont est sûr", lise), outlet="un"
    )
    archive.add_reading(with_mention(first, lise, "Lise Orme a menti"))
    second = make_reading(said("vous avez promis un pont", "Ida Volk", addressee=(Span(0, 1),)), "Paul Dara se tait.")
    second = replace(second, article=replace(second.article, outlet="deux"))
    archive.add_reading(with_actor(second, dara, Span(0, 1)))
    archive.add_reading(make_reading(said("je ne dirai rien du tunnel", dara), outlet="trois"))
    return archive


def with_actor(reading: Reading, name: str, span: Span) -> Reading:
    mention = Mention(span=span, form="name")
    actor = Actor(id=f"a{len(reading.actors) + 1}", name=name, kind="person", mentions=(mention,))
    return replace(reading, actors=(*reading.actors, actor))


def with_mention(reading: Reading, name: str, words: str) -> Reading:
    start = reading.article.text.index(words)
    mention = Mention(span=Span(start, start + len(name)), form="name")
    actors = tuple(replace(a, mentions=(*a.mentions, mention)) if a.name == name else a for a in reading.actors)
    return replace(reading, actors=actors)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"about": "Orme"}, {"Lise Orme a menti"}),
        ({"about": "Dara"}, {"vous avez promis un pont"}),
        ({"about": "Dara", "speaker": "Volk"}, {"vous avez promis un pont"}),
        ({"about": "nobody"}, set()),
        ({"relay": "Corvel"}, {"Lise Orme a menti"}),
        ({"stance": "accuses"}, {"Lise Orme a menti"}),
        ({"speaker": '"Paul Dara"', "relay": "Corvel"}, {"Lise Orme a menti"}),
        ({"speaker": '"Dara"'}, set()),
        ({"lang": "de"}, set()),
    ],
)
def test_who_is_spoken_of(told: Archive, filters: dict[str, str], found: set[str]) -> None:
    results = told.search("", **filters)  # type: ignore[arg-type]
    assert {h.text for h in results.items} == found and results.total == len(found)


def test_facets_of_relays_and_people_spoken_of(told: Archive) -> None:
    facets = told.search("").facets
    assert facets["relay"] == (("Corvel", 1),)
    assert facets["about"] == (("Lise Orme", 1), ("Paul Dara", 1))
    assert facets["stance"] == (("states", 3), ("accuses", 1))


@pytest.mark.parametrize(
    ("words", "filters", "found"),
    [
        ("pont", {}, {"un", "deux"}),
        ("se tait", {}, {"deux"}),
        ('"est sûr" OR tunnel', {}, {"un", "trois"}),
        ("", {"speaker": "Dara"}, {"un", "trois"}),
        ("pont", {"speaker": "Dara"}, {"un"}),
        ("", {"about": "Dara"}, {"un", "deux", "trois"}),
        ("", {"relay": "Corvel"}, {"un"}),
        ("", {"stance": "accuses", "speaker": "Orme"}, set()),
        ("", {"outlet": "deux"}, {"deux"}),
        ("", {"since": "2030-06-01"}, set()),
        ("introuvable", {}, set()),
    ],
)
def test_articles_are_searched(told: Archive, words: str, filters: dict[str, str], found: set[str]) -> None:
    results = told.ask(Question(words=words, filters=Filters(**filters), what="articles"))
    assert {h.article.outlet for h in results.items} == found and results.total == len(found)


def test_an_article_is_shown_where_it_holds_the_words(archive: Archive) -> None:
    archive.add_reading(make_reading("Une ligne. " * 80, "Le pont de Sallègre sera fermé.", "Une autre. " * 80))
    (hit,) = archive.ask(Question(words='"pont de Sallègre"', what="articles")).items
    assert [piece for piece, matches in hit.snippet if matches] == ["pont de Sallègre"]
    assert hit.snippet[0][0] == "… " and len("".join(p for p, _ in hit.snippet)) < 340


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ('"avant la fin"', ["avant la fin"]),
        ("avant fin", ["avant", "fin"]),
        ("ouv*", ["ouvert"]),
        ("pont -bouée", ["pont"]),
    ],
)
def test_what_is_marked(filled: Archive, words: str, marked: list[str]) -> None:
    hits = filled.search(words, outlet="pont").items
    assert [piece for h in hits for piece, matches in h.snippet if matches] == marked


def test_facets_count_all_that_was_found(filled: Archive) -> None:
    results = filled.search("avant", limit=1)
    assert results.total == 2
    assert results.facets["speaker"] == (("Paul Orsenne", 2),)
    assert set(results.facets["outlet"]) == {("pont", 1), ("budget", 1)}


def test_snippets_mark_the_words_that_match(filled: Archive) -> None:
    (hit,) = filled.search("ponts").items
    assert "".join(piece for piece, _ in hit.snippet) == hit.text
    assert [piece for piece, is_match in hit.snippet if is_match] == ["pont"]


@pytest.mark.parametrize("order", ["relevance", "date", "added"])
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
