"""The words of a stretch of text, by a light tokeniser that works in paragraphs that are not parsed, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    """One word or mark.

    Attributes:
        start: Its first code point in the article's text.
        end: The one after its last.
        initial: Whether it may be capitalised for its place alone.
        capital: Whether it begins with a capital letter.
        is_word: Whether it is a word, not a mark.
        tag: The parser's part of speech; "" where nothing was parsed.
    """

    start: int
    end: int
    text: str
    folded: str
    initial: bool
    capital: bool
    is_word: bool
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one paragraph.

    Attributes:
        folded: The folded form of each word, for looking phrases up.
    """

    words: tuple[Word, ...]
    folded: tuple[str, ...]


class _Part(NamedTuple):
    """A word or mark within a piece of text: its place there, and what it tells of itself wherever it stands."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    is_word: bool
    opens: bool


_Parts = tuple[_Part, ...]


def words_of(text: str, span: Span, naming: Naming, paragraph: ParsedParagraph | None = None) -> Line:
    """The words and marks of ``span`` in order, clitics and inverted pronouns apart, tagged where parsed."""
    tag = (paragraph.tags_by_place() if paragraph else {}).get
    words: list[Word] = []
    opens = True
    taken = span.start
    for found in _TOKEN.finditer(text, span.start, span.end):
        first, after = found.span()
        if first < taken:
            continue
        parts, abbreviated = _parts(found.group(), naming)
        if abbreviated and text[after : after + 1] == ".":
            parts, taken = abbreviated, after + 1
        for start, end, piece, folded, capital, is_word, opener in parts:
            at = first + start
            words.append(Word(at, first + end, piece, folded, opens, capital, is_word, tag(at, "")))
            opens = opener or (opens and not is_word)
    return Line(tuple(words), tuple([w.folded for w in words]))


@lru_cache(maxsize=MOST_FORMS)
def _parts(piece: str, naming: Naming) -> tuple[_Parts, _Parts]:
    """The words within what stands between spaces or marks; the same if a point follows, () if that changes nothing."""
    plain, abbreviated = _cuts(piece, naming)
    return tuple([_part(piece, *p) for p in plain]), tuple([_part(piece + ".", *p) for p in abbreviated])


def _part(piece: str, start: int, end: int) -> _Part:
    text = piece[start:end]
    is_word = text[0].isalnum()
    opens = not is_word and text in _OPENERS
    return _Part(start, end, text, soften(text.rstrip("'’")), text[0].isupper(), is_word, opens)


def _cuts(piece: str, naming: Naming) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
    """Where the words within a piece begin and end."""
    end = len(piece)
    if not piece[0].isalnum() or end == 1:
        return ((0, end),), ()
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
    form = soften(piece + ".")
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
