"""Scores the resolver alone: the gold statements with their source words go in, names are compared.

python benchmarks/resolver.py                     all French sets
python benchmarks/resolver.py fr_press --errors   one set, with every wrong or missing name
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.goldsets import SETS, GoldSet, load_scorer
from propos.find.mentions import find_mentions
from propos.find.parse import parse_articles
from propos.lang import load_language
from propos.model import Article, Span, Statement
from propos.resolve.speakers import resolve_speakers

FRENCH = ("seed", "fr_press", "fr_news", "fr_dev")


def article_of(text: str, lang: str) -> Article:
    """The article that every line of a gold text is a paragraph of."""
    return Article(
        text=text, paragraphs=tuple(Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)), lang=lang
    )


def statements_of(gold: list[dict[str, Any]]) -> tuple[Statement, ...]:
    """The gold annotations as the statements that the resolver is given."""
    spans = lambda pairs: tuple(Span(*p) for p in pairs or ())  # noqa: E731
    return tuple(
        Statement(
            id=f"s{number}",
            kind=a["type"],
            content=spans(a["content"]),
            cue=spans(a.get("cue")),
            source=spans(a.get("source")),
            confidence=1.0,
        )
        for number, a in enumerate(gold, 1)
    )


def resolved(gold_set: GoldSet) -> Iterator[tuple[str, str, list[dict[str, Any]], tuple[Statement, ...]]]:
    """Stem, text, gold and resolved statements of each document of a folder."""
    scorer = load_scorer()
    language = load_language(gold_set.lang)
    documents = list(scorer.load_gold(gold_set.folder))
    articles = [article_of(text, language.code) for _, text, _ in documents]
    parses = parse_articles(articles, language)
    for (stem, text, gold), article, parse in zip(documents, articles, parses, strict=True):
        mentions = find_mentions(article, parse, language)
        statements, _ = resolve_speakers(article, statements_of(gold), mentions, parse, language)
        yield stem, text, gold, statements


def score(gold_set: GoldSet, *, errors: bool) -> Counter[str]:
    """Counts of right, wrong and missing names of one set; prints the faults if asked to."""
    scorer, options = load_scorer(), gold_set.options
    counts: Counter[str] = Counter()
    for stem, text, gold, statements in resolved(gold_set):
        for answer, statement in zip(gold, statements, strict=True):
            if options.get("no_ambiguous") and answer.get("ambiguous"):
                continue
            if options.get("speech_only") and answer.get("speech") is False:
                continue
            counts["gold"] += bool(answer.get("speaker"))
            counts["named"] += bool(statement.speaker_name)
            right = scorer.name_correct(answer, {"speaker": statement.speaker_name})
            counts["right"] += right
            if statement.speaker_name:
                decile = f"{int(statement.confidence * 20) / 20:.2f}"
                counts[f"at {decile}"] += 1
                counts[f"right at {decile}"] += right
            if errors and not right and (answer.get("speaker") or statement.speaker_name):
                source = " … ".join(text[s:e] for s, e in answer["source"] or ())
                fault = "NULL " if not statement.speaker_name else "WRONG"
                print(
                    f"{fault} {stem} {answer['id']} <{source}> said {statement.speaker_name!r} "
                    f"({statement.reason}), gold {answer.get('speaker')!r}: {text[slice(*answer['content'][0])][:70]!r}"
                )
    return counts


def print_reliability(counts: Counter[str]) -> None:
    """How often names were right, by the confidence they were given with (the statement itself taken for sure)."""
    print("confidence  names  right")
    for key in sorted(k for k in counts if k.startswith("at ")):
        print(f"{key[3:]:>10}  {counts[key]:5}  {counts[f'right {key}'] / counts[key]:.3f}")


def main() -> None:
    """Scores the sets named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", choices=[[], *SETS], default=[])
    parser.add_argument("--errors", action="store_true", help="print every wrong or missing name")
    parser.add_argument("--json", action="store_true", help="print one JSON object a set")
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    for name in arguments.sets or FRENCH:
        counts = score(SETS[name], errors=arguments.errors)
        total += counts
        precision = counts["right"] / max(1, counts["named"])
        recall = counts["right"] / max(1, counts["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        figures = {"set": name, "precision": precision, "recall": recall, "f1": f1, **counts}
        if arguments.json:
            print(json.dumps(figures))
        else:
            print(f"{name:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  of {counts['gold']} gold names")
    if not arguments.json:
        print_reliability(total)


if __name__ == "__main__":
    main()
