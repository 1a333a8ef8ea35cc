"""The cast of an article: everybody and every body that it names or describes, with their names and descriptions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from propos.lang.folding import fold
from propos.lang.naming import Naming, Noun
from propos.lang.nouns import plain_words
from propos.model import ActorKind, Gender, GrammaticalNumber, Mention, Span

_FIRST_WORD = re.compile("([^ '’]+)[ '’]")


@dataclass(frozen=True, slots=True)
class Description:
    """What an article calls somebody, apart from a name.

    Attributes:
        head: The noun, by its key.
        words: Folded content words besides the head.
        country: Country code that it names or implies.
        text: As printed, without its determiner.
        exact: Whether the noun is the key itself, not another word for it.
    """

    head: str
    words: frozenset[str]
    country: str | None
    span: Span
    text: str
    exact: bool = True


@dataclass(slots=True, eq=False)
class Member:
    """One actor while the article is being resolved.

    Attributes:
        name: The fullest name or description so far, as printed.
        parts: The folded words of each name.
        named: Whether it has a proper name.
        genders: Evidence for the gender, counted.
        carries: Whether it is known as an agency or outlet, which mostly carries others' words.
        full: How often it is named in full.
        mentions: In no order until the cast is complete.
    """

    name: str
    kind: ActorKind | None
    named: bool = True
    parts: list[tuple[str, ...]] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)
    number: GrammaticalNumber = "singular"
    country: str | None = None
    carries: bool = False
    full: int = 1
    descriptions: list[Description] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def gender(self) -> Gender | None:
        """The gender that the evidence tells; None if it does not or contradicts itself."""
        masculine, feminine = self.genders["masculine"], self.genders["feminine"]
        if masculine == feminine:
            return None
        return "masculine" if masculine > feminine else "feminine"


def describe(text: str, mention: Mention, naming: Naming) -> Description:
    """The description that a mention with a head makes."""
    printed = mention.span.of(text)
    words = plain_words(printed, naming.clitics)
    noun_start, noun_size = _noun(words, mention.head, naming)
    rest = words[:noun_start] + words[noun_start + noun_size :]
    return Description(
        mention.head or "",
        frozenset(fold(w) for w in rest if w not in naming.links),
        mention.country,
        mention.span,
        strip_determiner(printed, naming),
        exact=fold(" ".join(words[noun_start : noun_start + noun_size])) == mention.head,
    )


def _noun(words: tuple[str, ...], head: str | None, naming: Naming) -> tuple[int, int]:
    """Where the noun with key ``head`` stands among the words, and how many words it has."""
    for index in range(len(words)):
        found = naming.noun_at(words, index)
        if found and found[1].key == head:
            return index, found[0]
    return 0, 0


def strip_determiner(phrase: str, naming: Naming) -> str:
    """A phrase without the definite determiner that opens it; others ("une source") say something and stay."""
    plain = phrase.strip()
    first = _FIRST_WORD.match(plain)
    return plain[first.end() :].lstrip() if first and fold(first[1]) in naming.definite else plain


def is_of_another(member: Member, head: str, owner: Noun, naming: Naming) -> bool:
    """Whether the office with key ``head`` that somebody is told to hold is of another body than the owner's noun."""
    words = {word for told in member.descriptions if told.head == head for word in told.words}
    bodies = [noun for word in words if (noun := naming.noun(word)) and noun.kind == "organisation"]
    same = (n.key == owner.key or n.key in owner.general or owner.key in n.general for n in bodies)
    return bool(bodies) and not any(same)


def akin(word: str, other: str) -> bool:
    """Whether two folded words are one, or a place and its adjective ("lisse", "lissois")."""
    shorter = min(len(word), len(other))
    return word == other or (shorter >= 5 and word[: max(4, shorter - 2)] == other[: max(4, shorter - 2)])
