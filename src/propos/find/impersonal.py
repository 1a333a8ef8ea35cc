"""Whose words an impersonal "on" gives: those of the body or circle where it is said ("répond-on au ministère")."""

from __future__ import annotations

from propos.find.layout import Layout
from propos.find.spans import Range, phrase_end
from propos.lang.folding import fold

#: How far after the verb, or before "on", the place may begin.
REACH = 4
LONGEST_PLACE = 14
LONGEST_NAME = 6


def said_where(layout: Layout, after: int, stop: int) -> Range | None:
    """The body or circle named right after a verb whose subject is impersonal ("assure-t-on dans son entourage")."""
    for at in range(after, min(stop, after + REACH)):
        if layout.word(at) in (",", ".", ":") or layout.opens(at):
            return None
        if layout.has("where", at):
            return _circle(layout, at, stop)
    return None


def said_where_before(layout: Layout, pronoun: int, first: int) -> Range | None:
    """The body or circle that opens the sentence before an impersonal subject ("À l'Élysée, on assure que")."""
    if layout.word(pronoun - 1) != "," or pronoun - first > LONGEST_PLACE:
        return None
    start = next((i for i in range(first, min(first + REACH, pronoun)) if layout.has("where", i)), None)
    found = None if start is None else _circle(layout, start, pronoun - 1)
    return found if found and found[1] == pronoun - 1 else None


def _circle(layout: Layout, preposition: int, stop: int) -> Range | None:
    """The noun phrase behind a preposition of place, if it is one for people or a body."""
    start = preposition + 1
    if layout.word(start) in layout.lexicon.sets["containers"]:  # "du côté de", "au sein de", "dans les rangs de"
        start += 1
    elif layout.word(start + 1) in layout.lexicon.sets["containers"]:
        start += 2
    if layout.has("of", start):
        start += 1
    elif start > preposition + 1 and layout.lexicon.contracted.get(layout.word(start)):
        start += 1
    if start >= stop:
        return None
    end = phrase_end(layout, start, stop)
    naming = layout.naming
    for at in range(start, min(end, start + 3)):
        words = tuple(fold(w) for w in layout.words[at : at + LONGEST_NAME])
        noun, place = naming.nouns.at(words, 0), naming.places.at(words, 0)
        body = (noun is not None and noun[1].kind == "organisation") or (place is not None and place[1].kind == "seat")
        if body or words[0] in naming.people or naming.bodies.at(words, 0):
            return start, end
        if layout.tree.tags[at] not in ("DET", "ADJ"):
            return (start, end) if layout.tree.tags[at] == "PROPN" and layout.has("at_home", preposition) else None
    return None
