"""An article laid out for the search of statements: sentences that no quotation cuts, quotations by tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from propos.find.cues import Cue, Lexicon, find_cues, load_lexicon
from propos.find.parse import Parse
from propos.find.tree import Tree, make_tree
from propos.lang import Language
from propos.lang.naming import Naming, naming_of
from propos.lang.tables.pack import Syntax
from propos.model import Quotation, Span

STOPS = frozenset({".", "!", "?", "…", "...", "....", "?!", "!!", "!!!", "(...)", "[...]"})
ENDS = ".!?…"
#: What the parser may take an unknown first name for.
MISTAKEN = frozenset({"VERB", "ADJ", "ADV", "INTJ"})
#: Tokens after which a sentence is cut whatever it holds, so that no search within sentences grows without bounds.
LONGEST_SENTENCE = 400
LONGEST_WITH_QUOTATION = 2000
#: A shorter word before a full stop and a number is an abbreviation ("art. 11").
SHORTEST_LAST_WORD = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens from ``first`` up to but not including ``after``; a quotation lies wholly within one sentence."""

    number: int
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """An outermost quotation by its tokens, marks included; its words are those from ``inner`` to before ``close``."""

    first: int
    after: int
    inner: int
    close: int
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Layout:
    """One article, ready for search.

    Attributes:
        sentence_of: Number of each token's sentence.
        quoted: The outermost quotations that were parsed.
        opening: The same by their first token.
        quote_of: Index into ``quoted`` for each token, -1 outside.
        cues: Verbs that may report speech, by their token.
    """

    text: str
    tree: Tree
    lexicon: Lexicon
    naming: Naming
    syntax: Syntax
    sentences: tuple[Sentence, ...]
    sentence_of: list[int]
    quoted: tuple[Quoted, ...]
    opening: dict[int, Quoted]
    quote_of: list[int]
    cues: dict[int, Cue]
    words: tuple[str, ...]

    def word(self, token: int) -> str:
        """A token in lower case; "" outside the article."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def tag(self, token: int) -> str:
        """The part of speech of a token; "" outside the article."""
        return self.tree.tags[token] if 0 <= token < len(self.words) else ""

    def has(self, group: str, token: int) -> bool:
        """Whether a token is one of the language's function words of ``group``."""
        return 0 <= token < len(self.words) and self.words[token] in self.lexicon.sets[group]

    def sentence(self, token: int) -> Sentence:
        """The sentence of a token."""
        return self.sentences[self.sentence_of[token]]

    def quote_at(self, token: int) -> Quoted | None:
        """The outermost quotation that a token, mark included, stands in."""
        if not 0 <= token < len(self.quote_of) or self.quote_of[token] < 0:
            return None
        return self.quoted[self.quote_of[token]]

    def opens(self, token: int) -> Quoted | None:
        """The quotation whose first token this is."""
        return self.opening.get(token)

    def closes(self, token: int) -> Quoted | None:
        """The quotation whose last token this is."""
        quoted = self.quote_at(token)
        return quoted if quoted and quoted.after == token + 1 else None

    def is_dated(self, token: int) -> bool:
        """Whether a token is a day, a month or a part of one."""
        return self.word(token) in self.naming.names.calendar or self.word(token) in self.naming.names.moments

    def capital(self, token: int) -> bool:
        """Whether a token begins with a capital letter; none outside the article does."""
        return token < len(self.words) and self.text[self.tree.starts[token]].isupper()

    def span(self, first: int, after: int) -> Span:
        """The place in the article of the tokens from ``first`` up to but not including ``after``."""
        return Span(self.tree.starts[first], self.tree.ends[after - 1])

    def is_word(self, token: int) -> bool:
        """Whether a token has a letter or digit."""
        return any(map(str.isalnum, self.words[token]))


def lay_out(text: str, quotations: Sequence[Quotation], parse: Parse, language: Language) -> Layout:
    """The parsed paragraphs of an article with sentences, quotations and cues found in them."""
    tree, lexicon, naming = make_tree(parse, quotations), load_lexicon(language), naming_of(language)
    _name_capitals(text, tree, naming)
    quoted, quote_of = _quoted(text, tree, quotations)
    sentences = _sentences(text, tree, quote_of)
    return Layout(
        text=text,
        tree=tree,
        lexicon=lexicon,
        naming=naming,
        syntax=language.pack.syntax,
        sentences=sentences,
        sentence_of=[s.number for s in sentences for _ in range(s.first, s.after)],
        quoted=quoted,
        opening={q.first: q for q in quoted},
        quote_of=quote_of,
        cues={c.token: c for c in find_cues(tree, lexicon)},
        words=tuple(tree.words),
    )


def _name_capitals(text: str, tree: Tree, naming: Naming) -> None:
    """Takes a capital word before a name, or behind the noun for a body, within a sentence for part of a name."""
    for token, tag in enumerate(tree.tags[1:-1], 1):
        if tag not in MISTAKEN or not text[tree.starts[token]].isupper():
            continue
        if tag == "VERB" and naming.head_first:
            noun = naming.nouns.at((tree.words[token - 1],), 0)
            if noun and noun[1].kind == "organisation" and not text[tree.starts[token - 1]].isupper():
                tree.tags[token] = "PROPN"  # "le collectif Gardons la halle"
        if tree.tags[token + 1] == "PROPN":
            before = tree.words[token - 1]
            if before.isalnum() and text[tree.starts[token + 1]].isupper() and not tree.capitals[token]:
                tree.tags[token] = "PROPN"


def _quoted(text: str, tree: Tree, quotations: Sequence[Quotation]) -> tuple[tuple[Quoted, ...], list[int]]:
    found: list[Quoted] = []
    quote_of = [-1] * len(tree)
    outermost = [q for q in quotations if q.depth == 0]
    for quotation, (first, after) in zip(outermost, tree.quote_ranges, strict=True):
        if first == after:
            continue
        inner, close = first, after
        while inner < after and tree.ends[inner] <= quotation.span.start:
            inner += 1
        while close > inner and tree.starts[close - 1] >= quotation.span.end:
            close -= 1
        if inner < close:
            quote_of[first:after] = [len(found)] * (after - first)
            found.append(Quoted(first, after, inner, close, quotation))
    return tuple(found), quote_of


def _sentences(text: str, tree: Tree, quote_of: list[int]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    first = 0
    lasts = {after - 1 for _, after in tree.paragraph_ranges}
    for token, (word, quote) in enumerate(zip(tree.words, quote_of, strict=True)):
        length = token + 1 - first
        too_long = length >= LONGEST_SENTENCE and (quote < 0 or length >= LONGEST_WITH_QUOTATION)
        may_end = word in STOPS or quote >= 0 or token in lasts
        if token + 1 == len(tree) or too_long or (may_end and _ends(text, tree, quote_of, token)):
            found.append(Sentence(len(found), first, token + 1))
            first = token + 1
    return tuple(found)


def _ends(text: str, tree: Tree, quote_of: list[int], token: int) -> bool:
    following = token + 1
    if quote_of[token] >= 0 and quote_of[token] == quote_of[following]:
        return False
    if tree.paragraphs[token] != tree.paragraphs[following]:
        return True
    if quote_of[token] < 0:
        stops = tree.words[token] in STOPS
    else:
        inside = text[max(0, tree.ends[token] - 4) : tree.ends[token]].rstrip(' "»”\u00a0\u202f')
        stops = inside[-1:] in ENDS
    if not stops:
        return False
    begins = text[tree.starts[following]]
    numbered = begins.isdigit() and token > 0 and tree.ends[token - 1] - tree.starts[token - 1] > SHORTEST_LAST_WORD
    return begins.isupper() or numbered or quote_of[following] >= 0 or begins in "-–—•"
