"""``pack.toml``: what the language is, and which parser reads it."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Syntax(Entry):
    """The parser's names for the grammatical relations that the engine speaks of (each a tuple of dependency labels).

    Attributes:
        subject: Subject of an active verb.
        passive_subject: Subject of a passive verb.
        agent: Agent of a passive verb (the preposition's or the noun's relation, as the parser has it).
        object: Direct object.
        indirect_object: Indirect object (whom something was said to).
        clause_complement: Clause that completes a verb, finite or not.
        adverbial_clause: Clause that modifies a verb.
        adjunct: Noun phrase that says when, where, to whom or how.
        apposition: Noun that names another again.
        conjunct: Coordinated element.
        auxiliary: Auxiliary verb.
        marker: Word that opens a subordinate clause ("que", "that").
        negation: Negating word.
    """

    subject: tuple[str, ...]
    passive_subject: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    indirect_object: tuple[str, ...] = ()
    clause_complement: tuple[str, ...] = ()
    adverbial_clause: tuple[str, ...] = ()
    adjunct: tuple[str, ...] = ()
    apposition: tuple[str, ...] = ()
    conjunct: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    marker: tuple[str, ...] = ()
    negation: tuple[str, ...] = ()


class Pack(Table):
    """The language itself.

    Attributes:
        code: BCP 47 code, as the folder's name.
        name: The language's name in itself ("français").
        models: Importable parser packages, the best first; the first one installed is used.
        day_first: Whether 03/04 is the third of April.
        elided: Words that stand before an apostrophe, without it ("qu").
    """

    file: ClassVar[str] = "pack.toml"

    code: str
    name: str
    models: tuple[str, ...]
    day_first: bool
    elided: tuple[str, ...] = ()
    syntax: Syntax
