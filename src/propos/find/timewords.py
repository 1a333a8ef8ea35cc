"""A language's time expressions made searchable: its words by class and its forms as one grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale

from propos.find.grammar import Grammar, Lexeme, Match
from propos.find.numbers import Number
from propos.find.tokens import Token, word_key, words_in
from propos.lang import Language
from propos.lang.tables.numbers import Numbers
from propos.lang.tables.times import TimeForm, Times

_TENS, _ONES = ("", "x", "xx", "xxx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
#: Roman numerals of more than one letter, with or without the ending of an ordinal.
ROMANS = {
    tens + ones + ending: 10 * t + o
    for t, tens in enumerate(_TENS)
    for o, ones in enumerate(_ONES)
    for ending in ("", "e", "eme", "er")
    if len(tens + ones + ending) > 1 and tens + ones
}
#: Stands among the words that may follow one for whatever is a number.
NUMERIC = "#"
NUMERALS = frozenset({"number", "date", "clock"})
#: Classes whose words may be cut short with a full stop, and how long such a word may be.
ABBREVIATED, LONGEST_SHORT = frozenset({"month", "weekday"}), 5
#: Numbers of years that are an age rather than a time where either is possible.
AGES = (16, 110)
FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True)
class TimeWords:
    """What ``find_times`` looks up.

    Attributes:
        phrases: By first word, longest first: the other words, the class and the meaning.
        capitalised: Classes whose words count only with a capital.
        articles: Words that stand for one before a unit of time.
        of: Words for "of" between a number and what is counted.
        openers: Words that an expression may begin with, and what may follow each (None: anything).
        numerals: Words that count as one, and numerals of letters.
        spans: Nouns whose complement in years is no age.
        labels: Nouns whose number is a name.
        owners: Words before a year that what follows is of.
        names: Words of the calendar that are names with a capital.
    """

    table: Times
    grammar: Grammar[TimeForm]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, int | str], ...]]
    capitalised: frozenset[str]
    articles: frozenset[str]
    of: frozenset[str]
    openers: dict[str, frozenset[str] | None]
    numerals: frozenset[str]
    spans: frozenset[str]
    labels: frozenset[str]
    owners: frozenset[str]
    names: frozenset[str]


@cache
def timewords_of(language: Language) -> TimeWords:
    """The time expressions of a language."""
    table, numbers = language.table(Times), language.table(Numbers)
    grammar: Grammar[TimeForm] = Grammar()
    for form in table.form:
        for sequence in form.forms:
            grammar.add(sequence, form)
    phrases: dict[str, list[tuple[tuple[str, ...], str, int | str]]] = {}
    for name, words in _classes(table, language).items():
        for phrase, meaning in words.items():
            sequence_of_words = words_in(phrase)
            phrases.setdefault(sequence_of_words[0], []).append((sequence_of_words, name, meaning))
    return TimeWords(
        table,
        grammar,
        {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in phrases.items()},
        frozenset(table.capitalised),
        frozenset(numbers.articles),
        frozenset(words_in(w)[0] for w in numbers.of),
        _openers(grammar, phrases, numbers.articles),
        frozenset({*numbers.articles, *ROMANS}),
        frozenset(map(word_key, table.spans)),
        frozenset(map(word_key, numbers.labels)),
        frozenset(map(word_key, table.owners)),
        frozenset(map(word_key, table.names)),
    )


def _openers(
    grammar: Grammar[TimeForm],
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str, int | str]]],
    articles: Iterable[str],
) -> dict[str, frozenset[str] | None]:
    """The words that an expression may begin with, and the words that may then follow; ``None``: anything may."""
    firsts: dict[str, set[str]] = {}
    for entries in phrases.values():
        for words, name, _ in entries:
            firsts.setdefault(name, set()).add(words[0])
    found: dict[str, frozenset[str] | None] = dict.fromkeys(ROMANS)

    def add(word: str, following: tuple[frozenset[str], frozenset[str]] | None, *more: str) -> None:
        if following is None or found.get(word, frozenset()) is None:
            found[word] = None
            return
        second = {w for name in following[1] for w in firsts.get(name, {NUMERIC})}
        found[word] = (found.get(word) or frozenset()) | following[0] | second | {*more}

    for word in grammar.openings()[0]:
        add(word, grammar.following(word=word))
    for article in articles:
        add(article, grammar.following(name="number"))
    for entries in phrases.values():
        for words, name, _ in entries:
            short = ["."] if name in ABBREVIATED else []
            add(
                words[0],
                grammar.following(name=name) if len(words) == 1 else (frozenset(words[1:2]), frozenset()),
                *short,
            )
    return found


def _classes(table: Times, language: Language) -> dict[str, dict[str, int | str]]:
    locale = Locale(language.code)
    classes = {name: dict(words) for name, words in table.classes.items()}
    months, weekdays = classes.setdefault("month", {}), classes.setdefault("weekday", {})
    for number, name in locale.months["format"]["wide"].items():
        months.setdefault(name, number)
    for number, name in locale.days["format"]["wide"].items():
        weekdays.setdefault(name, number)
    return classes


class Lexemes:
    """The classes of the tokens of one paragraph, looked up once a token."""

    def __init__(self, tokens: Sequence[Token], language: Language, numbers: Sequence[Number]) -> None:
        self.tokens = tokens
        self.words = timewords_of(language)
        self._numbers = {n.first: n for n in numbers}
        self._cache: dict[int, tuple[Lexeme, ...]] = {}

    def at(self, place: int) -> tuple[Lexeme, ...]:
        """The classes that begin at token ``place``."""
        known = self._cache.get(place)
        if known is None:
            known = self._cache[place] = tuple(self._look(place))
        return known

    def openings(self) -> list[int]:
        """The tokens that an expression may begin with, in order."""
        openers, numbers = self.words.openers, self._numbers
        likely = (i for i, t in enumerate(self.tokens) if t.text in openers or t.kind in NUMERALS or i in numbers)
        return [place for place in likely if self._may_open(place)]

    def _may_open(self, place: int) -> bool:
        """Whether an expression may begin at token ``place``, by the words there and right behind."""
        token, words = self.tokens[place], self.words
        if token.kind in NUMERALS or place in self._numbers:
            return True
        if token.text not in words.openers:
            return False
        following = words.openers[token.text]
        if following is None:
            return True
        if place + 1 >= len(self.tokens):
            return False
        second = self.tokens[place + 1]
        if second.text in following:
            return True
        return NUMERIC in following and (
            second.kind in NUMERALS or second.text in words.numerals or place + 1 in self._numbers
        )

    def counts(self, first: int, after: int) -> bool:
        """Whether a number begins at a token from ``first`` up to but not including ``after``."""
        return any(place in self._numbers for place in range(max(0, first), after))

    def _look(self, place: int) -> list[Lexeme]:
        token, words = self.tokens[place], self.words
        lexemes: list[Lexeme] = []
        for phrase, name, meaning in words.phrases.get(token.text, ()):
            if len(phrase) > 1 and not self._stands(place, phrase):
                continue
            if token.capital or name not in words.capitalised:
                after = place + len(phrase)
                lexemes.append(Lexeme(name, meaning, self._dotted(after) if name in ABBREVIATED else after))
        if token.kind in ("date", "clock"):
            lexemes.append(Lexeme(token.kind, token.text, place + 1))
        number = self._numbers.get(place)
        if number:
            lexemes += self._numeric(place, number)
        elif token.text in words.articles:
            lexemes.append(Lexeme("number", Decimal(1), place + 1))
        if token.capital and token.text in ROMANS:
            lexemes.append(Lexeme("roman", ROMANS[token.text], place + 1))
        return lexemes

    def _stands(self, place: int, phrase: tuple[str, ...]) -> bool:
        following = self.tokens[place + 1 : place + len(phrase)]
        return tuple(t.text for t in following) == phrase[1:]

    def _dotted(self, after: int) -> int:
        """The token after an abbreviation's full stop, if a number follows ("Sept. 5")."""
        tokens = self.tokens
        if after + 1 < len(tokens) and tokens[after].text == "." and len(tokens[after - 1].text) <= LONGEST_SHORT:
            return after + 1 if tokens[after].glued and tokens[after + 1].kind == "number" else after
        return after

    def _numeric(self, place: int, number: Number) -> list[Lexeme]:
        token, value, after = self.tokens[place], number.value, number.after
        if number.kind == "ordinal":
            lexemes = [Lexeme("ordinal", int(value or 0), after)]
            if value is not None and value <= 31 and (number.digits or value == 1):
                lexemes.append(Lexeme("day", int(value), after))
            return lexemes
        end = after
        if number.kind in ("collective", "vague", "fraction") and end < len(self.tokens):
            end += self.tokens[end].text in self.words.of
        lexemes = [Lexeme("number", value, end)]
        if token.text not in self.words.articles:
            lexemes.append(Lexeme("count", value, end))
            if value is not None and AGES[0] <= value <= AGES[1]:
                lexemes.append(Lexeme("age", value, end))
        hour, point, minute = token.text.partition(".")
        if point and len(hour) <= 2 and len(minute) == 2:
            lexemes.append(Lexeme("dotted", token.text, place + 1))
        plain = token.kind == "number" and token.text.isdecimal()
        if plain and value is not None and after > place:
            lexemes += _digits(token.text, int(value), place + 1)
        elif value is not None and value <= 31 and value == value.to_integral_value():
            lexemes.append(Lexeme("day", int(value), after))
        return lexemes


def _digits(text: str, value: int, after: int) -> list[Lexeme]:
    lexemes: list[Lexeme] = []
    if len(text) <= 2:
        if 1 <= value <= 39:
            lexemes.append(Lexeme("day", value, after))
        if value <= 24:
            lexemes.append(Lexeme("hour", value, after))
        if value <= 59:
            lexemes.append(Lexeme("minute", value, after))
        if len(text) == 2 and value % 10 == 0:
            lexemes.append(Lexeme("decade", 1900 + value if value >= 20 else 2000 + value, after))
    if len(text) == 4 and value // 100 < 24 and value % 100 < 60:
        lexemes.append(Lexeme("hhmm", f"{text[:2]}:{text[2:]}", after))
    if len(text) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        lexemes.append(Lexeme("year", value, after))
        if value % 10 == 0:
            lexemes.append(Lexeme("decade", value, after))
    return lexemes


def longest(matches: Sequence[Match[TimeForm]]) -> Match[TimeForm] | None:
    """The match that reaches farthest; of two that reach as far what is no time, the longer one proper, one unit."""
    ranked = ((m.end, m.meaning.rule == "none", m.after - m.first, m.value("single") is not None) for m in matches)
    best = max(zip(ranked, matches, strict=True), key=lambda r: r[0], default=None)
    return best[1] if best else None
