"""An entity of a dump becomes an Item: names in the languages asked for, gender, countries, dated offices.

Statements of deprecated rank are left out. Of citizenships, genders and codes the best rank counts, as Wikidata itself
takes it; offices of all times count, but where two statements on the same office overlap, the preferred one does.
"""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from propos.model import Gender

ItemKind = Literal["person", "organisation", "country", "office"]
Entity = dict[str, Any]

_HUMAN = "Q5"
_GENDERS: dict[str, Gender] = {
    "Q6581097": "masculine",
    "Q6581072": "feminine",
    "Q2449503": "masculine",
    "Q1052281": "feminine",
}
#: Code of the labels that hold in every language.
MULTIPLE = "mul"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date may mean, which is as exact as its precision: first and last, ISO."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An office that somebody holds or held.

    Attributes:
        office: Wikidata's number of the office.
        start: None if nobody says when.
        end: None if nobody says when; see ``ended``.
        ended: Whether it is said to have ended. One that nobody says has ended may be held still.
        preferred: Whether it is of preferred rank.
    """

    office: str
    start: Period | None = None
    end: Period | None = None
    ended: bool = False
    preferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is kept of an entity.

    Attributes:
        qid: Wikidata's number.
        names: Label and aliases by language, ``(language, name, whether it is the label)``.
        descriptions: By language.
        countries: Numbers of the countries: citizenship of a person, jurisdiction of an office, seat of a body.
        code: ISO 3166 code of a country.
        modified: When the entity was last changed (ISO): later than this day it says nothing.
    """

    qid: str
    kind: ItemKind
    names: tuple[tuple[str, str, bool], ...]
    descriptions: tuple[tuple[str, str], ...] = ()
    gender: Gender | None = None
    countries: tuple[str, ...] = ()
    code: str | None = None
    modified: str | None = None
    holdings: tuple[Holding, ...] = ()


@cache
def known_classes() -> dict[str, ItemKind]:
    """For each class of items that is kept, as what."""
    text = (importlib.resources.files(__package__) / "classes.toml").read_text(encoding="utf-8")
    kinds: tuple[ItemKind, ...] = ("organisation", "country", "office")
    tables = tomllib.loads(text)
    return {qid: kind for kind in kinds for qid in tables[kind]}


def read_item(entity: Entity, languages: Collection[str]) -> Item | None:
    """The Item of an entity; None if it is of no kind that is kept, or has no name in the languages.

    Raises:
        ValueError: If the entity is not made like one.
    """
    try:
        if entity.get("type", "item") != "item":
            return None
        claims: Entity = entity.get("claims") or {}
        kind = _kind(claims)
        holdings = tuple(_without_overlaps(list(_holdings(claims)))) if kind == "person" else ()
        names = tuple(_names(entity, languages))
        if kind is None or not names or (kind == "person" and not holdings):
            return None
        return Item(
            qid=_qid(entity["id"]),
            kind=kind,
            names=names,
            descriptions=tuple(_texts(entity.get("descriptions"), languages)),
            gender=next((_GENDERS[q] for q in _best(claims, "P21") if q in _GENDERS), None),
            countries=_countries(claims, kind),
            code=next((v for v in _best(claims, "P297") if len(v) == 2), None),
            modified=entity.get("modified"),
            holdings=holdings,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an entity of Wikidata ({type(error).__name__}: {error})") from None


def _qid(value: str) -> str:
    if value[:1] != "Q" or not value[1:].isdigit():
        raise KeyError(value)
    return value


def _kind(claims: Entity) -> ItemKind | None:
    classes = set(_best(claims, "P31"))
    if _HUMAN in classes:
        return "person"
    known = known_classes()
    kinds = {known[q] for q in classes if q in known}
    kinds |= {known[q] for q in _best(claims, "P279") if known.get(q) == "office"}
    order: tuple[ItemKind, ...] = ("office", "country", "organisation")
    return next((kind for kind in order if kind in kinds), None)


def _countries(claims: Entity, kind: ItemKind) -> tuple[str, ...]:
    properties = {"person": ("P27",), "office": ("P1001", "P17"), "organisation": ("P17",), "country": ()}[kind]
    return next((tuple(found) for p in properties if (found := _best(claims, p))), ())


def _names(entity: Entity, languages: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    seen = set()
    for lang, name in _texts(entity.get("labels"), languages):
        seen.add((lang, name))
        yield lang, name, True
    for lang in (*languages, MULTIPLE):
        for alias in (entity.get("aliases") or {}).get(lang, ()):
            if (lang, alias["value"]) not in seen:
                seen.add((lang, alias["value"]))
                yield lang, alias["value"], False


def _texts(texts: Any, languages: Collection[str]) -> Iterator[tuple[str, str]]:
    # An empty map is written as an empty list.
    for lang in (*languages, MULTIPLE):
        if texts and lang in texts:
            yield lang, texts[lang]["value"]


def _statements(claims: Entity, name: str) -> list[Entity]:
    return [s for s in claims.get(name) or () if s.get("rank") != "deprecated"]


def _best(claims: Entity, name: str) -> list[str]:
    """The values of the statements of the best rank, as text: an item's number, or what stands there."""
    statements = _statements(claims, name)
    preferred = [s for s in statements if s.get("rank") == "preferred"]
    values = (_value(s["mainsnak"]) for s in preferred or statements)
    return [v for v in values if v is not None]


def _value(snak: Entity) -> str | None:
    if snak.get("snaktype") != "value":
        return None
    value = snak["datavalue"]["value"]
    if isinstance(value, str):
        return value
    return str(value["id"]) if "id" in value else f"Q{value['numeric-id']}"


def _holdings(claims: Entity) -> Iterator[Holding]:
    for statement in _statements(claims, "P39"):
        office = _value(statement["mainsnak"])
        if office is None:
            continue
        qualifiers: Entity = statement.get("qualifiers") or {}
        ends = qualifiers.get("P582") or ()
        yield Holding(
            office=_qid(office),
            start=_period(qualifiers.get("P580") or ()),
            end=_period(ends),
            ended=any(s.get("snaktype") != "novalue" for s in ends),
            preferred=statement.get("rank") == "preferred",
        )


def _without_overlaps(holdings: Sequence[Holding]) -> Iterator[Holding]:
    preferred = [h for h in holdings if h.preferred]
    for holding in holdings:
        if holding.preferred or not any(h.office == holding.office and _overlap(h, holding) for h in preferred):
            yield holding


def _overlap(one: Holding, other: Holding) -> bool:
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(holding: Holding) -> str:
    return holding.start.first if holding.start else ""


def _last(holding: Holding) -> str:
    return holding.end.last if holding.end else "9999"


def _period(snaks: Sequence[Entity]) -> Period | None:
    """The days that a date may mean; of several dates, from the first to the last of them."""
    periods = [p for p in (_days(s["datavalue"]["value"]) for s in snaks if s.get("snaktype") == "value") if p]
    if not periods:
        return None
    return Period(min(p.first for p in periods), max(p.last for p in periods))


def _days(value: Entity) -> Period | None:
    """The days that a time of a precision may mean; None if it is vaguer than a century, or before our era."""
    time, precision = str(value["time"]), int(value["precision"])
    if not time.startswith("+") or precision < 7:
        return None
    year, month, day = (int(part) for part in time[1:].partition("T")[0].split("-"))
    if not 1 <= year <= 9999:
        return None
    if precision >= 11 and month and day:
        return Period(f"{year:04}-{month:02}-{day:02}", f"{year:04}-{month:02}-{day:02}")
    if precision >= 10 and month:
        return Period(f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-31")
    first = {8: year // 10 * 10, 7: (year - 1) // 100 * 100 + 1}.get(precision, year)
    last = first + {8: 9, 7: 99}.get(precision, 0)
    return Period(f"{max(first, 1):04}-01-01", f"{min(last, 9999):04}-12-31")
