"""Which statement belongs to which utterance while a batch of them is linked, written to the database all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, delete, exists, insert, select, update

from propos.keep import tables as t
from propos.keep.decisions import are_apart

_s = t.statement.c
_ASSIGN = (
    update(t.statement)
    .where(_s.id == bindparam("statement_id"))
    .values(utterance_id=bindparam("assigned", type_=Integer))
)
_OPEN = insert(t.utterance).returning(t.utterance.c.id, sort_by_parameter_order=True)


@dataclass
class Utterances:
    """The utterances of the statements at hand.

    A new utterance has a negative number until ``flush`` enters it.

    Attributes:
        now: When new ones are opened.
        stored: What the database says of statements, None for those that are to be linked.
        any_decision: Whether people decided anything that must be asked for.
        links: Rows that wait to be written with the rest.
    """

    connection: Connection
    now: datetime
    stored: Mapping[int, int | None]
    any_decision: bool
    links: list[dict[str, Any]] = field(default_factory=list)
    _assigned: dict[int, int] = field(default_factory=dict)
    _waiting: set[int] = field(default_factory=set)
    _instead: dict[int, int] = field(default_factory=dict)
    _opened: int = 0

    def of(self, statement_id: int) -> int | None:
        """The utterance of a statement; None if it has none yet."""
        number = self._assigned.get(statement_id) or self.stored.get(statement_id)
        return None if number is None else self._final(number)

    def known(self, statement_id: int) -> int:
        """The utterance of a statement that has one."""
        number = self.of(statement_id)
        assert number is not None
        return number

    def assign(self, statement_id: int, utterance_id: int) -> None:
        """Give a statement its utterance."""
        self._assigned[statement_id] = utterance_id
        self._waiting.add(statement_id)

    def former_or_new(self, former: int | None) -> int:
        """The utterance that a statement had before, if nobody has it now; else a new one."""
        if former is not None:
            self.flush()
            if not self.connection.scalar(select(exists().where(_s.utterance_id == former))):
                return former
        self._opened += 1
        return -self._opened

    def unite(self, utterance_id: int, others: Sequence[int]) -> None:
        """Join the utterances that a fuller statement, or a person, shows to be one."""
        for number in others:
            other_id, into_id = self._final(number), self._final(utterance_id)
            if other_id == into_id:
                continue
            if self.any_decision:
                self.flush()
                other_id, into_id = self._final(number), self._final(utterance_id)
                if are_apart(self.connection, other_id, into_id):
                    continue
            self._instead[other_id] = into_id
            if other_id > 0:
                self.flush()
                self._move(other_id, self._final(into_id))

    def flush(self) -> None:
        """Write all that waits."""
        self._enter_new()
        if self._waiting:
            rows = [{"statement_id": i, "assigned": self.of(i)} for i in sorted(self._waiting)]
            self.connection.execute(_ASSIGN, rows)
            self._waiting.clear()
        if self.links:
            self.connection.execute(insert(t.link), self.links)
            self.links.clear()

    def _enter_new(self) -> None:
        numbers = {self.known(i) for i in self._waiting}
        new = sorted((n for n in numbers if n < 0), reverse=True)
        if new:
            ids = self.connection.execute(_OPEN, [{"opened_at": self.now}] * len(new)).scalars()
            self._instead.update(zip(new, ids, strict=True))

    def _final(self, utterance_id: int) -> int:
        while utterance_id in self._instead:
            utterance_id = self._instead[utterance_id]
        return utterance_id

    def _move(self, utterance_id: int, into_id: int) -> None:
        self.connection.execute(update(t.statement).where(_s.utterance_id == utterance_id).values(utterance_id=into_id))
        self.connection.execute(delete(t.utterance).where(t.utterance.c.id == utterance_id))
