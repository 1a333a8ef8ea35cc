"""Trains the weights that say which drafts of the rules are statements, and writes them into the language's pack.

python benchmarks/train_acceptance.py fr                      trains, reports by cross-validation over outlets, writes
python benchmarks/train_acceptance.py fr --cache /tmp/docs    keeps the parses there, for the next run

Deterministic. What goes in and comes out is told in the pack's ``acceptance.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import propos.lang
from benchmarks.drafts import GOLD, Document, Parses, Row, fit, fit_on_other_outlets, load_documents, load_example_rows
from propos.find.evidence import FILE
from propos.lang import load_language

#: Precision before recall: a higher threshold is taken if it costs no more F1 than this.
AS_GOOD = 0.0005


def report(documents: Sequence[Document], examples: Sequence[Row]) -> float:
    """Prints the precision and recall of drafts by threshold; returns the highest that is as good as the best."""
    folds = [(w, [r for d in ds for r in d.rows]) for w, ds in fit_on_other_outlets(documents, examples)]
    labels = np.array([r.right for _, rows in folds for r in rows])
    found = np.concatenate([weights.probabilities(rows) for weights, rows in folds])
    gold = sum(d.gold for d in documents)
    print(f"{len(labels)} drafts, {labels.sum()} right, {gold} gold statements; weights learned on other outlets:")
    scores: dict[float, float] = {}
    for threshold in np.arange(0.0, 0.8, 0.05):
        kept = found >= threshold
        right = (kept & labels).sum()
        precision, recall = right / max(1, kept.sum()), right / gold
        scores[float(threshold)] = 2 * precision * recall / (precision + recall)
        print(f"  from {threshold:.2f}: P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * scores[threshold]:.1f}")
    return max(t for t, f1 in scores.items() if f1 >= max(scores.values()) - AS_GOOD)


def main() -> int:
    """Trains, reports and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang", choices=GOLD)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--dry", action="store_true", help="report only")
    arguments = parser.parse_args()
    language = load_language(arguments.lang)
    parses = Parses(language, arguments.cache)
    documents, examples = load_documents(language, parses), load_example_rows(language, parses)
    parses.save()
    threshold = report(documents, examples)
    if not arguments.dry:
        path = Path(propos.lang.__file__).parent / language.code / FILE
        path.write_text(fit([*(r for d in documents for r in d.rows), *examples]).as_json(threshold), encoding="utf-8")
        print(f"threshold {threshold:.2f} -> {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
