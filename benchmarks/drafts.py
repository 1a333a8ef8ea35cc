"""What the weights that judge drafts are learned from: annotated texts, and the drafts of the rules in them."""

from __future__ import annotations

import json
import pickle
import re
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

from benchmarks.goldsets import SETS, load_scorer
from propos.fetch.sources import fetch_pages
from propos.find.evidence import evidence
from propos.find.layout import Layout, lay_out
from propos.find.parse import PLAIN, Parse, join_docs
from propos.find.quotes import find_quotations
from propos.find.spans import Draft
from propos.find.statements import content_spans, passages_worth_parsing, propose
from propos.find.uncued import find_uncued
from propos.lang import Language
from propos.lang.tables.examples import Examples
from propos.model import Article, Span
from propos.read.article import read_article

#: The gold sets that the weights of a language are learned from.
GOLD = {"fr": ("fr_news", "fr_press", "fr_dev", "own_fr")}
FOLDS = 8
#: Inverse strength of the penalty, and the least weight that is kept.
PENALTY = 0.35
LEAST_WEIGHT = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """One draft: its features, and whether it is right."""

    features: list[str]
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One annotated text, parsed, with the drafts of the rules in it.

    Attributes:
        gold_set: Name of the set that it belongs to.
        outlet: Where it comes from: weights are tried on outlets that they were not learned from.
        gold: How many statements there are to find.
    """

    source: str
    gold_set: str
    outlet: str
    article: Article
    parse: Parse
    rows: list[Row]
    gold: int


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model, and the features it knows."""

    vectorizer: DictVectorizer
    model: LogisticRegression

    def probabilities(self, rows: Sequence[Row]) -> np.ndarray[Any, Any]:
        """How likely each draft is a statement."""
        if not rows:
            return np.zeros(0)
        found: np.ndarray[Any, Any] = self.model.predict_proba(
            _narrow(self.vectorizer.transform([_counts(r) for r in rows]))
        )
        return found[:, 1]

    def as_json(self, threshold: float) -> str:
        """The weights as the file of the pack has them."""
        names, values = self.vectorizer.get_feature_names_out(), self.model.coef_[0]
        kept = {n: round(float(v), 3) for n, v in sorted(zip(names, values, strict=True)) if abs(v) >= LEAST_WEIGHT}
        out = {"bias": round(float(self.model.intercept_[0]), 4), "threshold": round(threshold, 2), "weights": kept}
        return json.dumps(out, ensure_ascii=False, indent=0) + "\n"


class Parses:
    """Parses by text, kept in a file if there is one."""

    def __init__(self, language: Language, path: Path | None = None) -> None:
        self.language, self.path = language, path
        self.docs: dict[str, bytes] = pickle.loads(path.read_bytes()) if path and path.exists() else {}

    def of(self, article: Article, quotations: Any) -> Parse:
        """The parse of an article, from the file as far as it is there."""
        passages = tuple(passages_worth_parsing(article, quotations, self.language))
        texts = [p.span.of(article.text).translate(PLAIN) for p in passages]
        missing = [t for t in texts if t not in self.docs]
        for text, doc in zip(missing, self.language.parser.pipe(missing, batch_size=32), strict=True):
            self.docs[text] = doc.to_bytes(exclude=["tensor", "user_data"])
        vocab = self.language.parser.vocab
        docs = (Doc(vocab).from_bytes(self.docs[t]) for t in texts)
        return join_docs(passages, docs, self.language.dictionary)

    def save(self) -> None:
        """Writes the file, if there is to be one."""
        if self.path:
            self.path.write_bytes(pickle.dumps(self.docs))


def outlet_of(name: str, stem: str) -> str:
    """The outlet of a document, by the first word of its name; the small sets are one each."""
    if name != "fr_news":
        return name
    return f"{name}-{re.split(r'[-_]', re.sub(r'^wmt2[12]-', '', stem))[0]}"


def load_documents(language: Language, parses: Parses) -> list[Document]:
    """All annotated texts of a language, in the order of the sets."""
    return [d for name in GOLD[language.code] for d in _documents(name, language, parses)]


def _documents(name: str, language: Language, parses: Parses) -> Iterator[Document]:
    folder = SETS[name].folder
    if not folder.is_dir():
        return
    for stem, text, gold in load_scorer().load_gold(folder):
        page = next(iter(fetch_pages(str(folder / f"{stem}.txt"))))
        article = read_article(page, now=datetime.now(UTC), lang=language.code)
        quotations = find_quotations(article, language)
        parse = parses.of(article, quotations)
        layout = lay_out(article.text, quotations, parse, language)
        yield Document(
            source=page.source,
            gold_set=name,
            outlet=outlet_of(name, stem),
            article=article,
            parse=parse,
            rows=list(_rows(layout, text, gold)),
            gold=sum(not a.get("ambiguous") for a in gold),
        )


def load_example_rows(language: Language, parses: Parses) -> list[Row]:
    """The drafts in the pack's own examples."""
    rows: list[Row] = []
    for example in (e for group in language.table(Examples).groups for e in group.examples):
        text = example.text
        article = Article(text=text, paragraphs=(Span(0, len(text)),), lang=language.code)
        quotations = find_quotations(article, language)
        layout = lay_out(text, quotations, parses.of(article, quotations), language)
        gold = [
            {"content": [[text.index(words), text.index(words) + len(words)] for words in expected.content]}
            for expected in example.statements
        ]
        rows += _rows(layout, text, gold)
    return rows


def _rows(layout: Layout, text: str, gold: list[dict[str, Any]]) -> Iterator[Row]:
    drafts = propose(layout)
    labels = _labels(layout, drafts, text, gold)
    yield from _labelled(layout, drafts, labels)
    right = [d for d, label in zip(drafts, labels, strict=True) if label]
    free = [d for d in find_uncued(layout, right) if isinstance(d, Draft)]
    yield from _labelled(layout, free, _labels(layout, free, text, gold))


def _labelled(layout: Layout, drafts: Sequence[Draft], labels: Sequence[bool | None]) -> Iterator[Row]:
    for draft, label in zip(drafts, labels, strict=True):
        if label is not None:
            yield Row(evidence(layout, draft), label)


def _labels(layout: Layout, drafts: Sequence[Draft], text: str, gold: list[dict[str, Any]]) -> list[bool | None]:
    """Whether each draft matches a gold statement of its own; None for what is debatable."""
    scorer = load_scorer()
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


def fit(rows: Sequence[Row]) -> Weights:
    """The weights that fit drafts best, under a penalty."""
    vectorizer = DictVectorizer()
    matrix = _narrow(vectorizer.fit_transform([_counts(r) for r in rows]))
    model = LogisticRegression(C=PENALTY, max_iter=2000, solver="liblinear")
    return Weights(vectorizer, model.fit(matrix, [r.right for r in rows]))


def fit_on_other_outlets(
    documents: Sequence[Document], always: Sequence[Row]
) -> Iterator[tuple[Weights, list[Document]]]:
    """Weights with the documents they may be tried on: learned from all other outlets, and from ``always``."""
    groups = [d.outlet for d in documents]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        yield fit([*(r for i in train for r in documents[i].rows), *always]), [documents[i] for i in test]


def _narrow(matrix: Any) -> Any:
    """The same sparse matrix with the 32-bit indices that the trainer asks for."""
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def _counts(row: Row) -> dict[str, float]:
    return dict.fromkeys(row.features, 1.0)
