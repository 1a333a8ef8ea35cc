"""Where what a verb reports ends."""

from __future__ import annotations

from propos.find.cues import Cue
from propos.find.layout import Layout
from propos.find.leaving import leaves
from propos.find.spans import begins_clause, is_according
from propos.find.verbs import VERBAL

#: A clause that begins within so many tokens of its sentence stands before the main clause.
FRONTED = 4


def clause_end(layout: Layout, cue: Cue, start: int, frame: str = "that") -> int:
    """One past what the cue reports from ``start`` on: the sentence's end or the first cut."""
    stop = min(layout.sentence(cue.token).after, _main_clause(layout, cue, start))
    home = layout.quote_at(cue.token)
    if home:
        stop = min(stop, home.close)
        stop = next((i for i in range(start, stop) if layout.word(i) in (".", "!", "?")), stop)
    at = start
    depth = 0
    while at < stop:
        quoted = layout.opens(at) if not home else None
        if quoted:
            at = min(quoted.after, stop)
            continue
        if layout.words[at] in ("(", "["):
            depth += 1
        elif layout.words[at] in (")", "]"):
            depth -= 1
            if depth < 0:
                return at
        elif at > start and (_cuts(layout, cue, at, start, stop) or leaves(layout, cue, at, start, stop, frame=frame)):
            return at
        at += 1
    return stop


def _main_clause(layout: Layout, cue: Cue, start: int) -> int:
    """Where the main clause begins after a cue in a clause before it ("Estimant que A, X propose B"); else the end."""
    tree = layout.tree
    head, end = tree.heads[cue.token], len(tree)
    opens_sentence = cue.first - layout.sentence(cue.token).first < FRONTED
    if (opens_sentence and cue.form in ("gerund", "participle") and not cue.is_finite) or _is_fronted(layout, cue):
        for at in range(start + 1, layout.sentence(cue.token).after - 1):
            if layout.word(at) == "," and layout.quote_of[at] < 0 and begins_clause(layout, at + 1):
                return at
    first = tree.lefts[cue.token]
    subordinate = tree.tags[first] == "SCONJ" or layout.has("that", first + 1)
    if subordinate and tree.labels[cue.token] in layout.syntax.adverbial_clause and head > start:
        subject = next((k for k in tree.children[head] if tree.labels[k] in layout.syntax.subject and k > start), head)
        first = tree.lefts[subject]
        if start < first - 1 and layout.word(first - 1) == ",":
            return first - 1
    return end


def _is_fronted(layout: Layout, cue: Cue) -> bool:
    """Whether the cue is the verb of a clause that opens its sentence ("Si X dit que A, B")."""
    first = layout.sentence(cue.token).first
    if not cue.is_finite or not (layout.has("fronting", first) or layout.has("that", first + 1)):
        return False
    return not any("VerbForm=Fin" in layout.tree.shapes[t] or layout.word(t) == "," for t in range(first, cue.first))


def _cuts(layout: Layout, cue: Cue, at: int, start: int, stop: int) -> bool:
    """Whether what is reported ends before the token at ``at``."""
    tree, word = layout.tree, layout.words[at]
    if word == ";":
        return True
    if word == ":":
        return layout.opens(at + 1) is not None or at + 1 == stop
    if word == ",":
        return _cuts_after_comma(layout, cue, at + 1, start, stop)
    if tree.tags[at] == "CCONJ":
        return _joins_cue(layout, cue, at, stop)
    return at > start + 2 and is_according(layout, at) and not _is_inserted(layout, at)


def _is_inserted(layout: Layout, at: int) -> bool:
    """Whether "according to X" stands between commas behind a verb or a relative pronoun, so that the words go on."""
    before = at - 2
    if layout.word(at - 1) != ",":
        return False
    return "VerbForm=Fin" in layout.tree.shapes[before] or layout.has("relative", before) or layout.has("that", before)


def _cuts_after_comma(layout: Layout, cue: Cue, at: int, start: int, stop: int) -> bool:
    tree = layout.tree
    if at >= stop:
        return True
    if is_according(layout, at):
        return not _is_inserted(layout, at)
    if layout.has("relative", cue.first - 1) and "VerbForm=Fin" in tree.shapes[at]:
        return True
    if tree.tags[at] == "CCONJ" and _joins_cue(layout, cue, at, stop):
        return True
    if layout.has("introduced_by", at) and any(
        layout.has("venues", i) or layout.lexicon.has("venues", tree.lemmas[i])
        for i in range(at + 1, min(at + 5, stop))
    ):
        return True
    for other in (layout.cues.get(i) for i in range(at, min(at + 4, stop))):
        if other is None or other.first > at + 1:
            continue
        if other.form == "gerund" or (other.pronoun >= 0 and other.first == at):
            return True
        if other.first == at and other.is_finite and "quote" in other.frames and not other.passive:
            return tree.tags[min(other.last + 1, len(tree) - 1)] in ("DET", "PROPN", "NOUN", "PRON")
    return _hangs_on_cue(layout, cue, at, start)


def _hangs_on_cue(layout: Layout, cue: Cue, at: int, start: int) -> bool:
    """Whether the words after a comma modify the cue, not what it reports."""
    tree, labels = layout.tree, layout.syntax.adverbial_clause
    for kid in tree.children[cue.token]:
        if kid > start and tree.lefts[kid] == at and tree.labels[kid] in labels:
            return True
    return False


def _joins_cue(layout: Layout, cue: Cue, at: int, stop: int) -> bool:
    """Whether a conjunction joins another verb to the cue, rather than to what it reports."""
    tree = layout.tree
    if layout.has("that", at + 1) or tree.tags[at + 1 : at + 2] == ["ADP"]:
        return False
    for other in (layout.cues.get(i) for i in range(at + 1, min(at + 6, stop))):
        if other and other.first == at + 1 and other.is_finite and not other.passive and cue.is_finite:
            return True
    verb = tree.heads[at]
    if not at < verb < stop or tree.tags[verb] not in VERBAL:
        return False
    return tree.heads[verb] == cue.token and tree.labels[verb] in layout.syntax.conjunct
