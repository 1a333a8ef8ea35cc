"""The full-text indexes, in the two dialects.

Three indexes: the pairs of neighbouring words of statements (to find a quotation again: each pair as a number of its
own, so that looking one up costs the same however common its words are), their stems and the stems of whole articles
(for search). All hold words that this project cut itself, so that an index and a comparison agree on what a word is. In
SQLite they are contentless FTS5 tables: rows are never taken out one by one (ids are not used twice, and answers are
joined with the rows that exist), only all at once by ``rebuild``.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, get_args

import Stemmer
from sqlalchemy import Connection, text

from propos.lang import Language, load_language, supported_languages
from propos.lang.tables.wording import WordingTable
from propos.resolve.wording import find_words, fold

Index = Literal["statement_pairs", "statement_stems", "article_stems"]
Lookup = tuple[Sequence[str], int]  # the terms that a statement must all have, and how many statements at most


def stem_words(words: Sequence[str], language: Language) -> list[str]:
    """The stems of unfolded words, without accents."""
    return [fold(s) for s in _stemmer(language).stemWords([w.casefold() for w in words])]


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language.table(WordingTable).stemmer)


def stems_of(body: str, lang: str) -> str:
    """The stems of a text, with spaces between them."""
    return " ".join(_stem(token, lang) for token in find_words(body).tokens)


@lru_cache(maxsize=1 << 17)
def _stem(word: str, lang: str) -> str:
    # A word without letters has no stem: keep it as the comparison folds it.
    return stem_words([word], load_language(lang))[0] if word.isalpha() else find_words(word).words[0]


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


def pair_term(one: str, other: str) -> str:
    """What stands in the index for two neighbouring folded words."""
    return format(zlib.crc32(f"{one} {other}".encode()), "x")


def pairs_of(body: str) -> str:
    """The terms of a text's pairs of words, with spaces between them; a word that is alone pairs with nothing."""
    words = find_words(body).words
    return " ".join(pair_term(*pair) for pair in (pairwise(words) if len(words) > 1 else ((w, "") for w in words)))


def look_up(connection: Connection, index: Index, lookups: Sequence[Lookup]) -> list[list[int]]:
    """For each lookup the ids of what has all its terms, the first added first."""
    if connection.dialect.name == "sqlite":
        # On the driver itself: thousands of these run in a second.
        execute = connection.connection.cursor().execute
        query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?"
        return [[row[0] for row in execute(query, (_quoted(terms, '"', " "), most))] for terms, most in lookups]
    asked = {"terms": [_quoted(terms, "'", " & ") for terms, _ in lookups], "most": [most for _, most in lookups]}
    found: list[list[int]] = [[] for _ in lookups]
    for number, statement_id in connection.execute(_POSTGRESQL_LOOKUP[index], asked):
        found[number - 1].append(statement_id)
    return found


def _quoted(terms: Sequence[str], mark: str, between: str) -> str:
    return between.join(f"{mark}{term}{mark}" for term in terms)


_POSTGRESQL_LOOKUP = {
    index: text(
        "SELECT asked.number, found.id FROM unnest(CAST(:terms AS text[]), CAST(:most AS integer[])) "
        "WITH ORDINALITY AS asked (terms, most, number) CROSS JOIN LATERAL "
        f"(SELECT id FROM {index} WHERE body @@ CAST(asked.terms AS tsquery) LIMIT asked.most) AS found"
    )
    for index in get_args(Index)
}


def add_bodies(connection: Connection, index: Index, bodies: Sequence[tuple[int, str]]) -> None:
    """Put folded texts into an index, each under its id."""
    if not bodies:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {index} (rowid, body) VALUES (?, ?)", list(bodies))
    else:
        # A pair's term is no word: nothing may cut it.
        body = (
            "array_to_tsvector(string_to_array(:body, ' '))"
            if index == "statement_pairs"
            else "to_tsvector('simple', :body)"
        )
        insert = text(f"INSERT INTO {index} (id, body) VALUES (:id, {body})")
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
