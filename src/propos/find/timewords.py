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
#: What an article before a unit of time stands for.
ONE = Lexeme("number", Decimal(1))
#: Classes whose words may be cut short with a full stop, and how long such a word may be.
ABBREVIATED, LONGEST_SHORT = frozenset({"month", "weekday"}), 5
#: Numbers of years that are an age rather than a time where either is possible.
AGES = (16, 110)
FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True)
class TimeWords:
    """What ``find_times`` looks up.

    Attributes:
        phrases: By first word, longest first: the other words, and the class with the meaning.
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
    phrases: dict[str, tuple[tuple[tuple[str, ...], Lexeme], ...]]
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
        {
            first: tuple((w[1:], Lexeme(name, x, len(w))) for w, name, x in sorted(entries, key=lambda e: -len(e[0])))
            for first, entries in phrases.items()
        },
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
        return [
            place
            for place, (_, _, text, kind, *_) in enumerate(self.tokens)
            if kind in NUMERALS or place in numbers or (text in openers and self._may_open(place, openers[text]))
        ]

    def _may_open(self, place: int, following: frozenset[str] | None) -> bool:
        """Whether what may follow the word at ``place`` where it begins an expression stands right behind."""
        if following is None:
            return True
        if place + 1 >= len(self.tokens):
            return False
        second = self.tokens[place + 1]
        if second.text in following:
            return True
        return NUMERIC in following and (
            second.kind in NUMERALS or second.text in self.words.numerals or place + 1 in self._numbers
        )

    def counts(self, first: int, after: int) -> bool:
        """Whether a number begins at a token from ``first`` up to but not including ``after``."""
        return any(place in self._numbers for place in range(max(0, first), after))

    def _look(self, place: int) -> list[Lexeme]:
        token, words = self.tokens[place], self.words
        lexemes: list[Lexeme] = []
        for others, lexeme in words.phrases.get(token.text, ()):
            if others and not self._stands(place + 1, others):
                continue
            if token.capital or lexeme.name not in words.capitalised:
                dotted = lexeme.name in ABBREVIATED and self._dotted(place + lexeme.size)
                lexemes.append(lexeme._replace(size=lexeme.size + 1) if dotted else lexeme)
        if token.kind in ("date", "clock"):
            lexemes.append(Lexeme(token.kind, token.text))
        number = self._numbers.get(place)
        if number:
            lexemes += self._numeric(place, number)
        elif token.text in words.articles:
            lexemes.append(ONE)
        if token.capital and token.text in ROMANS:
            lexemes.append(Lexeme("roman", ROMANS[token.text]))
        return lexemes

    def _stands(self, place: int, words: tuple[str, ...]) -> bool:
        tokens, end = self.tokens, place + len(words)
        if end > len(tokens) or tokens[place].text != words[0]:
            return False
        return len(words) == 1 or tuple(t.text for t in tokens[place:end]) == words

    def _dotted(self, after: int) -> bool:
        """Whether the token at ``after`` is an abbreviation's full stop, with a number behind it ("Sept. 5")."""
        tokens = self.tokens
        if after + 1 < len(tokens) and tokens[after].text == "." and len(tokens[after - 1].text) <= LONGEST_SHORT:
            return tokens[after].glued and tokens[after + 1].kind == "number"
        return False

    def _numeric(self, place: int, number: Number) -> list[Lexeme]:
        token, value, size = self.tokens[place], number.value, number.after - place
        if number.kind == "ordinal":
            lexemes = [Lexeme("ordinal", int(value or 0), size)]
            if value is not None and value <= 31 and (number.digits or value == 1):
                lexemes.append(Lexeme("day", int(value), size))
            return lexemes
        whole = size
        if number.kind in ("collective", "vague", "fraction") and number.after < len(self.tokens):
            whole += self.tokens[number.after].text in self.words.of
        lexemes = [Lexeme("number", value, whole)]
        if token.text not in self.words.articles:
            lexemes.append(Lexeme("count", value, whole))
            if value is not None and AGES[0] <= value <= AGES[1]:
                lexemes.append(Lexeme("age", value, whole))
        hour, point, minute = token.text.partition(".")
        if point and len(hour) <= 2 and len(minute) == 2:
            lexemes.append(Lexeme("dotted", token.text))
        plain = token.kind == "number" and token.text.isdecimal()
        if plain and value is not None:
            lexemes += _digits(token.text, int(value))
        elif value is not None and value <= 31 and value == value.to_integral_value():
            lexemes.append(Lexeme("day", int(value), size))
        return lexemes


def _digits(text: str, value: int) -> list[Lexeme]:
    lexemes: list[Lexeme] = []
    if len(text) <= 2:
        if 1 <= value <= 39:
            lexemes.append(Lexeme("day", value))
        if value <= 24:
            lexemes.append(Lexeme("hour", value))
        if value <= 59:
            lexemes.append(Lexeme("minute", value))
        if len(text) == 2 and value % 10 == 0:
            lexemes.append(Lexeme("decade", 1900 + value if value >= 20 else 2000 + value))
    if len(text) == 4 and value // 100 < 24 and value % 100 < 60:
        lexemes.append(Lexeme("hhmm", f"{text[:2]}:{text[2:]}"))
    if len(text) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        lexemes.append(Lexeme("year", value))
        if value % 10 == 0:
            lexemes.append(Lexeme("decade", value))
    return lexemes


def longest(matches: Sequence[Match[TimeForm]]) -> Match[TimeForm] | None:
    """The match that reaches farthest; of two that reach as far what is no time, the longer one proper, one unit."""
    ranked = ((m.end, m.meaning.rule == "none", m.after - m.first, m.value("single") is not None) for m in matches)
    best = max(zip(ranked, matches, strict=True), key=lambda r: r[0], default=None)
    return best[1] if best else None
