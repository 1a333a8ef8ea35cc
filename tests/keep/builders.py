"""Readings built by hand: the marked words of a text become statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from propos.model import Actor, Mention, Office, Reading, Span, Statement
from tests.conftest import make_article


@dataclass(frozen=True)
class Said:
    """What somebody says in an article that is built by hand; ``speaker`` None is an unknown one."""

    words: str
    speaker: str | None = None
    fields: tuple[tuple[str, Any], ...] = ()


def said(words: str, speaker: str | None = None, **fields: Any) -> Said:
    return Said(words, speaker, tuple(fields.items()))


def make_reading(
    *items: Said | str,
    url: str | None = None,
    outlet: str | None = None,
    published: date | None = date(2030, 5, 2),
    lang: str = "fr",
    title: str | None = None,
    kinds: dict[str, str] | None = None,
    offices: dict[str, str] | None = None,
    rules_version: str = "1",
) -> Reading:
    """A reading whose text is the items, one a paragraph; ``Said`` items become statements (``« words », dit X.``)."""
    text, statements, actors = "", [], {}
    mentions: dict[str, list[Mention]] = {}
    for item in items:
        if text:
            text += "\n"
        if isinstance(item, str):
            text += item
            continue
        start = len(text) + 2
        text += f"« {item.words} »"
        speaker = None
        if item.speaker:
            speaker = actors.setdefault(item.speaker, f"a{len(actors) + 1}")
            mentions.setdefault(item.speaker, []).append(
                Mention(span=Span(len(text) + 6, len(text) + 6 + len(item.speaker)), form="name")
            )
            text += f", dit {item.speaker}."
        fields: dict[str, Any] = {"kind": "direct", "rule": "by hand", "confidence": 0.9, **dict(item.fields)}
        statements.append(
            Statement(
                id=f"s{len(statements) + 1}",
                content=(Span(start, start + len(item.words)),),
                speaker=speaker,
                speaker_name=item.speaker,
                **fields,
            )
        )
    article = replace(make_article(text, lang=lang, published=published), url=url, outlet=outlet, title=title)
    people = tuple(
        Actor(
            id=local,
            name=name,
            kind=(kinds or {}).get(name, "person"),  # type: ignore[arg-type]
            mentions=tuple(mentions[name]),
            offices=(Office(title=offices[name], of=None, span=Span(0, 1)),) if name in (offices or {}) else (),
        )
        for name, local in actors.items()
    )
    return Reading(
        source="-", article=article, statements=tuple(statements), actors=people, rules_version=rules_version
    )
