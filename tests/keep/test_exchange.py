from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propos.errors import ArchiveError
from propos.keep.archive import Archive
from propos.keep.filters import Filters
from propos.keep.flat import FLAT_COLUMNS
from propos.keep.saved import Question
from propos.model import Page, Span
from tests.keep.builders import make_reading, said
from tests.keep.conftest import make_database

WORDS = "le port rouvrira avant la fin de la semaine prochaine"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    page = Page(source="a.html", content=b"<p>Le port.</p>")
    archive.add_reading(make_reading(said(WORDS, "Irène Valcourt"), outlet="a", url="https://a.example"), page)
    archive.add_reading(make_reading(said(WORDS, "Valcourt"), said("=1+1", "Paul Orsenne"), outlet="b"))
    one, other = (h.id for h in archive.search("port", order="date").items)
    archive.decide(one, other, same=False)
    return archive


@pytest.mark.parametrize("name", ["export.jsonl", "export.jsonl.gz"])
def test_a_round_trip_loses_nothing(filled: Archive, tmp_path: Path, name: str) -> None:
    filled.export_lines(tmp_path / name)
    with Archive(":memory:") as copy:
        copy.import_lines(tmp_path / name)
        assert list(copy.check()) == []
        assert copy.load_article(1) == filled.load_article(1)
        assert [h.utterance_id for h in copy.search("").items] == [h.utterance_id for h in filled.search("").items]
        copy.export_lines(tmp_path / f"again-{name}")
        with Archive(":memory:") as third:
            third.import_lines(tmp_path / f"again-{name}")
            assert third.count() == filled.count()


NUMBERS = st.integers(1, 6)
NAMES = st.sampled_from(["Irène Valcourt", "Valcourt", "Paul Orsenne", "Ida Volk"])
TEXTS = st.sampled_from([WORDS, WORDS[:40], "le port fermera", "=1+1 « ok »\u00a0!"])


def _add(archive: Archive, data: st.DataObject) -> None:
    day = date(2030, 5, data.draw(NUMBERS))
    addressee = (Span(0, 2),) if data.draw(st.booleans()) else ()
    words = said(data.draw(TEXTS), data.draw(NAMES), addressee=addressee)
    reading = make_reading(words, url=f"https://{data.draw(NUMBERS)}.example", published=day)
    archive.add_reading(reading, Page(source="x", content=bytes([data.draw(NUMBERS)])))


STEPS: tuple[Callable[[Archive, st.DataObject], object], ...] = (
    _add,
    lambda a, d: a.decide(d.draw(NUMBERS), d.draw(NUMBERS), same=d.draw(st.booleans())),
    lambda a, d: a.undo_decision(d.draw(NUMBERS)),
    lambda a, d: a.merge_actors(d.draw(NUMBERS), d.draw(NUMBERS)),
    lambda a, d: a.split_actor(d.draw(NUMBERS), [d.draw(NUMBERS)]),
    lambda a, d: a.rename_actor(d.draw(NUMBERS), d.draw(NAMES)),
    lambda a, d: a.identify_actor(d.draw(NUMBERS), f"Q{d.draw(NUMBERS)}"),
    lambda a, d: a.refuse(d.draw(NUMBERS), d.draw(NUMBERS)),
    lambda a, d: a.undo_change(d.draw(NUMBERS)),
    lambda a, d: a.saved.keep(d.draw(NAMES), Question(words="port", filters=Filters(speaker=d.draw(NAMES)))),
)


@settings(max_examples=12)
@given(st.data(), st.lists(st.sampled_from(STEPS), max_size=12))
def test_whatever_was_added_and_decided_is_the_same_after_a_round_trip(
    data: st.DataObject, steps: list[Callable[[Archive, st.DataObject], object]]
) -> None:
    with Archive(":memory:") as archive, Archive(":memory:") as copy, TemporaryDirectory() as folder:
        for step in (_add, _add, *steps):
            with suppress(ArchiveError):  # some ask for what is not there
                step(archive, data)
        first, again, kept = (Path(folder) / name for name in ("a.jsonl", "b.jsonl", "c.sqlite"))
        archive.export_lines(first)
        copy.import_lines(first)
        copy.export_lines(again)
        assert again.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")
        assert list(copy.check()) == []
        assert copy.search("port").items == archive.search("port").items
        archive.back_up(kept)
        with Archive(str(kept)) as backup:
            backup.export_lines(again)
        assert again.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")


def test_a_postgresql_archive_is_restored_from_an_export(
    filled: Archive, tmp_path: Path, postgresql_server: str
) -> None:
    filled.export_lines(tmp_path / "export.jsonl")
    with Archive(make_database(postgresql_server)) as copy:
        copy.import_lines(tmp_path / "export.jsonl")
        assert list(copy.check()) == []
        assert copy.add_reading(make_reading("Nouveau.")).id == 3


def test_a_backup_of_any_database_is_an_archive(filled: Archive, tmp_path: Path) -> None:
    filled.back_up(tmp_path / "backup.sqlite")
    with Archive(str(tmp_path / "backup.sqlite")) as copy:
        assert list(copy.check()) == []
        assert copy.count() == filled.count()


@pytest.mark.parametrize("content", ["", "{}", "not JSON", '{"format": "propos-archive", "version": "0000"}'])
def test_other_files_are_refused(archive: Archive, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.jsonl").write_text(content)
    with pytest.raises(ArchiveError):
        archive.import_lines(tmp_path / "x.jsonl")


def test_a_file_cut_short_fills_nothing(filled: Archive, tmp_path: Path) -> None:
    filled.export_lines(tmp_path / "x.jsonl")
    text = (tmp_path / "x.jsonl").read_text(encoding="utf-8")
    (tmp_path / "x.jsonl").write_text(text[: len(text) // 2], encoding="utf-8")
    with Archive(":memory:") as copy:
        with pytest.raises(ArchiveError):
            copy.import_lines(tmp_path / "x.jsonl")
        assert copy.count().versions == 0


def test_csv_has_one_file_a_noun(filled: Archive, tmp_path: Path) -> None:
    files = filled.export_tables(tmp_path, "csv")
    assert {f.stem for f in files} == set(FLAT_COLUMNS)
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [r["text"] for r in rows] == [WORDS, WORDS, "'=1+1"]
    assert rows[0]["outlet"] == "a"


def test_parquet_has_the_same_rows(filled: Archive, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    filled.export_tables(tmp_path, "parquet")
    table = parquet.read_table(tmp_path / "statements.parquet")
    assert table.column_names == list(FLAT_COLUMNS["statements"])
    assert table.column("text").to_pylist() == [WORDS, WORDS, "=1+1"]


def test_tables_say_to_whom(tmp_path: Path) -> None:
    told = said("vous avez promis un pont", "Ida Volk", addressee=(Span(0, 1),))
    with Archive(":memory:") as archive:
        archive.add_reading(make_reading(told))
        text = archive.load_article(1).reading.article.text
        archive.export_tables(tmp_path, "csv")
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as lines:
        assert [r["addressee"] for r in csv.DictReader(lines)] == [text[:1]]
