"""Readings of annotated texts by weights that were learned from other outlets: the fair figure for a trained pack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.drafts import GOLD, Parses, fit_on_other_outlets, load_documents, load_example_rows
from propos.find.evidence import FILE, load_acceptance
from propos.lang import Language, load_language
from propos.pipeline import read_parsed
from propos.show.contract import render_reading


@dataclass(frozen=True)
class Retrained(Language):
    """A language with other weights than its pack has."""

    acceptance: bytes = b""

    def resource(self, name: str) -> bytes | None:
        """A file of the pack, or the other weights in its place."""
        return self.acceptance if name == FILE else super().resource(name)


def read_by_other_outlets(code: str, *, cache: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """The readings of all texts that a language's weights are learned from, by gold set.

    No text is read with weights learned from its own outlet; the pack's examples are always learned from, and the
    threshold is the pack's. What the rules and the lexicon owe to these texts stays in the figure.

    Args:
        code: The language.
        cache: File that keeps the parses for the next run.
    """
    language = load_language(code)
    shipped = load_acceptance(language)
    if code not in GOLD or shipped is None:
        return {}
    parses = Parses(language, cache)
    documents, examples = load_documents(language, parses), load_example_rows(language, parses)
    parses.save()
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for weights, tried in fit_on_other_outlets(documents, examples):
        other = Retrained(code, language.folder, weights.as_json(shipped.threshold).encode())
        for d in tried:
            reading = read_parsed(d.source, d.article, parse=d.parse, language=other)
            found[d.gold_set].append(render_reading(reading))
    return dict(found)
