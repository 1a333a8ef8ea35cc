"""Antecedents: whom a pronoun, a description or a quotation without a source means, as learned weights judge."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from propos.lang import Language
from propos.model import Mention, Span
from propos.resolve.cast import Member
from propos.resolve.memory import Memory, agrees

#: The weights' file in a language pack, made by ``benchmarks/train_antecedents.py``.
FILE = "antecedents.json"

Role = Literal["pronoun", "plural", "possessive", "close", "person", "people", "body", "elided", "unsourced"]

_SENTENCES_BACK, _SENTENCES_AHEAD = 6, 2
#: In a heading somebody is meant whom the text names later.
_AHEAD_OF_HEADING = 5
_CANDIDATES = 16
_NO_DISTANCE = 99


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that mean somebody known, or a statement whose speaker is not named at all.

    Attributes:
        at: Where it stands.
        mention: The words; None if there are none.
        apart: Stretches whose mentions do not count: what the statement itself says.
        barred: ids of those whom it cannot mean.
        traits: What is special about its words.
        fits: id of a member -> how well a description fits what is known of that member.
        conflicts: Whether a member is known to be something else than a description says.
    """

    role: Role
    at: int
    mention: Mention | None = None
    apart: tuple[Span, ...] = ()
    barred: frozenset[int] = frozenset()
    traits: tuple[str, ...] = ()
    fits: dict[int, tuple[float, Member]] = field(default_factory=dict)
    conflicts: Callable[[Member], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody whom an anaphor may mean, with what speaks for and against."""

    member: Member
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was weighed for one statement, the likeliest first."""

    statement: str
    role: Role
    options: tuple[tuple[float, Option], ...]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights that turn the options of an anaphor into probabilities; what is left over is that none is right.

    Attributes:
        thresholds: From which probability on somebody is named, by role; "" for the others.
    """

    weights: dict[str, float]
    thresholds: dict[str, float]

    def rank(self, options: Sequence[Option]) -> list[tuple[float, Option]]:
        """The options with their probabilities, the likeliest first."""
        sums = [sum([self.weights.get(f, 0.0) for f in o.features]) for o in options]
        highest = max([0.0, *sums])
        powers = [math.exp(s - highest) for s in sums]
        total = sum(powers) + math.exp(-highest)
        return sorted(((p / total, o) for p, o in zip(powers, options, strict=True)), key=lambda r: -r[0])


@cache
def load_ranker(language: Language) -> Ranker | None:
    """The weights of a language's pack; None if it has none."""
    raw = language.resource(FILE)
    if raw is None:
        return None
    data = json.loads(raw)
    return Ranker(data["weights"], data["thresholds"])


def find_options(anaphor: Anaphor, memory: Memory) -> list[Option]:
    """Everybody whom an anaphor may mean, the nearest first."""
    near = _nearest(anaphor, memory)
    members = [m for _, m in near.values()]
    members += [m for _, m in memory.spoke[-3:] if m is not None]
    members += [m for _, m in anaphor.fits.values()]
    reach = _AHEAD_OF_HEADING if "heading" in anaphor.traits else _SENTENCES_AHEAD
    following = [(start, m) for start, _, m in memory.after(anaphor.at + 1, reach) if m.named]
    ahead = {id(m): start for start, m in reversed(following)}
    members += [m for _, m in following]
    members += [*memory.leading, *memory.bodies]
    options: dict[int, Member] = {}
    for member in members:
        if id(member) not in options and id(member) not in anaphor.barred and _may_mean(anaphor, member, memory):
            options[id(member)] = member
            if len(options) == _CANDIDATES:
                break
    kept = list(options.values())
    order = [id(m) for m in kept if id(m) in near]
    paragraph = memory.places.paragraph(anaphor.at)
    here = [start for start, _ in near.values() if memory.places.paragraph(start) == paragraph]
    context = _Context(anaphor, memory, near, ahead, kept, order, here)
    return [Option(m, _marked(anaphor, context.weigh(m))) for m in kept]


def find_closest(mention: Mention, memory: Memory) -> Member | None:
    """The person or body last named before a pronoun that takes the last one named ("ce dernier")."""
    near = [m for _, _, m in memory.before(mention.span.start, 1) if agrees(m, mention) and not m.carries]
    people = [m for m in near if m.kind == "person"]
    others = [m for m in near if m.kind in ("organisation", "group")]
    return next(iter([*people, *others]), None)


def find_pair(mention: Mention, memory: Memory) -> tuple[Member, Member] | None:
    """The two people last named together, of whom one may be meant ("le premier", "the latter")."""
    near = memory.before(mention.span.start, 4)
    for (start, _, second), (other, _, first) in pairwise(near):
        if start in memory.joined and other in memory.joined and first is not second:
            meant = second if mention.head == "latter" else first
            return (first, second) if agrees(meant, mention) else None
    return None


def described_option(member: Member, anaphor: Anaphor, options: Sequence[Option]) -> Option:
    """The option that a description is of nobody who has a name."""
    near = sum("distance 0" in o.features or "distance 1" in o.features for o in options)
    known = "fits" if anaphor.fits else "specific" if "specific" in anaphor.traits else "bare"
    features = ["new", f"new, near {min(near, 2)}", f"new, {known}", f"new, {known}, near {min(near, 2)}"]
    rivals = sum(o.member.named and "conflict" not in o.features for o in options)
    features += [f"new, rivals {min(rivals, 3)}", f"new, {known}, rivals {min(rivals, 3)}"]
    if member.mentions:
        features.append("new, described before")
    return Option(member, _marked(anaphor, features))


def _nearest(anaphor: Anaphor, memory: Memory) -> dict[int, tuple[int, Member]]:
    """Id of a member -> where it was last mentioned before the anaphor, and the member, the nearest first."""
    near: dict[int, tuple[int, Member]] = {}
    for start, _, member in memory.before(anaphor.at, _SENTENCES_BACK):
        if not any(s.start <= start < s.end for s in anaphor.apart):
            near.setdefault(id(member), (start, member))
    return near


def _may_mean(anaphor: Anaphor, member: Member, memory: Memory) -> bool:
    if (
        id(member) in memory.nobody
        or member.kind in ("country", "place")
        or (anaphor.mention and not agrees(member, anaphor.mention))
    ):
        return False
    if anaphor.role in ("person", "people"):
        return not member.carries and member.kind != "organisation" and id(member) not in memory.things
    if anaphor.role == "body":
        return member.kind in ("organisation", None)
    head = anaphor.mention.head if anaphor.mention else None
    if head == "person":
        return member.kind != "organisation" and id(member) not in memory.things
    return head != "thing" or member.kind in ("organisation", None)


def _marked(anaphor: Anaphor, features: Iterable[str]) -> tuple[str, ...]:
    """Each feature by itself and together with the role, and the first ones with each trait of the words."""
    marks = ("", *(f"{mark} " for mark in (anaphor.role, *anaphor.traits)))
    return tuple([mark + feature for feature in features for mark in marks])


@dataclass(frozen=True, slots=True)
class _Context:
    """What an anaphor's candidates are compared by.

    Attributes:
        order: ids of those who are mentioned before, the nearest first.
        here: Where others are mentioned last in the anaphor's paragraph, the nearest first.
    """

    anaphor: Anaphor
    memory: Memory
    near: dict[int, tuple[int, Member]]
    ahead: dict[int, int]
    kept: list[Member]
    order: list[int]
    here: list[int]

    def weigh(self, member: Member) -> Iterator[str]:
        """What speaks for and against one candidate."""
        yield "candidate"
        shape = "" if member.kind else f" of {min(max(map(len, member.parts), default=0), 2)}"
        yield f"kind {member.kind}{shape}" + ("" if member.named else " unnamed")
        if member.carries:
            yield "carries"
        if id(member) in self.memory.things:
            yield "thing"
        mention = self.anaphor.mention
        if mention and mention.number and mention.number != member.number:
            yield "number differs"
        if mention and mention.gender and member.gender is None:
            yield "gender unknown"
        yield from self._mentioned(member)
        yield from self._spoke(member)
        yield from self._described(member)

    def _mentioned(self, member: Member) -> Iterator[str]:
        memory, here = self.memory, self.memory.places.sentence(self.anaphor.at)
        count = memory.counts.get(id(member), 0)
        yield f"count {min(count, 4)}"
        if any(some and some[0] is member for some in (memory.leading, memory.bodies)):
            yield "leading"
        if id(member) not in self.near:
            ahead = self.ahead.get(id(member))
            yield "not before" if ahead is None else f"ahead {memory.places.sentence(ahead) - here}"
            return
        start = self.near[id(member)][0]
        distance = min(here - memory.places.sentence(start), 4)
        subject = "subject" if memory.places.subject(start) else "other"
        yield f"distance {distance}"
        yield f"distance {min(distance, 2)} {subject}"
        yield f"form {memory.forms.get(start, 'name')}"
        if start in memory.joined:
            yield "joined"
        yield f"nearest {min(self.order.index(id(member)), 3)}"
        if len(self.order) == 1:
            yield "only"
        if start in self.here:
            yield "paragraph"
            if start == self.here[-1]:
                yield "first in paragraph"
        if count == 1 and distance < 2:
            yield "just introduced"

    def _spoke(self, member: Member) -> Iterator[str]:
        memory = self.memory
        for rank, (offset, speaker) in enumerate(reversed(memory.spoke[-2:])):
            if speaker is not member:
                continue
            distance = memory.places.paragraph(self.anaphor.at) - memory.places.paragraph(offset)
            yield f"spoke {rank} {min(distance, 2)}"
            if rank == 0:
                since = [s for m in self.kept if m is not member and (s := self.near.get(id(m), (0, m))[0]) > offset]
                subject = any(memory.places.subject(s) for s in since)
                yield "spoke last, " + (
                    "another subject since" if subject else "others since" if since else "nobody since"
                )
            return
        if memory.spoke and memory.spoke[-1][1] is None:
            start = self.near.get(id(member), (-1, member))[0]
            yield "speaker unknown" + (", mentioned since" if start > memory.spoke[-1][0] else ", before")
        if any(m is member for _, m in memory.spoke):
            yield "spoke"

    def _described(self, member: Member) -> Iterator[str]:
        if self.anaphor.role not in ("person", "people", "body"):
            return
        fit, _ = self.anaphor.fits.get(id(member), (0.0, member))
        best = max((f for f, _ in self.anaphor.fits.values()), default=0.0)
        yield f"fit {math.floor(fit * 2) / 2}"
        if fit and fit >= best:
            rivals = sum(f >= best for f, _ in self.anaphor.fits.values())
            yield "fits best" if rivals == 1 else "fits as well as others"
        if self.anaphor.conflicts(member):
            yield "conflict"
        elif not member.descriptions:
            yield "undescribed"
