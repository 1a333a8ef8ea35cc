"""The command line: output, exit statuses, and errors in plain words."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from propos import pipeline
from propos.__main__ import main
from propos.errors import ReadError
from propos.keep.archive import Archive
from propos.pipeline import Failure
from propos.show import cli, commands_read
from propos.show.cli import app
from tests.show.example import example_reading

TEXT = "« Le port rouvrira en mai », a promis la ministre Irène Valcourt.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[str]:
    path = str(tmp_path / "archive.sqlite")
    with Archive(path) as archive:
        archive.add_reading(example_reading())
    yield path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})


def give(monkeypatch: pytest.MonkeyPatch, *results: object) -> None:
    """Makes ``read`` yield these results, whatever it is asked for."""
    monkeypatch.setattr(commands_read, "read_sources", lambda sources, options, **_: iter(results))


def test_read_says_who_said_what(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, example_reading())
    shown = run("read", "x.html").stdout
    assert "Irène Valcourt  a-t-elle ajouté" in shown
    assert "Les travaux coûteront 40 millions d’euros … et pas un de plus." in shown
    assert "10 statements (6 direct, 2 mixed, 2 indirect) · 6 named speakers · 1 without a known speaker" in shown
    assert "1 turned down" in shown and "roi du quai" not in shown
    assert "\x1b[" not in shown  # no colour outside a terminal
    assert not [line for line in shown.splitlines() if line.endswith(" ")]


def test_read_shows_what_was_turned_down(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, example_reading())
    assert "roi du quai  · not a statement: un surnom" in run("read", "x.html", "--rejected").stdout


def test_a_text_cannot_rewrite_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = example_reading()
    article = replace(reading.article, title="Le port\x1b[2J\x1b]0;owned\x07 rouvre\x9b31m")
    give(monkeypatch, replace(reading, article=article), Failure("b\x1b[31m.pdf", ReadError("no")))
    result = run("read", "x.html")
    assert "Le port[2J]0;owned rouvre31m" in result.stdout and "b[31m.pdf" in result.stderr
    assert not set("\x07\x1b\x9b") & set(result.output)


def test_json_is_one_line_a_document_failures_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, example_reading(), Failure("bad.html", ReadError("is empty")), example_reading())
    result = run("read", "a", "bad.html", "b", "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in line for line in lines] == [False, True, False]
    assert lines[1] == {
        "propos": 1,
        "source": "bad.html",
        "error": {"stage": "read", "place": "", "reason": "is empty"},
    }
    assert result.exit_code == 1


def test_a_failure_is_told_on_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, Failure("bad.html", ReadError("is empty")))
    result = run("read", "bad.html")
    assert result.exit_code == 1
    assert "bad.html could not be read: is empty" in result.stderr and not result.stdout


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["read"], "Missing argument"),
        (["read", "x", "--published", "soon"], "not a date like 2024-05-31"),
        (["read", "x", "--lang", "xx"], "no language pack"),
        (["serve", "--port", "99999"], "--port"),
        (["show", "first"], "integer"),
        (["search"], "give words, or a filter"),
        (["search", "port", "--since", "hier"], "not a date like 2024-05-31"),
        (["search", "port", "--saved", "Le port"], "takes words and filters"),
        (["search", "port", "--stance", "odd"], "Invalid value for '--stance'"),
        (["verify", " "], "give the words"),
        (["verify", "le port", "--since", "hier"], "not a date like 2024-05-31"),
        (["ledger", "--due-before", "soon"], "not a date like 2024-05-31"),
        (["nonsense"], "No such command"),
    ],
)
def test_misuse_is_status_two(arguments: list[str], part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPOS_ARCHIVE", ":memory:")
    result = run(*arguments)
    assert result.exit_code == 2 and part in result.stderr


def test_a_missing_file_fails_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text(TEXT, encoding="utf-8")
    result = run("read", str(tmp_path / "missing.txt"), str(tmp_path / "there.txt"), "--json", "--lang", "fr")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["error"]["stage"] == "fetch" and "missing.txt" in first["source"]
    assert second["article"]["text"] == TEXT
    assert result.exit_code == 1


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    page, archive = tmp_path / "page.txt", str(tmp_path / "a.sqlite")
    page.write_text(TEXT, encoding="utf-8")
    assert "1 added" in run("add", str(page), "--archive", archive).stderr
    assert "1 already there" in run("add", str(page), "--archive", archive).stderr
    result = run("add", str(page), "--archive", archive, "--json")
    assert json.loads(result.stdout)["outcome"] == "unchanged"


def test_adding_what_cannot_be_had(tmp_path: Path) -> None:
    result = run("add", str(tmp_path / "missing.html"), "--archive", str(tmp_path / "a.sqlite"))
    assert result.exit_code == 1 and "1 failed" in result.stderr and "missing.html" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["list"], "Le Courrier de Vaubran"),
        (["list", "--lang", "en"], "Nothing found. Searched: 1 article"),
        (["actors"], "Irène Valcourt"),
        (["show", "1"], "a-t-elle ajouté"),
        (["search", "port"], "Le port rouvrira en mai"),
        (["search", "navire"], "Nothing found. Searched: 1 article of 1 outlet"),
        (["search", "--about", "Valcourt"], "Nous n’avons pas l’argent"),
        (["search", "--relay", "Corvel"], "via Corvel"),
        (["search", "ferrys", "--articles"], "Sallègre"),
        (["search", "navire", "--articles"], "Nothing found"),
        (["search", "port", "--format", "csv"], "1,1,s1,2024-03-12"),
        (["search", "port", "--format", "rss"], "<rss"),
        (["search", "port", "--format", "atom"], "http://www.w3.org/2005/Atom"),
        (["searches"], "No search is kept"),
        (["verify", "Le port rouvrira en mai"], "Verbatim"),
        (["verify", "Le port rouvrira en mai", "--speaker", "Théo Maubrey"], "Said by someone else"),
        (
            ["verify", "Les travaux coûteront 40 millions, et pas un sou de plus"],
            "{+d’euros+} et pas un [-sou-] de plus",
        ),
        (["doctor"], "1 article, 10 statements"),
    ],
)
def test_what_the_archive_answers(archive: str, arguments: list[str], part: str) -> None:
    result = run(*arguments, "--archive", archive)
    assert result.exit_code == 0 and part in result.stdout


@pytest.mark.parametrize("arguments", [["list"], ["actors"], ["search", "port"], ["verify", "le port"]])
def test_an_empty_archive_says_what_to_do(arguments: list[str]) -> None:
    result = run(*arguments, "--archive", ":memory:")
    assert result.exit_code == 0 and "The archive is empty. Add articles with: propos add" in result.stdout


@pytest.mark.parametrize("command", ["schema", "list", "actors"])
def test_whoever_stops_reading_is_no_failure(archive: str, command: str) -> None:
    script = "from propos.__main__ import main; main()"
    environment = {**os.environ, "PROPOS_ARCHIVE": archive}
    process = subprocess.Popen(
        [sys.executable, "-c", script, command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.wait(60) == 141 and not process.stderr.read()
    process.stderr.close()


def test_a_search_is_kept_asked_again_and_forgotten(archive: str) -> None:
    assert "--saved 'Le port'" in run("search", "port", "--save", "Le port", "--archive", archive).stderr
    assert "Le port rouvrira en mai" in run("search", "--saved", "Le port", "--archive", archive).stdout
    feed = run("search", "--saved", "Le port", "--format", "rss", "--archive", archive).stdout
    assert feed.count("<item>") == 2 and "propos: Le port" in feed
    assert "Le port" in run("searches", "--archive", archive).stdout
    assert run("searches", "--forget", "Le port", "--archive", archive).exit_code == 0
    again = run("search", "--saved", "Le port", "--archive", archive)
    assert again.exit_code == 1 and "no saved search" in again.stderr


@pytest.mark.parametrize("command", [["list"], ["actors"], ["search", "port"]])
def test_records_as_json(archive: str, command: list[str]) -> None:
    lines = run(*command, "--json", "--archive", archive).stdout.splitlines()
    assert lines and all(isinstance(json.loads(line), dict) for line in lines)


def test_verdict_as_json_is_the_contract(archive: str) -> None:
    answer = json.loads(run("verify", "Le port rouvrira en mai", "--json", "--archive", archive).stdout)
    assert {"propos", "verdict", "speaker_name", "utterance", "appearances", "searched"} <= set(answer)
    assert {"article", "outlet", "published", "statement", "coverage", "words"} <= set(answer["appearances"][0])
    assert set(answer["searched"]) == {"articles", "outlets", "from", "to"}


def test_the_archive_is_taken_from_the_environment(archive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPOS_ARCHIVE", archive)
    assert "Le Courrier de Vaubran" in run("list").stdout


def test_an_unknown_article_is_told_in_plain_words(archive: str) -> None:
    result = run("show", "99", "--archive", archive)
    assert result.exit_code == 1 and "99" in result.stderr and "Traceback" not in result.stderr


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "letter.sqlite"
    file.write_text("Dear Sir or Madam, this is not a database at all." * 30)
    result = run("list", "--archive", str(file))
    assert result.exit_code == 1 and "Traceback" not in result.output


def test_a_busy_port_is_told_with_another_one(archive: str) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        result = run("serve", "--port", str(port), "--archive", archive)
    assert result.exit_code == 1
    assert f"Port {port} on 127.0.0.1 is taken" in result.stderr and f"--port {port + 1}" in result.stderr


def test_an_address_of_another_machine(archive: str) -> None:
    result = run("serve", "--host", "192.0.2.1", "--port", "8765", "--archive", archive)
    assert result.exit_code == 1 and "no address '192.0.2.1' on this machine" in result.stderr


def test_the_server_answers_from_when_it_says_so(archive: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from propos.__main__ import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen([*command, "--archive", archive], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert f"http://127.0.0.1:{port}" in server.stderr.readline()
        answer = httpx.get(f"http://127.0.0.1:{port}/api/counts", timeout=60)
        server.terminate()
        assert answer.json()["articles"] == 1
        assert "Traceback" not in server.stderr.read()


def test_results_go_to_the_file_while_a_bar_is_on_the_terminal(archive: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    shown, terminal = os.openpty()
    code = "from propos.__main__ import main; main()"
    with out.open("w") as stdout:
        subprocess.run(
            [sys.executable, "-c", code, "add", str(tmp_path / "missing.txt"), "--json", "--archive", archive],
            stdin=terminal,
            stdout=stdout,
            stderr=terminal,
            env={**os.environ, "TERM": "xterm-256color"},
        )
    os.close(terminal)
    assert b"Adding" in os.read(shown, 65536)
    assert json.loads(out.read_text(encoding="utf-8"))["error"]["stage"] == "fetch"


def test_schema_is_the_published_one() -> None:
    assert json.loads(run("schema").stdout)["title"] == "propos, contract version 1"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [["list"], ["list", "--json"], ["schema"]])
def test_a_disk_that_is_full_is_told(archive: str, command: list[str]) -> None:
    where = [] if command == ["schema"] else ["--archive", archive]
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "propos", *command, *where], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1 and done.stderr == "✗ the output cannot be written: No space left on device\n"


def test_every_command_stands_under_a_heading() -> None:
    assert [c for c in cli.app.registered_commands if not c.rich_help_panel] == []
    shown = run("--help").stdout
    assert shown.index("─ Read") < shown.index(" search ") < shown.index("─ Keep") < shown.index(" backup ")


def test_version() -> None:
    assert run("--version").stdout.startswith("propos 0.")


def test_what_was_added_before_ctrl_c_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(sources: object, archive: Archive, options: object) -> Iterator[tuple[str, object]]:
        yield "a.html", archive.add_reading(example_reading())
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "add_sources", stopped)
    result = run("add", "samples", "--archive", str(tmp_path / "archive.sqlite"))
    assert result.exit_code == 130 and "What was added is kept" in result.stderr
    assert "a.html" in result.stdout and "Traceback" not in result.output


def test_ctrl_c_while_modules_are_loaded_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", stopped)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 130


def test_the_package_is_a_command_too(archive: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "propos", "list", "--archive", archive], capture_output=True, text=True, check=True
    )
    assert done.stdout == run("list", "--archive", archive).stdout


@pytest.mark.parametrize("module", ["propos", "propos.show.cli"])
def test_start_is_light(module: str) -> None:
    code = (
        f"import sys, {module}; print(sorted({{'spacy', 'sqlalchemy', 'fastapi', 'lxml', 'numpy'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reader_that_leaves_early_is_no_error(archive: str) -> None:
    command = f"{sys.executable} -c 'from propos.__main__ import main; main()' schema | head -1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert done.stdout.strip() == "{" and done.stderr == ""
