"""Finds the statements that may hold given words, by the rarest pairs of neighbouring words.

Rarity is estimated from a sample of the archive's statements that is drawn when it is first needed and again whenever
the archive has doubled: a pair that the sample lacks is rare enough.
"""

from __future__ import annotations

import math
import random
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import Connection, func, select

from propos.keep import tables as t
from propos.keep.fulltext import Lookup, all_languages, look_up, pair_term, stems_of
from propos.resolve.wording import Wording, find_words

#: How many statements the sample holds.
SAMPLE_SIZE = 4_000
#: No more pairs than these are looked up for one quotation.
MOST_PAIRS = 24
#: Of each lookup no more statements than these are considered.
HITS_PER_PAIR = 150
#: A frequent pair of a short text is looked up with so many other frequent ones.
PARTNERS = 3
#: All pairs of a quotation are looked up together only so far: the rarest of them tell enough.
PAIRS_TOGETHER = 5
#: A new statement is compared with those that share the rarest pair of one of its stretches of so many pairs.
STRETCH = 6
#: Of each of these pairs no more statements than these are compared with it.
MOST_ALIKE = 12

#: A pair that the sample lacks is so much less likely than its second word.
BACK_OFF = 0.4
#: A pair that nothing but the statement at hand holds counts as if it stood this often elsewhere.
LEAST_COUNT = 0.5

Pair = tuple[str, str]
_NO_COUNTS: Mapping[Pair, int] = {}


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

    def expected(self, pair: Pair) -> float:
        """In how many statements a pair stands, roughly."""
        return self.of(pair) * max(self._drawn_at, 0)

    def surprise(self, runs: Sequence[Sequence[str]], counts: Mapping[Pair, int] = _NO_COUNTS) -> float:
        """By how many bits runs of words are less likely than to be met somewhere in the archive by chance.

        A word weighs what its frequency after the word before it says: as the whole archive has it where that was
        counted, else as the sample has it. The statement that holds the words may be among those counted: each word and
        pair is counted once less. A small archive counts as if it were as large as a sample.
        """
        size = max(self._size, SAMPLE_SIZE)
        bits = -math.log2(max(self._drawn_at, 1))
        for run in runs:
            bits -= math.log2(max(self._words[run[0]] - 1, 1) / size) if run else 0.0
            bits -= sum(math.log2(self._after(pair, counts.get(pair))) for pair in pairwise(run))
        return bits

    def _after(self, pair: Pair, counted: int | None) -> float:
        """How likely the second word of a pair is behind the first one."""
        size = max(self._size, SAMPLE_SIZE)
        first, second = max(self._words[pair[0]] - 1, 1), max(self._words[pair[1]] - 1, 1)
        apart = BACK_OFF * second / size
        if counted is None:
            return max((self._pairs[pair] - 1) / first, apart)
        one = size / first / max(self._drawn_at, SAMPLE_SIZE)  # if a single other statement held the pair
        return min(max((counted - 1) * one, min(apart, LEAST_COUNT * one)), 1.0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Statements that may hold some words.

    Attributes:
        ids: The statements, the likeliest first.
        counts: Of pairs of the words that were counted, how many statements hold them.
    """

    ids: list[int]
    counts: Mapping[Pair, int]


def find_candidates(connection: Connection, wording: Wording, rarity: Rarity, *, most: int) -> Candidates:
    """Statements that may hold the words.

    Args:
        connection: Where to look.
        wording: The words.
        rarity: How rare they are here.
        most: How many ids at most.
    """
    if len(wording.words) == 1:
        return Candidates(_find_word(connection, wording.text, most), {})
    inside = [p for start, end in wording.parts for p in pairwise(wording.words[start:end])]
    together = sorted(dict.fromkeys(inside), key=rarity.of)[:PAIRS_TOGETHER]
    asked: list[tuple[Sequence[Pair], int]] = [(together, most)] if together else []
    asked += [(pairs, HITS_PER_PAIR) for pairs in telling_pairs(wording.words, rarity)]
    held: dict[int, set[Pair]] = defaultdict(set)
    counts: dict[Pair, int] = {}
    for (pairs, limit), found in zip(asked, _look_up_pairs(connection, asked), strict=True):
        if len(pairs) == 1 and len(found) < limit:
            counts[pairs[0]] = len(found)
        for statement_id in found:
            held[statement_id].update(pairs)
    weights = {pair: -math.log(min(rarity.of(pair), 0.5)) for pair in set(inside).union(*(pairs for pairs, _ in asked))}
    votes = {statement_id: sum(map(weights.__getitem__, pairs)) for statement_id, pairs in held.items()}
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    return Candidates([i for i, _ in ranked[:most]], counts)


def telling_pairs(words: Sequence[str], rarity: Rarity) -> list[tuple[Pair, ...]]:
    """What to look up for a text: its pairs, the rarest of each stretch if it is long; frequent ones two by two.

    The rarest pair of a text that was altered may be one that the alteration made: one pair alone is never trusted. A
    pair that is frequent is looked up with its rarer neighbour and, in a short text, with the rarest of the others that
    are frequent, for these were hardly made by an alteration.
    """
    pairs = list(pairwise(words))
    places: Sequence[int] = range(len(pairs))
    frequent = [i for i in places if rarity.expected(pairs[i]) > HITS_PER_PAIR] if len(pairs) <= MOST_PAIRS else []
    partners = sorted(frequent, key=lambda i: rarity.of(pairs[i]))[:PARTNERS]
    if len(pairs) > MOST_PAIRS:
        width = -(-len(pairs) // (MOST_PAIRS // 2))
        stretches = [places[i : i + width] for i in range(0, len(pairs), width)]
        places = [i for stretch in stretches for i in sorted(stretch, key=lambda i: rarity.of(pairs[i]))[:2]]
    found: dict[frozenset[Pair], tuple[Pair, ...]] = {}
    for i in places:
        alone: tuple[Pair, ...] = (pairs[i],)
        if rarity.expected(pairs[i]) <= HITS_PER_PAIR or len(pairs) == 1:
            found[frozenset(alone)] = alone
            continue
        neighbours = pairs[max(0, i - 1) : i] + pairs[i + 1 : i + 2]
        others = [min(neighbours, key=rarity.of), *(pairs[k] for k in partners)]
        found |= {frozenset((pairs[i], other)): (pairs[i], other) for other in others if other != pairs[i]}
    return list(found.values())


def find_alike(connection: Connection, texts: Sequence[Sequence[str]], rarity: Rarity) -> list[Counter[int]]:
    """For each text, given as its folded words, statements that may be the same utterance.

    Returns:
        For each id, how many of the text's stretches of words point to it.
    """
    asked: list[tuple[Sequence[Pair], int]] = []
    owners: list[int] = []
    for number, words in enumerate(texts):
        for stretch in _stretches(list(pairwise(words))):
            rarest, *others = sorted(stretch, key=rarity.of)
            frequent = rarity.expected(rarest) > MOST_ALIKE
            asked.append(([rarest, *others[:1]] if frequent else [rarest], MOST_ALIKE))
            owners.append(number)
    found: list[Counter[int]] = [Counter() for _ in texts]
    for owner, ids in zip(owners, _look_up_pairs(connection, asked), strict=True):
        found[owner].update(ids)
    return found


def _stretches(pairs: Sequence[Pair]) -> list[Sequence[Pair]]:
    """A text's pairs in stretches of about the same length."""
    count = max(1, round(len(pairs) / STRETCH))
    width = max(1, -(-len(pairs) // count))
    return [pairs[i : i + width] for i in range(0, len(pairs), width)]


def _look_up_pairs(connection: Connection, asked: Sequence[tuple[Sequence[Pair], int]]) -> list[list[int]]:
    lookups: list[Lookup] = [([pair_term(*pair) for pair in pairs], most) for pairs, most in asked]
    return look_up(connection, "statement_pairs", lookups)


def _find_word(connection: Connection, word: str, most: int) -> list[int]:
    """Statements that hold a single word, in whatever form."""
    stems = dict.fromkeys(stems_of(word, language.code) for language in all_languages())
    found = look_up(connection, "statement_stems", [([stem], most) for stem in stems])
    return list(dict.fromkeys(i for ids in found for i in ids))[:most]
