"""Commands that need no parser start without it."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    ["cli", "commands_keep", "commands_search", "commands_verify", "commands_ledger", "commands_register"],
)
def test_no_parser_is_loaded(module: str) -> None:
    code = f"import sys, propos.show.{module}; print(sorted({{'spacy', 'trafilatura', 'httpx'}} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
