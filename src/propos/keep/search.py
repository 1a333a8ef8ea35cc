"""Full-text search over statements, and over articles, with filters, facets and stable cursors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.sql.selectable import FromClause

from propos.keep import fulltext
from propos.keep import tables as t
from propos.keep.facets import ARTICLE_FACETS, STATEMENT_FACETS, Facets, count_facets
from propos.keep.filters import (
    Filters,
    article_conditions,
    articles_about,
    statement_conditions,
    statements_about,
)
from propos.keep.found import Found, Order, find_matching
from propos.keep.loading import load_hits, load_readings, load_summaries, to_cursor
from propos.keep.query import AnyOf, Query, Words, change_words, parse_query
from propos.keep.records import ArticleHit, Results, StatementHit
from propos.keep.snippets import cut_snippet
from propos.lang import Language
from propos.resolve.wording import find_words, fold

Hit = TypeVar("Hit")


@dataclass(frozen=True, slots=True)
class Search(Generic[Hit]):
    """What tells a search of statements from one of articles.

    Attributes:
        index: The full-text index.
        number: The id of what is found.
        base: The rows that are searched.
        conditions: What they must be.
        facets: The facets that are counted.
        load: Brings what was found, in the order of the ids, with snippets for a query.
    """

    index: str
    number: ColumnElement[int]
    base: FromClause
    conditions: Callable[[Connection, Filters], list[ColumnElement[bool]]]
    facets: Facets
    load: Callable[[Connection, Sequence[int], Query | None], tuple[Hit, ...]]


def run_search(
    connection: Connection,
    search: Search[Hit],
    words: str,
    filters: Filters,
    *,
    order: Order,
    limit: int,
    cursor: str | None,
    counted: bool = True,
) -> Results[Hit]:
    """What holds the words and passes the filters; without words, all that passes, by date.

    Args:
        connection: To the archive.
        search: Of statements or of articles.
        words: As ``parse_query`` understands them.
        filters: What must hold besides.
        order: By relevance only if there are words.
        limit: How many at most.
        cursor: ``next`` of the page before.
        counted: Count the total and the facets.
    """
    query = _stemmed(words, _languages(filters.lang))
    matching = find_matching(connection, search.index, query) if query else None
    if words.strip() and matching is None:
        return Results(items=(), total=0, facets={name: () for name in search.facets.names})
    if order == "relevance" and matching is None:
        order = "date"
    found = Found(search.base, search.number, search.conditions(connection, filters), matching)
    total, facets = count_facets(connection, search.facets, found) if counted else (None, {})
    rows = found.page(connection, order, cursor, most=limit + 1, by_article=filters.only_of_articles)
    following = to_cursor(order, rows[limit - 1].key, rows[limit - 1].id) if len(rows) > limit else None
    hits = search.load(connection, [r.id for r in rows[:limit]], query)
    return Results(items=hits, next=following, total=total, facets=facets)


def _languages(lang: str | None) -> Sequence[Language]:
    """The languages that the words may be of; an article in another one is found by any of them."""
    known = fulltext.all_languages()
    return [x for x in known if x.code == lang] or known


def _stemmed(words: str, languages: Sequence[Language]) -> Query | None:
    query = parse_query(words, _printed_words, fulltext.operators())
    return change_words(query, lambda w: _stem_alternatives(w, languages)) if query else None


def _printed_words(piece: str) -> tuple[str, ...]:
    return tuple(piece[s.start : s.end] for s in find_words(piece).spans)


def _stem_alternatives(run: Words, languages: Sequence[Language]) -> Query:
    """The run as each language stems it."""
    forms: dict[Words, None] = {}
    for language in languages:
        if not run.prefix:
            forms[Words(tuple(fulltext.stems_of(" ".join(run.words), language.code).split()))] = None
            continue
        head = tuple(fulltext.stems_of(" ".join(run.words[:-1]), language.code).split())
        forms[Words((*head, fold(run.words[-1])), prefix=True)] = None
        for stem in fulltext.stems_of_beginning(run.words[-1], language):
            forms[Words((*head, stem))] = None
    runs = tuple(forms)
    return runs[0] if len(runs) == 1 else AnyOf(runs)


def _statement_wanted(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    wanted = [*article_conditions(filters), *statement_conditions(connection, filters)]
    return [*wanted, statements_about(connection, filters.about)] if filters.about is not None else wanted


def _article_wanted(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    wanted = article_conditions(filters)
    inside = statement_conditions(connection, filters)
    if inside:
        wanted.append(t.article.c.id.in_(select(t.statement.c.article_id).where(*inside)))
    return [*wanted, articles_about(connection, filters.about)] if filters.about is not None else wanted


def _load_statements(connection: Connection, ids: Sequence[int], query: Query | None) -> tuple[StatementHit, ...]:
    hits = load_hits(connection, ids)
    if query is None:
        return hits
    return tuple(replace(h, snippet=cut_snippet(h.text, query, h.article.lang)) for h in hits)


def _load_articles(connection: Connection, ids: Sequence[int], query: Query | None) -> tuple[ArticleHit, ...]:
    summaries, readings = load_summaries(connection, ids), load_readings(connection, ids)
    hits = []
    for number in ids:
        article = readings[number].article
        body = article.text[article.paragraphs[0].start :] if article.paragraphs else article.text
        snippet = cut_snippet(body, query or AnyOf(()), article.lang)
        hits.append(ArticleHit(article=summaries[number], snippet=snippet))
    return tuple(hits)


STATEMENTS: Search[StatementHit] = Search(
    "statement_stems",
    t.statement.c.id,
    t.statement.join(t.article),
    _statement_wanted,
    STATEMENT_FACETS,
    _load_statements,
)
ARTICLES: Search[ArticleHit] = Search(
    "article_stems", t.article.c.id, t.article, _article_wanted, ARTICLE_FACETS, _load_articles
)
