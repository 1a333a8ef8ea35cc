"""Mentions: the words that refer to an actor."""

from __future__ import annotations

from propos.find.parse import Parse
from propos.lang import Language
from propos.model import Article, Mention


def find_mentions(article: Article, parse: Parse, language: Language) -> tuple[Mention, ...]:
    """The mentions of an article in text order."""
    return ()
