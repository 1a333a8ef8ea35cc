from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from propos.keep.archive import Archive
from propos.show import commands_figures
from propos.show.cli import app
from tests.keep.builders import make_reading, said
from tests.keep.test_disagreements import DEAD, MORE_DEAD

WORDS = "le port rouvrira avant la fin de la semaine prochaine"


@pytest.fixture
def file(tmp_path: Path) -> str:
    file = str(tmp_path / "archive.sqlite")
    with Archive(file) as archive:
        archive.add_reading(make_reading(said(WORDS, "Irène Valcourt"), outlet="La Gazette"))
    return file


def run(*arguments: str, status: int = 0, given: str | None = None) -> str:
    result = CliRunner().invoke(app, arguments, input=given)
    assert result.exit_code == status, result.output
    return result.output


def test_backup_restore_check(file: str, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "backup.sqlite"), "--archive", file)
    run("restore", str(tmp_path / "backup.sqlite"), "--archive", str(tmp_path / "new.sqlite"))
    assert "Sound" in run("check", "--archive", str(tmp_path / "new.sqlite"))
    assert "exists" in run("backup", str(tmp_path / "backup.sqlite"), "--archive", file, status=1)


def test_export_import(file: str, tmp_path: Path) -> None:
    run("export", str(tmp_path / "all.jsonl.gz"), "--archive", file)
    run("import", str(tmp_path / "all.jsonl.gz"), "--archive", str(tmp_path / "new.sqlite"))
    run("export", str(tmp_path / "tables"), "--format", "csv", "--archive", str(tmp_path / "new.sqlite"))
    assert WORDS in (tmp_path / "tables" / "statements.csv").read_text(encoding="utf-8")


def test_vacuum_and_reread_on_a_new_archive(file: str) -> None:
    run("vacuum", "--archive", file)
    assert "Nothing" in run("reread", "--archive", file)


def test_many_quotations(file: str, tmp_path: Path) -> None:
    quotes = f"quote,speaker,note\n{WORDS},Valcourt,a\n{WORDS},Paul Orsenne,b\nle pont ouvrira demain,,c\n"
    (tmp_path / "quotes.csv").write_text(quotes, encoding="utf-8")
    output = run("verify-all", str(tmp_path / "quotes.csv"), "--archive", file)
    rows = list(csv.DictReader(output.splitlines()))
    assert [(r["note"], r["verdict"]) for r in rows] == [("a", "verbatim"), ("b", "other_speaker"), ("c", "not_found")]
    assert rows[0]["outlet"] == "La Gazette"


def test_a_file_without_quotations_is_said(file: str) -> None:
    assert "quote" in run("verify-all", "--archive", file, status=1, given="a,b\n1,2\n")


@pytest.mark.parametrize(
    "command", [("list",), ("verify", WORDS), ("search", "port"), ("export", "x.jsonl"), ("reread",)]
)
def test_a_mistyped_archive_is_not_made(command: tuple[str, ...], tmp_path: Path) -> None:
    missing = tmp_path / "typo.sqlite"
    assert "typo.sqlite" in run(*command, "--archive", str(missing), status=1)
    assert not missing.exists()


def test_listings_end_without_blanks(file: str) -> None:
    lines = [line for command in ("list", "actors") for line in run(command, "--archive", file).splitlines()]
    assert lines == [line.rstrip() for line in lines]
    assert any("La Gazette" in line for line in lines)


def test_figures_that_differ(tmp_path: Path) -> None:
    url = str(tmp_path / "figures.sqlite")
    with Archive(url) as archive:
        archive.add_readings([DEAD, MORE_DEAD])
    lines = run("figures", "--archive", url).splitlines()
    assert [line.split("  ")[0] for line in lines if "#f1" in line] == ["onze morts", "14 morts"]
    (found,) = map(json.loads, run("figures", "--article", "1", "--json", "--archive", url).splitlines())
    assert [(f["value"], f["unit"], f["speaker_name"]) for f in found["figures"]] == [
        ("11", "mort", None),
        ("14", "mort", None),
    ]
    assert "No figures" in run("figures", "--article", "1", "--archive", file_without(url, tmp_path))


def test_figures_of_the_latest_articles_alone(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands_figures, "MOST_PAGES", 0)
    assert "--all goes through every one" in run("figures", "--archive", file)
    assert "--all" not in run("figures", "--all", "--archive", file)


def file_without(url: str, folder: Path) -> str:
    """An archive that holds only the first article of another one."""
    with Archive(url) as full, Archive(str(folder / "one.sqlite")) as one:
        one.add_reading(full.load_article(1).reading)
    return str(folder / "one.sqlite")


@pytest.mark.parametrize("command", ["restore", "import"])
def test_no_archive_is_made_of_a_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    assert "no such file" in run(command, "x.jsonl", "--archive", str(tmp_path / "new.sqlite"), status=1)
    assert not (tmp_path / "new.sqlite").exists()
