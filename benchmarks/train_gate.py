"""Learns which words make a sentence worth parsing, for a language with a ranker, and writes them into its pack.

python benchmarks/train_gate.py en

Reads the ranker's training texts as they are, without their annotation, and counts for each word how often the ranker
accepts it as a cue. Deterministic; to be run again after ``train_ranker.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import propos.lang
from benchmarks.train_ranker import SETS, SHARED, _article
from propos.find.gate import FILE, begins_like
from propos.find.parse import parse_articles
from propos.find.quotes import find_quotations
from propos.find.rank import load_ranker, rank_cues
from propos.find.tree import Tree, make_tree
from propos.lang import Language, load_language

#: A word reports if it was accepted so many times, and in this share of its occurrences.
LEAST_TIMES, LEAST_SHARE = 2, 0.03
#: A word that was seen so many times and does not report is silent; of others nothing is known.
KNOWN_FROM = 3
BATCH = 16


def trees(folder: Path, language: Language) -> Iterator[Tree]:
    """The parsed texts of a folder, in the order of their names."""
    files = sorted(folder.glob("*.txt"))
    for start in range(0, len(files), BATCH):
        articles = [_article(f, language) for f in files[start : start + BATCH]]
        for article, parse in zip(articles, parse_articles(articles, language), strict=True):
            yield make_tree(parse, find_quotations(article, language))


def learn(folders: Sequence[Path], language: Language) -> dict[str, list[str]]:
    """The words that report, and those that look like one that does but do not."""
    ranker = load_ranker(language)
    if ranker is None:
        raise SystemExit(f"{language.code} has no ranker")
    seen: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for tree in (tree for folder in folders for tree in trees(folder, language)):
        seen.update(tree.words)
        accepted.update(tree.words[r.cue] for r in rank_cues(tree, ranker, least=ranker.threshold))
    reports = {w for w, n in accepted.items() if n >= LEAST_TIMES and n >= LEAST_SHARE * seen[w]}
    stems = begins_like(ranker)
    silent = {w for w, n in seen.items() if n >= KNOWN_FROM and w not in reports and stems(w)}
    return {"reports": sorted(reports), "silent": sorted(silent)}


def main() -> None:
    """Learns the words of the language named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(SETS))
    arguments = parser.parse_args()
    language = load_language(arguments.language)
    words = learn([SHARED / name for name in SETS[arguments.language]], language)
    out = Path(propos.lang.__file__).parent / language.code / FILE
    out.write_text(json.dumps(words, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print({kind: len(several) for kind, several in words.items()}, out)


if __name__ == "__main__":
    main()
