"""Goes through the statements of one article in text order and says who makes each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from propos.find.parse import Parse
from propos.lang import Language
from propos.lang.naming import naming_of, split_words
from propos.model import Article, Mention, Relay, Span, Statement, hull
from propos.resolve.actors import Cast, build_cast
from propos.resolve.antecedents import (
    Anaphor,
    Role,
    described_option,
    find_closest,
    find_options,
    find_pair,
    load_ranker,
)
from propos.resolve.cast import Member
from propos.resolve.choosing import Chooser
from propos.resolve.descriptions import Descriptions
from propos.resolve.documents import naming_kind, publisher_of
from propos.resolve.judging import Judge, load_judge, signs_of
from propos.resolve.memory import Memory, agrees, hardly_people, joined_mentions, nobody
from propos.resolve.namesakes import find_namesake, find_office
from propos.resolve.phrasing import Phrasing
from propos.resolve.relays import find_relays
from propos.resolve.sources import Source, read_source
from propos.resolve.text import Places
from propos.resolve.turns import Speaker, anchor, heading_above, hear_echoes, holders_of
from propos.resolve.unnamed import Unnamed

#: From here on a speaker without a name may go on speaking.
_SURE = 0.85
#: From here on somebody may well be meant by a possessive description, so that it is not taken for somebody unnamed.
_RIVAL = 0.3


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
        self.chooser = Chooser(load_ranker(language), self.memory)
        self.judge = load_judge(language)
        self.speakers: dict[str, Speaker] = {}
        self.published: dict[str, Member] = {}
        self.unnamed = Unnamed(
            article.text, self.cast, self.descriptions, memory=self.memory, phrasing=self.phrasing, naming=self.naming
        )
        self.holders = holders_of(self.statements)

    def resolve(self) -> dict[str, Speaker]:
        """Statement id -> speaker, for those that can be told."""
        self.memory.settle(self.cast.members)
        self.memory.joined = joined_mentions(self.text, self.memory, self.naming)
        self.memory.nobody = nobody(self.cast.members, self.naming)
        self.memory.things = hardly_people(self.text, self.cast.members, self.naming)
        self._note_descriptions()
        for index, statement in enumerate(self.statements):
            speaker = self._speaker(index, statement)
            if speaker and speaker.reason == "name" and index:
                self._name_before(index, speaker.member)
            if speaker:
                self.speakers[statement.id] = speaker
            if statement.id not in self.holders or speaker is None:
                at = statement.source[0] if statement.source else hull(statement.content)
                self.memory.spoke.append((at.start, speaker.member if speaker else None))
        hear_echoes(self.text, self.statements, self.speakers)
        if self.judge is not None:
            self._judge(self.judge)
        return self.speakers

    def _name_before(self, index: int, member: Member) -> None:
        """Gives an office that spoke last the name of whoever goes on, named here first ("..., added Anna Rey")."""
        statement, last = self.statements[index], self.statements[index - 1]
        office = find_office(
            self.text, statement, last, member, places=self.places, descriptions=self.descriptions, naming=self.naming
        )
        before = self.speakers.get(last.id)
        if office is None or (before and before.member.named and before.member is not member):
            return
        self.descriptions.tie(office, member)
        self.speakers[last.id] = Speaker(member, "description", 0.9)
        if before and before.member is not member:
            self.memory.rename(before.member, member)

    def signs(self, statement: Statement) -> dict[str, float]:
        """What tells how far to trust the speaker found for ``statement``."""
        speaker = self.speakers[statement.id]
        return signs_of(self.text, statement, speaker, places=self.places, naming=self.naming)

    def _judge(self, judge: Judge) -> None:
        """Says of each speaker how likely it is right, and leaves out those of whom that is not likely enough."""
        kept: dict[str, Speaker] = {}
        for statement in (s for s in self.statements if s.id in self.speakers):
            chance, speaker = judge.likelihood(self.signs(statement)), self.speakers[statement.id]
            goes_on = speaker.reason == "continues" and statement.continues in kept
            goes_on = goes_on or speaker.reason == "together"
            if goes_on or chance >= judge.threshold:  # a quotation that goes on is the speaker's whom it goes on from
                kept[statement.id] = replace(speaker, confidence=chance)
        self.speakers = kept

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
            crowd = before.member.number == "plural"
            if not before.member.named and (crowd or before.confidence < _SURE):
                return None  # such words are often no speaker at all, and what follows would be wrong, too
            return Speaker(before.member, "continues", before.confidence * 0.95)
        signed = None if statement.cue or statement.continues is not None else self._headed(statement)
        if signed:
            return Speaker(signed, "heading", 0.75)
        if statement.continues is not None or not index:
            return None
        last = self.memory.spoke[-1][1] if self.memory.spoke else None
        at = statement.cue[0].start if statement.cue else 0
        if last and at and self.phrasing.joined_on(Span(self.places.sentence_start(at), at)):
            before = self.speakers.get(self.statements[index - 1].id)
            if before is None or before.confidence >= _SURE:
                return Speaker(last, "continues", 0.97 * (before.confidence if before else 1.0))
        anaphor = Anaphor(
            role="unsourced" if statement.cue else "elided",
            at=statement.content[0].start,
            apart=statement.content,
            traits=(statement.kind,),
        )
        return self.chooser.choose(anaphor, find_options(anaphor, self.memory), statement.id, "previous")

    def _headed(self, statement: Statement) -> Member | None:
        """The only person named in the line above a quotation that opens its paragraph, if that line is a heading."""
        above = heading_above(self.text, statement.content[0].start)
        if above is None:
            return None
        people = self._people_in(above)
        named = [m for m in self.cast.members if id(m) in people]
        return named[0] if len(named) == 1 and named[0].named else None

    def _of_source(self, source: Source, index: int) -> Speaker | None:
        if not source.heads:
            return self._unheaded(source.span, index)
        members = [self._of_head(h, source, index) for h in source.heads]
        found = [m for m in members if m is not None]
        if len(found) < len(members):
            return None
        return found[0] if len(found) == 1 else self.unnamed.together(source.span, [f.member for f in found])

    def _of_head(self, head: Mention, source: Source, index: int) -> Speaker | None:
        span = source.span if len(source.heads) == 1 else head.span
        if head.form == "pronoun":
            return self._pronoun(head, span, index)
        if head in self.cast.of:
            return self._named(head, source)
        if head in self.descriptions.tied:
            return Speaker(self.descriptions.tied[head], "apposition", 0.95)
        if head in self.cast.ambiguous:
            return None
        if head in self.descriptions.made:
            return self._of_description(head, span, index)
        return self._unheaded(span, index, head)

    def _named(self, head: Mention, source: Source) -> Speaker | None:
        member = self.cast.of[head]
        if id(member) in self.memory.nobody and self.places.heading(head.span.start):
            return None  # "Procès Vaillant : « ... »"
        if source.described and not member.kind:
            member.kind = "person"
        body = self.descriptions.body_of(head) if head.form == "metonym" else None
        if body:
            return self.unnamed.describe(body.span, body)
        return Speaker(member, "name", 0.95)

    def _of_description(self, head: Mention, span: Span, index: int) -> Speaker | None:
        if naming_kind(head, self.naming) == "document":
            return self._of_document(head, span, index)
        if self.phrasing.same(head):
            last = self.memory.spoke[-1][1] if self.memory.spoke else None
            return Speaker(last, "again", 0.7) if last and agrees(last, head) else None
        traits = self.phrasing.traits(head)
        says_nothing = {"plain", "definite"} <= set(traits) and self.descriptions.bare(head)  # "l'homme"
        if self.phrasing.anonymous(span, self.places.sentence_end(span.end)):
            return None if says_nothing else self.unnamed.describe(span, head, 0.95)
        possessive = "possessive" in traits
        if possessive and head.kind == "organisation" and head.number != "plural":
            return self.unnamed.describe(span, head, 0.95)  # "her office": no body that the article names
        heading = self.places.heading(head.span.start)
        somebody = "indefinite" in traits and not heading and head.number != "plural"  # "un juge": nobody named before
        member = None if somebody else self.descriptions.match(head)
        if member and (member.named or not self.phrasing.singular(head)):
            self.memory.note(head.span, member, head.form)
            return Speaker(member, "description", 0.9)
        if self.phrasing.demonstrative(head) and head.number != "plural":
            before = None if member else self.descriptions.told_before(head)
            told = self.unnamed.member_for(before.span, before) if before else member
            if told:  # "ce diplomate": the one told of before
                return Speaker(told, "description", 0.9)
        if head.kind == "person" and self.phrasing.lone_noun(head) and not heading:
            return None
        if "indefinite" in traits and self.phrasing.likened(head):
            return None
        if heading:
            traits = (*traits, "heading")
        generic = "generic" in traits or heading
        if head.kind == "organisation" and member is None and not generic and head.number != "plural":
            return self.unnamed.describe(span, head)
        if somebody:
            return self.unnamed.describe(span, head)
        anaphor = self._anaphor_of(head, index, traits)
        new = self.unnamed.member_for(span, head)
        options = [o for o in find_options(anaphor, self.memory) if o.member is not new]
        options.append(described_option(new, anaphor, options))
        found = self.chooser.choose(anaphor, options, self.statements[index].id, "description")
        unfit = found is not None and found.member is not new and id(found.member) not in anaphor.fits
        if found and self.descriptions.of_another_body(head, found.member):
            found = None
        if unfit and (possessive or (heading and "indefinite" in traits)):
            found = None  # "sa collègue", a headline's "un juge": nobody of whom the text says that he or she is one
        if found is None:
            likely = [o for chance, o in self.chooser.choices[-1].options if chance > _RIVAL and o.member is not new]
            return self.unnamed.describe(span, head, 0.95) if possessive and not likely else None
        if found.member is new and heading and head.number != "plural":
            return None  # a headline's "un juge" is mostly named below
        if found.member is new:
            return None if says_nothing else self.unnamed.describe(span, head, found.confidence)
        sure = found.confidence > _SURE and found.member.named and head.number != "plural"
        if sure and head not in self.descriptions.tied:
            self.descriptions.tie(head, found.member)
        self.memory.note(head.span, found.member, head.form)
        return found

    def _anaphor_of(self, head: Mention, index: int, traits: tuple[str, ...]) -> Anaphor:
        """A description as something that may mean somebody known."""
        made = self.descriptions.made[head]
        role: Role = "body" if head.kind == "organisation" else "people" if head.number == "plural" else "person"
        inside = self._people_in(head.span) | self.chooser.possessor(head, self.mentions, self.starts)
        if made.words or made.country:
            traits = (*traits, "specific")
        if inside:
            traits = (*traits, "holds a name")
        return Anaphor(
            role=role,
            at=head.span.start,
            mention=head,
            apart=self.statements[index].content,
            barred=frozenset(inside),
            traits=traits,
            fits={id(m): (fit, m) for _, fit, m in self.descriptions.fits(head)},
            conflicts=partial(self.descriptions.conflict, made),
        )

    def _note_descriptions(self) -> None:
        """Takes in the descriptions that stand outside quoted words: of whom they fit best, or of somebody new."""
        for mention in self.descriptions.made:
            if mention in self.descriptions.tied or self.places.quoted(mention.span.start):
                continue
            if mention.bare or naming_kind(mention, self.naming) == "document" or self.descriptions.nested(mention):
                continue
            member = self.descriptions.match(mention) if self.phrasing.singular(mention) else None
            self.memory.note(mention.span, member or self.unnamed.member_for(mention.span, mention), mention.form)

    def _people_in(self, span: Span) -> set[int]:
        """The identities of the people named within ``span``."""
        within = self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
        return {id(self.cast.of[m]) for m in within if m in self.cast.of and self.cast.of[m].kind == "person"}

    def _of_document(self, head: Mention, span: Span, index: int) -> Speaker | None:
        author = publisher_of(self.text, head, self.mentions, self.starts, within=span, naming=self.naming)
        if author is None:
            within = self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            vague = head.number == "plural" and self.phrasing.some(span)
            if vague and (" " not in span.of(self.text) or any(m.form == "name" for m in within)):
                return None  # "des chiffres obtenus par X": nobody in particular
            if not self.phrasing.singular(head):
                return self._unheaded(span, index, head)
            known = self.published.get(head.head or "")
            return Speaker(known, "document", 0.75) if known else None
        found = self._of_head(author, Source(author.span, (author,)), index)
        if found is None or (found.member.carries and self.phrasing.behind(author, self.naming.relays.by)):
            return None  # "un sondage publié par Radio Lisse": an outlet only carries it
        self.published[head.head or ""] = found.member
        return Speaker(found.member, "document", 0.85)

    def _unheaded(self, span: Span, index: int, head: Mention | None = None) -> Speaker | None:
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
            return self.unnamed.again(words)
        if head is None and not self.phrasing.may_speak(words):
            return None
        if self.phrasing.circle(words) or (head is None and self.phrasing.collective(words)):
            return self.unnamed.describe(span, head, 0.95)
        made = None if head else self.unnamed.unlisted(span, words)
        if made:
            return self._of_description(made, span, index)
        return self.unnamed.describe(span, head)

    def _part(self, member: Member) -> Member:
        """Takes a name that somebody new bears from whom it was taken for."""
        (mention,) = member.mentions
        self.cast.add(member)
        self.cast.of[mention] = member
        self.memory.note(mention.span, member, mention.form)
        for statement in self.statements:
            if statement.id in self.speakers and any(s.contains(mention.span) for s in statement.source):
                self.speakers[statement.id] = replace(self.speakers[statement.id], member=member)
        return member

    def _pronoun(self, head: Mention, span: Span, index: int) -> Speaker | None:
        holder = self.holders.get(self.statements[index].id)
        speaking = self.speakers.get(holder.id) if holder else None
        if head.head == "possessive" and self.phrasing.owns_somebody(head):
            return self._unheaded(span, index) if span.end > head.span.end else None
        if head.head == "speaker":
            return Speaker(speaking.member, "speaker", 0.85) if speaking else None
        if head.head in ("former", "latter"):
            pair = find_pair(head, self.memory)
            return Speaker(pair[head.head == "latter"], "pronoun", 0.85) if pair else None
        if head.head == "relative":
            near = self.memory.before(head.span.start, 0)
            return Speaker(near[0][2], "relative", 0.8) if near and head.span.start - near[0][1] < 4 else None
        barred = {id(speaking.member)} if speaking and holder and holder.kind == "direct" else set()
        barred |= self.memory.named_later(head.span.end)
        opens = head.span.start - self.places.sentence_start(head.span.start) < 4
        special: dict[str | None, Role] = {"close": "close", "possessive": "possessive"}
        anaphor = Anaphor(
            role=special.get(head.head, "plural" if head.number == "plural" else "pronoun"),
            at=head.span.start,
            mention=head,
            apart=self.statements[index].content,
            barred=frozenset(barred),
            traits=("opens the sentence" if opens else f"within, {self.statements[index].kind}",),
        )
        closest = find_closest(head, self.memory) if head.head == "close" else None
        namesake = opens and find_namesake(
            self.text, head, self.mentions, self.starts, memory=self.memory, descriptions=self.descriptions
        )
        if namesake:
            found: Speaker | None = Speaker(self._part(namesake), "pronoun", 0.9)
        elif closest:
            found = Speaker(closest, "pronoun", 0.8)
        else:
            found = self.chooser.choose(
                anaphor, find_options(anaphor, self.memory), self.statements[index].id, "pronoun"
            )
        if found:
            self.memory.note(head.span, found.member)
        return found
