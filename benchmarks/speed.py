"""Documents per CPU second and peak memory, beside public peers on the same texts in the same run.

    python benchmarks/speed.py [--documents 40] [--rounds 3] [--lang fr]

Each reader runs in a process of its own, on one thread; the readers take turns, and the least CPU time of each counts.
What happens once a process is left out on all sides: the model is loaded and one short text read before the clock
starts. The texts themselves are new to every reader. The peers read text by text, as their own programs do. textacy
comes with ``make bench``; the Gender Gap Tracker's extractor runs too when GENDER_GAP_TRACKER names a checkout of
github.com/sfu-discourse-lab/GenderGapTracker.
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
import tempfile
import time
import types
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.goldsets import ROOT, SETS

#: Read before the clock starts, so that word lists, tables and weights are there when it does.
FIRST = {
    "fr": "Le maire de Velmont, Jean Arto, a déclaré mardi : « Nous bâtirons 200 maisons en 2026. »",
    "en": 'The mayor of Velmont, Jane Arto, said on Tuesday: "We will build 200 homes in 2026."',
}
#: Reads texts and returns how many quotations or statements it found.
Reader = Callable[[Sequence[Path]], int]


def texts(lang: str, limit: int) -> list[Path]:
    """The longest-known set of texts of a language that is at hand, in the order of their names."""
    for name in ("en_dev", "own_en") if lang == "en" else ("fr_news", "own_fr"):
        if SETS[name].folder.is_dir():
            return sorted(SETS[name].folder.glob("*.txt"))[:limit]
    return sorted((ROOT / "samples").glob("*.txt"))


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
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.txt"
        first.write_text(FIRST[lang], encoding="utf-8")
        read([first])
    start = time.process_time()
    found = read(files)
    seconds = time.process_time() - start
    peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"documents": len(files), "seconds": seconds, "found": found, "megabytes": peak_megabytes}


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
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
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
            beside = "" if name == "propos" else f"  propos is {result['seconds'] / own['seconds']:.1f} times as fast"
            print(
                f"{lang}  {name:20} {result['documents'] / result['seconds']:6.1f} documents/s  "
                f"found {result['found']:5.0f}  peak {result['megabytes']:5.0f} MB{beside}"
            )


if __name__ == "__main__":
    main()
