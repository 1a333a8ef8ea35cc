"""The lines of a plain text, with the features that tell prose from furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from propos.lang.folding import fold
from propos.model import Span
from propos.read.lexicon import load_lexicon

#: A line that holds something to read; \r, form feeds and Unicode's own line ends end lines, too.
LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
WORD = re.compile(r"\w+")

#: What may stand around the words of a button or a label.
ORNAMENT = " \t\u00a0\u202f\ufeff.,;:!…|-–—•·*›»«‹<>→←↑↓▶►✕×+#()[]\"'’“”"
FINAL = ".!?…"

#: How often something was shared or commented on: "214 shares", "Comments (12)".
COUNT = re.compile(r"^\W*\d+(?=\s)|\(\d+\)\W*$")
CLOSING = "»”\"'’)]›*\u00a0\u202f "
QUOTES = '«»“”„"'

#: Longer lines are never buttons: they are not folded.
LABEL_LENGTH = 400


@dataclass(frozen=True)
class Line:
    """A line that is not blank.

    Attributes:
        span: Its words, without the blanks around them.
        text: What the span covers.
        gap: Whether a blank line, or the start of the text, stands before it.
    """

    span: Span
    text: str
    gap: bool

    @cached_property
    def folded(self) -> str:
        """The line without case and accents; empty for long lines."""
        return fold(self.text.replace("\u00a0", " ").replace("\u202f", " ")) if len(self.text) <= LABEL_LENGTH else ""

    @cached_property
    def label(self) -> str:
        """The folded line without the ornaments around it, as the lexicon has it."""
        return COUNT.sub("", self.folded).strip(ORNAMENT)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.text))

    @cached_property
    def final(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(CLOSING)[-1:] in tuple(FINAL)

    @cached_property
    def quoted(self) -> bool:
        """Whether it has a quotation mark."""
        return any(mark in self.text for mark in QUOTES)

    @cached_property
    def stop_share(self) -> float:
        """The share of its words that are the most common ones of a language."""
        words = [fold(m[0]) for m in WORD.finditer(self.text[:LABEL_LENGTH])]
        return sum(w in load_lexicon().stop_words for w in words) / max(1, len(words))

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as a sentence or more, and not as a label or a heading."""
        if self.words >= 25:
            return self.final or self.stop_share >= 0.2
        return self.words >= 6 and self.final and self.stop_share >= 0.15


def find_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    lines: list[Line] = []
    end = None
    for match in LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = end is None or text.count("\n", end, match.start()) > 1
        if not gap and text.count("\r", end, match.start()) > 1 and "\n" not in text[end : match.start()]:
            gap = True
        lines.append(Line(Span(start, start + len(words)), words, gap))
        end = match.end()
    return lines
