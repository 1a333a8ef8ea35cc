from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from propos.keep.archive import Archive
from propos.show.cli import app
from tests.keep import wikidata_sample as w
from tests.keep.test_identities import OFFICE, describing, naming


@pytest.fixture
def file(tmp_path: Path) -> str:
    file = str(tmp_path / "archive.sqlite")
    with Archive(file) as archive:
        archive.add_reading(naming("Irina Sablova", OFFICE, date(2025, 5, 2)))
        archive.add_reading(describing(OFFICE, date(2025, 5, 9)))
    return file


def run(file: str, *arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--archive", file])
    assert result.exit_code == status, result.output
    return result.output


def test_a_dump_is_imported_and_its_bad_lines_are_told(file: str, tmp_path: Path) -> None:
    assert "5 items kept." in run(file, "import-wikidata", str(w.write_dump(tmp_path / "dump.json.bz2")))
    broken = w.write_dump(tmp_path / "broken.json", ["{]", *w.SAMPLE])
    said = run(file, "import-wikidata", str(broken), status=1)
    assert "line 2" in said and "5 items kept, 1 lines skipped." in said
    assert "nowhere" in run(file, "import-wikidata", str(tmp_path / "nowhere.json"), status=1)


def test_an_article_shows_who_is_meant_by_an_office(file: str) -> None:
    assert "perhaps         Irina Sablova  actor 1 · président russe, 2025-05-09: articles 1" in run(file, "show", "2")
    [identity] = json.loads(run(file, "show", "2", "--json"))["identities"]
    assert (identity["actor"], identity["name"], identity["status"]) == ("a1", "Irina Sablova", "suggested")


def test_an_actor_is_shown_corrected_and_the_change_taken_back(file: str, tmp_path: Path) -> None:
    run(file, "import-wikidata", str(w.write_dump(tmp_path / "dump.json")))
    shown = run(file, "actor", "1")
    assert "Q900012 Irina Sablova" in shown and "same name, same office" in shown
    assert "perhaps meant   président russe  article 2" in shown
    shown = run(file, "actor", "1", "--identify", "q900012")
    assert "President of Russia  since 2020-05-07" in shown
    assert "perhaps         Q900012" not in shown
    assert "meant is        Irina Sablova" in run(file, "actor", "2")
    known = json.loads(run(file, "actor", "1", "--undo", "1", "--json"))
    assert [s["item"]["qid"] for s in known["suggested_items"]] == ["Q900012"]
    assert "perhaps         Irina Sablova" not in run(file, "actor", "2", "--refuse", "1")
    assert "there is no actor 99" in run(file, "actor", "99", status=1)
