"""A correction of the parser's tokeniser, and a shortcut.

A quotation mark after an apostrophe is a token of its own. A word of letters alone is never cut, and most new words are
such: the expressions that say where to cut are not asked about them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.symbols import ORTH
from spacy.util import compile_infix_regex

APOSTROPHES = "'’"


def cut_marks_after_apostrophes(parser: Any, elided: Sequence[str] = ()) -> None:
    """Make the parser cut a quotation mark off the elided word before it and the word after it.

    Args:
        parser: The parser.
        elided: Words that end with an apostrophe, which stays with them ("d'« or »").
    """
    infixes = [*(parser.Defaults.infixes or ()), r"(?<=['’])[\"«“‹]"]
    parser.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for word in elided:
        for form in {word + mark for mark in APOSTROPHES} | {word.capitalize() + mark for mark in APOSTROPHES}:
            parser.tokenizer.add_special_case(form, [{ORTH: form}])


def leave_letters_together(parser: Any) -> None:
    """Make the parser look for places to cut a word at only if it has a character that is no letter."""
    tokenizer = parser.tokenizer
    for name in ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"):
        look = getattr(tokenizer, name)
        if look:
            setattr(tokenizer, name, _unless_letters(look, () if name == "infix_finditer" else None))


def _unless_letters(look: Callable[[str], Any], nothing: Any) -> Callable[[str], Any]:
    return lambda word: nothing if word.isalpha() else look(word)
