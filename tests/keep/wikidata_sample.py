"""A small dump in the format of Wikidata's: invented people, offices and bodies; real properties and classes."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Entity = dict[str, Any]

RUSSIA, BELGIUM = "Q159", "Q31"
PRESIDENT = "Q900001"


def time(day: str, precision: int = 11) -> Entity:
    """A moment: ``2012-05-07``, with a lesser precision ``2012-05`` or ``2012``."""
    stamp = f"{'+' if day[0] != '-' else ''}{day}" + "-00" * (2 - day.lstrip("-").count("-"))
    value = {"time": f"{stamp}T00:00:00Z", "timezone": 0, "before": 0, "after": 0, "precision": precision}
    value["calendarmodel"] = "http://www.wikidata.org/entity/Q1985727"
    return snak({"value": value, "type": "time"})


def snak(datavalue: Entity | None = None, kind: str = "value") -> Entity:
    return {"snaktype": kind, "property": "P1", **({"datavalue": datavalue} if datavalue else {})}


def ref(qid: str) -> Entity:
    value = {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}
    return snak({"value": value, "type": "wikibase-entityid"})


def said(value: Entity, rank: str = "normal", **qualifiers: Entity) -> Entity:
    found = {name: [q] for name, q in qualifiers.items()}
    return {"mainsnak": value, "type": "statement", "rank": rank, **({"qualifiers": found} if found else {})}


def entity(qid: str, labels: dict[str, str], aliases: dict[str, list[str]] | None = None, **claims: Any) -> Entity:
    return {
        "type": "item",
        "id": qid,
        "labels": {k: {"language": k, "value": v} for k, v in labels.items()},
        "descriptions": {"fr": {"language": "fr", "value": f"description de {qid}"}},
        "aliases": {k: [{"language": k, "value": v} for v in vs] for k, vs in (aliases or {}).items()} or [],
        "claims": {k: v if isinstance(v, list) else [v] for k, v in claims.items()},
        "sitelinks": {},
        "lastrevid": 1,
        "modified": "2030-01-31T12:00:00Z",
    }


def person(qid: str, name: str, *offices: Entity, **claims: Any) -> Entity:
    claims = {"P31": said(ref("Q5")), "P39": list(offices), **claims}
    return entity(qid, {"fr": name, "en": name, "de": f"{name} (de)"}, **claims)


def held(office: str, start: Entity | None = None, end: Entity | None = None, rank: str = "normal") -> Entity:
    dates = {"P580": start, "P582": end}
    return said(ref(office), rank, **{k: v for k, v in dates.items() if v})


MAN, WOMAN = said(ref("Q6581097")), said(ref("Q6581072"))

SAMPLE = (
    entity(RUSSIA, {"fr": "Russie", "en": "Russia"}, P31=said(ref("Q3624078")), P297=said(snak({"value": "RU"}))),
    entity(
        PRESIDENT,
        {"fr": "président de la fédération de Russie", "en": "President of Russia"},
        {"fr": ["président russe"], "en": ["Russian president"]},
        P31=said(ref("Q4164871")),
        P1001=said(ref(RUSSIA)),
    ),
    person(
        "Q900011",
        "Pavel Orlenko",
        held(PRESIDENT, time("2012-05-07"), time("2020-05-07")),
        P21=MAN,
        P27=said(ref(RUSSIA)),
    ),
    person("Q900012", "Irina Sablova", held(PRESIDENT, time("2020-05-07")), P21=WOMAN, P27=said(ref(RUSSIA))),
    person("Q900013", "Nobody Elected"),
    entity("Q900021", {"mul": "Corvel Media"}, {"fr": ["Corvel"]}, P31=said(ref("Q192283")), P17=said(ref(BELGIUM))),
    entity("Q900031", {"en": "a lake"}, P31=said(ref("Q23397"))),
)


def write_dump(file: Path, entities: Iterable[Entity | str] = SAMPLE) -> Path:
    """A dump as Wikidata writes it; a str is a line as it is."""
    lines = [e if isinstance(e, str) else json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in entities]
    content = ("[\n" + ",\n".join(lines) + "\n]\n").encode()
    pack = {".gz": gzip.compress, ".bz2": bz2.compress}.get(file.suffix)
    file.write_bytes(pack(content) if pack else content)
    return file
