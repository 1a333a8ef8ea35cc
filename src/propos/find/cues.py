"""Cues: the words that report speech, recognised in a parsed article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from propos.find.tree import Tree
from propos.find.verbs import is_verb, leads_on
from propos.lang import Language
from propos.lang.tables.cues import Conjugation, Cues, CueVerbs, CueWords
from propos.model import Mood, Stance

Form = Literal["finite", "conditional", "participle", "gerund", "infinitive"]

#: How far an auxiliary may stand before its participle, and the words of a cue from its verb.
LONGEST_CHAIN = 9
LONGEST_GAP = 3
#: How far before a joined participle the one that has the auxiliary may stand.
SHARED_REACH = 40
#: What may stand between an auxiliary and its participle beside adverbs ("a, pour sa part, ajouté").
MAY_STAND_BETWEEN = ("negations", "euphonic", "insertions")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a verb as a cue."""

    lemma: str
    frames: frozenset[str]
    obliques: tuple[tuple[str, ...], ...]
    stance: Stance
    pronominal: bool
    with_: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that may report speech, in all its words (token indices).

    Attributes:
        first: First word of the verb group, auxiliaries and clitics included.
        token: The verb itself.
        last: The last word of the cue ("savoir" of "faire savoir").
        frames: Everything that may follow, in one of the readings.
        obliques: The prepositions that lead to what is said.
        pronoun: The pronoun of an inversion ("a-t-il dit"); -1 if there is none.
    """

    first: int
    token: int
    last: int
    form: Form
    entries: tuple[Entry, ...]
    frames: frozenset[str]
    obliques: tuple[tuple[str, ...], ...]
    pronoun: int = -1
    passive: bool = False
    reflexive: bool = False
    auxiliary: int = -1
    mood: Mood = "asserted"

    def stance_for(self, frame: str) -> Stance:
        """The stance of the reading that takes ``frame``; one that says more than "states" is preferred."""
        stances = [e.stance for e in self.entries if frame in e.frames] or [e.stance for e in self.entries]
        return next((s for s in stances if s != "states"), stances[0])

    @property
    def is_undergone(self) -> bool:
        """Whether what stands before the verb is whom it is said of, as before a participle without an auxiliary."""
        return self.passive or (self.form == "participle" and self.auxiliary < 0)

    @property
    def is_finite(self) -> bool:
        """Whether it is the verb of a clause of its own."""
        return self.form in ("finite", "conditional") or (self.form == "participle" and self.auxiliary >= 0)


@dataclass(frozen=True, slots=True)
class Preposition:
    """Words such as "selon", cut as the parser cuts them; the fields are those of the pack's table."""

    words: tuple[str, ...]
    opinion: bool
    source: Literal["after", "within", "none"]
    quoted: bool
    stance: Stance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of a language, by every form of their verbs.

    Attributes:
        forms: Form -> (dictionary form, which form it is).
        entries: Dictionary form -> readings.
    """

    forms: dict[str, tuple[tuple[str, Form], ...]]
    entries: dict[str, tuple[Entry, ...]]
    prepositions: dict[str, tuple[Preposition, ...]]
    adjectives: dict[str, Stance]
    nouns: dict[str, frozenset[str]]
    words: CueWords
    sets: dict[str, frozenset[str]]
    asides: dict[str, tuple[tuple[str, ...], ...]]
    contracted: dict[str, str]
    thing_endings: tuple[str, ...]

    def has(self, group: str, word: str) -> bool:
        """Whether a word is one of the function words of ``group``."""
        return word in self.sets[group]


@cache
def load_lexicon(language: Language) -> Lexicon:
    """The cues of a language, inflected."""
    table = language.table(Cues)
    conjugations = sorted(table.conjugations, key=lambda c: -len(c.ending))
    forms: dict[str, set[tuple[str, Form]]] = defaultdict(set)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for group in table.verbs:
        for lemma in group.lemmas:
            entries[lemma].append(_entry(lemma, group))
            for form, kind in _inflected(lemma, conjugations):
                forms[form].add((lemma, kind))
    prepositions: dict[str, list[Preposition]] = defaultdict(list)
    for preposition in table.prepositions:
        for words in preposition.words:
            parts = split_words(words)
            prepositions[parts[0]].append(
                Preposition(parts, preposition.opinion, preposition.source, preposition.quoted, preposition.stance)
            )
    nouns: dict[str, set[str]] = defaultdict(set)
    for noun in table.nouns:
        for lemma in noun.lemmas:
            nouns[lemma] |= set(noun.frames)
    return Lexicon(
        {f: tuple(sorted(k)) for f, k in forms.items()},
        {k: tuple(v) for k, v in entries.items()},
        {k: tuple(sorted(v, key=lambda p: -len(p.words))) for k, v in prepositions.items()},
        {f: a.stance for a in table.adjectives for f in a.forms},
        {k: frozenset(v) for k, v in nouns.items()},
        table.words,
        {
            name.rstrip("_"): frozenset(getattr(table.words, name))
            for name, field in CueWords.model_fields.items()
            if field.annotation == tuple[str, ...]
        },
        _by_first(table.words.adverbials),
        table.words.contracted,
        table.words.thing_endings,
    )


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        words = split_words(phrase)
        found[words[0]].append(words)
    return {first: tuple(sorted(options, key=len, reverse=True)) for first, options in found.items()}


def split_words(words: str) -> tuple[str, ...]:
    """Words as the parser cuts them: an elided word keeps its apostrophe ("d'", "après")."""
    return tuple(words.replace("'", "' ").split())


def _entry(lemma: str, group: CueVerbs) -> Entry:
    obliques = tuple(split_words(o) for o in group.obliques)
    return Entry(lemma, frozenset(group.frames), obliques, group.stance, group.pronominal, group.with_, group.negated)


def _inflected(lemma: str, conjugations: list[Conjugation]) -> Iterator[tuple[str, Form]]:
    yield lemma, "infinitive"
    rule = next((c for c in conjugations if lemma.endswith(c.ending)), None)
    if rule is None:
        return
    stem = lemma[: len(lemma) - len(rule.ending)]
    kinds: tuple[tuple[Form, tuple[str, ...]], ...] = (
        ("finite", rule.finite),
        ("conditional", rule.conditional),
        ("participle", rule.participle),
        ("gerund", rule.gerund),
    )
    for kind, endings in kinds:
        for ending in endings:
            yield stem + ending, kind


def find_cues(tree: Tree, lexicon: Lexicon) -> list[Cue]:
    """The verbs that may report speech, in text order."""
    found = []
    for token, word in enumerate(tree.words):
        readings = lexicon.forms.get(word)
        if readings:
            cue = _read(tree, lexicon, token, readings)
            if cue:
                found.append(cue)
    return found


def _read(tree: Tree, lexicon: Lexicon, token: int, readings: tuple[tuple[str, Form], ...]) -> Cue | None:
    start = tree.sentence(token)[0]
    pronoun = _inverted(tree, lexicon, token + 1)
    kinds = {kind for _, kind in readings}
    if not is_verb(tree, lexicon, token, pronoun) and not (kinds == {"gerund"} and leads_on(tree, lexicon, token)):
        return None
    auxiliary, passive, inner = -1, False, -1
    if "participle" in kinds:
        auxiliary, passive, inner = _auxiliary(tree, lexicon, token, start)
        if auxiliary < 0 and tree.tags[token - 1] == "CCONJ":
            auxiliary, passive = _shared_auxiliary(tree, lexicon, token, start)
    form = _choose(kinds, auxiliary >= 0)
    first = token if auxiliary < 0 or tree.tags[token - 1] == "CCONJ" else auxiliary
    first, reflexive = _clitics(tree, lexicon, first, start, form)
    lemmas = {lemma for lemma, kind in readings if kind == form}
    options = [e for lemma in lemmas for e in lexicon.entries[lemma] if e.pronominal == reflexive]
    options, last = _several_words(tree, options, token if pronoun < 0 else pronoun)
    if not options:
        return None
    if form == "participle" and auxiliary >= 0 and not reflexive and not passive:
        passive = lexicon.has("be", tree.words[auxiliary])
    return Cue(
        first=first,
        token=token,
        last=max(last, token, pronoun),
        form=form,
        entries=tuple(options),
        frames=frozenset().union(*(e.frames for e in options)),
        obliques=tuple(o for e in options for o in e.obliques),
        pronoun=max(pronoun, inner),
        passive=passive,
        reflexive=reflexive,
        auxiliary=auxiliary,
        mood="asserted" if all(e.negated for e in options) else _mood(tree, lexicon, first, token, form),
    )


def _choose(kinds: set[Form], has_auxiliary: bool) -> Form:
    """Which form an ambiguous one is ("dit", "réagit"): a participle only with an auxiliary."""
    if "participle" in kinds and has_auxiliary:
        return "participle"
    if kinds & {"finite", "participle"} == {"finite", "participle"}:
        return "finite"
    return next(k for k in ("infinitive", "gerund", "conditional", "finite", "participle") if k in kinds)


def _inverted(tree: Tree, lexicon: Lexicon, token: int) -> int:
    """The pronoun of an inversion at ``token`` ("-il", also after "-t"); -1 if there is none."""
    if token < len(tree) and tree.words[token] in lexicon.sets["euphonic"]:
        token += 1
    return token if token < len(tree) and lexicon.has("inverted", tree.words[token]) else -1


def _auxiliary(tree: Tree, lexicon: Lexicon, token: int, start: int) -> tuple[int, bool, int]:
    """The auxiliary of a participle, whether "been" stands between, and the pronoun of an inversion; -1 for none."""
    passive, pronoun, at = False, -1, token - 1
    while at >= start and token - at <= LONGEST_CHAIN:
        word = tree.words[at]
        if lexicon.has("inverted", word):
            pronoun = at
        elif lexicon.has("have", word) or lexicon.has("be", word) or lexicon.has("conditional", word):
            if at > start and tree.tags[at] in ("VERB", "AUX") and _goes_before(tree, lexicon, at, start):
                passive, at = True, at - 1
                continue
            return at, passive, pronoun
        elif tree.tags[at] not in ("ADV", "PART") and not any(lexicon.has(g, word) for g in MAY_STAND_BETWEEN):
            break
        at -= 1
    parsed = [k for k in tree.children[token] if k < token and tree.labels[k].startswith("aux")]
    if parsed and token - parsed[0] <= 2 * LONGEST_CHAIN:
        return parsed[0], passive or len(parsed) > 1, _inverted(tree, lexicon, parsed[0] + 1)
    return -1, passive, pronoun


def _shared_auxiliary(tree: Tree, lexicon: Lexicon, token: int, start: int) -> tuple[int, bool]:
    """The auxiliary that a participle shares with the one before the conjunction ("a dénoncé A et réclamé B")."""
    for earlier in range(token - 2, max(start, token - SHARED_REACH), -1):
        if "VerbForm=Fin" in tree.shapes[earlier] and not lexicon.has("have", tree.words[earlier]):
            return -1, False
        if "VerbForm=Part" in tree.shapes[earlier] and tree.tags[earlier] == "VERB":
            auxiliary, passive, _ = _auxiliary(tree, lexicon, earlier, start)
            if auxiliary >= 0:
                having = lexicon.has("have", tree.words[auxiliary])
                return (auxiliary, False) if having and not passive else (-1, False)
    return -1, False


def _goes_before(tree: Tree, lexicon: Lexicon, at: int, start: int) -> bool:
    """Whether the word at ``at`` is itself the participle of an auxiliary ("a été dit")."""
    if "VerbForm=Part" not in tree.shapes[at]:
        return False
    return any(lexicon.has("have", tree.words[i]) for i in range(max(start, at - 3), at))


def _clitics(tree: Tree, lexicon: Lexicon, first: int, start: int, form: Form) -> tuple[int, bool]:
    """Where the group starts with the clitics before it, and whether one of them is reflexive."""
    reflexive = False
    while first > start and lexicon.has("clitics", tree.words[first - 1]):
        word = tree.words[first - 1]
        if tree.tags[first - 1] == "DET" or (tree.tags[first - 1] == "ADP" and form != "gerund"):
            break
        first -= 1
        reflexive = reflexive or lexicon.has("reflexive", word)
    return first, reflexive


def _several_words(tree: Tree, options: list[Entry], token: int) -> tuple[list[Entry], int]:
    """The readings that fit the words after the verb, those of several words first, and the last of these words."""
    longer = [(e, _match(tree, e.with_, token)) for e in options if e.with_]
    fitting = [(e, last) for e, last in longer if last >= 0]
    if fitting:
        last = max(last for _, last in fitting)
        return [e for e, at in fitting if at == last], last
    return [e for e in options if not e.with_], token


def _match(tree: Tree, words: tuple[str, ...], token: int) -> int:
    at = token
    for word in words:
        reach = range(at + 1, min(at + 2 + LONGEST_GAP, len(tree)))
        found = next((i for i in reach if tree.words[i] == word), -1)
        if found < 0 or any(tree.tags[i] not in ("ADV", "PRON", "PUNCT", "DET", "ADP") for i in range(at + 1, found)):
            return -1
        at = found
    return at


def _mood(tree: Tree, lexicon: Lexicon, first: int, token: int, form: Form) -> Mood:
    words = tree.words[first : token + 3]
    if form == "conditional" or any(lexicon.has("conditional", w) for w in words[: token - first]):
        return "conditional"
    has_ne = any(lexicon.has("ne", w) for w in words[: token - first])
    return "negated" if has_ne and any(lexicon.has("negations", w) for w in words) else "asserted"
