"""Documents per CPU second and peak memory, beside public peers on the same texts in the same run.

    python benchmarks/speed.py [--documents 200] [--rounds 2] [--lang fr]

Each reader runs in a process of its own, on one thread; the readers take turns, and the least CPU time of each counts.
Each reads a dozen invented articles before the clock starts, so that models, tables and common words are there; the
texts themselves are new to every reader. Of propos two times are given: of all that it does, and of what the peers do
as well, who said what, without times, figures, events and forecasts. The peers read text by text, as their own programs
do. textacy comes with ``make bench``; the Gender Gap Tracker's extractor runs too when GENDER_GAP_TRACKER names a
checkout of github.com/sfu-discourse-lab/GenderGapTracker.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import logging
import os
import resource
import subprocess
import sys
import types
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.goldsets import ROOT, SETS
from benchmarks.steps import counting

#: Where the articles are that are read before the clock starts, and how many.
FIRST = ROOT / "gold" / "times_figures"
FIRST_TEXTS = 12
#: Reads texts and returns how many quotations or statements it found.
Reader = Callable[[Sequence[Path]], int]


def texts(lang: str, limit: int | None = None) -> list[Path]:
    """News articles of a language, as many as are at hand, in the order of their names."""
    for name in ("en_dev", "own_en") if lang == "en" else ("fr_news", "own_fr"):
        if SETS[name].folder.is_dir():
            return sorted(SETS[name].folder.glob("*.txt"))[:limit]
    return sorted((ROOT / "samples").glob("*.txt"))[:limit]


def propos_reader(lang: str) -> Reader:
    """Propos itself, everything it finds included."""
    from propos.pipeline import Failure, Options, read_sources

    def read(files: Sequence[Path]) -> int:
        readings = read_sources([str(f) for f in files], Options(lang=lang))
        return sum(len(r.statements) for r in readings if not isinstance(r, Failure))

    return read


def textacy_reader(lang: str) -> Reader:
    """Direct quotations by textacy, quotations, on the same parser."""
    from textacy.extract import triples

    from propos.lang import load_language

    parser = _whole_parser(load_language(lang).pack.models)

    def read(files: Sequence[Path]) -> int:
        found = 0
        for file in files:
            try:
                found += sum(1 for _ in triples.direct_quotations(parser(file.read_text(encoding="utf-8"))))
            except ValueError:  # an odd number of marks loses the document
                continue
        return found

    return read


def tracker_reader(lang: str) -> Reader:
    """The Gender Gap Tracker's extractor, without its coreference, on the same parser."""
    from propos.lang import load_language

    folder = Path(os.environ["GENDER_GAP_TRACKER"]).resolve() / "nlp" / ("english" if lang == "en" else "french")
    sys.path.insert(0, str(folder))
    sys.modules["bson"] = types.ModuleType("bson")
    sys.modules["bson"].ObjectId = str  # type: ignore[attr-defined]
    sys.modules["utils"] = types.ModuleType("utils")
    sys.modules["utils"].create_logger = lambda *_, **__: logging.getLogger("tracker")  # type: ignore[attr-defined]
    module = importlib.import_module("quote_extractor")
    parser = _whole_parser(load_language(lang).pack.models)
    verbs = str(folder / "rules/quote_verb_list.txt")
    extractor = module.QuoteExtractor({"NLP": {"QUOTE_VERBS": verbs}, "spacy_lang": parser, "out_dir": ""})

    def read(files: Sequence[Path]) -> int:
        return sum(len(extractor.extract_quotes(parser(f.read_text(encoding="utf-8")))) for f in files)

    return read


def _whole_parser(models: Sequence[str]) -> Callable[[str], object]:
    name = next(m for m in models if importlib.util.find_spec(m))
    loaded: Callable[[str], object] = importlib.import_module(name).load()
    return loaded


READERS = {"propos": propos_reader, "textacy": textacy_reader, "gender gap tracker": tracker_reader}


def measure(name: str, lang: str, limit: int) -> dict[str, float]:
    """CPU seconds (what happens once apart), items found and peak memory in MB, of one reader in this process."""
    files = texts(lang, limit)
    read = READERS[name](lang)
    read(sorted((FIRST / lang).glob("*.txt"))[:FIRST_TEXTS])
    with counting() as spent:
        found = read(files)
    peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    measured = {"documents": len(files), "seconds": spent.whole, "found": found, "megabytes": peak_megabytes}
    return measured | {"statements_seconds": spent.rest}


def measure_apart(name: str, lang: str, limit: int) -> dict[str, float] | str:
    """The same in a process of its own held to one thread; the last line of its complaint if it failed."""
    if name == "gender gap tracker" and "GENDER_GAP_TRACKER" not in os.environ:
        return "set GENDER_GAP_TRACKER to a checkout to measure it"
    command = [sys.executable, __file__, "--only", name, "--lang", lang, "--documents", str(limit)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **threads}, check=False)
    if run.returncode:
        return (run.stderr.strip().splitlines() or ["failed"])[-1]
    measured: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return measured


def measure_all(lang: str, limit: int, rounds: int) -> dict[str, dict[str, float] | str]:
    """The quickest of several runs of each reader; the readers take turns, so that another load meets all of them."""
    best: dict[str, dict[str, float] | str] = {}
    for _ in range(rounds):
        for name in READERS:
            result, before = measure_apart(name, lang, limit), best.get(name)
            if isinstance(result, str) or before is None or isinstance(before, str):
                best[name] = result
            elif result["seconds"] < before["seconds"]:
                best[name] = result
    return best


def main() -> None:
    """Prints a line a reader and language, with the ratio to propos."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=READERS)
    parser.add_argument("--lang", choices=("fr", "en"))
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(measure(arguments.only, arguments.lang or "en", arguments.documents)))
        return
    for lang in (arguments.lang,) if arguments.lang else ("fr", "en"):
        results = measure_all(lang, arguments.documents, arguments.rounds)
        own = results["propos"]
        for name, result in results.items():
            if isinstance(result, str) or isinstance(own, str):
                print(f"{lang}  {name:20} not measured: {result}")
                continue
            ratios = (result["seconds"] / own[part] for part in ("seconds", "statements_seconds"))
            beside = (
                "" if name == "propos" else "  propos is {:.1f} times as fast, {:.1f} as to statements".format(*ratios)
            )
            print(
                f"{lang}  {name:20} {result['documents'] / result['seconds']:6.1f} documents/s  "
                f"found {result['found']:5.0f}  peak {result['megabytes']:5.0f} MB{beside}"
            )
            if name == "propos":
                print(
                    f"{lang}  {'  statements alone':20} {own['documents'] / own['statements_seconds']:6.1f} documents/s"
                )


if __name__ == "__main__":
    main()
