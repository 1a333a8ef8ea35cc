"""Proper names: runs of capitalised words, told from words that are capitalised for their place alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from propos.find.runs import after_of, capital_at, determined, extend_phrase, goes_on, of_phrase, run_end
from propos.find.words import Line
from propos.lang.naming import Naming, Phrases
from propos.model import ActorKind, Gender, GrammaticalNumber, Mention, MentionForm

_NOT_NAME_TAGS = frozenset({"DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "VERB", "AUX", "PART", "INTJ", "NUM"})
_FINAL = frozenset(".!…,;»")
#: Most words and marks of a headline.
_LONGEST_HEADLINE = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """How words are written throughout the article: what tells a name from a word that opens a sentence.

    Attributes:
        small: Folded words that occur in small letters.
        capital: Folded words that occur capitalised within a sentence.
    """

    small: frozenset[str]
    capital: frozenset[str]


class Found(NamedTuple):
    """A mention, with the indices of its first word in the line and of the one after its last."""

    start: int
    end: int
    mention: Mention


def seen_in(lines: Collection[Line]) -> Seen:
    """How the words of an article are written."""
    return Seen(
        frozenset([w.folded for line in lines for w in line.words if not w.capital]),
        frozenset([w.folded for line in lines for i, w in enumerate(line.words) if w.capital and not line.initial(i)]),
    )


def find_names(line: Line, naming: Naming, seen: Seen) -> list[Found]:
    """The proper names of one paragraph, in order."""
    names: list[Found] = []
    small = naming.small_openings
    end = 0
    for index in [i for i, word in enumerate(line.words) if word.capital or word.folded in small]:
        found = _name_at(line, index, naming=naming, seen=seen) if index >= end else None
        if found is not None:
            names.append(found)
            end = found.end
    return names


def in_title_case(line: Line) -> bool:
    """Whether nearly all words of a line are capitalised, as in some headlines, so that capitals tell nothing."""
    if not line.words or len(line.words) > _LONGEST_HEADLINE or "." in line.folded[:-1]:
        return False
    share = 0.85 if line.words[-1].text in _FINAL else 0.7  # a short sentence may hold many names
    long = [w for w in line.words if w.is_word and len(w.text) > 3 and w.text[0].isalpha()]
    return len(long) > 3 and sum(w.capital for w in long) > share * len(long)


def find_known(line: Line, naming: Naming, known: Phrases[ActorKind]) -> list[Found]:
    """The names of a line whose capitals tell nothing: those that other lines have, places and known bodies."""
    names: list[Found] = []
    index = 0
    while index < len(line.words):
        match = known.at(line.folded, index) if line.words[index].capital else None
        place = naming.places.at(line.folded, index) if line.words[index].capital else None
        if match:
            kind = None if match[1] == "unnamed" else match[1]
            form: MentionForm = "name" if match[0] > 1 or kind == "organisation" else "short"
            gender = naming.gender_of(line.folded[index]) if kind == "person" and match[0] > 1 else None
            names.append(_found(line, index, index + match[0], form=form, kind=kind, gender=gender))
            index += match[0]
        elif place:
            form = "name" if place[1].kind == "country" else "metonym"
            names.append(_found(line, index, index + place[0], form=form, kind="country", country=place[1].country))
            index += place[0]
        else:
            index += 1
    return names


def _name_at(line: Line, index: int, *, naming: Naming, seen: Seen) -> Found | None:
    word = line.words[index]
    if not word.is_word:
        return None
    title = naming.titles.get(word.folded)
    if title and capital_at(line, index + 1):
        end = run_end(line, index + 1, naming)
        kind: ActorKind = "person" if title.number == "singular" else "group"
        named = title.gender or title.number != "singular" or end < index + 3
        gender = title.gender if named else naming.gender_of(line.folded[index + 1])
        return _found(line, index, end, form="short", kind=kind, gender=gender, number=title.number)
    place = naming.places.at(line.folded, index)
    body = naming.bodies.at(line.folded, index)
    if body and not (place and place[0] > body[0]) and _written_alike(line, index, body[0], name=body[1].name):
        end = run_end(line, index + body[0] - 1, naming)
        placed = body[1].relay == "outlet" and naming.head_first and end < len(line.words)
        longer = of_phrase(line, end, naming, named=True) if placed else end
        if longer > end and line.words[longer - 1].capital:
            end = longer  # "L'Aurore du Delta"
        return _found(line, index, end, form="name", kind="organisation")
    outlet = _outlet_end(line, index, naming)
    if outlet:
        return _found(line, index, outlet, form="name", kind="organisation")
    if place and word.capital and not goes_on(line, index + place[0], naming):
        form: MentionForm = "name" if place[1].kind == "country" else "metonym"
        return _found(line, index, index + place[0], form=form, kind="country", country=place[1].country)
    return _run(line, index, naming=naming, seen=seen) if word.capital else None


def _outlet_end(line: Line, index: int, naming: Naming) -> int | None:
    """One past the name of an outlet behind its article ("au Figaro", "le Courrier de Lisse"), if there is one."""
    word = line.words[index]
    if not word.capital or not index or line.initial(index) or line.folded[index - 1] not in naming.definite:
        return None
    if word.folded in naming.outlet_heads:
        end = of_phrase(line, index + 1, naming, named=True) if index + 1 < len(line.words) else index
        titled = line.words[index - 1].capital and not line.initial(index - 1)  # "La Feuille des rameurs"
        return end if end > index + 1 and (line.words[end - 1].capital or titled) else None
    alone = word.folded in naming.outlets_behind_articles and not goes_on(line, index + 1, naming)
    return index + 1 if alone and index > 1 and not line.words[index - 2].capital else None


def _written_alike(line: Line, index: int, size: int, *, name: str) -> bool:
    """Whether the words are capitalised as the known name is ("AP", not "Ap"; "Le Point", not "le point")."""
    if size == 1:
        return line.words[index].text == name
    wanted = [w for w in name.replace("'", "' ").split() if w[0].isalpha()]
    if len(wanted) != size:
        return line.words[index].capital
    capitals = [line.words[index + i].capital or not w[0].isupper() for i, w in enumerate(wanted)]
    return all(capitals) or (line.words[index].text[:2].isupper() and capitals[0])


def _run(line: Line, index: int, *, naming: Naming, seen: Seen) -> Found | None:
    if not _may_start(line, index, naming=naming, seen=seen):
        return None
    noun = naming.nouns.at(line.folded, index)
    if noun and noun[1].kind == "organisation":
        end = extend_phrase(line, max(index + noun[0], run_end(line, index, naming)), naming, named=True)
        if end == index + noun[0]:
            return None
        return _found(line, index, end, form="name", kind="organisation", gender=noun[1].gender, head=noun[1].key)
    motto = _motto_end(line, index, naming)
    if motto > index:
        return _found(line, index - 1, motto, form="name", kind="organisation")
    end = run_end(line, index, naming)
    if end == index + 1 and determined(line, index, naming):
        if line.folded[index] in naming.adjectives:
            return None
        qualified = end < len(line.words) and line.tag(end) == "ADJ" and not line.words[index].text.isupper()
        longer = extend_phrase(line, end, naming) if qualified else end
        if not qualified and naming.head_first and end < len(line.words) and not line.words[index].text.isupper():
            after = of_phrase(line, end, naming, named=True)
            if after > end and line.words[after - 1].capital and not naming.is_first_name(line.folded[index]):
                longer = after  # "le Tagwerk de Solmar"
        if longer > end:
            return _found(line, index, longer, form="name", kind="organisation")
    kind, gender = _kind(line, index, end, naming=naming)
    if kind == "organisation" and not naming.head_first and end > index + 1:
        end = _extend_body(line, end, naming)
    form: MentionForm = "name" if end - index > 1 or kind == "organisation" else "short"
    return _found(line, index, end, form=form, kind=kind, gender=gender)


def _motto_end(line: Line, index: int, naming: Naming) -> int:
    """One past a body's name that is a sentence ("le collectif Sauvons la mer"); ``index`` if none begins here."""
    word = line.words[index]
    if not naming.head_first or not index or line.initial(index) or naming.is_first_name(word.folded):
        return index
    noun = naming.nouns.at(line.folded, index - 1)
    if noun is None or noun[1].kind != "organisation" or line.words[index - 1].capital:
        return index
    links, at = (naming.of_words, naming.determiners, naming.links_of_mottos), index + 1
    while at < len(line.words) and any(line.folded[at] in words for words in links):
        at += 1
    if at >= len(line.words):
        return index
    if at == index + 1:  # "l'association Ruches libres"
        qualified = line.tag(at) == "ADJ" and not line.words[at].capital and word.text.endswith("s")
        return at + 1 if qualified and line.folded[at] not in naming.adjectives else index
    if line.words[at].capital or line.tag(at) != "NOUN":
        return index
    while at < len(line.words) and line.tag(at) in ("NOUN", "ADJ") and not line.words[at].capital:
        at += 1
    return at


def _may_start(line: Line, index: int, *, naming: Naming, seen: Seen) -> bool:
    word = line.words[index]
    if word.folded in naming.function_words or naming.pronouns.get((word.folded,)):
        return False
    if word.text.startswith(naming.names.affiliations) or is_demonym(line, index, naming):
        return False
    noun = naming.nouns.at(line.folded, index)
    if noun and noun[1].kind != "organisation" and not naming.is_first_name(word.folded):
        return False
    if word.folded in naming.domains and after_of(line, index, naming):
        return False
    if word.folded in naming.before and (
        not goes_on(line, index + 1, naming) or naming.nouns.at(line.folded, index + 1)
    ):
        return False
    if not line.initial(index):
        return True
    if word.folded in naming.place_prepositions:
        return False
    follows = goes_on(line, index + 1, naming)
    if naming.is_first_name(word.folded):
        return follows or word.folded not in seen.small
    if word.folded in seen.small and not (follows and line.tag(index) == "PROPN"):
        return noun is not None and noun[1].kind == "organisation" and word.folded in seen.capital
    if follows:
        return line.tag(index) not in _NOT_NAME_TAGS or word.folded in seen.capital
    return word.folded in seen.capital or line.tag(index) == "PROPN" or (word.text.isupper() and len(word.text) > 1)


def is_demonym(line: Line, index: int, naming: Naming) -> bool:
    """Whether the word names somebody by where he or she is from: "le Breton", "the Welshman"."""
    word = line.words[index]
    if not word.is_word or not word.capital or word.text.isupper():
        return False
    if _people_of_two_words(line, index - 1, naming) or _people_of_two_words(line, index, naming):
        return True
    if not determined(line, index, naming) or goes_on(line, index + 1, naming):
        return False
    if word.folded in naming.adjectives:
        return True
    if line.initial(index) or naming.is_first_name(word.folded):
        return False
    if not word.folded.endswith(naming.groups.demonym_endings) or len(word.folded) < 5:
        return False
    return not any(t.at(line.folded, index) for t in (naming.places, naming.bodies, naming.nouns))


def _people_of_two_words(line: Line, index: int, naming: Naming) -> bool:
    """Whether two words behind a determiner name somebody by where he or she is from: "the South African"."""
    if not determined(line, index, naming) or goes_on(line, index + 2, naming):
        return False
    return capital_at(line, index) and " ".join(line.folded[index : index + 2]) in naming.adjectives


def _kind(line: Line, start: int, end: int, *, naming: Naming) -> tuple[ActorKind | None, Gender | None]:
    first, several = line.words[start], end - start > 1
    last = naming.nouns.get((line.folded[end - 1],))
    if several and ((last and last.kind == "organisation") or line.folded[end - 1] in naming.outlet_heads):
        return "organisation", None
    if naming.is_first_name(first.folded):
        return "person", naming.gender_of(first.folded)
    if "." in first.text:
        return ("person", None) if several else (None, None)
    if not several and _inner_capital(first.text):
        return "organisation", None
    return ("organisation", None) if first.text.isupper() and len(first.text) > 1 else (None, None)


def _extend_body(line: Line, end: int, naming: Naming) -> int:
    """One past "of the X" after a body's name whose noun comes last, if a capital shows that it belongs to the name."""
    at = end
    while at < len(line.words) and (line.folded[at] in naming.of_words or line.folded[at] in naming.definite):
        at += 1
    return run_end(line, at, naming) if at > end and capital_at(line, at) else end


def _inner_capital(word: str) -> bool:
    """Whether a word is written as brands and parties are ("LaREM", "BaFin"), not as "McKay" or "Jean-Luc"."""
    return (
        "-" not in word and not word.startswith(("Mc", "Mac", "De", "Le", "O'")) and any(c.isupper() for c in word[1:])
    )


def _found(
    line: Line,
    start: int,
    end: int,
    *,
    form: MentionForm,
    kind: ActorKind | None = None,
    gender: Gender | None = None,
    number: GrammaticalNumber | None = "singular",
    country: str | None = None,
    head: str | None = None,
) -> Found:
    span = line.span(start, end)
    mention = Mention(span=span, form=form, gender=gender, number=number, kind=kind, country=country, head=head)
    return Found(start, end, mention)
