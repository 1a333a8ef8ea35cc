"""``events.toml``: the words that tell of an event, and those that say whether it happened.

Words stand in small letters with their accents; ``condamn*`` is any word that begins so; a phrase is several words,
``*`` in it any one word, ``#`` any number in digits.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from propos.lang.tables.base import Entry, Table
from propos.model import EventStatus

#: The event types of the PLOVER ontology (2022), and CHANGE for what is measured and goes up or down.
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "CHANGE",
]


class Trigger(Entry):
    """Words that tell of one type of event.

    Attributes:
        type: PLOVER type.
        mode: PLOVER mode, where the words fix it.
        verbs: Verb forms; they tell of the event wherever they stand.
        nouns: Nouns; they tell of it as subject of an auxiliary or light verb, or as object of a light verb.
        bare: Nouns so strong that they tell of it wherever they stand ("invasion").
        unless: Words that, in the same clause, make it another matter.
        amid: Words that do so anywhere near (an earthquake kills without attacking).
        needs: Words one of which must stand in the same clause (who is condemned to prison is not criticised).
        follows: Words one of which must stand among the few right behind ("lost 45p", not "lost the match").
        act: Whether saying it is doing it, so that it counts even where the words only report a statement ("demanded").
        status: Its status, whatever stands around it.
        future: What becomes of it in the future: what is done is planned, what befalls is projected.
        example: A sentence that shows it.
    """

    type: EventType
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    amid: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    act: bool = False
    status: EventStatus | None = None
    future: Literal["planned", "projected"] = "planned"
    example: str


class Label(Entry):
    """Words that, in the clause of an event, tell its PLOVER mode, or its context.

    Attributes:
        name: The mode or context.
        type: The event type that the mode belongs to; None for a context, which any event may have.
        words: Words or phrases of the clause.
        example: A sentence that shows it.
    """

    name: str
    type: EventType | None = None
    words: tuple[str, ...]
    example: str


class Grammar(Entry):
    """The small words that decide what became of an event.

    Attributes:
        elisions: Words that an apostrophe joins to the next.
        determiners: Words that open a noun phrase: a verb form after one is a noun.
        prepositions: Words after which a noun does not act in its clause.
        subordinators: Words that open a clause of its own.
        infinitive: Words before an infinitive that may also stand before nouns.
        verb_endings: What ``*`` may stand for in the first word of a trigger: so "oppos*" is no opposition.
        participle_endings: Endings of verb forms that are adjectives unless an auxiliary stands before them.
        bare_nouns: Whether a noun may open a clause without a determiner; if not, what opens one is a verb, whatever
            the parser says ("et menace de partir").
        light_verbs: Verbs that carry an event noun ("mener", "hold").
        auxiliaries: Forms that follow the subject of a clause.
        pronouns: Words that are the subject of a clause by themselves.
        participles: Endings of participles that may stand behind the noun that they are said of.
        verbal_endings: Endings of forms that are no nouns, whatever the parser says.
        reported: Words that open what somebody says: a conditional behind one is a future.
        leading: Words that may stand between a conjunction and the verb that it joins ("and later quit").
        achieved: Words before an infinitive that say it was done ("managed to").
        sure_verbs: Verb forms that are no nouns, whatever the parser says ("froze").
        ended: Words that no noun stands right before ("helping the").
        copulas: Those of the auxiliaries that also join a subject to an adjective ("la sanction est lourde").
        predicates: Endings of the words behind a copula that tell what is done to the subject ("est maintenue").
        passives: Auxiliaries that make a verb behind them a passive.
        passive_agents: Words that name the doer after a passive.
        partitives: Prepositions that also open the object of a verb ("de nouvelles sanctions").
        conjunctions: Words that join a second verb to the first.
        places: Prepositions before a place.
    """

    elisions: tuple[str, ...] = ()
    determiners: tuple[str, ...]
    prepositions: tuple[str, ...]
    subordinators: tuple[str, ...]
    verb_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    bare_nouns: bool = False
    light_verbs: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    pronouns: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    verbal_endings: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    achieved: tuple[str, ...] = ()
    sure_verbs: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    passive_agents: tuple[str, ...]
    partitives: tuple[str, ...] = ()
    conjunctions: tuple[str, ...]
    places: tuple[str, ...]


class Marks(Entry):
    """The words of one status, in the trigger's clause.

    Attributes:
        before: Words or phrases before the trigger; anywhere in the clause of a noun.
        after: Words or phrases behind a noun, or right behind a verb.
        endings: Endings of the trigger itself.
        unless: Words that take it back ("si" before a perfect tense concedes).
        but: Words right behind a verb that take it back ("ne progressera que de 2 %").
        forms: Endings of which a verb must have one for ``before`` to count ("has been falling", not "been seized").
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class Events(Table):
    """What tells of events, and of their status."""

    file: ClassVar[str] = "events.toml"

    grammar: Grammar
    negated: Marks
    denied: Marks = Marks()
    hypothetical: Marks
    planned: Marks
    conditional: Marks
    hearsay: Marks
    under_way: Marks
    triggers: tuple[Trigger, ...]
    modes: tuple[Label, ...] = ()
    contexts: tuple[Label, ...] = ()
