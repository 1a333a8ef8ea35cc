"""The layout of STYLE: what a stage may import, and that the engine names no language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "propos"
STAGES = ("fetch", "read", "find", "resolve", "keep")
ENGINE = [p for stage in ("read", "find", "resolve") for p in sorted((SOURCE / stage).rglob("*.py"))]

#: A parse is a type that two stages share; the archive asks ``resolve`` about utterances within one transaction.
ALSO = {"resolve": ("propos.find.parse",), "keep": ("propos.resolve",)}

#: Standard modules that reach the network or the disk.
OUTSIDE = {"socket", "urllib.request", "http.client", "httpx", "requests", "sqlite3", "sqlalchemy", "pathlib", "shutil"}


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    return names | {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module and not n.level}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_nouns_errors_and_lang(stage: str) -> None:
    allowed = ("propos.model", "propos.places", "propos.errors", "propos.lang", f"propos.{stage}")
    allowed += ALSO.get(stage, ())
    for path in (SOURCE / stage).rglob("*.py"):
        foreign = {m for m in _imports(path) if m.startswith("propos.") and not m.startswith(allowed)}
        assert not foreign, f"{path.relative_to(ROOT)} imports {sorted(foreign)}"


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_pure_stage_reaches_neither_network_nor_disk(path: Path) -> None:
    assert not _imports(path) & OUTSIDE


@pytest.mark.parametrize("path", ENGINE, ids=lambda p: str(p.relative_to(SOURCE)))
def test_the_engine_names_no_language(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            assert node.value not in ("fr", "en"), f"line {node.lineno} names a language"
            plain = re.sub(r"\[[^\]]*\]", "", node.value)  # classes of letters in a regular expression
            assert not re.search(r"[a-zà-ÿ]*[à-öø-ÿ][a-zà-ÿ]+", plain), f"line {node.lineno}: {node.value!r}"


def test_the_model_imports_nothing_of_ours() -> None:
    assert not {m for m in _imports(SOURCE / "model.py") if m.startswith("propos")}
