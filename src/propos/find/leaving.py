"""Where a sentence leaves what its cue reports and goes on with something else."""

from __future__ import annotations

from propos.find.cues import Cue
from propos.find.layout import Layout
from propos.find.verbs import VERBAL, plain

#: Frames that are filled by a phrase: no clause with a subject of its own goes on with them.
PHRASES = frozenset({"object", "valued", "quoted", "quoted_oblique", "of", "to", "infinitive", "as", "predicate"})
#: How far from a comma the subject and the verb of a new clause may stand.
SUBJECT_REACH = 10
MAX_CLIMB = 30
LONGEST_PHRASE = 24
#: How far before a verb "whose" may stand, with the subject between.
WHOSE_REACH = 5


def leaves(layout: Layout, cue: Cue, at: int, start: int, stop: int, *, frame: str) -> bool:
    """Whether the token at ``at`` begins what is no longer reported.

    Args:
        layout: The article.
        cue: What reports.
        at: A token after ``start``, outside quotations.
        start: Where what is reported begins.
        stop: One past what may be reported at most.
        frame: What the cue takes here.
    """
    tree, comma = layout.tree, layout.words[at] == ","
    after = at + comma
    if after >= stop:
        return False
    if layout.has("by", at) and cue.token in (tree.heads[at], tree.heads[tree.heads[at]]) and cue.is_undergone:
        return True
    verb = after
    while verb < stop and (layout.has("ne", verb) or layout.has("clitics", verb)):
        verb += 1
    if _is_above(layout, cue, verb):
        return True
    if comma and verb < stop and cue.is_undergone and not cue.is_finite and "VerbForm=Fin" in tree.shapes[verb]:
        return True  # "X, accusée d'avoir menti, a démissionné"
    if comma and (_returns(layout, cue, after, start) or _opens_with(layout, "afterthoughts", after)):
        return True
    if comma and tree.tags[after] == "CCONJ" and _another_says(layout, after + 1, stop):
        return True
    if frame not in PHRASES or after - start < 2:
        return False
    if _opens_with(layout, "breaks_off", after) or (comma and _opens_with(layout, "asides", after)):
        return True
    if comma and _is_comment(layout, after, stop):
        return True
    joined = tree.tags[after] == "CCONJ"
    return (comma or joined) and own_clause(layout, after + joined, stop)


def _another_says(layout: Layout, at: int, stop: int) -> bool:
    """Whether a noun phrase and a verb that reports of its own follow ("..., et la banque a assuré que")."""
    tree = layout.tree
    if layout.tag(at) not in ("DET", "PROPN"):
        return False
    for token in range(at + 1, min(at + SUBJECT_REACH, stop)):
        cue = layout.cues.get(token)
        if cue and cue.is_finite and "that" in cue.frames and layout.has("that", cue.last + 1):
            return tree.tags[cue.first - 1] in ("NOUN", "PROPN", "ADJ")
        if tree.tags[token] not in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "AUX", "ADV", "NUM"):
            return False
    return False


def _is_above(layout: Layout, cue: Cue, at: int) -> bool:
    """Whether the verb that the cue's relative clause stands under goes on here ("ceux qui disent A ont tort")."""
    tree = layout.tree
    if at >= len(tree) or "VerbForm=Fin" not in tree.shapes[at]:
        return False
    verb = tree.heads[at] if tree.tags[at] == "AUX" else at
    relative = any(layout.has("relative", i) or layout.has("that", i) for i in range(max(0, cue.first - 2), cue.first))
    relative = relative or any(layout.has("whose", i) for i in range(max(0, cue.first - WHOSE_REACH), cue.first))
    behind_noun = cue.form == "gerund" and tree.tags[cue.first - 1] in ("NOUN", "PROPN", "ADJ")
    if not (relative or behind_noun):
        return False
    node = cue.token
    for _ in range(MAX_CLIMB):
        node = tree.heads[node]
        if node in (at, verb):
            return True
        if tree.heads[node] == node:
            return False
    return False


def _opens_with(layout: Layout, group: str, at: int) -> bool:
    """Whether the words of one of the phrases of ``group`` begin here."""
    start = layout.tree.starts[at]
    words = plain(layout.text[start : start + LONGEST_PHRASE]).lower()
    phrases = tuple(layout.lexicon.sets[group])
    return words.startswith(phrases) and any(
        words.startswith(p) and not words[len(p) : len(p) + 1].isalnum() for p in phrases
    )


def _is_comment(layout: Layout, at: int, stop: int) -> bool:
    """Whether an apposition with a relative clause begins here ("..., an idea that X rejects")."""
    if not layout.has("singular_articles", at):
        return False
    return any(
        layout.has("that", i) and layout.tree.tags[i - 1] in ("NOUN", "ADJ") for i in range(at + 2, min(at + 4, stop))
    )


def _returns(layout: Layout, cue: Cue, at: int, start: int) -> bool:
    """Whether the clause that the cue stands under begins here ("quand X dit que A, B")."""
    tree = layout.tree
    head = _subject_verb(layout, at)
    first = start + (layout.opens(start) is not None)
    if head is None or tree.tags[first] in ("ADP", "SCONJ"):
        return False
    node = cue.token
    for _ in range(MAX_CLIMB):
        if tree.heads[node] == node:
            return False
        node = tree.heads[node]
        if node == head:
            return node > start
    return False


def own_clause(layout: Layout, at: int, stop: int) -> bool:
    """Whether a finite clause with its own subject begins here."""
    head = _subject_verb(layout, at)
    return head is not None and head < stop


def _subject_verb(layout: Layout, at: int) -> int | None:
    """The finite verb whose subject begins here; None if no subject does."""
    tree = layout.tree
    subjects = (*layout.syntax.subject, *layout.syntax.passive_subject)
    for node in range(at, min(at + SUBJECT_REACH, len(tree))):
        if layout.has("relative", node) or layout.word(node) == ",":
            return None
        verb = tree.heads[node]
        if tree.labels[node] in subjects and tree.lefts[node] <= at and verb > node:
            finite = "VerbForm=Fin" in tree.shapes[verb] or any(tree.tags[k] == "AUX" for k in tree.children[verb])
            return verb if finite and (tree.tags[verb] in VERBAL or tree.tags[verb] in ("ADJ", "NOUN")) else None
    return None


def aside_end(layout: Layout, at: int, stop: int) -> int:
    """One past a set phrase ("par ailleurs") or a date that begins here; ``at`` if none does."""
    for words in layout.lexicon.asides.get(layout.word(at), ()):
        if layout.words[at : at + len(words)] == words and at + len(words) < stop:
            return at + len(words)
    end = at
    if layout.tree.tags[at] == "DET" and (layout.is_dated(at + 1) or layout.is_dated(at + 2)):
        end = at + 1
    while end < stop and (layout.is_dated(end) or (layout.tree.tags[end] == "NUM" and layout.is_dated(end + 1))):
        end += 1
    while end > at + 1 and end < stop and layout.tree.tags[end] == "NUM" and layout.is_dated(end - 1):
        end += 1
    return end if (end > at and layout.is_dated(end - 1)) or end > at + 1 else at
