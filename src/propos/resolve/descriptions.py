"""Descriptions: tied to the name they stand beside, and later to whoever fits them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from propos.lang.folding import fold
from propos.lang.naming import Naming, Noun, Place, split_words
from propos.model import Mention
from propos.resolve.actors import Cast
from propos.resolve.cast import Description, Member, describe
from propos.resolve.text import Places

_CLOSING = frozenset(',.;:)»”"\n—–')
_NAMES = ("name", "short")


class Descriptions:
    """Knows which descriptions an article ties to whom.

    Args:
        text: The article's.
        mentions: All of it, in text order.
        cast: Is given the descriptions found beside names.
    """

    def __init__(self, text: str, mentions: Sequence[Mention], cast: Cast, *, places: Places, naming: Naming) -> None:
        self._text = text
        self._naming = naming
        self._cast = cast
        self._places = places
        self._mentions = mentions
        self._starts = [m.span.start for m in mentions]
        self.tied: dict[Mention, Member] = {}
        self.made: dict[Mention, Description] = {}
        for index, mention in enumerate(mentions):
            if mention.head and mention.form in ("office", "periphrasis"):
                self.made[mention] = self._describe(index, mention)
                self._tie(index, mention)
            elif mention.head and mention.form == "name" and mention in cast.of:
                cast.of[mention].descriptions.append(describe(text, mention, naming))

    def _describe(self, index: int, mention: Mention) -> Description:
        """The description, with the country that a name within it tells ("président de la Russie")."""
        made = describe(self._text, mention, self._naming)
        if made.country is None:
            for other in self._mentions[index + 1 : index + 6]:
                if other.country and mention.span.contains(other.span):
                    words = frozenset(made.words - set(split_words(other.span.of(self._text), self._naming.clitics)))
                    return Description(made.head, words, other.country, made.span, made.text, made.exact)
        return made

    def _tie(self, index: int, mention: Mention) -> None:
        name = self._following(index, mention) or self._preceding(index, mention)
        member = self._cast.of.get(name) if name else None
        if member is None or mention.number == "plural":
            return
        if member.kind is None:
            member.kind = mention.kind
        if member.kind != mention.kind or (member.gender and mention.gender and member.gender != mention.gender):
            return
        self.tie(mention, member)

    def tie(self, mention: Mention, member: Member) -> None:
        """Records that a description is of ``member``."""
        self.tied[mention] = member
        member.descriptions.append(self.made[mention])
        member.mentions.append(mention)
        if mention.gender and member.kind == "person":
            member.genders[mention.gender] += 1

    def _following(self, index: int, mention: Mention) -> Mention | None:
        for other in self._mentions[index + 1 : index + 8]:
            if other.span.start >= mention.span.end:
                if other.form not in _NAMES:
                    return None
                gap = self._text[mention.span.end : other.span.start].strip(" \u00a0«»“”\"'’")
                after = self._text[other.span.end : other.span.end + 1] or "\n"
                beside = gap == "" or (gap in (",", ":") and after in _CLOSING and not mention.bare)
                return other if beside and "\n" not in self._text[mention.span.end : other.span.start] else None
        return None

    def _preceding(self, index: int, mention: Mention) -> Mention | None:
        for other in reversed(self._mentions[max(0, index - 6) : index]):
            if other.span.end <= mention.span.start and other.form in _NAMES:
                gap = fold(self._text[other.span.end : mention.span.start].strip())
                beside = gap in (",", "(", ", l'", "–", "—") or gap in self._naming.copulas
                return other if beside or gap.removeprefix(",").strip() in self._naming.before else None
        return None

    def match(self, mention: Mention) -> Member | None:
        """Whoever a description that stands alone is of, by what the article says of people; None if several fit."""
        made = self.made[mention]
        noun = self._naming.noun(made.head) or Noun(made.head, "person", None, "singular")
        seat = self._seat(mention)
        ranked: list[tuple[float, Member]] = []
        for member in self._cast.members:
            if member.kind != mention.kind or _disagree(member, mention):
                continue
            fit = max((self._fit(made, noun, d, member, seat) for d in member.descriptions), default=0.0)
            if fit > 0:
                ranked.append((fit + self._recency(member, mention), member))
        ranked.sort(key=lambda r: -r[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.15):
            return None
        return ranked[0][1]

    def _seat(self, mention: Mention) -> Place | None:
        at = bisect_left(self._starts, mention.span.start)
        for other in self._mentions[at : at + 6]:
            if other.form == "metonym" and mention.span.contains(other.span):
                return self._naming.places.get(split_words(other.span.of(self._text), self._naming.clitics))
        return None

    def _fit(self, made: Description, noun: Noun, other: Description, member: Member, seat: Place | None) -> float:
        """How well a description fits another one of the same actor; 0 if it does not."""
        if made.country and other.country and made.country != other.country:
            return 0.0
        if seat and seat.office:
            return 3.0 if fold(seat.office).startswith(other.head) and other.country in (seat.country, None) else 0.0
        fit = self._fit_heads(made, noun, other)
        if not fit:
            return 0.0
        known = other.words | {p for part in member.parts for p in part}
        if made.words and made.words <= known:
            return fit + 1.0
        if made.words and other.words and not made.words & known:
            return 0.0
        if not made.exact and other.words and not other.country and not made.words:
            return 0.0
        return fit + (0.5 if made.country and made.country == other.country else 0.0) - (0.5 if made.words else 0.0)

    def _fit_heads(self, made: Description, noun: Noun, other: Description) -> float:
        if made.head == other.head:
            return 2.0
        theirs = self._naming.noun(other.head)
        if theirs and made.head in theirs.general:
            return 1.5
        if other.head in noun.general:
            return 1.0
        peers = theirs and theirs.peer and made.country and made.country == other.country
        return 1.0 if peers else 0.0

    def _recency(self, member: Member, mention: Mention) -> float:
        before = [m.span.start for m in member.mentions if m.span.start < mention.span.start]
        if not before:
            return 0.0
        distance = self._places.sentence(mention.span.start) - self._places.sentence(max(before))
        return 1.0 / (1 + distance)

    def conflict(self, made: Description, member: Member) -> bool:
        """Whether ``member`` is known to be something else than ``made`` says."""
        noun = self._naming.noun(made.head)
        if noun is None or noun.plain:
            return any(made.country and d.country and made.country != d.country for d in member.descriptions)
        for other in member.descriptions:
            theirs = self._naming.noun(other.head)
            if theirs and not theirs.plain and not self._fit_heads(made, noun, other):
                return True
            if made.country and other.country and made.country != other.country:
                return True
        return False


def _disagree(member: Member, mention: Mention) -> bool:
    if mention.number == "plural" and member.number != "plural":
        return True
    return bool(member.gender and mention.gender and member.gender != mention.gender)
