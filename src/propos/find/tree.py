"""The parsed paragraphs of an article as one run of tokens in plain lists, which is quicker to search than spaCy's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from propos.find.parse import Parse
from propos.model import Quotation, Span


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
    shapes: list[str]
    lefts: list[int]
    rights: list[int]
    sentences: list[int]
    sentence_ranges: list[tuple[int, int]]
    paragraphs: list[int]
    paragraph_ranges: list[tuple[int, int]]
    children: list[list[int]]
    quotes: list[int]
    quote_ranges: list[tuple[int, int]]

    def span(self, first: int, after: int) -> Span:
        """The place in the article of the tokens from ``first`` up to but not including ``after``."""
        return Span(self.starts[first], self.ends[after - 1])

    def sentence(self, token: int) -> tuple[int, int]:
        """First token and the one after the last of a token's sentence."""
        return self.sentence_ranges[self.sentences[token]]

    def __len__(self) -> int:
        return len(self.starts)


def make_tree(parse: Parse, quotations: Sequence[Quotation]) -> Tree:
    """The tokens of a parse with the quotations laid over them."""
    tree = Tree([], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], [])
    for paragraph in parse.paragraphs:
        offset, base = paragraph.span.start, len(tree)
        for token in paragraph.doc:
            tree.starts.append(offset + token.idx)
            tree.ends.append(offset + token.idx + len(token))
            tree.heads.append(base + token.head.i)
            tree.labels.append(token.dep_)
            tree.tags.append(token.pos_)
            tree.lemmas.append(token.lemma_.lower())
            tree.words.append(token.lower_)
            tree.shapes.append(str(token.morph))
            tree.lefts.append(base + token.left_edge.i)
            tree.rights.append(base + token.right_edge.i)
            tree.paragraphs.append(len(tree.paragraph_ranges))
            tree.children.append([])
        for sentence in paragraph.doc.sents:
            tree.sentences.extend([len(tree.sentence_ranges)] * len(sentence))
            tree.sentence_ranges.append((base + sentence.start, base + sentence.end))
        tree.paragraph_ranges.append((base, len(tree)))
    for number, head in enumerate(tree.heads):
        if head != number:
            tree.children[head].append(number)
    _lay_quotations(tree, quotations)
    return tree


def _lay_quotations(tree: Tree, quotations: Sequence[Quotation]) -> None:
    tree.quotes.extend([-1] * len(tree))
    token = 0
    for number, quotation in enumerate(q for q in quotations if q.depth == 0):
        while token < len(tree) and tree.ends[token] <= quotation.outer.start:
            token += 1
        first = token
        while token < len(tree) and tree.starts[token] < quotation.outer.end:
            tree.quotes[token] = number
            token += 1
        tree.quote_ranges.append((first, token) if token > first else (0, 0))
