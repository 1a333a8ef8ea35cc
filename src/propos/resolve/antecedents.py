"""Pronouns: whom the words before make the likeliest, by gender, number, place and who spoke last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from propos.model import Mention, Span
from propos.resolve.cast import Member
from propos.resolve.text import Places

#: What makes a candidate likely; the sums are compared, so only their ratios count.
_SPOKE_LAST = 3.0
_SPOKE_BEFORE = 0.5
_SUBJECT = 2.0
_PERSON = 2.0
#: How far the best must be ahead of the second.
_MARGIN = 0.4
_SENTENCES_BACK = 6
_MENTIONS_BACK = 80


@dataclass(slots=True)
class Memory:
    """Who was mentioned and who spoke, as far as the article has been resolved.

    Attributes:
        mentions: Start of each mention outside quoted words -> member, in text order after ``settle``.
        spoke: Members in the order in which they spoke, with where; None where that could not be told.
    """

    places: Places
    mentions: list[tuple[int, int, Member]] = field(default_factory=list)
    spoke: list[tuple[int, Member | None]] = field(default_factory=list)
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

    def rename(self, old: Member, new: Member) -> None:
        """Takes all that was known of ``old`` for ``new``."""
        self.mentions = [(s, e, new if m is old else m) for s, e, m in self.mentions]
        self.spoke = [(at, new if m is old else m) for at, m in self.spoke]

    def note(self, span: Span, member: Member) -> None:
        """Takes in a mention that was resolved on the way."""
        at = bisect_left(self._starts, span.start)
        self.mentions.insert(at, (span.start, span.end, member))
        self._starts.insert(at, span.start)

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
        return False
    return not (mention.gender and member.gender and mention.gender != member.gender)


def _suits(member: Member, mention: Mention) -> bool:
    """Whether a pronoun may mean what ``member`` is: some mean people only, some anything but people."""
    if not member.named and member.kind == "organisation":
        return False
    if mention.head == "person":
        return member.kind in ("person", "unnamed")
    return mention.head != "thing" or member.kind not in ("person", "unnamed")


def find_antecedent(
    mention: Mention, memory: Memory, *, barred: Member | None = None, apart: Sequence[Span] = ()
) -> Member | None:
    """The member that a personal pronoun most likely means; None if none is clearly ahead.

    Args:
        mention: The pronoun.
        memory: Who was mentioned and who spoke.
        barred: Whom it cannot mean.
        apart: Stretches whose mentions do not count: what the pronoun's own statement says.
    """
    scores: dict[int, tuple[float, Member]] = {}
    here = memory.places.sentence(mention.span.start)
    for start, _, member in memory.before(mention.span.start):
        if not agrees(member, mention) or id(member) in scores or member is barred:
            continue
        if member.kind in ("country", "place", None) or member.carries or not _suits(member, mention):
            continue
        if any(s.start <= start < s.end for s in apart):
            continue
        score = 2.0 / (1 + here - memory.places.sentence(start))
        if memory.places.subject(start):
            score += _SUBJECT / (1 + here - memory.places.sentence(start))
        scores[id(member)] = (score, member)
    if _hidden(mention, memory, scores.values(), apart):
        return None
    for rank, (offset, speaker) in enumerate(reversed(memory.spoke[-2:])):
        distance = memory.places.paragraph(mention.span.start) - memory.places.paragraph(offset)
        if speaker is None or speaker is barred or not agrees(speaker, mention) or distance > 2 or speaker.carries:
            continue
        if not _suits(speaker, mention):
            continue
        bonus = (_SPOKE_BEFORE if rank else _SPOKE_LAST) / (1 + distance)
        scores[id(speaker)] = (scores.get(id(speaker), (0.0, speaker))[0] + bonus, speaker)
    return _best(scores.values(), mention)


def find_closest(mention: Mention, memory: Memory) -> Member | None:
    """The person or body last named before a pronoun that takes the last one named ("ce dernier")."""
    for _, _, member in memory.before(mention.span.start, 1):
        if agrees(member, mention) and member.kind in ("person", "organisation", "group") and not member.carries:
            return member
    return None


def find_described(
    mention: Mention, memory: Memory, *, specific: bool, conflicts: Callable[[Member], bool]
) -> Member | None:
    """The person whom a description that fits nobody yet most likely adds something to: one spoken of just before.

    Args:
        mention: The description.
        memory: Who was mentioned and who spoke.
        specific: Whether it says much ("le maire de Lisse"), so that only the nearest person will do.
        conflicts: Whether a member is known to be something else.
    """
    here = memory.places.sentence(mention.span.start)
    candidates: list[tuple[float, Member]] = []
    for start, _, member in memory.before(mention.span.start, 4):
        if member.kind != "person" or not member.named or not agrees(member, mention) or conflicts(member):
            continue
        if any(m is member for _, m in candidates):
            continue
        opens = memory.places.subject(start)
        last = bool(memory.spoke) and memory.spoke[-1][1] is member
        candidates.append((1.0 / (1 + here - memory.places.sentence(start)) + opens + 2 * last, member))
    candidates.sort(key=lambda c: -c[0])
    if not candidates or (len(candidates) > 1 and candidates[0][0] - candidates[1][0] < 1.0):
        return None
    return candidates[0][1]


def _hidden(mention: Mention, memory: Memory, scored: Iterable[tuple[float, Member]], apart: Sequence[Span]) -> bool:
    """Whether the last speaker could not be told and nobody was mentioned since, so that the pronoun is the same."""
    if not memory.spoke or memory.spoke[-1][1] is not None:
        return False
    offset = memory.spoke[-1][0]
    if memory.places.paragraph(mention.span.start) - memory.places.paragraph(offset) > 1:
        return False
    known = {id(member) for _, member in scored}
    since = [(start, m) for start, _, m in memory.before(mention.span.start) if start > offset and id(m) in known]
    return not any(not any(s.start <= start < s.end for s in apart) for start, _ in since)


def _best(scores: Iterable[tuple[float, Member]], mention: Mention) -> Member | None:
    ranked = []
    for score, member in scores:
        if mention.number == "singular" and member.kind == "person":
            score += _PERSON
        if mention.gender and member.gender is None:
            score -= 0.3
        ranked.append((score, member))
    ranked.sort(key=lambda r: -r[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return ranked[0][1]
