from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from propos.errors import ArchiveError
from propos.keep.archive import Archive
from propos.model import Mention, Reading, Span
from tests.keep.builders import make_reading, said

WORDS = "le port rouvrira avant la fin de la semaine prochaine"


def add(archive: Archive, outlet: str, name: str, rules_version: str = "1") -> int:
    """The register's id of the one who speaks in a new article, or in the same one read again."""
    reading = make_reading(
        said(WORDS, name), outlet=outlet, url=f"https://{outlet}.example", rules_version=rules_version
    )
    return archive.actor_ids(archive.add_reading(reading).id)["a1"]


@pytest.fixture
def ids(archive: Archive) -> tuple[int, int]:
    return add(archive, "a", "Irène Valcourt"), add(archive, "b", "Valcourt")


def names(archive: Archive) -> dict[str, int]:
    return {a.name: a.statements for a in archive.list_actors().items}


def test_a_short_name_is_suggested_not_joined(archive: Archive, ids: tuple[int, int]) -> None:
    assert names(archive) == {"Irène Valcourt": 1, "Valcourt": 1}
    assert [a.id for a in archive.suggest_actors(ids[0])] == [ids[1]]


def test_merged_actors_are_one(archive: Archive, ids: tuple[int, int]) -> None:
    archive.merge_actors(ids[1], ids[0])
    assert names(archive) == {"Irène Valcourt": 2}
    assert archive.load_actor(ids[1]) == archive.load_actor(ids[0])
    assert archive.load_actor(ids[0]).aliases == ("Valcourt",)
    assert {h.actor_id for h in archive.search("port").items} == {ids[0]}
    assert list(archive.check()) == []


def test_a_merge_survives_reading_again(archive: Archive, ids: tuple[int, int]) -> None:
    archive.merge_actors(ids[1], ids[0])
    assert add(archive, "b", "Valcourt", rules_version="2") == ids[0]


def test_a_merged_full_name_is_joined_in_new_articles(archive: Archive) -> None:
    one, other = add(archive, "a", "Irène Valcourt"), add(archive, "b", "Irène de Valcourt")
    archive.merge_actors(other, one)
    assert add(archive, "c", "Irène de Valcourt") == one


def test_a_merge_within_one_article_can_be_undone(archive: Archive) -> None:
    reading = make_reading(said(WORDS, "Irène Valcourt"), said("on verra bien", "Odile Carmin"))
    ids = archive.actor_ids(archive.add_reading(reading).id)
    change = archive.merge_actors(ids["a2"], ids["a1"])
    assert names(archive) == {"Irène Valcourt": 2}
    archive.undo_change(change)
    assert names(archive) == {"Irène Valcourt": 1, "Odile Carmin": 1}


def test_a_merge_can_be_undone(archive: Archive) -> None:
    one, other = add(archive, "a", "Irène Valcourt"), add(archive, "b", "Irène de Valcourt")
    change = archive.merge_actors(other, one)
    add(archive, "c", "Irène de Valcourt")
    archive.undo_change(change)
    assert names(archive) == {"Irène Valcourt": 1, "Irène de Valcourt": 2}
    assert add(archive, "b", "Irène de Valcourt", rules_version="2") == other
    assert [c.undone_at is None for c in archive.list_changes(one)] == [False]


def test_a_split_survives_reading_again_and_can_be_undone(archive: Archive) -> None:
    one = add(archive, "a", "Irène Valcourt")
    assert add(archive, "b", "Irène Valcourt") == one
    article = next(a.id for a in archive.list_articles().items if a.outlet == "b")
    change = archive.split_actor(one, [article])
    other = archive.actor_ids(article)["a1"]
    assert other != one
    assert add(archive, "b", "Irène Valcourt", rules_version="2") == other
    assert add(archive, "c", "Irène Valcourt") == one
    archive.undo_change(change)
    assert names(archive) == {"Irène Valcourt": 3}


def test_both_names_of_a_renamed_actor_mean_it(archive: Archive, ids: tuple[int, int]) -> None:
    change = archive.rename_actor(ids[0], "Irène Valcourt-Lemaire")
    assert add(archive, "c", "Irène Valcourt-Lemaire") == ids[0]
    assert add(archive, "d", "Irène Valcourt") == ids[0]
    assert archive.load_actor(ids[0]).name == "Irène Valcourt-Lemaire"
    archive.undo_change(change)
    assert archive.load_actor(ids[0]).name == "Irène Valcourt"


def test_an_identifier_is_given_and_taken(archive: Archive, ids: tuple[int, int]) -> None:
    change = archive.identify_actor(ids[0], "Q42")
    assert archive.load_actor(ids[0]).wikidata == "Q42"
    archive.undo_change(change)
    assert archive.load_actor(ids[0]).wikidata is None
    with pytest.raises(ArchiveError, match="Q42"):
        archive.identify_actor(ids[0], "42")


def test_changes_are_undone_from_the_last(archive: Archive, ids: tuple[int, int]) -> None:
    first = archive.rename_actor(ids[0], "I. V.")
    archive.merge_actors(ids[1], ids[0])
    with pytest.raises(ArchiveError, match="first"):
        archive.undo_change(first)
    assert [c.verb for c in archive.list_changes(ids[0])] == ["merge", "rename"]


def test_what_makes_no_sense_is_said(archive: Archive, ids: tuple[int, int]) -> None:
    for wrong in (
        lambda: archive.merge_actors(ids[0], ids[0]),
        lambda: archive.merge_actors(99, ids[0]),
        lambda: archive.split_actor(ids[0], [99]),
        lambda: archive.rename_actor(ids[0], " "),
        lambda: archive.undo_change(99),
    ):
        with pytest.raises(ArchiveError):
            wrong()


def reading_of(outlet: str, name: str, **fields: Any) -> Reading:
    """An article in which one actor speaks, whose fields are as given."""
    reading = make_reading(said(WORDS, name), outlet=outlet, url=f"https://{outlet}.example")
    return replace(reading, actors=(replace(reading.actors[0], **fields),))


def who(archive: Archive, reading: Reading) -> int:
    return archive.actor_ids(archive.add_reading(reading).id)["a1"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({}, {}, True),
        ({"country": "FR"}, {}, True),
        ({"country": "FR"}, {"country": "BE"}, False),
        ({"gender": "feminine"}, {"gender": "masculine"}, False),
        ({"gender": "feminine", "country": "FR"}, {"gender": "feminine"}, True),
    ],
)
def test_the_same_name_is_the_same_person_unless_country_or_gender_differ(
    archive: Archive, first: dict[str, str], second: dict[str, str], same: bool
) -> None:
    one = who(archive, reading_of("a", "Camille Orsenne", **first))
    assert (who(archive, reading_of("b", "Camille Orsenne", **second)) == one) is same


def test_a_name_that_two_bear_stays_apart_until_the_article_tells_which(archive: Archive) -> None:
    ids = [who(archive, reading_of(c, "Camille Orsenne", country=c)) for c in ("FR", "BE")]
    assert who(archive, reading_of("c", "Camille Orsenne")) not in ids
    assert who(archive, reading_of("d", "Camille Orsenne", country="BE")) == ids[1]


@pytest.mark.parametrize("kind", ["person", "organisation"])
@pytest.mark.parametrize("name", ["un haut fonctionnaire", "police"])
def test_a_description_is_somebody_else_in_each_article(archive: Archive, name: str, kind: str) -> None:
    described = (Mention(span=Span(0, 4), form="office"),)
    ids = {who(archive, reading_of(o, name, kind=kind, mentions=described)) for o in ("a", "b")}
    assert len(ids) == 2


def test_reading_again_leaves_nobody_behind(archive: Archive) -> None:
    described = reading_of("a", "un haut fonctionnaire", mentions=(Mention(span=Span(0, 4), form="office"),))
    one = who(archive, described)
    assert who(archive, replace(described, rules_version="2")) == one
    named = reading_of("b", "Camille Orsenne").actors
    who(archive, replace(described, actors=named, rules_version="3"))
    assert [a.name for a in archive.list_actors().items] == ["Camille Orsenne"]
