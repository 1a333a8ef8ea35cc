"""A correction of the parser's tokeniser: a quotation mark after an apostrophe is a token of its own."""

from __future__ import annotations

from typing import Any

from spacy.util import compile_infix_regex


def cut_marks_after_apostrophes(parser: Any) -> None:
    """Make the parser cut a quotation mark off the elided word before it and the word after it."""
    infixes = [*(parser.Defaults.infixes or ()), r"(?<=['’])[\"«“‹]"]
    parser.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
