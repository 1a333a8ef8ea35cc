"""The JSON Schema of the contract, as published."""

from __future__ import annotations

import importlib.resources
import json
from typing import Any


def load_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of ``propos read --json``."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def schema_text() -> str:
    """The same as the text of the file that is published."""
    return (importlib.resources.files("propos.show") / "contract.schema.json").read_text(encoding="utf-8")
