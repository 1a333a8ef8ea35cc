"""What is said when a database refuses: what is wrong and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from propos.errors import ArchiveError
from propos.keep import database
from propos.keep.archive import Archive
from propos.keep.causes import SQLITE
from tests.show.example import example_reading


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "archive.sqlite"
    with Archive(str(path)) as archive:
        archive.add_reading(example_reading())
    yield path


def why(address: Path) -> str:
    """Why an archive cannot be opened and counted."""
    with pytest.raises(ArchiveError) as caught, Archive(str(address)) as archive:
        archive.count()
    assert caught.value.place == str(address)
    return caught.value.reason


def ask(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def test_a_text_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Sir or Madam, this is no database. " * 40)
    assert why(tmp_path / "letter") == SQLITE["SQLITE_NOTADB"]


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    assert why(tmp_path) == SQLITE["SQLITE_CANTOPEN"]


def test_an_archive_that_breaks_off(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    assert why(file) == SQLITE["SQLITE_CORRUPT"]


def test_an_archive_of_a_later_version(file: Path) -> None:
    ask(file, "UPDATE alembic_version SET version_num = '9001'")
    assert "newer version of propos" in why(file)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "bookmarks.sqlite"
    ask(other, "CREATE TABLE bookmarks (address TEXT)")
    assert "another program" in why(other)
    with closing(sqlite3.connect(other)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_a_disk_that_is_full(file: Path) -> None:
    engine = database.open_engine(str(file))
    with pytest.raises(ArchiveError) as caught, database.writing_to(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # as good as no room left
        connection.exec_driver_sql("CREATE TABLE more AS SELECT zeroblob(1000000) AS room")
    engine.dispose()
    assert caught.value.reason == SQLITE["SQLITE_FULL"]


def test_an_archive_that_another_program_holds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.01)
    with closing(sqlite3.connect(file, isolation_level=None)) as other, Archive(str(file)) as archive:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError) as caught:
            archive.add_reading(example_reading())
    assert caught.value.reason == SQLITE["SQLITE_BUSY"]


def test_a_driver_that_is_not_there() -> None:
    with pytest.raises(ArchiveError, match="give a file, or an address like postgresql"):
        Archive("mysql://host/name")
