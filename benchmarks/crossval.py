"""Readings of annotated texts by weights that were learned from other outlets: the fair figure for a trained pack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.drafts import GOLD, Parses, fit_on_other_outlets, load_documents, load_example_rows
from benchmarks.train_antecedents import load_learned, outlet_of
from propos.find.evidence import FILE, load_acceptance
from propos.lang import Language, load_language
from propos.pipeline import read_parsed
from propos.resolve.antecedents import FILE as ANTECEDENTS
from propos.show.contract import render_reading

#: In how many parts texts are tried that only names are learned from.
_PARTS = 5


@dataclass(frozen=True)
class Retrained(Language):
    """A language with other weights than its pack has: name of the file -> the weights in its place."""

    others: tuple[tuple[str, bytes], ...] = ()

    def resource(self, name: str) -> bytes | None:
        """A file of the pack, or the other weights in its place."""
        return dict(self.others).get(name) or super().resource(name)


def read_by_other_outlets(code: str, *, cache: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """The readings of all texts that a language's weights are learned from, by gold set.

    No text is read with weights learned from its own outlet, neither those that accept statements nor those that name
    speakers; the pack's examples are always learned from, and the thresholds are the pack's. What the rules and the
    lexicon owe to these texts stays in the figure.

    Args:
        code: The language.
        cache: File that keeps the parses for the next run.
    """
    language, learned = load_language(code), load_learned()
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    shipped = load_acceptance(language)
    if code in GOLD and shipped is not None:
        parses = Parses(language, cache)
        documents, examples = load_documents(language, parses), load_example_rows(language, parses)
        parses.save()
        for weights, tried in fit_on_other_outlets(documents, examples):
            naming = learned.without({outlet_of(d.gold_set, Path(d.source).stem) for d in tried}, code)
            accepting = weights.as_json(shipped.threshold).encode()
            other = Retrained(code, language.folder, ((FILE, accepting), (ANTECEDENTS, naming)))
            for d in tried:
                reading = read_parsed(d.source, d.article, parse=d.parse, language=other)
                found[d.gold_set].append(render_reading(reading))
    rest = [n for n in learned.documents if n.language.code == code and n.gold.name not in GOLD.get(code, ())]
    for part in range(_PARTS):
        tried_here = rest[part::_PARTS]
        naming = learned.without({n.outlet for n in tried_here}, code)
        other = Retrained(code, language.folder, ((ANTECEDENTS, naming),))
        for n in tried_here:
            reading = read_parsed(n.source, n.article, parse=n.parse, language=other)
            found[n.gold.name].append(render_reading(reading))
    return dict(found)
