"""Scores the names of English speakers: who is behind "he" and "the senator", by full name.

python -m benchmarks.en_names [--errors]

The texts and their attributions are PolNeAR's, in the gold data beside the project; ``gold/en_names/names.json`` holds
the canonical speaker of each attribution by its id (null where it cannot be told), and no text.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.evaluate import evaluate_set
from benchmarks.goldsets import OUT, SHARED, make_english_names, read_set


def main() -> int:
    """Prints the scorer's table; its ``named`` column is what this set is for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print every error")
    arguments = parser.parse_args()
    if not (SHARED / "data" / "en_dev").is_dir():
        print(f"no gold data at {SHARED}/data/en_dev; set PROPOS_SHARED", file=sys.stderr)
        return 1
    gold = make_english_names(OUT / "en_names")
    evaluate_set(gold, read_set(gold), bootstrap=500, errors=arguments.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
