"""What is kept of single words is what the parser itself says of them."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache
from typing import Any

import pytest

from propos.lang import load_language
from propos.lang.tokenising import cut_marks_after_apostrophes

TEXTS = {
    "en": [
        "There were forms, and there was a form that formed.",
        "Let's see what they're gonna do; it isn't hers, is it?",
        "The U.S. had been saying so; others'd say less than she has.",
        "That I like.  “Do you?” — DO NOT, he got told.",
    ],
    "fr": [
        "Il n'a pas dit qu'elles étaient venues ; on les a vues, d'après lui.",
        "LE MAIRE  annonce : « Nous finirons », a-t-il ajouté.",
    ],
}


@cache
def whole_parser(lang: str) -> Any:
    """A language's parser with nothing of it replaced."""
    name = next(m for m in load_language(lang).pack.models if importlib.util.find_spec(m))
    parser = importlib.import_module(name).load(exclude=["ner", "senter"])
    cut_marks_after_apostrophes(parser)
    return parser


@pytest.mark.model
@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_entries_are_what_the_components_say(lang):
    language, whole = load_language(lang), whole_parser(lang)
    for text in TEXTS[lang] * 2:
        doc = language.parser(text)
        told = [(t.dep_, t.pos_, t.lemma_.lower(), t.lower_, str(t.morph), t.is_upper) for t in whole(text)]
        [entries] = language.dictionary.entries([doc])
        assert [tuple(entry[:6]) for entry in entries] == told


@pytest.mark.model
@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_words_embedded_once_give_the_same_parse(lang):
    language, whole = load_language(lang), whole_parser(lang)
    for text in TEXTS[lang] * 2:
        told, own = whole(text), language.parser(text)
        assert [(t.dep_, t.head.i) for t in own] == [(t.dep_, t.head.i) for t in told]


@pytest.mark.model
@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_texts_parsed_together_are_parsed_as_one_by_one(lang):
    language, whole = load_language(lang), whole_parser(lang)
    texts = ["", *TEXTS[lang], " ".join(TEXTS[lang]), TEXTS[lang][0][:9]]
    for own, text in zip(language.parser.pipe(texts), texts, strict=True):
        told = whole(text)
        assert [(t.text, t.dep_, t.head.i) for t in own] == [(t.text, t.dep_, t.head.i) for t in told]


@pytest.mark.model
def test_more_words_than_fit_at_once_come_in_order():
    parser = load_language("fr").parser
    texts = [f"Il a dit {number}. " + "Elle est venue. " * 1500 for number in range(4)]
    assert [doc.text for doc in parser.pipe(texts)] == texts
