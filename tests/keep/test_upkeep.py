from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from propos.errors import ArchiveError
from propos.keep.archive import Archive
from propos.model import Page
from tests.keep.builders import make_reading, said

WORDS = "le port rouvrira avant la fin de la semaine prochaine"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "archive.sqlite"
    with Archive(str(file)) as archive:
        page = Page(source="a.html", content=b"<p>Le port rouvrira.</p>", headers=(("etag", "1"),))
        archive.add_reading(make_reading(said(WORDS, "Irène Valcourt"), outlet="a", url="https://a.example"), page)
        archive.add_reading(make_reading(said(WORDS, "Irène Valcourt"), "Suite.", outlet="a", url="https://a.example"))
        archive.add_reading(make_reading(said(WORDS, "Valcourt"), outlet="b"))
    return file


def test_a_sound_archive_has_no_fault(file: Path) -> None:
    with Archive(str(file)) as archive:
        assert list(archive.check()) == []


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        ("UPDATE page SET hash = 'x'", "page 1"),
        ("UPDATE page SET content = x'00'", "page 1"),
        ("UPDATE article SET hash = 'x' WHERE id = 1", "article 1"),
        ("UPDATE article SET reading = x'00' WHERE id = 1", "article 1"),
        ("UPDATE article SET statement_count = 7 WHERE id = 1", "article 1"),
        ("UPDATE statement SET text = 'le port fermera' WHERE id = 2", "statement 2"),
        ("DELETE FROM statement WHERE id = 2", "article 2"),
        ("UPDATE article SET is_newest = 1", "https://a.example"),
        ("UPDATE statement SET utterance_id = NULL WHERE id = 1", "statement 1"),
        ("INSERT INTO utterance (id, opened_at) VALUES (99, '2030-01-01')", "utterance 99"),
        ("UPDATE statement SET actor_id = 99 WHERE id = 1", "statement 1"),
        ("INSERT INTO statement_pairs (statement_pairs) VALUES ('delete-all')", "statement_pairs"),
    ],
)
def test_each_fault_is_found(file: Path, damage: str, place: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(damage)
    connection.close()
    with Archive(str(file)) as archive:
        assert place in {fault.place for fault in archive.check()}


def test_a_backup_is_the_archive(file: Path, tmp_path: Path) -> None:
    backup, restored = tmp_path / "backup.sqlite", tmp_path / "restored.sqlite"
    with Archive(str(file)) as archive:
        archive.back_up(backup)
        with Archive(str(restored)) as copy:
            copy.restore(backup)
            assert list(copy.check()) == []
            assert copy.count() == archive.count()
            assert copy.load_article(1) == archive.load_article(1)
            assert [h.id for h in copy.search("port").items] == [h.id for h in archive.search("port").items]
            added = copy.add_reading(make_reading("Nouveau."))
            assert added.id == 4


def test_nothing_is_written_over(file: Path, tmp_path: Path) -> None:
    with Archive(str(file)) as archive:
        with pytest.raises(ArchiveError, match="exists"):
            archive.back_up(file)
        archive.back_up(tmp_path / "backup.sqlite")
        with pytest.raises(ArchiveError, match="empty"):
            archive.restore(tmp_path / "backup.sqlite")
        with pytest.raises(ArchiveError, match="no such file"):
            archive.restore(tmp_path / "nowhere.sqlite")
    assert not list(tmp_path.glob("*.part"))


def test_tidying_makes_lost_indexes_again(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO statement_stems (statement_stems) VALUES ('delete-all')")
    connection.close()
    with Archive(str(file)) as archive:
        assert archive.search("port").items == ()
        archive.tidy()
        assert len(archive.search("port").items) == 2
        assert list(archive.check()) == []


def test_pages_read_by_older_rules_are_found(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE article SET rules_version = 'older' WHERE id = 1")
    connection.close()
    with Archive(str(file)) as archive:
        (page,) = archive.outdated_pages()
        assert (page.source, page.headers) == ("a.html", (("etag", "1"),))
