"""``cues.toml``: the words that report speech, what each of them takes, and how verbs are inflected."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from propos.lang.tables.base import Entry, Table
from propos.model import Stance

Frame = Literal[
    "quote",
    "that",
    "question",
    "infinitive",
    "of",
    "to",
    "object",
    "quoted",
    "predicate",
    "as",
    "whom_of",
    "quoted_oblique",
    "own",
    "judged",
    "valued",
]


class CueVerbs(Entry):
    """Verbs that take the same.

    Attributes:
        with_: Words that follow the verb and make one cue with it ("faire savoir"); adverbs may stand between.
        frames: What may follow. ``quote``: a quotation, also before it as an inquit; ``that``: a clause; ``question``:
            an indirect question; ``infinitive``, ``of``, ``to``: an infinitive, plain or after a preposition;
            ``object``: an object, which is itself what is said; ``quoted``: the same if it holds a quotation;
            ``predicate``: an adjective ("se dit prêt"); ``as``: "présenté comme"; ``whom_of``: somebody, then what of;
            ``quoted_oblique``: ``obliques`` count only with a quotation; ``own``: an object with a possessive
            ("dit sa colère"); ``judged``: an object with what it is called ("juge le projet dangereux"); ``valued``:
            an object with what it is put at ("évalue les pertes à 12 millions").
        obliques: Prepositions that lead to what is said ("insister sur").
        pronominal: Whether the verb counts only with a reflexive pronoun.
        negated: Whether the negation belongs to the phrase and denies nothing ("n'a pas mâché ses mots").
    """

    lemmas: tuple[str, ...]
    with_: tuple[str, ...] = Field(default=(), alias="with")
    frames: tuple[Frame, ...]
    obliques: tuple[str, ...] = ()
    stance: Stance = "states"
    pronominal: bool = False
    negated: bool = False


class CueAdjectives(Entry):
    """Adjectives that carry a clause."""

    forms: tuple[str, ...]
    stance: Stance = "states"


class CuePrepositions(Entry):
    """Prepositions beside which stands what somebody says.

    Attributes:
        opinion: Whether it mostly means something else, so that only a person or body at the start of a clause counts.
        source: Where the source stands: ``after`` the words, ``within`` them ("à ses yeux"), or nowhere.
        quoted: Whether it ascribes the quotation right before it alone ("selon les mots de").
    """

    words: tuple[str, ...]
    opinion: bool = False
    source: Literal["after", "within", "none"] = "after"
    quoted: bool = False
    stance: Stance = "states"


class CueNouns(Entry):
    """Nouns for what is said: ``according`` before "selon lesquelles", ``quote`` before a colon and a quotation."""

    lemmas: tuple[str, ...]
    frames: tuple[Literal["according", "quote"], ...]
    stance: Stance = "states"


class Conjugation(Entry):
    """Endings that replace the ending of a dictionary form; the longest ``ending`` that fits a verb holds."""

    ending: str
    finite: tuple[str, ...]
    conditional: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()


class CueWords(Entry):
    """Function words that the frames are made of."""

    have: tuple[str, ...] = ()
    be: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    reflexive: tuple[str, ...] = ()
    ne: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    inverted: tuple[str, ...] = ()
    euphonic: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    not_that: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    fronting: tuple[str, ...] = ()
    not_verbs: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    afterthoughts: tuple[str, ...] = ()
    breaks_off: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    singular_articles: tuple[str, ...] = ()
    adverbials: tuple[str, ...] = ()
    contracted: dict[str, str] = Field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    thing_endings: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    such: tuple[str, ...] = ()
    partitives: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    from_: tuple[str, ...] = Field(default=(), alias="from")
    whose: tuple[str, ...] = ()
    told_to: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    insertions: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    as_: tuple[str, ...] = Field(default=(), alias="as")
    according: tuple[str, ...] = ()
    and_: tuple[str, ...] = Field(default=(), alias="and")
    semi: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    agency_verbs: tuple[str, ...] = ()
    introduced_by: tuple[str, ...] = ()


class Cues(Table):
    """All words that report speech."""

    file: ClassVar[str] = "cues.toml"

    verbs: tuple[CueVerbs, ...] = ()
    adjectives: tuple[CueAdjectives, ...] = ()
    prepositions: tuple[CuePrepositions, ...] = ()
    nouns: tuple[CueNouns, ...] = ()
    conjugations: tuple[Conjugation, ...] = ()
    words: CueWords = CueWords()
