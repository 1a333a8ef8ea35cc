"""Long alternations of regular expressions, of which only the alternatives that a word may fit are compiled.

A model's tokeniser may bring hundreds of alternatives with classes of thousands of letters. To compile them all takes
longer than to load the rest of the model, and most of them meet no word of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any

#: Shorter expressions are compiled at once.
LONG = 100_000
#: "(?iu)(?:one)|(?:other)": the options, and the alternatives.
_ALTERNATION = re.compile(r"(?P<options>(?:\(\?[a-zA-Z]+\))?)\(\?:(?P<parts>.*)\)", re.DOTALL)
_BETWEEN = ")|(?:"
#: A class of many letters, none of them shut out.
_MANY_LETTERS = re.compile(r"\[(?!\^)(?:[^\]\\\[]|\\.){100,}\]", re.DOTALL)
#: Letters below this one are those of nearly all words: a class of no others is compiled in no time.
RARE = "\u0250"
_COMMON = "".join(map(chr, range(ord(RARE))))
#: With these an expression may fit fewer words when a part of it fits more.
#: A group without groups in it, and what may be said of how often it comes.
_GROUP = re.compile(r"\((?:[^()\\]|\\.)*\)[?*+]?")
#: A class of a few characters, once at least.
_FEW = re.compile(r"\[([^\]\\\[^\w]{1,8})\](?![?*{])")
#: The letter that an expression's words begin with, whatever follows.
_FIRST_LETTER = re.compile(r"\^([^\W\d_])(?![?*{|])")
_REFUSALS = ("(?!", "(?<!", "(?(", "(?>", "[^", "*+", "++", "?+", "}+")


class Alternative:
    """One alternative."""

    def __init__(self, options: str, text: str) -> None:
        self._options, self._text = options, text

    @cached_property
    def rough(self) -> re.Pattern[str]:
        """A short expression that fits all that the alternative fits, and more."""
        return re.compile(self._options + _roughly(self._text))

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """The alternative itself."""
        return re.compile(self._options + self._text)

    @cached_property
    def common(self) -> re.Pattern[str]:
        """The alternative for words without rare letters."""
        return re.compile(
            self._options + _MANY_LETTERS.sub(lambda many: _without_rare(self._options, many.group()), self._text)
        )


class Alternation:
    """What ``re.compile`` would give for a long alternation, as far as a tokeniser asks: ``pattern`` and ``match``."""

    def __init__(self, pattern: str, options: str, parts: Sequence[str]) -> None:
        self.pattern = pattern
        self._alternatives = [Alternative(options, part) for part in parts]
        self._asked = [frozenset(asked) for asked in asked_of(parts)]
        self._ever_asked = frozenset().union(*self._asked) if all(self._asked) else frozenset()
        letters = [_FIRST_LETTER.match(part) for part in parts]
        self._firsts = [re.compile(options + letter[1]) if letter else None for letter in letters]
        self._by_letter: dict[str, list[int]] = {}

    def match(self, text: str) -> re.Match[str] | None:
        """Where the first alternative that fits lies at the beginning of a text."""
        if self._ever_asked and self._ever_asked.isdisjoint(text):  # as nearly all words
            return None
        common = max(text, default="") < RARE
        for number in self._likely(text[:1]) if common else range(len(self._alternatives)):
            asked, alternative = self._asked[number], self._alternatives[number]
            if (not asked or not asked.isdisjoint(text)) and alternative.rough.match(text):
                found = (alternative.common if common else alternative.exact).match(text)
                if found:
                    return found
        return None

    def _likely(self, letter: str) -> list[int]:
        """The alternatives that may fit a word, by the letter that it begins with; asked once a letter."""
        if letter not in self._by_letter:
            likely = [n for n, first in enumerate(self._firsts) if first is None or first.match(letter)]
            self._by_letter[letter] = likely
        return self._by_letter[letter]


def alternation(pattern: str) -> Alternation | None:
    """A long alternation to be compiled as far as needed; None if the expression is of another kind."""
    found = _ALTERNATION.fullmatch(pattern) if len(pattern) >= LONG else None
    if not found or any(refusal in found["parts"] for refusal in _REFUSALS):
        return None
    parts = found["parts"].split(_BETWEEN)
    try:
        for part in parts:  # one that is cut within a group does not compile
            re.compile(found["options"] + _roughly(part))
    except re.error:
        return None
    return Alternation(pattern, found["options"], parts)


@contextmanager
def compiled_as_needed() -> Iterator[None]:
    """While a model is loaded, its long alternations are compiled as far as they are needed, later."""
    compile_whole: Any = re.compile

    def compile_or_wait(pattern: Any, flags: Any = 0) -> Any:
        lazy = alternation(pattern) if isinstance(pattern, str) and not flags else None
        return lazy or compile_whole(pattern, flags)

    re.compile = compile_or_wait
    try:
        yield
    finally:
        re.compile = compile_whole


def asked_of(parts: Sequence[str]) -> list[str]:
    """Characters of which each alternative asks for one ("-" and its like); "" if that cannot be told."""
    outside = [_GROUP.sub("", _roughly(part)) for part in parts]
    classes = [[] if "(" in rest or "|" in rest else _FEW.findall(rest) for rest in outside]
    how_many = Counter(few for own in classes for few in own)
    return [max(own, key=how_many.__getitem__, default="") for own in classes]


def _roughly(pattern: str) -> str:
    """The same with any letter at all for one of many."""
    return _MANY_LETTERS.sub(r"[\\s\\S]", pattern)


@cache
def _without_rare(options: str, letters: str) -> str:
    """A class of letters without the rare ones: common letters but a few, compiled sooner than a long list."""
    common = frozenset(re.findall(options + letters, _COMMON))
    every = frozenset(re.findall(r"[^\W\d_]", _COMMON))
    others = f"|[{_listed(common - every)}]" if common - every else ""
    return f"(?:[^\\W\\d_{_listed(every - common)}]{others})"


def _listed(letters: frozenset[str]) -> str:
    return re.escape("".join(sorted(letters)))
