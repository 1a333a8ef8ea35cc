"""Statements: content, cue and source."""

from __future__ import annotations

from collections.abc import Iterable

from propos.find.learned import find_learned
from propos.find.parse import Parse
from propos.lang import Language
from propos.model import Article, Quotation, Rejected, Span, Statement


def paragraphs_worth_parsing(article: Article, quotations: tuple[Quotation, ...], language: Language) -> Iterable[Span]:
    """The paragraphs, headings and captions that may hold a statement, or name who made one."""
    return article.paragraphs


def find_statements(
    article: Article, quotations: tuple[Quotation, ...], parse: Parse, language: Language
) -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]:
    """The statements of an article in text order, and the candidates that were turned down."""
    return find_learned(article, quotations, parse, language), ()
