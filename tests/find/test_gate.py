"""Which sentences are parsed: none that may hold a statement is left out."""

from __future__ import annotations

import pytest

from propos.find.gate import passages_worth_parsing
from propos.find.quotes import find_quotations
from propos.lang import load_language
from tests.conftest import make_article


def passages(text: str, lang: str = "fr") -> list[str]:
    """The words of each passage that is parsed."""
    article, language = make_article(text, lang), load_language(lang)
    found = passages_worth_parsing(article, find_quotations(article, language), language)
    return [p.span.of(text).strip() for p in found]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The company said it had lost nine million."),
        ("en", "Officials told reporters the talks had failed."),
        ("en", "According to the museum, the map was never lost."),
        ("en", "The bank flabbergasted, then disclosed, its losses."),
        ("en", "The bank pooh-poohs and upbraids its critics."),
        ("fr", "Le maire assura que le pont ouvrirait."),
        ("fr", "Selon la régie, un tramway sur trois circule."),
        ("fr", "D’après la régie, un tramway sur trois circule."),
        ("fr", "Pour le maire, l'alerte est venue trop tard."),
        ("fr", "Le pont rouvrira, répond-elle."),
        ("fr", "Le bilan est de « douze » morts."),
    ],
)
def test_sentence_that_may_hold_a_statement_is_parsed(lang, text):
    assert passages(text, lang) == [text]


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("It rained all day.", []),
        ("It rained. The mayor said so. It snowed.", ["The mayor said so."]),
        ("It rained.\nANNA REY: It rained.", ["ANNA REY: It rained."]),
        ("The mayor left. “It rains.” It rained.", ["The mayor left. “It rains.”"]),
    ],
)
def test_a_language_with_a_ranker_has_learned_its_words(text, parsed):
    assert passages(text, "en") == parsed


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("La route est longue de douze kilomètres.", []),
        ("Il pleut. Le maire assure que tout va bien. Le vent est tombé.", ["Le maire assure que tout va bien."]),
        ("Le pont est fermé.\nSelon la régie, un tramway circule.", ["Selon la régie, un tramway circule."]),
        # Sentences that follow each other are parsed together.
        (
            "Le maire a répondu. Selon lui, tout va bien. Il pleut.",
            ["Le maire a répondu. Selon lui, tout va bien."],
        ),
        # A quotation takes along all sentences that it spans, and the one before it if it opens a sentence.
        ("Il pleut. Le bilan est « lourd. Très lourd » ici. Il neige.", ["Le bilan est « lourd. Très lourd » ici."]),
        ("Il vente. La maire est là. « Tout va bien. » Il neige.", ["La maire est là. « Tout va bien. »"]),
        ("La maire est là.\n« Tout va bien. »", ["La maire est là.", "« Tout va bien. »"]),
    ],
)
def test_other_sentences_are_not(text, parsed):
    assert passages(text) == parsed


def test_a_long_text_is_cut_in_one_pass_over_its_quotations():
    text = "« Oui. » Il pleut. Il vente. " * 2000
    assert passages(text)[0] == "« Oui. »"
