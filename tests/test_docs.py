"""The documentation: its snippets run, its links lead somewhere, and nothing that users meet is left out."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest
import typer

import propos.lang.tables
from propos.show.cli import app
from tests.conftest import ROOT
from tests.snippets import BLOCK, PAGES, commands, rewritten

DOCS = ROOT / "docs"
SCHEMA = json.loads((DOCS / "contract.schema.json").read_text(encoding="utf-8"))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.model
@pytest.mark.parametrize("path", [p for p in PAGES if BLOCK.search(read(p))], ids=lambda p: p.name)
def test_snippets_print_what_the_page_shows(path, tmp_path):
    page = read(path)
    assert rewritten(page, tmp_path) == page, "run: python -m tests.snippets"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files_and_headings_that_are_there(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", read(path)):
        if target.startswith("http"):
            continue
        name, _, heading = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        assert file.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.*)$", read(file), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles}, target


def test_every_page_is_in_the_index():
    index = read(DOCS / "index.md")
    for path in DOCS.glob("*.md"):
        assert path.name == "index.md" or f"({path.name})" in index, path.name


def test_every_command_and_option_is_documented():
    page = read(DOCS / "commands.md")
    group = typer.main.get_command(app)
    for name, command in group.commands.items():
        start = page.find(f"## propos {name}\n")
        assert start >= 0, name
        section = page[start : page.find("\n## ", start + 1) % len(page)]
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in section, (name, option)


def test_make_targets_in_the_docs_exist():
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    for path in PAGES:
        named = [c.split()[1] for c in commands(read(path)) if c.startswith("make ")]
        named += re.findall(r"`make ([a-z-]+)`", read(path))
        assert set(named) <= targets, path.name


@pytest.mark.parametrize(
    ("heading", "definition"),
    [
        ("The document", "reading"),
        ("The document", "failure"),
        ("The article", "article"),
        ("Statements", "statement"),
        ("Statements", "relay"),
        ("Actors", "actor"),
        ("Actors", "office"),
        ("Actors", "mention"),
        ("Times", "time"),
        ("Figures", "figure"),
        ("Events", "event"),
        ("Forecasts", "forecast"),
        ("Identities", "identity"),
    ],
)
def test_every_field_and_value_of_the_contract_is_documented(heading, definition):
    section = read(DOCS / "json.md").split(f"## {heading}\n")[1].split("\n## ")[0]
    for name, shape in SCHEMA["$defs"][definition]["properties"].items():
        assert f"`{name}`" in section, name
        for value in shape.get("enum", []):
            assert value is None or f"`{value}`" in section, (name, value)


def test_every_file_of_a_language_pack_is_documented():
    page = read(DOCS / "languages.md")
    for module in pkgutil.iter_modules(propos.lang.tables.__path__):
        if module.name != "base":
            importlib.import_module(f"propos.lang.tables.{module.name}")
            assert f"`{module.name}.toml`" in page, module.name
