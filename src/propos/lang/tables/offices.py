"""``offices.toml``: nouns for people, with their gender forms and the more general nouns that may replace them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from propos.lang.tables.base import Entry, Table


class PersonNoun(Entry):
    """One noun for people.

    Attributes:
        m: Masculine singular.
        f: Feminine singular; the same form if only the article tells.
        same: The masculine form of the entry that this one is another word for.
        more_general: Masculine forms of more general nouns for whoever holds this (``is`` in the file).
        invariable: Whether the plural is like the singular.
        one: Only the singular is looked up; several of them are a group, called as the text calls it.
        plain: Says nothing about a function (man, neighbour, victim); names nobody without more words.
        peer: Holds the same office elsewhere as somebody spoken of before.
        kind: ``never`` for a word that looks like one of these but is none.
    """

    m: str | None = None
    f: str | None = None
    same: str | None = None
    more_general: tuple[str, ...] = Field(default=(), alias="is")
    invariable: bool = False
    one: bool = False
    plain: bool = False
    peer: bool = False
    kind: Literal["person", "never"] = "person"


class UniqueOffices(Entry):
    """Offices that one person holds at a time, by the masculine form of their entry.

    Attributes:
        by_country: A country tells which office it is, or a proper name.
        by_name: Only a proper name does.
        by_domain: Country and domain together do.
        not_now: Words that say that somebody does not hold the office at the time.
    """

    by_country: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()
    by_domain: tuple[str, ...] = ()
    not_now: tuple[str, ...] = ()


class Offices(Table):
    """Offices, trades and other nouns for people.

    Attributes:
        plural_word: Which word of an entry takes the plural.
        plurals: Ending of the singular -> of the plural; the first that fits.
        before: Words that may stand between the determiner and the noun.
        prefixes: What may be joined to the front of a noun ("ex-").
        of: Words that join what the office is of.
        name_joins: Further words that may join the words of a body's own name.
        domains: Capitalised words for what offices are of, which name nobody ("Santé").
        unique: Which of them one person holds at a time.
        doing: What somebody does -> the noun that says the same ("qui préside" -> "président").
    """

    file: ClassVar[str] = "offices.toml"

    plural_word: Literal["first", "last"]
    plurals: tuple[tuple[str, str], ...]
    before: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    of: tuple[str, ...]
    domains: tuple[str, ...] = ()
    name_joins: tuple[str, ...] = ()
    unique: UniqueOffices = UniqueOffices()
    doing: dict[str, str] = Field(default_factory=dict)
    nouns: tuple[PersonNoun, ...]
