"""``names.toml``: first names, and what a name may look like in the language."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class FirstNames(Entry):
    """First names by the gender of those who bear them."""

    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    either: tuple[str, ...]


class Names(Table):
    """First names and the language's conventions for names.

    Attributes:
        clitics: Words that lose their vowel before an apostrophe and lean on the next one.
        particles: Words in small letters that may stand within a name.
        joiners: Words that join two of a kind ("and").
        possessives: Endings that are no part of a name.
        copulas: Verbs between somebody and what he or she is.
        subordinators: Words that open a clause, so that a noun phrase ends before them.
        function_words: Words that are no names although a sentence may open with them.
        calendar: Words of the calendar.
        moments: Words for parts of a day and of a week.
        suffixes: What may stand behind a name and is no part of it ("QC").
        place_prepositions: Words before the name of a place.
        thing_words: Words within the names of places and things that nobody bears ("Street", "Cup").
        links_of_mottos: Small words within a body's name that is a sentence ("Touche pas à ma digue").
        affiliations: How words begin that say whom a politician sits for ("D-Ohio").
    """

    file: ClassVar[str] = "names.toml"

    clitics: tuple[str, ...]
    particles: tuple[str, ...]
    joiners: tuple[str, ...]
    possessives: tuple[str, ...]
    copulas: tuple[str, ...]
    subordinators: tuple[str, ...]
    function_words: tuple[str, ...]
    calendar: tuple[str, ...]
    moments: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    place_prepositions: tuple[str, ...] = ()
    thing_words: tuple[str, ...] = ()
    links_of_mottos: tuple[str, ...] = ()
    first_names: FirstNames
