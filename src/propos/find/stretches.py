"""The readable stretches of an article with their tokens, numbers and tenses, cut once for times and figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from propos.find.numbers import Number, find_numbers
from propos.find.tense import Tenses
from propos.find.tokens import Token, tokens_of
from propos.lang import Language
from propos.model import Article, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph, heading or caption."""

    span: Span
    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    tenses: Tenses


@lru_cache(maxsize=4)
def stretches_of(article: Article, language: Language) -> tuple[Stretch, ...]:
    """The paragraphs, headings and captions of an article in text order, each place once."""
    stretches = []
    end = 0
    for span in sorted({*article.paragraphs, *article.headings, *article.captions}):
        if span.start < end:
            continue
        end = span.end
        tokens = tuple(tokens_of(article.text, span, language))
        numbers = tuple(find_numbers(tokens, language))
        stretches.append(Stretch(span, tokens, numbers, Tenses(article.text, span, language)))
    return tuple(stretches)
