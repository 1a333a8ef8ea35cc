"""The gold sets, their scorer, and the readings of their texts.

Gold data lies beside the project (``../shared``, or where ``PROPOS_SHARED`` says) and in ``gold/``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from propos.pipeline import Failure, Options, read_sources
from propos.show.contract import render_error, render_reading

ROOT = Path(__file__).resolve().parent.parent
#: Where pages and sets that are made go.
OUT = ROOT / "var" / "eval"
NAMES = ROOT / "gold" / "en_names" / "names.json"
SHARED = Path(os.environ.get("PROPOS_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """One folder of texts with gold attributions.

    Attributes:
        name: What the command line calls it.
        folder: NAME.txt and NAME.json side by side.
        lang: The language of all its texts.
        options: What the scorer leaves out.
    """

    name: str
    folder: Path
    lang: str
    options: dict[str, bool]

    @property
    def hash(self) -> str:
        """SHA-256 of all texts and annotations: floors hold for this corpus only."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            if path.suffix in (".txt", ".json"):
                digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()


SETS = {
    s.name: s
    for s in (
        GoldSet(name="seed", folder=SHARED / "seed", lang="fr", options={}),
        GoldSet(name="fr_press", folder=SHARED / "data/fr_press", lang="fr", options={"no_ambiguous": True}),
        GoldSet(name="fr_news", folder=SHARED / "data/fr_news", lang="fr", options={"no_ambiguous": True}),
        GoldSet(name="fr_dev", folder=SHARED / "data/fr_dev", lang="fr", options={"no_ambiguous": True}),
        GoldSet(name="en_dev", folder=SHARED / "data/en_dev", lang="en", options={"speech_only": True}),
        GoldSet(name="own_fr", folder=ROOT / "gold/statements/fr", lang="fr", options={"no_ambiguous": True}),
        GoldSet(
            name="own_fr_check", folder=ROOT / "gold/statements/fr_check", lang="fr", options={"no_ambiguous": True}
        ),
        GoldSet(name="own_en", folder=ROOT / "gold/statements/en", lang="en", options={"no_ambiguous": True}),
        GoldSet(name="open_en", folder=ROOT / "gold/registers_open/en", lang="en", options={"no_ambiguous": True}),
        GoldSet(name="kept_en", folder=ROOT / "gold/registers_kept/en", lang="en", options={"no_ambiguous": True}),
        GoldSet(name="names_fr", folder=ROOT / "gold/names/fr", lang="fr", options={"no_ambiguous": True}),
        GoldSet(name="names_en", folder=ROOT / "gold/names/en", lang="en", options={"no_ambiguous": True}),
    )
}

#: The sets that the weights which name speakers are learned from (``en_names`` is made of ``en_dev``).
NAMED = ("fr_press", "fr_news", "fr_dev", "own_fr", "own_en", "en_names", "names_fr", "names_en")


@cache
def load_scorer() -> ModuleType:
    """The scorer of the gold data, ``score.py``."""
    path = SHARED / "score.py"
    if not path.exists():
        sys.exit(f"no scorer at {path}; set PROPOS_SHARED to the folder of gold data")
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_set(gold: GoldSet) -> list[dict[str, Any]]:
    """The readings of all texts of one gold set, as the JSON contract has them."""
    files = sorted(str(p) for p in gold.folder.glob("*.txt") if p.with_suffix(".json").exists())
    results = read_sources(files, Options(lang=gold.lang))
    return [render_error(r.error, r.source) if isinstance(r, Failure) else render_reading(r) for r in results]


def score_set(gold: GoldSet, documents: list[dict[str, Any]], *, bootstrap: int, work: Path) -> dict[str, Any]:
    """The scorer's figures for the readings of one gold set.

    Args:
        gold: The set.
        documents: What ``read_set`` gave.
        bootstrap: How many resamplings make the confidence interval.
        work: Folder that the readings are written to.
    """
    work.mkdir(parents=True, exist_ok=True)
    path = work / f"{gold.name}.jsonl"
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
    result: dict[str, Any] = load_scorer().score(gold.folder, path, n_boot=bootstrap, **gold.options)
    return result


def make_english_names(folder: Path) -> GoldSet:
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
