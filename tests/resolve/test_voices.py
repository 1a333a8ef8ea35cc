from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.lang import load_language
from propos.lang.tables.voices import TermGroup, Voices
from propos.model import Span, Statement
from propos.resolve.voices import find_terms, find_voices
from tests.conftest import make_article


def said(text: str, words: str, number: int = 1) -> Statement:
    start = text.index(words)
    return Statement(
        id=f"s{number}", kind="direct", content=(Span(start, start + len(words)),), speaker_name="Ann Brown"
    )


def test_what_is_in_no_statement_is_the_articles_own_voice() -> None:
    text = "Il pleut, dit-elle. On verra."
    article = make_article(text)
    voices = find_voices(article, (said(text, "Il pleut"),))
    assert [(v.span.of(text), v.statement) for v in voices] == [("Il pleut", "s1"), (", dit-elle. On verra.", None)]


def test_within_a_statement_inside_another_the_inner_one_speaks() -> None:
    text = "Elle dit qu’il dit oui."
    outer, inner = said(text, "il dit oui"), said(text, "oui", 2)
    voices = find_voices(make_article(text), (outer, inner))
    assert [(v.span.of(text), v.statement) for v in voices] == [
        ("Elle dit qu’", None),
        ("il dit ", "s1"),
        ("oui", "s2"),
    ]


spans = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda p: Span(p[0], min(40, p[0] + p[1])))


@given(st.lists(spans.filter(len), max_size=12))
def test_at_each_place_the_shortest_statement_speaks(contents: list[Span]) -> None:
    text = "abcd " * 8
    statements = [Statement(id=f"s{n:02}", kind="direct", content=(c,)) for n, c in enumerate(contents)]
    voices = find_voices(make_article(text), statements)
    for place in (i for i, c in enumerate(text) if c.isalpha()):
        over = [(len(s.content[0]), s.id) for s in statements if s.content[0].start <= place < s.content[0].end]
        (voice,) = (v for v in voices if v.span.start <= place < v.span.end)
        assert voice.statement == (min(over)[1] if over else None)


def test_terms_that_differ_by_voice_for_the_same_thing() -> None:
    text = "L’invasion de l’Ostranie dure. « L’opération militaire en Ostranie avance », dit-elle."
    (terms,) = find_terms(
        make_article(text), (said(text, "L’opération militaire en Ostranie avance"),), load_language("fr")
    )
    assert terms.about == "ostranie"
    assert [(t.words, t.speaker) for t in terms.terms] == [("invasion", None), ("opération militaire", "Ann Brown")]


@pytest.mark.parametrize(
    "text",
    ["L’invasion de l’Ostranie dure. La guerre en Kestrie aussi.", "La guerre dure. La guerre lasse.", "Il pleut."],
)
def test_terms_for_different_things_or_the_same_term_are_no_set(text: str) -> None:
    assert find_terms(make_article(text), (), load_language("fr")) == ()


def test_two_terms_of_one_voice_are_no_set() -> None:
    text = "L’invasion de l’Ostranie dure. La guerre en Ostranie aussi."
    assert find_terms(make_article(text), (), load_language("fr")) == ()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_group_finds_its_example(lang: str) -> None:
    language = load_language(lang)
    groups: tuple[TermGroup, ...] = language.table(Voices).group
    for group in groups:
        second = group.example.split(". ", 1)[1]
        found = find_terms(make_article(group.example, lang), (said(group.example, second),), language)
        assert [s.name for s in found] == [group.name]
