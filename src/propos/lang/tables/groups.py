"""``groups.toml``: words for sources that are not named, and how they are taken up again."""

from __future__ import annotations

from typing import ClassVar

from propos.lang.tables.base import Table


class Groups(Table):
    """Unnamed sources.

    Attributes:
        again: Words that say that the source is one spoken of before.
        same: Those among them that say so of anybody ("le même chercheur").
        sources: Nouns for a source that take up whoever was quoted last ("la même source").
        unnamed: Nouns for people who speak without being named.
        agent_endings: Endings of nouns for people, so that unknown ones are taken for such.
        demonym_endings: Endings, folded, of words for the people of a town or region.
        likeness: Words before an indefinite description that only likens ("tel un professeur").
        collectives: Those of ``unnamed`` that mean several or a body, whatever their number, and so nobody named.
        goes_on: Forms of verbs by which somebody goes on speaking ("a ajouté", "added").
        anonymous: Words that tell that somebody is not to be named ("l'anonymat", "on condition of anonymity").
        opaque: Nouns that tell nothing of who speaks.
    """

    file: ClassVar[str] = "groups.toml"

    again: tuple[str, ...]
    same: tuple[str, ...] = ()
    sources: tuple[str, ...]
    unnamed: tuple[str, ...]
    opaque: tuple[str, ...] = ()
    agent_endings: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    likeness: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
