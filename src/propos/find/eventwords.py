"""The event words of a language, made searchable."""

from __future__ import annotations

from bisect import bisect_left
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
    follows: Phrases[bool]


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
    subjects: frozenset[str]
    pronouns: frozenset[str]
    leading: frozenset[str]
    infinitive: frozenset[str]
    passives: frozenset[str]
    participles: tuple[str, ...]
    verbal_endings: tuple[str, ...]
    reported: frozenset[str]
    achieved: frozenset[str]
    sure_verbs: frozenset[str]
    ended: frozenset[str]
    copulas: frozenset[str]
    predicates: tuple[str, ...]
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

    def flags(phrases: Iterable[str], endings: Sequence[str] = ()) -> Phrases[bool]:
        return Phrases(((splitter.parts(p), True) for p in phrases), endings)

    verbal = ("", *grammar.verb_endings) if grammar.verb_endings else ()

    for trigger in table.triggers:
        rest = tuple(map(flags, (trigger.unless, trigger.needs, trigger.amid, trigger.follows)))
        kinds = ((verbs, "verb", trigger.verbs), (nouns, "bare", trigger.bare), (nouns, "noun", trigger.nouns))
        for group, kind, phrases in kinds:
            for parts in map(splitter.parts, phrases):
                group[parts] = (*group.get(parts, ()), Sign(trigger, kind, *rest))
    return Lexicon(
        splitter=splitter,
        signs=Phrases((*verbs.items(), *nouns.items()), verbal),
        labels=Phrases((splitter.parts(p), x) for x in (*table.modes, *table.contexts) for p in x.words),
        modes=tuple(x.name for x in table.modes),
        contexts=tuple(x.name for x in table.contexts),
        determiners=frozenset(grammar.determiners),
        prepositions=frozenset(grammar.prepositions),
        auxiliaries=frozenset(grammar.auxiliaries),
        light=flags(grammar.light_verbs, verbal),
        agents=frozenset(grammar.passive_agents),
        places=frozenset(grammar.places),
        subordinators=frozenset(grammar.subordinators),
        partitives=frozenset(grammar.partitives),
        conjunctions=frozenset(grammar.conjunctions),
        nominal=frozenset({*grammar.determiners, *grammar.prepositions} - {*grammar.infinitive}),
        loose=frozenset({*grammar.prepositions, *grammar.conjunctions, *grammar.subordinators}),
        subjects=frozenset({*grammar.determiners, *grammar.pronouns} - {*grammar.prepositions}),
        leading=frozenset({*grammar.leading, *grammar.auxiliaries, *grammar.infinitive}),
        infinitive=frozenset(grammar.infinitive),
        passives=frozenset(grammar.passives),
        participles=grammar.participles,
        verbal_endings=grammar.verbal_endings,
        reported=frozenset(grammar.reported),
        achieved=frozenset(grammar.achieved),
        sure_verbs=frozenset(grammar.sure_verbs),
        ended=frozenset(grammar.ended),
        pronouns=frozenset(grammar.pronouns),
        copulas=frozenset(grammar.copulas),
        predicates=grammar.predicates,
        adjectival=grammar.participle_endings,
        bare_nouns=grammar.bare_nouns,
        status=StatusRules.of(table, splitter),
    )


class Roles:
    """What the parser makes of a paragraph's words, if it was parsed."""

    def __init__(self, text: str, words: Sequence[Word], parsed: ParsedParagraph | None, lexicon: Lexicon) -> None:
        self._text, self._words, self._lexicon, self._parsed = text, words, lexicon, parsed

    def _parsed_role(self, index: int) -> Role | None:
        """What the parser makes of a word."""
        start, parsed = self._words[index].start, self._parsed
        token = bisect_left(parsed.starts, start) if parsed else 0
        if not parsed or token == len(parsed) or parsed.starts[token] != start:
            return None
        role = _ROLES.get(parsed.tags[token])
        return "beside" if role and parsed.labels[token] in BESIDE else role

    def _no_noun(self, index: int) -> bool:
        """Whether a word cannot be the noun that the parser takes it for."""
        if not self._lexicon.bare_nouns and index:
            return self._parsed_role(index - 1) == "noun" and self._follows_subject(index)  # "La VRN refuse de"
        form, lexicon = self._words[index].form, self._lexicon
        if form in lexicon.sure_verbs or (lexicon.verbal_endings and form.endswith(lexicon.verbal_endings)):
            return True
        return self._follows_subject(index)

    def _follows_subject(self, index: int) -> bool:
        """Whether what stands behind a word is what stands behind a verb."""
        return index + 1 < len(self._words) and self._words[index + 1].form in self._lexicon.ended

    def capital(self, index: int) -> bool:
        """Whether a word has a capital."""
        return self._text[self._words[index].start].isupper()

    def of(self, index: int) -> Role | None:
        """The role of a word, None if unknown; a form that may be an adjective is no sure verb."""
        role, lexicon = self._parsed_role(index), self._lexicon
        if role == "verb" and (not lexicon.adjectival or self._words[index].form.endswith(lexicon.adjectival)):
            return None
        if role == "noun" and self._no_noun(index):
            return None
        if role == "beside" and lexicon.bare_nouns and self._follows_subject(index):
            return None  # "fined him"
        before = self._words[index - 1].form if index else ""
        opens = before in lexicon.conjunctions or not before[:1].isalnum()
        return None if role == "noun" and opens and not lexicon.bare_nouns else role
