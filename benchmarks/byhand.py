"""What a user would do without propos: keep the statements in a full-text table, look for the phrase, compare."""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

#: How many of the statements found are compared.
COMPARED = 10


class ByHand:
    """An FTS5 table of statements."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute('CREATE VIRTUAL TABLE IF NOT EXISTS statement USING fts5(body, tokenize="unicode61")')

    def add(self, texts: Iterable[str]) -> None:
        """Keep texts."""
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO statement (body) VALUES (?)", ((text,) for text in texts))
        self._connection.execute("COMMIT")

    def holds(self, quote: str) -> bool:
        """Whether the words stand somewhere just so."""
        return bool(self._found(quote, 1))

    def find(self, quote: str) -> str | None:
        """The text that holds the phrase and is the most alike."""
        found = self._found(quote, COMPARED)
        words = quote.split()
        return max(found, key=lambda t: difflib.SequenceMatcher(None, words, t.split()).ratio(), default=None)

    def _found(self, quote: str, most: int) -> list[str]:
        phrase = " ".join(re.findall(r"\w+", quote))
        query = "SELECT body FROM statement WHERE statement MATCH ? LIMIT ?"
        return [row[0] for row in self._connection.execute(query, (f'"{phrase}"', most))]

    def count(self) -> int:
        """How many texts are kept."""
        count: int = self._connection.execute("SELECT count(*) FROM statement").fetchone()[0]
        return count

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
