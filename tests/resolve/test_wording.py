from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.lang import load_language
from propos.resolve.alignment import align, moved_blocks
from propos.resolve.wording import find_words, matters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’État", "L'ETAT"),
        ("« le pont »", '"le pont"'),
        ("l'œuvre", "L’ŒUVRE"),
        ("1 200 euros", "1 200 €"),
        ("1,200 people", "1200 people"),
        ("25%", "25 %"),
        ("2,5 %", "2.5%"),
        ("la paix […] durable", "la paix (…) durable"),
        ("la paix … durable", "la paix (...) durable"),
        ("[nous] irons", "irons"),
    ],
)
def test_same_words_in_another_dress(one: str, other: str) -> None:
    assert find_words(one).words == find_words(other).words


@pytest.mark.parametrize(
    ("one", "other"), [("2,5 %", "25 %"), ("il vient", "il ne vient"), ("20 ans", "2 0 ans"), ("12 %", "12")]
)
def test_other_words(one: str, other: str) -> None:
    assert find_words(one).words != find_words(other).words


def test_gaps_part_the_words() -> None:
    wording = find_words("la coordination […] sert la paix (…)")
    assert [wording.words[s:e] for s, e in wording.parts] == [("la", "coordination"), ("sert", "la", "paix")]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    wording = find_words(text)
    assert all(s.of(text).strip() == s.of(text) != "" for s in wording.spans)
    assert list(wording.spans) == sorted(wording.spans)
    assert wording.printed(0, len(wording.words)) in text


@pytest.mark.parametrize(
    ("lang", "words", "grave"),
    [
        ("fr", "le pont", False),
        ("fr", "ne viendra", True),
        ("fr", "25", True),
        ("fr", "troisième", True),
        ("fr", "vendredi", True),
        ("en", "not", True),
        ("en", "fifty", True),
        ("en", "bridge", False),
    ],
)
def test_which_words_make_another_statement(lang: str, words: str, grave: bool) -> None:
    assert matters(find_words(words).words, load_language(lang)) is grave


@pytest.mark.parametrize(
    ("asked", "printed", "changes", "coverage"),
    [
        ("a b c", "a b c", ["kept"], 1.0),
        ("b c", "a b c d", ["cut", "kept", "cut"], 1.0),
        ("a b x d", "a b c d", ["kept", "changed", "kept"], 0.75),
        ("a b c d", "a b d", ["kept", "added", "kept"], 0.75),
        ("a z z z z", "a b c d e", ["kept", "changed"], 0.0),
        ("a b", "", ["added"], 0.0),
    ],
)
def test_alignment(asked: str, printed: str, changes: list[str], coverage: float) -> None:
    alignment = align(asked.split(), printed.split())
    assert [s.change for s in alignment.steps] == changes
    assert alignment.coverage == coverage


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_steps_cover_both_wordings(asked: list[str], printed: list[str]) -> None:
    steps = align(asked, printed).steps
    assert [i for s in steps for i in range(*s.asked)] == list(range(len(asked)))
    assert [i for s in steps for i in range(*s.printed)] == list(range(len(printed)))
    assert all(asked[slice(*s.asked)] == printed[slice(*s.printed)] for s in steps if s.change == "kept")


def test_moved_blocks_are_found_in_any_order() -> None:
    asked, printed = "d e f a b c".split(), "a b c x d e f".split()
    assert moved_blocks(asked, printed) == [(0, 4, 3), (3, 0, 3)]


@pytest.mark.parametrize(
    ("text", "words", "printed"),
    [
        ("la levée « d’ici à l’été »", (0, 7), "la levée « d’ici à l’été »"),
        ("they call it a “war of words.”", (0, 7), "they call it a “war of words.”"),
        ("« Le pont est ouvert »", (0, 4), "Le pont est ouvert"),
        ("le « pont » du canal", (0, 1), "le"),
    ],
)
def test_a_quotation_within_the_words_keeps_its_closing_mark(text: str, words: tuple[int, int], printed: str) -> None:
    assert find_words(text).printed(*words) == printed
