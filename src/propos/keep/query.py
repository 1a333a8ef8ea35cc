"""What a user types into the search box, understood and put into the words of each database.

``pont "avant la fin" -mai`` asks for all of them but the last; ``AND``, ``OR``, ``NOT`` (or how a language says them),
``|`` and brackets say it otherwise; ``ouvr*`` asks for a beginning. Nothing that can be typed is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r'(?P<minus>-(?=["(]))|"(?P<phrase>[^"]*)"?|(?P<sign>[()|])|(?P<word>[^\s"()|]+)')
#: Deeper brackets than these are read flat.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one after the other; the last one may be only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the wanted, none of the unwanted."""

    wanted: tuple[Query, ...]
    unwanted: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts."""

    parts: tuple[Query, ...]


Query = Words | AllOf | AnyOf


def parse_query(
    text: str, cut: Callable[[str], tuple[str, ...]], operators: Mapping[str, str] | None = None
) -> Query | None:
    """The query that a text means; None if it asks for no word at all.

    Args:
        text: What the user typed.
        cut: Gives the words of a piece of it (a word with an apostrophe is several).
        operators: Further words in capitals that mean ``AND``, ``OR`` or ``NOT``.
    """
    known = operators or {}
    tokens = [(str(m.lastgroup), m[str(m.lastgroup)]) for m in _TOKEN.finditer(text)]
    tokens = [("word", "NOT") if k == "minus" else (k, known.get(v, v) if k == "word" else v) for k, v in tokens]
    query, _ = _any(tokens, 0, cut, 0)
    return query


def _any(
    tokens: list[tuple[str, str]], at: int, cut: Callable[[str], tuple[str, ...]], depth: int
) -> tuple[Query | None, int]:
    parts: list[Query] = []
    while True:
        part, at = _all(tokens, at, cut, depth)
        if part is not None:
            parts.append(part)
        if at >= len(tokens) or tokens[at][1] == ")":
            break
        at += 1  # OR
    if not parts:
        return None, at
    return (parts[0] if len(parts) == 1 else AnyOf(tuple(parts))), at


def _all(
    tokens: list[tuple[str, str]], at: int, cut: Callable[[str], tuple[str, ...]], depth: int
) -> tuple[Query | None, int]:
    wanted: list[Query] = []
    unwanted: list[Query] = []
    negated = False
    while at < len(tokens):
        kind, value = tokens[at]
        if kind == "sign" and value == ")" and depth:
            break
        if (kind, value) in (("sign", "|"), ("word", "OR")):
            break
        at += 1
        if (kind, value) == ("word", "NOT"):
            negated = True
            continue
        part, at = _one(kind, value, tokens, at, cut, depth)
        if part is not None:
            out = negated or (kind == "word" and value.startswith("-"))
            (unwanted if out else wanted).append(part)
        negated = False
    if not wanted and not unwanted:
        return None, at
    return (wanted[0] if len(wanted) == 1 and not unwanted else AllOf(tuple(wanted), tuple(unwanted))), at


def _one(
    kind: str, value: str, tokens: list[tuple[str, str]], at: int, cut: Callable[[str], tuple[str, ...]], depth: int
) -> tuple[Query | None, int]:
    if kind == "sign":
        if value == ")" or depth >= _DEEPEST:
            return None, at
        inner, at = _any(tokens, at, cut, depth + 1)
        return inner, at + 1
    if kind == "word" and value == "AND":
        return None, at
    words = cut(value)
    return (Words(words, prefix=kind == "word" and value.endswith("*")) if words else None), at


def to_fts5(query: Query) -> str | None:
    """The query for SQLite's FTS5; None if it has nothing to look for, only words to leave out."""
    if isinstance(query, Words):
        return '"' + " ".join(query.words) + '"' + (" *" if query.prefix else "")
    if isinstance(query, AnyOf):
        parts = [p for p in map(to_fts5, query.parts) if p]
        return "(" + " OR ".join(parts) + ")" if parts else None
    wanted = [p for p in map(to_fts5, query.wanted) if p]
    unwanted = [p for p in map(to_fts5, query.unwanted) if p]
    if not wanted:
        return None
    found = "(" + " AND ".join(wanted) + ")"
    return f"({found} NOT ({' OR '.join(unwanted)}))" if unwanted else found


def to_tsquery(query: Query) -> str | None:
    """The query for PostgreSQL's ``tsquery``; None if it has nothing to look for."""
    if isinstance(query, Words):
        quoted = ["'" + w.replace("'", "''").replace("\\", "\\\\") + "'" for w in query.words]
        return "(" + " <-> ".join(quoted) + (":*" if query.prefix else "") + ")"
    if isinstance(query, AnyOf):
        parts = [p for p in map(to_tsquery, query.parts) if p]
        return "(" + " | ".join(parts) + ")" if parts else None
    wanted = [p for p in map(to_tsquery, query.wanted) if p]
    if not wanted:
        return None
    unwanted = ["!" + p for p in map(to_tsquery, query.unwanted) if p]
    return "(" + " & ".join([*wanted, *unwanted]) + ")"


def change_words(query: Query, change: Callable[[Words], Query]) -> Query:
    """The same query with each run of words replaced."""
    if isinstance(query, Words):
        return change(query)
    if isinstance(query, AnyOf):
        return AnyOf(tuple(change_words(p, change) for p in query.parts))
    return AllOf(
        tuple(change_words(p, change) for p in query.wanted), tuple(change_words(p, change) for p in query.unwanted)
    )


def wanted_words(query: Query) -> list[Words]:
    """All runs of words that the query looks for, those to leave out excepted."""
    if isinstance(query, Words):
        return [query]
    parts = query.parts if isinstance(query, AnyOf) else query.wanted
    return [w for p in parts for w in wanted_words(p)]
