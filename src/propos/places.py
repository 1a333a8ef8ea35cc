"""Things by where they stand in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from propos.model import Span

T = TypeVar("T")


class Places(Generic[T]):
    """Things by their place in a text, so that those at one place are found without looking at all of them."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(things, key=lambda thing: (thing[0].start, thing[0].end))
        self._starts = [span.start for span, _ in self._things]
        self._reach = list(accumulate((span.end for span, _ in self._things), max))

    def near(self, span: Span) -> list[tuple[Span, T]]:
        """The things that share a character with ``span`` or touch it, in text order."""
        at = bisect_left(self._starts, span.end + 1)
        found = []
        while at and self._reach[at - 1] >= span.start:
            at -= 1
            if self._things[at][0].end >= span.start:
                found.append(self._things[at])
        return found[::-1]

    def around(self, span: Span) -> list[tuple[Span, T]]:
        """The things whose place holds all of ``span``, in text order."""
        return [thing for thing in self.near(span) if thing[0].contains(span)]

    def within(self, span: Span) -> list[tuple[Span, T]]:
        """The things that lie inside ``span``, in text order."""
        return [thing for thing in self.near(span) if span.contains(thing[0])]
