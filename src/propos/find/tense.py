"""Whether a sentence looks back or ahead, by verb forms and words, without the parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from propos.find.calendar import Direction
from propos.lang import Language
from propos.lang.tables.times import Times
from propos.model import Span
from propos.places import Places

Look = Literal["past", "future", "present"]
#: One class of characters comes first, so that the search goes from one of them to the next.
_SENTENCE_END = re.compile(
    r"[.!?…:;\n](?:"
    r"(?:(?<=[^\W\d_]{3}[.!?…])|(?<=[\d%€$£°)»”][.!?…]))[»”\")’]{0,2}\s+(?=[«“\"(]?\s?[A-ZÀ-ÖØ-Þ])"
    r"|(?<=[!?:;])\s|(?<=\n)\n*)"
)
_QUOTE = re.compile(r"[«»“”\"]")
_COMMA = re.compile(r",(?!\d)|[()–—]")
#: A weak sign counts as if it stood this much farther away, one behind a quotation mark or a comma as much.
WEAK_PENALTY = 40
QUOTE_PENALTY = 60
COMMA_PENALTY = 40
#: A sign behind the time counts as if it stood this much farther away: what came before is more often meant.
BEHIND_PENALTY = 12
#: A weak sign this close is as good as any.
TOUCHING = 2
#: A weak sign counts only this close.
WEAK_REACH = 15
#: A sign beyond this distance, in code points, belongs to another clause.
FARTHEST_SIGN = 160


@dataclass(frozen=True, slots=True)
class Sign:
    """A verb form that looks back or ahead."""

    start: int
    end: int
    look: Look | Literal["ahead"]
    penalty: int

    def seen_from(self, span: Span) -> Look:
        """Where it looks for a time at ``span``."""
        if self.look != "ahead":
            return self.look
        return "future" if span.start >= self.end else "past"


@cache
def _patterns(language: Language) -> tuple[tuple[Look | Literal["ahead"], int, re.Pattern[str]], ...]:
    tense = language.table(Times).tense
    groups: tuple[tuple[Look | Literal["ahead"], int, Sequence[str]], ...] = (
        ("future", 0, tense.future),
        ("ahead", 0, tense.ahead),
        ("past", 0, tense.past),
        ("past", WEAK_PENALTY, tense.weak),
        ("present", 0, tense.present),
    )
    return tuple((look, penalty, re.compile("|".join(f"(?:{p})" for p in ps))) for look, penalty, ps in groups if ps)


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch, roughly: the parts between full stops, colons and line ends."""
    start = span.start
    for found in _SENTENCE_END.finditer(text, span.start, span.end):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if start < span.end:
        yield Span(start, span.end)


class Tenses:
    """The signs of tense in one stretch, found in a sentence when it is first asked for."""

    def __init__(self, text: str, span: Span, language: Language) -> None:
        self._raw = span.of(text)
        self._offset = span.start
        self._language = language
        self._signs: dict[int, Places[tuple[int, Sign]]] = {}

    @cached_property
    def _text(self) -> str:
        """The stretch in small letters; nothing if that moves its places."""
        small = self._raw.lower()
        return small if len(small) == len(self._raw) else ""

    @cached_property
    def _ends(self) -> list[int]:
        return [m.end() for m in _SENTENCE_END.finditer(self._raw)]

    @cached_property
    def _quotes(self) -> list[int]:
        return [self._offset + m.start() for m in _QUOTE.finditer(self._raw)]

    @cached_property
    def _commas(self) -> list[int]:
        return [self._offset + m.start() for m in _COMMA.finditer(self._raw)]

    def direction(self, span: Span) -> Direction | None:
        """Where the verb nearest to ``span`` in its sentence looks; None if none tells."""
        look = self.look(span, ("past", "future"))
        return None if look == "present" else look

    def look(self, span: Span, looks: Sequence[Look] = ("past", "future", "present")) -> Look | None:
        """Where the nearest sign among ``looks`` points."""
        nearest: tuple[int, int, Look] | None = None
        reach = Span(max(0, span.start - FARTHEST_SIGN), span.end + FARTHEST_SIGN)
        for _, (order, sign) in self._found(self._sentence(span)).near(reach):
            look = sign.seen_from(span)
            if look not in looks or span.start <= sign.start < span.end:
                continue
            gap = max(0, span.start - sign.end, sign.start - span.end)
            low, high = sorted((span.start, sign.start))
            crossed = QUOTE_PENALTY * (bisect_right(self._quotes, high) != bisect_right(self._quotes, low))
            crossed += COMMA_PENALTY * (bisect_right(self._commas, high) != bisect_right(self._commas, low))
            if sign.penalty and gap > WEAK_REACH:
                continue
            penalty = sign.penalty if gap > TOUCHING else 0
            behind = BEHIND_PENALTY if sign.start > span.start and gap > TOUCHING else 0
            distance = gap + penalty + behind + crossed
            if distance <= FARTHEST_SIGN and (nearest is None or (distance, order) < nearest[:2]):
                nearest = (distance, order, look)
        return nearest[2] if nearest else None

    def together(self, one: Span, other: Span) -> bool:
        """Whether two spans begin in the same sentence."""
        return self._sentence(one) == self._sentence(other)

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._ends, span.start - self._offset)

    def _found(self, sentence: int) -> Places[tuple[int, Sign]]:
        known = self._signs.get(sentence)
        if known is None:
            start = self._ends[sentence - 1] if sentence else 0
            end = self._ends[sentence] if sentence < len(self._ends) else len(self._text)
            signs = enumerate(self._look_for(start, end))
            known = self._signs[sentence] = Places((Span(s.start, s.end), (order, s)) for order, s in signs)
        return known

    def _names(self, start: int, end: int) -> bool:
        """Whether a lone word is a name: with a capital within a sentence, and no capital behind ("than in May")."""
        before, behind = self._raw[:start].rstrip(), self._raw[end : end + 2].strip()
        inside = bool(before) and before[-1] not in '.!?:…«“"\n'
        return self._raw[start].isupper() and inside and not behind.isupper() and " " not in self._raw[start:end]

    def _look_for(self, start: int, end: int) -> Iterator[Sign]:
        taken: set[int] = set()
        for look, penalty, pattern in _patterns(self._language):
            for found in pattern.finditer(self._text, start, end):
                if found.start() not in taken and not self._names(found.start(), found.end()):
                    yield Sign(self._offset + found.start(), self._offset + found.end(), look, penalty)
                    taken.update(range(found.start(), found.end()))
