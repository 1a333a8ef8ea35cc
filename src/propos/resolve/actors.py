"""Mentions of names become the members of a cast: full names first, then surnames, initials and acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from propos.lang.folding import fold, soften
from propos.lang.naming import Naming, split_words
from propos.model import Mention
from propos.resolve.cast import Member

#: Most members that one word of a name is looked up for.
_NAMESAKES = 40
#: How many characters before a name are looked at for the word there.
_WORD_LENGTH = 12
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")


@dataclass(slots=True)
class Cast:
    """The members of an article's cast, and who each mention of a name refers to.

    Attributes:
        of: Mention -> member; a name that may be two people's is absent.
        ambiguous: Mentions of names that several members bear.
        towns: Words that the article shows to be names of places, too.
    """

    members: list[Member] = field(default_factory=list)
    _by_word: dict[str, list[Member]] = field(default_factory=dict)
    of: dict[Mention, Member] = field(default_factory=dict)
    ambiguous: set[Mention] = field(default_factory=set)
    towns: frozenset[str] = frozenset()

    def add(self, member: Member) -> None:
        """Takes in a new member."""
        self.members.append(member)
        for parts in member.parts:
            self._file(member, parts)

    def name(self, member: Member, parts: tuple[str, ...]) -> None:
        """Gives a member another name."""
        if parts not in member.parts:
            member.parts.append(parts)
            self._file(member, parts)

    def _file(self, member: Member, parts: tuple[str, ...]) -> None:
        for word in {*parts, parts[0].split("-")[0], *acronyms_of(parts)}:
            filed = self._by_word.setdefault(word, [])
            if member not in filed[-_NAMESAKES:]:
                filed.append(member)

    def bearing(self, words: Iterable[str]) -> list[Member]:
        """The members whose names hold one of the words or have it for an acronym, at most so many a word."""
        found: dict[int, Member] = {}
        for word in words:
            found.update((id(m), m) for m in self._by_word.get(word, [])[:_NAMESAKES])
        return list(found.values())

    def join(self, mention: Mention, member: Member) -> None:
        """Records that ``mention`` refers to ``member``."""
        self.of[mention] = member
        member.mentions.append(mention)
        if mention.gender and mention.form != "pronoun" and member.kind in ("person", None):
            member.genders[mention.gender] += 1
        if mention.kind == "person" and member.kind is None:
            member.kind = "person"


def build_cast(text: str, mentions: Sequence[Mention], naming: Naming) -> Cast:
    """The cast that the proper names of an article make; descriptions are tied to it afterwards."""
    cast = Cast()
    named = [(m, name_parts(m.span.of(text), naming)) for m in mentions if m.form in ("name", "short", "metonym")]
    for mention, parts in named:
        if mention.kind == "country":
            _join_place(cast, mention, text, parts)
    rest = [(m, parts) for m, parts in named if m.kind != "country" and parts]
    full = [(m, parts) for m, parts in rest if len(parts) > 1]
    for mention, parts in sorted(full, key=lambda n: (-len(n[1]), n[0].span.start)):
        _join_full(cast, mention, text, parts=parts, naming=naming)
    cast.towns = _towns(text, [(m, parts[0]) for m, parts in named if len(parts) == 1], naming)
    short = [(m, parts[0]) for m, parts in rest if len(parts) == 1]
    for mention, part in sorted(short, key=lambda n: ("-" not in n[1], n[0].span.start)):
        _join_short(cast, mention, text, part=part, naming=naming)
    _merge_bracketed(cast, text, [m for m, _ in rest])
    return cast


def _merge_bracketed(cast: Cast, text: str, names: Sequence[Mention]) -> None:
    """Takes "Institut du fer (IDF)" for two names of one body, whatever the letters."""
    merged: set[int] = set()
    for left, right in pairwise(names):
        closed = text.startswith((")", ", "), right.span.end)
        if text[left.span.end : right.span.start].strip() != "(" or not closed:
            continue
        full, short = cast.of.get(left), cast.of.get(right)
        if full is None or short is None or full is short or "organisation" not in (full.kind, short.kind):
            continue
        if "person" in (full.kind, short.kind) or "country" in (full.kind, short.kind):
            continue
        full.kind = "organisation"
        for parts in short.parts:
            cast.name(full, parts)
        merged.add(id(short))
        for mention in short.mentions:
            cast.join(mention, full)
    cast.members = [m for m in cast.members if id(m) not in merged]


def name_parts(name: str, naming: Naming) -> tuple[str, ...]:
    """The folded words of a name, without titles, determiners and marks."""
    words = name.replace("’", "'").replace("'", "' ").split()
    kept = [fold(w).strip("'\".,«»“”") for w in words]
    while kept and (fold(words[0]) in naming.titles or kept[0] in naming.clitics):
        words, kept = words[1:], kept[1:]
    return tuple([k for k in kept if k])


def _join_place(cast: Cast, mention: Mention, text: str, parts: tuple[str, ...]) -> None:
    for member in cast.bearing(parts[:1]):
        if member.kind == "country" and parts in member.parts:
            cast.join(mention, member)
            return
    member = Member(mention.span.of(text), "country", parts=[parts], country=mention.country)
    cast.add(member)
    cast.join(mention, member)


def _join_full(cast: Cast, mention: Mention, text: str, *, parts: tuple[str, ...], naming: Naming) -> None:
    near = cast.bearing((parts[0], parts[-1]))
    fits = [m for m in near if m.kind == mention.kind or None in (m.kind, mention.kind)]
    same = [m for m in fits if any(same_name(p, parts, person=mention.kind != "organisation") for p in m.parts)]
    if len(same) == 1:
        cast.name(same[0], parts)
        same[0].full += 1
        cast.join(mention, same[0])
        return
    if same:
        cast.ambiguous.add(mention)
        return
    member = Member(bare_name(mention.span.of(text), naming), mention.kind, parts=[parts])
    member.carries = _carries(mention.span.of(text), naming)
    cast.add(member)
    cast.join(mention, member)


def same_name(full: Sequence[str], other: Sequence[str], *, person: bool) -> bool:
    """Whether ``other``, no longer than ``full``, may name the same: by surname and first name or initial."""
    if tuple(full) == tuple(other):
        return True
    if len(other) < len(full):
        if tuple(full[: len(other)]) == tuple(other) or (person and tuple(full[-len(other) :]) == tuple(other)):
            return True
    if full[-1] != other[-1] or not person:
        return False
    first, second = full[0], other[0]
    return (
        first == second or (_initial(second) and first[0] == second[0]) or (_initial(first) and first[0] == second[0])
    )


def _initial(word: str) -> bool:
    return len(word) == 1 or "." in word


def _join_short(cast: Cast, mention: Mention, text: str, *, part: str, naming: Naming) -> None:
    candidates = _bearers(cast.bearing((part,)), mention, part, is_town=part in cast.towns)
    if len(candidates) > 1 and mention.gender:
        told = [m for m in candidates if m.gender == mention.gender]
        candidates = told if len(told) == 1 else candidates
    candidates = _outstanding(candidates)
    if len(candidates) == 1:
        cast.join(mention, candidates[0])
    elif candidates:
        cast.ambiguous.add(mention)
    else:
        name = mention.span.of(text)
        member = Member(name, mention.kind, parts=[(part,)], carries=_carries(name, naming))
        cast.add(member)
        cast.join(mention, member)


def _outstanding(candidates: list[Member]) -> list[Member]:
    """The one of several namesakes whom an article is about: it names that one in full at least twice as often."""
    full = sorted(candidates, key=lambda m: -m.full)
    if len(full) > 1 and full[0].full >= max(2, 2 * full[1].full):
        return full[:1]
    return candidates


def _bearers(members: Iterable[Member], mention: Mention, part: str, *, is_town: bool) -> list[Member]:
    """The members that a one-word name may mean: by surname, else by acronym, else by any other word of their name.

    A town is none of the bodies that bear its name ("Orvel": no short form of the "Orvel Fire Brigade").
    """
    fits = [m for m in members if m.kind != "country" and _may_agree(m, mention)]
    whole = [m for m in fits if (part,) in m.parts]
    surname = [m for m in fits if any(len(p) > 1 and p[-1] == part for p in m.parts)]
    if surname and not (whole and mention.kind == "organisation"):
        return surname
    if whole:
        return whole
    acronym = [m for m in fits if m.kind != "person" and any(is_acronym(part, p) for p in m.parts)]
    if acronym:
        return acronym
    bearing = [m for m in fits if any(part in p or part == p[0].split("-")[0] for p in m.parts)]
    return [m for m in bearing if not (is_town and _is_body(m))]


def _is_body(member: Member) -> bool:
    """Whether a member is a body, or by the length of its name likely one."""
    return member.kind == "organisation" or (member.kind is None and all(len(p) > 2 for p in member.parts))


def _towns(text: str, names: Iterable[tuple[Mention, str]], naming: Naming) -> frozenset[str]:
    """The one-word names that stand behind a preposition of place somewhere."""
    return frozenset(
        name
        for mention, name in names
        if (before := _WORD_BEFORE.search(text, max(0, mention.span.start - _WORD_LENGTH), mention.span.start))
        and soften(before[1]) in naming.place_prepositions
    )


def _may_agree(member: Member, mention: Mention) -> bool:
    if mention.kind is not None and member.kind is not None and mention.kind != member.kind:
        return False
    return not (mention.gender and member.gender and mention.gender != member.gender)


def _carries(name: str, naming: Naming) -> bool:
    """Whether a name is known as an agency's or an outlet's."""
    body = naming.body(split_words(name, naming.clitics))
    return body is not None and body.relay is not None


def is_acronym(part: str, name: Sequence[str]) -> bool:
    """Whether ``part`` is made of the initials of the words of ``name``, small words left out or not."""
    return part.replace(".", "") in acronyms_of(name)


def acronyms_of(name: Sequence[str]) -> frozenset[str]:
    """The acronyms that a name of several words may have, its small words left out or not."""
    if len(name) < 2:
        return frozenset()
    pieces = [w for word in name for w in word.replace("'", "-").split("-") if w]
    made = ["".join([w[0] for w in pieces if len(w) > size]) for size in (0, 2, 3)]
    return frozenset(m for m in made if len(m) > 1)


def bare_name(name: str, naming: Naming) -> str:
    """A name as printed, without the title before it when more than one word remains."""
    head, _, rest = name.partition(" ")
    while fold(head) in naming.titles and " " in rest.strip():
        name = rest
        head, _, rest = name.partition(" ")
    noun = naming.nouns.get((fold(head),))
    if naming.head_first and head.isupper() and len(head) > 1 and rest and noun and noun.kind == "organisation":
        return rest.strip()  # "l'ONG Veille claire"
    return name
