"""Statements of French texts: content, cue, source, stance and mood, by the rules and the weights of the pack."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from propos.find.parse import parse_articles
from propos.find.quotes import find_quotations
from propos.find.statements import find_statements, passages_worth_parsing
from propos.lang import Language, load_language
from propos.model import Rejected, Statement
from tests.conftest import make_article

pytestmark = pytest.mark.model
FRENCH = load_language("fr")


def read(text: str, language: Language = FRENCH) -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]:
    """The statements and rejected candidates of a text whose lines are paragraphs."""
    article = make_article(text, language.code)
    quotations = find_quotations(article, language)
    wanted = list(passages_worth_parsing(article, quotations, language))
    parse = next(iter(parse_articles([article], language, wanted=lambda _: wanted)))
    return find_statements(article, quotations, parse, language)


@pytest.mark.parametrize("dash", ["–", "—"])
def test_a_turn_that_a_dash_introduces_is_direct(dash: str) -> None:
    text = f"{dash} Nous n'avons rien vu venir, a déclaré Paul Lenz."
    (statement,), _ = read(text)
    assert (statement.kind, statement.content[0].of(text)) == ("direct", "Nous n'avons rien vu venir")


def test_words_set_off_are_rejected_in_a_language_with_a_ranker_too() -> None:
    text = 'The ferry "Blue Harbour" left at noon.'
    statements, rejected = read(text, load_language("en"))
    assert (statements, [r.span.of(text) for r in rejected]) == ((), ["Blue Harbour"])


def test_quotation_interrupted_by_its_inquit_is_one_statement() -> None:
    text = "« Demain, a-t-il dit, nous partirons. »"
    (statement,), _ = read(text)
    assert [s.of(text) for s in statement.content] == ["Demain", "nous partirons."]
    assert [s.of(text) for s in statement.source] == ["il"]


def test_quotation_after_an_inquit_continues_it() -> None:
    (first, second), _ = read("« Il fait froid », dit Anna Rey. « Nous rentrons demain. »")
    assert second.continues == first.id
    assert second.source == ()


def test_quotation_after_a_sentence_about_somebody_is_given_to_them() -> None:
    text = "Le maire est inquiet. « L'eau monte. »"
    (statement,), _ = read(text)
    assert [s.of(text) for s in statement.source] == ["Le maire"]


def test_statement_within_a_statement_says_so() -> None:
    (outer, inner), _ = read("Le ministre dit que la présidente a promis une aide.")
    assert inner.inside == outer.id


@pytest.mark.parametrize(
    ("text", "stance", "mood"),
    [
        ("Le maire a affirmé que la ville paierait.", "states", "asserted"),
        ("Il a promis que les impôts baisseraient.", "promises", "asserted"),
        ("La présidente a dénoncé les violences dans la capitale.", "criticises", "asserted"),
        ("La Poste a nié toute responsabilité.", "denies", "asserted"),
        ("Le suspect aurait déclaré qu'il regrettait son geste.", "states", "conditional"),
        ("Le ministre n'a pas dit que la taxe augmenterait.", "states", "negated"),
    ],
)
def test_stance_comes_from_the_cue_and_mood_from_its_form(text: str, stance: str, mood: str) -> None:
    (statement,), _ = read(text)
    assert (statement.stance, statement.mood) == (stance, mood)


@pytest.mark.parametrize(
    "text", ["Les « gilets bleus » ont défilé dans le centre.", "Le film « La Nuit longue » sort mercredi."]
)
def test_words_merely_set_off_are_rejected_with_a_reason(text: str) -> None:
    statements, (rejected,) = read(text)
    assert statements == ()
    assert rejected.reason


def test_paragraphs_without_any_sign_are_not_parsed() -> None:
    text = "Le train est parti à midi.\nLe maire a déclaré que la gare fermerait.\nIl pleut."
    article = make_article(text)
    assert [p.span.of(text) for p in passages_worth_parsing(article, (), FRENCH)] == [
        "Le maire a déclaré que la gare fermerait."
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "« ",
                " »",
                '"',
                "a déclaré",
                "selon",
                "que",
                "de",
                "-t-il",
                "Anna Rey",
                "le maire",
                "vient",
                ",",
                ".",
                ":",
                "\n",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_gives_spans_in_range_and_never_raises(words: list[str]) -> None:
    text = " ".join(words)
    statements, _ = read(text)
    for statement in statements:
        assert statement.content
        assert all(0 <= s.start < s.end <= len(text) for s in (*statement.content, *statement.cue, *statement.source))
