"""Runs of words: where a capitalised name ends, and the noun phrase around it."""

from __future__ import annotations

from propos.find.words import Line
from propos.lang.naming import Naming

_NOMINAL_TAGS = frozenset({"NOUN", "ADJ", "PROPN", "X"})
#: Most words of one name.
_LONGEST_NAME = 12
#: Longest stretch of words that may follow the head of a noun phrase.
_LONGEST_PHRASE = 14


def capital_at(line: Line, index: int) -> bool:
    """Whether there is a word at ``index`` that is capitalised."""
    return index < len(line.words) and line.words[index].capital


def goes_on(line: Line, index: int, naming: Naming) -> bool:
    """Whether the word at ``index`` is capitalised and goes on with the name before it."""
    if not 0 < index < len(line.words):
        return False
    word = line.words[index]
    if not word.capital:
        particle, hyphen, rest = word.text.partition("-")
        if not hyphen or not rest[:1].isupper() or particle not in naming.particles:
            return False
    if line.starts[index] > line.end(index - 1) + 1 or line.initial(index):
        return False
    return word.folded not in naming.calendar or naming.is_first_name(line.folded[index - 1])


def determined(line: Line, index: int, naming: Naming) -> bool:
    """Whether a determiner stands right before."""
    return index > 0 and line.folded[index - 1] in naming.determiners


def _party(word: str) -> bool:
    """Whether a word is an acronym, as parties are named before their members' names ("le sénateur PLR Jean Morel")."""
    return 2 <= len(word) <= 5 and word.isalpha() and word.isupper()


def after_of(line: Line, index: int, naming: Naming) -> bool:
    """Whether "of" stands before, so that the word belongs to what an office is of."""
    at = index - 1
    while at >= 0 and line.folded[at] in naming.determiners and line.folded[at] not in naming.of_words:
        at -= 1
    return at >= 0 and line.folded[at] in naming.of_words


def run_end(line: Line, index: int, naming: Naming) -> int:
    """One past the last word of the name that starts at ``index``: capitalised words, and particles before one."""
    end, limit = index + 1, min(len(line.words), index + _LONGEST_NAME)
    if _party(line.words[index].text) and goes_on(line, end + 1, naming) and naming.is_first_name(line.folded[end]):
        return end
    office = not naming.is_first_name(line.folded[index]) and after_of(line, index, naming)
    domain = office and line.folded[index] in naming.domains
    while end < limit and line.words[end].text not in naming.suffixes:
        if office and naming.is_first_name(line.folded[end]) and goes_on(line, end + 1, naming):
            break
        if domain and line.folded[end] not in naming.domains:
            break
        if line.folded[end] in naming.titles and goes_on(line, end + 1, naming):
            break  # "Air Force Gen. Anna Rey"
        if goes_on(line, end, naming) and not _heads_person(line, end, naming):
            end += 1
            continue
        if line.words[end].text == "&" and goes_on(line, end + 1, naming):
            end += 2  # "Hale & Bright"
            continue
        last = end
        while last < len(line.words) and line.folded[last] in naming.particles and last - end < 3:
            last += 1
        one_name = end - index == 1 and (
            naming.is_first_name(line.folded[index]) or _like_a_first_name(line, index, naming)
        )
        if last > end and one_name and goes_on(line, last, naming):
            end = last + 1
            continue
        break
    return end


def _like_a_first_name(line: Line, index: int, naming: Naming) -> bool:
    """Whether "X d'Y" is a person's name although no list has X: one word in small letters, no place, no noun."""
    word, after = line.words[index], index + 2
    if word.text.isupper() or line.initial(index) or determined(line, index, naming) or after >= len(line.words):
        return False
    if not line.words[index + 1].text.endswith(("'", "’")) or naming.is_first_name(line.folded[after]):
        return False
    tables = (naming.places, naming.bodies, naming.nouns)
    return not any(t.at(line.folded, i) for t in tables for i in (index, after))


def _heads_person(line: Line, index: int, naming: Naming) -> bool:
    """Whether a noun for people stands here that heads a description, as in "House Speaker Anna Rey"."""
    if naming.head_first:
        return False
    noun = naming.nouns.at(line.folded, index)
    return noun is not None and noun[1].kind == "person" and goes_on(line, index + noun[0], naming)


def extend_phrase(line: Line, end: int, naming: Naming, *, named: bool = False) -> int:
    """One past the last word of a noun phrase whose head ends before ``end``: its adjectives, and what it is of.

    Without a parse only what is sure to belong is taken: adjectives of countries, and one word after "of".

    Args:
        line: The paragraph's words.
        end: One past the head.
        naming: The language's.
        named: Whether it is a body's own name, which more words may join ("Institut pour l'étude").
    """
    limit = min(len(line.words), end + _LONGEST_PHRASE)
    of_seen = False
    while end < limit:
        word = line.words[end]
        if word.text == "(" and not of_seen and not named:
            end, before = _past_brackets(line, end), end
            if end == before or of_phrase(line, end, naming) == end:
                return before
        after = of_phrase(line, end, naming, named=named, joined=of_seen)
        if after > end:
            end, of_seen = after, True
        elif not word.is_word or word.folded in naming.function_words:
            break
        elif word.folded in naming.adjectives and not word.capital:
            end += 1
        elif not word.capital and (line.tag(end) == "ADJ" or (of_seen and line.tag(end) in _NOMINAL_TAGS)):
            end += 1
        else:
            break
    return end


def _past_brackets(line: Line, index: int) -> int:
    """One past the party in brackets within an office ("le maire (PDL) de Lisse"); ``index`` if none is there."""
    for end in range(index + 2, min(index + 5, len(line.words) - 1)):
        if line.words[end].text == ")":
            return end + 1
    return index


def of_phrase(line: Line, index: int, naming: Naming, *, named: bool = False, joined: bool = False) -> int:
    """One past "of the X" at ``index``, if ``joined`` also after a joiner ("and of the Y"); else ``index``."""
    size = len(line.words)
    joins = (naming.of_words, naming.name_joins) if named else (naming.of_words,)
    at = index + ((joined and line.folded[index] in naming.joiners) or (line.words[index].text == "," and not named))
    if at >= size or not any(line.folded[at] in words for words in joins):
        return index
    if line.words[index].text == "," and not _list_goes_on(line, at, naming):
        return index
    passed = naming.definite if named else naming.determiners.keys()
    while at < size and any(line.folded[at] in words for words in (*joins, passed)):
        at += 1
    if at >= size or not line.words[at].is_word:
        return index
    word = line.words[at]
    if word.capital and word.folded not in naming.calendar:
        return run_end(line, at, naming)
    if word.folded in naming.function_words or (line.tag(at) or "X") not in _NOMINAL_TAGS:
        return index
    return _with_name(line, at + 1, naming)


def _with_name(line: Line, end: int, naming: Naming) -> int:
    """``end``, or one past the one-word name there that belongs to the noun before ("de la rue Morel")."""
    if not goes_on(line, end, naming) or naming.is_first_name(line.folded[end]):
        return end
    return end + 1 if run_end(line, end, naming) == end + 1 else end


def _list_goes_on(line: Line, index: int, naming: Naming) -> bool:
    """Whether "of the X" at ``index`` is followed by "and of the Y": a list of what one office is of."""
    for at in range(index + 1, min(index + 6, len(line.words) - 1)):
        if line.folded[at] in naming.joiners:
            return line.folded[at + 1] in naming.of_words
    return False
