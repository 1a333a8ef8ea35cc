"""Phrases looked up word by word, and the nouns for people, bodies and documents in all their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from propos.lang.folding import fold, soften
from propos.lang.tables.offices import Offices, PersonNoun
from propos.lang.tables.organisations import Organisations
from propos.model import Gender, GrammaticalNumber

#: What is neither in a word nor joins two.
_MARK = re.compile(r"[^\w'’-]|_")
Value = TypeVar("Value")
NounKind = Literal["person", "organisation", "document"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that may head a description of an actor.

    Attributes:
        key: What it counts as: its dictionary form, or that of the word it is another word for.
        general: Keys of more general nouns for the same actor.
        plain: Says nothing of a function.
        peer: Holds the same office elsewhere as somebody spoken of before.
        generic: Takes up a body named before.
        capital: Counts under a capital letter only.
    """

    key: str
    kind: NounKind
    gender: Gender | None
    number: GrammaticalNumber
    general: frozenset[str] = frozenset()
    plain: bool = False
    company: bool = False
    outlet: bool = False
    peer: bool = False
    generic: bool = False
    capital: bool = False


class Phrases(Generic[Value]):
    """Values by sequences of folded words, found longest first.

    Attributes:
        longest: First word of phrases -> how many words the longest of them has.
    """

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], Value] = {}
        self.longest: dict[str, int] = {}

    def add(self, phrase: Sequence[str], value: Value) -> None:
        """Files ``value`` under the words of ``phrase``, with and without accents, unless taken."""
        for key in {tuple(phrase), tuple(fold(w) for w in phrase)}:
            if key:
                self._values.setdefault(key, value)
                self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))

    def items(self) -> Iterable[tuple[tuple[str, ...], Value]]:
        """Each phrase with its value."""
        return self._values.items()

    def at(self, words: Sequence[str], index: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at ``index``: how many words it has, and its value."""
        longest = self.longest.get(words[index])
        if longest is None:  # as of most words
            return None
        for size in range(min(longest, len(words) - index), 0, -1):
            value = self._values.get(tuple(words[index : index + size]))
            if value is not None:
                return size, value
        return None

    def get(self, phrase: Sequence[str]) -> Value | None:
        """The value of exactly these words."""
        return self._values.get(tuple(phrase))


def split_words(phrase: str, clitics: frozenset[str]) -> tuple[str, ...]:
    """The words of a phrase as they are looked up ("chef de l'État" -> chef de l etat)."""
    phrase = phrase.replace("’", "'")
    if "'" not in phrase:
        return tuple(map(soften, phrase.split()))
    words: list[str] = []
    for word in phrase.split():
        head, mark, rest = word.partition("'")
        if mark and rest and soften(head) in clitics:
            words += [soften(head), soften(rest)]
        else:
            words.append(soften(word))
    return tuple(words)


def plain_words(phrase: str, clitics: frozenset[str]) -> tuple[str, ...]:
    """The words of a phrase as they are looked up, whatever marks stand between them."""
    return split_words(_MARK.sub(" ", phrase), clitics)


def forms_of(words: Iterable[str]) -> frozenset[str]:
    """The words as they are looked up in small letters and under a capital."""
    return frozenset(form for word in words for form in (soften(word), fold(word)))


def _plural(word: str, rules: Iterable[tuple[str, str]]) -> str:
    for singular, plural in rules:
        if word.endswith(singular):
            return word[: len(word) - len(singular)] + plural
    return word


def _plural_phrase(words: tuple[str, ...], which: str, rules: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    at = 0 if which == "first" else len(words) - 1
    return (*words[:at], _plural(words[at], rules), *words[at + 1 :])


def nouns_of(offices: Offices, organisations: Organisations, clitics: frozenset[str]) -> Phrases[Noun]:
    """All nouns for people, bodies and documents of a language, in every form."""
    nouns: Phrases[Noun] = Phrases()
    general = {(e.m or e.f or ""): e.more_general for e in offices.nouns}
    for entry in offices.nouns:
        if entry.kind == "person":
            _add_person(nouns, entry, general, offices=offices, clitics=clitics)
    for body in organisations.nouns:
        base = Noun(
            fold(body.name),
            "organisation",
            body.gender,
            "singular",
            frozenset(fold(g) for g in body.more_general),
            company=body.company,
            outlet=body.outlet,
            generic=body.generic,
            capital=body.capital,
        )
        words = split_words(body.name, clitics)
        nouns.add(words, base)
        plural = replace(base, number="plural", generic=False)
        nouns.add(_plural_phrase(words, offices.plural_word, organisations.plurals), plural)
    documents = organisations.documents
    lists: tuple[tuple[Gender | None, tuple[str, ...]], ...] = (
        ("masculine", documents.masculine),
        ("feminine", documents.feminine),
        (None, documents.any),
    )
    for gender, forms in lists:
        for form in forms:
            words = split_words(form, clitics)
            nouns.add(words, Noun(fold(form), "document", gender, "singular"))
            nouns.add(
                _plural_phrase(words, offices.plural_word, organisations.plurals),
                Noun(fold(form), "document", gender, "plural"),
            )
    return nouns


def _add_person(
    nouns: Phrases[Noun],
    entry: PersonNoun,
    general: dict[str, tuple[str, ...]],
    *,
    offices: Offices,
    clitics: frozenset[str],
) -> None:
    key = fold(entry.same or entry.m or entry.f or "")
    wider = {fold(g) for g in (*entry.more_general, *general.get(entry.same or "", ()))}
    if entry.same:
        wider.add(fold(entry.m or entry.f or ""))
    same_form = entry.m == entry.f
    forms: tuple[tuple[Gender, str | None], ...] = (("masculine", entry.m), ("feminine", entry.f))
    for gender, form in forms:
        if not form:
            continue
        words = split_words(form, clitics)
        told = None if same_form else gender
        nouns.add(words, Noun(key, "person", told, "singular", frozenset(wider), entry.plain, peer=entry.peer))
        if not (entry.invariable or entry.one):
            plural = _plural_phrase(words, offices.plural_word, offices.plurals)
            nouns.add(plural, Noun(key, "person", told, "plural", frozenset(wider), entry.plain, peer=entry.peer))
