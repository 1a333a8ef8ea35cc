"""Choosing: the likeliest of those whom an anaphor may mean, if likely enough."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from propos.model import Mention
from propos.resolve.antecedents import Anaphor, Choice, Option, Ranker, find_options
from propos.resolve.memory import Memory
from propos.resolve.turns import Speaker


class Chooser:
    """Chooses by a ranker, and keeps what was weighed.

    Attributes:
        ranker: None if the language has none: then nobody is chosen.
        choices: What was weighed, in order.
    """

    def __init__(self, ranker: Ranker | None, memory: Memory) -> None:
        self.ranker, self._memory = ranker, memory
        self.choices: list[Choice] = []

    def choose(self, anaphor: Anaphor, options: Sequence[Option], statement: str, reason: str) -> Speaker | None:
        """The likeliest of the options, if it is likely enough."""
        if self.ranker is None or not options:
            return None
        ranked = self.ranker.rank(options)
        self.choices.append(Choice(statement, anaphor.role, tuple(ranked)))
        chance, best = ranked[0]
        if "joined" in best.features and len(ranked) > 1 and "joined" in ranked[1][1].features:
            if not any(f.startswith("spoke") for f in best.features):
                return None  # two named together, and nothing tells which
        if chance < self.ranker.thresholds.get(anaphor.role, self.ranker.thresholds[""]):
            return None
        return Speaker(best.member, reason, chance)

    def possessor(self, head: Mention, mentions: Sequence[Mention], starts: Sequence[int]) -> set[int]:
        """Whom the possessive means that a description opens with: nobody is his or her own neighbour."""
        at = bisect_left(starts, head.span.start)
        mine = next((m for m in mentions[at : at + 3] if m.head == "possessive"), None)
        if self.ranker is None or mine is None or mine.span.start != head.span.start:
            return set()
        owner = Anaphor(role="pronoun", at=mine.span.start, mention=mine, traits=("opens the sentence",))
        ranked = self.ranker.rank(find_options(owner, self._memory))
        return {id(ranked[0][1].member)} if ranked else set()
