"""What the register answers with beside the actors themselves: Wikidata's items, and who is meant by an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Evidence = Literal["name", "only_name", "country", "office"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedOffice:
    """An office as Wikidata dates it.

    Attributes:
        office: Wikidata's number of the office.
        labels: What it is called, by language; empty if the dump did not say.
        start: First and last day that may be meant; None if nobody says.
        end: The same.
        ended: Whether it is said to have ended.
    """

    office: str
    labels: dict[str, str]
    start: tuple[str, str] | None
    end: tuple[str, str] | None
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """An item of Wikidata: names and descriptions by language, aliases of all languages, offices, the latest first."""

    qid: str
    kind: str
    labels: dict[str, str]
    descriptions: dict[str, str]
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    countries: tuple[str, ...] = ()
    offices: tuple[DatedOffice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSuggestion:
    """An item that an actor may be, and what speaks for it: somebody should decide.

    Attributes:
        evidence: What speaks for it, each with the name, country or office that agrees.
    """

    item: ItemRecord
    evidence: tuple[tuple[Evidence, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """How it is known that somebody held an office.

    Attributes:
        source: ``coverage``: articles say so; ``wikidata``: its statements do.
        first: First day of evidence, or the start of the office; None if nobody says.
        last: Last day of evidence, or the end.
        articles: The articles that say so, the earliest first.
        qid: Wikidata's number of the holder.
    """

    source: Literal["coverage", "wikidata"]
    first: str | None
    last: str | None
    articles: tuple[int, ...] = ()
    qid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who held the office by which alone an article calls somebody, at the article's date.

    Attributes:
        article_id: The article.
        local_id: The actor's id there (``a1``).
        actor_id: Its id in the register, where it stays apart until somebody joins it.
        office: The words of the article.
        day: The article's date.
        status: ``confirmed`` if somebody identified the only holder, and Wikidata's dates leave no doubt; else
            ``suggested``.
        name: The holder's name.
        holder_id: The holder in the register; None if only Wikidata knows of them.
        qid: The holder's number in Wikidata, if it is known to hold the office.
        evidence: How that is known.
    """

    article_id: int
    local_id: str
    actor_id: int
    office: str
    day: str
    status: Literal["suggested", "confirmed"]
    name: str
    holder_id: int | None
    qid: str | None
    evidence: tuple[Tenure, ...]
