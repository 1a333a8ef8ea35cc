"""Finds the statements that may hold given words, by the rarest pairs of neighbouring words.

Rarity is estimated from a sample of the archive's statements that is drawn when it is first needed and again whenever
the archive has doubled: a pair that the sample lacks is rare enough.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import Connection, func, select

from propos.keep import tables as t
from propos.resolve.wording import Wording, find_words

#: How many statements the sample holds.
SAMPLE_SIZE = 4_000
#: No more pairs than these are looked up for one text.
MOST_PAIRS = 16
#: Of each pair no more statements than these are considered.
HITS_PER_PAIR = 150
#: A pair that stands in more than this share of the statements says nothing.
COMMON_SHARE = 0.004

Pair = tuple[str, str]


@dataclass
class Rarity:
    """How rare words and pairs are in one archive; shared by its threads."""

    _words: Counter[str] = field(default_factory=Counter)
    _pairs: Counter[Pair] = field(default_factory=Counter)
    _size: int = 0
    _drawn_at: int = -1
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self, connection: Connection) -> None:
        """Draw the sample if there is none, or if the archive has doubled since."""
        last: int = connection.scalar(select(func.max(t.statement.c.id))) or 0
        with self._lock:
            if 0 <= last <= 2 * self._drawn_at + 100:
                return
            self._draw(connection, last)

    def _draw(self, connection: Connection, last: int) -> None:
        # Seeded, so that the same archive gives the same answers each time.
        chosen = random.Random(last).sample(range(1, last + 1), min(SAMPLE_SIZE, last))
        words: Counter[str] = Counter()
        pairs: Counter[Pair] = Counter()
        size = 0
        for start in range(0, len(chosen), 500):
            part = chosen[start : start + 500]
            for body in connection.scalars(select(t.statement.c.text).where(t.statement.c.id.in_(part))):
                folded = find_words(body).words
                words.update(set(folded))
                pairs.update(set(pairwise(folded)))
                size += 1
        self._words, self._pairs, self._size, self._drawn_at = words, pairs, size, last

    def of(self, pair: Pair) -> float:
        """How often a pair stands in a statement, roughly, between 0 and 1; the smaller the rarer."""
        size = self._size + 1
        seen = self._pairs[pair] / size
        apart = (self._words[pair[0]] / size) * (self._words[pair[1]] / size)
        letters = 1e-9 / (1 + len(pair[0]) + len(pair[1]))  # among the unseen, long words are the rarer
        return seen + apart / size + letters

    def says_something(self, pair: Pair) -> bool:
        """Whether a pair is rare enough to be worth looking up; in a small archive every pair is."""
        return self._pairs[pair] <= max(COMMON_SHARE * self._size, 20)


def find_candidates(
    connection: Connection,
    wording: Wording,
    rarity: Rarity,
    *,
    most: int,
    pairs: int = MOST_PAIRS,
    hits: int = HITS_PER_PAIR,
) -> list[int]:
    """Ids of statements that may hold the words, the likeliest first.

    Args:
        connection: Where to look.
        wording: The words.
        rarity: How rare they are here.
        most: How many ids at most.
        pairs: How many pairs of words to look up at most.
        hits: How many statements to consider for each pair.
    """
    whole = [wording.words[start:end] for start, end in wording.parts]
    lookups = [(whole, most)] if whole else []
    lookups += [([pair], hits) for pair in rarest_pairs(wording.words, rarity, pairs)]
    votes: Counter[int] = Counter()
    for number, found in _look_up(connection, lookups):
        votes[found] += len(wording.words) if whole and number == 0 else 1
    return [i for i, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:most]]


def rarest_pairs(words: Sequence[str], rarity: Rarity, most: int) -> list[Pair]:
    """The pairs worth looking up: all of a short text, else the rarest of each stretch of a few words.

    The rarest pair of a text that was altered may be one that the alteration made: one pair alone is never trusted.
    """
    pairs = list(pairwise(words))
    if len(pairs) > most:
        width = -(-len(pairs) // (most // 2))
        stretches = [pairs[i : i + width] for i in range(0, len(pairs), width)]
        pairs = [p for stretch in stretches for p in sorted(stretch, key=rarity.of)[:2]]
    ranked = sorted(dict.fromkeys(pairs), key=rarity.of)
    return [p for p in ranked if rarity.says_something(p)] or ranked[:2]


def _look_up(connection: Connection, lookups: Sequence[tuple[Sequence[Sequence[str]], int]]) -> list[tuple[int, int]]:
    """For each lookup, as ``(its number, statement id)``, statements that hold all its runs of words, up to a limit."""
    if not lookups:
        return []
    sqlite = connection.dialect.name == "sqlite"
    one = _SQLITE_LOOKUP if sqlite else _POSTGRESQL_LOOKUP
    asked = [(_fts5(runs) if sqlite else _tsquery(runs), most) for runs, most in lookups]
    query = " UNION ALL ".join(one.format(number=n, most=most) for n, (_, most) in enumerate(asked))
    rows = connection.exec_driver_sql(query, tuple(runs for runs, _ in asked))
    return [(row[0], row[1]) for row in rows]


_SQLITE_LOOKUP = (
    "SELECT * FROM (SELECT {number}, rowid FROM statement_words WHERE statement_words MATCH ? LIMIT {most})"
)
_POSTGRESQL_LOOKUP = "(SELECT {number}, id FROM statement_words WHERE body @@ CAST(%s AS tsquery) LIMIT {most})"


def _fts5(runs: Sequence[Sequence[str]]) -> str:
    return " AND ".join('"' + " ".join(run) + '"' for run in runs)


def _tsquery(runs: Sequence[Sequence[str]]) -> str:
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in run) + ")" for run in runs)
