from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from propos.keep.archive import Archive
from propos.keep.register_records import Identity
from propos.model import Actor, Mention, Office, Reading, Span
from tests.keep import wikidata_sample as w
from tests.keep.builders import make_reading, said

WORDS = "la route du nord restera ouverte à tous"
OFFICE = "président russe"


def naming(name: str, office: str, published: date | None, **fields: object) -> Reading:
    """An article that gives a named person an office."""
    reading = make_reading(said(f"{WORDS} {name}", name), published=published, offices={name: office})
    return replace(reading, actors=(replace(reading.actors[0], **fields),))  # type: ignore[arg-type]


def describing(office: str, published: date | None, *, url: str = "https://a.example", **fields: object) -> Reading:
    """An article in which somebody speaks who is only called by an office."""
    reading = make_reading(said(WORDS, office), published=published, url=url)
    span = Span(0, 5)
    mentions, offices = (Mention(span=span, form="office"),), (Office(title=office, of=None, span=span),)
    actor = Actor(id="a1", name=office, kind="person", mentions=mentions, offices=offices)
    return replace(reading, actors=(replace(actor, **fields),))  # type: ignore[arg-type]


def who(archive: Archive, reading: Reading) -> Identity | None:
    found = archive.find_identities(archive.add_reading(reading).id)
    assert len(found) <= 1
    return found[0] if found else None


def name_of(archive: Archive, reading: Reading) -> str | None:
    identity = who(archive, reading)
    return identity.name if identity else None


def test_who_held_the_office_is_suggested_with_the_articles_that_say_so(archive: Archive) -> None:
    named = archive.add_reading(naming("Pavel Orlenko", "chef de l’État russe", date(2030, 5, 2))).id
    identity = who(archive, describing(OFFICE, date(2030, 5, 20)))
    assert identity is not None
    assert (identity.name, identity.status, identity.office) == ("Pavel Orlenko", "suggested", OFFICE)
    assert identity.holder_id == archive.actor_ids(named)["a1"]
    [tenure] = identity.evidence
    assert (tenure.source, tenure.first, tenure.last) == ("coverage", "2030-05-02", "2030-05-02")
    assert tenure.articles == (named,)


@pytest.mark.parametrize(
    ("evidence", "office", "day", "name"),
    [
        ([("Pavel Orlenko", OFFICE, date(2030, 1, 1))], OFFICE, date(2030, 5, 2), None),  # too long ago
        ([("Pavel Orlenko", OFFICE, None)], OFFICE, date(2030, 5, 2), None),  # nobody knows when
        ([("Pavel Orlenko", OFFICE, date(2030, 5, 2))], OFFICE, None, None),
        ([("Pavel Orlenko", OFFICE, date(2030, 5, 2))], "président", date(2030, 5, 2), None),
        ([("Pavel Orlenko", OFFICE, date(2030, 5, 2))], "un président russe", date(2030, 5, 2), None),
        ([("Pavel Orlenko", "ancien président russe", date(2030, 5, 2))], OFFICE, date(2030, 5, 2), None),
        ([("Pavel Orlenko", "président chinois", date(2030, 5, 2))], OFFICE, date(2030, 5, 2), None),
        (
            [("Pavel Orlenko", OFFICE, date(2030, 5, 2)), ("Irina Sablova", OFFICE, date(2030, 5, 9))],
            OFFICE,
            date(2030, 5, 5),
            None,
        ),
        (
            [("Pavel Orlenko", OFFICE, date(2030, 1, 2)), ("Irina Sablova", OFFICE, date(2030, 5, 9))],
            OFFICE,
            date(2030, 5, 5),
            "Irina Sablova",
        ),
        (
            [("Pavel Orlenko", OFFICE, date(2029, 1, 2)), ("Pavel Orlenko", OFFICE, date(2031, 1, 2))],
            OFFICE,
            date(2030, 1, 1),
            "Pavel Orlenko",
        ),
    ],
)
def test_coverage_near_the_date_tells_who_unless_two_fit(
    archive: Archive, evidence: list[tuple[str, str, date | None]], office: str, day: date | None, name: str | None
) -> None:
    for number, (holder, title, published) in enumerate(evidence):
        reading = naming(holder, title, published)
        archive.add_reading(replace(reading, article=replace(reading.article, url=f"https://{number}.example")))
    assert name_of(archive, describing(office, day)) == name


def test_a_woman_is_not_the_president_whom_the_words_call_a_man(archive: Archive) -> None:
    archive.add_reading(naming("Irina Sablova", OFFICE, date(2030, 5, 2), gender="feminine"))
    assert name_of(archive, describing(OFFICE, date(2030, 5, 2), gender="masculine")) is None
    assert name_of(archive, describing(OFFICE, date(2030, 5, 2), url="https://b.example", gender="feminine"))


@pytest.fixture
def wikidata(archive: Archive, tmp_path: Path) -> Archive:
    list(archive.import_wikidata(w.write_dump(tmp_path / "dump.json")))
    return archive


@pytest.mark.parametrize(
    ("lang", "day", "name"),
    [
        ("fr", date(2013, 5, 2), "Pavel Orlenko"),
        ("en", date(2013, 5, 2), "Pavel Orlenko"),
        ("fr", date(2025, 5, 2), "Irina Sablova"),
        ("fr", date(2020, 5, 7), None),  # the day that both have
        ("fr", date(2001, 5, 2), None),
    ],
)
def test_dated_offices_of_wikidata_tell_who(wikidata: Archive, lang: str, day: date, name: str | None) -> None:
    office = {"fr": OFFICE, "en": "Russian president"}[lang]
    reading = describing(office, day)
    reading = replace(reading, article=replace(reading.article, lang=lang))
    assert name_of(wikidata, reading) == name


def test_coverage_and_wikidata_that_agree_are_one_holder(wikidata: Archive) -> None:
    wikidata.add_reading(naming("Irina Sablova", OFFICE, date(2025, 5, 2)))
    identity = who(wikidata, describing(OFFICE, date(2025, 5, 9)))
    assert identity is not None
    assert (identity.name, identity.qid, identity.status) == ("Irina Sablova", "Q900012", "suggested")
    assert [e.source for e in identity.evidence] == ["wikidata", "coverage"]


def test_coverage_and_wikidata_that_differ_leave_it_unknown(wikidata: Archive) -> None:
    wikidata.add_reading(naming("Oleg Radny", OFFICE, date(2025, 5, 2)))
    assert who(wikidata, describing(OFFICE, date(2025, 5, 9))) is None


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2025, 5, 9), "confirmed"), (date(2031, 5, 9), "suggested")],  # later than the dump knows
)
def test_the_only_holder_is_confirmed_once_somebody_identified_them(wikidata: Archive, day: date, status: str) -> None:
    named = wikidata.add_reading(make_reading(said(WORDS, "Irina Sablova"))).id
    actor_id = wikidata.actor_ids(named)["a1"]
    change = wikidata.identify_actor(actor_id, "Q900012")
    identity = who(wikidata, describing(OFFICE, day))
    assert identity is not None
    assert (identity.status, identity.holder_id) == (status, actor_id)
    wikidata.undo_change(change)
    [identity] = wikidata.find_identities(identity.article_id)
    assert identity.status == "suggested"


def test_what_a_person_decides_wins_and_lasts(archive: Archive) -> None:
    archive.add_reading(naming("Pavel Orlenko", OFFICE, date(2030, 5, 2)))
    reading = describing(OFFICE, date(2030, 5, 9))
    identity = who(archive, reading)
    assert identity is not None and identity.holder_id is not None
    assert [i.article_id for i in archive.find_descriptions(identity.holder_id)] == [identity.article_id]
    assert archive.find_identity(identity.actor_id) == identity
    change = archive.refuse(identity.actor_id, identity.holder_id)
    assert who(archive, replace(reading, rules_version="2")) is None
    assert archive.find_descriptions(identity.holder_id) == ()
    archive.undo_change(change)
    archive.merge_actors(identity.actor_id, identity.holder_id)
    assert who(archive, replace(reading, rules_version="3")) is None  # nothing is left to suggest
    assert archive.actor_ids(identity.article_id)["a1"] == identity.holder_id
    assert archive.load_actor(identity.holder_id).statements == 2
    assert list(archive.check()) == []


def items_of(archive: Archive, actor_id: int) -> dict[str, list[str]]:
    return {s.item.qid: [kind for kind, _ in s.evidence] for s in archive.suggest_items(actor_id)}


@pytest.mark.parametrize(
    ("name", "office", "fields", "expected"),
    [
        ("Irina Sablova", OFFICE, {}, {"Q900012": ["name", "office"]}),
        ("Irina Sablova", OFFICE, {"country": "RU"}, {"Q900012": ["name", "country", "office"]}),
        ("Irina Sablova", "historienne", {"country": "RU"}, {"Q900012": ["name", "country"]}),
        ("Irina Sablova", "historienne", {}, {}),
        ("Irina Sablova", OFFICE, {"gender": "masculine"}, {}),
        ("Sablova", OFFICE, {}, {}),
        ("Corvel", "", {"kind": "organisation"}, {"Q900021": ["name", "only_name"]}),
        ("Russie", "", {"kind": "country"}, {"Q159": ["name", "only_name"]}),
    ],
)
def test_the_same_name_and_office_or_country_suggest_an_item(
    wikidata: Archive, name: str, office: str, fields: dict[str, str], expected: dict[str, list[str]]
) -> None:
    article = wikidata.add_reading(naming(name, office or "x", date(2025, 5, 2), **fields)).id
    assert items_of(wikidata, wikidata.actor_ids(article)["a1"]) == expected


def test_an_item_is_confirmed_or_refused_and_either_is_taken_back(wikidata: Archive) -> None:
    article = wikidata.add_reading(naming("Irina Sablova", OFFICE, date(2025, 5, 2))).id
    actor_id = wikidata.actor_ids(article)["a1"]
    change = wikidata.refuse(actor_id, "Q900012")
    assert items_of(wikidata, actor_id) == {}
    assert [c.detail for c in wikidata.list_changes(actor_id)] == [{"wikidata": "Q900012"}]
    wikidata.undo_change(change)
    assert items_of(wikidata, actor_id)
    wikidata.identify_actor(actor_id, "Q900012")
    assert items_of(wikidata, actor_id) == {}


def test_two_actors_that_are_one_item_are_suggested_to_be_joined_unless_refused(archive: Archive) -> None:
    ids = [archive.actor_ids(archive.add_reading(make_reading(said(WORDS, n))).id)["a1"] for n in ("Ana Bo", "Al Ze")]
    for actor_id in ids:
        archive.identify_actor(actor_id, "Q7")
    assert [a.id for a in archive.suggest_actors(ids[0])] == [ids[1]]
    archive.refuse(ids[1], ids[0])
    assert archive.suggest_actors(ids[0]) == archive.suggest_actors(ids[1]) == ()
