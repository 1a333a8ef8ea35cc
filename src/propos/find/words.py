"""The words of a stretch of text, by a light tokeniser that works in paragraphs that are not parsed, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
#: After these a word is capitalised whether or not it is a name.
_OPENERS = frozenset('.!?…:;«“"‹„•–—-|»”*#>')


class Word(NamedTuple):
    """One word or mark.

    Attributes:
        span: Its place in the article's text.
        initial: Whether it may be capitalised for its place alone.
        capital: Whether it begins with a capital letter.
        is_word: Whether it is a word, not a mark.
        tag: The parser's part of speech; "" where nothing was parsed.
    """

    span: Span
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


def words_of(text: str, span: Span, naming: Naming, paragraph: ParsedParagraph | None = None) -> Line:
    """The words and marks of ``span`` in order, clitics and inverted pronouns apart, tagged where parsed."""
    tags = paragraph.tags_by_place() if paragraph else {}
    words: list[Word] = []
    opens = True
    for start, end in _pieces(text, span, naming):
        piece = text[start:end]
        first, folded = piece[0], soften(piece.rstrip("'’"))
        is_word = first.isalnum()
        words.append(Word(Span(start, end), piece, folded, opens, first.isupper(), is_word, tags.get(start, "")))
        if is_word:
            opens = False
        elif piece in _OPENERS:
            opens = True
    return Line(tuple(words), tuple(w.folded for w in words))


def _pieces(text: str, span: Span, naming: Naming) -> Iterator[tuple[int, int]]:
    taken = span.start
    for found in _TOKEN.finditer(text, span.start, span.end):
        start, end = found.span()
        piece = found.group()
        if start < taken:
            continue
        if not piece[0].isalnum() or len(piece) == 1:
            yield start, end
            continue
        for _ in range(_CLITICS):
            mark = _mark(piece)
            if mark <= 0 or soften(piece[:mark]) not in naming.clitics:
                break
            yield start, start + mark + 1
            start += mark + 1
            piece = piece[mark + 1 :]
        if text[end : end + 1] == "." and _abbreviates(piece, naming):
            taken = end + 1
            yield start, taken
            continue
        cut = start + _tail(piece, naming)
        if start < cut < end:
            yield start, cut
            yield cut + (text[cut] == "-"), end
        else:
            yield start, end


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
