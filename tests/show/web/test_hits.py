"""A statement that was found is quoted as the article has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from propos.keep.records import ArticleSummary, StatementHit
from propos.model import Span
from propos.show.web.hits import mark_words, quote_words
from tests.show.example import STATEMENTS

ARTICLE = ArticleSummary(
    id=1,
    url=None,
    outlet=None,
    title=None,
    lang="fr",
    published=None,
    added_at=datetime(2024, 3, 12, tzinfo=UTC),
    statements=1,
    version=1,
)


def make_hit(text: str, lengths: list[int], snippet: list[tuple[str, bool]] | None = None) -> StatementHit:
    """A hit whose content has spans of these lengths."""
    spans = tuple(Span(i * 100, i * 100 + length) for i, length in enumerate(lengths))
    return StatementHit(
        id=1,
        statement=replace(STATEMENTS[0], content=spans),
        text=text,
        article=ARTICLE,
        actor_id=None,
        before="",
        after="",
        snippet=tuple(snippet or ()),
    )


@pytest.mark.parametrize(
    ("text", "lengths", "expected"),
    [
        ("Oui, demain.", [12], "Oui, demain."),
        ("Oui demain.", [3, 7], "Oui […] demain."),
        ("Oui […] demain.", [3, 7], "Oui […] demain."),
        ("Oui non demain.", [3, 3, 7], "Oui […] non […] demain."),
        ("Oui […] non demain.", [3, 3, 7], "Oui […] non […] demain."),
        ("Ouidemain", [3, 6], "Ouidemain"),
        ("", [], ""),
    ],
    ids=["one", "joined", "marked", "three", "both", "odd", "nothing"],
)
def test_words_are_quoted(text: str, lengths: list[int], expected: str) -> None:
    assert quote_words(make_hit(text, lengths)) == expected


def test_matches_are_marked_and_markup_is_escaped() -> None:
    hit = make_hit("Oui <b> demain.", [7, 7], [("Oui ", False), ("<b> d", True), ("emain.", False)])
    assert str(mark_words(hit)) == ('Oui <mark class="match">&lt;b&gt;</mark> […] <mark class="match">d</mark>emain.')


def test_a_shortened_snippet_is_left_as_it_is() -> None:
    assert quote_words(make_hit("Oui demain.", [3, 7], [("… demain.", False)])) == "… demain."
