"""Speakers: who made each statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from propos.find.parse import Parse
from propos.lang import Language
from propos.model import Actor, Article, Mention, Office, Statement
from propos.resolve.actors import Cast
from propos.resolve.cast import Member
from propos.resolve.resolver import Resolver
from propos.resolve.turns import Speaker


def resolve_speakers(
    article: Article,
    statements: tuple[Statement, ...],
    mentions: tuple[Mention, ...],
    parse: Parse,
    language: Language,
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """The statements with speaker, name, relays, confidence and reason, and the actors of the article.

    A statement whose speaker cannot be told keeps ``speaker=None``.
    """
    resolver = Resolver(article, statements, mentions, parse=parse, language=language)
    speakers = resolver.resolve()
    relayed = {s.id: relays for s in statements if not s.relays and (relays := resolver.relays(s))}
    statements = tuple(replace(s, relays=relayed[s.id]) if s.id in relayed else s for s in statements)
    return _finish(statements, speakers, resolver.cast)


def _finish(
    statements: tuple[Statement, ...], speakers: dict[str, Speaker], cast: Cast
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    mentioned = [(m, _in_order(m.mentions)) for m in cast.members if m.mentions]
    mentioned.sort(key=lambda m: m[1][0].span.start)
    ids = {id(member): f"a{number}" for number, (member, _) in enumerate(mentioned, 1)}
    named = tuple(
        replace(
            s,
            speaker=ids.get(id(speakers[s.id].member)),
            speaker_name=speakers[s.id].member.name,
            confidence=round(s.confidence * speakers[s.id].confidence, 3),
            reason=speakers[s.id].reason,
        )
        if s.id in speakers
        else s
        for s in statements
    )
    return named, tuple([_actor(member, mentions, ids[id(member)]) for member, mentions in mentioned])


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(mentions), key=lambda m: (m.span.start, m.span.end)))


def _actor(member: Member, mentions: tuple[Mention, ...], actor_id: str) -> Actor:
    return Actor(
        id=actor_id,
        name=member.name,
        kind=member.kind or "unnamed",
        gender=member.gender,
        country=member.country or next((d.country for d in member.descriptions if d.country), None),
        offices=tuple([Office(title=d.text, of=None, span=d.span) for d in member.descriptions])
        if member.kind == "person"
        else (),
        mentions=mentions,
    )
