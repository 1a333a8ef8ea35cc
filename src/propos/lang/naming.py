"""How a language names actors: its tables for names, offices, countries and bodies, joined and made searchable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, Literal, TypeVar

from babel import Locale

from propos.lang import Language
from propos.lang.folding import fold, soften
from propos.lang.tables.countries import Countries
from propos.lang.tables.groups import Groups
from propos.lang.tables.names import Names
from propos.lang.tables.offices import Offices, PersonNoun
from propos.lang.tables.organisations import Organisations
from propos.lang.tables.pronouns import Pronoun, Pronouns
from propos.lang.tables.relays import Relays
from propos.lang.tables.titles import Title, Titles
from propos.model import ActorKind, Gender, GrammaticalNumber, RelayKind

Value = TypeVar("Value")
PlaceKind = Literal["country", "capital", "seat"]
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


@dataclass(frozen=True, slots=True)
class Place:
    """A name that stands for a country, its government or its ruler."""

    name: str
    country: str
    kind: PlaceKind
    office: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation known by name."""

    name: str
    relay: RelayKind | None = None


class Phrases(Generic[Value]):
    """Values by sequences of folded words, found longest first."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, ...], Value] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: Sequence[str], value: Value) -> None:
        """Files ``value`` under the words of ``phrase``, with and without accents, unless taken."""
        for key in {tuple(phrase), tuple(fold(w) for w in phrase)}:
            if key:
                self._values.setdefault(key, value)
                self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def at(self, words: Sequence[str], index: int) -> tuple[int, Value] | None:
        """The longest phrase that starts at ``index``: how many words it has, and its value."""
        for size in range(min(self._longest.get(words[index], 0), len(words) - index), 0, -1):
            value = self._values.get(tuple(words[index : index + size]))
            if value is not None:
                return size, value
        return None

    def get(self, phrase: Sequence[str]) -> Value | None:
        """The value of exactly these words."""
        return self._values.get(tuple(phrase))


@dataclass(frozen=True)
class Naming:
    """Everything a language knows about naming actors; all keys are folded.

    Attributes:
        first_names: First name -> gender, None if it is either.
        adjectives: Adjective or name of a people -> country code.
    """

    names: Names
    offices: Offices
    pronoun_table: Pronouns
    groups: Groups
    first_names: dict[str, Gender | None]
    function_words: frozenset[str]
    particles: frozenset[str]
    clitics: frozenset[str]
    titles: dict[str, Title]
    nouns: Phrases[Noun]
    adjectives: dict[str, str]
    places: Phrases[Place]
    bodies: Phrases[Body]
    pronouns: Phrases[Pronoun]
    determiners: dict[str, str]
    published_by: frozenset[tuple[str, ...]]
    relays: Relays

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Words that join two of a kind."""
        return _forms(self.names.joiners)

    @cached_property
    def copulas(self) -> frozenset[str]:
        """Verbs between somebody and what he or she is."""
        return _forms(self.names.copulas)

    @cached_property
    def subordinators(self) -> frozenset[str]:
        """Words that open a clause."""
        return _forms(self.names.subordinators)

    @cached_property
    def moments(self) -> frozenset[str]:
        """Words for parts of a day and of a week, which may stand between a verb and its subject."""
        return _forms(self.names.moments)

    @cached_property
    def agents(self) -> tuple[str, ...]:
        """Endings of nouns for people."""
        return self.groups.agent_endings

    @cached_property
    def links(self) -> frozenset[str]:
        """Words of a description that tell nobody from anybody else, and adjectives of countries, kept apart."""
        return frozenset(
            self.of_words | self.before | self.determiners.keys() | self.adjectives.keys() | self.joiners | self.clitics
        )

    @cached_property
    def opaque(self) -> frozenset[str]:
        """Nouns that tell nothing of who speaks."""
        return _forms(self.groups.opaque)

    @cached_property
    def people(self) -> frozenset[str]:
        """Nouns for people who speak without being named."""
        return _forms((*self.groups.unnamed, *self.groups.sources))

    @cached_property
    def same(self) -> frozenset[str]:
        """Words that say that somebody was spoken of before, whatever stands around them."""
        return _forms(self.groups.same)

    @cached_property
    def demonstrative(self) -> frozenset[str]:
        """Demonstrative determiners."""
        return frozenset(d for d, kind in self.determiners.items() if kind == "demonstrative")

    @cached_property
    def definite(self) -> frozenset[str]:
        """Definite determiners."""
        return frozenset(d for d, kind in self.determiners.items() if kind == "definite")

    def is_first_name(self, word: str) -> bool:
        """Whether a folded word is a first name, also a double one ("jean-luc")."""
        return word in self.first_names or ("-" in word and word.partition("-")[0] in self.first_names)

    def gender_of(self, word: str) -> Gender | None:
        """The gender of whoever bears a first name; None if it is either or unknown."""
        return self.first_names.get(word, self.first_names.get(word.partition("-")[0]))

    @cached_property
    def calendar(self) -> frozenset[str]:
        """Capitalised words of the calendar."""
        return _forms(self.names.calendar)

    @cached_property
    def of_words(self) -> frozenset[str]:
        """Words that join what an office is of."""
        return frozenset(soften(w) for w in self.offices.of)

    @cached_property
    def before(self) -> frozenset[str]:
        """Words that may stand between a determiner and the noun for a person."""
        return _forms(self.offices.before)

    @cached_property
    def plural_determiners(self) -> frozenset[str]:
        """Determiners of the plural."""
        return _forms(self.pronoun_table.determiners.plural)

    @cached_property
    def possessive(self) -> frozenset[str]:
        """Possessive determiners."""
        return frozenset(d for d, kind in self.determiners.items() if kind == "possessive")

    @cached_property
    def name_joins(self) -> frozenset[str]:
        """Words that may join the words of a body's own name."""
        return frozenset(soften(w) for w in self.offices.name_joins)

    @cached_property
    def domains(self) -> frozenset[str]:
        """Capitalised words for what offices are of."""
        return _forms(self.offices.domains)

    @property
    def head_first(self) -> bool:
        """Whether a noun stands before what qualifies it."""
        return self.offices.plural_word == "first"

    def noun(self, key: str) -> Noun | None:
        """The noun whose dictionary form is ``key``."""
        return self.nouns.get(split_words(key, self.clitics))


def split_words(phrase: str, clitics: frozenset[str]) -> tuple[str, ...]:
    """The words of a phrase as they are looked up ("chef de l'État" -> chef de l etat)."""
    words: list[str] = []
    for word in phrase.replace("’", "'").split():
        head, mark, rest = word.partition("'")
        if mark and rest and soften(head) in clitics:
            words += [soften(head), soften(rest)]
        else:
            words.append(soften(word))
    return tuple(words)


def _forms(words: Iterable[str]) -> frozenset[str]:
    """The words as they are looked up in small letters and under a capital."""
    return frozenset(form for word in words for form in (soften(word), fold(word)))


@cache
def naming_of(language: Language) -> Naming:
    """The naming of a language, built once."""
    names, pronouns = language.table(Names), language.table(Pronouns)
    offices = language.table(Offices)
    clitics = frozenset(fold(c) for c in names.clitics)
    return Naming(
        names=names,
        offices=offices,
        pronoun_table=pronouns,
        groups=language.table(Groups),
        first_names=_first_names(names),
        function_words=_forms((*names.function_words, *names.calendar)),
        particles=_forms(names.particles),
        clitics=clitics,
        titles={form: t for t in language.table(Titles).titles for f in t.forms for form in _forms([f])},
        nouns=_nouns(offices, language.table(Organisations), clitics),
        adjectives=_adjectives(language.table(Countries)),
        places=_places(language.table(Countries), language.code, clitics),
        bodies=_bodies(language.table(Organisations), clitics),
        pronouns=_pronouns(pronouns, clitics),
        determiners=_determiners(pronouns),
        relays=language.table(Relays),
        published_by=frozenset(
            tuple(fold(w) for w in split_words(p.rstrip("'"), clitics))
            for p in language.table(Organisations).published_by
        ),
    )


def _first_names(names: Names) -> dict[str, Gender | None]:
    table: dict[str, Gender | None] = {fold(n): "masculine" for n in names.first_names.masculine}  # always capitalised
    for name in names.first_names.feminine:
        table[fold(name)] = None if fold(name) in table else "feminine"
    table.update({fold(n): None for n in names.first_names.either})
    return table


def _plural(word: str, rules: Iterable[tuple[str, str]]) -> str:
    for singular, plural in rules:
        if word.endswith(singular):
            return word[: len(word) - len(singular)] + plural
    return word


def _plural_phrase(words: tuple[str, ...], which: str, rules: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    at = 0 if which == "first" else len(words) - 1
    return (*words[:at], _plural(words[at], rules), *words[at + 1 :])


def _nouns(offices: Offices, organisations: Organisations, clitics: frozenset[str]) -> Phrases[Noun]:
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
        )
        words = split_words(body.name, clitics)
        nouns.add(words, base)
        plural = Noun(base.key, base.kind, base.gender, "plural", base.general, False, base.company, base.outlet)
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
        if not entry.invariable:
            plural = _plural_phrase(words, offices.plural_word, offices.plurals)
            nouns.add(plural, Noun(key, "person", told, "plural", frozenset(wider), entry.plain, peer=entry.peer))


def _adjectives(countries: Countries) -> dict[str, str]:
    table: dict[str, str] = {}
    for code, forms in countries.adjectives.items():
        for form in forms:
            for ending in countries.endings:
                table.setdefault(soften(form) + ending, code)
                table.setdefault(fold(form) + ending, code)
    return table


def _places(countries: Countries, lang: str, clitics: frozenset[str]) -> Phrases[Place]:
    places: Phrases[Place] = Phrases()
    for seat in countries.seats:
        for name in seat.names:
            places.add(split_words(name, clitics), Place(name, seat.country, "seat", seat.office, seat.body))
    for code, name in Locale(lang).territories.items():
        if len(code) == 2 and code.isalpha() and code not in {"ZZ", "XA", "XB", "UN", "EU", "EZ"}:
            places.add(split_words(name, clitics), Place(name, code, "country"))
    for code, others in countries.names.items():
        for name in others:
            places.add(split_words(name, clitics), Place(name, code, "country"))
    for code, name in countries.capitals.items():
        places.add(split_words(name, clitics), Place(name, code, "capital"))
    return places


def _bodies(organisations: Organisations, clitics: frozenset[str]) -> Phrases[Body]:
    bodies: Phrases[Body] = Phrases()
    for name in organisations.agencies.names:
        bodies.add(split_words(name, clitics), Body(name, "agency"))
    for name in organisations.outlets.names:
        bodies.add(split_words(name, clitics), Body(name, "outlet"))
        article, _, rest = name.partition(" ")
        if " " in rest and article in organisations.articles:
            bodies.add(split_words(rest, clitics), Body(rest, "outlet"))
    for name in organisations.known.organisations:
        bodies.add(split_words(name, clitics), Body(name))
    return bodies


def _pronouns(table: Pronouns, clitics: frozenset[str]) -> Phrases[Pronoun]:
    pronouns: Phrases[Pronoun] = Phrases()
    for pronoun in table.pronouns:
        for form in pronoun.forms:
            pronouns.add(split_words(form, clitics), pronoun)
    return pronouns


def _determiners(table: Pronouns) -> dict[str, str]:
    determiners: dict[str, str] = {}
    lists = table.determiners
    for kind, forms in (
        ("definite", lists.definite),
        ("indefinite", lists.indefinite),
        ("demonstrative", lists.demonstrative),
        ("possessive", lists.possessive),
    ):
        for form in forms:
            determiners.setdefault(soften(form), kind)
    return determiners


__all__ = ["ActorKind", "Body", "Naming", "Noun", "Phrases", "Place", "fold", "naming_of", "split_words"]
