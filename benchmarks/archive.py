"""The archive under load: adding, searching and verifying, at growing sizes, beside what a user would do by hand.

    make bench-archive            # 10,000 to 1,000,000 statements
    .venv/bin/python -m benchmarks.archive --sizes 10000 100000
    .venv/bin/python -m benchmarks.archive --sizes 1000000 --keep FOLDER   # built once, measured again and again

``recipe.py`` tells where the statements and the invented quotations come from. Times are of this process alone: on a
shared machine the clock on the wall tells of the neighbours.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.alterations import ALTERATIONS
from benchmarks.byhand import ByHand
from benchmarks.recipe import Recombiner, Vocabulary, hold_back, read_sentences, shuffled
from propos.keep.archive import Archive
from propos.keep.records import Verification
from propos.model import Actor, Article, Mention, Reading, Span, Statement
from propos.resolve.wording import find_words

Answer = TypeVar("Answer")
clock = time.process_time
STATEMENTS_PER_ARTICLE = 20
SPEAKERS_PER_ARTICLE = 6
ARTICLES_PER_BATCH = 50
QUERIES = 300
INVENTED = 1_000
SPEAKERS = 50_000
OUTLETS = 40
#: Of so many added statements each, some are altered and searched for.
SAMPLED = 5_000
#: Statements to be altered have at least so many words.
LEAST_WORDS = 14


class Coverage:
    """Invented coverage: articles of twenty statements by six speakers, in batches."""

    def __init__(self, recombiner: Recombiner) -> None:
        self._recombiner = recombiner
        self._speakers = [recombiner.name() for _ in range(SPEAKERS)]
        self._articles = 0
        #: A sample of what was printed, evenly over the archive, in pairs.
        self.texts: list[str] = []

    def batches(self, statements: int) -> Iterator[list[Reading]]:
        """So many statements more."""
        articles = statements // STATEMENTS_PER_ARTICLE
        for start in range(0, articles, ARTICLES_PER_BATCH):
            yield [self._article() for _ in range(min(ARTICLES_PER_BATCH, articles - start))]

    def _article(self) -> Reading:
        chance, number = self._recombiner.chance, self._articles
        self._articles += 1
        speakers = [self._speakers[int(SPEAKERS ** chance.random()) - 1] for _ in range(SPEAKERS_PER_ARTICLE)]
        text, statements = "", []
        actors: dict[str, Actor] = {}
        for position in range(STATEMENTS_PER_ARTICLE):
            words, name = self._recombiner.sentence(), chance.choice(speakers)
            start = len(text) + 2
            text += f"« {words} », a dit {name}.\n"
            mention = Mention(span=Span(len(text) - 2 - len(name), len(text) - 2), form="name")
            actor = actors.setdefault(
                name, Actor(id=f"a{len(actors) + 1}", name=name, kind="person", mentions=(mention,))
            )
            content = (Span(start, start + len(words)),)
            statements.append(
                Statement(id=f"s{position + 1}", kind="direct", content=content, speaker=actor.id, speaker_name=name)
            )
        article = Article(
            text=text,
            paragraphs=(Span(0, len(text) - 1),),
            lang="fr",
            url=f"https://outlet{number % OUTLETS}.example/{number}",
            outlet=f"Outlet {number % OUTLETS}",
            published=date(2020, 1, 1) + timedelta(days=number % 2000),
        )
        return Reading(source="bench", article=article, statements=tuple(statements), actors=tuple(actors.values()))


def build(archive: Archive, by_hand: ByHand, coverage: Coverage, first: int, size: int) -> dict[str, int]:
    """Grow the archive from its first statements to a size, and beside it the table of who works by hand.

    Returns:
        The speed; nothing where the archive held all of it before.
    """
    kept, kept_by_hand, seconds, wall = archive.count().statements, by_hand.count(), 0.0, 0.0
    seen, every = first, max(1, (size - first) // SAMPLED)
    for readings in coverage.batches(size - first):
        printed = [s.content[0].of(r.article.text) for r in readings for s in r.statements]
        if seen >= kept:
            started, wall_started = clock(), time.perf_counter()
            archive.add_readings(readings)
            seconds += clock() - started
            wall += time.perf_counter() - wall_started
        if seen >= kept_by_hand:
            by_hand.add(printed)
        numbered = enumerate(printed, seen - first)
        coverage.texts += [t for i, t in numbered if i % every == 0 and len(t.split()) >= LEAST_WORDS]
        seen += len(printed)
    added = size - max(first, kept)
    if added <= 0:
        return {}
    return {"added a second (process time)": round(added / seconds), "added a second (clock)": round(added / wall)}


def measure_verify(archive: Archive, by_hand: ByHand, texts: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """Recall@1, changed words that were called printed, and times for each alteration, and for the same by hand."""
    report: dict[str, Any] = {}
    for name, alter in ALTERATIONS.items():
        chosen = chance.sample(list(texts), 2 * QUERIES)
        hits, hand_hits, times, hand_times = 0, 0, list[float](), list[float]()
        verdicts: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for text, other in zip(chosen[::2], chosen[1::2], strict=True):
            quote = " ".join(alter(text.split(), other.split(), chance))
            result = _timed(times, archive.verify, quote)
            wanted = {text, other} if name == "stitched from two" else {text}
            best = next((a.hit.text for a in result.appearances if a.hit.id == result.best_id), None)
            hits += best in wanted
            verdicts[result.verdict] += 1
            if result.verdict in ("verbatim", "cut") and not _says_so(result.verdict, quote, best or ""):
                wrong[result.verdict] += 1
            hand_hits += _timed(hand_times, by_hand.find, quote) in wanted
        report[name] = {
            "recall@1": round(hits / QUERIES, 3),
            **_milliseconds(times),
            "verdicts": dict(verdicts.most_common()),
            "false verbatim": wrong["verbatim"],
            "false cut": wrong["cut"],
            "by hand recall@1": round(hand_hits / QUERIES, 3),
            "times as long as by hand, p50": round(_median(times) / _median(hand_times), 1),
        }
    return report


def _says_so(verdict: str, quote: str, printed: str) -> bool:
    """Whether all words of a quotation were printed, in this order; for ``verbatim``, one after the other."""
    asked, words = find_words(quote).words, find_words(printed).words
    if verdict == "verbatim":
        return any(words[i : i + len(asked)] == asked for i in range(len(words) - len(asked) + 1))
    rest = iter(words)
    return all(word in rest for word in asked)


def measure_invented(archive: Archive, by_hand: ByHand, quotes: Sequence[str]) -> dict[str, Any]:
    """Verdicts on sentences that nobody printed."""
    verdicts: Counter[str] = Counter()
    times: list[float] = []
    examples: list[str] = []
    for quote in quotes:
        result = _timed(times, archive.verify, quote)
        verdicts[result.verdict] += 1
        if result.verdict != "not_found" and len(examples) < 5:
            examples.append(_example(result))
    return {
        "quotations": len(quotes),
        "printed just so by chance": sum(by_hand.holds(q) for q in quotes),
        "verdicts": dict(verdicts.most_common()),
        **_milliseconds(times),
        "examples": examples,
    }


def _example(result: Verification) -> str:
    best = next((a.hit.text for a in result.appearances if a.hit.id == result.best_id), "")
    return f"{result.verdict}: {result.quote} | {best}"


def measure_search(archive: Archive, texts: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """Times of searches: a common word, two words, a phrase, a beginning, with a filter, by date."""
    chosen = [t.split() for t in chance.sample(list(texts), 50)]
    kinds: dict[str, Callable[[list[str]], dict[str, Any]]] = {
        "one common word": lambda w: {
            "words": chance.choice(["ministre", "président", "gouvernement", "ville", "ans"])
        },
        "one word of a statement": lambda w: {"words": max(w, key=len)},
        "two words": lambda w: {"words": " ".join(sorted(w, key=len)[-2:])},
        "phrase": lambda w: {"words": '"' + " ".join(w[3:7]).replace('"', "") + '"'},
        "beginning": lambda w: {"words": max(w, key=len)[:6] + "*"},
        "word, one outlet": lambda w: {"words": max(w, key=len), "outlet": "Outlet 7"},
        "word, by date": lambda w: {"words": max(w, key=len), "order": "date"},
    }
    report: dict[str, Any] = {}
    everything: list[float] = []
    for name, ask in kinds.items():
        times: list[float] = []
        for words in chosen:
            _timed(times, archive.search, **ask(words))
        report[name] = _milliseconds(times)
        everything += times
    return {"all": _milliseconds(everything), **report}


def _timed(times: list[float], work: Callable[..., Answer], *asked: Any, **more: Any) -> Answer:
    started = clock()
    answer = work(*asked, **more)
    times.append(clock() - started)
    return answer


def _median(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def _milliseconds(times: Sequence[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {
        "p50 ms": round(1000 * _median(ranked), 2),
        "p95 ms": round(1000 * ranked[int(len(ranked) * 0.95)], 2),
    }


def growth(reports: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How much larger each figure is at the last size than at the one before, and what ten times more would give."""
    before, last = reports[-2:]
    tenfold = math.log(10) / math.log(last["statements"] / before["statements"])
    rows = {}
    for name in ALTERATIONS:
        a, b = before["verify"][name]["p95 ms"], last["verify"][name]["p95 ms"]
        rows[name] = {"p95 grows": round(b / a, 2), "p95 ms at ten times": round(b * (b / a) ** tenfold, 1)}
    return rows


def measure(archive: Archive, by_hand: ByHand, coverage: Coverage, invented: dict[str, list[str]]) -> dict[str, Any]:
    """All but adding, at one size."""
    chance = random.Random(7)
    return {
        "search": measure_search(archive, coverage.texts, chance),
        "verify": measure_verify(archive, by_hand, coverage.texts, chance),
        "invented": {name: measure_invented(archive, by_hand, quotes) for name, quotes in invented.items()},
    }


def measure_sizes(
    folder: Path, sizes: Sequence[int], coverage: Coverage, invented: dict[str, list[str]]
) -> Iterator[dict[str, Any]]:
    """Measure at each size, and print it; sizes that an archive in the folder has outgrown are passed over."""
    folder.mkdir(exist_ok=True)
    file = folder / "archive.sqlite"
    by_hand = ByHand(folder / "by_hand.sqlite")
    with Archive(str(file)) as archive:
        kept, have = archive.count().statements, 0
        for size in sizes:
            adding = build(archive, by_hand, coverage, have, size)
            have = size
            if size < kept:
                continue
            written = sum(f.stat().st_size for f in folder.glob(f"{file.name}*"))
            report = {"statements": size, **adding, "bytes a statement": round(written / size)}
            report |= measure(archive, by_hand, coverage, invented)
            print(json.dumps(report, ensure_ascii=False, indent=1), flush=True)
            yield report
    by_hand.close()


def main() -> None:
    """Build, measure, print one JSON object a size, then the growth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--text", type=Path, nargs="+", help="recombine the lines of these files instead")
    parser.add_argument("--keep", type=Path, help="keep what is built in this folder, and go on with it next time")
    options = parser.parse_args()
    lines = (line for file in options.text or () for line in file.read_text(encoding="utf-8").splitlines())
    used, held_back = hold_back(shuffled(lines) if options.text else read_sentences())
    vocabulary = Vocabulary()
    fresh = Recombiner(held_back, vocabulary, seed=11)
    invented = {"invented": [fresh.sentence(6, 40) for _ in range(INVENTED)]}
    coverage = Coverage(Recombiner(used, vocabulary, seed=2))
    with TemporaryDirectory() as folder:
        reports = list(measure_sizes(options.keep or Path(folder), options.sizes, coverage, invented))
    if len(reports) > 1:
        print(json.dumps({"growth": growth(reports)}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
