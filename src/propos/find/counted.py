"""What a number counts: the noun behind it, by its looks and, where a paragraph was parsed, its part of speech."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from propos.find.numbers import Number
from propos.find.parse import ParsedParagraph
from propos.find.tokens import Token
from propos.find.units import UnitWords, singular
from propos.lang import Language

#: How many words may stand between a number and the noun it counts.
NOUN_REACH = 4
HYPHENS = "-‐‑"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and the tokens it takes.

    Attributes:
        name: The unit.
        after: The token after its last.
        counted: Whether it is a counted noun.
        first: Its first token, where it stands before the number.
    """

    name: str | None
    after: int
    counted: bool = False
    first: int | None = None


class NounFinder:
    """Finds the nouns that the numbers of one stretch count.

    Args:
        text: The article's text.
        tokens: The stretch's tokens.
        numbers: Its numbers by their first token.
        words: The language's words around figures.
        language: Makes the singular.
        paragraph: The parse, if there is one.
        timed: Whether a token is part of a time expression.
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        numbers: dict[int, Number],
        *,
        words: UnitWords,
        language: Language,
        paragraph: ParsedParagraph | None,
        timed: Callable[[Token], bool],
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._numbers = numbers
        self._words = words
        self._language = language
        self._paragraph = paragraph
        self._timed = timed
        self._tags: dict[int, str] | None = None

    def noun(self, number: Number, at: int) -> Unit | None:
        """The noun that a number counts, looked for from token ``at``; adjectives between are skipped."""
        tokens = self._tokens
        if at == number.after and tokens[at - 1].text in self._words.scale_nouns:
            return None  # "44 milliards envisagés"
        if at < len(tokens) and at == number.after and self._hyphened(at):
            return self._unit(at, at) if self._may_count(at) else None
        place = self._skipped(at)
        last = self._last(number, place)
        return None if last is None else self._unit(place, last)

    def of_whole(self, number: Number) -> Unit | None:
        """The noun of a part of a counted whole: "neuf de ses dix députés", "five of the men"."""
        tokens, words, at = self._tokens, self._words, number.after
        if number.kind != "cardinal" or at >= len(tokens) or tokens[at].text not in words.of:
            return None
        defined = at + 1
        while defined < len(tokens) and tokens[defined].text in words.definite:
            defined += 1
        bare = defined == at + 1 and tokens[at].text not in words.definite
        if bare and not (tokens[at].text in words.of and defined in self._numbers):
            return None  # but "six of 11 motions"
        defined = self._possessed(defined)
        whole = self._numbers.get(defined)
        found = self.noun(number, whole.after if whole else defined)
        if found is None:
            return None
        return Unit(found.name, number.after if whole else found.after, counted=True)

    def _possessed(self, at: int) -> int:
        """The token behind a possessor's mark, if one stands shortly behind ``at`` ("of the ward's nine posts")."""
        tokens = self._tokens
        for place in range(at, min(at + NOUN_REACH, len(tokens) - 1)):
            if tokens[place].kind == "word" and tokens[place].text in self._words.possessives:
                return place + 1
        return at

    def tag(self, token: Token) -> str:
        """The part of speech of a token; "" if its paragraph was not parsed."""
        if self._tags is None:
            self._tags = self._paragraph.tags_by_place() if self._paragraph else {}
        return self._tags.get(token.start, "")

    def _skipped(self, at: int) -> int:
        """The first token from ``at`` that is no adjective that stands before nouns ("nouveaux", "more")."""
        end = min(at + NOUN_REACH, len(self._tokens))
        while at < end and self._tokens[at].text in self._words.prenominal and not self._tokens[at].capital:
            if self._hyphened(at + 1):
                break  # "onze longs-métrages"
            at += 1
        return at

    def _last(self, number: Number, at: int) -> int | None:
        """The last token of the noun: the first that looks like a plural where there are several, else by its tag."""
        several = number.value is None or abs(number.value) > 1
        places = []
        for place in range(at, min(at + NOUN_REACH, len(self._tokens))):
            if not self._may_count(place):
                break
            places.append(place)
        if several:
            plural = next((p for p in places if self._plural(p) or self._named_so(number, p)), None)
            if plural is not None and self._reaches(places, plural):
                return self._extended(plural)
        tagged = self._tagged(places, several)
        if tagged is not None and several and self._words.table.head_last:
            return None  # English has a plural after any number above one
        return tagged

    def _reaches(self, places: Sequence[int], plural: int) -> bool:
        """Whether nothing before a plural ends the noun phrase: in French the noun comes first."""
        return self._words.table.head_last or plural == places[0]

    def _extended(self, last: int) -> int:
        """The last of nouns joined by hyphens, or of a plural noun behind a plural noun ("sports teams")."""
        tokens = self._tokens
        while last + 1 < len(tokens) and tokens[last + 1].kind == "word" and self._hyphened(last + 1):
            last += 1
        further = last + 1 < len(tokens) and self._may_count(last + 1) and self._plural(last + 1)
        if further and self._words.table.head_last and self.tag(tokens[last + 1]) == "NOUN":
            return last + 1
        return last

    def _tagged(self, places: Sequence[int], several: bool) -> int | None:
        last = None
        for place in places:
            token = self._tokens[place]
            tag = self.tag(token)
            if tag == "NOUN" or (tag == "PROPN" and not token.capital) or (tag == "" and last is None and not several):
                last = place
                if not self._words.table.head_last or tag == "":
                    break
            elif tag not in ("ADJ", "PROPN", "ADV", "DET") or last is not None:
                break
        return None if last is None else self._extended(last)

    def _may_count(self, place: int) -> bool:
        token, words = self._tokens[place], self._words
        plain = token.kind == "word" and token.text not in words.functions and token.text not in words.uncounted
        return plain and not self._timed(token)

    def _plural(self, place: int) -> bool:
        """Whether a word looks like a plural."""
        token, plural = self._tokens[place], self._words.table.plural
        printed = self._text[token.start : token.end].lower()
        if printed in plural.irregular or printed in plural.same:
            return True
        looks = len(printed) > 3 and printed.endswith(plural.marks) and not printed.endswith(plural.not_marks)
        return looks and self.tag(token) not in ("VERB", "AUX", "ADV")

    def _named_so(self, number: Number, place: int) -> bool:
        """Whether a participle right behind digits names those it is said of ("97 inscrits")."""
        token = self._tokens[place]
        named = not self._words.table.head_last and number.digits and place == number.after
        return named and token.text.endswith(self._words.table.plural.marks) and self.tag(token) == "VERB"

    def _hyphened(self, place: int) -> bool:
        """Whether a hyphen joins a token to the one before."""
        tokens = self._tokens
        if not 0 < place < len(tokens):
            return False
        between = self._text[tokens[place - 1].end : tokens[place].start]
        return between in HYPHENS and bool(between)

    def _unit(self, first: int, last: int) -> Unit:
        """The noun that ends at ``last``, hyphened words before it included."""
        begin = last
        while begin > first and self._hyphened(begin):
            begin -= 1
        noun = self._text[self._tokens[begin].start : self._tokens[last].end]
        return Unit(singular(noun, self._language), last + 1, counted=True)
