"""Objects that a number stands beside: what somebody puts at so much, and what a court metes out."""

from __future__ import annotations

from propos.find.cues import Cue
from propos.find.layout import Layout
from propos.find.spans import Range
from propos.find.verbs import VERBAL

#: So many words at most stand between the preposition and the number ("à un peu plus de 12 millions").
REACH = 5


def valued(layout: Layout, cue: Cue, near: int, stop: int) -> int:
    """Where what is put at a number begins, the number before or behind it; -1 if none is.

    Example:
        "évalue les pertes à 12 millions d'euros", "estime à 300 le nombre de blessés".
    """
    tree = layout.tree
    if _is_at_number(layout, cue.last + 1, stop):
        return cue.last + 1
    if tree.tags[near] not in ("DET", "NOUN", "PROPN"):
        return -1
    for token in range(near + 1, stop):
        if layout.opens(token) or tree.tags[token] in VERBAL or layout.word(token) in (",", ";", ":", "."):
            return -1
        if _is_at_number(layout, token, stop):
            return near
    return -1


def _is_at_number(layout: Layout, token: int, stop: int) -> bool:
    """Whether a preposition stands here with a number that is no date."""
    tree = layout.tree
    if not layout.has("to", token) or token + 1 >= stop:
        return False
    for at in range(token + 1, min(token + 1 + REACH, stop)):
        if tree.tags[at] == "NUM":
            return not layout.is_dated(at + 1) if at + 1 < stop else True
        if tree.tags[at] in VERBAL or tree.tags[at] in ("PUNCT", "PROPN", "CCONJ"):
            return False
    return False


def is_sentence(layout: Layout, cue: Cue, content: Range) -> bool:
    """Whether a verb tells what somebody is sentenced to, and no opinion ("a condamné X à deux ans de prison")."""
    if not any(e.lemma in layout.lexicon.sets["sentences"] for e in cue.entries):
        return False
    own = layout.quote_of[cue.token]
    return any(layout.quote_of[t] == own and _is_at_number(layout, t, content[1]) for t in range(*content))
