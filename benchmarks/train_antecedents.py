"""Trains the weights that say whom a pronoun, a description or a quotation without a source means.

python benchmarks/train_antecedents.py            trains on the gold sets, reports by cross-validation, writes
python benchmarks/train_antecedents.py --check    only reports

Every statement whose speaker is not named in its own words is one instance: its options are those that the resolver
weighed, the right ones those that the gold speaker is. A softmax over the options, with one more for "none of them", is
fitted with a penalty; the same features serve all languages, and a pack gets weights from all data, other languages
counting less. Deterministic. What goes in and comes out is told in the pack's ``antecedents.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.en_names import make_set
from benchmarks.evaluate import OUT
from benchmarks.goldsets import NAMED, SETS, GoldSet, load_scorer
from propos.fetch.sources import fetch_pages
from propos.find.mentions import find_mentions
from propos.find.parse import Parse, parse_articles
from propos.find.quotes import find_quotations
from propos.find.statements import find_statements, passages_worth_parsing
from propos.lang import Language, load_language
from propos.model import Article, Statement
from propos.read.article import read_article
from propos.resolve.antecedents import FILE, Ranker
from propos.resolve.resolver import Resolver
from propos.resolve.turns import Speaker

LANGUAGES = ("fr", "en")
FOLDS = 10
ROUNDS = 3
PENALTY = 1.5
#: How much the data of another language counts.
FOREIGN = 0.4
#: From which probability on a speaker is named, by role; "" for the others.
THRESHOLDS = {"": 0.65, "unsourced": 0.9, "elided": 0.82}
LEAST_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Document:
    """One gold text, read as far as its statements."""

    outlet: str
    gold: GoldSet
    text: str
    answers: list[dict[str, Any]]
    article: Article
    parse: Parse
    statements: tuple[Statement, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Instance:
    """One choice: the features of its options, which are right, and the role of its words."""

    lang: str
    outlet: str
    role: str
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def gold_set(name: str) -> GoldSet:
    """A gold set by name, the English names among them."""
    return make_set(OUT / "en_names") if name == "en_names" else SETS[name]


def outlet_of(name: str, stem: str) -> str:
    """The outlet of a document; every own text is one of its own."""
    first = stem.removeprefix("wmt21-").removeprefix("wmt22-").replace("_", "-").split("-")[0]
    return f"{name}-{first}" if name == "fr_news" else f"{name}-{stem}"


def load_documents(name: str) -> Iterator[Document]:
    """The documents of a gold set, parsed, with the statements that are found in them."""
    gold = gold_set(name)
    language = load_language(gold.lang)
    loaded = list(load_scorer().load_gold(gold.folder))
    pages = [next(iter(fetch_pages(str(gold.folder / f"{stem}.txt")))) for stem, _, _ in loaded]
    articles = [read_article(p, now=datetime.now(UTC), lang=language.code) for p in pages]
    parses = parse_articles(
        articles, language, wanted=lambda a: passages_worth_parsing(a, find_quotations(a, language), language)
    )
    for (stem, text, answers), article, parse in zip(loaded, articles, parses, strict=True):
        statements, _ = find_statements(article, find_quotations(article, language), parse, language)
        yield Document(outlet_of(name, stem), gold, text, answers, article, parse, statements, language)


def matches(document: Document) -> dict[str, dict[str, Any]]:
    """Statement id -> the gold annotation it matches, the debatable ones left out."""
    scorer, options = load_scorer(), document.gold.options
    tokens = scorer.words(document.text)
    aligner = scorer.Aligner(document.article.text, document.text)
    spans = [[aligner.span(c.start, c.end) for c in s.content] for s in document.statements]
    found = scorer.match(
        [scorer.tokens_in(a["content"], tokens) for a in document.answers],
        [scorer.tokens_in([x for x in s if x], tokens) for s in spans],
    )
    pairs = {document.statements[own].id: document.answers[i] for own, (i, _) in found.items()}
    return {k: a for k, a in pairs.items() if counts(a, options)}


def counts(answer: dict[str, Any], options: dict[str, bool]) -> bool:
    """Whether an annotation is scored."""
    debatable = options.get("no_ambiguous") and answer.get("ambiguous")
    return not debatable and not (options.get("speech_only") and answer.get("speech") is False)


def resolver_of(document: Document, ranker: Ranker) -> Resolver:
    """The resolver of a document after its work, with given weights."""
    mentions = find_mentions(document.article, document.parse, document.language)
    resolver = Resolver(
        document.article, document.statements, mentions, parse=document.parse, language=document.language
    )
    resolver.ranker = ranker
    resolver.resolve()
    return resolver


def instances(documents: Iterable[Document], rankers: dict[str, Ranker]) -> Iterator[Instance]:
    """The choices that the resolver made in gold statements, with what is right."""
    scorer = load_scorer()
    for document in documents:
        answers = matches(document)
        for choice in resolver_of(document, rankers[document.language.code]).choices:
            answer = answers.get(choice.statement)
            if answer is None:
                continue
            options = [o for _, o in choice.options]
            right = tuple(scorer.name_correct(answer, {"speaker": o.member.name}) for o in options)
            yield Instance(
                document.language.code, document.outlet, choice.role, tuple(o.features for o in options), right
            )


def fit(rows: Sequence[Instance], lang: str) -> Ranker:
    """Weights under which the right options are likeliest."""
    names = Counter(f for r in rows for f in {f for o in r.options for f in o})
    index = {f: i for i, f in enumerate(sorted(f for f, n in names.items() if n > 2))}
    cells = [(k, index[f]) for k, o in enumerate(o for r in rows for o in r.options) for f in o if f in index]
    total = sum(len(r.options) for r in rows)
    matrix = csr_matrix(
        (np.ones(len(cells)), ([c[0] for c in cells], [c[1] for c in cells])), shape=(total, len(index))
    )
    starts = np.cumsum([0, *(len(r.options) for r in rows)])
    owner = np.repeat(np.arange(len(rows)), np.diff(starts))
    right = np.array([x for r in rows for x in r.right], dtype=float)
    none = 1.0 - np.maximum.reduceat(right, starts[:-1])
    share = np.array([1.0 if r.lang == lang else FOREIGN for r in rows])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        sums = np.clip(matrix @ weights, -30, 30)
        powers = np.exp(sums)
        whole = 1.0 + np.add.reduceat(powers, starts[:-1])
        good = none + np.add.reduceat(powers * right, starts[:-1])
        value = -np.sum(share * np.log(good / whole)) + 0.5 * PENALTY * weights @ weights
        slope = share[owner] * (powers / whole[owner] - powers * right / good[owner])
        return float(value), matrix.T @ slope + PENALTY * weights

    weights = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    kept = {f: round(float(weights[i]), 3) for f, i in index.items() if abs(weights[i]) >= LEAST_WEIGHT}
    return Ranker(kept, THRESHOLDS)


def learn(documents: Sequence[Document]) -> tuple[dict[str, Ranker], list[Instance]]:
    """Weights for each language, learned in rounds: what was chosen before is part of what is weighed next."""
    rankers = {lang: Ranker({}, {"": 2.0}) for lang in LANGUAGES}
    rows: list[Instance] = []
    for _ in range(ROUNDS):
        rows = list(instances(documents, rankers))
        rankers = {lang: fit(rows, lang) for lang in LANGUAGES}
    return rankers, rows


def cross_validate(documents: Sequence[Document], rows: Sequence[Instance], *, errors: bool) -> None:
    """Prints how well weights name the speakers of outlets that they were not learned on, and how sure they were."""
    outlets = sorted({d.outlet for d in documents})
    fold = {o: i % FOLDS for i, o in enumerate(sorted(outlets, key=lambda o: (o.split("-")[0], o)))}
    scorer, total, reliability = load_scorer(), Counter[str](), Counter[str]()
    for part in range(FOLDS):
        learned = [r for r in rows if fold[r.outlet] != part]
        rankers = {lang: fit(learned, lang) for lang in LANGUAGES}
        for document in (d for d in documents if fold[d.outlet] == part):
            answers, resolver = matches(document), resolver_of(document, rankers[document.language.code])
            name = document.gold.name
            total[f"{name} gold"] += sum(
                bool(a.get("speaker")) for a in document.answers if counts(a, document.gold.options)
            )
            for key, answer in answers.items():
                speaker = resolver.speakers.get(key)
                if speaker is None:
                    if errors and answer.get("speaker"):
                        print_error(document, key, answer, None)
                    continue
                right = scorer.name_correct(answer, {"speaker": speaker.member.name})
                if errors and not right:
                    print_error(document, key, answer, speaker)
                total[f"{name} named"] += 1
                total[f"{name} right"] += right
                total[f"as {speaker.reason}"] += 1
                total[f"right as {speaker.reason}"] += right
                step = f"{min(int(speaker.confidence * 10) / 10, 0.9):.1f}"
                reliability[f"at {step}"] += 1
                reliability[f"right at {step}"] += right
    for name in dict.fromkeys(d.gold.name for d in documents):
        named, right, gold = (total[f"{name} {k}"] for k in ("named", "right", "gold"))
        p, r = right / max(1, named), right / max(1, gold)
        print(f"{name:10} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  wrong {named - right}")
    for key in sorted(k for k in total if k.startswith("as ")):
        print(f"  {key:15} {total[key]:5} names, right {total[f'right {key}'] / total[key]:.3f}")
    for key in sorted(k for k in reliability if k.startswith("at ")):
        print(
            f"  sure {key[3:]}  {reliability[key]:5} names, right {reliability[f'right {key}'] / reliability[key]:.3f}"
        )


def print_error(document: Document, key: str, answer: dict[str, Any], speaker: Speaker | None) -> None:
    """One line for a wrong or missing name."""
    statement = next(s for s in document.statements if s.id == key)
    source = " … ".join(s.of(document.article.text) for s in statement.source)
    said = f"{speaker.member.name!r} ({speaker.reason} {speaker.confidence:.2f})" if speaker else "nobody"
    content = statement.content[0].of(document.article.text)[:70]
    fault = "WRONG" if speaker else "NULL "
    print(f"{fault} {document.outlet} <{source}> {said}, gold {answer['speaker']!r}: {content!r}")


def main() -> None:
    """Trains, reports and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--errors", action="store_true", help="print every wrong or missing name")
    arguments = parser.parse_args()
    documents = [d for name in NAMED if gold_set(name).folder.is_dir() for d in load_documents(name)]
    rankers, rows = learn(documents)
    print(f"{len(rows)} choices in {len(documents)} documents, {Counter(r.role for r in rows)}")
    cross_validate(documents, rows, errors=arguments.errors)
    for lang, ranker in rankers.items() if not arguments.check else ():
        path = Path(__file__).resolve().parent.parent / "src/propos/lang" / lang / FILE
        data = {"thresholds": ranker.thresholds, "weights": dict(sorted(ranker.weights.items()))}
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
