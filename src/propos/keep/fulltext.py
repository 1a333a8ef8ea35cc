"""The full-text indexes, in the two dialects.

Three indexes: the folded words of statements (to find a quotation again), their stems and the stems of whole articles
(for search). All hold words that this project cut itself, so that an index and a comparison agree on what a word is. In
SQLite they are contentless FTS5 tables: rows are never taken out one by one (ids are not used twice, and answers are
joined with the rows that exist), only all at once by ``rebuild``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import Stemmer
from sqlalchemy import Connection, text

from propos.lang import Language, load_language, supported_languages
from propos.lang.tables.wording import WordingTable
from propos.resolve.wording import find_words, fold

Index = Literal["statement_words", "statement_stems", "article_stems"]


def stem_words(words: Sequence[str], language: Language) -> list[str]:
    """The stems of unfolded words, without accents."""
    return [fold(s) for s in _stemmer(language).stemWords([w.casefold() for w in words])]


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language.table(WordingTable).stemmer)


def stems_of(body: str, lang: str) -> str:
    """The stems of a text, with spaces between them."""
    wording = find_words(body)
    printed = [body[s.start : s.end] for s in wording.spans]
    language = load_language(lang)
    # A word without letters has no stem: keep it as the comparison folds it.
    stems = stem_words(printed, language)
    return " ".join(s if p.isalpha() else w for s, p, w in zip(stems, printed, wording.words, strict=True))


def stems_of_beginning(beginning: str, language: Language) -> tuple[str, ...]:
    """The stems, shorter than the beginning of a word, that words which begin so may have.

    Example:
        Words in "coopérat..." have the stem "cooper", which does not begin with "cooperat".
    """
    folded = fold(beginning)
    stems = stem_words([beginning + tail for tail in _tails(language)], language)
    return tuple(dict.fromkeys(s for s in stems if len(s) < len(folded) and folded.startswith(s)))


@cache
def _tails(language: Language) -> tuple[str, ...]:
    """All ends of the endings that the language's stemmer takes off."""
    endings = language.table(WordingTable).endings
    return tuple(dict.fromkeys(e[i:] for e in endings for i in range(len(e))))


@cache
def operators() -> dict[str, str]:
    """The words in capitals that mean AND, OR and NOT in some language."""
    return {
        word: meaning
        for language in all_languages()
        for meaning, words in language.table(WordingTable).operators.model_dump().items()
        for word in words
    }


def words_of(body: str) -> str:
    """The folded words of a text, with spaces between them."""
    return " ".join(find_words(body).words)


def add_bodies(connection: Connection, index: Index, bodies: Sequence[tuple[int, str]]) -> None:
    """Put folded texts into an index, each under its id."""
    if not bodies:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {index} (rowid, body) VALUES (?, ?)", list(bodies))
    else:
        insert = text(f"INSERT INTO {index} (id, body) VALUES (:id, to_tsvector('simple', :body))")
        connection.execute(insert, [{"id": i, "body": b} for i, b in bodies])


def clear(connection: Connection, index: Index) -> None:
    """Empty an index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    else:
        connection.execute(text(f"DELETE FROM {index}"))


def all_languages() -> tuple[Language, ...]:
    """Every language there is a pack for."""
    return tuple(load_language(code) for code in supported_languages())
