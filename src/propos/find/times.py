"""Time expressions (TIMEX3)."""

from __future__ import annotations

from propos.lang import Language
from propos.model import Article, TimeExpression


def find_times(article: Article, language: Language) -> tuple[TimeExpression, ...]:
    """The time expressions of an article in text order, resolved against its publication date."""
    return ()
