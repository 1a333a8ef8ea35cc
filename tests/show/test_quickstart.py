"""The quick start in docs/ does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import propos
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "quickstart" / "README.md"


@pytest.mark.model
def test_every_snippet_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    page = PAGE.read_text(encoding="utf-8")
    for snippet in re.finditer(r"```python\n(.*?)```", page, re.DOTALL):
        line = page.count("\n", 0, snippet.start(1))
        exec(compile("\n" * line + snippet[1], str(PAGE), "exec"), names)


def test_public_names() -> None:
    from propos.keep.archive import Archive

    assert propos.Archive is Archive
    with pytest.raises(AttributeError):
        _ = propos.Nothing
