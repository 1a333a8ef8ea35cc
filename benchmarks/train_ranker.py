"""Trains the ranker of a language on gold data, and writes it into the language's pack.

python benchmarks/train_ranker.py en                     trains, reports by cross-validation, writes the file
python benchmarks/train_ranker.py en --cache /tmp/docs   keeps the parses there, for the next run

Everything is deterministic. What goes in and comes out is told in the pack's ``ranker.md``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import DocBin

import propos.lang
from propos.find.candidates import ContentCandidate, find_contents, find_sources
from propos.find.features import content_features, cue_features, source_features
from propos.find.parse import PLAIN, Parse, join_docs, whole_paragraphs
from propos.find.quotes import find_quotations
from propos.find.rank import FILE, Classes, LinearModel, Ranked, Ranker, class_names, cue_classes, rank_cues
from propos.find.tree import Tree, make_tree
from propos.lang import Language, load_language
from propos.model import Article, Span

SHARED = Path(os.environ.get("PROPOS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SETS = {"en": ("data/en_train",), "fr": ("data/fr_news", "data/fr_press", "data/fr_dev")}

#: Parts of speech that may be a cue; a lemma is taken up if it is one twice, and in one case of fifty.
CUE_TAGS = ("VERB", "NOUN", "PROPN", "ADV", "PUNCT", "ADP", "ADJ")
CUE_TIMES, CUE_SHARE = 2, 0.02
#: Where a gold cue has several words, the one that is preferred by how much overlap of contents.
PREFERENCE = {"VERB": 0.3, "NOUN": 0.2, "PROPN": 0.1, "ADV": 0.1, "PUNCT": 0.1}
FOLDS = 3
#: Confidence from which a reading is looked at when thresholds are chosen.
LEAST = 0.02
#: One row of so many is trained as if its cue were unknown.
FORGET = 7
#: By how much the confidence asked for lies above the one with the best F1: better one missing than one wrong.
CAUTION = 0.12


@dataclass(frozen=True, slots=True)
class Answer:
    """One gold attribution laid over the tokens: its cue (None if it cannot be proposed), words, source, contents."""

    speech: bool
    words: frozenset[int]
    source: frozenset[int]
    cue_tokens: frozenset[int]
    cue: int | None
    contents: tuple[tuple[ContentCandidate, float], ...]

    @property
    def reach(self) -> float:
        """The best overlap that any proposal has with the gold content."""
        return max((overlap for _, overlap in self.contents), default=0.0)


@dataclass(frozen=True, slots=True)
class Document:
    """One gold document."""

    name: str
    tree: Tree
    answers: tuple[Answer, ...]

    @property
    def outlet(self) -> str:
        """Who published it, by the first part of its name."""
        return re.split(r"[_\d]|-(?:dev|test)", self.name)[0]


# ------------------------------------------------------------------------------------------------------- gold


def load_documents(folder: Path, language: Language, cache: Path | None) -> list[Document]:
    """The gold documents of a folder, parsed, in the order of their names."""
    names = [p for p in sorted(folder.glob("*.txt")) if p.with_suffix(".json").exists()]
    articles = [_article(p, language) for p in names]
    parses = _parses(folder.name, articles, language, cache)
    optional = folder / "optional.json"
    left_out = json.loads(optional.read_text(encoding="utf-8")) if optional.exists() else {}
    documents = []
    for path, article, parse in zip(names, articles, parses, strict=True):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["attributions"]
        tree = make_tree(parse, find_quotations(article, language))
        unsure = set(left_out.get(path.stem, ()))
        answers = tuple(_answer(tree, a, unsure) for a in gold)
        documents.append(Document(path.stem, tree, answers))
    return documents


def _article(path: Path, language: Language) -> Article:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return Article(text=text, paragraphs=tuple(spans), lang=language.code)


def _parses(name: str, articles: Sequence[Article], language: Language, cache: Path | None) -> list[Parse]:
    file = cache / f"{name}.{language.parser.meta['name']}.spacy" if cache else None
    if file and file.exists():
        docs = DocBin().from_disk(file).get_docs(language.parser.vocab)
    else:
        texts = [span.of(a.text).translate(PLAIN) for a in articles for span in a.paragraphs]
        parsed = list(language.parser.pipe(texts, batch_size=32))
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            DocBin(docs=parsed).to_disk(file)
        docs = iter(parsed)
    dictionary = language.dictionary
    return [join_docs(list(whole_paragraphs(a)), docs, dictionary) for a in articles]


def _answer(tree: Tree, gold: dict[str, Any], unsure: set[str]) -> Answer:
    cue, words = _tokens(tree, gold["cue"]), _tokens(tree, gold["content"])
    words = frozenset(t for t in words if any(c.isalnum() for c in tree.words[t]))
    best: tuple[float, int | None, tuple[tuple[ContentCandidate, float], ...]] = (0.0, None, ())
    for token in sorted(cue):
        rated = tuple((c, overlap(tree, c, words)) for c in find_contents(tree, token))
        reach = max((o for _, o in rated), default=0.0)
        worth = reach + (PREFERENCE.get(tree.tags[token], 0.0) if reach > 0.4 else 0.0)
        if worth > best[0] + 0.02:
            best = (worth, token, rated)
    speech = gold.get("speech") is not False and gold.get("id") not in unsure and not gold.get("ambiguous")
    return Answer(speech, words, _tokens(tree, gold["source"]), cue, best[1], best[2])


def _tokens(tree: Tree, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    starts = np.asarray(tree.starts)
    found: set[int] = set()
    for start, end in spans:
        first = max(0, int(np.searchsorted(starts, start, side="right")) - 1)
        found |= {t for t in range(first, int(np.searchsorted(starts, end))) if tree.ends[t] > start}
    return frozenset(found)


def overlap(tree: Tree, content: ContentCandidate, words: frozenset[int]) -> float:
    """Jaccard overlap of a content's words with the gold words."""
    own = {t for a, b in content.ranges for t in range(a, b) if any(c.isalnum() for c in tree.words[t])}
    return len(own & words) / max(1, len(own | words))


# ----------------------------------------------------------------------------------------------------- models


class Matrix:
    """Feature lists as a sparse matrix over the features that occur often enough."""

    def __init__(self, rows: Sequence[Sequence[str]], least: int) -> None:
        counts = Counter(f for row in rows for f in set(row))
        self.names = sorted(f for f, n in counts.items() if n >= least)
        column = {f: i for i, f in enumerate(self.names)}
        indices: list[int] = []
        pointers = [0]
        for row in rows:
            indices += sorted({column[f] for f in row if f in column})
            pointers.append(len(indices))
        self.values = csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), len(self.names)))

    def model(self, weights: np.ndarray, bias: float = 0.0) -> LinearModel:
        """The weights that matter, rounded."""
        kept = {f: round(float(w), 3) for f, w in zip(self.names, weights, strict=True) if abs(w) >= 0.01}
        return LinearModel(kept, round(float(bias), 4))


def fit_cues(documents: Sequence[Document], cues: frozenset[tuple[str, str]], classes: Classes) -> LinearModel:
    """Whether a word of the lexicon reports speech where it stands."""
    rows, truth, weight = [], [], []
    for document in documents:
        tree = document.tree
        spoken = {a.cue for a in document.answers if a.cue is not None and _counts(tree, a, classes)}
        doubtful = {t for a in document.answers if a.cue not in spoken for t in a.cue_tokens} - spoken
        inside = _unjudged(tree, document.answers) - spoken
        for token in range(len(tree)):
            key = tree.lemmas[token], tree.tags[token]
            if (key in cues or key in classes) and token not in inside:
                features = cue_features(tree, token, class_names(classes, key))
                rows.append(_forget(features) if len(rows) % FORGET == 0 else features)
                truth.append(token in spoken)
                weight.append(0.3 if token in doubtful else 1.0)
    matrix = Matrix(rows, 3)
    fitted = LogisticRegression(C=0.1, solver="liblinear", random_state=0, max_iter=200)
    fitted.fit(matrix.values, np.asarray(truth), sample_weight=np.asarray(weight))
    return matrix.model(fitted.coef_[0], fitted.intercept_[0])


def _counts(tree: Tree, answer: Answer, classes: Classes) -> bool:
    """Whether a gold attribution is speech: marked so, or reported by a word that the lexicon has as such."""
    if answer.speech or answer.cue is None:
        return answer.speech
    known = classes.get((tree.lemmas[answer.cue], tree.tags[answer.cue]))
    return known is not None and known.stance not in ("believes", "hopes")


def _unjudged(tree: Tree, answers: Sequence[Answer]) -> set[int]:
    """Tokens within what somebody is reported to say, outside quotations: the gold data leaves embedded speech out."""
    return {t for a in answers for t in a.words if tree.quotes[t] < 0}


def _forget(features: Sequence[str]) -> list[str]:
    """The features without those that hold the cue's own lemma, as for a cue that was never seen."""
    return [f for f in features if f[0] != "l" and not f.startswith("w=")]


def fit_contents(documents: Sequence[Document], classes: Classes) -> LinearModel:
    """Which of a cue's possible contents is the right one."""
    groups, weights = [], []
    for document in documents:
        for answer in document.answers:
            if answer.cue is None or answer.reach < 0.6 or len(answer.contents) < 2:
                continue
            right = np.array([o >= answer.reach - 0.02 for _, o in answer.contents], float)
            if not right.all():
                key = document.tree.lemmas[answer.cue], document.tree.tags[answer.cue]
                known = class_names(classes, key)
                rows = content_features(document.tree, answer.cue, [c for c, _ in answer.contents], known)
                if len(groups) % FORGET == 0:
                    rows = [_forget(row) for row in rows]
                groups.append((rows, right))
                weights.append(1.0 if answer.speech else 0.5)
    return _fit_choice(groups, weights)


def fit_sources(documents: Sequence[Document]) -> LinearModel:
    """Which of the nouns about a cue names the speaker, if any does."""
    groups = []
    for document in documents:
        tree = document.tree
        for answer in document.answers:
            if answer.cue is None:
                continue
            sources = find_sources(tree, answer.cue)
            hits = [s.token in answer.source for s in sources]
            if not sources or (answer.source and not any(hits)):
                continue
            first = hits.index(True) if any(hits) else -1
            kept = [s for i, s in enumerate(sources) if i == first or not hits[i]]
            rows = source_features(tree, answer.cue, kept)
            groups.append((rows, np.array([s.token in answer.source for s in kept] + [not any(hits)], float)))
    return _fit_choice(groups, [1.0] * len(groups))


def _fit_choice(groups: Sequence[tuple[list[list[str]], np.ndarray]], weights: Sequence[float]) -> LinearModel:
    """Weights under which the right members of each group have the greater share of its probability."""
    matrix = Matrix([row for rows, _ in groups for row in rows], 3)
    values, transposed = matrix.values, matrix.values.T.tocsr()
    right = np.concatenate([r for _, r in groups])
    sizes = [len(r) for _, r in groups]
    starts = np.cumsum([0, *sizes])[:-1]
    group = np.repeat(np.arange(len(groups)), sizes)
    importance, penalty = np.asarray(weights), 4.0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = values @ w
        strength = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total = np.add.reduceat(strength, starts)
        won = np.maximum(np.add.reduceat(strength * right, starts), 1e-300)
        slope = transposed @ ((strength / total[group] - strength * right / won[group]) * importance[group])
        return float((importance * np.log(total / won)).sum() + 0.5 * penalty * w @ w), slope + penalty * w

    fitted = minimize(loss, np.zeros(len(matrix.names)), jac=True, method="L-BFGS-B", options={"maxiter": 80})
    return matrix.model(fitted.x)


def cue_lemmas(documents: Sequence[Document]) -> frozenset[tuple[str, str]]:
    """The lemmas that report speech often enough, each with its part of speech."""
    spoken: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for document in documents:
        tree = document.tree
        seen.update(zip(tree.lemmas, tree.tags, strict=True))
        spoken.update(
            (tree.lemmas[a.cue], tree.tags[a.cue]) for a in document.answers if a.speech and a.cue is not None
        )
    return frozenset(k for k, n in spoken.items() if n >= CUE_TIMES and n / seen[k] > CUE_SHARE and k[1] in CUE_TAGS)


def fit_parts(documents: Sequence[Document], classes: Classes) -> Ranker:
    """A ranker whose verdict is not fitted yet: the three probabilities count alike and everything is accepted."""
    cues = cue_lemmas(documents)
    verdict = LinearModel({"cue": 1.0, "content": 0.5, "source": 0.5})
    return Ranker(
        cues=cues,
        cue=fit_cues(documents, cues, classes),
        content=fit_contents(documents, classes),
        source=fit_sources(documents),
        verdict=verdict,
        threshold=LEAST,
        classes=classes,
    )


# ---------------------------------------------------------------------------------------------------- verdict


def fit_ranker(documents: Sequence[Document], classes: Classes) -> tuple[Ranker, float]:
    """The ranker, and the joint F1 that it reaches on documents of outlets it has not seen."""
    judged: list[tuple[Ranked, bool, bool]] = []
    outlets = sorted({d.outlet for d in documents})
    for fold in range(FOLDS):
        held = set(outlets[fold::FOLDS])
        parts = fit_parts([d for d in documents if d.outlet not in held], classes)
        for document in documents:
            if document.outlet in held:
                judged += _judge(document, rank_cues(document.tree, parts, least=LEAST))
    judged = [j for j in judged if not j[2]]
    logits = np.array([[_log_odds(p) for p in _probabilities(r)] for r, _, _ in judged])
    truth = np.array([right for _, right, _ in judged])
    fitted = LogisticRegression(C=10.0, random_state=0).fit(logits, truth)
    chances = fitted.predict_proba(logits)[:, 1]
    gold = sum(a.speech for d in documents for a in d.answers)
    reached = {t: _f1(chances, truth, gold, t) for t in np.arange(0.2, 0.7, 0.02)}
    threshold = max(reached, key=reached.__getitem__)
    weights = dict(zip(("cue", "content", "source"), (round(float(w), 4) for w in fitted.coef_[0]), strict=True))
    verdict = LinearModel(weights, round(float(fitted.intercept_[0]), 4))
    ranker = replace(fit_parts(documents, classes), verdict=verdict, threshold=round(float(threshold) + CAUTION, 2))
    _print_reliability(chances, truth)
    return ranker, reached[threshold]


def _judge(document: Document, ranked: Sequence[Ranked]) -> list[tuple[Ranked, bool, bool]]:
    """Each reading, whether it is right, and whether it is not to be judged (a state of mind, a doubtful case)."""
    judged = []
    unjudged = _unjudged(document.tree, document.answers)
    for reading in ranked:
        rated = [(overlap(document.tree, reading.content, a.words), a) for a in document.answers]
        reach, answer = max(rated, key=lambda r: r[0], default=(0.0, None))
        token = reading.source.token if reading.source else None
        right = answer is not None and reach >= 0.5
        if right and answer is not None:
            right = token in answer.source if token is not None else not answer.source
        aside = reading.cue in unjudged or (answer is not None and reach > 0 and not answer.speech)
        judged.append((reading, right and reach >= 0.5, aside))
    return judged


def _probabilities(ranked: Ranked) -> tuple[float, float, float]:
    return ranked.cue_probability, ranked.content_probability, ranked.source_probability


def _log_odds(probability: float) -> float:
    probability = min(1 - 1e-6, max(1e-6, probability))
    return float(np.log(probability / (1 - probability)))


def _f1(chances: np.ndarray, truth: np.ndarray, gold: int, threshold: float) -> float:
    accepted = chances >= threshold
    return 2 * float((accepted & truth).sum()) / max(1, int(accepted.sum()) + gold)


def _print_reliability(chances: np.ndarray, truth: np.ndarray) -> None:
    print("confidence   n      right")
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}  {int(inside.sum()):6}  {float(truth[inside].mean()):.3f}")


def names_in(documents: Sequence[Document]) -> frozenset[str]:
    """Words that are nearly always names; the parser takes some of these for other words where it errs."""
    seen: Counter[str] = Counter()
    named: Counter[str] = Counter()
    relations: set[str] = set()
    for document in documents:
        tree = document.tree
        seen.update(tree.words)
        named.update(word for word, tag in zip(tree.words, tree.tags, strict=True) if tag == "PROPN")
        relations.update(tree.labels)
    return (
        frozenset(n for n, times in named.items() if n.isalpha() and len(n) > 2 and times > 0.8 * seen[n]) - relations
    )


def without_names(ranker: Ranker, names: frozenset[str]) -> Ranker:
    """The ranker without the features that hold a name."""
    kept = names - {lemma for lemma, _ in ranker.cues} - {lemma for lemma, _ in ranker.classes}

    def clean(model: LinearModel) -> LinearModel:
        weights = {f: w for f, w in model.weights.items() if kept.isdisjoint(re.split("[| ]", f.partition("=")[2]))}
        return replace(model, weights=weights)

    return replace(ranker, cue=clean(ranker.cue), content=clean(ranker.content), source=clean(ranker.source))


def write_ranker(ranker: Ranker, file: Path) -> None:
    """The ranker as JSON, compressed, the same bytes for the same ranker."""
    models = {n: getattr(ranker, n) for n in ("cue", "content", "source", "verdict")}
    data: dict[str, Any] = {n: {"bias": m.bias, "weights": dict(sorted(m.weights.items()))} for n, m in models.items()}
    data |= {"cues": sorted(ranker.cues), "threshold": ranker.threshold}
    file.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))


def main() -> None:
    """Trains the ranker of the language named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(SETS))
    parser.add_argument("--cache", type=Path, help="folder for the parses")
    parser.add_argument("--out", type=Path, help="where to write; default: into the pack")
    arguments = parser.parse_args()
    language = load_language(arguments.language)
    folders = [SHARED / name for name in SETS[arguments.language]]
    documents = [d for folder in folders for d in load_documents(folder, language, arguments.cache)]
    ranker, reached = fit_ranker(documents, cue_classes(language))
    print(f"{len(documents)} documents; joint F1 on unseen ones {reached:.3f} at confidence {ranker.threshold}")
    out = arguments.out or Path(propos.lang.__file__).parent / language.code / FILE
    write_ranker(without_names(ranker, names_in(documents)), out)
    print(f"wrote {out}, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
