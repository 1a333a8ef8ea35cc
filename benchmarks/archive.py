"""The archive under load: adding, searching and verifying, at growing sizes, beside what a user would do by hand.

    make bench-archive            # 10,000 to 1,000,000 statements; about an hour
    .venv/bin/python -m benchmarks.archive --sizes 10000 100000

The statements are recombined from the lines of the text files in ``var/bench`` (or those given by ``--text``): runs of
three to eight words, each run starting where the last word of the one before stands elsewhere in the text, and now and
then an invented name. Any openly licensed text of a few thousand sentences will do; the figures in the documentation
come from the ``# text`` lines of UD_French-GSD (dev, test; CC BY-SA 4.0) and UD_French-Sequoia (LGPL-LR). A fifth is
held back: the invented quotations are those of them of which no five words in a row stand in the rest.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from propos.keep.archive import Archive
from propos.keep.database import reading_from
from propos.keep.records import Verification
from propos.model import Actor, Article, Reading, Span, Statement
from propos.resolve.wording import find_words

ROOT = Path(__file__).resolve().parent.parent
#: Times are of this process alone: on a shared machine the clock on the wall tells of the neighbours.
clock = time.process_time
STATEMENTS_PER_ARTICLE = 20
ARTICLES_PER_BATCH = 50
QUERIES = 200
SPEAKERS = 5_000
OUTLETS = 40


class Recombiner:
    """Makes new sentences out of old ones."""

    def __init__(self, lines: Sequence[str], seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [word for line in lines for word in line.split()]
        self.places: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words[:-1]):
            self.places[word.lower()].append(i)

    def name(self) -> str:
        """An invented name; few are frequent, most are rare."""
        number = int(self.random.paretovariate(0.5)) % 200_000
        letters = random.Random(number)
        syllables = ("va", "ro", "li", "dun", "mer", "tis", "bo", "kel", "sa", "gri", "nou", "pha")
        return "".join(letters.choice(syllables) for _ in range(letters.randint(2, 4))).capitalize()

    def sentence(self) -> str:
        """A sentence of six to sixty words, mostly about 23."""
        length = max(6, min(60, round(self.random.gauss(23, 9))))
        at = self.random.randrange(len(self.words) - 10)
        out: list[str] = []
        while len(out) < length:
            run = self.random.randint(3, 8)
            out += self.words[at : at + run]
            if self.random.random() < 0.15:
                out.append(self.name())
            end = min(at + run, len(self.words)) - 1
            others = self.places.get(self.words[end].lower(), ())
            at = self.random.choice(others) + 1 if len(others) > 1 else self.random.randrange(len(self.words) - 10)
        return " ".join(out[:length])


def make_readings(recombiner: Recombiner, start: int, count: int) -> Iterator[Reading]:
    """Articles of invented outlets, twenty statements each."""
    for number in range(start, start + count):
        text, statements, actors = "", [], {}
        for position in range(STATEMENTS_PER_ARTICLE):
            words = recombiner.sentence()
            who = f"{recombiner.name()} {recombiner.name()}"
            local = actors.setdefault(who, f"a{len(actors) + 1}")
            begin = len(text) + 2
            text += f"« {words} », a dit {who}.\n"
            statements.append(
                Statement(
                    id=f"s{position + 1}",
                    kind="direct",
                    content=(Span(begin, begin + len(words)),),
                    speaker=local,
                    speaker_name=who,
                )
            )
        article = Article(
            text=text,
            paragraphs=(Span(0, len(text) - 1),),
            lang="fr",
            url=f"https://outlet{number % OUTLETS}.example/{number}",
            outlet=f"Outlet {number % OUTLETS}",
            published=date(2020, 1, 1) + timedelta(days=number % 2000),
        )
        people = tuple(Actor(id=local, name=name, kind="person") for name, local in actors.items())
        yield Reading(source="bench", article=article, statements=tuple(statements), actors=people)


def build(archive: Archive, recombiner: Recombiner, have: int, want: int) -> float:
    """Grow the archive; gives statements a second."""
    started = clock()
    for number in range(have // STATEMENTS_PER_ARTICLE, want // STATEMENTS_PER_ARTICLE, ARTICLES_PER_BATCH):
        count = min(ARTICLES_PER_BATCH, want // STATEMENTS_PER_ARTICLE - number)
        archive.add_readings(make_readings(recombiner, number, count))
    return (want - have) / (clock() - started)


Alteration = Callable[[list[str], list[str], random.Random], list[str]]


def _half(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    size = max(5, len(words) // 2)
    start = rng.randint(0, len(words) - size)
    return words[start : start + size]


def _two_elisions(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    third = len(words) // 3
    cuts = [rng.randint(third // 2, third), rng.randint(third + third // 2, 2 * third)]
    return [*words[: cuts[0]], "[…]", *words[cuts[0] + 2 : cuts[1]], "[…]", *words[cuts[1] + 2 :]]


def _changed(words: list[str], others: list[str], rng: random.Random) -> list[str]:
    out = list(words)
    for i in rng.sample(range(len(words)), max(1, len(words) // 10)):
        out[i] = rng.choice(others)
    return out


def _reordered(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    middle = len(words) // 2 + rng.randint(-1, 1)
    return words[middle:] + words[:middle]


def _stitched(words: list[str], others: list[str], _: random.Random) -> list[str]:
    return words[: len(words) // 2] + others[len(others) // 2 :]


def _half_elision_change(words: list[str], others: list[str], rng: random.Random) -> list[str]:
    half = _half(words, others, rng)
    middle = len(half) // 2
    return _changed(half[:middle] + half[middle + 1 :], others, rng)


ALTERATIONS: dict[str, Alteration] = {
    "half of the words": _half,
    "two elisions": _two_elisions,
    "10% changed": _changed,
    "reordered": _reordered,
    "stitched from two": _stitched,
    "half + elision + change": _half_elision_change,
}


def sample_texts(archive: Archive, rng: random.Random, size: int, count: int) -> list[str]:
    """Texts of random statements, long enough to be altered."""
    texts: list[str] = []
    with reading_from(archive._engine) as connection:
        while len(texts) < count:
            row = connection.exec_driver_sql("SELECT text FROM statement WHERE id = ?", (rng.randint(1, size),)).first()
            if row is not None and len(row[0].split()) >= 14:
                texts.append(row[0])
    return texts


def measure_verify(archive: Archive, rng: random.Random, size: int) -> dict[str, object]:
    """Recall@1 and times for each alteration, and for the same by hand."""
    report: dict[str, object] = {}
    for name, alter in ALTERATIONS.items():
        texts = sample_texts(archive, rng, size, 2 * QUERIES)
        hits, false_verbatim, times, hand_hits, hand_times = 0, 0, [], 0, []
        for text, other in zip(texts[::2], texts[1::2], strict=True):
            quote = " ".join(alter(text.split(), other.split(), rng))
            started = clock()
            result = archive.verify(quote)
            times.append(clock() - started)
            wanted = {text, other} if name == "stitched from two" else {text}
            hits += _best_text(result) in wanted
            false_verbatim += result.verdict == "verbatim" and not _in_a_row(quote, text)
            started = clock()
            hand_hits += by_hand(archive, quote) in wanted
            hand_times.append(clock() - started)
        report[name] = {
            "recall@1": hits / QUERIES,
            "false verbatim": false_verbatim,
            **_milliseconds(times),
            "by hand recall@1": hand_hits / QUERIES,
            "times as long as by hand": round(statistics.median(times) / statistics.median(hand_times), 1),
        }
    return report


def _in_a_row(quote: str, text: str) -> bool:
    return f" {' '.join(find_words(quote).words)} " in f" {' '.join(find_words(text).words)} "


def _best_text(result: Verification) -> str | None:
    return next((a.hit.text for a in result.appearances if a.hit.id == result.best_id), None)


def by_hand(archive: Archive, quote: str) -> str | None:
    """One phrase query, then difflib: the text found, if it is alike enough."""
    words = " ".join(re.findall(r"\w+", quote.lower()))
    with reading_from(archive._engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT s.text FROM statement_words w JOIN statement s ON s.id = w.rowid "
            "WHERE statement_words MATCH ? ORDER BY rank LIMIT 10",
            (f'"{" ".join(find_words(words).words)}"',),
        ).all()
    best = (
        max((difflib.SequenceMatcher(None, quote.split(), r[0].split()).ratio(), r[0]) for r in rows) if rows else None
    )
    return best[1] if best else None


def measure_invented(archive: Archive, held_back: Sequence[str], rng: random.Random) -> dict[str, object]:
    """Verdicts on sentences that no statement was made from."""
    verdicts: dict[str, int] = defaultdict(int)
    times = []
    quotes = [q for q in held_back if 6 <= len(q.split()) <= 40]
    for quote in quotes if len(quotes) <= 1000 else rng.sample(quotes, 1000):
        started = clock()
        verdicts[archive.verify(quote).verdict] += 1
        times.append(clock() - started)
    return {"verdicts": dict(verdicts), **_milliseconds(times)}


def measure_search(archive: Archive, rng: random.Random, size: int) -> dict[str, object]:
    """Times of searches: a common word, two words, a phrase, a beginning, with a filter, by date."""
    texts = [t.split() for t in sample_texts(archive, rng, size, QUERIES)]
    kinds: dict[str, Callable[[list[str]], dict[str, str]]] = {
        "one common word": lambda w: {"words": rng.choice(["pays", "année", "gouvernement", "ville", "temps"])},
        "one word of a statement": lambda w: {"words": max(w, key=len)},
        "two words": lambda w: {"words": " ".join(sorted(w, key=len)[-2:])},
        "phrase": lambda w: {"words": '"' + " ".join(w[3:7]).replace('"', "") + '"'},
        "beginning": lambda w: {"words": max(w, key=len)[:6] + "*"},
        "word, one outlet": lambda w: {"words": max(w, key=len), "outlet": "Outlet 7"},
        "word, by date": lambda w: {"words": max(w, key=len), "order": "date"},
    }
    report: dict[str, object] = {}
    for name, ask in kinds.items():
        times = []
        for words in texts[:50]:
            arguments = ask(words)
            started = clock()
            archive.search(**arguments)  # type: ignore[arg-type]
            times.append(clock() - started)
        report[name] = _milliseconds(times)
    return report


def _milliseconds(times: Sequence[float]) -> dict[str, float]:
    ranked = sorted(times)
    return {
        "p50 ms": round(1000 * ranked[len(ranked) // 2], 2),
        "p95 ms": round(1000 * ranked[int(len(ranked) * 0.95)], 2),
    }


def read_lines(files: Sequence[Path]) -> list[str]:
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    lines = sorted({line for line in lines if len(line.split()) >= 4})
    if len(lines) < 1000:
        raise SystemExit("needs at least 1,000 sentences, one a line, in var/bench/*.txt (or --text FILE...)")
    random.Random(1).shuffle(lines)
    return lines


def really_held_back(lines: Sequence[str], used: Sequence[str]) -> list[str]:
    """Those lines of which no five words in a row stand in the text used (package leaflets repeat themselves)."""
    known = {run for line in used for run in _runs(line)}
    return [line for line in lines if not any(run in known for run in _runs(line))]


def _runs(line: str) -> Iterator[tuple[str, ...]]:
    words = find_words(line).words
    return (words[i : i + 5] for i in range(len(words) - 4))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--text", type=Path, nargs="+", default=sorted((ROOT / "var" / "bench").glob("*.txt")))
    parser.add_argument("--keep", type=Path, help="keep the archive in this file")
    options = parser.parse_args()
    lines = read_lines(options.text)
    used = lines[len(lines) // 5 :]
    held_back = really_held_back(lines[: len(lines) // 5], used)
    recombiner = Recombiner(used, seed=2)
    with TemporaryDirectory() as folder:
        file = options.keep or Path(folder) / "archive.sqlite"
        with Archive(str(file)) as archive:
            have = 0
            for size in options.sizes:
                rng = random.Random(size)
                added = build(archive, recombiner, have, size)
                have = size
                report = {
                    "statements": size,
                    "added a second": round(added),
                    "bytes a statement": round(sum(f.stat().st_size for f in file.parent.glob(f"{file.name}*")) / size),
                    "search": measure_search(archive, rng, size),
                    "verify": measure_verify(archive, rng, size),
                    "invented": measure_invented(archive, held_back, rng),
                }
                print(json.dumps(report, ensure_ascii=False, indent=1), flush=True)


if __name__ == "__main__":
    main()
