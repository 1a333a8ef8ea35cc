"""Trains the weights that say which drafts of the rules are statements, and writes them into the language's pack.

python benchmarks/train_acceptance.py fr                      trains, reports by cross-validation over outlets, writes
python benchmarks/train_acceptance.py fr --cache /tmp/docs    keeps the parses there, for the next run

Deterministic. What goes in and comes out is told in the pack's ``acceptance.md``.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import propos.lang
from benchmarks.goldsets import SETS, load_scorer
from propos.fetch.sources import fetch_pages
from propos.find.evidence import FILE, evidence
from propos.find.layout import Layout, lay_out
from propos.find.parse import PLAIN, Parse, ParsedParagraph
from propos.find.quotes import find_quotations
from propos.find.spans import Draft
from propos.find.statements import content_spans, paragraphs_worth_parsing, propose
from propos.find.uncued import find_uncued
from propos.lang import Language, load_language
from propos.lang.tables.examples import Examples
from propos.model import Article, Span
from propos.read.article import read_article

GOLD = {"fr": ("fr_news", "fr_press", "fr_dev", "own_fr")}
FOLDS = 8
#: Counts as an outlet of its own, and not when the figures are told.
EXAMPLES = "examples"
#: Inverse strength of the penalty, and the least weight that is kept.
PENALTY = 0.35
LEAST_WEIGHT = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """One draft: its features, whether it is right, and the outlet it comes from."""

    features: list[str]
    right: bool
    outlet: str
    cued: bool


@dataclass(frozen=True, slots=True)
class Data:
    """All drafts, and how many gold statements there are to find."""

    rows: list[Row]
    gold: int


def outlet_of(name: str, stem: str) -> str:
    """The outlet of a document, by the first word of its name; the small sets are one each."""
    return (
        f"{name}-{re.split(r'[-_]', stem.removeprefix('wmt21-').removeprefix('wmt22-'))[0]}"
        if name == "fr_news"
        else name
    )


class Parses:
    """Parses, kept in a file."""

    def __init__(self, language: Language, path: Path | None) -> None:
        self.language, self.path = language, path
        self.docs: dict[str, bytes] = pickle.loads(path.read_bytes()) if path and path.exists() else {}

    def of(self, article: Any, quotations: Any) -> Parse:
        """The parse of an article, from the file as far as it is there."""
        spans = tuple(paragraphs_worth_parsing(article, quotations, self.language))
        texts = [s.of(article.text).translate(PLAIN) for s in spans]
        missing = [t for t in texts if t not in self.docs]
        for text, doc in zip(missing, self.language.parser.pipe(missing, batch_size=32), strict=True):
            self.docs[text] = doc.to_bytes(exclude=["tensor", "user_data"])
        vocab = self.language.parser.vocab
        docs = (Doc(vocab).from_bytes(self.docs[t]) for t in texts)
        return Parse(tuple(ParsedParagraph(s, d) for s, d in zip(spans, docs, strict=True)))

    def save(self) -> None:
        """Writes the file, if there is to be one."""
        if self.path:
            self.path.write_bytes(pickle.dumps(self.docs))


def load_data(language: Language, parses: Parses) -> Data:
    rows: list[Row] = []
    total = 0
    scorer = load_scorer()
    for name in GOLD[language.code]:
        gold_set = SETS[name]
        if not gold_set.folder.is_dir():
            continue
        for stem, text, gold in scorer.load_gold(gold_set.folder):
            page = next(iter(fetch_pages(str(gold_set.folder / f"{stem}.txt"))))
            article = read_article(page, now=datetime.now(UTC), lang=language.code)
            quotations = find_quotations(article, language)
            layout = lay_out(article.text, quotations, parses.of(article, quotations), language)
            total += sum(not a.get("ambiguous") for a in gold)
            rows += _rows(layout, text, gold, scorer, outlet_of(name, stem))
    rows += _example_rows(language, parses, scorer)
    return Data(rows, total)


def _example_rows(language: Language, parses: Parses, scorer: Any) -> Iterator[Row]:
    """The drafts in the pack's own examples."""
    for group in language.table(Examples).groups:
        for example in group.examples:
            text = example.text
            article = Article(text=text, paragraphs=(Span(0, len(text)),), lang=language.code)
            quotations = find_quotations(article, language)
            layout = lay_out(text, quotations, parses.of(article, quotations), language)
            gold = [
                {"content": [[text.index(words), text.index(words) + len(words)] for words in expected.content]}
                for expected in example.statements
            ]
            yield from _rows(layout, text, gold, scorer, EXAMPLES)


def _rows(layout: Layout, text: str, gold: list[dict[str, Any]], scorer: Any, outlet: str) -> Iterator[Row]:
    drafts = propose(layout)
    labels = _labels(layout, drafts, text, gold, scorer)
    yield from _labelled(layout, drafts, labels, outlet, cued=True)
    right = [d for d, label in zip(drafts, labels, strict=True) if label]
    free = [d for d in find_uncued(layout, right) if isinstance(d, Draft)]
    yield from _labelled(layout, free, _labels(layout, free, text, gold, scorer), outlet, cued=False)


def _labelled(
    layout: Layout, drafts: Sequence[Draft], labels: Sequence[bool | None], outlet: str, *, cued: bool
) -> Iterator[Row]:
    for draft, label in zip(drafts, labels, strict=True):
        if label is not None:
            yield Row(evidence(layout, draft), label, outlet, cued)


def _labels(
    layout: Layout, drafts: Sequence[Draft], text: str, gold: list[dict[str, Any]], scorer: Any
) -> list[bool | None]:
    """Whether each draft matches a gold statement of its own; None for what is debatable."""
    tokens = scorer.words(text)
    starts = [s for s, _ in tokens]
    spans = [[[s.start, s.end] for s in content_spans(layout, d)] for d in drafts]
    sets = [scorer.tokens_in(s, tokens, starts) for s in spans]
    gold_sets = [scorer.tokens_in(a["content"], tokens, starts) for a in gold]
    matched = scorer.match(gold_sets, sets)
    labels: list[bool | None] = []
    for number, own in enumerate(sets):
        if number in matched:
            labels.append(None if gold[matched[number][0]].get("ambiguous") else True)
            continue
        near = max(range(len(gold)), key=lambda g: len(own & gold_sets[g]), default=None)
        debatable = near is not None and own & gold_sets[near] and gold[near].get("ambiguous")
        labels.append(None if debatable else False)
    return labels


def cross_validate(data: Data) -> np.ndarray[Any, Any]:
    """The probability of each row from weights learned on other outlets."""
    groups = [r.outlet for r in data.rows]
    labels = np.array([r.right for r in data.rows])
    found = np.zeros(len(data.rows))
    for train, test in GroupKFold(FOLDS).split(groups, labels, groups):
        vectorizer, model = fit([data.rows[i] for i in train])
        found[test] = model.predict_proba(narrow(vectorizer.transform([_counts(data.rows[i]) for i in test])))[:, 1]
    return found


def fit(rows: Sequence[Row]) -> tuple[DictVectorizer, LogisticRegression]:
    vectorizer = DictVectorizer()
    matrix = narrow(vectorizer.fit_transform([_counts(r) for r in rows]))
    model = LogisticRegression(C=PENALTY, max_iter=2000, solver="liblinear")
    return vectorizer, model.fit(matrix, [r.right for r in rows])


def narrow(matrix: Any) -> Any:
    """The same sparse matrix with the 32-bit indices that the trainer asks for."""
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def _counts(row: Row) -> dict[str, float]:
    return dict.fromkeys(row.features, 1.0)


def report(data: Data, found: np.ndarray[Any, Any]) -> float:
    """Prints precision and recall by threshold, and returns the best threshold."""
    told = np.array([r.outlet != EXAMPLES for r in data.rows])
    labels, found = np.array([r.right for r in data.rows])[told], found[told]
    print(f"{len(labels)} drafts, {labels.sum()} right, {data.gold} gold statements")
    best, best_f1 = 0.5, 0.0
    for threshold in np.arange(0.0, 0.8, 0.05):
        kept = found >= threshold
        right = (kept & labels).sum()
        precision, recall = right / max(1, kept.sum()), right / data.gold
        f1 = 2 * precision * recall / (precision + recall)
        print(f"  from {threshold:.2f}: P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}")
        if f1 > best_f1:
            best, best_f1 = float(threshold), f1
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang", choices=GOLD)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--dry", action="store_true", help="report only")
    arguments = parser.parse_args()
    language = load_language(arguments.lang)
    parses = Parses(language, arguments.cache)
    data = load_data(language, parses)
    parses.save()
    threshold = report(data, cross_validate(data))
    if not arguments.dry:
        vectorizer, model = fit(data.rows)
        names, values = vectorizer.get_feature_names_out(), model.coef_[0]
        weights = {n: round(float(v), 3) for n, v in sorted(zip(names, values, strict=True)) if abs(v) >= LEAST_WEIGHT}
        out = {"bias": round(float(model.intercept_[0]), 4), "threshold": round(threshold, 2), "weights": weights}
        path = Path(propos.lang.__file__).parent / language.code / FILE
        path.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{len(weights)} weights, threshold {threshold:.2f} -> {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
