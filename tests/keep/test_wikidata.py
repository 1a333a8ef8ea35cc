from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from propos.errors import ArchiveError, ReadError
from propos.keep.archive import Archive
from propos.keep.wikidata.entities import Holding, Item, Period, read_item
from propos.keep.wikidata.importing import BATCH_ITEMS
from tests.keep import wikidata_sample as w
from tests.keep.conftest import make_database

LANGUAGES = ("en", "fr")


def item(entity: dict[str, Any]) -> Item:
    read = read_item(json.loads(json.dumps(entity)), LANGUAGES)
    assert read is not None
    return read


def test_a_person_keeps_names_gender_countries_and_dated_offices() -> None:
    read = item(w.SAMPLE[2])
    assert read.qid == "Q900011"
    assert read.names == (("en", "Pavel Orlenko", True), ("fr", "Pavel Orlenko", True))
    assert (read.gender, read.countries, read.descriptions[0][0]) == ("masculine", ("Q159",), "fr")
    day = Period("2012-05-07", "2012-05-07")
    end = Period("2020-05-07", "2020-05-07")
    assert read.holdings == (Holding(office=w.PRESIDENT, start=day, end=end, ended=True),)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (w.time("2012-05-07"), Period("2012-05-07", "2012-05-07")),
        (w.time("2012-05", 10), Period("2012-05-01", "2012-05-31")),
        (w.time("2012", 9), Period("2012-01-01", "2012-12-31")),
        (w.time("2012", 8), Period("2010-01-01", "2019-12-31")),
        (w.time("2000", 7), Period("1901-01-01", "2000-12-31")),
        (w.time("2012", 6), None),
        (w.time("-0044", 9), None),
        (w.snak(kind="somevalue"), None),
        (w.snak(kind="novalue"), None),
        (None, None),
    ],
)
def test_a_date_is_as_exact_as_its_precision(start: Any, expected: Period | None) -> None:
    [holding] = item(w.person("Q1", "A B", w.held("Q2", start))).holdings
    assert holding.start == expected


@pytest.mark.parametrize(
    ("end", "ended"),
    [
        (None, False),
        (w.snak(kind="novalue"), False),
        (w.snak(kind="somevalue"), True),
        (w.time("2012"), True),
    ],
)
def test_an_office_has_ended_if_somebody_says_so(end: Any, ended: bool) -> None:
    [holding] = item(w.person("Q1", "A B", w.held("Q2", end=end))).holdings
    assert holding.ended is ended


def test_ranks_are_honoured() -> None:
    read = item(
        w.person(
            "Q1",
            "A B",
            w.held("Q2", w.time("2001-01-01"), rank="deprecated"),
            w.held("Q2", w.time("2010-01-01"), w.time("2014-01-01")),
            w.held("Q2", w.time("2012-01-01"), w.time("2015-01-01"), rank="preferred"),
            w.held("Q2", w.time("1999-01-01"), w.time("2000-01-01")),
            w.held("Q3", w.time("2012-01-01")),
            P27=[w.said(w.ref("Q31")), w.said(w.ref("Q159"), "preferred"), w.said(w.ref("Q30"), "deprecated")],
        )
    )
    assert [(h.office, h.start.first if h.start else "", h.preferred) for h in read.holdings] == [
        ("Q2", "2012-01-01", True),
        ("Q2", "1999-01-01", False),
        ("Q3", "2012-01-01", False),
    ]
    assert read.countries == ("Q159",)


@pytest.mark.parametrize(
    ("entity", "kind"),
    [
        (w.SAMPLE[0], "country"),
        (w.SAMPLE[1], "office"),
        (w.entity("Q1", {"fr": "a"}, P279=w.said(w.ref("Q4164871"))), "office"),
        (w.SAMPLE[5], "organisation"),
        (w.SAMPLE[4], None),  # a person without an office
        (w.SAMPLE[6], None),
        (w.entity("Q1", {"de": "ein Land"}, P31=w.said(w.ref("Q6256"))), None),  # no name in these languages
        ({**w.SAMPLE[0], "type": "property"}, None),
        ({**w.SAMPLE[0], "claims": []}, None),
    ],
)
def test_only_some_kinds_are_kept(entity: Any, kind: str | None) -> None:
    read = read_item(entity, LANGUAGES)
    assert (read and read.kind) == kind


@pytest.mark.parametrize("entity", [{"claims": {"P31": [{}]}}, {"claims": {"P31": "Q5"}}, {**w.SAMPLE[0], "id": "L1"}])
def test_what_is_no_entity_is_said(entity: Any) -> None:
    with pytest.raises(ValueError, match="not an entity"):
        read_item(entity, LANGUAGES)


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "dump.json.bz2"])
def test_a_dump_is_imported_and_again_gives_the_same(archive: Archive, tmp_path: Path, name: str) -> None:
    file = w.write_dump(tmp_path / name)
    for _ in range(2):
        last = list(archive.import_wikidata(file))[-1]
        assert (last.items, last.line, last.faults) == (5, 9, ())
        assert archive.load_item("Q900011").labels == {"en": "Pavel Orlenko", "fr": "Pavel Orlenko"}
    [office] = archive.load_item("Q900011").offices
    assert office.labels["en"] == "President of Russia"
    assert (office.start, office.end) == (("2012-05-07",) * 2, ("2020-05-07",) * 2)
    assert archive.load_item("Q900021").labels == {"mul": "Corvel Media"}
    assert archive.load_item("Q900021").aliases == ("Corvel",)
    with pytest.raises(ArchiveError, match="Q900031"):
        archive.load_item("Q900031")
    assert list(archive.check()) == []


def test_bad_lines_are_told_and_skipped(archive: Archive, tmp_path: Path) -> None:
    broken = '{"id":"Q1","claims":{"P39":[{"mainsnak":}]}}'
    odd = '{"id":"Q1","claims":{"P39":[{"rank":"normal"}],"P31":[{"mainsnak":{"snaktype":"value"}}]}}'
    file = w.write_dump(tmp_path / "dump.json", ["no JSON", broken, odd, w.SAMPLE[2]])
    [last] = archive.import_wikidata(file)
    assert [number for number, _ in last.faults] == [2, 3, 4]
    assert last.items == 1


def test_a_run_that_was_stopped_goes_on(archive: Archive, tmp_path: Path) -> None:
    many = [w.person(f"Q{n}", f"Anna Zimny{n}", w.held(w.PRESIDENT)) for n in range(1, BATCH_ITEMS + 20)]
    file = w.write_dump(tmp_path / "dump.json", many)
    run = archive.import_wikidata(file)
    first = next(run)
    run.close()  # type: ignore[attr-defined]
    assert (first.items, first.line) == (BATCH_ITEMS, BATCH_ITEMS + 1)
    [rest] = archive.import_wikidata(file)
    assert rest.items == len(many)
    assert archive.load_item(f"Q{len(many)}").kind == "person"


def test_a_dump_that_was_cut_short_keeps_what_it_had(archive: Archive, tmp_path: Path) -> None:
    file = w.write_dump(tmp_path / "dump.json.gz")
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(ReadError, match="end"):
        list(archive.import_wikidata(file))
    with pytest.raises(ReadError):
        list(archive.import_wikidata(tmp_path / "nowhere.json"))


def test_items_survive_export_and_import(archive: Archive, tmp_path: Path, postgresql_server: str) -> None:
    list(archive.import_wikidata(w.write_dump(tmp_path / "dump.json")))
    archive.export_lines(tmp_path / "export.jsonl")
    with Archive(make_database(postgresql_server)) as copy:
        copy.import_lines(tmp_path / "export.jsonl")
        assert copy.load_item("Q900011") == archive.load_item("Q900011")
