"""Descriptions: noun phrases that stand for an actor by office, trade or kind ("le ministre de la Santé")."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from propos.find.names import Found, is_demonym
from propos.find.runs import extend_phrase
from propos.find.words import Line
from propos.lang.folding import fold
from propos.lang.naming import Naming, Noun
from propos.model import GrammaticalNumber, Mention

_PREMODIFIER_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})
#: Most words that may stand before the head.
_LONGEST_BEFORE = 8
#: A shorter word is no trade.
_SHORTEST_TRADE = 4
_CLOSING = frozenset(",.;:)")
#: What the parser takes a trade for; "" where nothing was parsed.
_TRADE_TAGS = frozenset({"NOUN", "PROPN", ""})


class _Head(NamedTuple):
    start: int
    end: int
    noun: Noun


def nouns_beside(line: Line, naming: Naming, names: list[Found]) -> Iterator[str]:
    """Nouns that no list has beside a person's name: "la luthière Anne Rey", "Paul Rey, tonnelier à Lisse"."""
    if not naming.head_first:
        return
    for name in names:
        if name.mention.form != "name" or name.mention.kind not in ("person", None):
            continue
        before, behind = name.start - 1, name.end + 1
        if before > 0 and line.folded[before - 1] in naming.definite and _may_be_trade(line, before, naming):
            yield line.folded[before]
        closed = behind + 1 < len(line.words) and (
            line.folded[behind + 1] in _CLOSING
            or line.folded[behind + 1] in naming.of_words
            or line.folded[behind + 1] in naming.place_prepositions
        )
        if closed and line.folded[name.end] in ",(" and _may_be_trade(line, behind, naming):
            yield line.folded[behind]


def _may_be_trade(line: Line, index: int, naming: Naming) -> bool:
    """Whether a word is a noun in small letters that may say what somebody does."""
    word = line.words[index]
    if word.capital or line.tag(index) not in _TRADE_TAGS or len(word.text) < _SHORTEST_TRADE:
        return False
    others = (naming.function_words, naming.before, naming.adjectives, naming.moments)
    return not naming.noun_at(line.folded, index) and not any(word.folded in words for words in others)


def find_descriptions(line: Line, naming: Naming, names: list[Found], trades: Collection[str] = ()) -> list[Found]:
    """The descriptions of one paragraph, in order.

    Args:
        line: The paragraph.
        naming: The language's.
        names: The proper names found there.
        trades: Nouns that no list has and that the article calls somebody by, folded.
    """
    taken = {i for n in names for i in range(n.start, n.end) if n.mention.form != "metonym"}
    descriptions: list[Found] = []
    end = 0
    for index in [i for i, word in enumerate(line.words) if word.describes or word.folded in trades]:
        if index < end or index in taken:
            continue
        head = _head_at(line, index, naming) or _demonym_at(line, index, naming)
        if head is None and line.folded[index] in trades:
            head = _Head(index, index + 1, Noun(fold(line.folded[index]), "person", None, "singular"))
        if head is None:
            continue
        found = _describe(line, head, naming)
        if not found.mention.bare or _stands_alone(line, found, naming):
            descriptions.append(found)
        end = head.end
    return descriptions


def _stands_alone(line: Line, found: Found, naming: Naming) -> bool:
    """Whether a description without a determiner may be one: after a comma or a copula, or right before a name."""
    before = line.folded[found.start - 1] if found.start else ""
    if before in naming.of_words:
        return False
    if found.start == 0 or before in ",(–—" or before in naming.copulas or before in naming.joiners:
        set_off = before == "," and found.end < len(line.words) and line.folded[found.end] in _CLOSING
        return line.tag(found.start) != "ADJ" or found.end > found.start + 1 or set_off
    if line.words[found.start].capital and found.mention.kind == "person" and not line.initial(found.start):
        return True
    if line.tag(found.start) == "VERB":
        return False  # "a prévenu Paul Morel"
    after = line.words[found.end] if found.end < len(line.words) else None
    return after is not None and after.is_word and after.capital and not line.initial(found.end)


def _head_at(line: Line, index: int, naming: Naming) -> _Head | None:
    if not line.words[index].is_word:
        return None
    found = naming.noun_at(line.folded, index)
    if found is None or (found[1].capital and not line.words[index].capital):
        return None
    if not naming.head_first and _names_more(line, index + found[0]):
        return None
    return _Head(index, index + found[0], found[1])


def _names_more(line: Line, index: int) -> bool:
    """Whether the word at ``index`` is a noun right behind another, which then only says which ("news conference")."""
    if index >= len(line.words):
        return False
    word = line.words[index]
    return not word.capital and line.tag(index) == "NOUN" and line.starts[index] == line.end(index - 1) + 1


def _demonym_at(line: Line, index: int, naming: Naming) -> _Head | None:
    """The name of a people for one or several of them: "l'Uruguayen"."""
    word = line.words[index]
    if index == 0 or line.folded[index - 1] not in naming.determiners or word.folded in naming.function_words:
        return None
    size = 2 if " ".join(line.folded[index : index + 2]) in naming.adjectives and word.capital else 1
    if size == 1 and not is_demonym(line, index, naming):
        return None
    key = " ".join(line.folded[index : index + size])
    number: GrammaticalNumber = "plural" if line.folded[index - 1] in naming.plural_determiners else "singular"
    return _Head(index, index + size, Noun(key, "person", None, number, plain=True))


def _describe(line: Line, head: _Head, naming: Naming) -> Found:
    end = extend_phrase(line, head.end, naming)
    start, determiner = _start(line, head.start, naming)
    mention = Mention(
        span=line.span(start, end),
        form="office" if head.noun.kind == "person" and not head.noun.plain else "periphrasis",
        gender=head.noun.gender or naming.genders.get(determiner or ""),
        number=naming.numbers.get(determiner or "", head.noun.number),
        kind="person" if head.noun.kind == "person" else "organisation",
        head=head.noun.key,
        country=next((naming.adjectives[f] for f in line.folded[start:end] if f in naming.adjectives), None),
        bare=determiner is None,
    )
    return Found(start, end, mention)


def _start(line: Line, index: int, naming: Naming) -> tuple[int, str | None]:
    """Where the phrase starts whose head is at ``index``, and its determiner, if it has one."""
    start = index
    while start > 0 and index - start < _LONGEST_BEFORE and _premodifies(line, start - 1, naming):
        start -= 1
    if start > 0 and line.folded[start - 1] in naming.determiners:
        determiner = line.folded[start - 1]
        return start - (determiner not in naming.pronoun_table.determiners.contracted), determiner
    return start, None


def _premodifies(line: Line, index: int, naming: Naming) -> bool:
    word = line.words[index]
    if not naming.head_first and word.text in naming.names.possessives:
        return True
    if not word.is_word and line.tag(index) != "PART":
        return False
    if word.folded in naming.before:
        return True
    if naming.head_first or word.folded in naming.determiners:
        return False
    if word.folded in naming.adjectives or line.tag(index) in _PREMODIFIER_TAGS:
        return True
    return word.capital and not line.initial(index)
