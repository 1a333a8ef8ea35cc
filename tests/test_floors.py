"""The figures on the gold data do not drop under their floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.crossval import read_by_other_outlets
from benchmarks.evaluate import evaluate_set, fair, figures_of, load_floors, under_floor
from benchmarks.goldsets import SETS, read_set
from benchmarks.train_antecedents import LANGUAGES, gold_set


@pytest.mark.model
@pytest.mark.parametrize("name", SETS)
def test_figures_hold_their_floor(name: str, shared: Path) -> None:
    gold = SETS[name]
    if not gold.folder.is_dir():
        pytest.skip(f"no gold data at {gold.folder}")
    result = evaluate_set(gold, read_set(gold), bootstrap=0, verbose=False)
    assert not under_floor(gold, figures_of(result), load_floors())


@pytest.mark.model
@pytest.mark.parametrize("lang", LANGUAGES)
def test_cross_validated_figures_hold_their_floor(lang: str, shared: Path) -> None:
    faults = []
    for name, documents in read_by_other_outlets(lang).items():
        gold = fair(gold_set(name))
        result = evaluate_set(gold, documents, bootstrap=0, verbose=False)
        faults += under_floor(gold, figures_of(result), load_floors())
    assert not faults
