"""Words of a text in small letters, and phrases of a language pack looked up among them.

A phrase is words parted by spaces; ``condamn*`` is any word that begins so, ``*`` any one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from propos.model import Span

Value = TypeVar("Value")

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
        self._elided = re.compile(rf"(?<![^\W_])(?:{joined})['’](?=[^\W_])" if joined else r"(?!)", re.IGNORECASE)
        self._pattern = re.compile(
            rf"{self._elided.pattern}|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,\u00a0\u202f]\d+)*|[^\w\s]", re.IGNORECASE
        )

    def words(self, text: str, span: Span) -> list[Word]:
        """The words of ``span`` in text order."""
        return [
            Word(m.start(), m.end(), m.group().casefold().replace("’", "'"))
            for m in self._pattern.finditer(text, span.start, span.end)
        ]

    def parts(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase, cut as ``words`` cuts a text."""
        return tuple(self._elided.sub(r"\g<0> ", phrase.casefold()).split())


class Phrases(Generic[Value]):
    """Phrases with a value each, looked up by the word that they begin with."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        self._entries: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for parts, value in entries:
            if parts:
                self._entries.setdefault(parts[0], []).append((parts, value))
        for found in self._entries.values():
            found.sort(key=lambda e: len(e[0]), reverse=True)
        self._lengths = sorted({len(k) - 1 for k in self._entries if k.endswith("*")}, reverse=True)
        self._by_form = lru_cache(MOST_FORMS)(self._beginning)

    def at(self, words: Sequence[Word], index: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at ``index``: how many words it takes, and its value."""
        best: tuple[int, Value] | None = None
        for entries in self._by_form(words[index].form):
            for parts, value in entries:
                if best and len(parts) <= best[0]:
                    break
                if _matches(parts, words, index):
                    best = (len(parts), value)
                    break
        return best

    def _beginning(self, form: str) -> tuple[list[tuple[tuple[str, ...], Value]], ...]:
        """The phrases that may begin with a form: with the form itself, then with what it begins with."""
        keys = (form, *(form[:n] + "*" for n in self._lengths if n <= len(form)))
        return tuple(self._entries[key] for key in keys if key in self._entries)

    def every(self, words: Sequence[Word], index: int) -> list[tuple[int, Value]]:
        """All phrases that begin at ``index``, the longest first."""
        found = [
            (len(parts), value)
            for entries in self._by_form(words[index].form)
            for parts, value in entries
            if _matches(parts, words, index)
        ]
        return sorted(found, key=lambda f: -f[0]) if len(found) > 1 else found

    def any_in(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether some phrase begins between two word indices."""
        return any(self.at(words, i) for i in range(max(0, start), min(end, len(words))))


def _matches(parts: tuple[str, ...], words: Sequence[Word], index: int) -> bool:
    if index + len(parts) > len(words):
        return False
    return all(
        part == "*" or (word.form.startswith(part[:-1]) if part.endswith("*") else word.form == part)
        for part, word in zip(parts, words[index : index + len(parts)], strict=True)
    )
