"""Who each mention is, and who made each statement."""

from __future__ import annotations

from propos.find.parse import Parse
from propos.lang import Language
from propos.model import Actor, Article, Mention, Statement


def resolve_speakers(
    article: Article, statements: tuple[Statement, ...], mentions: tuple[Mention, ...], parse: Parse, language: Language
) -> tuple[tuple[Statement, ...], tuple[Actor, ...]]:
    """The statements with speaker, relays and reason filled in, and the article's actors."""
    return statements, ()
