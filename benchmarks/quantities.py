"""Scores times, figures and events against gold/times_figures, beside public libraries as they come.

python benchmarks/quantities.py            our own figures
python benchmarks/quantities.py --errors   with every miss and false alarm
python benchmarks/quantities.py --peers    beside dateparser, quantulum3 and text2num (the bench extra)
python benchmarks/quantities.py --cost     what times, figures and events cost on top of reading
"""

from __future__ import annotations

import argparse
import gc
import json
import operator
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.goldmaker import SETS_OF_QUANTITIES
from benchmarks.speed import texts
from benchmarks.steps import Spent, counting
from propos.find.stretches import stretches_of
from propos.model import Article, Reading, Span
from propos.pipeline import Failure, read_articles, read_sources

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "gold" / "times_figures"
#: Into how many parts the texts are cut whose cost is counted.
PARTS = 5
#: A found item: its span and what must be equal to be right.
Item = tuple[tuple[int, int], Any]
Finder = Callable[["Document"], list[Item]]


@dataclass(frozen=True)
class Document:
    """One gold document with our reading of it."""

    name: str
    lang: str
    text: str
    gold: dict[str, Any]
    reading: Reading


def load_documents(folder: Path = GOLD) -> Iterator[Document]:
    """The gold documents of all languages, read by propos."""
    for path in sorted(folder.glob("*/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        article = article_of(text, path.parent.name, gold.get("published"))
        (reading,) = read_articles([(path.stem, article)])
        if isinstance(reading, Reading):
            yield Document(path.stem, path.parent.name, text, gold, reading)


def article_of(text: str, lang: str, published: str | None) -> Article:
    """The article of a gold text: its lines are paragraphs."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(start, start + len(line)))
        start += len(line) + 1
    when = date.fromisoformat(published) if published else None
    return Article(text=text, paragraphs=tuple(paragraphs), lang=lang, published=when)


def pairs(gold: Sequence[Item], found: Sequence[Item]) -> list[tuple[int, int]]:
    """Gold and found items matched one to one, best overlap first, at half of the shorter one."""
    candidates = []
    for i, ((s, e), _) in enumerate(gold):
        for j, ((t, f), _) in enumerate(found):
            overlap = (min(e, f) - max(s, t)) / max(1, min(e - s, f - t))
            if overlap >= 0.5:
                candidates.append((-overlap, i, j))
    mine: dict[int, int] = {}
    for _, i, j in sorted(candidates):
        if i not in mine and j not in mine.values():
            mine[i] = j
    return list(mine.items())


def gold_times(document: Document) -> list[Item]:
    return [((t["span"][0], t["span"][1]), t["value"]) for t in document.gold["times"]]


def gold_figures(document: Document) -> list[Item]:
    return [((f["span"][0], f["span"][1]), (normal(f["value"]), f["unit"])) for f in document.gold["figures"]]


def gold_events(document: Document) -> list[Item]:
    events = document.gold.get("events", [])
    return [((e["span"][0], e["span"][1]), (e["type"], e["status"], e["voice"] == "article")) for e in events]


def own_times(document: Document) -> list[Item]:
    return [((t.span.start, t.span.end), t.value) for t in document.reading.times]


def own_figures(document: Document) -> list[Item]:
    found = []
    for figure in document.reading.figures:
        value = normal(None if figure.value is None else str(figure.value))
        if figure.upper is not None:
            value = f"{value}..{normal(str(figure.upper))}"
        found.append(((figure.span.start, figure.span.end), (value, figure.unit)))
    return found


def own_events(document: Document) -> list[Item]:
    return [((e.span.start, e.span.end), (e.type, e.status, e.voice == "article")) for e in document.reading.events]


def gold_givers(document: Document) -> list[Item]:
    return [((f["span"][0], f["span"][1]), f["said_by"]) for f in document.gold["figures"]]


def own_givers(document: Document) -> list[Item]:
    names = {s.id: s.speaker_name for s in document.reading.statements}
    return [((f.span.start, f.span.end), names.get(f.statement or "")) for f in document.reading.figures]


def same_giver(wanted: str | None, found: str | None) -> bool:
    """Whether two names of who gives a figure are one; a description may be told in fewer words ("a doctor")."""
    if wanted is None or found is None:
        return wanted is found
    one, other = sorted((wanted.replace("’", "'").casefold(), found.replace("’", "'").casefold()), key=len)
    described = not any(word[0].isupper() for name in (wanted, found) for word in name.split()[:1])
    return one == other or (described and other.startswith(one))


def score_givers(documents: Sequence[Document], *, errors: bool) -> Counter[str]:
    """Who gives the figures that gold and we both found.

    Of these: how many somebody gives (``gold``), how many we name somebody for (``found``), how many of them rightly
    (``right``); how many of the others we hold for somebody's whom we cannot name (``unnamed``); and for how many gold
    and we say the same (``agreed``), those among them that nobody but the article gives, of all (``figures``).
    """
    totals = Counter[str]()
    for document in documents:
        gold, own = gold_givers(document), own_givers(document)
        for i, j in pairs(gold, own):
            (span, name), (_, ours) = gold[i], own[j]
            same = same_giver(name, ours)
            told = document.reading.figures[j].statement is not None
            totals["figures"] += 1
            totals["gold"] += name is not None
            totals["found"] += ours is not None
            totals["right"] += same and name is not None
            totals["unnamed"] += told and ours is None and name is not None
            totals["agreed"] += same
            if errors and not same:
                print(f"  {document.name}: {document.text[slice(*span)]!r} of {name!r}: {ours!r}")
    return totals


def print_givers(name: str, totals: Counter[str]) -> None:
    """One line: precision, recall and F1 of who gives the figures, and the share of all on which gold and we agree."""
    p, r = totals["right"] / max(1, totals["found"]), totals["right"] / max(1, totals["gold"])
    counts = (
        f"gold {totals['gold']:4} found {totals['found']:4} unnamed {totals['unnamed']:4} right {totals['right']:4}"
    )
    agreed = f"agreed {totals['agreed']} of {totals['figures']}: {totals['agreed'] / max(1, totals['figures']):.3f}"
    print(f"{name:28} {counts}  P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r or 1):.3f}  {agreed}")


def normal(value: str | None) -> str | None:
    """A number as the gold compares it: "4.50" and "4.5" are one."""
    if value is None:
        return None
    if ".." in value:
        return "..".join(str(normal(v)) for v in value.split(".."))
    return format(Decimal(value).normalize(), "f")


def dateparser_times(document: Document) -> list[Item]:
    """What dateparser's search_dates finds, told the publication date and the language."""
    from datetime import datetime

    from dateparser.search import search_dates

    published = document.gold.get("published")
    settings = {"RELATIVE_BASE": datetime.fromisoformat(published)} if published else {}
    found, start, items = search_dates(document.text, languages=[document.lang], settings=settings) or [], 0, []
    for words, moment in found:
        place = document.text.find(words, start)
        if place >= 0:
            start = place + len(words)
            items.append(((place, start), moment.date().isoformat()))
    return items


def quantulum_figures(document: Document) -> list[Item]:
    """What quantulum3 finds; its unit names are compared with ours where they are the same."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its model of ambiguous units was pickled by a scikit-learn that no longer loads
    names = {"percentage": "percent", "euro": "EUR", "dollar": "USD", "pound sterling": "GBP", "kilometre": "km"}
    names |= {
        "metre": "m",
        "tonne": "t",
        "kilogram": "kg",
        "hectare": "ha",
        "degree celsius": "°C",
        "dimensionless": "",
    }
    items = []
    for q in parser.parse(document.text):
        unit = names.get(q.unit.name, q.unit.name) or None
        items.append(((q.span[0], q.span[1]), (normal(str(Decimal(str(q.value)))), unit)))
    return items


def text2num_figures(document: Document) -> list[Item]:
    """The numbers in words that text2num turns into digits; it knows no units."""
    from text_to_num import text2num

    items = []
    for figure in document.gold["figures"]:
        start, end = figure["span"]
        words = document.text[start:end].split()
        for size in range(len(words), 0, -1):
            try:
                value = text2num(" ".join(words[:size]), document.lang)
            except ValueError:
                continue
            items.append(((start, end), (str(value), figure["unit"])))
            break
    return items


def within(wanted: Any, found: Any) -> bool:
    """Whether a day lies in the wanted stretch of time, or holds it: all that a parser of days can know."""
    return bool(wanted) and (str(found).startswith(wanted) or str(wanted).startswith(str(found)))


def score(
    documents: Sequence[Document],
    gold: Finder,
    finder: Finder,
    *,
    errors: bool,
    same: Callable[[Any, Any], bool] = operator.eq,
) -> tuple[int, int, int, int]:
    """How many items there are, were found, match, and are right."""
    totals = [0, 0, 0, 0]
    for document in documents:
        wanted, found = gold(document), finder(document)
        matched = pairs(wanted, found)
        right = [(i, j) for i, j in matched if same(wanted[i][1], found[j][1])]
        for k, count in enumerate((len(wanted), len(found), len(matched), len(right))):
            totals[k] += count
        if errors:
            _print_errors(document, wanted, found, matched)
    return totals[0], totals[1], totals[2], totals[3]


def _print_errors(
    document: Document, wanted: Sequence[Item], found: Sequence[Item], matched: Sequence[tuple[int, int]]
) -> None:
    of = dict(matched)
    for i, ((s, e), value) in enumerate(wanted):
        if i not in of:
            print(f"  {document.name}: missed {document.text[s:e]!r} {value}")
        elif found[of[i]][1] != value:
            t, f = found[of[i]][0]
            print(f"  {document.name}: wrong {document.text[s:e]!r} {value}: {document.text[t:f]!r} {found[of[i]][1]}")
    for j, ((t, f), value) in enumerate(found):
        if j not in of.values():
            print(f"  {document.name}: false {document.text[t:f]!r} {value}")


def print_score(name: str, totals: tuple[int, int, int, int]) -> None:
    """One line: precision, recall and F1 of what is right."""
    gold, found, matched, right = totals
    p, r = right / max(1, found), right / max(1, gold)
    print(
        f"{name:28} gold {gold:4} found {found:4} matched {matched:4} right {right:4}"
        f"  P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r or 1):.3f}"
    )


def print_cost(documents: Sequence[Document]) -> None:
    """Times, figures, events and forecasts as a share of reading without them, by language: in news, and in these.

    Their processor time is counted within one run. The news, in five parts, are new to the process; these texts, which
    were read before, are read five times.
    """
    for lang in sorted({d.lang for d in documents}):
        news = [str(text) for text in texts(lang)]
        fresh = [_spent(read_sources(news[start::PARTS])) for start in range(PARTS)]
        _print_shares(f"cost {lang}, {len(news)} articles (news)", fresh)
        own = [(d.name, d.reading.article) for d in documents if d.lang == lang]
        again = []
        for _ in range(PARTS):
            stretches_of.cache_clear()
            again.append(_spent(read_articles(own)))
        _print_shares(f"cost {lang}, {len(own)} articles (invented, dense)", again)


def _print_shares(title: str, runs: Sequence[Spent]) -> None:
    shares = sorted(100 * run.steps / run.rest for run in runs)
    steps, rest = sum(run.steps for run in runs), sum(run.rest for run in runs)
    print(
        f"{title}: reading {rest:.2f} s, times, figures, events and forecasts {steps:.2f} s:"
        f" {100 * steps / rest:+.0f} % ({shares[0]:.0f} to {shares[-1]:.0f} in {len(runs)} parts)"
    )


def _spent(readings: Iterator[Reading | Failure]) -> Spent:
    gc.collect()
    with counting() as spent:
        for _ in readings:
            pass
    return spent


def main() -> None:
    """Prints the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--errors", action="store_true")
    arguments.add_argument("--peers", action="store_true")
    arguments.add_argument("--cost", action="store_true")
    arguments.add_argument("--only", choices=["times", "figures", "events"])
    arguments.add_argument(
        "--gold", nargs="+", default=["times_figures"], help="folders of gold/, or all", metavar="SET"
    )
    options = arguments.parse_args()
    names = SETS_OF_QUANTITIES if options.gold == ["all"] else options.gold
    documents = [d for name in names for d in load_documents(ROOT / "gold" / name)]
    tasks: dict[str, tuple[Finder, Finder]] = {
        "times": (gold_times, own_times),
        "figures": (gold_figures, own_figures),
        "events": (gold_events, own_events),
    }
    for name, (gold, own) in tasks.items():
        if options.only not in (None, name):
            continue
        for lang in sorted({d.lang for d in documents}):
            ours = [d for d in documents if d.lang == lang]
            print_score(f"{name} {lang}, propos", score(ours, gold, own, errors=options.errors))
            if name == "figures":
                print_givers(f"said by {lang}, propos", score_givers(ours, errors=options.errors))
            if options.peers and name == "times":
                print_score(
                    f"{name} {lang}, dateparser", score(ours, gold, dateparser_times, errors=False, same=within)
                )
            if options.peers and name == "figures":
                print_score(f"{name} {lang}, quantulum3", score(ours, gold, quantulum_figures, errors=False))
                print_score(f"{name} {lang}, text2num", score(ours, gold, text2num_figures, errors=False))
    if options.cost:
        print_cost(documents)


if __name__ == "__main__":
    main()
