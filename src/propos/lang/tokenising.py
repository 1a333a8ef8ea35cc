"""A correction of the parser's tokeniser: a quotation mark after an apostrophe is a token of its own."""

from __future__ import annotations

from collections.abc import Sequence
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
