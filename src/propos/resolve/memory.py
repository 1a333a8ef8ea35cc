"""Memory: who was mentioned and who spoke, as far as an article has been resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from propos.lang.folding import fold
from propos.lang.naming import Naming, split_words
from propos.model import Mention, MentionForm, Span
from propos.resolve.cast import Member
from propos.resolve.text import Places

_SENTENCES_BACK = 6
_MENTIONS_BACK = 80
#: How many people may be those whom an article is about.
_LEADING = 3
_ROMAN = re.compile(r"[ivx]{1,5}")


@dataclass(slots=True)
class Memory:
    """Who was mentioned and who spoke, as far as the article has been resolved.

    Attributes:
        mentions: Start of each mention outside quoted words -> member, in text order after ``settle``.
        spoke: Members in the order in which they spoke, with where; None where that could not be told.
        forms: Start of a mention -> its form.
        counts: id of a member -> how often it is mentioned.
        leading: The people whom the article mentions most.
        bodies: The bodies that it mentions most.
        things: ids of members that are hardly people.
        nobody: ids of members that are places or things for sure.
        joined: Starts of mentions that are joined to another one.
    """

    places: Places
    mentions: list[tuple[int, int, Member]] = field(default_factory=list)
    spoke: list[tuple[int, Member | None]] = field(default_factory=list)
    forms: dict[int, MentionForm] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)
    leading: list[Member] = field(default_factory=list)
    bodies: list[Member] = field(default_factory=list)
    joined: frozenset[int] = frozenset()
    things: frozenset[int] = frozenset()
    nobody: frozenset[int] = frozenset()
    _starts: list[int] = field(default_factory=list)

    def settle(self, members: Iterable[Member]) -> None:
        """Takes in all mentions of the cast that stand outside quoted words."""
        found = {
            (m.span.start, m.span.end): member
            for member in members
            for m in member.mentions
            if not self.places.quoted(m.span.start)
        }
        self.mentions = [(start, end, member) for (start, end), member in sorted(found.items(), key=lambda i: i[0])]
        self._starts = [m[0] for m in self.mentions]
        self.forms = {m.span.start: m.form for member in members for m in member.mentions}
        self.counts = Counter(id(m) for _, _, m in self.mentions)
        named = {id(m): m for _, _, m in self.mentions if m.named and not m.carries}
        ranked = [named[i] for i, _ in self.counts.most_common() if i in named]
        self.leading = [m for m in ranked if m.kind in ("person", None)][:_LEADING]
        self.bodies = [m for m in ranked if m.kind == "organisation"][:_LEADING]

    def rename(self, old: Member, new: Member) -> None:
        """Takes all that was known of ``old`` for ``new``."""
        self.mentions = [(s, e, new if m is old else m) for s, e, m in self.mentions]
        self.spoke = [(at, new if m is old else m) for at, m in self.spoke]

    def note(self, span: Span, member: Member, form: MentionForm = "pronoun") -> None:
        """Takes in a mention that was resolved on the way; it takes the place of what was made of the same words."""
        at = bisect_left(self._starts, span.start)
        self.forms[span.start] = form
        if self._starts[at : at + 1] == [span.start]:
            self.mentions[at] = (span.start, span.end, member)
            return
        self.mentions.insert(at, (span.start, span.end, member))
        self._starts.insert(at, span.start)

    def after(self, offset: int, sentences: int) -> list[tuple[int, int, Member]]:
        """The mentions from ``offset`` on, the nearest first, as far ahead as ``sentences``."""
        first = bisect_left(self._starts, offset)
        last = bisect_left(self._starts, self.places.sentence_end(offset, sentences))
        return self.mentions[first : min(last, first + _MENTIONS_BACK)]

    def named_later(self, offset: int) -> set[int]:
        """Ids of those named later in a sentence, whom no pronoun before means ("she said, and thanked Anna Rey")."""
        later = self.after(offset, 0)
        return {id(m) for start, _, m in later if m.named and self.forms.get(start) in ("name", "short")}

    def before(self, offset: int, sentences: int = _SENTENCES_BACK) -> list[tuple[int, int, Member]]:
        """The mentions before ``offset``, the nearest first, as far back as ``sentences``."""
        here = self.places.sentence(offset)
        near: list[tuple[int, int, Member]] = []
        last = bisect_left(self._starts, offset)
        for index in range(last - 1, max(-1, last - 1 - _MENTIONS_BACK), -1):
            entry = self.mentions[index]
            if here - self.places.sentence(entry[0]) > sentences:
                break
            near.append(entry)
        return near


def agrees(member: Member, mention: Mention) -> bool:
    """Whether gender and number of a pronoun allow ``member``."""
    if mention.number and member.number != mention.number:
        # "A spokesperson said ... They added": a pronoun that tells no gender may mean one whose gender is not told.
        unnamed = not member.named and member.gender is None and member.kind in ("person", "unnamed")
        # "The company said ... They added": so may it mean a body, whatever number the body's noun has.
        body = member.kind == "organisation" and mention.number == "plural" and mention.head == "personal"
        return mention.form == "pronoun" and mention.gender is None and (unnamed or body)
    return not (mention.gender and member.gender and mention.gender != member.gender)


def joined_mentions(text: str, memory: Memory, naming: Naming) -> frozenset[int]:
    """Where mentions start that are joined to another ("Paul Morel et Anne Vanier")."""
    joined: set[int] = set()
    for (start, end, _), (other, *_) in pairwise(memory.mentions):
        if end < other < end + 8 and text[end:other].strip() in naming.joiners:
            joined |= {start, other}
    return frozenset(joined)


def nobody(members: Iterable[Member], naming: Naming) -> frozenset[int]:
    """The ids of members whose names are those of places and things ("Harrow Street", "Nord Stream II", "Covid-19")."""
    return frozenset(id(m) for m in members if m.kind is None and m.named and any(_thing(p, naming) for p in m.parts))


def _thing(parts: tuple[str, ...], naming: Naming) -> bool:
    if naming.is_first_name(parts[0]):
        return False
    numbered = any(c.isdigit() for word in parts for c in word) or (
        len(parts) > 1 and bool(_ROMAN.fullmatch(parts[-1]))
    )
    return numbered or any(word in naming.thing_words for word in parts)


def hardly_people(text: str, members: Iterable[Member], naming: Naming) -> frozenset[int]:
    """The ids of members of no known kind that hardly are people.

    They mostly have a determiner, as people have not ("l'euro", "the Cape"), within their name or before, or stand
    where places do ("in Lisse").
    """
    passed = naming.definite | naming.place_prepositions
    found: set[int] = set()
    for member in members:
        if member.kind is None and member.named:
            starts = [m.span.start for m in member.mentions]
            before = [split_words(text[max(0, start - 8) : start], frozenset()) for start in starts]
            determined = sum(bool(w) and w[-1].rstrip("'") in passed for w in before)
            if 2 * determined >= len(before) or fold(member.name.split()[0]) in naming.determiners:
                found.add(id(member))
    return frozenset(found)
