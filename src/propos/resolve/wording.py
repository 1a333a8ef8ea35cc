"""Words as comparison sees them: folded, without marks, each with its place in what was printed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from propos.lang import Language
from propos.lang.tables.wording import WordingTable
from propos.model import Span

#: A gap (an ellipsis in any dress, or words the editor put in), a number (its digits grouped or not), a sign, a word.
_TOKEN = re.compile(
    r"[^\W\d_]+"  # first, because most are words
    r"|\[[^\[\]\n]{0,80}\]|\(\s?(?:…|\.\.\.)\s?\)|…|\.{3,9}"
    r"|\d{1,3}(?:[ \u00a0\u202f.,']\d{3}(?!\d))+(?:[.,]\d{1,9})?|\d+(?:[.,]\d{1,9})?"
    r"|[%€$£]"
)
_CLOSING = re.compile(r"[.!?…]?[\s\u00a0\u202f]?(?P<mark>[»”])")
_OPENED_BY = {"»": "«", "”": "“"}
_GAP = frozenset("[(….")
_SIGNS = {"%": "percent", "€": "euros", "$": "dollars", "£": "pounds"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


@dataclass(frozen=True)
class Wording:
    """The folded words of a text, cut when they are first asked for.

    Attributes:
        text: The text as printed.
    """

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in order: case, accents, quotation marks, apostrophes and the marks between digits folded away."""
        return tuple(map(_folded, self.tokens))

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words in order, as printed."""
        return tuple([token for token in _TOKEN.findall(self.text) if token[0] not in _GAP])

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where each word stands in the text."""
        return tuple(Span(*m.span()) for m in _TOKEN.finditer(self.text) if m.group()[0] not in _GAP)

    @cached_property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """Index ranges of the words between two gaps ("[…]", "(…)", "…", words in square brackets)."""
        bounds, count = [0], 0
        for token in _TOKEN.findall(self.text):
            if token[0] in _GAP:
                bounds.append(count)
            else:
                count += 1
        return tuple((start, end) for start, end in pairwise((*bounds, count)) if start < end)

    @cached_property
    def hash(self) -> int:
        """64 bits, signed, that are equal for equal words."""
        digest = hashlib.blake2b(" ".join(self.words).encode(), digest_size=8).digest()
        return int.from_bytes(digest, signed=True)

    def printed(self, start: int, end: int) -> str:
        """The words ``start`` to ``end`` as printed, with all between them.

        An elided one keeps its apostrophe, and one that ends a quotation within the words its closing mark.
        """
        if start >= end:
            return ""
        last = self.spans[end - 1].end
        if self.text[last : last + 1] in ("'", "’"):
            return self.text[self.spans[start].start : last + 1]
        closing = _CLOSING.match(self.text, last)
        if closing:
            before = self.text[self.spans[0].start : last]
            if before.count(_OPENED_BY[closing["mark"]]) > before.count(closing["mark"]):
                last = closing.end()
        return self.text[self.spans[start].start : last]


@lru_cache(maxsize=1 << 13)
def find_words(text: str) -> Wording:
    """The words of a text.

    Example:
        >>> find_words("« L’État (…) versera 1 200 € »").words
        ('l', 'etat', 'versera', '1200', 'euros')
    """
    return Wording(text)


def fold(word: str) -> str:
    """A word without case and accents.

    Example:
        >>> fold("Évêché")
        'eveche'
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def _folded(token: str) -> str:
    if token in _SIGNS:
        return _SIGNS[token]
    if token[0].isdigit():
        return _number(token)
    return fold(token)


def _number(token: str) -> str:
    """Digits with a point before the decimals; a mark before exactly three digits groups them."""
    groups = re.split(r"[ \u00a0\u202f.,']", unicodedata.normalize("NFKC", token.replace("\u202f", " ")))
    whole = groups[0]
    for group in groups[1:]:
        whole += group if len(group) == 3 else f".{group}"
    return whole


@cache
def words_that_matter(language: Language) -> frozenset[str]:
    """The folded words whose change makes another statement: negations, number words, names of days and months."""
    table = language.table(WordingTable)
    return frozenset(fold(w) for w in (*table.negations, *table.numbers, *table.calendar))


@cache
def negations(language: Language) -> frozenset[str]:
    """The folded negations of a language."""
    return frozenset(fold(w) for w in language.table(WordingTable).negations)


@cache
def words_of_weight(language: Language) -> frozenset[str]:
    """The folded words that cannot be left out unseen: negations, number words and what bounds a statement."""
    table = language.table(WordingTable)
    return frozenset(fold(w) for w in (*table.negations, *table.numbers, *table.limits))


def matters(words: Sequence[str], language: Language) -> bool:
    """Whether any of the words is a figure, a number word, a negation or a calendar name."""
    grave = words_that_matter(language)
    return any(w in grave or w[0].isdigit() for w in words)
