"""Which paragraphs are parsed: none that may hold a statement is left out."""

from __future__ import annotations

import pytest

from propos.find.gate import paragraphs_worth_parsing
from propos.find.quotes import find_quotations
from propos.lang import load_language
from tests.conftest import make_article


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The company said it had lost nine million."),
        ("en", "Officials told reporters the talks had failed."),
        ("en", "According to the museum, the map was never lost."),
        ("fr", "Le maire assura que le pont ouvrirait."),
        ("fr", "Selon la régie, un tramway sur trois circule."),
        ("fr", "Pour le maire, l'alerte est venue trop tard."),
        ("fr", "Le bilan est de « douze » morts."),
    ],
)
def test_paragraph_that_may_hold_a_statement_is_parsed(lang, text):
    article = make_article(text, lang)
    language = load_language(lang)
    assert list(paragraphs_worth_parsing(article, find_quotations(article, language), language)) == [
        *article.paragraphs
    ]


def test_paragraph_without_any_sign_is_not_parsed_in_french():
    article = make_article("La route est longue de douze kilomètres.")
    language = load_language("fr")
    assert not list(paragraphs_worth_parsing(article, (), language))
