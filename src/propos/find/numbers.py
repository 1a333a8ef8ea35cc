"""Numbers in words and digits: "quatre-vingt-dix-neuf", "1,2 million", "une douzaine", "two thirds"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal
from unicodedata import category

from propos.find.tokens import Token, tokens_of, word_key, words_in
from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.tables.numbers import Fraction, Link, Numbers
from propos.model import Span

#: From this scale on, an article behind a number begins something else.
MILLION = 1_000_000
#: How many tokens before a fraction the word may stand that makes it one of what was told.
SHARE_REACH = 3
NumberKind = Literal["cardinal", "collective", "fraction", "vague", "ordinal"]
PartKind = Literal["unit", "tens", "hundred", "scale"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written.

    Attributes:
        first: Its first token.
        after: The token after its last.
        value: None if the words give no number ("plusieurs").
        digits: Whether it is written in digits, at least in part.
    """

    first: int
    after: int
    value: Decimal | None
    kind: NumberKind
    digits: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a cardinal."""

    kind: PartKind
    value: int
    room: int = 0
    bare: bool = False


@dataclass(frozen=True)
class Counting:
    """A language's number words by their first word, longest phrase first."""

    table: Numbers
    parts: dict[str, tuple[tuple[tuple[str, ...], Part], ...]]
    links: dict[str, tuple[Link, ...]]
    collectives: dict[tuple[str, ...], tuple[int | None, bool]]
    counted: dict[str, int]
    fractions: dict[tuple[str, ...], Fraction]
    vague: dict[str, tuple[tuple[str, ...], ...]]
    rounded: frozenset[str]
    halves: tuple[tuple[str, ...], ...]
    of: frozenset[str]
    ordinals: dict[str, int]
    starts: frozenset[str]


@cache
def counting_of(language: Language) -> Counting:
    """The number words of a language, made searchable."""
    table = language.table(Numbers)
    entries: list[tuple[tuple[str, ...], Part]] = [
        *((words_in(w), Part("unit", v)) for w, v in table.units.items()),
        *((words_in(w), Part("tens", t.value, t.room)) for w, t in table.tens.items()),
        *((words_in(w), Part("hundred", 100, bare=table.hundred_bare)) for w in table.hundred),
        *((words_in(w), Part("scale", s.value, bare=s.bare)) for w, s in table.scales.items()),
    ]
    parts: dict[str, list[tuple[tuple[str, ...], Part]]] = {}
    for words, part in sorted(entries, key=lambda e: -len(e[0])):
        parts.setdefault(words[0], []).append((words, part))
    collectives: dict[tuple[str, ...], tuple[int | None, bool]] = {}
    for entry in table.collective:
        collectives |= {words_in(w): (entry.value, entry.needs_of) for w in entry.words}
        collectives |= {words_in(w): (None, entry.needs_of) for w in entry.plural}
    counted = {fold(w): e.value for e in table.collective for w in (*e.words, *e.plural) if fold(w) not in parts}
    links: dict[str, tuple[Link, ...]] = {}
    for link in table.link:
        links[link.word] = (*links.get(link.word, ()), link)
    fractions = {words_in(w): f for f in table.fraction for w in f.words}
    vague: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in map(words_in, table.vague):
        vague[phrase[0]] = (*vague.get(phrase[0], ()), phrase)
    ordinals = {words_in(w)[0]: v for w, v in table.ordinals.items()}
    rounded = frozenset(w[0] for w in (*collectives, *fractions))
    starts = {*parts, *table.articles, *rounded, *vague, *ordinals}
    halves = tuple(words_in(h) for h in table.halves)
    return Counting(
        table,
        {k: tuple(v) for k, v in parts.items()},
        links,
        collectives,
        counted,
        fractions,
        vague,
        rounded,
        halves,
        frozenset(map(word_key, table.of)),
        ordinals,
        frozenset(starts),
    )


def find_numbers(tokens: Sequence[Token], language: Language) -> list[Number]:
    """The numbers among ``tokens`` in order, none overlapping another; a bare article is no number.

    Example:
        "mille cent habitants" -> one Number, 1100.
    """
    counting = counting_of(language)
    starts = counting.starts
    numbers: list[Number] = []
    reached = 0
    for at in [i for i, (_, _, text, kind, *_) in enumerate(tokens) if text in starts or kind == "number"]:
        number = _number(tokens, at, counting) if at >= reached else None
        if number:
            numbers.append(number)
            reached = number.after
    return numbers


def read_number(words: str, language: Language) -> Decimal | None:
    """The value of a cardinal that is the whole of ``words``, or None.

    Example:
        >>> from propos.lang import load_language
        >>> read_number("quatre-vingt-dix-neuf", load_language("fr"))
        Decimal('99')
    """
    tokens = tokens_of(words, Span(0, len(words)), language)
    found = _cardinal(tokens, 0, counting_of(language)) if tokens else None
    return found[1] if found and found[0] == len(tokens) else None


def _number(tokens: Sequence[Token], at: int, counting: Counting) -> Number | None:
    ordinal = _ordinal(tokens, at, counting)
    if ordinal:
        return ordinal
    rounded = _rounded(tokens, at, counting)
    if rounded:
        return rounded
    cardinal = _cardinal(tokens, at, counting)
    if cardinal is None:
        return None
    after, value = cardinal
    digits = tokens[at].kind == "number"
    return _part(tokens, at, after, value, counting) or Number(at, after, value, "cardinal", digits)


def _ordinal(tokens: Sequence[Token], at: int, counting: Counting) -> Number | None:
    token = tokens[at]
    if token.text in counting.ordinals:
        return Number(at, at + 1, Decimal(counting.ordinals[token.text]), "ordinal")
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind == "number" and following and following.glued and following.kind == "word":
        if following.text in counting.table.ordinal_endings:
            return Number(at, at + 2, token.value, "ordinal", True)
    return None


def _phrase_at(tokens: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return len(phrase) <= len(tokens) - at and all(tokens[at + i].text == w for i, w in enumerate(phrase))


def _of_at(tokens: Sequence[Token], at: int, counting: Counting) -> bool:
    return at < len(tokens) and tokens[at].text in counting.of


def _rounded(tokens: Sequence[Token], at: int, counting: Counting) -> Number | None:
    """A vague word, a bare plural ("des milliers de"), an article with a collective, or a fraction standing alone."""
    for phrase in counting.vague.get(tokens[at].text, ()):
        if _phrase_at(tokens, at, phrase):
            return Number(at, _many(tokens, at + len(phrase), counting), None, "vague")
    start = at + (tokens[at].text in counting.table.articles)
    if start >= len(tokens) or tokens[start].text not in counting.rounded:
        return None
    for size in (3, 2, 1):
        phrase = tuple(t.text for t in tokens[start : start + size])
        if len(phrase) != size:
            continue
        after = start + size
        if phrase in counting.collectives:
            value, needs_of = counting.collectives[phrase]
            if (needs_of or value is None) and not _of_at(tokens, after, counting):
                continue
            if value is None:
                return Number(at, _heaped(tokens, after, counting), None, "vague")
            return Number(at, after, Decimal(value), "collective")
        fraction = counting.fractions.get(phrase)
        if fraction and (start > at or fraction.alone):
            if not fraction.needs_of or _parted(tokens, after, counting) or _shared(tokens, at, counting):
                return Number(at, after, fraction.value, "fraction")
    return None


def _parted(tokens: Sequence[Token], at: int, counting: Counting) -> bool:
    """Whether the word at ``at`` makes a fraction before it one of what follows ("half the town")."""
    return _of_at(tokens, at, counting) or (at < len(tokens) and tokens[at].text in counting.table.parted)


def _shared(tokens: Sequence[Token], at: int, counting: Counting) -> bool:
    """Whether a word before, with at most a hedge between, makes a fraction one of what was told ("by nearly half")."""
    before = [t.text for t in tokens[max(0, at - SHARE_REACH) : at] if t.kind == "word"]
    return any(word in counting.table.shares for word in before)


def _many(tokens: Sequence[Token], after: int, counting: Counting) -> int:
    """The token after a vague word and the round number that it multiplies ("plusieurs centaines de")."""
    if after >= len(tokens):
        return after
    word = tokens[after].text
    if (word,) in counting.collectives and (word in counting.counted or _of_at(tokens, after + 1, counting)):
        return after + 1
    found = _match(tokens, after, counting)
    return found[0] if found and found[1].kind in ("hundred", "scale") else after


def _heaped(tokens: Sequence[Token], after: int, counting: Counting) -> int:
    """The token after the last of several plurals ("des centaines de milliers de")."""
    further = (tokens[after + 1].text,) if after + 1 < len(tokens) else ()
    if further in counting.collectives and _of_at(tokens, after, counting) and _of_at(tokens, after + 2, counting):
        return after + 2
    return after


def _part(tokens: Sequence[Token], at: int, after: int, value: Decimal, counting: Counting) -> Number | None:
    """A cardinal with a collective or a fraction behind it: "trois douzaines", "deux tiers"."""
    if after >= len(tokens):
        return None
    word = (tokens[after].text,)
    fraction = counting.fractions.get(word)
    if fraction and not fraction.alone and value == value.to_integral_value() and value < 10:
        exact = (
            value * fraction.value if fraction.value != Decimal("0.3333") else (value / 3).quantize(Decimal("0.0001"))
        )
        return Number(at, after + 1, exact, "fraction")
    if word[0] in counting.counted:
        return Number(at, after + 1, value * counting.counted[word[0]], "collective")
    return None


def _match(tokens: Sequence[Token], at: int, counting: Counting) -> tuple[int, Part] | None:
    if at >= len(tokens):
        return None
    for words, part in counting.parts.get(tokens[at].text, ()):
        if _phrase_at(tokens, at, words):
            return at + len(words), part
    return None


@dataclass(slots=True)
class _Sum:
    """A cardinal being read: what is complete, the group below a thousand, and what may still be added to it."""

    total: Decimal | int = 0
    group: Decimal | int = 0
    room: int = 1_000
    scale: int = 10**30
    empty: bool = True
    last: str = ""

    def add(self, part: Part, factors: tuple[int, int]) -> bool:
        """Adds one word if the language allows it here."""
        if part.kind in ("unit", "tens"):
            if part.value >= self.room or (part.value == 0 and not (self.empty and self.total == 0)):
                return False
            if part.kind == "tens" and self.room < 100:
                return False
            self.group += part.value
            self.room = part.room if part.kind == "tens" else 0
        elif part.kind == "hundred":
            alone = self.empty and part.bare
            counted = not self.empty and self.last in ("unit", "tens", "digits") and self.group < 100
            if not alone and not (counted and factors[0] <= self.group <= factors[1]):
                return False
            self.group, self.room = (self.group or 1) * 100, 100
        else:
            if part.value >= self.scale or (self.empty and not part.bare) or (self.empty and self.last == "scale"):
                return False
            self.total += (1 if self.empty else self.group) * part.value
            self.group, self.room, self.scale, self.empty, self.last = 0, 1_000, part.value, True, "scale"
            return True
        self.empty, self.last = False, part.kind
        return True


def _cardinal(tokens: Sequence[Token], at: int, counting: Counting) -> tuple[int, Decimal] | None:
    table, reading, start = counting.table, _Sum(), at
    if tokens[at].kind == "number":
        value = tokens[at].value
        if value is None:
            return None
        at, short = _after_digits(tokens, at, counting)
        reading.group, reading.empty, reading.last, reading.room = value * short, False, "digits", 0
        if short > 1:
            return at, Decimal(reading.group)
    elif tokens[at].text in table.articles and tokens[at].text not in counting.parts:
        reading.group, reading.empty, reading.last, reading.room = 1, False, "unit", 0
        follow = _match(tokens, at + 1, counting)
        if follow is None or follow[1].kind not in ("hundred", "scale"):
            return None
        at += 1
    at = _words(tokens, at, counting, reading)
    if at == start:
        return None
    value = _plain(Decimal(reading.total + reading.group))
    for half in counting.halves:
        if _phrase_at(tokens, at, half):
            unit = reading.scale if reading.empty and reading.last == "scale" else 1
            at, value = at + len(half), value + Decimal(unit) / 2
            follow = _match(tokens, at, counting)
            if follow and follow[1].kind == "scale" and unit == 1:
                at, value = follow[0], value * follow[1].value
            break
    return at, value


def _plain(value: Decimal) -> Decimal:
    """A whole number without decimals: 1.5 million is 1500000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value < Decimal(10) ** 27 else value


def _words(tokens: Sequence[Token], at: int, counting: Counting, reading: _Sum) -> int:
    factors = counting.table.hundred_factors
    while True:
        found = _match(tokens, at, counting)
        if found and reading.total and reading.scale >= MILLION and tokens[at].text in counting.table.articles:
            return at  # "312 millions un an plus tôt"
        if found and reading.add(found[1], factors):
            at = found[0]
            continue
        linked = _linked(tokens, at, counting, reading)
        if linked is None:
            return at
        at = linked


def _linked(tokens: Sequence[Token], at: int, counting: Counting, reading: _Sum) -> int | None:
    if at >= len(tokens):
        return None
    for link in counting.links.get(tokens[at].text, ()):
        found = _match(tokens, at + 1, counting)
        if not found or reading.last not in link.after or found[1].kind not in ("unit", "tens"):
            continue
        if link.values and found[1].value not in link.values:
            continue
        if reading.add(found[1], counting.table.hundred_factors):
            return found[0]
    return None


def _after_digits(tokens: Sequence[Token], at: int, counting: Counting) -> tuple[int, int]:
    """The token after digits and what a glued abbreviation multiplies them by ("5bn")."""
    if at + 1 < len(tokens) and tokens[at + 1].text in counting.table.short_scales:
        signed = at + 2 < len(tokens) and tokens[at + 2].glued and category(tokens[at + 2].text[0]) == "Sc"
        if tokens[at + 1].glued or signed:
            return at + 2, counting.table.short_scales[tokens[at + 1].text]
    return at + 1, 1
