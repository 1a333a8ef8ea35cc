"""Articles enter, parsed paragraphs leave: the only place that runs the language model.

The parser meets straight apostrophes and plain spaces, one character for one, so that a token's offset plus the
paragraph's start is its place in ``Article.text``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from propos.lang import Language
from propos.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

#: The parser mis-tags curly apostrophes and does not know thin spaces; one character for one.
PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\r": " "})


#: The parser's memory grows with the length of what it takes at once; it refuses a million characters.
LONGEST_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """One paragraph's parse.

    Attributes:
        span: The paragraph's place in ``Article.text``.
        doc: The parser's tokens; offsets in it count from ``span.start``.
    """

    span: Span
    doc: Doc

    def span_of(self, tokens: Token | Tokens) -> Span:
        """The place in ``Article.text`` of a token or of a run of tokens."""
        start, end = (
            (tokens.idx, tokens.idx + len(tokens)) if hasattr(tokens, "idx") else (tokens.start_char, tokens.end_char)
        )
        return Span(self.span.start + start, self.span.start + end)

    def tokens(self, span: Span) -> Tokens | None:
        """The tokens that overlap ``span`` (into the article), or None if there are none."""
        found: Tokens | None = self.doc.char_span(
            max(0, span.start - self.span.start),
            min(len(self.span), span.end - self.span.start),
            alignment_mode="expand",
        )
        return found


@dataclass(frozen=True, slots=True)
class Parse:
    """The parsed paragraphs of one article, in text order; paragraphs without any sign of interest are absent."""

    paragraphs: tuple[ParsedParagraph, ...] = ()

    def at(self, offset: int) -> ParsedParagraph | None:
        """The parsed paragraph that holds the code point at ``offset``."""
        return next((p for p in self.paragraphs if p.span.start <= offset < p.span.end), None)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A stretch as it is, or, if the parser would not take it whole, cut at spaces."""
    start = span.start
    while span.end - start > LONGEST_PIECE:
        cut = text.rfind(" ", start + LONGEST_PIECE // 2, start + LONGEST_PIECE) + 1
        end = cut or start + LONGEST_PIECE
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def parse_articles(
    articles: Sequence[Article],
    language: Language,
    *,
    wanted: Callable[[Article], Iterable[Span]],
    batch_size: int = 32,
) -> Iterator[Parse]:
    """Parse the wanted paragraphs of several articles of one language together; yields one Parse an article, in order.

    Args:
        articles: All in ``language``.
        language: Supplies the parser.
        wanted: The paragraphs of an article that are worth parsing.
        batch_size: How many paragraphs the parser takes at once.
    """
    spans = [tuple(p for s in wanted(article) for p in _pieces(article.text, s)) for article in articles]
    texts = (s.of(a.text).translate(PLAIN) for a, ss in zip(articles, spans, strict=True) for s in ss)
    docs = language.parser.pipe(texts, batch_size=batch_size)
    for article_spans in spans:
        yield Parse(tuple(ParsedParagraph(span, next(docs)) for span in article_spans))
