"""Scores statements against all gold data, writes pages of gold against found to var/eval, and keeps the floors.

python benchmarks/evaluate.py                      all sets there are, as shipped
python benchmarks/evaluate.py --cross-validate     also sets that weights are learned from, by weights of other outlets
python benchmarks/evaluate.py fr_press --errors    one set, with every miss, false alarm and wrong speaker
python benchmarks/evaluate.py --floors             fail if a figure is under its floor (the gate)
python benchmarks/evaluate.py --raise-floors       write today's figures, where higher, as the floors

A set that the shipped weights were learned from flatters them: of such a set only the cross-validated figure counts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.compare import Comparison, compare_set
from benchmarks.crossval import read_by_other_outlets
from benchmarks.drafts import GOLD
from benchmarks.goldsets import NAMED, OUT, ROOT, SETS, GoldSet, load_scorer, read_set, score_set
from benchmarks.report import speaker_kinds, write_report
from benchmarks.train_antecedents import gold_set, judged, load_learned, print_reliability

FLOORS = ROOT / "benchmarks" / "floors.json"

#: What the arithmetic of another processor may cost; floors lie this much under the figures measured.
MARGIN = 0.005

#: What is added to the name of a set that was read by weights of other outlets, in floors and file names.
FAIR = "-other-outlets"
LEARNED_FROM = {name for names in GOLD.values() for name in names}

#: Figures that may not drop: name -> where the scorer's result has it.
PINNED = {"joint F1": ("joint", "f1"), "named F1": ("named", "f1"), "named P": ("named", "p")}


def print_errors(comparison: Comparison) -> None:
    """Every missed, false, inexact and wrongly attributed statement of one document."""
    print(f"== {comparison.name}  {comparison.f1:.2f}")
    for pair in comparison.pairs:
        own, gold = pair.own, pair.gold
        found, answer = _described(own, comparison), _described(gold, comparison)
        if pair.verdict == "false":
            print(f"  FALSE  {found}")
        elif pair.verdict == "missed" and gold is not None:
            print(f"  MISSED {gold['type']} {answer}")
        elif pair.verdict == "span":
            print(f"  SPAN   {found}\n         gold: {answer}")
        wrong_name = own and gold and pair.verdict != "left out" and not pair.named
        if wrong_name and own and gold and (gold.get("speaker") or own["speaker"]):
            print(f"  WHO    {found[:200]}\n         gold: {answer[:120]}")


def _described(statement: dict[str, Any] | None, comparison: Comparison) -> str:
    if statement is None:
        return ""
    cue, source, content = (_words(statement[k], comparison) for k in ("cue", "source", "content"))
    return f"[{cue}] <{source}> {statement.get('speaker')!r} {statement.get('rule', '')}: {content}"


def _words(spans: list[list[int]], comparison: Comparison) -> str:
    return " … ".join(comparison.text[s:e] for s, e in spans)


def figures_of(result: dict[str, Any]) -> dict[str, float]:
    """The pinned figures of a scorer's result, rounded to three places."""
    return {name: round(result["all"][a][b], 3) for name, (a, b) in PINNED.items()}


def under_floor(gold: GoldSet, figures: dict[str, float], floors: dict[str, Any]) -> list[str]:
    """One line for each figure under its floor; floors of another corpus do not count."""
    floor = floors.get(gold.name, {})
    if floor.get("corpus") != gold.hash:
        return []
    return [f"{gold.name}: {k} {v:.3f} is under its floor {floor[k]:.3f}" for k, v in figures.items() if v < floor[k]]


def fair(gold: GoldSet) -> GoldSet:
    """The same set under the name that its cross-validated figures have."""
    return replace(gold, name=gold.name + FAIR)


def load_floors() -> dict[str, Any]:
    """The floors by gold set, each with the corpus hash it holds for."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return floors


def raised(gold: GoldSet, figures: dict[str, float], floors: dict[str, Any]) -> dict[str, Any]:
    """The floor of one set, raised to ``figures`` where they are higher."""
    old = floors.get(gold.name, {})
    if old.get("corpus") != gold.hash:
        old = {}
    return {"corpus": gold.hash, **{k: max(round(v - MARGIN, 3), old.get(k, 0.0)) for k, v in figures.items()}}


def evaluate_set(
    gold: GoldSet,
    documents: list[dict[str, Any]],
    *,
    bootstrap: int,
    errors: bool = False,
    verbose: bool = True,
) -> dict[str, Any]:
    """Scores the readings of one gold set, writes its page, and returns the scorer's result."""
    result = score_set(gold, documents, bootstrap=bootstrap, work=OUT)
    comparisons = list(compare_set(gold, documents))
    write_report(OUT / f"{gold.name}.html", name=gold.name, figures=result, comparisons=comparisons)
    if errors:
        for comparison in sorted(comparisons, key=lambda c: c.f1):
            print_errors(comparison)
    if verbose:
        print(f"\n# {gold.name}: {_how_read(gold)}   (page: {(OUT / gold.name).relative_to(ROOT)}.html)")
        load_scorer().show(result)
        for kind, shares in speaker_kinds(comparisons):
            print(
                f"  speaker {kind:13} gold {shares['gold']:4}  found {100 * shares['found']:5.1f}  "
                f"with the right speaker {100 * shares['joint']:5.1f}  rightly named {100 * shares['named']:5.1f}"
            )
    return result


def _how_read(gold: GoldSet) -> str:
    if gold.name.endswith(FAIR):
        return "by weights learned on other outlets, statements and names alike"
    if gold.name in LEARNED_FROM:
        return "as shipped, its weights LEARNED ON THIS SET: flatters"
    if gold.name in NAMED:
        return "as shipped, statements not learned on this set, names LEARNED ON IT: the named columns flatter"
    return "as shipped, its weights not learned on this set"


def _readings(
    chosen: list[GoldSet], *, cross_validate: bool, cache: Path | None
) -> Iterator[tuple[GoldSet, list[Any]]]:
    """Each set with its readings, as shipped and, if asked for, by weights of other outlets."""
    for lang in sorted({g.lang for g in chosen}):
        others = read_by_other_outlets(lang, cache=cache) if cross_validate else {}
        for gold in (g for g in chosen if g.lang == lang):
            yield gold, read_set(gold)
            if gold.name in others:
                yield fair(gold), others[gold.name]
        for name in others.keys() - SETS.keys():
            yield fair(gold_set(name)), others[name]


def main() -> int:
    """Scores the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", choices=[[], *SETS], default=[])
    parser.add_argument("--errors", action="store_true", help="print every error")
    parser.add_argument("--bootstrap", type=int, default=500)
    parser.add_argument("--cross-validate", action="store_true", help="also read by weights of other outlets")
    parser.add_argument("--cache", type=Path, help="keep parses in this file for the next cross-validation")
    parser.add_argument("--floors", action="store_true", help="fail if a figure is under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="write today's figures as floors where higher")
    arguments = parser.parse_args()
    floors, faults = load_floors(), []
    chosen = [SETS[n] for n in arguments.sets or SETS]
    for gold in (g for g in chosen if not g.folder.is_dir()):
        print(f"{gold.name}: no gold data at {gold.folder}; left out", file=sys.stderr)
    present = [g for g in chosen if g.folder.is_dir()]
    for gold, documents in _readings(present, cross_validate=arguments.cross_validate, cache=arguments.cache):
        result = evaluate_set(gold, documents, bootstrap=arguments.bootstrap, errors=arguments.errors)
        faults += under_floor(gold, figures_of(result), floors)
        floors[gold.name] = raised(gold, figures_of(result), floors)
    if arguments.cross_validate:
        print_reliability(judged(load_learned().named))
    if arguments.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    for fault in faults if arguments.floors else ():
        print(fault, file=sys.stderr)
    return 1 if faults and arguments.floors else 0


if __name__ == "__main__":
    sys.exit(main())
