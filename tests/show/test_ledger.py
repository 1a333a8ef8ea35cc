from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from propos.keep.archive import Archive
from propos.model import Forecast
from propos.show.cli import app
from tests.keep.builders import make_reading, said


def ledger(folder: Path, *arguments: str) -> list[dict[str, object]]:
    url = str(folder / "propos.sqlite")
    reading = make_reading(
        said("Nous baisserons les impôts de 3 % en 2024.", "Ann Brown"),
        said("Nous verrons plus tard.", "Bo Grey"),
        published=date(2023, 1, 1),
    )
    one, other = reading.statements
    forecasts = (
        Forecast(span=one.content[0], strength="promise", due="2024", who="Ann Brown", statement=one.id),
        Forecast(span=other.content[0], strength="hope", who="Bo Grey", statement=other.id),
    )
    with Archive(url) as archive:
        archive.add_reading(replace(reading, forecasts=forecasts))
    result = CliRunner().invoke(app, ["ledger", "--archive", url, "--json", *arguments])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_the_ledger_lists_what_falls_due_first_in_front(tmp_path: Path) -> None:
    assert [(e["due"], e["who"]) for e in ledger(tmp_path)] == [("2024", "Ann Brown"), (None, "Bo Grey")]


def test_the_ledger_by_due_date(tmp_path: Path) -> None:
    (entry,) = ledger(tmp_path, "--due-before", "2025-01-01")
    assert entry["text"] == "Nous baisserons les impôts de 3 % en 2024."


def test_the_ledger_by_name(tmp_path: Path) -> None:
    assert [e["who"] for e in ledger(tmp_path, "--by", "grey")] == ["Bo Grey"]
    assert ledger(tmp_path, "--by", "nobody") == []
