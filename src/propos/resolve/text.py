"""Places within an article that resolving asks for: sentences, paragraphs, quoted stretches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from propos.model import Article, Statement

_SENTENCE_END = re.compile(r"[.!?…]+[\s»”\"’)]*\s+(?=[^\W_a-zß-öø-ÿ]|[«“\"(])|\n+")


class Places:
    """Answers where an offset lies.

    Args:
        article: Supplies text and paragraphs.
        statements: Their direct words count as quoted.
    """

    def __init__(self, article: Article, statements: Iterable[Statement]) -> None:
        self._sentences = [0, *(m.end() for m in _SENTENCE_END.finditer(article.text))]
        self._paragraphs = [s.start for s in sorted({*article.paragraphs, *article.headings, *article.captions})]
        self._quoted = sorted({(c.start, c.end) for s in statements if s.kind == "direct" for c in s.content})
        self._starts = [q[0] for q in self._quoted]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return bisect_right(self._sentences, offset) - 1

    def sentence_start(self, offset: int) -> int:
        """Where the sentence that holds ``offset`` starts."""
        return self._sentences[self.sentence(offset)]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds ``offset``."""
        return bisect_right(self._paragraphs, offset) - 1

    def quoted(self, offset: int) -> bool:
        """Whether ``offset`` lies within words that somebody is quoted for."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._quoted[at][1]
