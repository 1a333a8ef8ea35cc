"""Articles enter, parsed paragraphs leave: the only place that runs the language model.

The parser meets straight apostrophes and plain spaces, one character for one, so that a token's offset plus the start
of the piece that it was parsed in is its place in ``Article.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from propos.lang import Language
from propos.lang.dictionary import Dictionary, Entry
from propos.model import Article, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: The parser mis-tags curly apostrophes and does not know thin spaces; one character for one.
PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\r": " "})


#: The parser's memory grows with the length of what it takes at once: what is longer, mostly a paragraph that has
#: lost its line ends, is cut behind a sentence.
LONGEST_PIECE = 6000
_SENTENCE_END = re.compile(r"[.!?…][»”\"]?\s+(?=[^\W\d_])")
#: What is asked of each token, besides what the dictionary tells.
PLACES = ("IDX", "LENGTH", "HEAD", "SENT_START")


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """The parsed tokens of one paragraph; every list has one item a token.

    Attributes:
        span: The paragraph's place in ``Article.text``.
        pieces: The parts of it that were parsed, in text order; tokens of different pieces are in different sentences.
        starts: Where the token starts in ``Article.text``.
        ends: Where it ends.
        heads: Its head, by its number in this paragraph; a sentence's root is its own head.
        labels: Its grammatical relation to its head.
        tags: Its part of speech (universal).
        lemmas: Its lemma in lower case.
        words: The token itself in lower case.
        shapes: Its features as the parser gives them (number, tense...).
        capitals: Whether it is written in capitals throughout.
        lefts: First token of its subtree.
        rights: Last token of its subtree.
        openings: The first token of each sentence.
    """

    span: Span
    pieces: list[Span] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    capitals: list[bool] = field(default_factory=list)
    lefts: list[int] = field(default_factory=list)
    rights: list[int] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def tags_by_place(self) -> dict[int, str]:
        """The part of speech of each token by where it starts in ``Article.text``."""
        return dict(zip(self.starts, self.tags, strict=True))


@dataclass(frozen=True, slots=True)
class Parse:
    """The paragraphs of one article, in text order; those without any sign of interest have no tokens."""

    paragraphs: tuple[ParsedParagraph, ...] = ()

    def at(self, offset: int) -> ParsedParagraph | None:
        """The parsed paragraph that holds the code point at ``offset``."""
        number = bisect_right(self.paragraphs, offset, key=lambda p: p.span.start) - 1
        return self.paragraphs[number] if number >= 0 and offset < self.paragraphs[number].span.end else None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is parsed at once: sentences that follow each other within a paragraph."""

    paragraph: Span
    span: Span


def whole_paragraphs(article: Article) -> Iterator[Passage]:
    """All paragraphs, each to be parsed whole."""
    return (Passage(span, span) for span in article.paragraphs)


def parse_articles(
    articles: Sequence[Article],
    language: Language,
    *,
    wanted: Callable[[Article], Iterable[Passage]] = whole_paragraphs,
    batch_size: int = 64,
) -> Iterator[Parse]:
    """Parse the wanted passages of several articles of one language together; yields one Parse an article, in order.

    Args:
        articles: All in ``language``.
        language: Supplies the parser.
        wanted: What is worth parsing of an article.
        batch_size: How many passages the parser takes at once.
    """
    passages = [tuple(cut for p in wanted(article) for cut in _pieces(article.text, p)) for article in articles]
    texts = (p.span.of(a.text).translate(PLAIN) for a, ps in zip(articles, passages, strict=True) for p in ps)
    dictionary = language.dictionary
    docs = language.parser.pipe(texts, batch_size=batch_size)
    for article, own in zip(articles, passages, strict=True):
        yield join_docs(own, docs, dictionary, article.paragraphs)


def join_docs(
    passages: Sequence[Passage], docs: Iterator[Doc], dictionary: Dictionary, paragraphs: Sequence[Span] = ()
) -> Parse:
    """The parse of an article from those of its passages, in text order.

    Args:
        passages: What was parsed.
        docs: Their parses.
        dictionary: Of the parser that made them.
        paragraphs: All paragraphs of the article: those that hold no passage are there without tokens.
    """
    parsed = {span: ParsedParagraph(span) for span in sorted({*paragraphs, *(p.paragraph for p in passages)})}
    own = list(islice(docs, len(passages)))
    for passage, doc, entries in zip(passages, own, dictionary.entries(own), strict=True):
        paragraph = parsed[passage.paragraph]
        paragraph.pieces.append(passage.span)
        if entries:
            _add_doc(paragraph, passage.span.start, doc, entries)
    return Parse(tuple(parsed.values()))


def _add_doc(paragraph: ParsedParagraph, offset: int, doc: Doc, entries: Sequence[Entry]) -> None:
    """Adds the tokens of a doc, by columns: going through spaCy's token objects takes three times as long."""
    base = len(paragraph)
    places: Any = doc.to_array(list(PLACES))
    starts, lengths, steps, opens = places.view("int64").T.tolist()  # the way to a head may be one to the left
    paragraph.starts.extend([offset + start for start in starts])
    paragraph.ends.extend([offset + start + length for start, length in zip(starts, lengths, strict=True)])
    heads = [token + step for token, step in enumerate(steps)]
    for column, numbers in (
        (paragraph.heads, heads),
        *zip((paragraph.lefts, paragraph.rights), _edges(heads), strict=True),
    ):
        column.extend([base + number for number in numbers])
    paragraph.openings.extend([i for i, o in enumerate(opens, base) if o == 1 or i == base])
    labels, tags, lemmas, words, shapes, capitals, *_ = zip(*entries, strict=True)
    paragraph.labels.extend(labels)
    paragraph.tags.extend(tags)
    paragraph.lemmas.extend(lemmas)
    paragraph.words.extend(words)
    paragraph.shapes.extend(shapes)
    paragraph.capitals.extend(capitals)


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """First and last token of each token's subtree."""
    lefts, rights = list(range(len(heads))), list(range(len(heads)))
    for token, head in enumerate(heads):  # the first that comes to a head from below is its first
        while token < lefts[head]:
            lefts[head] = token
            head = heads[head]
    for token in reversed(range(len(heads))):
        head = heads[token]
        while token > rights[head]:
            rights[head] = token
            head = heads[head]
    return lefts, rights


def _pieces(text: str, passage: Passage) -> Iterator[Passage]:
    """A passage as it is, or, if it is very long, cut between sentences, or else at spaces."""
    start, end = passage.span.start, passage.span.end
    while end - start > LONGEST_PIECE:
        middle, limit = start + LONGEST_PIECE // 2, start + LONGEST_PIECE
        ends = [found.end() for found in _SENTENCE_END.finditer(text, middle, limit)]
        after = ends[-1] if ends else text.rfind(" ", middle, limit) + 1 or limit
        yield Passage(passage.paragraph, Span(start, after))
        start = after
    yield Passage(passage.paragraph, Span(start, end))
