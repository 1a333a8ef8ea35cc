"""Speakers without a proper name: kept under the words that describe them, the same words as one member."""

from __future__ import annotations

from collections.abc import Sequence

from propos.lang.folding import fold
from propos.lang.naming import Naming, split_words
from propos.model import Mention, Span
from propos.resolve.actors import Cast
from propos.resolve.cast import Member, describe, strip_determiner
from propos.resolve.descriptions import Descriptions
from propos.resolve.memory import Memory
from propos.resolve.phrasing import Phrasing
from propos.resolve.turns import Speaker

#: Most speakers that are looked through for one spoken of before.
_LOOKED_BACK = 100


class Unnamed:
    """Makes and finds again the members of a cast that have no name.

    Args:
        text: The article's.
        cast: Is given those who are new.
        descriptions: Is told what they are called.
        memory: Is told where they stand.
        phrasing: Reads words.
        naming: The language's.
    """

    def __init__(
        self,
        text: str,
        cast: Cast,
        descriptions: Descriptions,
        *,
        memory: Memory,
        phrasing: Phrasing,
        naming: Naming,
    ) -> None:
        self._text, self._cast, self._descriptions = text, cast, descriptions
        self._memory, self._phrasing, self._naming = memory, phrasing, naming
        self._known: dict[str, Member] = {}

    def describe(self, span: Span, head: Mention | None = None, confidence: float = 0.8) -> Speaker:
        """A speaker without a proper name, under the words as printed."""
        member = self.member_for(span, head)
        mention = head or Mention(span=span, form="periphrasis")
        if mention.head and not member.mentions:
            self._descriptions.learn(member, describe(self._text, mention, self._naming))
        member.mentions.append(mention)
        self._memory.note(mention.span, member, mention.form)
        return Speaker(member, "described", confidence)

    def member_for(self, span: Span, head: Mention | None = None) -> Member:
        """The member of the cast that words describe: one described so before, or a new one."""
        if head and head.span.start >= span.start and head.kind == "person" and head.number != "plural":
            span = Span(head.span.start, min(head.span.end, span.end))
        name = strip_determiner(span.of(self._text), self._naming)
        known = self._known.get(name.casefold())
        if known:
            return known
        first = split_words(span.of(self._text), self._naming.clitics)[:1]
        plural = head is not None and head.number == "plural"
        plural = plural or any(w in self._naming.plural_determiners or w.isdigit() for w in first)
        plural = plural or (head is None and not any(w in self._naming.determiners for w in first))
        kind = (head.kind if head else None) or "unnamed"
        member = Member(name, kind, named=False, number="plural" if plural else "singular")
        if plural and kind != "organisation":
            member.kind = "group"
        if head and head.gender:
            member.genders[head.gender] += 1
        self._cast.add(member)
        self._known[name.casefold()] = member
        return member

    def unlisted(self, span: Span, words: Sequence[str]) -> Mention | None:
        """A mention made of a source that opens with a determiner and a noun for people that no list has."""
        if self._naming.determiners.get(words[0], "indefinite") == "indefinite" or len(words) < 2:
            return None
        if self._naming.determiners.get(words[1]) == "indefinite":  # "l'un des clients"
            return None
        mention = Mention(
            span=span,
            form="periphrasis",
            gender=self._naming.genders.get(words[0]),
            number="plural" if words[0] in self._naming.plural_determiners else "singular",
            kind="person",
            head=fold(self._phrasing.content(words)[0]),
            country=next((self._naming.adjectives[w] for w in words if w in self._naming.adjectives), None),
        )
        self._descriptions.made[mention] = describe(self._text, mention, self._naming)
        return mention

    def again(self, words: Sequence[str]) -> Speaker | None:
        """Whoever was spoken of before, by words that say no more than that ("la même source")."""
        nouns = [w for w in words if w in self._naming.groups.sources]
        for _, member in reversed(self._memory.spoke[-_LOOKED_BACK:]):
            if member and not member.named and any(n in fold(member.name).split() for n in nouns):
                return Speaker(member, "again", 0.8)
        last = self._memory.spoke[-1][1] if self._memory.spoke else None
        return Speaker(last, "again", 0.7) if last else None

    def together(self, span: Span, members: list[Member]) -> Speaker:
        """Several who speak together, as one."""
        joiner = self._naming.names.joiners[0]
        name = f" {joiner} ".join(m.name for m in members)
        known = self._known.get(name.casefold())
        if known:
            return Speaker(known, "together", 0.85)
        group = Member(name, "group", named=False, number="plural", mentions=[Mention(span=span, form="name")])
        self._cast.add(group)
        self._known[name.casefold()] = group
        self._memory.note(span, group)
        return Speaker(group, "together", 0.85)
