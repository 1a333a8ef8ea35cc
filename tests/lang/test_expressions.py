"""Long alternations say of every word what the whole expression says."""

from __future__ import annotations

import re

import pytest

from propos.lang.expressions import LONG, alternation, asked_of, compiled_as_needed

LETTERS = "".join(chr(code) for code in range(ord("a"), ord("z") + 1)) + "".join(map(chr, range(0xDF, 0x24F)))
HEADS = ("porte", "image", "site", "wagons?", "vi[cd]e", "vie(?:ux|i?l)", *(f"mot{number}" for number in range(300)))
PARTS = [f"^{head}[-‐][{LETTERS}][-{LETTERS}]*$" for head in HEADS]
PATTERN = "(?iu)" + "|".join(f"(?:{part})" for part in PARTS)
WORDS = (
    "porte-voix",
    "Porte-Voix",
    "PORTE-VOIX",
    "porte",
    "wagon-lit",
    "wagons-lits",
    "vieil-orme",
    "mot7-é",
    "7-é",
    "porte-\u0101\u0100",
    "porte-\u03c3",  # no letter of the class
    "porte-\u1e9e",  # rare, a capital of one of the class
    "porte-\u212a",  # rare, another form of a common letter
    "porte-\u017f",
    "ımage-a",  # first letters that are the same only where case is ignored
    "İmage-a",
    "ſite-a",
    "Site-é",
    "",
    "-",
)


@pytest.mark.parametrize("word", WORDS)
def test_an_alternation_matches_as_the_whole_expression_does(word: str) -> None:
    lazy, whole = alternation(PATTERN), re.compile(PATTERN)
    assert lazy is not None and lazy.pattern == PATTERN and len(PATTERN) >= LONG
    ours, theirs = lazy.match(word), whole.match(word)
    assert (ours and ours.span()) == (theirs and theirs.span())


def test_every_common_letter_fits_as_it_does_the_whole_class() -> None:
    lazy, whole = alternation(PATTERN), re.compile(PATTERN)
    assert lazy is not None
    for letter in map(chr, range(0x300)):
        assert bool(lazy.match(f"mot7-{letter}")) == bool(whole.match(f"mot7-{letter}")), letter


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a)|(?:b)",  # short
        PATTERN + "|(?:^(?!x)y$)",  # fits fewer words where a part of it fits more
        PATTERN + "|(?:^((?:x)|(?:y))$)",  # would be cut within a group
        PATTERN[1:],
    ],
)
def test_other_expressions_are_compiled_whole(pattern: str) -> None:
    assert alternation(pattern) is None


def test_expressions_wait_only_while_a_model_is_loaded() -> None:
    with compiled_as_needed():
        assert not isinstance(re.compile(PATTERN), re.Pattern)
        assert isinstance(re.compile("a"), re.Pattern)
    assert isinstance(re.compile("b+"), re.Pattern)


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        (["^a[-‐]b$", "^(?:l['’])?c[-‐][de]+$"], ["-‐", "-‐"]),
        (["^a['’]b[-‐]c$", "^d[-‐]e$", "^f[-‐]g$", "^h['’]i$"], ["-‐", "-‐", "-‐", "'’"]),
        # Not asked for: optional, within a choice, in none of them.
        (["^a[-‐]?b$"], [""]),
        (["^a[-‐]b$|^c$"], [""]),
        (["^a(?:[-‐]b)$"], [""]),
        (["^a[-‐]b$", "^c$"], ["-‐", ""]),
    ],
)
def test_what_each_alternative_asks_for(parts: list[str], asked: list[str]) -> None:
    assert asked_of(parts) == asked
