"""Trains the weights that say whom a pronoun, a description or a quotation without a source means.

python benchmarks/train_antecedents.py            trains on the gold sets, reports by cross-validation, writes
python benchmarks/train_antecedents.py --judge    the same, but keeps the packs' weights and writes only a new judge
python benchmarks/train_antecedents.py --check    only reports

Every statement whose speaker is not named in its own words is one instance: its options are those that the resolver
weighed, the right ones those that the gold speaker is. A softmax over the options, with one more for "none of them", is
fitted with a penalty; the same features serve all languages, and a pack gets weights from all data, other languages
counting less. On the speakers that such weights find in outlets that they were not learned on, a judge is fitted: it
says how likely a speaker is right, and from which likelihood on somebody is named. Deterministic. What goes in and
comes out is told in the pack's ``antecedents.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.goldsets import NAMED, OUT, SETS, GoldSet, load_scorer, make_english_names
from propos.fetch.sources import fetch_pages
from propos.find.mentions import find_mentions
from propos.find.parse import Parse, parse_articles
from propos.find.quotes import find_quotations
from propos.find.statements import find_statements, passages_worth_parsing
from propos.lang import Language, load_language
from propos.model import Article, Statement
from propos.read.article import read_article
from propos.resolve.antecedents import FILE, Ranker, load_ranker
from propos.resolve.judging import Judge, load_judge
from propos.resolve.resolver import Resolver
from propos.resolve.turns import Speaker

LANGUAGES = ("fr", "en")
FOLDS = 10
ROUNDS = 3
PENALTY = 1.5
#: How much the data of another language counts.
FOREIGN = 0.4
#: From which probability on a speaker is named, by role; "" for the others.
THRESHOLDS = {"": 0.6, "unsourced": 0.9, "elided": 0.82}
LEAST_WEIGHT = 0.02
#: Inverse strength of the penalty on the weights of the judge, and how often the names that it lets pass must be right:
#: those of each set, and those of all sets of a language together.
JUDGE_PENALTY = 0.15
PRECISION = 0.92
OVERALL = 0.935


@dataclass(frozen=True, slots=True)
class Document:
    """One gold text, read as far as its statements."""

    source: str
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
    return make_english_names(OUT / "en_names") if name == "en_names" else SETS[name]


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
        source = str(gold.folder / f"{stem}.txt")
        yield Document(source, outlet_of(name, stem), gold, text, answers, article, parse, statements, language)


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
    resolver.chooser.ranker, resolver.judge = ranker, None
    resolver.resolve()
    return resolver


def instances(documents: Iterable[Document], rankers: dict[str, Ranker]) -> Iterator[Instance]:
    """The choices that the resolver made in gold statements, with what is right."""
    scorer = load_scorer()
    for document in documents:
        answers = matches(document)
        for choice in resolver_of(document, rankers[document.language.code]).chooser.choices:
            answer = answers.get(choice.statement)
            if answer is None:
                continue
            options = [o for _, o in choice.options]
            right = tuple(scorer.name_correct(answer, {"speaker": o.member.name}) for o in options)
            yield Instance(
                document.language.code, document.outlet, choice.role, tuple(o.features for o in options), right
            )


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """The speaker found for a statement by weights of other outlets, and whether that is right."""

    document: Document
    part: int
    statement: Statement
    answer: dict[str, Any]
    speaker: Speaker | None
    right: bool
    signs: dict[str, float]


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


def tried(documents: Sequence[Document], rows: Sequence[Instance]) -> list[Named]:
    """The speakers found in each document by weights that were not learned on its outlet."""
    found: list[Named] = []
    fold, scorer = folds_of(documents), load_scorer()
    for part in range(FOLDS):
        learned = [r for r in rows if fold[r.outlet] != part]
        rankers = {lang: fit(learned, lang) for lang in LANGUAGES}
        for document in (d for d in documents if fold[d.outlet] == part):
            answers, resolver = matches(document), resolver_of(document, rankers[document.language.code])
            for statement in resolver.statements:
                answer, speaker = answers.get(statement.id), resolver.speakers.get(statement.id)
                if answer is None or (speaker is None and not answer.get("speaker")):
                    continue
                right = speaker is not None and scorer.name_correct(answer, {"speaker": speaker.member.name})
                signs = resolver.signs(statement) if speaker else {}
                found.append(Named(document, part, statement, answer, speaker, right, signs))
    return found


def folds_of(documents: Sequence[Document]) -> dict[str, int]:
    """Outlet -> the part that it is tried in; the parts have the same share of every set."""
    outlets = sorted({d.outlet for d in documents}, key=lambda o: (o.split("-")[0], o))
    return {outlet: number % FOLDS for number, outlet in enumerate(outlets)}


def fit_judge(named: Sequence[Named], lang: str) -> dict[str, float]:
    """Weights under which the likelihoods of speakers that were found hold what they promise."""
    told = [n for n in named if n.speaker]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([n.signs for n in told])
    share = [1.0 if n.document.language.code == lang else FOREIGN for n in told]
    model = LogisticRegression(C=JUDGE_PENALTY, max_iter=2000, fit_intercept=False)
    model.fit(matrix, [n.right for n in told], sample_weight=share)
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(sign): round(float(w), 3) for sign, w in weights if abs(w) >= LEAST_WEIGHT}


def judged(named: Sequence[Named]) -> list[tuple[Named, float]]:
    """Each speaker that was found with its likelihood, as a judge says that was fitted on the other outlets."""
    found: list[tuple[Named, float]] = []
    for part in range(FOLDS):
        others = [n for n in named if n.part != part]
        judges = {lang: Judge(fit_judge(others, lang), 0.0) for lang in LANGUAGES}
        here = [n for n in named if n.part == part and n.speaker]
        found += [(n, judges[n.document.language.code].likelihood(n.signs)) for n in here]
    return found


def threshold_of(found: Sequence[tuple[Named, float]], lang: str) -> float:
    """The lowest likelihood from which on the names of each set of a language are right as often as must be."""
    for step in range(50, 90):
        kept: dict[str, list[bool]] = {}
        for one, chance in found:
            if one.document.language.code == lang and chance >= step / 100:
                kept.setdefault(one.document.gold.name, []).append(one.right)
        every = [right for several in kept.values() for right in several]
        precise = all(sum(right) >= PRECISION * len(right) for right in kept.values())
        if precise and sum(every) >= OVERALL * len(every):
            return step / 100
    return 0.9


def report(named: Sequence[Named], *, errors: bool) -> dict[str, float]:
    """Prints how often speakers of other outlets are named rightly and how sure that is; returns the thresholds."""
    found = judged(named)
    thresholds = {lang: threshold_of(found, lang) for lang in LANGUAGES}
    chances = {id(n): chance for n, chance in found}
    total = Counter[str]()
    for one in named:
        name, chance = one.document.gold.name, chances.get(id(one), 0.0)
        told = chance >= thresholds[one.document.language.code]
        total[f"{name} named"] += told
        total[f"{name} right"] += told and one.right
        if one.speaker and told:
            total[f"as {one.speaker.reason}"] += 1
            total[f"right as {one.speaker.reason}"] += one.right
        if errors and not (told and one.right):
            print_error(one.document, one.statement.id, one.answer, one.speaker if told else None)
    documents = {id(n.document): n.document for n in named}.values()
    for document in documents:
        answers = [a for a in document.answers if counts(a, document.gold.options)]
        total[f"{document.gold.name} gold"] += sum(bool(a.get("speaker")) for a in answers)
    for name in dict.fromkeys(d.gold.name for d in documents):
        n, right, gold = (total[f"{name} {k}"] for k in ("named", "right", "gold"))
        p, r = right / max(1, n), right / max(1, gold)
        print(f"{name:10} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  wrong {n - right}")
    for key in sorted(k for k in total if k.startswith("as ")):
        print(f"  {key:15} {total[key]:5} names, right {total[f'right {key}'] / total[key]:.3f}")
    print_reliability(found)
    print("left unknown under", thresholds)
    return thresholds


def print_reliability(found: Sequence[tuple[Named, float]]) -> None:
    """How often speakers were right, by the likelihood that they were given without their own outlet."""
    total = Counter[str]()
    for one, chance in found:
        step = f"{one.document.language.code} from {min(int(chance * 20) / 20, 0.95):.2f}"
        total[f"at {step}"] += 1
        total[f"right at {step}"] += one.right
    print("\n# how sure: language, likelihood, names, right among them")
    for key in sorted(k for k in total if k.startswith("at ")):
        print(f"  {key[3:]}  {total[key]:5}  {total[f'right {key}'] / total[key]:.3f}")


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
    parser.add_argument("--judge", action="store_true", help="keep the packs' ranker, write a new judge")
    parser.add_argument("--errors", action="store_true", help="print every wrong or missing name")
    arguments = parser.parse_args()
    documents = [d for name in NAMED if gold_set(name).folder.is_dir() for d in load_documents(name)]
    rankers, rows = learn(documents)
    print(f"{len(rows)} choices in {len(documents)} documents, {Counter(r.role for r in rows)}")
    named = tried(documents, rows)
    thresholds = report(named, errors=arguments.errors)
    for lang, ranker in rankers.items() if not arguments.check else ():
        path = Path(__file__).resolve().parent.parent / "src/propos/lang" / lang / FILE
        kept = load_ranker(load_language(lang)) if arguments.judge else None
        path.write_bytes(as_json(kept or ranker, Judge(fit_judge(named, lang), thresholds[lang])))


@dataclass(frozen=True, slots=True)
class Learned:
    """All that weights are learned from, to learn some without the outlets that they are tried on."""

    documents: Sequence[Document]
    rows: Sequence[Instance]
    named: Sequence[Named]

    def without(self, outlets: Collection[str], lang: str) -> bytes:
        """Weights that no text of ``outlets`` was learned for; what is left unknown is up to the pack's threshold."""
        shipped = load_judge(load_language(lang))
        ranker = fit([r for r in self.rows if r.outlet not in outlets], lang)
        weights = fit_judge([n for n in self.named if n.document.outlet not in outlets], lang)
        return as_json(ranker, Judge(weights, shipped.threshold if shipped else 0.0))


@cache
def load_learned() -> Learned:
    """All that weights are learned from."""
    documents = [d for name in NAMED if gold_set(name).folder.is_dir() for d in load_documents(name)]
    _, rows = learn(documents)
    return Learned(documents, rows, tried(documents, rows))


def as_json(ranker: Ranker, judge: Judge) -> bytes:
    """The weights as a pack keeps them."""
    data = {
        "judge": {"threshold": judge.threshold, "weights": dict(sorted(judge.weights.items()))},
        "thresholds": ranker.thresholds,
        "weights": dict(sorted(ranker.weights.items())),
    }
    return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()


if __name__ == "__main__":
    main()
