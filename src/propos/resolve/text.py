"""Places within an article that resolving asks for: sentences, paragraphs, quoted stretches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from propos.find.parse import Parse
from propos.lang import Language
from propos.model import Article, Span, Statement

#: A phrase that starts within so many code points opens its sentence.
_OPENING = 25
_ENDINGS = (".", "!", "?", "…", "»", "”", '"', ":")
_SENTENCE_END = re.compile(
    r"[.!?…](?<![.!?…].)[.!?…]*+(?:[\"’']|\s?[»”)])*+\s++"
    r"(?=[^\W_a-zß-öø-ÿ]|[«“\"'‘(])"  # a mark with a blank before it opens
    r"|\n+"
)


class Places:
    """Answers where an offset lies.

    Args:
        article: Supplies text and paragraphs.
        statements: Their direct words count as quoted.
        parse: Tells subjects where the article is parsed.
        language: Says what the parser calls a subject.
    """

    def __init__(self, article: Article, statements: Iterable[Statement], parse: Parse, language: Language) -> None:
        syntax = language.pack.syntax
        self._subjects = _subjects(parse, frozenset((*syntax.subject, *syntax.passive_subject)))
        self._parsed = [piece for p in parse.paragraphs for piece in p.pieces]
        self._sentences = [0, *(m.end() for m in _SENTENCE_END.finditer(article.text))]
        self._paragraphs = [s.start for s in sorted({*article.paragraphs, *article.headings, *article.captions})]
        self._headings = sorted(article.headings)
        first = min((*article.headings, *article.paragraphs), default=Span(0, 1))
        self._title_end = 0 if first.of(article.text).rstrip().endswith(_ENDINGS) else first.end
        self._quoted = sorted({(c.start, c.end) for s in statements if s.kind == "direct" for c in s.content})
        self._starts = [q[0] for q in self._quoted]

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return bisect_right(self._sentences, offset) - 1

    def sentence_start(self, offset: int) -> int:
        """Where the sentence that holds ``offset`` starts."""
        return self._sentences[self.sentence(offset)]

    def sentence_end(self, offset: int, more: int = 0) -> int:
        """Where the sentence starts behind the one that holds ``offset`` and so many ``more``, or a far offset."""
        number = self.sentence(offset) + 1 + more
        return self._sentences[number] if number < len(self._sentences) else offset + 10_000

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds ``offset``."""
        return bisect_right(self._paragraphs, offset) - 1

    def heading(self, offset: int) -> bool:
        """Whether ``offset`` lies in a heading, or in what opens the text."""
        at = bisect_right(self._headings, Span(offset, 1 << 40)) - 1
        return offset < self._title_end or (at >= 0 and offset < self._headings[at].end)

    def subject(self, offset: int) -> bool:
        """Whether the noun phrase that starts at ``offset`` is a subject; unparsed, whether it opens its sentence."""
        if offset in self._subjects:
            return True
        at = bisect_right(self._parsed, Span(offset, 1 << 40)) - 1
        if at >= 0 and self._parsed[at].start <= offset < self._parsed[at].end:
            return False
        return offset - self.sentence_start(offset) < _OPENING

    def quoted(self, offset: int) -> bool:
        """Whether ``offset`` lies within words that somebody is quoted for."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._quoted[at][1]


def _subjects(parse: Parse, relations: frozenset[str]) -> frozenset[int]:
    """Where the noun phrases start that are subjects, at each of their words up to the head."""
    starts: set[int] = set()
    for paragraph in parse.paragraphs:
        for token in [token for token, label in enumerate(paragraph.labels) if label in relations]:
            starts.update(paragraph.starts[paragraph.lefts[token] : token + 1])
    return frozenset(starts)
