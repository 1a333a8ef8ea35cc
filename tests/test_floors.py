"""The figures on the gold data do not drop under their floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.evaluate import evaluate_set, figures_of, load_floors, under_floor
from benchmarks.goldsets import SETS


@pytest.mark.model
@pytest.mark.parametrize("name", SETS)
def test_figures_hold_their_floor(name: str, shared: Path) -> None:
    gold = SETS[name]
    if not gold.folder.is_dir():
        pytest.skip(f"no gold data at {gold.folder}")
    result = evaluate_set(gold, bootstrap=0, errors=False, verbose=False)
    assert not under_floor(gold, figures_of(result), load_floors())
