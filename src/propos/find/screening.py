"""Which numbers are no figures: ordinals, parts of times, of codes and of names."""

from __future__ import annotations

from collections.abc import Sequence

from propos.find.numbers import Number
from propos.find.tokens import Token
from propos.find.units import unitwords_of
from propos.lang import Language
from propos.model import Span, TimeExpression
from propos.places import Places

DASHES = frozenset("-–—")


class Screen:
    """Tells numbers that are no figures, in one stretch.

    Args:
        text: The article's text.
        tokens: The stretch's tokens.
        language: Knows the words whose number is a name.
        times: The time expressions of the stretch.
    """

    def __init__(self, text: str, tokens: Sequence[Token], language: Language, times: Sequence[TimeExpression]) -> None:
        self._text = text
        self._tokens = tokens
        self._words = unitwords_of(language)
        self._labels = self._words.labels
        self._times = Places((t.span, t) for t in times)

    def left_out(self, number: Number) -> bool:
        """Whether a number is an ordinal, part of a time, of a code or of a name."""
        tokens, first = self._tokens, number.first
        if number.kind == "ordinal":
            return True
        span = Span(tokens[first].start, tokens[number.after - 1].end)
        if self.timed(span):
            return True
        before = tokens[first - 1] if first > 0 else None
        if before and (before.text in self._labels or (before.text in "°#" and first > 1)):
            return True
        if before and before.text == "." and before.glued and first > 1 and tokens[first - 2].text in self._labels:
            return True
        if not number.digits:
            return False
        if first > 1 and tokens[first].glued and before and before.text in "'’" and tokens[first - 2].kind == "number":
            return True  # 1'25
        if before and tokens[first].glued and (before.kind == "word" or before.text in "/_@"):
            return True
        if before and tokens[first].glued and before.text in DASHES and before.glued:
            return first < 2 or tokens[first - 2].kind == "word"
        digits = tokens[first].text
        following = tokens[number.after] if number.after < len(tokens) else None
        if len(digits) > 1 and digits[0] == "0" and digits[1].isdecimal():
            return True
        return bool(following and following.kind == "number" and not following.glued)

    def capitals(self, place: int) -> bool:
        """Whether a word is an abbreviation that a number behind it belongs to ("CAC 40"), in a line not all so."""
        tokens = self._tokens
        token = tokens[place]
        printed = self._text[token.start : token.end]
        if (
            token.kind != "word"
            or not (1 < len(printed) < 6 and printed.isupper())
            or self._words.signs.before(tokens, place + 1)
        ):
            return False
        around = [t for t in (*tokens[max(0, place - 2) : place], *tokens[place + 2 : place + 4]) if t.kind == "word"]
        return not any(len(t.text) > 1 and self._text[t.start : t.end].isupper() for t in around)

    def coded(self, number: Number) -> bool:
        """Whether letters are glued to digits: "5D"."""
        after = number.after
        return (
            number.digits
            and after < len(self._tokens)
            and self._tokens[after].glued
            and self._tokens[after].kind == "word"
        )

    def timed(self, span: Span) -> bool:
        """Whether a span is part of a time expression."""
        return any(t.overlaps(span) for t, _ in self._times.near(span))
