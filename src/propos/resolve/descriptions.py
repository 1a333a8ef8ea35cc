"""Descriptions: tied to the name they stand beside, and later to whoever fits them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace

from propos.lang.folding import fold
from propos.lang.naming import Naming, Noun, Place, split_words
from propos.model import Mention, Span
from propos.resolve.actors import Cast
from propos.resolve.cast import Description, Member, akin, describe, is_of_another
from propos.resolve.text import Places

#: Descriptions looked at on either side of one that is to be matched.
_NEAR = 40
#: Descriptions that a body's own name need give.
_ENOUGH = 4
_CLOSING = frozenset(',.;:)»”"\n—–')
_NAMES = ("name", "short")
#: No single word between a name and a description is longer, in code points.
_LONGEST_GAP = 30
#: What somebody does, told behind a name.
_DOES = re.compile(r", ([^\W\d]+ [^\W\d]+)")
#: A party in brackets behind a name, and what stands for the noun that it has not.
_SIDE = re.compile(r" \(([^\W\d][^()\n\d,;]{1,24})\)")
SIDE = ""
#: A party between an office and a name: "le maire (PDL) Jean Morel".
_IN_BRACKETS = re.compile(r"^\s*\([^()\n]{1,30}\)")


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
        self._known: dict[str, list[tuple[int, Member, Description]]] = {}
        self._mentioned: dict[int, list[int]] = {}
        self.tied: dict[Mention, Member] = {}
        self.made: dict[Mention, Description] = {}
        for index, mention in enumerate(mentions):
            if mention.head and mention.form in ("office", "periphrasis"):
                self.made[mention] = self._describe(index, mention)
                self._tie(index, mention)
            elif mention.form == "name" and mention.kind == "organisation" and mention in cast.of:
                self._describe_body(mention, cast.of[mention])
            elif mention.form == "name" and mention in cast.of:
                self._describe_side(mention, cast.of[mention])
                self._describe_doing(mention, cast.of[mention])
        self._bodies = {fold(made.text): mention for mention, made in reversed(self.made.items())}

    def _describe_body(self, mention: Mention, member: Member) -> None:
        """Takes the noun that a body's own name opens with for a description of it ("Cour des comptes": la cour)."""
        words = split_words(mention.span.of(self._text), self._naming.clitics)
        found = self._naming.nouns.at(words, 0) or self._naming.nouns.at(words, len(words) - 1)
        if found and found[1].kind == "organisation":
            if len(member.descriptions) < _ENOUGH:
                self.learn(member, describe(self._text, replace(mention, head=found[1].key), self._naming))

    def _describe_side(self, mention: Mention, member: Member) -> None:
        """Takes a party in brackets behind a name for what somebody is ("Anna Rey (opposition)")."""
        side = _SIDE.match(self._text, mention.span.end)
        if side and len(member.descriptions) < _ENOUGH:
            words = frozenset(fold(w) for w in split_words(side[1], self._naming.clitics)) - self._naming.of_words
            self.learn(member, Description(SIDE, words, None, mention.span, side[1]))

    def _describe_doing(self, mention: Mention, member: Member) -> None:
        """Takes what somebody does for what he or she is ("Anna Rey, qui préside la ligue": la présidente)."""
        does = _DOES.match(self._text, mention.span.end)
        noun = self._naming.offices.doing.get(does[1].casefold()) if does else None
        if noun and len(member.descriptions) < _ENOUGH and member.kind in ("person", None):
            self.learn(member, Description(fold(noun), frozenset(), None, mention.span, noun))

    def learn(self, member: Member, description: Description) -> None:
        """Records that a description is of ``member``, under every noun that may take it up."""
        member.descriptions.append(description)
        noun = self._naming.noun(description.head)
        keys = {description.head, *(noun.general if noun else ())}
        if description.head == SIDE:
            keys |= description.words
        if noun and (noun.peer or not noun.plain) and noun.kind == "person":  # for peers: "son homologue valdorien"
            # By its country, or by the adjective of one that no table knows.
            keys |= {description.country} if description.country else description.words
        for key in keys:
            insort(self._known.setdefault(key, []), (description.span.start, member, description), key=lambda k: k[0])

    def _describe(self, index: int, mention: Mention) -> Description:
        """The description, with the country that a name within it tells ("président de la Russie")."""
        made = describe(self._text, mention, self._naming)
        if made.country is None:
            for other in self._mentions[index + 1 : index + 6]:
                if other.country and mention.span.contains(other.span):
                    printed = split_words(other.span.of(self._text), self._naming.clitics)
                    words = made.words - {fold(w) for w in printed}
                    seat = self._naming.places.get(printed)
                    if seat and seat.body:
                        words |= {fold(w) for w in split_words(seat.body, self._naming.clitics)} - self._naming.of_words
                    return replace(made, words=frozenset(words), country=other.country)
        return made

    def _tie(self, index: int, mention: Mention) -> None:
        if self._nested(index, mention):
            return
        if mention.number == "plural":
            self._tie_pair(index, mention)
            return
        for find in (self._following, self._preceding):
            name = find(index, mention)
            member = self._member(name, mention) if name else None
            counsel = member is not None and self._counsel(mention, name)
            if member and self._fits_kind(member, mention, name) and (counsel or not _disagree(member, mention)):
                firm = name is not None and "&" in name.span.of(self._text)  # "their architect, Orme & Vanier"
                member.kind = "organisation" if firm else "person" if counsel else mention.kind
                self.tie(mention, member)
                return

    def _fits_kind(self, member: Member, mention: Mention, name: Mention | None) -> bool:
        """Whether a member may be what a description says; "le groupe Rémy Morel" is no person."""
        if member.kind in (None, mention.kind) or self._counsel(mention, name):
            return True
        if mention.kind != "organisation" or name is None or not self._naming.head_first or mention.bare:
            return False
        beside = self._text[mention.span.end : name.span.start].strip(" \u00a0") == ""
        return beside and not any(m.form == "short" and m.kind == "person" for m in member.mentions)

    def _counsel(self, mention: Mention, name: Mention | None) -> bool:
        """Whether a noun for a body is a person's here: "son conseil, Me Anne Morel"."""
        if name is None or name.kind != "person" or mention.kind != "organisation":
            return False
        first = split_words(mention.span.of(self._text), self._naming.clitics)[0]
        gap = self._text[mention.span.end : name.span.start].strip()
        return first in self._naming.possessive and gap == ","

    def _tie_pair(self, index: int, mention: Mention) -> None:
        """Ties "les présidents lissois Paul Morel et kestrien Jean Vanier" to both."""
        names = [
            m for m in self._mentions[index + 1 : index + 8] if m.form == "name" and m.span.start >= mention.span.end
        ]
        if len(names) < 2 or self._text[mention.span.end : names[0].span.start].strip():
            return
        between = split_words(self._text[names[0].span.end : names[1].span.start], self._naming.clitics)
        if len(between) != 2 or between[0] not in self._naming.joiners:
            return
        made, adjective = self.made[mention], between[1]
        country = self._naming.adjectives.get(adjective)
        second = replace(made, country=country, words=frozenset() if country else frozenset({fold(adjective)}))
        for name, description in ((names[0], made), (names[1], second)):
            member = self._cast.of.get(name)
            if member and member.kind in (None, "person"):
                member.kind = "person"
                self.learn(member, description)

    def nested(self, mention: Mention) -> bool:
        """Whether the description is part of another one ("l'avocat du cardinal")."""
        return self._nested(bisect_left(self._starts, mention.span.start), mention)

    def _nested(self, index: int, mention: Mention) -> bool:
        before = self._mentions[max(0, index - 3) : index]
        return any(m.span.contains(mention.span) and m.span != mention.span and m in self.made for m in before)

    def _member(self, name: Mention, mention: Mention) -> Member | None:
        """Whoever bears the name; of several, the one whom the same was said of."""
        if name not in self._cast.ambiguous:
            return self._cast.of.get(name)
        made = self.made[mention]
        parts = split_words(name.span.of(self._text), self._naming.clitics)
        bearers = [m for m in self._cast.members if parts and any(fold(parts[-1]) == p[-1] for p in m.parts)]
        fits = [m for m in bearers if any(d.head == made.head for d in m.descriptions)]
        fits = fits or [m for m in bearers if m.gender and m.gender == mention.gender]
        return fits[0] if len(fits) == 1 else None

    def tie(self, mention: Mention, member: Member) -> None:
        """Records that a description is of ``member``."""
        self.tied[mention] = member
        self.learn(member, self.made[mention])
        member.mentions.append(mention)
        if mention.gender and member.kind == mention.kind == "person":
            member.genders[mention.gender] += 1

    def _following(self, index: int, mention: Mention) -> Mention | None:
        end = mention.span.end
        for other in self._mentions[index + 1 : index + 10]:
            if other.span.start < end:
                continue
            if other.form in ("office", "periphrasis") and not mention.bare and self._apposed(end, other):
                continue  # "son porte-parole, le colonel X": what stands between says who X is, too
            if other.form not in _NAMES or "\n" in self._text[end : other.span.start]:
                return None
            gap = _IN_BRACKETS.sub("", self._text[end : other.span.start]).strip(" \u00a0«»“”\"'’")
            if mention.kind == "organisation" and gap[:1].isupper() and fold(gap) in self._naming.definite:
                gap = ""  # "le quotidien Le Môle"
            after = self._text[other.span.end : other.span.end + 1] or "\n"
            bracket = self._text.startswith(" (", other.span.end)
            closed = (after in _CLOSING or bracket or self._opens(mention)) and not mention.bare
            if gap != "" and not (closed and (gap in (",", ":") or self._qualifies(gap))):
                return None
            if mention.kind == "organisation" or other.kind != "organisation":
                return other
            end = other.span.end
        return None

    def _opens(self, mention: Mention) -> bool:
        """Whether a description opens its sentence, so that it is a subject and a name after its comma the same."""
        start = self._places.sentence_start(mention.span.start)
        return self._text[start : mention.span.start].strip() == "" or self._text[start : mention.span.start].endswith(
            ("- ", "– ", "— ")
        )

    def _apposed(self, end: int, other: Mention) -> bool:
        """Whether another description of a person stands right after a comma."""
        return other.kind == "person" and self._text[end : other.span.start].strip() == ","

    def _qualifies(self, gap: str) -> bool:
        """Whether the words after a comma are a determiner and words of a description: ", le taiseux" X."""
        words = split_words(gap.removeprefix(","), self._naming.clitics)
        if not gap.startswith(",") or not 1 < len(words) < 7 or words[0] not in self._naming.definite:
            return False
        if self._naming.of_words & set(words[-1:]):
            return False
        return not any(
            w in self._naming.subordinators or w in self._naming.joiners or not w[0].isalpha() for w in words
        )

    def _preceding(self, index: int, mention: Mention) -> Mention | None:
        for other in reversed(self._mentions[max(0, index - 6) : index]):
            if other.span.end <= mention.span.start and other.form in _NAMES:
                between = self._text[other.span.end : mention.span.start].strip()
                gap = fold(between) if len(between) < _LONGEST_GAP else between
                beside = gap in (",", "(", ", l'", "–", "—") or gap in self._naming.copulas
                if not beside and gap.removeprefix(",").strip() not in self._naming.before:
                    return None
                # "les journalistes du Monde, le porte-parole", "à Lisse, la maire"
                return other if mention.bare or not self._complement(other) else None
        return None

    def _complement(self, name: Mention) -> bool:
        """Whether a determiner that holds a preposition, or a preposition of place, stands right before a name."""
        before = split_words(self._text[max(0, name.span.start - 8) : name.span.start], frozenset())
        if name.kind is None and before and before[-1] in self._naming.pronoun_table.determiners.contracted:
            return True
        if not before or name.form != "short":
            return False
        of_place = name.kind is None and before[-1] in self._naming.of_words  # "le marché de Lisse, le maire"
        return of_place or before[-1] in self._naming.place_prepositions

    def within(self, span: Span) -> list[Mention]:
        """The descriptions that start within ``span``, in text order."""
        found = self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return [m for m in found if m in self.made]

    def bare(self, mention: Mention) -> bool:
        """Whether a description says no more than its noun."""
        made = self.made[mention]
        return not made.words and made.country is None

    def told_before(self, mention: Mention) -> Mention | None:
        """The nearest description before with the noun of one that points back ("un diplomate ... ce diplomate")."""
        at = bisect_left(self._starts, mention.span.start)
        for other in reversed(self._mentions[max(0, at - _NEAR) : at]):
            if other in self.made and other.head == mention.head and other.number != "plural":
                return other if other not in self.tied else None
        return None

    def match(self, mention: Mention) -> Member | None:
        """Whoever a description that stands alone is of, by what the article says of people; None if several fit."""
        ranked = sorted(self.fits(mention), key=lambda r: -r[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.15):
            return None
        return None if self.of_another_body(mention, ranked[0][2]) else ranked[0][2]

    def of_another_body(self, mention: Mention, member: Member) -> bool:
        """Whether "her" means another body than that whose office somebody holds ("la ligue ... Son président")."""
        printed = split_words(mention.span.of(self._text), self._naming.clitics)
        if mention.kind != "person" or printed[0] not in self._naming.possessive:
            return False
        start = self._places.sentence_start(mention.span.start)
        first = self._mentions[bisect_left(self._starts, start)]
        if first.span.start == mention.span.start and "\n" not in self._text[max(0, start - 2) : start]:
            first = self._mentions[bisect_left(self._starts, self._places.sentence_start(max(0, start - 2)))]
        owner = self._naming.noun(self.made[first].head) if first in self.made and self._opens(first) else None
        if not owner or owner.kind != "organisation" or first.number == "plural":
            return False
        return is_of_another(member, self.made[mention].head, owner, self._naming)

    def fits(self, mention: Mention) -> list[tuple[float, float, Member]]:
        """All whom the description may be of, by what the article says: fit with and without recency, and who."""
        made = self.made[mention]
        noun = self._naming.noun(made.head) or Noun(made.head, "person", None, "singular")
        seat = self._seat(mention)
        ranked: list[tuple[float, float, Member]] = []
        for member, descriptions in self._candidates(made, noun, seat):
            if member.kind != mention.kind or _disagree(member, mention):
                continue
            fit = max(self._fit(made, noun, d, member, seat) for d in descriptions)
            if fit > 0:
                ranked.append((fit + self._recency(member, mention), fit, member))
        return ranked

    def _candidates(self, made: Description, noun: Noun, seat: Place | None) -> list[tuple[Member, list[Description]]]:
        """Members with descriptions that may be of whom ``made`` describes, the nearest ones."""
        office = seat.office if seat and seat.office else ""
        held = {fold(" ".join(office.split()[:n])) for n in range(1, len(office.split()) + 1)}
        found: dict[int, tuple[Member, list[Description]]] = {}
        for key in {made.head, made.country or "", *noun.general, *held, *(() if made.country else made.words)}:
            filed = self._known.get(key, [])
            at = bisect_left(filed, made.span.start, key=lambda k: k[0])
            for _, member, description in filed[max(0, at - _NEAR) : at + _NEAR]:
                found.setdefault(id(member), (member, []))[1].append(description)
        return list(found.values())

    def _seat(self, mention: Mention) -> Place | None:
        at = bisect_left(self._starts, mention.span.start)
        for other in self._mentions[at : at + 6]:
            if other.form == "metonym" and mention.span.contains(other.span):
                return self._naming.places.get(split_words(other.span.of(self._text), self._naming.clitics))
        return None

    def body_of(self, metonym: Mention) -> Mention | None:
        """The description of the body that sits where ``metonym`` says, if the article names it ("Bercy")."""
        seat = self._naming.places.get(split_words(metonym.span.of(self._text), self._naming.clitics))
        if seat is None or not seat.body:
            return None
        return self._bodies.get(fold(seat.body))

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
        shared = sum(any(akin(word, k) for k in known) for word in made.words)
        if made.words and shared == len(made.words):
            return fit + 1.0
        if made.words and not shared and (other.words or made.head != other.head or member.named):
            return 0.0
        if not made.exact and other.words and not other.country and not made.words:
            return 0.0
        return fit + (0.5 if made.country and made.country == other.country else 0.0) - (0.5 if made.words else 0.0)

    def _fit_heads(self, made: Description, noun: Noun, other: Description) -> float:
        if made.head == other.head:
            return 2.0
        if other.head == SIDE:
            return 1.0 if made.words & other.words else 0.0
        theirs = self._naming.noun(other.head)
        if theirs and made.head in theirs.general:
            return 1.5
        if other.head in noun.general:
            return 1.0
        # The same country, or the same adjective of one that no table knows.
        same = made.country == other.country if made.country or other.country else made.words & other.words
        peers = (theirs is not None and theirs.peer) or (noun.peer and theirs is not None and not theirs.plain)
        return 1.0 if peers and same else 0.0

    def _recency(self, member: Member, mention: Mention) -> float:
        starts = self._mentioned.setdefault(id(member), sorted(m.span.start for m in member.mentions))
        at = bisect_left(starts, mention.span.start)
        if not at:
            return 0.0
        distance = self._places.sentence(mention.span.start) - self._places.sentence(starts[at - 1])
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
            if made.words and other.words and not any(akin(a, b) for a in made.words for b in other.words):
                return True
        return False


def _disagree(member: Member, mention: Mention) -> bool:
    if mention.number == "plural" and member.number != "plural":
        return True
    return bool(member.gender and mention.gender and member.gender != mention.gender)
