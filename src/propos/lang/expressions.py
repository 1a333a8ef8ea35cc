"""Long alternations of regular expressions, of which only the alternatives that a word may fit are compiled.

A model's tokeniser may bring hundreds of alternatives with classes of thousands of letters. To compile them all takes
longer than to load the rest of the model, and most of them meet no word of a text.
"""

from __future__ import annotations

import re
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
_REFUSALS = ("(?!", "(?<!", "(?(", "(?>", "[^", "*+", "++", "?+", "}+")


class Alternative:
    """One alternative, and a short expression that fits all that it fits, and more."""

    def __init__(self, options: str, text: str) -> None:
        self._options, self._text = options, text
        self.rough = re.compile(options + _roughly(text))

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
        self._rough = re.compile(options + "|".join(f"(?:{_roughly(part)})" for part in parts))
        self._options, self._parts = options, parts

    @cached_property
    def _alternatives(self) -> list[Alternative]:
        return [Alternative(self._options, part) for part in self._parts]

    def match(self, text: str) -> re.Match[str] | None:
        """Where the first alternative that fits lies at the beginning of a text."""
        if not self._rough.match(text):
            return None
        likely = [a for a in self._alternatives if a.rough.match(text)]
        common = max(text, default="") < RARE
        fitting = ((a.common if common else a.exact).match(text) for a in likely)
        return next((found for found in fitting if found), None)


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


def _roughly(pattern: str) -> str:
    """The same with any letter at all for one of many."""
    return _MANY_LETTERS.sub(r"[\\s\\S]", pattern)


@cache
def _without_rare(options: str, letters: str) -> str:
    """A class of letters without the rare ones."""
    common = re.findall(options + letters, _COMMON)
    return f"[{re.escape(''.join(common))}]"
