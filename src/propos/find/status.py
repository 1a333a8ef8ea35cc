"""What became of an event: the status that the small words of its clause give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from propos.find.calendar import is_ahead
from propos.find.clauses import Clause
from propos.find.phrases import Phrases, Splitter, Word
from propos.find.stretches import stretches_of
from propos.lang import Language
from propos.lang.tables.events import Events, Marks
from propos.model import Article, EventStatus, Span, Stance, Statement, TimeExpression
from propos.places import Places

#: How many words before and after a trigger may decide its status.
REACH = 9
#: How many words behind a noun may show the tense of its verb.
TOLD = 3
#: Shorter forms show their tense by chance.
SHORTEST = 4
#: Stances of a statement that speak of what is to come.
FORWARD: frozenset[Stance] = frozenset({"promises", "asks", "hopes", "orders"})


class Turn(NamedTuple):
    """Where a trigger stands among its paragraph's words: its first word, how many it has, and whether it is a noun."""

    start: int
    size: int
    noun: bool


class Coming:
    """The later times of an article, which make a verb in the present one of what is to come."""

    def __init__(self, article: Article, times: Sequence[TimeExpression], language: Language) -> None:
        self._article, self._language = article, language
        self._times = Places((t.span, t) for t in times if is_ahead(t, article.day))

    def tells(self, words: Sequence[Word], trigger: Turn, clause: Clause, event: Span) -> bool:
        """Whether an event has a later time in its words, and a verb that may look ahead ("organise ... samedi")."""
        if trigger.noun and trigger.start - clause.start < 2:
            return False  # "La grève, reconduite jusqu'à vendredi": its verb comes later
        verb = words[trigger.start].start
        if not any(event.overlaps(time) for time, _ in self._times.near(event)):
            return False
        stretches = (s for s in stretches_of(self._article, self._language) if s.span.start <= verb < s.span.end)
        return any(stretch.tenses.look(Span(verb, verb)) == "future" for stretch in stretches)


@dataclass(frozen=True, slots=True)
class Rule:
    """The words of one status, searchable."""

    before: Phrases[bool]
    after: Phrases[bool]
    endings: tuple[str, ...]
    unless: Phrases[bool]
    but: Phrases[bool]
    forms: tuple[str, ...]

    @classmethod
    def of(cls, marks: Marks, splitter: Splitter, endings: Sequence[str]) -> Rule:
        """The rule that a table's marks make."""
        before, after, unless, but = (
            Phrases(((splitter.parts(p), True) for p in phrases), endings)
            for phrases in (marks.before, marks.after, marks.unless, marks.but)
        )
        return cls(before=before, after=after, endings=marks.endings, unless=unless, but=but, forms=marks.forms)

    def holds(
        self, words: Sequence[Word], clause: Clause, trigger: Turn, *, joined: bool = False, since: int = 0
    ) -> bool:
        """Whether a clause has a word of this status about its trigger, which may be ``joined`` to a verb before.

        What stands before the word ``since`` is said of another verb.
        """
        start, end = trigger.start, trigger.start + trigger.size
        first = clause.start if joined else max(clause.start, start - REACH, since)
        if self.unless.any_in(words, first, start):
            return False
        if trigger.noun:
            last = min(clause.reach, end + REACH)
            told = self.endings and any(w.form.endswith(self.endings) for w in words[end : min(end + TOLD, last)])
            return bool(told) or self.before.any_in(words, first, last) or self.after.any_in(words, end, last)
        forms = [w.form for w in words[start:end] if len(w.form) > SHORTEST]
        inflected = bool(self.endings) and any(f.endswith(self.endings) for f in forms)
        if self.but.any_in(words, end, end + 1):
            return False
        own = start + (trigger.size > 1)  # the auxiliary of a phrase: "fera appel"
        fitting = not self.forms or any(f.endswith(self.forms) for f in forms)
        before = fitting and self.before.any_in(words, first, own)
        return inflected or before or self.after.any_in(words, end, end + 1)


@dataclass(frozen=True, slots=True)
class StatusRules:
    """The rules of one language, in the order in which they are tried."""

    negated: Rule
    denied: Rule
    hypothetical: Rule
    conditional: Rule
    hearsay: Rule
    planned: Rule
    under_way: Rule

    @classmethod
    def of(cls, table: Events, splitter: Splitter) -> StatusRules:
        """The rules that a language's table makes."""
        endings = ("", *table.grammar.verb_endings) if table.grammar.verb_endings else ()
        marks = (
            table.negated,
            table.denied,
            table.hypothetical,
            table.conditional,
            table.hearsay,
            table.planned,
            table.under_way,
        )
        return cls(*(Rule.of(m, splitter, endings) for m in marks))


def find_status(
    words: Sequence[Word],
    clause: Clause,
    trigger: Turn,
    *,
    voice: Statement | None,
    rules: StatusRules,
    future: EventStatus,
    joined: bool = False,
    reported: bool = False,
) -> EventStatus:
    """The status of an event.

    Args:
        words: The paragraph's words.
        clause: The event's clause.
        trigger: Where the word stands that tells of it.
        voice: The statement that tells of it, if it is not the article.
        rules: The language's words of status.
        future: The status that a future tense gives this trigger.
        joined: Whether it has no subject and auxiliary of its own, but those of a verb before ("will close and cut").
        reported: Whether its clause is what somebody says ("averti que les ventes baisseraient").
    """
    since = trigger.start if joined else 0
    if rules.negated.holds(words, clause, trigger, since=since):
        return "negated"
    if (voice is not None and voice.stance == "denies") or rules.denied.holds(words, clause, trigger, since=since):
        return "denied"
    if rules.hypothetical.holds(words, clause, trigger, joined=joined):
        return "hypothetical"
    if rules.conditional.holds(words, clause, trigger, joined=joined):
        return (
            "hypothetical" if voice is None and not reported else future
        )  # a future within what somebody said: "said he would go"
    if rules.hearsay.holds(words, clause, trigger, since=since):
        return "claimed"
    if rules.planned.holds(words, clause, trigger, joined=joined):
        return future
    if voice is not None:
        return "planned" if voice.stance in FORWARD else "claimed"
    return "under way" if rules.under_way.holds(words, clause, trigger, since=since) else "happened"
