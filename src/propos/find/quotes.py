"""Quotation marks of all kinds, paired."""

from __future__ import annotations

from propos.lang import Language
from propos.model import Article, Quotation


def find_quotations(article: Article, language: Language) -> tuple[Quotation, ...]:
    """The quotations of an article, in text order, nested ones after the one they stand in."""
    return ()
