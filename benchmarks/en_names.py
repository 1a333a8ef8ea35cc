"""Scores the names of English speakers: who is behind "he" and "the senator", by full name.

python -m benchmarks.en_names [--errors]

The texts and their attributions are PolNeAR's, in the gold data beside the project; ``gold/en_names/names.json`` holds
the canonical speaker of each attribution by its id (null where it cannot be told), and no text.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.evaluate import OUT, evaluate_set
from benchmarks.goldsets import ROOT, SHARED, GoldSet, read_set

NAMES = ROOT / "gold" / "en_names" / "names.json"


def make_set(folder: Path) -> GoldSet:
    """The annotated documents with canonical speakers in place of the source's own words, written to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    origin = SHARED / "data" / "en_dev"
    for name, speakers in json.loads(NAMES.read_text(encoding="utf-8")).items():
        gold = json.loads((origin / f"{name}.json").read_text(encoding="utf-8"))
        for attribution in gold["attributions"]:
            attribution["speaker"] = speakers.get(attribution["id"])
        (folder / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
        (folder / f"{name}.txt").write_bytes((origin / f"{name}.txt").read_bytes())
    return GoldSet(name="en_names", folder=folder, lang="en", options={"speech_only": True})


def main() -> int:
    """Prints the scorer's table; its ``named`` column is what this set is for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print every error")
    arguments = parser.parse_args()
    if not (SHARED / "data" / "en_dev").is_dir():
        print(f"no gold data at {SHARED}/data/en_dev; set PROPOS_SHARED", file=sys.stderr)
        return 1
    gold = make_set(OUT / "en_names")
    evaluate_set(gold, read_set(gold), bootstrap=500, errors=arguments.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
