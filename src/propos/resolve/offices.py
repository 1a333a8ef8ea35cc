"""Offices as they compare across articles: the words that name one become a key, equal for equal offices.

Only offices that one person holds at a time have a key, and only if the words tell which office it is: "président
russe" and "chef de l'État russe" do, "président", "un ministre russe" and "ancien président russe" do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.naming import Naming, Noun, Place, naming_of, split_words


@dataclass(frozen=True, slots=True)
class _Unique:
    by_country: frozenset[str]
    by_name: frozenset[str]
    by_domain: frozenset[str]
    not_now: frozenset[str]


@cache
def office_key(title: str, language: Language) -> str | None:
    """What an office counts as; None if the words do not tell one office that one person holds.

    Example:
        >>> from propos.lang import load_language
        >>> office_key("cheffe de l’État française", load_language("fr"))
        'fr:president:FR:'
    """
    naming, unique = naming_of(language), _unique_of(language)
    words = split_words(_plain(title), naming.clitics)
    printed = _capitals(title, naming)
    head = _head(words, naming)
    if head is None or not words or words[0] in naming.determiners or _of_another_time(words, unique):
        return None
    start, size, noun = head
    rest = [(i, word) for i, word in enumerate(words) if not start <= i < start + size]
    # What stands before an apostrophe may name a country, too ("Germany's"); a noun may hold a seat's name.
    countries, seat, taken = _places(tuple(w.partition("'")[0] for w in words), naming)
    if len(countries) > 1 or any(_is_person(naming, w) or _is_indefinite(naming, w) for _, w in rest):
        return None
    key, country = noun.key, next(iter(countries), None)
    if seat is not None:
        return _held_there(seat, noun, naming, unique, language.code)
    left = [i for i, w in rest if i not in taken and w not in naming.links]
    # A body's noun is no proper name, whatever its capital ("président de l'Assemblée"); with a country it is one.
    bodies = {i for i in left if (found := naming.nouns.get((words[i],))) and found.kind == "organisation"}
    named = any(i in printed and i not in bodies and _joined(words, i, naming) for i in left)
    named = named or bool(country and bodies)
    if not _tells(key, country=country, named=named, more=bool(left), unique=unique):
        return None
    return f"{language.code}:{key}:{country or ''}:{' '.join(sorted(fold(words[i]) for i in left))}"


@cache
def _unique_of(language: Language) -> _Unique:
    lists = naming_of(language).offices.unique
    return _Unique(*(frozenset(fold(w) for w in getattr(lists, name)) for name in _Unique.__slots__))


def _plain(title: str) -> str:
    return "".join(c if c.isalnum() or c in "-'’" else " " for c in title)


def _capitals(title: str, naming: Naming) -> set[int]:
    """Which words of a title are printed with a capital and may be proper names."""
    found, index = set(), 0
    for word in _plain(title).split():
        pieces = split_words(word, naming.clitics)
        last = word.replace("’", "'").rpartition("'")[2]
        index += len(pieces)
        if last[:1].isupper() and fold(last) not in naming.domains:
            found.add(index - 1)
    return found


def _head(words: tuple[str, ...], naming: Naming) -> tuple[int, int, Noun] | None:
    for index in range(len(words)):
        found = naming.nouns.at(words, index)
        if found and found[1].kind == "person":
            size, noun = found
            return (index, size, noun) if noun.number == "singular" and not noun.plain and not noun.peer else None
    return None


def _is_person(naming: Naming, word: str) -> bool:
    noun = naming.nouns.get((word,))
    return noun is not None and noun.kind == "person"


def _is_indefinite(naming: Naming, word: str) -> bool:
    return naming.determiners.get(word) == "indefinite" and word not in naming.of_words


def _of_another_time(words: tuple[str, ...], unique: _Unique) -> bool:
    return any(piece in unique.not_now for word in words for piece in (fold(word), *fold(word).split("-")))


def _places(words: tuple[str, ...], naming: Naming) -> tuple[set[str], Place | None, set[int]]:
    """The countries that the words name, the seat of power, and which words do so."""
    countries: set[str] = set()
    taken: set[int] = set()
    seat: Place | None = None
    for index in range(len(words)):
        if index in taken:
            continue
        found = naming.places.at(words, index)
        if found and found[1].kind != "capital":
            taken.update(range(index, index + found[0]))
            seat = found[1] if found[1].kind == "seat" else seat
            countries.add(found[1].country)
        elif words[index] in naming.adjectives:
            taken.add(index)
            countries.add(naming.adjectives[words[index]])
    return countries, seat, taken


def _held_there(seat: Place, noun: Noun, naming: Naming, unique: _Unique, lang: str) -> str | None:
    """The office held at a seat of power, for a noun that says no more than that somebody holds it."""
    office = naming.nouns.at(split_words(seat.office or "-", naming.clitics), 0)
    if office is None or office[1].key not in unique.by_country or noun.key not in {*office[1].general, office[1].key}:
        return None
    return f"{lang}:{office[1].key}:{seat.country}:"


def _joined(words: tuple[str, ...], index: int, naming: Naming) -> bool:
    """Whether a word, maybe behind others of its name, follows a word that joins what an office is of."""
    return any(w in naming.of_words for w in words[max(0, index - 3) : index])


def _tells(key: str, *, country: str | None, named: bool, more: bool, unique: _Unique) -> bool:
    if key in unique.by_country:
        return bool(country) or named
    if key in unique.by_name:
        return named
    return key in unique.by_domain and bool(country) and more
