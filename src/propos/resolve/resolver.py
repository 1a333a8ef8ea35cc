"""Goes through the statements of one article in text order and says who makes each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from propos.find.parse import Parse
from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.naming import naming_of, split_words
from propos.model import Article, Mention, Relay, Span, Statement, hull
from propos.resolve.actors import Cast, build_cast
from propos.resolve.antecedents import Memory, agrees, find_antecedent, find_closest, find_described
from propos.resolve.cast import Member, describe, strip_determiner
from propos.resolve.descriptions import Descriptions
from propos.resolve.documents import naming_kind, publisher_of
from propos.resolve.phrasing import Phrasing
from propos.resolve.relays import find_relays
from propos.resolve.sources import Source, read_source
from propos.resolve.text import Places

#: Most people, and bodies, that are looked through when nothing nearer tells.
_PEOPLE, _BODIES = 100, 10
#: From here on a speaker without a name may go on speaking.
_SURE = 0.85
#: How many words in a row two quotations must share to be one.
_ECHO = 4
_WORDS = re.compile(r"[^\W_]+")
#: How many statements ahead a description may be given its name.
_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement, why, and how sure that is."""

    member: Member
    reason: str
    confidence: float


class Resolver:
    """Says who speaks in the statements of one article.

    Args:
        article: The article.
        statements: Its statements, in any order.
        mentions: Its mentions, in text order.
        parse: Tells subjects where the article is parsed.
        language: The article's.
    """

    def __init__(
        self,
        article: Article,
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        *,
        parse: Parse,
        language: Language,
    ) -> None:
        self.text, self.mentions, self.naming = article.text, mentions, naming_of(language)
        self.phrasing = Phrasing(article.text, self.naming)
        self.statements = sorted(statements, key=anchor)
        self.starts = [m.span.start for m in mentions]
        self.places = Places(article, statements, parse, language)
        self.cast: Cast = build_cast(article.text, mentions, self.naming)
        self.descriptions = Descriptions(article.text, mentions, self.cast, places=self.places, naming=self.naming)
        self.memory = Memory(self.places)
        self.speakers: dict[str, Speaker] = {}
        self.published: dict[str, Member] = {}
        self.unnamed: dict[str, Member] = {}
        self.people = [m for m in self.cast.members if m.kind == "person" and m.named][:_PEOPLE]
        bodies = [m for m in self.cast.members if m.named and m.kind in ("organisation", None)]
        counts = [(sum(not self.places.quoted(x.span.start) for x in m.mentions), m) for m in bodies]
        self.bodies = sorted(counts, key=lambda c: -c[0])[:_BODIES]
        self.holders = _holders(self.statements)

    def _hear_echoes(self) -> None:
        """Gives a quotation without source, as in a headline, the speaker of another that says the same words."""
        unresolved = [s for s in self.statements if s.id not in self.speakers and not s.source]
        if not unresolved:
            return
        said: dict[tuple[str, ...], Speaker] = {}
        for statement in self.statements:
            speaker = self.speakers.get(statement.id)
            if speaker:
                words = self._words_said(statement)
                said.update((words[i : i + _ECHO], speaker) for i in range(len(words) - _ECHO + 1))
        for statement in unresolved:
            words = self._words_said(statement)
            heard = [said.get(words[i : i + _ECHO]) for i in range(len(words) - _ECHO + 1)]
            if heard and heard[0] and all(h and h.member is heard[0].member for h in heard):
                self.speakers[statement.id] = Speaker(heard[0].member, "again", 0.85)

    def _words_said(self, statement: Statement) -> tuple[str, ...]:
        return tuple(fold(w) for c in statement.content for w in _WORDS.findall(c.of(self.text)))

    def resolve(self) -> dict[str, Speaker]:
        """Statement id -> speaker, for those that can be told."""
        self.memory.settle(self.cast.members)
        for index, statement in enumerate(self.statements):
            speaker = self._speaker(index, statement)
            if speaker:
                self.speakers[statement.id] = speaker
            if statement.id not in self.holders or speaker is None:
                at = statement.source[0] if statement.source else hull(statement.content)
                self.memory.spoke.append((at.start, speaker.member if speaker else None))
        self._hear_echoes()
        return self.speakers

    def relays(self, statement: Statement) -> tuple[Relay, ...]:
        """By which ways the words of ``statement`` reached the page."""
        return find_relays(self.text, statement, self.mentions, self.starts, places=self.places, naming=self.naming)

    def _speaker(self, index: int, statement: Statement) -> Speaker | None:
        if not statement.source:
            return self._carried_on(index, statement)
        for span in statement.source:
            source = read_source(self.text, span, self.mentions, self.starts, self.naming)
            found = self._of_source(source, index)
            if found:
                return found
        return None

    def _carried_on(self, index: int, statement: Statement) -> Speaker | None:
        before = self.speakers.get(statement.continues or "")
        if before:
            if not before.member.named and before.confidence < _SURE:
                return None  # such words are often no speaker at all, and what follows would be wrong, too
            return Speaker(before.member, "continues", before.confidence * 0.95)
        if statement.continues is None and index and not statement.cue:  # with a cue, its subject was not seen
            before = self._previous(index, statement)
            return Speaker(before.member, "previous", min(0.75, before.confidence)) if before else None
        return None

    def _previous(self, index: int, statement: Statement) -> Speaker | None:
        """The speaker of the statement before, if it is near and on the same level."""
        for earlier in reversed(self.statements[max(0, index - _PEOPLE) : index]):
            if self.holders.get(earlier.id) != self.holders.get(statement.id):
                continue
            gap = self.places.paragraph(statement.content[0].start) - self.places.paragraph(hull(earlier.content).end)
            return self.speakers.get(earlier.id) if gap <= 1 else None
        return None

    def _of_source(self, source: Source, index: int) -> Speaker | None:
        if not source.heads:
            return self._unheaded(source.span)
        members = [self._of_head(h, source, index) for h in source.heads]
        found = [m for m in members if m is not None]
        if len(found) < len(members):
            return None
        return found[0] if len(found) == 1 else self._together(source, [f.member for f in found])

    def _of_head(self, head: Mention, source: Source, index: int) -> Speaker | None:
        span = source.span if len(source.heads) == 1 else head.span
        if head.form == "pronoun":
            return self._pronoun(head, index)
        if head in self.cast.of:
            return self._named(head, source)
        if head in self.descriptions.tied:
            return Speaker(self.descriptions.tied[head], "apposition", 0.95)
        if head in self.cast.ambiguous:
            return None
        if head in self.descriptions.made:
            return self._of_description(head, span, index)
        return self._unheaded(span, head)

    def _named(self, head: Mention, source: Source) -> Speaker | None:
        member = self.cast.of[head]
        if source.described and not member.kind:
            member.kind = "person"
        body = self.descriptions.body_of(head) if head.form == "metonym" else None
        if body:
            return self._described(body.span, body)
        return Speaker(member, "name", 0.95)

    def _of_description(self, head: Mention, span: Span, index: int) -> Speaker | None:
        if naming_kind(head, self.naming) == "document":
            return self._of_document(head, span, index)
        member = self.descriptions.match(head)
        if member and (member.named or not self.phrasing.singular(head)):
            self.memory.note(head.span, member)
            return Speaker(member, "description", 0.9)
        if self.phrasing.same(head):
            last = self.memory.spoke[-1][1] if self.memory.spoke else None
            return Speaker(last, "again", 0.7) if last and agrees(last, head) else None
        if head.kind == "person" and self.phrasing.singular(head):
            return self._somebody_new(head, span, index, known=member)
        if head.kind == "person" and (self.phrasing.related(head) or self.phrasing.lone_noun(head)):
            return None
        if head.kind == "organisation" and self.phrasing.singular(head):
            body = self._main_body(head)
            if body:
                return Speaker(body, "main", 0.7)
            noun = self.naming.noun(head.head or "")
            if member is None and noun and (noun.generic or noun.company) and self.bodies:
                return None  # it takes up a body named before, but which one cannot be told
        return Speaker(member, "description", 0.75) if member else self._described(span, head)

    def _somebody_new(self, head: Mention, span: Span, index: int, *, known: Member | None) -> Speaker | None:
        """Whom a description means that fits no name: who was just spoken of, who is named next, or nobody."""
        made = self.descriptions.made[head]
        specific = bool(made.words or made.country)
        inside = self._people_in(head.span)

        noun = self.naming.noun(made.head)
        kin = noun is not None and noun.plain

        def conflicts(member: Member) -> bool:
            unlike = kin and head.gender is not None and member.gender != head.gender
            return unlike or self.descriptions.conflict(made, member)

        if known and self.phrasing.demonstrative(head):
            return Speaker(known, "description", 0.75)
        member = None if inside else find_described(head, self.memory, specific=specific, conflicts=conflicts)
        member = member or (None if inside else self._named_next(head, index, conflicts))
        if member:
            self.descriptions.tie(head, member)
            self.memory.note(head.span, member)
            if known:
                self.memory.rename(known, member)
            return Speaker(member, "salient", 0.82)
        if known:
            return Speaker(known, "description", 0.75)
        if not inside and any(agrees(m, head) and not conflicts(m) for m in self.people):
            return None
        return self._described(span, head)

    def _people_in(self, span: Span) -> set[int]:
        """The identities of the people named within ``span``."""
        within = self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
        return {id(self.cast.of[m]) for m in within if m in self.cast.of and self.cast.of[m].kind == "person"}

    def _named_next(self, head: Mention, index: int, conflicts: Callable[[Member], bool]) -> Member | None:
        """The person first named as the speaker of one of the next statements, if not spoken of before."""
        for later in self.statements[index + 1 : index + 1 + _AHEAD]:
            if not later.source:
                continue
            source = read_source(self.text, later.source[0], self.mentions, self.starts, self.naming)
            if len(source.heads) != 1 or source.heads[0] not in self.cast.of:
                continue
            member = self.cast.of[source.heads[0]]
            first = min(m.span.start for m in member.mentions)
            fits = member.kind == "person" and first > head.span.start and agrees(member, head)
            return member if fits and not conflicts(member) else None
        return None

    def _of_document(self, head: Mention, span: Span, index: int) -> Speaker | None:
        author = publisher_of(self.text, head, self.mentions, self.starts, within=span, naming=self.naming)
        if author is None:
            if not self.phrasing.singular(head):
                return self._unheaded(span, head)
            known = self.published.get(head.head or "")
            return Speaker(known, "document", 0.75) if known else None
        found = self._of_head(author, Source(author.span, (author,)), index)
        if found is None:
            return None
        self.published[head.head or ""] = found.member
        return Speaker(found.member, "document", 0.85)

    def _main_body(self, head: Mention) -> Member | None:
        """The body that the article is about, when "le groupe" or "l'agence" says no more than that it is one."""
        made = self.descriptions.made[head]
        noun = self.naming.noun(made.head)
        if noun is None or not (noun.generic or (noun.company and not made.words)):
            return None
        if any(w[:1].isupper() for w in made.text.split()[1:]):
            return None
        last = self.memory.spoke[-1][1] if self.memory.spoke else None
        if noun.generic and last and last.named and last.kind == "organisation":
            return None if self.descriptions.conflict(made, last) else last
        counted = [(n, m) for n, m in self.bodies if not self.descriptions.conflict(made, m)]
        if not counted or counted[0][0] < 2:
            return None
        return counted[0][1] if len(counted) == 1 or counted[0][0] >= 2 * counted[1][0] else None

    def _unheaded(self, span: Span, head: Mention | None = None) -> Speaker | None:
        """A source that no name heads: somebody unnamed, or one spoken of before ("la même source")."""
        words = split_words(span.of(self.text), self.naming.clitics)
        words = tuple(w.strip("«»“”\"'") for w in words)
        if (
            not words
            or self.phrasing.only_pronoun(words)
            or any(w in self.naming.opaque for w in self.phrasing.content(words)[:1])
        ):
            return None
        again = words[0] in self.naming.groups.again
        again = again or (len(words) > 1 and words[1] in self.naming.groups.again)
        if again and any(w in self.naming.groups.sources for w in words):
            return self._again(words)
        if head is None and words[0] in self.naming.demonstrative and words[0] not in self.naming.plural_determiners:
            return None
        return self._described(span, head) if head or self.phrasing.may_speak(words) else None

    def _again(self, words: Sequence[str]) -> Speaker | None:
        nouns = [w for w in words if w in self.naming.groups.sources]
        for _, member in reversed(self.memory.spoke[-_PEOPLE:]):
            if member and not member.named and any(n in fold(member.name).split() for n in nouns):
                return Speaker(member, "again", 0.8)
        last = self.memory.spoke[-1][1] if self.memory.spoke else None
        return Speaker(last, "again", 0.7) if last else None

    def _pronoun(self, head: Mention, index: int) -> Speaker | None:
        holder = self.holders.get(self.statements[index].id)
        speaking = self.speakers.get(holder.id) if holder else None
        if head.head == "possessive" and self.phrasing.owns_somebody(head):
            return None
        if head.head == "speaker":
            return Speaker(speaking.member, "speaker", 0.85) if speaking else None
        if head.head == "relative":
            near = self.memory.before(head.span.start, 0)
            return Speaker(near[0][2], "relative", 0.8) if near and head.span.start - near[0][1] < 4 else None
        barred = speaking.member if speaking and holder and holder.kind == "direct" else None
        if head.head == "close":
            member = find_closest(head, self.memory)
        else:
            member = find_antecedent(head, self.memory, barred=barred, apart=self.statements[index].content)
        member = member or self._only_person(head)
        if member is None:
            return None
        self.memory.note(head.span, member)
        return Speaker(member, "pronoun", 0.88)

    def _only_person(self, head: Mention) -> Member | None:
        """The only person named in the whole article, for a pronoun before anybody is mentioned."""
        if self.memory.before(head.span.start) or head.number != "singular" or head.head == "thing":
            return None
        named = [m for m in self.people if agrees(m, head)]
        return named[0] if len(named) == 1 else None

    def _described(self, span: Span, head: Mention | None = None) -> Speaker | None:
        """A speaker without a proper name: a new member of the cast under the words as printed."""
        mention = head or Mention(span=span, form="periphrasis")
        if head and head.span.start >= span.start and head.kind == "person" and head.number != "plural":
            span = head.span
        name = strip_determiner(span.of(self.text), self.naming)
        known = self.unnamed.get(name.casefold())
        if known:
            known.mentions.append(mention)
            return Speaker(known, "described", 0.8)
        first = split_words(span.of(self.text), self.naming.clitics)[:1]
        plural = mention.number == "plural" or any(w in self.naming.plural_determiners or w.isdigit() for w in first)
        plural = plural or (head is None and not any(w in self.naming.determiners for w in first))
        member = Member(name, mention.kind or "unnamed", named=False, number="plural" if plural else "singular")
        if plural and mention.kind != "organisation":
            member.kind = "group"
        if mention.gender:
            member.genders[mention.gender] += 1
        if mention.head:
            self.descriptions.learn(member, describe(self.text, mention, self.naming))
        member.mentions.append(mention)
        self.cast.add(member)
        self.unnamed[name.casefold()] = member
        self.memory.note(span, member)
        return Speaker(member, "described", 0.8)

    def _together(self, source: Source, members: list[Member]) -> Speaker:
        joiner = self.naming.names.joiners[0]
        name = f" {joiner} ".join(m.name for m in members)
        known = self.unnamed.get(name.casefold())
        if known:
            return Speaker(known, "together", 0.85)
        group = Member(name, "group", named=False, number="plural", mentions=[Mention(span=source.span, form="name")])
        self.cast.add(group)
        self.unnamed[name.casefold()] = group
        self.memory.note(source.span, group)
        return Speaker(group, "together", 0.85)


def anchor(statement: Statement) -> tuple[int, int]:
    """Where a statement with its cue and source starts, and, before others from there, the longest."""
    whole = hull((*statement.content, *statement.source, *statement.cue))
    return whole.start, -whole.end


def _holders(statements: Sequence[Statement]) -> dict[str, Statement]:
    """Id of a statement that stands in another one's content -> that other one, the innermost."""
    holders: dict[str, Statement] = {}
    open_: list[tuple[int, Statement]] = []
    for statement in statements:
        place = statement.source[0] if statement.source else hull(statement.content)
        own = hull(statement.content)
        open_ = [(end, s) for end, s in open_ if end > place.start]
        inside = [s for _, s in open_ if any(c.contains(place) and c != own for c in s.content)]
        if inside:
            holders[statement.id] = inside[-1]
        open_.append((own.end, statement))
    return holders
