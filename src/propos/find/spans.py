"""What a statement is made of before it is one, and where a noun phrase begins and ends."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from propos.find.layout import Layout
from propos.model import Mood, Stance

#: Token ranges, first and one past the last.
Range = tuple[int, int]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
#: Tokens of what is passed over in brackets, both marks among them, plus one.
SHORT_BRACKETS = 6
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"})
#: Signs of units: those of parts per hundred and thousand, and the kinds of characters that the others are.
PARTS_PER, SIGNS = frozenset("%‰"), frozenset({"Sc", "So"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as found, by its tokens.

    Attributes:
        frame: Which of the cue's frames it fills.
        continues: Whether it carries on the statement before it.
    """

    content: tuple[Range, ...]
    rule: str
    cue: Range | None = None
    source: Range | None = None
    frame: str = ""
    stance: Stance = "states"
    mood: Mood = "asserted"
    continues: bool = False
    token: int = -1


def phrase_end(layout: Layout, start: int, stop: int) -> int:
    """One past the noun phrase that starts at ``start``: nominal words, "of" phrases, and a name after a comma."""
    tree, at = layout.tree, start
    while at < stop:
        tag = tree.tags[at]
        quoted = layout.opens(at)
        if quoted and at > start and quoted.after - quoted.first < 9 and quoted.after <= stop:
            at = quoted.after
            continue
        next_phrase = tag == "DET" and at > start and tree.tags[at - 1] in ("NOUN", "PROPN") and not layout.capital(at)
        clitic = tag == "PRON" and at > start and layout.has("reflexive", at)
        if (
            tag in NOMINAL
            and not clitic
            and not (next_phrase or layout.has("relative", at) or layout.has("inverted", at))
        ):
            at += 1
        elif layout.has("of", at) or tree.lemmas[at] in layout.lexicon.sets["of"]:
            at += 1
        elif tag in ("CCONJ", "ADP") and _goes_on(layout, at, start, stop):
            at += 1
        elif tag == "ADV" and at == start:
            at += 1
        elif layout.word(at) == "(" and (past := _past_brackets(layout, at, stop)) > at:
            at = past
        else:
            break
    at -= 2 * (at > start + 2 and layout.has("relatives", at - 2))  # "une note que nous"
    while at > start + 1 and tree.tags[at - 1] in ("ADP", "DET", "CCONJ"):
        at -= 1
    return _with_name(layout, at, stop)


def _past_brackets(layout: Layout, at: int, stop: int) -> int:
    """One past the party in brackets that an office or a name goes on behind ("le maire (PDL) de Lisse")."""
    for end in range(at + 2, min(at + SHORT_BRACKETS, stop - 1)):
        if layout.word(end) == ")":
            goes_on = layout.tree.tags[end + 1] == "PROPN" or layout.has("of", end + 1)
            goes_on = goes_on or layout.word(end + 1) in layout.lexicon.contracted
            return end + 1 if goes_on and layout.tree.tags[at - 1] == "NOUN" else at
    return at


def _goes_on(layout: Layout, at: int, start: int, stop: int) -> bool:
    """Whether a conjunction, or a preposition after an office, goes on with the phrase."""
    tree = layout.tree
    if at == start or at + 1 >= stop:
        return False
    if tree.tags[at] == "CCONJ":
        return layout.tag(at + 1) in ("DET", "PROPN", "NOUN")
    head = tree.heads[at]
    office = tree.heads[head]  # "l'ambassadeur à Lisse", but "a promis Paul Lenz à la maire"
    return (
        not layout.has("as", at)
        and tree.labels[head] == "nmod"
        and start <= office < at
        and tree.tags[office] != "PROPN"
    )


def _with_name(layout: Layout, at: int, stop: int) -> int:
    """The same with a name set off by a comma ("le ministre, Paul Morel")."""
    tree = layout.tree
    titled = _titled_name(layout, at, stop)
    if titled > at:
        return titled
    if at + 1 < stop and layout.word(at) == "," and tree.tags[at + 1] == "PROPN" and layout.capital(at + 1):
        end = at + 1
        while end < stop and tree.tags[end] in ("PROPN", "X") and layout.opens(end) is None:
            end += 1
        if end >= stop or layout.word(end) in (",", ".", ":"):
            return end
    return at


def _titled_name(layout: Layout, comma: int, stop: int) -> int:
    """One past a title and a name between commas (", le docteur Paul Morel,"); ``comma`` if there are none."""
    tree, at = layout.tree, comma + 2
    if layout.word(comma) != "," or at >= stop or tree.tags[comma + 1] != "DET" or tree.tags[at] != "NOUN":
        return comma
    while at < stop and tree.tags[at] in ("NOUN", "ADJ") and not layout.capital(at):
        at += 1
    end = at
    while end < stop and tree.tags[end] in ("PROPN", "X") and layout.capital(end):
        end += 1
    return end if end > at + 1 and end < stop and layout.word(end) == "," else comma


def phrase_at(layout: Layout, head: int, start: int, stop: int) -> Range:
    """The noun phrase around its head, within ``start`` and ``stop``."""
    tree, first = layout.tree, head
    while first > start and tree.tags[first - 1] in ("DET", "ADJ", "NUM", "PROPN") and not layout.opens(first):
        first -= 1
    named = tree.tags[head] == "PROPN" and (first == head or tree.tags[first] == "ADJ")
    noun = first > start and tree.tags[first - 1] == "NOUN" and first - 1 not in layout.cues
    if named and noun:  # "le président russe Jean Morel", but "soupire Jean Morel" whatever the parser says
        return phrase_at(layout, first - 1, start, stop)
    return first, max(head + 1, phrase_end(layout, first, stop))


def own(layout: Layout, phrase: Range) -> Range:
    """The possessive alone if a phrase begins with one and names nobody ("ses propos", "leur communiqué")."""
    first = phrase[0]
    if layout.naming.determiners.get(layout.word(first)) != "possessive":
        return phrase
    nouns = [t for t in range(*phrase) if layout.tree.tags[t] == "NOUN"]
    if any(layout.tree.tags[t] == "PROPN" for t in range(*phrase)):
        return phrase
    found = layout.naming.nouns.at(layout.words, nouns[0]) if nouns else None
    if nouns and layout.word(nouns[0]) in layout.naming.people:  # "notre interlocuteur"
        return phrase
    said = bool(nouns) and "quote" in layout.lexicon.nouns.get(layout.tree.lemmas[nouns[0]], ())  # "son conseil : ..."
    return phrase if found and found[1].kind != "document" and not said else (first, first + 1)


def trim(layout: Layout, first: int, after: int) -> Range | None:
    """A range without the punctuation at its edges that belongs to no quotation; None if nothing is left."""
    tree = layout.tree
    while first < after and tree.tags[first] in ("PUNCT", "SPACE") and layout.quote_of[first] < 0:
        first += 1
    while first < after and not layout.is_word(after - 1) and layout.quote_of[after - 1] < 0:
        after -= 1
    return (first, after) if first < after else None


def with_sign(layout: Layout, tokens: Range) -> Range:
    """A range with the sign of a unit that stands behind the number at its end ("8 %", "30 €")."""
    first, after = tokens
    mark = layout.words[after] if after < len(layout.words) else ""
    is_sign = mark[:1] in PARTS_PER or unicodedata.category(mark[:1] or " ") in SIGNS
    return (first, after + 1) if mark and is_sign and layout.words[after - 1][-1:].isdigit() else tokens


def is_according(layout: Layout, at: int) -> bool:
    """Whether a preposition such as "selon" stands here."""
    options = layout.lexicon.prepositions.get(layout.word(at))
    return options is not None and any(
        not p.opinion and layout.words[at : at + len(p.words)] == p.words for p in options
    )


def begins_clause(layout: Layout, at: int) -> bool:
    """Whether the subject of a finite verb begins here."""
    tree = layout.tree
    for node in range(at, min(at + 6, len(tree))):
        verb = tree.heads[node]
        subject = tree.labels[node] in (*layout.syntax.subject, *layout.syntax.passive_subject)
        if subject and tree.lefts[node] == at and verb > node:
            return "VerbForm=Fin" in tree.shapes[verb] or any(tree.tags[k] == "AUX" for k in tree.children[verb])
    return False
