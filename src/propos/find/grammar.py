"""Forms of a language pack ("<depuis> {number} {unit}") as one trie, matched longest first over tokens.

A form is a sequence of plain words and of classes in braces; ``[...]`` may be absent, ``(a|b)`` is a choice, and what
stands in ``<...>`` must be there but is no part of the match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from propos.find.tokens import Token, words_in

Meaning = TypeVar("Meaning")
#: A form that unfolds into more sequences than this is a mistake of its author.
MOST_SEQUENCES = 2_000

_PIECE = re.compile(r"[\[\]()<>|]|\{\w+\}|[^\[\]()<>|{}\s]+")


class Lexeme(NamedTuple):
    """A class that so many tokens from some place on belong to, and what they mean."""

    name: str
    value: object
    size: int = 1


class Step(NamedTuple):
    """One element of a sequence: a word, or a class if ``name`` is set; ``outside`` the match or in it."""

    word: str
    name: str
    outside: bool


class Slot(NamedTuple):
    """A class as it was filled."""

    name: str
    value: object
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Match(Generic[Meaning]):
    """A form found.

    Attributes:
        first: First token of the match proper.
        after: The token after its last.
        begin: First token, what is outside the match included.
        end: The token after the last, likewise.
    """

    meaning: Meaning
    first: int
    after: int
    begin: int
    end: int
    slots: tuple[Slot, ...]

    def value(self, name: str, which: int = 0) -> object | None:
        """What the class ``name`` was filled with (the ``which``-th time), or None."""
        values = [s.value for s in self.slots if s.name == name]
        return values[which] if which < len(values) else None


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    """What may follow a beginning: by word and by class, each inside the match or outside it."""

    words: dict[str, list[tuple[bool, _Node[Meaning]]]] = field(default_factory=dict)
    classes: dict[str, list[tuple[bool, _Node[Meaning]]]] = field(default_factory=dict)
    meaning: Meaning | None = None

    def follow(self, step: Step) -> _Node[Meaning]:
        """The node behind ``step``, made if need be."""
        edges = self.classes.setdefault(step.name, []) if step.name else self.words.setdefault(step.word, [])
        for outside, child in edges:
            if outside == step.outside:
                return child
        child = _Node()
        edges.append((step.outside, child))
        return child


class Grammar(Generic[Meaning]):
    """Forms with their meaning; of two forms of the same length the first one added wins."""

    def __init__(self) -> None:
        self._root: _Node[Meaning] = _Node()

    def add(self, form: str, meaning: Meaning) -> None:
        """Adds a form.

        Raises:
            ValueError: If its brackets do not match or it unfolds too far.
        """
        for sequence in _unfold(form):
            node = self._root
            for step in sequence:
                node = node.follow(step)
            if sequence and node.meaning is None:
                node.meaning = meaning

    def openings(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words and the classes that a form may begin with."""
        return frozenset(self._root.words), frozenset(self._root.classes)

    def following(self, *, word: str = "", name: str = "") -> tuple[frozenset[str], frozenset[str]] | None:
        """The words and the classes that may follow a form's first word, or first class; None if it may end there."""
        edges = self._root.classes.get(name, []) if name else self._root.words.get(word, [])
        nodes = [child for _, child in edges]
        if any(node.meaning is not None for node in nodes):
            return None
        return frozenset(w for n in nodes for w in n.words), frozenset(c for n in nodes for c in n.classes)

    def match(
        self, tokens: Sequence[Token], at: int, lexemes: Callable[[int], Sequence[Lexeme]]
    ) -> list[Match[Meaning]]:
        """The forms that begin at token ``at``, in no order."""
        found: list[Match[Meaning]] = []
        stack: list[tuple[_Node[Meaning], int, tuple[Slot, ...], int, int]] = [(self._root, at, (), -1, -1)]
        while stack:
            node, place, slots, first, after = stack.pop()
            if node.meaning is not None and first >= 0:
                found.append(Match(node.meaning, first, after, at, place, slots))
            if place >= len(tokens):
                continue
            for outside, child in node.words.get(tokens[place].text, ()):
                inner = (first, after) if outside else (place if first < 0 else first, place + 1)
                stack.append((child, place + 1, slots, *inner))
            for lexeme in lexemes(place) if node.classes else ():
                for outside, child in node.classes.get(lexeme.name, ()):
                    end = place + lexeme.size
                    slot = Slot(lexeme.name, lexeme.value, place, end)
                    inner = (first, after) if outside else (place if first < 0 else first, end)
                    stack.append((child, end, (*slots, slot), *inner))
        return found


def _unfold(form: str) -> list[tuple[Step, ...]]:
    pieces = _PIECE.findall(form)
    sequences, rest = _sequence(pieces, 0, outside=False, until="")
    if rest != len(pieces):
        raise ValueError(f"brackets do not match: {form!r}")
    if len(sequences) > MOST_SEQUENCES:
        raise ValueError(f"unfolds into {len(sequences)} sequences: {form!r}")
    return sequences


def _sequence(pieces: Sequence[str], at: int, *, outside: bool, until: str) -> tuple[list[tuple[Step, ...]], int]:
    """The sequences of a stretch of a form, up to the piece ``until``."""
    done: list[tuple[Step, ...]] = []
    current: list[tuple[Step, ...]] = [()]
    while at < len(pieces) and pieces[at] != until:
        piece = pieces[at]
        at += 1
        if piece == "|":
            done, current = done + current, [()]
            continue
        if piece in "[(<":
            inner, at = _sequence(
                pieces, at, outside=outside or piece == "<", until={"[": "]", "(": ")", "<": ">"}[piece]
            )
            at += 1
            choices: Iterable[tuple[Step, ...]] = [*inner, ()] if piece == "[" else inner
        elif piece in "])>":
            raise ValueError(f"brackets do not match at {piece!r}")
        elif piece.startswith("{"):
            choices = [(Step("", piece[1:-1], outside),)]
        else:
            choices = [tuple(Step(word, "", outside) for word in words_in(piece))]
        current = [before + choice for before in current for choice in choices]
    return done + current, at
