"""The words of a stretch of text, by a light tokeniser that works in paragraphs that are not parsed, too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from propos.find.parse import ParsedParagraph
from propos.lang.folding import soften
from propos.lang.naming import Naming
from propos.model import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ]\.-?){1,6}(?![^\W_])"  # initials: "V.", "J.-P."
    r"|[^\W_]+(?:[-‐'’&][^\W_]+)*[+]?"
    r"|[^\w\s]"
)
_APOSTROPHE = re.compile("['’]")
#: Most clitics that may lean on one word ("qu'l'").
_CLITICS = 3
#: Of how many different words is kept what they tell of themselves.
MOST_FORMS = 65_536
#: After these a word is capitalised whether or not it is a name.
_OPENERS = frozenset('.!?…:;«“"‹„•–—-|»”*#>')


class Word(NamedTuple):
    """One word or mark, and what it tells of itself wherever it stands.

    Attributes:
        capital: Whether it begins with a capital letter.
        is_word: Whether it is a word, not a mark.
        opens: Whether what follows it may be capitalised for its place alone.
        describes: Whether a description's noun may begin with it: one of a list, one behind a prefix, one in capitals.
    """

    text: str
    folded: str
    capital: bool
    is_word: bool
    opens: bool
    describes: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one paragraph.

    Attributes:
        starts: The first code point of each word in the article's text.
        folded: The folded form of each word, for looking phrases up.
        tags: The parser's parts of speech by where words start.
    """

    words: tuple[Word, ...]
    starts: tuple[int, ...]
    folded: tuple[str, ...]
    tags: Mapping[int, str]

    def end(self, index: int) -> int:
        """One past the last code point of a word."""
        return self.starts[index] + len(self.words[index].text)

    def span(self, first: int, after: int) -> Span:
        """The place of the words from one up to another."""
        return Span(self.starts[first], self.end(after - 1))

    def tag(self, index: int) -> str:
        """The parser's part of speech of a word; "" where nothing was parsed."""
        return self.tags.get(self.starts[index], "")

    def initial(self, index: int) -> bool:
        """Whether a word may be capitalised for its place alone."""
        before = index - 1
        while before >= 0 and not self.words[before].is_word and not self.words[before].opens:
            before -= 1
        return before < 0 or self.words[before].opens


#: Words with where they start within what stands between spaces or marks.
_Parts = tuple[tuple[int, Word], ...]


def words_of(text: str, span: Span, naming: Naming, paragraph: ParsedParagraph | None = None) -> Line:
    """The words and marks of ``span`` in order, clitics and inverted pronouns apart, tagged where parsed."""
    words: list[Word] = []
    starts: list[int] = []
    taken = span.start
    for found in _TOKEN.finditer(text, span.start, span.end):
        first, after = found.span()
        if first < taken:
            continue
        parts, abbreviated = _parts(found.group(), naming)
        if abbreviated and text.startswith(".", after):
            parts, taken = abbreviated, after + 1
        for offset, word in parts:
            words.append(word)
            starts.append(first + offset)
    tags = paragraph.tags_by_place() if paragraph else {}
    return Line(tuple(words), tuple(starts), tuple([w.folded for w in words]), tags)


@lru_cache(maxsize=MOST_FORMS)
def _parts(piece: str, naming: Naming) -> tuple[_Parts, _Parts]:
    """The words within what stands between spaces or marks; the same if a point follows, () if that changes nothing."""
    plain, abbreviated = _cuts(piece, naming)
    return (
        tuple([(start, _word(piece[start:end], naming)) for start, end in plain]),
        tuple([(start, _word(f"{piece}."[start:end], naming)) for start, end in abbreviated]),
    )


def _word(text: str, naming: Naming) -> Word:
    folded, capital, is_word = soften(text.rstrip("'’")), text[0].isupper(), text[0].isalnum()
    describes = capital or folded in naming.nouns.longest or folded.startswith(naming.offices.prefixes)
    return Word(text, folded, capital, is_word, not is_word and text in _OPENERS, describes)


def _cuts(piece: str, naming: Naming) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
    """Where the words within a piece begin and end."""
    end = len(piece)
    if not piece[0].isalnum() or end == 1:
        return ((0, end),), ()
    if piece.isalnum():  # as most
        return ((0, end),), ((0, end + 1),) if _abbreviates(piece, naming) else ()
    parts: list[tuple[int, int]] = []
    start = 0
    for _ in range(_CLITICS):
        mark = _mark(piece[start:])
        if mark <= 0 or soften(piece[start : start + mark]) not in naming.clitics:
            break
        parts.append((start, start + mark + 1))
        start += mark + 1
    rest = piece[start:]
    abbreviated = (*parts, (start, end + 1)) if _abbreviates(rest, naming) else ()
    cut = start + _tail(rest, naming)
    if start < cut < end:
        parts += [(start, cut), (cut + (piece[cut] == "-"), end)]
    else:
        parts.append((start, end))
    return parts, abbreviated


def _abbreviates(piece: str, naming: Naming) -> bool:
    """Whether a word and its point are a title or an office ("Dr.", "Sen.")."""
    form = soften(piece) + "."
    return form in naming.titles or (piece[0].isupper() and naming.nouns.get((form,)) is not None)


def _mark(piece: str) -> int:
    found = _APOSTROPHE.search(piece)
    return found.start() if found else -1


def _tail(piece: str, naming: Naming) -> int:
    """Where an ending that is a word of its own begins: a possessive, or the pronoun of an inversion."""
    for ending in naming.names.possessives:
        if piece.endswith(ending):
            return len(piece) - len(ending)
    head, hyphen, last = piece.rpartition("-")
    if hyphen and naming.pronouns.get((soften(last),)) and not naming.pronouns.get((soften(piece),)):
        return len(head)
    return len(piece)
