"""Events: who did what to whom."""

from __future__ import annotations

from propos.find.parse import Parse
from propos.lang import Language
from propos.model import Actor, Article, Event, Statement, TimeExpression


def find_events(
    article: Article,
    parse: Parse,
    *,
    statements: tuple[Statement, ...],
    actors: tuple[Actor, ...],
    times: tuple[TimeExpression, ...],
    language: Language,
) -> tuple[Event, ...]:
    """The events of an article in text order, each in the article's own voice or a statement's."""
    return ()
