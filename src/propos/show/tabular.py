"""What a search found as a table: one line a statement or article, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from propos.keep.records import ArticleHit, Hit, StatementHit

STATEMENT_COLUMNS = (
    "id",
    "article",
    "statement",
    "published",
    "outlet",
    "speaker",
    "addressee",
    "words",
    "kind",
    "stance",
    "mood",
    "said",
    "relays",
    "confidence",
    "before",
    "after",
    "title",
    "lang",
    "url",
)
ARTICLE_COLUMNS = ("id", "published", "outlet", "title", "lang", "statements", "words", "url")
#: A spreadsheet runs a text that begins so as a formula; an apostrophe in front keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(hits: Iterable[Hit], columns: tuple[str, ...]) -> Iterator[str]:
    """A line of column names, then one line a hit.

    Args:
        hits: All of statements, or all of articles.
        columns: ``STATEMENT_COLUMNS`` or ``ARTICLE_COLUMNS``.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for hit in hits:
        row = _article_row(hit) if isinstance(hit, ArticleHit) else _statement_row(hit)
        writer.writerow([_cell(row[name]) for name in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: object) -> object:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def _statement_row(hit: StatementHit) -> dict[str, Any]:
    statement, article = hit.statement, hit.article
    return {
        "id": hit.id,
        "article": article.id,
        "statement": statement.id,
        "published": article.published,
        "outlet": article.outlet,
        "speaker": statement.speaker_name,
        "addressee": hit.addressee,
        "words": hit.text,
        "kind": statement.kind,
        "stance": statement.stance,
        "mood": statement.mood,
        "said": statement.said,
        "relays": "; ".join(relay.name for relay in statement.relays),
        "confidence": round(statement.confidence, 3),
        "before": hit.before.split("\n")[-1],
        "after": hit.after.split("\n")[0],
        "title": article.title,
        "lang": article.lang,
        "url": article.url,
    }


def _article_row(hit: ArticleHit) -> dict[str, Any]:
    article = hit.article
    return {
        "id": article.id,
        "published": article.published,
        "outlet": article.outlet,
        "title": article.title,
        "lang": article.lang,
        "statements": article.statements,
        "words": " ".join("".join(piece for piece, _ in hit.snippet).split()),
        "url": article.url,
    }
