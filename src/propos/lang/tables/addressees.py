"""``addressees.toml``: words that say to whom something was said."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Table


class Addressees(Table):
    """Words around whoever is spoken to.

    Attributes:
        to: Right before an addressee, after a cue.
        where: Those of ``to`` that also stand before a place, so that a country or a town after them is no addressee.
        occasions: Phrases that open an addressee anywhere in the sentence ("speaking to", "letter to").
        during: Phrases that open an occasion ("in a"), followed by one of the next.
        meetings: Occasions at which those who meet speak to each other ("call with").
        verbs: Lemmas of verbs whose object is who is spoken to ("told X").
        hearers: Nouns for people who are spoken to rather than speak, beyond those that name a speaker.
    """

    file: ClassVar[str] = "addressees.toml"

    to: tuple[str, ...]
    where: tuple[str, ...] = ()
    occasions: tuple[str, ...]
    during: tuple[str, ...]
    meetings: tuple[str, ...]
    verbs: tuple[str, ...]
    hearers: tuple[str, ...]
