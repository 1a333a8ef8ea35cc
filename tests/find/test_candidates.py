"""What is proposed for a cue; nothing here decides."""

from __future__ import annotations

import pytest

from propos.find.candidates import find_contents, find_sources
from tests.find.sentences import ACCORDING, QUOTED_FIRST, SAID_THAT, Row, make_tree


@pytest.mark.parametrize(
    ("rows", "quotes", "cue", "content"),
    [
        (SAID_THAT, [], 2, "that the bridge will reopen in June"),
        (SAID_THAT, [], 2, "the bridge will reopen in June"),
        (SAID_THAT, [], 2, "that the bridge will reopen"),
        (QUOTED_FIRST, [(0, 5)], 5, "“ It rains , ”"),
        (ACCORDING, [], 3, "It rains"),
    ],
)
def test_content_is_proposed(rows: list[Row], quotes: list[tuple[int, int]], cue: int, content: str) -> None:
    text, tree = make_tree(rows, quotes)
    proposed = [" … ".join(tree.span(*r).of(text) for r in c.ranges) for c in find_contents(tree, cue)]
    assert content in proposed


@pytest.mark.parametrize(
    ("rows", "quotes", "cue"), [(SAID_THAT, [], 2), (QUOTED_FIRST, [(0, 5)], 5), (ACCORDING, [], 3)]
)
def test_contents_are_distinct_and_leave_the_cue_out(rows: list[Row], quotes: list[tuple[int, int]], cue: int) -> None:
    contents = [c.ranges for c in find_contents(make_tree(rows, quotes)[1], cue)]
    assert len(set(contents)) == len(contents)
    assert not any(a <= cue < b for ranges in contents for a, b in ranges)


@pytest.mark.parametrize(
    ("rows", "cue", "word", "path"),
    [
        (SAID_THAT, 2, "mayor", ">nsubj"),
        (QUOTED_FIRST, 5, "orla", ">nsubj"),
        (ACCORDING, 3, "orla", ">prep:to>pobj"),
    ],
)
def test_source_is_proposed(rows: list[Row], cue: int, word: str, path: str) -> None:
    tree = make_tree(rows)[1]
    assert (word, path) in [(tree.words[s.token], s.path) for s in find_sources(tree, cue)]
