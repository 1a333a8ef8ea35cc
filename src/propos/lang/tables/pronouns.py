"""``pronouns.toml``: pronouns that may stand for an actor, and determiners."""

from __future__ import annotations

from typing import ClassVar, Literal

from propos.lang.tables.base import Entry, Table
from propos.model import Gender, GrammaticalNumber

PronounRole = Literal[
    "personal", "possessive", "close", "relative", "speaker", "person", "thing", "former", "latter", "none"
]


class Pronoun(Entry):
    """Forms that refer alike.

    Attributes:
        role: ``personal`` looks back for whoever is spoken of; ``person`` too, but means no body; ``thing`` too, but
            means no person; ``possessive`` looks back as well; ``close`` takes the last one named; ``relative`` the
            noun just before; ``speaker`` whoever speaks here; ``none`` refers to nobody in particular.
    """

    forms: tuple[str, ...]
    gender: Gender | None = None
    number: GrammaticalNumber | None = None
    role: PronounRole


class Determiners(Entry):
    """Determiners by what they tell.

    Attributes:
        contracted: Those that hold a preposition ("du"), which is no part of the phrase.
    """

    definite: tuple[str, ...]
    indefinite: tuple[str, ...]
    demonstrative: tuple[str, ...]
    possessive: tuple[str, ...]
    feminine: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    contracted: tuple[str, ...] = ()


class Pronouns(Table):
    """Pronouns and determiners."""

    file: ClassVar[str] = "pronouns.toml"

    pronouns: tuple[Pronoun, ...]
    determiners: Determiners
