"""``organisations.toml``: nouns for bodies and documents, and agencies and outlets by name."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from propos.lang.tables.base import Entry, Table
from propos.model import Gender


class BodyNoun(Entry):
    """One noun for a body.

    Attributes:
        more_general: Other nouns that the same body may be called by (``is`` in the file).
        company: Whether it is a business.
        outlet: Whether it publishes news.
        generic: Whether it mostly takes up a body named before ("l'institution").
        capital: Whether it means a body under a capital letter only ("l'État", not "un état de confusion").
    """

    name: str
    gender: Gender | None = None
    more_general: tuple[str, ...] = Field(default=(), alias="is")
    company: bool = False
    outlet: bool = False
    generic: bool = False
    capital: bool = False


class Documents(Entry):
    """Nouns for documents that speak for whoever published them, by gender (``any`` where the language has none)."""

    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class Named(Entry):
    """Bodies known by name.

    Attributes:
        heads: Capitalised words that begin or end other such names ("Courrier de Lisse", "Lisse Gazette").
    """

    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


class Known(Entry):
    """Other bodies that are best known by name, lest they be taken for people or words."""

    organisations: tuple[str, ...] = ()


class Organisations(Table):
    """Bodies, documents, agencies and outlets.

    Attributes:
        plurals: Ending of the singular -> of the plural; the first that fits.
        published_by: Words that join a document to whoever published it.
        articles: Articles that may be left out of an outlet's name.
    """

    file: ClassVar[str] = "organisations.toml"

    plurals: tuple[tuple[str, str], ...]
    published_by: tuple[str, ...]
    articles: tuple[str, ...] = ()
    nouns: tuple[BodyNoun, ...]
    documents: Documents
    agencies: Named
    outlets: Named
    known: Known
