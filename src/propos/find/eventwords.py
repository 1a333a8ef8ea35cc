"""The event words of a language, made searchable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from propos.find.phrases import Phrases, Splitter
from propos.find.status import StatusRules
from propos.lang import Language
from propos.lang.tables.events import Events, Label, Trigger


@dataclass(frozen=True, slots=True)
class Sign:
    """A trigger as it is looked up: its entry, and whether it is a verb, a noun or a noun strong enough alone."""

    trigger: Trigger
    kind: str
    unless: Phrases[bool]
    needs: Phrases[bool]
    amid: Phrases[bool]


@dataclass(frozen=True)
class Lexicon:
    """The event words of one language, made searchable."""

    splitter: Splitter
    signs: Phrases[tuple[Sign, ...]]
    labels: Phrases[Label]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    light: Phrases[bool]
    agents: frozenset[str]
    places: frozenset[str]
    subordinators: frozenset[str]
    partitives: frozenset[str]
    conjunctions: frozenset[str]
    nominal: frozenset[str]
    loose: frozenset[str]
    adjectival: tuple[str, ...]
    status: StatusRules


@cache
def load_lexicon(language: Language) -> Lexicon:
    """The event words of a language."""
    table = language.table(Events)
    grammar = table.grammar
    splitter = Splitter(grammar.elisions)
    verbs: dict[tuple[str, ...], tuple[Sign, ...]] = {}
    nouns: dict[tuple[str, ...], tuple[Sign, ...]] = {}

    def flags(phrases: Iterable[str]) -> Phrases[bool]:
        return Phrases((splitter.parts(p), True) for p in phrases)

    for trigger in table.triggers:
        rest = flags(trigger.unless), flags(trigger.needs), flags(trigger.amid)
        kinds = ((verbs, "verb", trigger.verbs), (nouns, "bare", trigger.bare), (nouns, "noun", trigger.nouns))
        for group, kind, phrases in kinds:
            for parts in map(splitter.parts, phrases):
                group[parts] = (*group.get(parts, ()), Sign(trigger, kind, *rest))
    return Lexicon(
        splitter=splitter,
        signs=Phrases((*verbs.items(), *nouns.items())),
        labels=Phrases((splitter.parts(p), x) for x in (*table.modes, *table.contexts) for p in x.words),
        modes=tuple(x.name for x in table.modes),
        contexts=tuple(x.name for x in table.contexts),
        determiners=frozenset(grammar.determiners),
        prepositions=frozenset(grammar.prepositions),
        auxiliaries=frozenset(grammar.auxiliaries),
        light=Phrases((splitter.parts(p), True) for p in grammar.light_verbs),
        agents=frozenset(grammar.passive_agents),
        places=frozenset(grammar.places),
        subordinators=frozenset(grammar.subordinators),
        partitives=frozenset(grammar.partitives),
        conjunctions=frozenset(grammar.conjunctions),
        nominal=frozenset({*grammar.determiners, *grammar.prepositions} - {*grammar.infinitive}),
        loose=frozenset({*grammar.prepositions, *grammar.conjunctions, *grammar.subordinators}),
        adjectival=grammar.participle_endings,
        status=StatusRules.of(table, splitter),
    )
