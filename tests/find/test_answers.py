"""Interviews: answers are what the interviewee says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from propos.find.answers import add_answers, find_answers
from propos.lang import load_language
from propos.model import Article, Span, Statement
from tests.conftest import make_article

TURNS = "Anna Rey : « Oui »\nEst-ce loin ?\nNon. Je dis que c'est près.\nHaut ?\nUn peu.\nEt après ?\nOn verra.\nBio."


def interview(text: str = TURNS) -> Article:
    article = make_article(text)
    return replace(article, headings=article.paragraphs[:1], paragraphs=article.paragraphs[1:])


def contents(article: Article) -> list[str]:
    return [a.content.of(article.text) for a in find_answers(article)]


def test_what_follows_a_question_is_an_answer_and_a_note_at_the_end_is_not():
    assert contents(interview()) == ["Non. Je dis que c'est près.", "Un peu.", "On verra."]


def test_questions_that_the_page_sets_apart_need_no_question_mark():
    article = interview("Le lac\nParlez-nous du lac.\nIl est froid.\nEt du bateau.\nIl coule.")
    article = replace(article, questions=(article.paragraphs[0], article.paragraphs[2]))
    assert contents(article) == ["Il est froid.", "Il coule."]


def test_a_label_is_no_part_of_the_answer():
    article = interview("Le lac\nGazette : Froid ?\nRey : Très.\nGazette : Profond ?\nRey : Assez.")
    article = replace(article, questions=(article.paragraphs[0], article.paragraphs[2]))
    assert contents(article) == ["Très.", "Assez."]
    assert [a.label.of(article.text) for a in find_answers(article) if a.label] == ["Rey", "Rey"]


@pytest.mark.parametrize(
    "text",
    [
        "Le lac gèle\nEst-ce grave ?\nNon.\nEst-ce rare ?\nNon.\nEt après ?\nRien.",
        "Anna Rey : « Oui »\nEst-ce loin ?\nNon.",
        "Anna Rey : « Oui »\nTout va bien.\nRien à dire.",
    ],
)
def test_a_text_with_questions_is_not_yet_an_interview(text):
    assert contents(interview(text)) == []


def test_answers_carry_on_one_another_and_hold_what_their_speaker_says_of_herself():
    article = interview()
    at = article.text.index("c'est près")
    je = article.text.index("Je dis")
    own = Statement(id="s1", kind="indirect", content=(Span(at, at + 10),), source=(Span(je, je + 2),))
    statements = add_answers(article, (own,), load_language("fr"))
    assert [(s.id, s.rule, s.continues) for s in statements] == [
        ("s1", "answer", None),
        ("s2", "answer", "s1"),
        ("s3", "answer", "s2"),
    ]
    assert statements[0].source[0].of(article.text) == "Anna Rey"


def test_an_article_without_questions_keeps_its_statements():
    article = make_article("Anna Rey dit oui.")
    statements = (Statement(id="s1", kind="indirect", content=(Span(13, 16),)),)
    assert add_answers(article, statements, load_language("fr")) is statements
