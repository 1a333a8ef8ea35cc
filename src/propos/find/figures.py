"""Figures: quantities with their unit."""

from __future__ import annotations

from propos.lang import Language
from propos.model import Article, Figure, Statement, TimeExpression


def find_figures(
    article: Article, statements: tuple[Statement, ...], times: tuple[TimeExpression, ...], language: Language
) -> tuple[Figure, ...]:
    """The figures of an article in text order, each tied to the statement that gives it."""
    return ()
