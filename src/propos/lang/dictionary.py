"""Part of speech, lemma and features of parsed words, asked once for each word in each of its uses.

The parser's attribute ruler runs its whole list of patterns along every text, though nearly all of them look at one
token alone; its lemmatizer goes from token to token. What both say of a token follows from its form, its tag and its
relation, or for a few patterns those of the next token, so it is worked out once for each of these and kept. Where a
longer pattern may fit, and for models whose components are of another sort, the parser's own components are run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language as Parser
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

#: What an entry is kept under: spaCy's numbers for a token's form, fine tag, part of speech, features, relation, lemma.
KEY = ("ORTH", "TAG", "POS", "MORPH", "DEP", "LEMMA")
#: More entries than this are forgotten, so that a program that runs for ever does not grow for ever.
MOST_ENTRIES = 200_000

_ASKED = frozenset({"ORTH", "LOWER", "TAG", "POS", "MORPH", "DEP", "IS_SPACE"})
_PUT = frozenset({"TAG", "POS", "MORPH", "DEP", "LEMMA"})

#: What a word's lemma follows from.
_OF_LEMMA = ("ORTH", "TAG", "POS", "MORPH", "LEMMA")

Key = tuple[int, ...]
#: What a pattern asks of one token, or what is known of it: attribute -> value.
Word = Mapping[str, Any]


class Entry(NamedTuple):
    """What is known of a word in one of its uses.

    Attributes:
        label: Its grammatical relation.
        tag: Its part of speech (universal).
        lemma: Its lemma in lower case.
        word: The word in lower case.
        shape: Its features ("Number=Sing").
        capitals: Whether it is written in capitals throughout.
        opens: The patterns over several tokens that may begin with it.
        follows: Those whose second token it may be.
    """

    label: str
    tag: str
    lemma: str
    word: str
    shape: str
    capitals: bool
    opens: frozenset[int] = frozenset()
    follows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of the attribute ruler: what it asks of each token in turn, and what it puts on which of them."""

    number: int
    asks: tuple[Word, ...]
    puts: Mapping[str, str]
    place: int = 0

    def fits(self, word: Word, place: int = 0) -> bool:
        """Whether a word may be the token at ``place``."""
        return all(_meets(word[name], asked) for name, asked in self.asks[place].items())

    def allows(self, tag: str) -> bool:
        """Whether a word with this fine tag may be one of the first two tokens."""
        return any("TAG" not in asked or _meets(tag, asked["TAG"]) for asked in self.asks[:2])


@dataclass(frozen=True, slots=True)
class Use:
    """What the patterns say of words with the same tags and relation that no pattern names: those of one token."""

    alone: tuple[Pattern, ...]
    opens: frozenset[int]
    follows: frozenset[int]


class Dictionary:
    """The words that a parser has met; takes over from its attribute ruler and lemmatizer where it can."""

    def __init__(self, parser: Parser) -> None:
        self._vocab = parser.vocab
        self._known: dict[Key, Entry] = {}
        self._told: dict[Key, Entry] = {}
        self._uses: dict[tuple[str | int | bool, ...], Use] = {}
        self._lemmas: dict[tuple[str, ...], tuple[str, str]] = {}
        self._ruler, self._lemmatizer = _replaceable(parser)
        self._patterns = _patterns(self._ruler)
        self._pairs = _pairs(self._patterns)
        self._amid: dict[tuple[Key, frozenset[int]], Entry] = {}
        self._by_tag: dict[str, list[Pattern]] = {}
        self._named, self._likened = _words_asked(self._patterns)

    def meet(self, keys: Iterable[Key]) -> None:
        """Works out, all at once, what ``entries`` will be asked."""
        if self._ruler is None:
            return
        if len(self._known) + len(self._told) > MOST_ENTRIES:
            for kept in (self._known, self._told, self._lemmas, self._amid):
                kept.clear()
        unknown = {key for key in keys if key not in self._known}
        if unknown:
            unknown_keys = sorted(unknown)
            self._known.update(zip(unknown_keys, self._learned(unknown_keys), strict=True))

    def entries(self, doc: Doc, keys: Sequence[Key]) -> list[Entry]:
        """What is known of each token of a parsed text; ``keys`` are its ``KEY`` attributes, a tuple a token."""
        if self._ruler is None:
            return self._tell(keys)
        try:
            found = [self._known[key] for key in keys]
        except KeyError:
            self.meet(keys)
            found = [self._known[key] for key in keys]
        amid: dict[int, set[int]] = {}
        for token, (one, other) in enumerate(pairwise(found)):
            for number in one.opens & other.follows if one.opens else ():
                if number not in self._pairs:
                    self._lemmatizer(self._ruler(doc))
                    return self._tell([tuple(key) for key in doc.to_array(list(KEY)).tolist()])
                amid.setdefault(token + self._pairs[number].place, set()).add(number)
        for token, numbers in amid.items():
            found[token] = self._entry_amid(keys[token], frozenset(numbers))
        return found

    def _entry_amid(self, key: Key, numbers: frozenset[int]) -> Entry:
        """The entry of a token on which patterns over two tokens put something."""
        known = self._amid.get((key, numbers))
        if known is None:
            [known] = self._learned([key], [self._pairs[number] for number in numbers])
            self._amid[key, numbers] = known
        return known

    def _tell(self, keys: Sequence[Key]) -> list[Entry]:
        """The entries of tokens whose keys say all there is to know."""
        for key in keys:
            if key not in self._told:
                self._told[key] = _entry(self._word(key))
        return [self._told[key] for key in keys]

    def _learned(self, keys: Sequence[Key], amid: Sequence[Pattern] = ()) -> list[Entry]:
        """What the parser's components say of words in these uses, with what patterns over two tokens put on them."""
        words = [self._word(key) for key in keys]
        uses = [self._use(key, word) for key, word in zip(keys, words, strict=True)]
        for word, use in zip(words, uses, strict=True):
            for pattern in sorted((*use.alone, *amid), key=attrgetter("number")) if amid else use.alone:
                word.update(pattern.puts)
        forms = [tuple(word[name] for name in _OF_LEMMA) for word in words]
        unknown = {form: word for form, word in zip(forms, words, strict=True) if form not in self._lemmas}
        if unknown:
            self._lemmas.update(zip(unknown, self._lemmatized(list(unknown.values())), strict=True))
        for word, form in zip(words, forms, strict=True):
            word["LEMMA"], word["MORPH"] = self._lemmas[form]
        return [_entry(word, use) for word, use in zip(words, uses, strict=True)]

    def _word(self, key: Key) -> dict[str, Any]:
        strings = self._vocab.strings
        orth = strings[key[0]]
        word: dict[str, Any] = {n: strings[i] if i else "" for n, i in zip(KEY, key, strict=True)}
        word["LOWER"], word["IS_SPACE"] = orth.lower(), orth.isspace()
        return word

    def _use(self, key: Key, word: Word) -> Use:
        """What the patterns say of a word: worked out once for all words that none of them names."""
        lower = word["LOWER"]
        named = lower in self._named or any(expression.search(lower) for expression in self._likened)
        kind = (lower if named else "", word["IS_SPACE"], *key[1:5])
        use = self._uses.get(kind)
        if use is None:
            use = self._uses[kind] = _use(self._for_tag(word["TAG"]), word)
        return use

    def _for_tag(self, tag: str) -> list[Pattern]:
        """The patterns that may say something of a word with a fine tag."""
        if tag not in self._by_tag:
            self._by_tag[tag] = [p for p in self._patterns if p.allows(tag)]
        return self._by_tag[tag]

    def _lemmatized(self, words: Sequence[Word]) -> list[tuple[str, str]]:
        """The lemma of each word by the parser's lemmatizer, and its features."""
        import numpy as np
        from spacy.tokens import Doc

        strings, morphology = self._vocab.strings, self._vocab.morphology
        doc = Doc(self._vocab, words=[w["ORTH"] for w in words])
        rows = [
            (strings.add(w["TAG"]), strings.add(w["POS"]), morphology.add(w["MORPH"]), strings.add(w["LEMMA"]))
            for w in words
        ]
        attributes: Any = np.array(rows, dtype=np.uint64)
        doc.from_array(["TAG", "POS", "MORPH", "LEMMA"], attributes)
        self._lemmatizer(doc)
        return [(strings[lemma], strings[morph]) for lemma, morph in doc.to_array(["LEMMA", "MORPH"]).tolist()]


def _use(patterns: Sequence[Pattern], word: Word) -> Use:
    """What patterns that allow a word's tag say of it, in their order: later ones have the last say."""
    several = [p for p in patterns if len(p.asks) > 1]
    return Use(
        alone=tuple(p for p in patterns if len(p.asks) == 1 and p.fits(word)),
        opens=frozenset(p.number for p in several if p.fits(word)),
        follows=frozenset(p.number for p in several if p.fits(word, 1)),
    )


def _entry(word: Word, use: Use | None = None) -> Entry:
    return Entry(
        label=word["DEP"],
        tag=word["POS"],
        lemma=word["LEMMA"].lower(),
        word=word["LOWER"],
        shape="" if word["MORPH"] == "_" else word["MORPH"],
        capitals=word["ORTH"].isupper(),
        opens=use.opens if use else frozenset(),
        follows=use.follows if use else frozenset(),
    )


def _replaceable(parser: Parser) -> tuple[Any, Any]:
    """The attribute ruler and the lemmatizer, taken out of the parser's run; (None, None) if they must stay."""
    from spacy.pipeline import AttributeRuler, Lemmatizer

    last = parser.pipeline[-2:]
    if [name for name, _ in last] != ["attribute_ruler", "lemmatizer"]:
        return None, None
    ruler, lemmatizer = (pipe for _, pipe in last)
    by_rule = isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode in ("rule", "lookup")
    if not isinstance(ruler, AttributeRuler) or not by_rule or not all(map(_is_understood, ruler.patterns)):
        return None, None
    parser.select_pipes(disable=[name for name, _ in last])
    return ruler, lemmatizer


def _is_understood(pattern: Mapping[str, Any]) -> bool:
    """Whether a pattern asks and puts only what can be told by a token's own key."""
    conditions = [condition for sequence in pattern["patterns"] for token in sequence for condition in token.items()]
    operators = {op for _, asked in conditions if isinstance(asked, dict) for op in asked}
    return (
        {name for name, _ in conditions} <= _ASKED
        and operators <= {"IN", "NOT_IN", "REGEX"}
        and set(pattern["attrs"]) <= _PUT
    )


def _patterns(ruler: AttributeRuler | None) -> list[Pattern]:
    patterns: Any = ruler.patterns if ruler else ()
    return [
        Pattern(number, tuple(sequence), pattern["attrs"], pattern["index"] % len(sequence))
        for number, pattern in enumerate(patterns)
        for sequence in pattern["patterns"]
    ]


def _pairs(patterns: Sequence[Pattern]) -> dict[int, Pattern]:
    """The patterns over two tokens, by number, but those that are one of several with it."""
    times = Counter(p.number for p in patterns)
    return {p.number: p for p in patterns if len(p.asks) == 2 and times[p.number] == 1}


def _words_asked(patterns: Sequence[Pattern]) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """The words that patterns name, in lower case, and the expressions that they liken words to."""
    named: set[str] = set()
    likened: list[re.Pattern[str]] = []
    for pattern in patterns:
        for token in pattern.asks:
            for asked in (token.get("LOWER", {}), token.get("ORTH", {})):
                options: dict[str, Any] = asked if isinstance(asked, dict) else {"IN": [asked]}
                named.update(w.lower() for w in (*options.get("IN", ()), *options.get("NOT_IN", ())))
                likened += [re.compile(options["REGEX"])] if "REGEX" in options else []
    return frozenset(named), likened


def _meets(value: Any, asked: Any) -> bool:
    if not isinstance(asked, dict):
        return bool(value == asked)
    return (
        value in asked.get("IN", (value,))
        and value not in asked.get("NOT_IN", ())
        and re.search(asked.get("REGEX", ""), value) is not None
    )
