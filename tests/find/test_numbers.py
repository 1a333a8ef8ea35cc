from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from copy import copy
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from num2words import CONVERTER_CLASSES, num2words

from propos.find.numbers import find_numbers, read_number
from propos.find.tokens import tokens_of
from propos.lang import load_language
from propos.model import Span

#: Language pack and num2words' code, for each way to count.
WAYS = [("fr", "fr"), ("fr", "fr_BE"), ("fr", "fr_CH"), ("en", "en")]
#: A stride that is prime to ten, so that all endings come up.
STRIDE = 211


#: How many numbers one test of the sweep takes, so that several run side by side.
BLOCK = 100_000


@cache
def converter(way: str) -> Any:
    """num2words for one way to count, without its words for a million and more: it tries them all on every number."""
    made = copy(CONVERTER_CLASSES[way])
    made.cards = OrderedDict((value, word) for value, word in made.cards.items() if value < 1_000_000)
    return made


def spellings(number: int, way: str) -> Iterable[str]:
    """A number as num2words has it, without hyphens, and (French) with hyphens throughout, as since 1990."""
    words = converter(way).to_cardinal(number)
    loose = words.replace("-", " ")
    return dict.fromkeys((words, loose) if way == "en" else (words, loose, words.replace(" ", "-")))


@pytest.mark.parametrize(("pack", "way"), WAYS)
def test_the_oracle_says_the_same_without_its_large_numbers(pack: str, way: str) -> None:
    for number in (0, 71, 80, 81, 99, 100, 1_000, 1_001, 80_000, 99_999, 200_000, 999_999):
        assert converter(way).to_cardinal(number) == num2words(number, lang=way)


@pytest.mark.parametrize(("pack", "way"), WAYS)
def test_numbers_in_words_up_to_a_thousand_and_by_strides_to_a_million(pack: str, way: str) -> None:
    language = load_language(pack)
    for number in (*range(1001), *range(1001, 1_000_000, STRIDE * 7)):
        for words in spellings(number, way):
            assert read_number(words, language) == number, words


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1_000_000, BLOCK))
@pytest.mark.parametrize(("pack", "way"), WAYS)
def test_every_number_in_words_below_a_million(pack: str, way: str, start: int) -> None:
    language = load_language(pack)
    for number in range(start, start + BLOCK):
        for words in spellings(number, way):
            assert read_number(words, language) == number, words


def numbers_in(text: str, lang: str) -> list[tuple[str, str | None]]:
    language = load_language(lang)
    tokens = tokens_of(text, Span(0, len(text)), language)
    found = find_numbers(tokens, language)
    return [
        (text[tokens[n.first].start : tokens[n.after - 1].end], None if n.value is None else str(n.value.normalize()))
        for n in found
        if n.kind != "ordinal"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "quatre-vingt-dix neuf ballons", [("quatre-vingt-dix neuf", "99")]),
        ("fr", "mille cent habitants", [("mille cent", "1.1E+3")]),
        ("fr", "une douzaine d’œufs", [("une douzaine", "12")]),
        ("fr", "trois douzaines", [("trois douzaines", "36")]),
        ("fr", "1 200 ou 1.200 ou 1 200", [("1 200", "1.2E+3"), ("1.200", "1.2E+3"), ("1 200", "1.2E+3")]),
        ("fr", "1,2 million d’euros", [("1,2 million", "1.2E+6")]),
        ("fr", "deux millions et demi", [("deux millions et demi", "2.5E+6")]),
        ("fr", "deux et trois font cinq", [("deux", "2"), ("trois", "3"), ("cinq", "5")]),
        ("fr", "vingt et un mille", [("vingt et un mille", "2.1E+4")]),
        ("fr", "septante-trois et nonante et un", [("septante-trois", "73"), ("nonante et un", "91")]),
        ("fr", "les deux tiers des voix", [("deux tiers", "0.6667")]),
        ("fr", "plusieurs maires et des milliers de gens", [("plusieurs", None), ("milliers", None)]),
        ("fr", "des centaines de milliers de gens", [("centaines de milliers", None)]),
        ("en", "a hundred and five", [("a hundred and five", "105")]),
        ("en", "two and a half million", [("two and a half million", "2.5E+6")]),
        ("en", "1,200 and 3.5bn", [("1,200", "1.2E+3"), ("3.5bn", "3.5E+9")]),
        ("en", "dozens of ships, a dozen boats", [("dozens", None), ("a dozen", "12")]),
        ("en", "half the houses", [("half", "0.5")]),
    ],
)
def test_numbers_in_a_text(lang: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert numbers_in(text, lang) == expected


@pytest.mark.parametrize("words", ["", "un deux", "cent mille mille", "deux un", "bonjour", "vingt onze"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert read_number(words, load_language("fr")) is None


def test_digits_beyond_any_quantity_have_no_value() -> None:
    language = load_language("fr")
    tokens = tokens_of("9" * 400, Span(0, 400), language)
    assert [t.value for t in tokens if t.value is not None and t.value > Decimal(10) ** 30] == []
