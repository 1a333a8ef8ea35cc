"""A language's units made searchable, and the singular of its nouns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name

from propos.find.tokens import Token, word_key, words_in
from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.tables.numbers import Numbers
from propos.lang.tables.units import Plural, Units

#: Currencies whose long names are looked for.
CURRENCIES: tuple[str, ...] = (
    "AED",
    "ARS",
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CLP",
    "CNY",
    "COP",
    "CZK",
    "DKK",
    "DZD",
    "EGP",
    "EUR",
    "GBP",
)
CURRENCIES += ("HKD", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "JPY", "KES", "KRW", "LBP", "LYD", "MAD", "MXN", "MYR")
CURRENCIES += ("NGN", "NOK", "NZD", "PHP", "PKR", "PLN", "QAR", "RON", "RUB", "SAR", "SEK", "SGD", "SYP", "THB", "TND")
CURRENCIES += ("TRY", "TWD", "UAH", "USD", "VND", "XAF", "XOF", "ZAR")


class PhraseTable:
    """Values by phrase, found longest first at a token, or ending at one."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in entries.items():
            words = words_in(phrase)
            self._first.setdefault(words[0], []).append((words, value))
            self._last.setdefault(words[-1], []).append((words, value))
        for index in (self._first, self._last):
            for found in index.values():
                found.sort(key=lambda e: -len(e[0]))

    def at(self, tokens: Sequence[Token], place: int) -> tuple[int, str] | None:
        """The token after the longest phrase that begins at ``place``, and its value."""
        if place < len(tokens):
            for words, value in self._first.get(tokens[place].text, ()):
                if len(words) <= len(tokens) - place and all(tokens[place + i].text == w for i, w in enumerate(words)):
                    return place + len(words), value
        return None

    def before(self, tokens: Sequence[Token], place: int) -> tuple[int, str] | None:
        """The first token of the longest phrase that ends right before ``place``, and its value."""
        if place > 0:
            for words, value in self._last.get(tokens[place - 1].text, ()):
                start = place - len(words)
                if start >= 0 and all(tokens[start + i].text == w for i, w in enumerate(words)):
                    return start, value
        return None


@dataclass(frozen=True)
class UnitWords:
    """What ``find_figures`` looks up."""

    table: Units
    units: PhraseTable
    signs: PhraseTable
    ages: PhraseTable
    before: PhraseTable
    after: PhraseTable
    directions: PhraseTable
    ratio: PhraseTable
    up: tuple[str, ...]
    down: tuple[str, ...]
    levels: frozenset[str]
    up_words: frozenset[str]
    down_words: frozenset[str]
    of: frozenset[str]
    to: frozenset[str]
    to_between: frozenset[str]
    between: frozenset[str]
    opener: str
    target: frozenset[str]
    definite: frozenset[str]
    uncounted: frozenset[str]
    possessives: frozenset[str]
    minus: frozenset[str]
    degrees: frozenset[str]
    occasions: frozenset[str]
    halfway: frozenset[str]
    functions: frozenset[str]
    labels: frozenset[str]
    record: frozenset[str]
    record_nouns: frozenset[str]
    multiples: PhraseTable
    rises: frozenset[str]
    spelt: frozenset[str]
    prenominal: frozenset[str]
    compared: frozenset[str]
    further: PhraseTable
    alike: frozenset[str]
    aged: PhraseTable
    glued: frozenset[str]
    scale_nouns: frozenset[str]
    money_nouns: frozenset[str]
    groups: frozenset[str]
    moves: tuple[str, ...]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word_key(w) for w in words)


def _same(phrases: Iterable[str]) -> PhraseTable:
    return PhraseTable({p: p for p in phrases})


@cache
def unitwords_of(language: Language) -> UnitWords:
    """The units of a language."""
    table = language.table(Units)
    return UnitWords(
        table=table,
        units=PhraseTable({**_currency_names(language), **table.units, **table.currencies, **table.signs}),
        signs=PhraseTable(table.signs),
        ages=_same(table.ages),
        before=_same(table.before),
        after=_same(table.after),
        directions=PhraseTable(table.signs_of_direction),
        ratio=_same(language.table(Numbers).ratio),
        up=tuple(map(fold, table.up)),
        down=tuple(map(fold, table.down)),
        levels=frozenset(words_in(w)[0] for w in table.levels),
        up_words=_folded(table.up_words),
        down_words=_folded(table.down_words),
        of=_folded(table.of),
        to=_folded(table.to),
        to_between=_folded(table.to_between),
        between=_folded(table.between),
        opener=word_key(table.between[0]) if table.between else "",
        target=_folded(table.target),
        definite=_folded(table.definite),
        uncounted=_folded(table.uncounted) - _folded(table.occasions),
        possessives=frozenset(table.possessives),
        minus=_folded(table.minus) | {"-", "−", "–"},
        degrees=frozenset(table.degrees),
        occasions=_folded(table.occasions),
        halfway=_folded(table.halfway),
        functions=_folded(table.functions),
        labels=frozenset(map(fold, language.table(Numbers).labels)),
        record=_folded(table.record),
        record_nouns=_folded(table.record_nouns),
        multiples=PhraseTable({w: str(factor) for w, factor in table.multiples.items()}),
        rises=_folded(table.record) | {words_in(w)[0] for w in table.multiples},
        spelt=frozenset(table.multiples),
        prenominal=_folded(table.prenominal),
        compared=_folded(table.compared),
        further=_same(table.further),
        alike=_folded(table.alike),
        aged=_same(table.aged),
        glued=_folded(table.glued),
        scale_nouns=_folded(table.scale_nouns),
        money_nouns=_folded(table.money_nouns),
        groups=_folded(table.groups),
        moves=tuple(map(fold, table.moves)),
    )


def _currency_names(language: Language) -> dict[str, str]:
    locale = Locale(language.code)
    return {get_currency_name(c, count=n, locale=locale).lower(): c for c in CURRENCIES for n in (1, 2)}


@cache
def _plural(language: Language) -> tuple[Plural, frozenset[str]]:
    plural = language.table(Units).plural
    return plural, frozenset(plural.same)


def singular(noun: str, language: Language) -> str:
    """The singular of a noun in small letters, by the endings of the language.

    Example:
        >>> from propos.lang import load_language
        >>> singular("journaux", load_language("fr"))
        'journal'
    """
    plural, same = _plural(language)
    word = noun.lower()
    head, hyphen, tail = word.partition("-")
    if hyphen and head in language.table(Units).prenominal:
        return f"{singular(head, language)}-{singular(tail, language)}"  # "longs-métrages"
    if word in plural.irregular:
        return plural.irregular[word]
    if word in same or len(word) < 4:
        return word
    for ending, replacement in plural.endings.items():
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word
