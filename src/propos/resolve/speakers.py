"""Speakers: who made each statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from propos.find.parse import Parse
from propos.lang import Language
from propos.lang.naming import Naming, naming_of
from propos.model import Actor, Article, Mention, Office, Span, Statement, hull
from propos.resolve.actors import Cast, build_cast
from propos.resolve.antecedents import Memory, find_antecedent
from propos.resolve.cast import Member, describe, strip_determiner
from propos.resolve.descriptions import Descriptions
from propos.resolve.sources import Source, read_source
from propos.resolve.text import Places


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement, why, and how sure that is."""

    member: Member
    reason: str
    confidence: float


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
    resolver = _Resolver(article, statements, mentions, naming_of(language))
    speakers = resolver.resolve()
    return _finish(article, statements, speakers, resolver.cast)


class _Resolver:
    """Goes through the statements of one article in text order and says who speaks."""

    def __init__(
        self, article: Article, statements: Sequence[Statement], mentions: Sequence[Mention], naming: Naming
    ) -> None:
        self.article, self.statements, self.mentions, self.naming = article, statements, mentions, naming
        self.starts = [m.span.start for m in mentions]
        self.places = Places(article, statements)
        self.cast: Cast = build_cast(article.text, mentions, naming)
        self.descriptions = Descriptions(article.text, mentions, self.cast, places=self.places, naming=naming)
        self.memory = Memory(self.places)
        self.speakers: dict[str, Speaker] = {}

    def resolve(self) -> dict[str, Speaker]:
        """Statement id -> speaker, for those that can be told."""
        self.memory.settle(self.cast.members)
        for statement in sorted(self.statements, key=_anchor):
            speaker = self._speaker(statement)
            if speaker:
                self.speakers[statement.id] = speaker
                at = statement.source[0] if statement.source else hull(statement.content)
                self.memory.spoke.append((at.start, speaker.member))
        return self.speakers

    def _speaker(self, statement: Statement) -> Speaker | None:
        if not statement.source:
            return self._carried_on(statement)
        sources = [read_source(self.article.text, s, self.mentions, self.starts, self.naming) for s in statement.source]
        for source in sources:
            found = self._of_source(source, statement)
            if found:
                return found
        return None

    def _carried_on(self, statement: Statement) -> Speaker | None:
        before = self.speakers.get(statement.continues or "")
        if before:
            return Speaker(before.member, "continues", before.confidence * 0.95)
        if not self.memory.spoke:
            return None
        offset, member = self.memory.spoke[-1]
        distance = self.places.paragraph(statement.content[0].start) - self.places.paragraph(offset)
        return Speaker(member, "previous", 0.7) if distance <= 1 else None

    def _of_source(self, source: Source, statement: Statement) -> Speaker | None:
        if not source.heads:
            return self._described(source.span)
        members = [self._of_head(h, source, statement) for h in source.heads]
        if any(m is None for m in members):
            return None
        found = [m for m in members if m is not None]
        return found[0] if len(found) == 1 else self._together(source, [f.member for f in found])

    def _of_head(self, head: Mention, source: Source, statement: Statement) -> Speaker | None:
        if head.form == "pronoun":
            return self._pronoun(head, statement)
        if head in self.cast.of:
            member = self.cast.of[head]
            if source.described and not member.kind:
                member.kind = "person"
            return Speaker(member, "name", 0.95)
        if head in self.descriptions.tied:
            return Speaker(self.descriptions.tied[head], "apposition", 0.95)
        if head in self.cast.ambiguous:
            return None
        if head in self.descriptions.made:
            member_or_none = self.descriptions.match(head)
            if member_or_none:
                self.memory.note(head.span, member_or_none)
                return Speaker(member_or_none, "description", 0.8)
        return self._described(source.span if len(source.heads) == 1 else head.span, head)

    def _pronoun(self, head: Mention, statement: Statement) -> Speaker | None:
        if head.head == "speaker":
            holder = self._quoting(head.span, statement)
            return Speaker(holder.member, "speaker", 0.85) if holder else None
        if head.head == "relative":
            near = self.memory.before(head.span.start, 0)
            return Speaker(near[0][2], "relative", 0.8) if near and head.span.start - near[0][1] < 4 else None
        member = find_antecedent(head, self.memory)
        if member is None:
            return None
        self.memory.note(head.span, member)
        return Speaker(member, "pronoun", 0.8)

    def _quoting(self, span: Span, statement: Statement) -> Speaker | None:
        """The speaker of the statement whose content ``span`` stands in."""
        for other in self.statements:
            if other.id != statement.id and any(c.contains(span) for c in other.content) and other.id in self.speakers:
                return self.speakers[other.id]
        return None

    def _described(self, span: Span, head: Mention | None = None) -> Speaker | None:
        """A speaker without a proper name: a new member of the cast under the words as printed."""
        words = span.of(self.article.text)
        mention = head or Mention(span=span, form="periphrasis")
        name = strip_determiner(words, self.naming)
        for member in self.cast.members:
            if not member.named and member.name.casefold() == name.casefold():
                member.mentions.append(mention)
                return Speaker(member, "described", 0.7)
        plural = mention.number == "plural"
        kind = "group" if plural else mention.kind if mention.kind == "organisation" else "unnamed"
        member = Member(name, kind, named=False, number="plural" if plural else "singular")
        if mention.gender:
            member.genders[mention.gender] += 1
        if mention.head:
            member.descriptions.append(describe(self.article.text, mention, self.naming))
            member.kind = mention.kind if not plural else "group"
        member.mentions.append(mention)
        self.cast.members.append(member)
        self.memory.note(span, member)
        return Speaker(member, "described", 0.7)

    def _together(self, source: Source, members: list[Member]) -> Speaker:
        joiner = self.naming.names.joiners[0]
        name = f" {joiner} ".join(m.name for m in members)
        for member in self.cast.members:
            if member.name == name:
                return Speaker(member, "together", 0.85)
        group = Member(name, "group", named=False, number="plural", mentions=[Mention(span=source.span, form="name")])
        self.cast.members.append(group)
        self.memory.note(source.span, group)
        return Speaker(group, "together", 0.85)


def _anchor(statement: Statement) -> tuple[int, int]:
    spans = (*statement.content, *statement.source, *statement.cue)
    return min(s.start for s in spans), -max(s.end for s in spans)


def _finish(
    article: Article, statements: tuple[Statement, ...], speakers: dict[str, Speaker], cast: Cast
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    order = sorted(
        (m for m in cast.members if m.mentions), key=lambda m: min(mention.span.start for mention in m.mentions)
    )
    ids = {id(member): f"a{number}" for number, member in enumerate(order, 1)}
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
    return named, tuple(_actor(article, m, ids[id(m)]) for m in order)


def _actor(article: Article, member: Member, actor_id: str) -> Actor:
    return Actor(
        id=actor_id,
        name=member.name,
        kind=member.kind or "unnamed",
        gender=member.gender,
        country=member.country or next((d.country for d in member.descriptions if d.country), None),
        offices=tuple(
            Office(title=d.text, of=None, span=d.span) for d in member.descriptions if member.kind == "person"
        ),
        mentions=tuple(sorted(set(member.mentions), key=lambda m: (m.span.start, m.span.end))),
    )
