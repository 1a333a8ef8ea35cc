"""Scores statements against the gold data beside the project (../shared), with its own scorer.

python benchmarks/evaluate.py                      all sets
python benchmarks/evaluate.py fr_press --errors    one set, with every miss, false alarm and wrong speaker
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from propos.pipeline import Failure, Options, read_sources
from propos.show.contract import render_error, render_reading

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PROPOS_SHARED", ROOT.parent / "shared"))

#: Name of each gold set -> its folder and the scorer's options.
SETS: dict[str, tuple[str, dict[str, bool]]] = {
    "seed": ("seed", {}),
    "fr_press": ("data/fr_press", {"no_ambiguous": True}),
    "fr_news": ("data/fr_news", {"no_ambiguous": True}),
    "fr_dev": ("data/fr_dev", {"no_ambiguous": True}),
    "en_dev": ("data/en_dev", {"speech_only": True}),
}


def load_scorer() -> ModuleType:
    """The scorer of the gold data, ``score.py``."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    if spec is None or spec.loader is None or not (SHARED / "score.py").exists():
        sys.exit(f"no scorer at {SHARED}/score.py; set PROPOS_SHARED to the folder of gold data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_set(name: str) -> list[dict[str, Any]]:
    """The readings of all texts of one gold set, as the JSON contract has them."""
    folder = SHARED / SETS[name][0]
    lang = "en" if name.startswith("en") else "fr"
    files = sorted(str(p) for p in folder.glob("*.txt") if p.with_suffix(".json").exists())
    results = read_sources(files, Options(lang=lang))
    return [render_error(r.error, r.source) if isinstance(r, Failure) else render_reading(r) for r in results]


def print_errors(scorer: ModuleType, name: str, documents: list[dict[str, Any]]) -> None:
    """Every missed, false and wrongly attributed statement of one set."""
    folder, options = SHARED / SETS[name][0], SETS[name][1]
    by_stem = {Path(d["source"]).stem: d for d in documents if "article" in d}
    for stem, text, gold in scorer.load_gold(folder):
        document = by_stem.get(stem)
        if document is None:
            print(f"== {stem}: no reading")
            continue
        _print_document(scorer, stem, text=text, gold=gold, document=document, options=options)


def _print_document(
    scorer: ModuleType, stem: str, *, text: str, gold: list[Any], document: dict[str, Any], options: dict[str, bool]
) -> None:
    shown = document["article"]["text"]
    predicted = [{**s, "speaker": s["speaker_name"], "type": s["kind"]} for s in document["statements"]]
    tokens = scorer.words(text)
    gold_sets = [scorer.tokens_in(a["content"], tokens) for a in gold]
    own_sets = [scorer.tokens_in(a["content"], scorer.words(shown)) for a in predicted]
    pairs = scorer.match(gold_sets, own_sets)
    words = lambda spans, t: " … ".join(t[s:e] for s, e in spans)  # noqa: E731
    skipped = {
        i
        for i, a in enumerate(gold)
        if (options.get("no_ambiguous") and a.get("ambiguous"))
        or (options.get("speech_only") and a.get("speech") is False)
    }
    print(f"== {stem}")
    for j, statement in enumerate(predicted):
        content = words(statement["content"], shown)
        where = f"[{words(statement['cue'], shown)}] {statement['rule']}"
        if j not in pairs:
            best = max(range(len(gold)), key=lambda i: len(own_sets[j] & gold_sets[i]), default=None)
            if best is not None and best in skipped and own_sets[j] & gold_sets[best]:
                continue
            print(f"  FALSE  {where} {statement['speaker_name']!r}: {content}")
            continue
        answer = gold[pairs[j][0]]
        if pairs[j][0] in skipped:
            continue
        if pairs[j][1] < 0.9:
            print(f"  SPAN   {where}: {content}\n         gold: {words(answer['content'], text)}")
        if not scorer.speaker_correct(answer, statement, text) or not scorer.name_correct(answer, statement):
            if answer.get("speaker") or statement["speaker_name"]:
                print(
                    f"  WHO    {where} said {statement['speaker_name']!r} <{words(statement['source'], shown)}>, "
                    f"gold {answer.get('speaker')!r} <{words(answer['source'], text)}>: {content[:80]}"
                )
    for i, answer in enumerate(gold):
        if i not in {g for g, _ in pairs.values()} and i not in skipped:
            print(
                f"  MISSED {answer['type']} [{words(answer['cue'], text)}] <{words(answer['source'], text)}> "
                f"{answer.get('speaker')!r}: {words(answer['content'], text)}"
            )


def main() -> None:
    """Scores the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", choices=[[], *SETS], default=[])
    parser.add_argument("--errors", action="store_true", help="print every error")
    parser.add_argument("--bootstrap", type=int, default=500)
    arguments = parser.parse_args()
    scorer = load_scorer()
    for name in arguments.sets or SETS:
        documents = read_set(name)
        if arguments.errors:
            print_errors(scorer, name, documents)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
            out.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
            out.flush()
            print(f"\n# {name}")
            scorer.show(scorer.score(SHARED / SETS[name][0], out.name, n_boot=arguments.bootstrap, **SETS[name][1]))


if __name__ == "__main__":
    main()
