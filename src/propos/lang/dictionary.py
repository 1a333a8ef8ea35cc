"""Part of speech, lemma and features of parsed words, asked once for each word in each of its uses.

The parser's attribute ruler runs its whole list of patterns along every text, though nearly all of them look at one
token alone; its lemmatizer goes from token to token. What both say of a token follows from its form, its tag and its
relation, or for a few patterns those of the next token, so it is worked out once for each of these and kept. Where a
longer pattern may fit, and for models whose components are of another sort, the parser's own components are run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language as Parser
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

#: What an entry is kept under: spaCy's numbers for a token's form, fine tag, part of speech, features, relation, lemma.
KEY = ("ORTH", "TAG", "POS", "MORPH", "DEP", "LEMMA")
_NUMBERS = Struct(f"={len(KEY)}Q")
#: More entries than this are forgotten, so that a program that runs for ever does not grow for ever.
MOST_ENTRIES = 200_000

_ASKED = frozenset({"ORTH", "LOWER", "TAG", "POS", "MORPH", "DEP", "IS_SPACE"})
_PUT = frozenset({"TAG", "POS", "MORPH", "DEP", "LEMMA"})

#: What a word's lemma follows from, besides its form.
_OF_LEMMA = ("TAG", "POS", "MORPH", "LEMMA")

#: The numbers of ``KEY`` as they lie in memory: made and looked up faster than tuples.
Key = bytes
#: spaCy's numbers for a word's form and for ``_OF_LEMMA``.
Form = tuple[int, ...]
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


class Use(NamedTuple):
    """What is known of all words with the same tags and relation that no pattern names.

    Attributes:
        form: spaCy's numbers for ``_OF_LEMMA``.
        label: As in ``Entry``, like the rest.
    """

    form: Form
    label: str
    tag: str
    shape: str
    opens: frozenset[int] = frozenset()
    follows: frozenset[int] = frozenset()


class Dictionary:
    """The words that a parser has met; takes over from its attribute ruler and lemmatizer where it can."""

    def __init__(self, parser: Parser) -> None:
        self._vocab = parser.vocab
        self._known: dict[Key, Entry] = {}
        self._told: dict[Key, Entry] = {}
        self._uses: dict[tuple[Any, ...], Use] = {}
        self._lemmas: dict[Form, str] = {}
        self._ruler, self._lemmatizer = _replaceable(parser)
        self._patterns = _patterns(self._ruler)
        self._pairs = _pairs(self._patterns)
        self._amid: dict[tuple[Key, frozenset[int]], Entry] = {}
        self._by_tag: dict[str, list[Pattern]] = {}
        self._named, self._likened = _words_asked(self._patterns)

    def entries(self, docs: Sequence[Doc]) -> list[list[Entry]]:
        """What is known of each token of parsed texts, a list a text; what is new in them is learned all at once."""
        keys = [_keys(doc) for doc in docs]
        if self._ruler is None:
            return [self._tell(own) for own in keys]
        self._meet(set().union(*keys))
        return [self._entries(doc, own) for doc, own in zip(docs, keys, strict=True)]

    def _meet(self, keys: set[Key]) -> None:
        if len(self._known) + len(self._told) > MOST_ENTRIES:
            for kept in (self._known, self._told, self._lemmas, self._amid):
                kept.clear()
        unknown = list(keys.difference(self._known))
        if unknown:
            self._known.update(zip(unknown, self._learned(unknown), strict=True))

    def _entries(self, doc: Doc, keys: Sequence[Key]) -> list[Entry]:
        """The entries of a text's tokens, all of them met, by what stands beside them."""
        found = [self._known[key] for key in keys]
        amid: dict[int, set[int]] = {}
        for token in [token for token, entry in enumerate(found[:-1]) if entry.opens]:
            for number in found[token].opens & found[token + 1].follows:
                if number not in self._pairs:
                    self._lemmatizer(self._ruler(doc))
                    return self._tell(_keys(doc))
                amid.setdefault(token + self._pairs[number].place, set()).add(number)
        for token, numbers in amid.items():
            found[token] = self._entry_amid(keys[token], frozenset(numbers))
        return found

    def _entry_amid(self, key: Key, numbers: frozenset[int]) -> Entry:
        """The entry of a token on which patterns over two tokens put something."""
        known = self._amid.get((key, numbers))
        if known is None:
            [known] = self._learned([key], numbers)
            self._amid[key, numbers] = known
        return known

    def _tell(self, keys: Sequence[Key]) -> list[Entry]:
        """The entries of tokens whose keys say all there is to know."""
        strings = self._vocab.strings
        for key in keys:
            if key not in self._told:
                orth, _, pos, morph, dep, lemma = (strings[number] for number in _NUMBERS.unpack(key))
                self._told[key] = _entry(orth, lemma.lower(), Use((), dep, pos, morph))
        return [self._told[key] for key in keys]

    def _learned(self, keys: Sequence[Key], amid: frozenset[int] = frozenset()) -> list[Entry]:
        """What the parser's components say of words in these uses, with what patterns over two tokens put on them."""
        strings = self._vocab.strings
        orths = [_NUMBERS.unpack(key)[0] for key in keys]
        words = [strings[orth] for orth in orths]
        uses = [self._use(word, key, amid) for word, key in zip(words, keys, strict=True)]
        forms = [(orth, *use.form) for orth, use in zip(orths, uses, strict=True)]
        unknown = list(set(forms).difference(self._lemmas))
        if unknown:
            self._lemmas.update(zip(unknown, self._lemmatized(unknown), strict=True))
        return [_entry(word, self._lemmas[form], use) for word, form, use in zip(words, forms, uses, strict=True)]

    def _use(self, word: str, key: Key, amid: frozenset[int]) -> Use:
        """What is known of a word's use: worked out once for all words that no pattern names."""
        lower = word.lower()
        named = lower in self._named or (self._likened and self._likened.search(lower))
        kind = (word if named else "", word.isspace(), amid, key[8:])
        use = self._uses.get(kind)
        if use is None:
            use = self._uses[kind] = self._new_use(word, key, amid)
        return use

    def _new_use(self, orth: str, key: Key, amid: frozenset[int]) -> Use:
        """What the patterns say of a word, in their order: later ones have the last say."""
        strings = self._vocab.strings
        word: dict[str, Any] = {name: strings[number] for name, number in zip(KEY, _NUMBERS.unpack(key), strict=True)}
        word |= {"LOWER": orth.lower(), "IS_SPACE": orth.isspace()}
        patterns = self._for_tag(word["TAG"])
        several = [p for p in patterns if len(p.asks) > 1]
        opens = frozenset(p.number for p in several if p.fits(word))
        follows = frozenset(p.number for p in several if p.fits(word, 1))
        for pattern in [p for p in patterns if p.number in amid or (len(p.asks) == 1 and p.fits(word))]:
            word.update(pattern.puts)
        morph = self._vocab.morphology.add(word["MORPH"])
        form = (strings.add(word["TAG"]), strings.add(word["POS"]), morph, strings.add(word["LEMMA"]))
        return Use(form, word["DEP"], word["POS"], strings[morph], opens, follows)

    def _for_tag(self, tag: str) -> list[Pattern]:
        """The patterns that may say something of a word with a fine tag."""
        if tag not in self._by_tag:
            self._by_tag[tag] = [p for p in self._patterns if p.allows(tag)]
        return self._by_tag[tag]

    def _lemmatized(self, forms: Sequence[Form]) -> list[str]:
        """The lemma of each word, in lower case, by the parser's lemmatizer."""
        import numpy as np
        from spacy.tokens import Doc

        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[form[0]] for form in forms])
        attributes: Any = np.array([form[1:] for form in forms], dtype=np.uint64)
        doc.from_array(list(_OF_LEMMA), attributes)
        self._lemmatizer(doc)
        return [strings[lemma].lower() for lemma in doc.to_array("LEMMA").tolist()]


def _keys(doc: Doc) -> list[Key]:
    rows: Any = doc.to_array(list(KEY))
    keys: list[Key] = rows.view(f"V{_NUMBERS.size}").ravel().tolist()
    return keys


def _entry(word: str, lemma: str, use: Use) -> Entry:
    _, label, tag, shape, opens, follows = use
    return Entry(label, tag, lemma, word.lower(), "" if shape == "_" else shape, word.isupper(), opens, follows)


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


def _words_asked(patterns: Sequence[Pattern]) -> tuple[frozenset[str], re.Pattern[str] | None]:
    """The words that patterns name, in lower case, and an expression for all that they liken words to."""
    named: set[str] = set()
    likened: list[str] = []
    for pattern in patterns:
        for token in pattern.asks:
            for asked in (token.get("LOWER", {}), token.get("ORTH", {})):
                options: dict[str, Any] = asked if isinstance(asked, dict) else {"IN": [asked]}
                named.update(w.lower() for w in (*options.get("IN", ()), *options.get("NOT_IN", ())))
                likened += [options["REGEX"]] if "REGEX" in options else []
    return frozenset(named), re.compile("|".join(likened)) if likened else None


def _meets(value: Any, asked: Any) -> bool:
    if not isinstance(asked, dict):
        return bool(value == asked)
    return (
        value in asked.get("IN", (value,))
        and value not in asked.get("NOT_IN", ())
        and re.search(asked.get("REGEX", ""), value) is not None
    )
