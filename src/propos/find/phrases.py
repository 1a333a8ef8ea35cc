"""Words of a text in small letters, and phrases of a language pack looked up among them.

A phrase is words parted by spaces; ``condamn*`` is any word that begins so, ``*`` any one word, ``#`` any number in
digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from propos.model import Span

Value = TypeVar("Value")

#: A word with what an apostrophe or a hyphen joins to it (a number's apostrophe included), a number, a mark; at a space
#: nothing is tried.
_PIECE = re.compile(
    r"(?=\S)(?:[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:['’](?=\d))?|(?<!\d)\d{1,3}(?: \d{3}(?!\d))+"
    r"|\d+(?:[.,\u00a0\u202f]\d+)*|[^\w\s])"
)

#: Of how many forms the phrases are remembered that begin with them.
MOST_FORMS = 20_000


class Word(NamedTuple):
    """One word, number or mark: where it stands, and its form in small letters with a straight apostrophe."""

    start: int
    end: int
    form: str


class Splitter:
    """Cuts text into words.

    Args:
        elisions: Words that an apostrophe joins to the next ("l'"); other apostrophes and hyphens stay in their word.
    """

    def __init__(self, elisions: Iterable[str]) -> None:
        joined = "|".join(sorted((re.escape(e.rstrip("'")) for e in elisions), key=len, reverse=True))
        self._elided = re.compile(rf"(?<![^\W_])(?:{joined})['’](?=[^\W_]|\Z)" if joined else r"(?!)", re.IGNORECASE)
        self._known: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def words(self, text: str, span: Span) -> list[Word]:
        """The words of ``span`` in text order."""
        make = tuple.__new__  # what a named tuple's own constructor does, in half the time
        words: list[Word] = []
        known = self._known
        for found in _PIECE.finditer(text, span.start, span.end):
            start, piece = found.start(), found.group()
            for first, last, form in known.get(piece) or self._cut(piece):
                words.append(make(Word, (start + first, start + last, form)))
        return words

    def _cut(self, piece: str) -> tuple[tuple[int, int, str], ...]:
        """The words of a piece of text without spaces: where each begins and ends in it, and its form."""
        cuts, start = [], 0
        while elided := self._elided.match(piece, start):
            cuts.append((start, elided.end()))
            start = elided.end()
        end = len(piece.rstrip("'’")) if len(piece) > 1 else len(piece)
        cuts += [(start, end)] if start < end else []
        cuts += [(mark, mark + 1) for mark in range(max(start, end), len(piece))]
        if len(self._known) >= MOST_FORMS:
            self._known.clear()
        words = self._known[piece] = tuple((s, e, piece[s:e].casefold().replace("’", "'")) for s, e in cuts)
        return words

    def parts(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase, cut as ``words`` cuts a text."""
        return tuple(self._elided.sub(r"\g<0> ", phrase.casefold()).split())


Entry = tuple[tuple[str, ...], Value]


class Beginning(NamedTuple, Generic[Value]):
    """The phrases that may begin with one form.

    Attributes:
        alone: Those of one word.
        followed: Those of several, by their second word.
        open: Those whose second word may have several forms.
    """

    alone: tuple[Entry[Value], ...]
    followed: dict[str, tuple[Entry[Value], ...]]
    open: tuple[Entry[Value], ...]


class Phrases(Generic[Value]):
    """Phrases with a value each, looked up by the words that they begin with.

    Args:
        entries: The phrases with their values.
        endings: What ``*`` at the end of a first word may stand for; anything if there are none.
    """

    def __init__(self, entries: Iterable[Entry[Value]], endings: Collection[str] = ()) -> None:
        self._endings = frozenset(endings)
        self._entries: dict[str, list[Entry[Value]]] = {}
        for parts, value in entries:
            if parts:
                self._entries.setdefault(parts[0], []).append((parts, value))
        self._stems = {k[:-1] for k in self._entries if k.endswith("*")}
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._known: dict[str, Beginning[Value] | None] = {}

    def find(self, words: Sequence[Word]) -> list[tuple[int, list[tuple[int, Value]]]]:
        """Where phrases begin, in order, each with all that begin there, the longest first."""
        known, begin, every = self._known, self.begin, self.every
        return [
            (i, found)
            for i, (_, _, form) in enumerate(words)
            if (known[form] if form in known else begin(form)) and (found := every(words, i))
        ]

    def begin(self, form: str) -> Beginning[Value] | None:
        """The phrases that may begin with a form, None if there are none; looked up once a form."""
        if form in self._known:
            return self._known[form]
        if len(self._known) >= MOST_FORMS:
            self._known.clear()
        known = self._known[form] = self._beginning(form)
        return known

    def _beginning(self, form: str) -> Beginning[Value] | None:
        stems = [n for n in self._lengths if form[:n] in self._stems]
        if not stems and form not in self._entries and not form[0].isdigit():
            return None
        keys = [form, *(f"{form[:n]}*" for n in stems if not self._endings or form[n:] in self._endings)]
        keys += ["#"] * form[0].isdigit()
        entries = [entry for key in keys for entry in self._entries.get(key, ())]
        if not entries:
            return None
        several = [e for e in entries if len(e[0]) > 1]
        exact = {e[0][1] for e in several if not e[0][1].endswith(("*", "#"))}
        return Beginning(
            tuple(e for e in entries if len(e[0]) == 1),
            {word: tuple(e for e in several if e[0][1] == word) for word in exact},
            tuple(e for e in several if e[0][1].endswith(("*", "#"))),
        )

    def every(self, words: Sequence[Word], index: int) -> list[tuple[int, Value]]:
        """All phrases that begin at ``index``, the longest first."""
        form = words[index].form
        beginning = self._known[form] if form in self._known else self.begin(form)
        if beginning is None:
            return []
        found = [(1, value) for _, value in beginning.alone]
        if index + 1 < len(words) and (beginning.followed or beginning.open):
            further = (*beginning.followed.get(words[index + 1].form, ()), *beginning.open)
            found += [(len(parts), value) for parts, value in further if _goes_on(parts, words, index)]
        return sorted(found, key=lambda f: -f[0]) if len(found) > 1 else found

    def at(self, words: Sequence[Word], index: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at ``index``: how many words it takes, and its value."""
        return next(iter(self.every(words, index)), None)

    def any_in(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether some phrase begins between two word indices."""
        if not self._entries:
            return False
        known = self._known
        for index in range(max(0, start), min(end, len(words))):
            form = words[index].form
            beginning = known[form] if form in known else self.begin(form)
            if beginning is not None and (beginning.alone or self.every(words, index)):
                return True
        return False


def _goes_on(parts: tuple[str, ...], words: Sequence[Word], index: int) -> bool:
    """Whether the words behind the one at ``index`` are those of a phrase behind its first."""
    if index + len(parts) > len(words):
        return False
    for offset in range(1, len(parts)):
        part, form = parts[offset], words[index + offset].form
        if part == form or part == "*" or (part == "#" and form[0].isdigit()):
            continue
        if part[-1] != "*" or not form.startswith(part[:-1]):
            return False
    return True
