"""Scores times, figures and events on the own gold set, and how peers do on the same texts.

python benchmarks/times_figures.py            own readings, French, English, both
python benchmarks/times_figures.py --errors   with everything missed, false or wrong
python benchmarks/times_figures.py --peers    dateparser's and quantulum3's answers as they come

A predicted item and a gold one match if their spans share half of the shorter one's characters, one to one, best
overlap first. A time is right if its value is, a figure if value and unit are (no gold unit: the value alone), an
event if its status is and if it is told in the article's own voice or not, as the gold one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from propos.pipeline import Failure, Options, read_sources
from propos.show.contract import render_reading

GOLD = Path(__file__).resolve().parent.parent / "gold" / "times_figures"
KINDS = ("times", "figures", "events")

#: What counts as the same status, as the scorer of the seed page has it.
STATUS = {"under way": "happened"}

Item = dict[str, Any]


@dataclass
class Score:
    """Counts of one kind of item, and what went wrong."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found and are right."""
        return self.right / self.gold if self.gold else 0.0

    def __str__(self) -> str:
        total = self.precision + self.recall
        f1 = 2 * self.precision * self.recall / total if total else 0.0
        counts = f"gold {self.gold:3} predicted {self.predicted:3} matched {self.matched:3} right {self.right:3}"
        return f"{counts}  P {self.precision:.3f} R {self.recall:.3f} F1 {f1:.3f}"


def overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Shared characters over those of the shorter span."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0]))


def closeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Shared characters over those of both spans together: breaks ties between equal overlaps."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, max(a[1], b[1]) - min(a[0], b[0]))


def pairs(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int]]:
    """Which gold item each predicted one stands for, one to one, best overlap first."""
    ranked = sorted(
        (-overlap(g["span"], p["span"]), -closeness(g["span"], p["span"]), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if overlap(g["span"], p["span"]) >= 0.5
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    made = []
    for _, _, i, j in ranked:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            made.append((i, j))
    return made


def amount(item: Item) -> tuple[Decimal | None, Decimal | None]:
    """Value and upper value of a gold or a predicted figure."""
    value, upper = item["value"], item.get("upper")
    if value is not None and ".." in value:
        value, _, upper = value.partition("..")
    return (Decimal(value) if value is not None else None, Decimal(upper) if upper is not None else None)


def same_time(gold: Item, predicted: Item) -> bool:
    """Whether a time has the gold value."""
    return bool(gold["value"] == predicted["value"])


def same_figure(gold: Item, predicted: Item) -> bool:
    """Whether a figure has the gold value and unit."""
    unit = gold["unit"] is None or str(gold["unit"]).casefold() == str(predicted["unit"]).casefold()
    return amount(gold) == amount(predicted) and unit


def same_event(gold: Item, predicted: Item) -> bool:
    """Whether an event has the gold status, and a voice of the same sort."""
    status = [STATUS.get(x["status"], x["status"]) for x in (gold, predicted)]
    return status[0] == status[1] and (gold["voice"] == "article") == (predicted["voice"] == "article")


SAME: dict[str, Callable[[Item, Item], bool]] = {"times": same_time, "figures": same_figure, "events": same_event}


def add(score: Score, kind: str, gold: list[Item], predicted: list[Item], text: str) -> None:
    """Counts one document's items of one kind."""
    matched = pairs(gold, predicted)
    right = [(i, j) for i, j in matched if SAME[kind](gold[i], predicted[j])]
    score.gold += len(gold)
    score.predicted += len(predicted)
    score.matched += len(matched)
    score.right += len(right)
    of = dict(matched)
    for i, item in enumerate(gold):
        if i not in of:
            score.errors.append(f"missed {kind[:-1]} {brief(item, text)}")
        elif (i, of[i]) not in right:
            score.errors.append(f"wrong  {kind[:-1]} {brief(item, text)}\n         is {brief(predicted[of[i]], text)}")
    found = {j for _, j in matched}
    score.errors += [f"false  {kind[:-1]} {brief(p, text)}" for j, p in enumerate(predicted) if j not in found]


def brief(item: Item, text: str) -> str:
    """An item in one line."""
    shown = {k: item[k] for k in ("type", "value", "upper", "unit", "status", "voice") if item.get(k) is not None}
    return f"{text[slice(*item['span'])]!r} {shown}"


def documents(lang: str) -> Iterator[tuple[str, str, Item]]:
    """Name, path of the text and gold record of every document of one language."""
    for path in sorted((GOLD / lang).glob("*.json")):
        yield path.stem, str(path.with_suffix(".txt")), json.loads(path.read_text(encoding="utf-8"))


def read_own(path: str, gold: Item) -> Item:
    """What propos reads in one document."""
    options = Options(lang=gold["lang"], published=date.fromisoformat(gold["published"]))
    result = next(iter(read_sources([path], options)))
    if isinstance(result, Failure):
        sys.exit(f"{path}: {result.error}")
    return render_reading(result)


def read_peers(path: str, gold: Item) -> Item:
    """What dateparser's ``search_dates`` (times) and quantulum3 (figures, English) find in one document."""
    from dateparser.search import search_dates

    text = Path(path).read_text(encoding="utf-8")
    base = date.fromisoformat(gold["published"])
    settings = {"RELATIVE_BASE": datetime(base.year, base.month, base.day)}
    times, start = [], 0
    for words, moment in search_dates(text, languages=[gold["lang"]], settings=settings) or ():
        start = max(text.find(words, start), 0)
        value = moment.date().isoformat() if "year" not in words else str(moment.year)
        times.append({"span": [start, start + len(words)], "value": value})
        start += len(words)
    return {"article": {"text": text}, "times": times, "figures": peer_figures(text, gold["lang"]), "events": []}


def peer_figures(text: str, lang: str) -> list[Item]:
    """The quantities that quantulum3 finds; it knows English only."""
    if lang != "en":
        return []
    from quantulum3 import parser

    names = {"percentage": "percent", "dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "kilogram": "kg"}
    return [
        {"span": list(q.span), "value": str(q.value), "unit": names.get(q.unit.name, q.unit.name)}
        for q in parser.parse(text)
    ]


def score(langs: Sequence[str], read: Callable[[str, Item], Item]) -> dict[str, Score]:
    """The scores of all kinds over all documents of some languages."""
    scores = {kind: Score() for kind in KINDS}
    for lang in langs:
        for name, path, gold in documents(lang):
            predicted = read(path, gold)
            for kind in KINDS:
                before = len(scores[kind].errors)
                add(scores[kind], kind, gold[kind], predicted[kind], predicted["article"]["text"])
                scores[kind].errors[before:] = [f"{name}: {e}" for e in scores[kind].errors[before:]]
    return scores


def main() -> int:
    """Prints the scores; the exit status is always 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("langs", nargs="*", default=["fr", "en"], help="fr, en or both")
    parser.add_argument("--errors", action="store_true", help="print everything missed, false or wrong")
    parser.add_argument("--peers", action="store_true", help="score dateparser and quantulum3 instead")
    arguments = parser.parse_args()
    for lang in arguments.langs:
        for kind, result in score([lang], read_peers if arguments.peers else read_own).items():
            print(f"{lang} {kind:8}{result}")
            for error in result.errors if arguments.errors else ():
                print("   ", error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
