"""The parsed paragraphs of an article as one run of tokens in plain lists, which is quicker to search than spaCy's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from propos.find.parse import Parse, ParsedParagraph
from propos.model import Quotation, Span

#: How far from a token its sentence is looked at: lists without a full stop run to thousands of words.
REACH = 250


@dataclass(frozen=True, slots=True)
class Tree:
    """Tokens of all parsed paragraphs; every list has one item a token, indices run through the whole article.

    Attributes:
        starts: Where the token starts in ``Article.text``.
        ends: Where it ends.
        heads: Its head; a sentence's root is its own head.
        labels: Its grammatical relation to its head.
        tags: Its part of speech (universal).
        lemmas: Its lemma in lower case.
        words: The token itself in lower case.
        capitals: Whether it is written in capitals throughout.
        shapes: Its features as the parser gives them (number, tense...).
        lefts: First token of its subtree.
        rights: Last token of its subtree.
        sentences: Number of its sentence.
        sentence_ranges: First token and the one after the last of each sentence.
        paragraphs: Number of its paragraph.
        paragraph_ranges: First token and the one after the last of each paragraph.
        children: Its dependents in text order.
        quotes: Number of the outermost quotation it stands in, or -1.
        quote_ranges: First token and the one after the last of each quotation, marks included; (0, 0) if unparsed.
    """

    starts: list[int]
    ends: list[int]
    heads: list[int]
    labels: list[str]
    tags: list[str]
    lemmas: list[str]
    words: list[str]
    capitals: list[bool]
    shapes: list[str]
    lefts: list[int]
    rights: list[int]
    sentences: list[int]
    sentence_ranges: list[tuple[int, int]]
    paragraphs: list[int]
    paragraph_ranges: list[tuple[int, int]]
    children: list[tuple[int, ...]]
    quotes: list[int]
    quote_ranges: list[tuple[int, int]]

    def span(self, first: int, after: int) -> Span:
        """The place in the article of the tokens from ``first`` up to but not including ``after``."""
        return Span(self.starts[first], self.ends[after - 1])

    def sentence(self, token: int) -> tuple[int, int]:
        """First token and the one after the last of a token's sentence, of a very long one what is near the token."""
        first, after = self.sentence_ranges[self.sentences[token]]
        return max(first, token - REACH), min(after, token + REACH)

    def __len__(self) -> int:
        return len(self.starts)


def make_tree(parse: Parse, quotations: Sequence[Quotation]) -> Tree:
    """The tokens of a parse with the quotations laid over them."""
    tree = Tree([], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [])
    for paragraph in parse.paragraphs:
        _add_paragraph(tree, paragraph)
    for number, head in enumerate(tree.heads):
        if head != number:
            tree.children[head] = (*tree.children[head], number)
    _lay_quotations(tree, quotations)
    return tree


def _add_paragraph(tree: Tree, paragraph: ParsedParagraph) -> None:
    base, size = len(tree), len(paragraph)
    tree.starts.extend(paragraph.starts)
    tree.ends.extend(paragraph.ends)
    tree.heads.extend([base + head for head in paragraph.heads])
    tree.labels.extend(paragraph.labels)
    tree.tags.extend(paragraph.tags)
    tree.lemmas.extend(paragraph.lemmas)
    tree.words.extend(paragraph.words)
    tree.capitals.extend(paragraph.capitals)
    tree.shapes.extend(paragraph.shapes)
    tree.lefts.extend([base + left for left in paragraph.lefts])
    tree.rights.extend([base + right for right in paragraph.rights])
    tree.paragraphs.extend([len(tree.paragraph_ranges)] * size)
    tree.children.extend([()] * size)
    for first, after in pairwise((*paragraph.openings, size)):
        tree.sentences.extend([len(tree.sentence_ranges)] * (after - first))
        tree.sentence_ranges.append((base + first, base + after))
    tree.paragraph_ranges.append((base, len(tree)))


def _lay_quotations(tree: Tree, quotations: Sequence[Quotation]) -> None:
    tree.quotes.extend([-1] * len(tree))
    after = 0
    for number, quotation in enumerate(q for q in quotations if q.depth == 0):
        first = bisect_right(tree.ends, quotation.outer.start, after)
        after = bisect_left(tree.starts, quotation.outer.end, first)
        tree.quotes[first:after] = [number] * (after - first)
        tree.quote_ranges.append((first, after) if after > first else (0, 0))
