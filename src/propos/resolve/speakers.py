"""Speakers: who made each statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from propos.find.parse import Parse
from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.naming import Naming, naming_of, split_words
from propos.model import Actor, Article, Mention, Office, Span, Statement, hull
from propos.resolve.actors import Cast, build_cast
from propos.resolve.antecedents import Memory, agrees, find_antecedent, find_described
from propos.resolve.cast import Member, describe, strip_determiner
from propos.resolve.descriptions import Descriptions
from propos.resolve.documents import naming_kind, publisher_of
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
        self.published: dict[str, Member] = {}

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
            return self._unheaded(source.span)
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
        span = source.span if len(source.heads) == 1 else head.span
        if head in self.descriptions.made:
            return self._of_description(head, span, statement)
        return self._described(span, head)

    def _of_description(self, head: Mention, span: Span, statement: Statement) -> Speaker | None:
        if naming_kind(head, self.naming) == "document":
            return self._of_document(head, span, statement)
        member = self.descriptions.match(head)
        if member:
            self.memory.note(head.span, member)
            return Speaker(member, "description", 0.8)
        if head.kind == "person" and head.number != "plural" and not self._indefinite(head):
            return self._somebody_new(head, span)
        if head.kind == "organisation" and head.number != "plural":
            body = self._main_body(head)
            if body:
                return Speaker(body, "main", 0.7)
        return self._described(span, head)

    def _indefinite(self, head: Mention) -> bool:
        first = split_words(head.span.of(self.article.text), self.naming.clitics)[0]
        return self.naming.determiners.get(first) == "indefinite"

    def _somebody_new(self, head: Mention, span: Span) -> Speaker | None:
        """Whom a description means that fits nobody: a person just spoken of, or nobody that can be told."""
        made = self.descriptions.made[head]
        specific = bool(made.words or made.country)
        inside = {id(m) for mention, m in self.cast.of.items() if span.contains(mention.span)}
        member = find_described(
            head,
            self.memory,
            specific=specific,
            conflicts=lambda m: id(m) in inside or self.descriptions.conflict(made, m),
        )
        if member:
            self.descriptions.tie(head, member)
            self.memory.note(head.span, member)
            return Speaker(member, "salient", 0.65)
        others = [m for m in self.cast.members if m.kind == "person" and m.named and agrees(m, head)]
        if not specific and any(not self.descriptions.conflict(made, m) for m in others):
            return None
        return self._described(span, head)

    def _of_document(self, head: Mention, span: Span, statement: Statement) -> Speaker | None:
        mentions, starts = self.mentions, self.starts
        author = publisher_of(self.article.text, head, mentions, starts, within=span, naming=self.naming)
        if author is None and not self._indefinite(head):
            known = self.published.get(head.head or "")
            if known:
                return Speaker(known, "document", 0.75)
        if author is None:
            return self._described(span, head)
        found = self._of_head(author, Source(author.span, (author,)), statement)
        if found is None:
            return None
        self.published[head.head or ""] = found.member
        return Speaker(found.member, "document", 0.85)

    def _main_body(self, head: Mention) -> Member | None:
        """The body that the article is about, when "le groupe" or "l'agence" says no more than that it is one."""
        made = self.descriptions.made[head]
        if made.words or self._indefinite(head):
            return None
        noun = self.naming.noun(made.head)
        counted = [
            (sum(not self.places.quoted(x.span.start) for x in m.mentions), m)
            for m in self.cast.members
            if m.named and m.kind in ("organisation", None) and not self.descriptions.conflict(made, m)
        ]
        counted.sort(key=lambda c: -c[0])
        if noun is None or not noun.company or not counted or counted[0][0] < 2:
            return None
        return counted[0][1] if len(counted) == 1 or counted[0][0] >= 2 * counted[1][0] else None

    def _unheaded(self, span: Span) -> Speaker | None:
        """A source that no mention heads: somebody unnamed, or one spoken of before ("la même source")."""
        words = split_words(span.of(self.article.text).replace("’", "'"), self.naming.clitics)
        if self.naming.pronouns.get(words[:1]):
            return None
        again = any(w in self.naming.groups.again for w in words) or words[0] in self.naming.possessive
        if again and any(w in self.naming.groups.sources for w in words):
            return self._again(words)
        return self._described(span)

    def _again(self, words: Sequence[str]) -> Speaker | None:
        nouns = [w for w in words if w in self.naming.groups.sources]
        for _, member in reversed(self.memory.spoke):
            if not member.named and any(n in fold(member.name).split() for n in nouns):
                return Speaker(member, "again", 0.8)
        return Speaker(self.memory.spoke[-1][1], "again", 0.7) if self.memory.spoke else None

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
