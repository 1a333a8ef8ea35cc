"""How a language names actors: its tables for names, offices, countries and bodies, joined and made searchable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from babel import Locale

from propos.lang import Language
from propos.lang.folding import fold, soften
from propos.lang.nouns import Noun, Phrases, forms_of, nouns_of, split_words
from propos.lang.tables.countries import Countries
from propos.lang.tables.groups import Groups
from propos.lang.tables.names import Names
from propos.lang.tables.offices import Offices
from propos.lang.tables.organisations import Organisations
from propos.lang.tables.pronouns import Pronoun, Pronouns
from propos.lang.tables.relays import Relays
from propos.lang.tables.titles import Title, Titles
from propos.model import ActorKind, Gender, GrammaticalNumber, RelayKind

PlaceKind = Literal["country", "capital", "seat"]


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


@dataclass(frozen=True, eq=False)
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
    outlet_heads: frozenset[str]
    outlets_behind_articles: dict[str, Body]
    pronouns: Phrases[Pronoun]
    determiners: dict[str, str]
    published_by: frozenset[tuple[str, ...]]
    relays: Relays

    @cached_property
    def joiners(self) -> frozenset[str]:
        """Words that join two of a kind."""
        return forms_of(self.names.joiners)

    @cached_property
    def copulas(self) -> frozenset[str]:
        """Verbs between somebody and what he or she is."""
        return forms_of(self.names.copulas)

    @cached_property
    def subordinators(self) -> frozenset[str]:
        """Words that open a clause."""
        return forms_of(self.names.subordinators)

    @cached_property
    def moments(self) -> frozenset[str]:
        """Words for parts of a day and of a week, which may stand between a verb and its subject."""
        return forms_of(self.names.moments)

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
        return forms_of(self.groups.opaque)

    @cached_property
    def people(self) -> frozenset[str]:
        """Nouns for people who speak without being named."""
        return forms_of((*self.groups.unnamed, *self.groups.sources))

    @cached_property
    def collectives(self) -> frozenset[str]:
        """Nouns that mean several people or a body, whatever their number."""
        return forms_of(self.groups.collectives)

    @cached_property
    def goes_on(self) -> frozenset[str]:
        """Forms of verbs by which somebody goes on speaking."""
        return forms_of(self.groups.goes_on)

    @cached_property
    def same(self) -> frozenset[str]:
        """Words that say that somebody was spoken of before, whatever stands around them."""
        return forms_of(self.groups.same)

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
        return forms_of(self.names.calendar)

    @cached_property
    def place_prepositions(self) -> frozenset[str]:
        """Words before the name of a place."""
        return forms_of(self.names.place_prepositions)

    @cached_property
    def thing_words(self) -> frozenset[str]:
        """Words within names that nobody bears."""
        return forms_of(self.names.thing_words)

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """What may stand behind a name and is no part of it."""
        return frozenset(self.names.suffixes)

    @cached_property
    def of_words(self) -> frozenset[str]:
        """Words that join what an office is of."""
        return frozenset(soften(w) for w in self.offices.of)

    @cached_property
    def before(self) -> frozenset[str]:
        """Words that may stand between a determiner and the noun for a person."""
        return forms_of(self.offices.before)

    @cached_property
    def small_openings(self) -> frozenset[str]:
        """What a name may begin with that begins with no capital: titles, and bodies written so."""
        small = (words[0] for words, body in self.bodies.items() if not body.name[0].isupper())
        return frozenset((*self.titles, *small))

    @cached_property
    def before_nouns(self) -> frozenset[str]:
        """Determiners, words before a noun for a person, and "of"."""
        return self.before | self.of_words | self.determiners.keys()

    @cached_property
    def genders(self) -> dict[str, Gender]:
        """Determiner -> the gender that it tells."""
        lists = self.pronoun_table.determiners
        return {**dict.fromkeys(lists.masculine, "masculine"), **dict.fromkeys(lists.feminine, "feminine")}

    @cached_property
    def numbers(self) -> dict[str, GrammaticalNumber]:
        """Determiner -> the number that it tells."""
        lists = self.pronoun_table.determiners
        singular = (*lists.feminine, *lists.masculine, *lists.singular)
        return {**dict.fromkeys(singular, "singular"), **dict.fromkeys(lists.plural, "plural")}

    @cached_property
    def plural_determiners(self) -> frozenset[str]:
        """Determiners of the plural."""
        return forms_of(self.pronoun_table.determiners.plural)

    @cached_property
    def possessive(self) -> frozenset[str]:
        """Possessive determiners."""
        return frozenset(d for d, kind in self.determiners.items() if kind == "possessive")

    @cached_property
    def links_of_mottos(self) -> frozenset[str]:
        """Small words within a body's name that is a sentence."""
        return forms_of(self.names.links_of_mottos)

    @cached_property
    def name_joins(self) -> frozenset[str]:
        """Words that may join the words of a body's own name."""
        return frozenset(soften(w) for w in self.offices.name_joins)

    @cached_property
    def domains(self) -> frozenset[str]:
        """Capitalised words for what offices are of."""
        return forms_of(self.offices.domains)

    @property
    def head_first(self) -> bool:
        """Whether a noun stands before what qualifies it."""
        return self.offices.plural_word == "first"

    def body(self, words: Sequence[str]) -> Body | None:
        """What is known of the body that bears exactly this name, its article left out or not."""
        found = self.bodies.get(words)
        if found is None and len(words) == 1:
            return self.outlets_behind_articles.get(words[0])
        if found is None and self.outlet_heads & {fold(words[0]), fold(words[-1])}:
            return Body(" ".join(words), "outlet")
        return found

    def noun_at(self, words: Sequence[str], index: int) -> tuple[int, Noun] | None:
        """The noun that starts at ``index``, maybe behind a prefix ("ex-ministre"): how many words it has, and it."""
        found = self.nouns.at(words, index)
        if found or not words[index].startswith(self.offices.prefixes):  # as nearly all words
            return found
        for prefix in self.offices.prefixes:
            if words[index].startswith(prefix):
                found = self.nouns.at((words[index][len(prefix) :], *words[index + 1 : index + 5]), 0)
                if found:
                    break
        return found

    def noun(self, key: str) -> Noun | None:
        """The noun whose dictionary form is ``key``."""
        return self.nouns.get(split_words(key, self.clitics))


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
        function_words=forms_of((*names.function_words, *names.calendar)),
        particles=forms_of(names.particles),
        clitics=clitics,
        titles={form: t for t in language.table(Titles).titles for f in t.forms for form in forms_of([f])},
        nouns=nouns_of(offices, language.table(Organisations), clitics),
        adjectives=_adjectives(language.table(Countries)),
        places=_places(language.table(Countries), language.code, clitics),
        bodies=_bodies(language.table(Organisations), clitics),
        outlet_heads=forms_of(language.table(Organisations).outlets.heads),
        outlets_behind_articles=_outlets_behind_articles(language.table(Organisations)),
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


def _outlets_behind_articles(organisations: Organisations) -> dict[str, Body]:
    """One-word outlets by their word: the article before it may be part of another word ("au Figaro")."""
    pairs = (name.partition(" ") for name in organisations.outlets.names)
    return {
        form: Body(word, "outlet")
        for article, _, word in pairs
        if word.isalnum() and article in organisations.articles
        for form in forms_of([word])
    }


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
