"""The event words of a language, made searchable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from propos.find.parse import ParsedParagraph
from propos.find.phrases import Phrases, Splitter, Word
from propos.find.status import StatusRules
from propos.lang import Language
from propos.lang.tables.events import Events, Label, Trigger

#: What the parser makes of a word: a verb, a noun, or one that only stands beside a noun ("rising costs").
Role = Literal["verb", "noun", "beside"]
BESIDE = frozenset({"amod", "compound"})
_ROLES: dict[str, Role] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}


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
    bare_nouns: bool
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
        signs=Phrases((*verbs.items(), *nouns.items()), ("", *grammar.verb_endings) if grammar.verb_endings else ()),
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
        bare_nouns=grammar.bare_nouns,
        status=StatusRules.of(table, splitter),
    )


class Roles:
    """What the parser makes of a paragraph's words, if it was parsed."""

    def __init__(self, words: Sequence[Word], parsed: ParsedParagraph | None, lexicon: Lexicon) -> None:
        self._words, self._lexicon = words, lexicon
        self._roles: dict[int, Role] = {}
        if parsed:
            tags = zip(parsed.starts, parsed.tags, parsed.labels, strict=True)
            self._roles = {s: "beside" if label in BESIDE else _ROLES[tag] for s, tag, label in tags if tag in _ROLES}

    def of(self, index: int) -> Role | None:
        """The role of a word, None if unknown; a form that may be an adjective is no sure verb."""
        role, lexicon = self._roles.get(self._words[index].start), self._lexicon
        if role == "verb" and (not lexicon.adjectival or self._words[index].form.endswith(lexicon.adjectival)):
            return None
        before = self._words[index - 1].form if index else ""
        opens = before in lexicon.conjunctions or not before[:1].isalnum()
        return None if role == "noun" and opens and not lexicon.bare_nouns else role
