"""Reports: a verb, then what it reports (a clause, an infinitive, an object, a quotation)."""

from __future__ import annotations

from collections.abc import Iterator

from propos.find.cues import Cue
from propos.find.extent import clause_end
from propos.find.layout import Layout
from propos.find.leaving import aside_end
from propos.find.measured import is_sentence, valued
from propos.find.spans import NOMINAL, Draft, Range, phrase_at, trim
from propos.find.subjects import subject_of
from propos.find.verbs import VERBAL
from propos.model import Mood

#: How far after a verb its complement may begin.
REACH = 30
SOON = 4
#: How far before a verb the relative pronoun of its clause may stand.
RELATIVE_REACH = 6
LONGEST_PARENTHESIS = 16
LONGEST_JUDGED = 14
LONGEST_ADDRESSEE = 10
OBJECTS = frozenset({"NOUN", "ADJ"})


def find_reports(layout: Layout) -> Iterator[Draft]:
    """What each verb reports to its right; for passives also what is its subject."""
    for cue in layout.cues.values():
        found = _complement(layout, cue)
        if found is None and cue.passive:
            found = _of_passive(layout, cue)
        if found is None:
            continue
        content, frame = found
        about = _described(layout, cue, frame)
        yield Draft(
            content=(about, content) if about else (content,),
            rule=f"verb and {'object' if frame == 'valued' else frame}",
            cue=(cue.first, cue.last + 1),
            source=subject_of(layout, cue),
            frame=frame,
            stance=cue.stance_for(frame),
            mood=_mood(layout, cue, frame),
            token=cue.token,
        )


def _mood(layout: Layout, cue: Cue, frame: str) -> Mood:
    """The cue's mood; before a colon only a verb of saying denies ("n'a pas dit : A", not "ne décolère pas : A")."""
    says = any(e.lemma in layout.lexicon.sets["strong"] for e in cue.entries)
    return "asserted" if frame == "quote" and cue.mood == "negated" and not says else cue.mood


def _described(layout: Layout, cue: Cue, frame: str) -> Range | None:
    """What a relative clause calls something else ("the mood, which he called "heavy"")."""
    if frame not in ("of", "as") or cue.stance_for("as") != "claims" or cue.passive:
        return None
    first = layout.sentence(cue.token).first
    that = next(
        (i for i in range(cue.first - 1, max(first, cue.first - RELATIVE_REACH), -1) if layout.has("that", i)), -1
    )
    if that <= first or layout.tree.tags[that] != "PRON":
        return None
    above = layout.tree.heads[cue.token]
    clause = layout.tree.labels[cue.token].startswith("acl") and first <= above < that
    noun = above if clause else that - 1 - (layout.word(that - 1) == ",")
    return phrase_at(layout, noun, first, that) if layout.tree.tags[noun] in ("NOUN", "PROPN") else None


def _complement(layout: Layout, cue: Cue) -> tuple[Range, str] | None:
    start, frame = _opening(layout, cue)
    if start < 0:
        return None
    content = trim(layout, start, clause_end(layout, cue, start, frame))
    if content is None:
        return None
    if frame == "object" and is_sentence(layout, cue, content):
        return None
    if frame in ("quoted", "quoted_oblique") and not any(layout.quote_of[t] >= 0 for t in range(*content)):
        return None
    return (content, frame) if layout.quote_of[cue.token] >= 0 or not _only_marks(layout, content) else None


def _only_marks(layout: Layout, content: Range) -> bool:
    return not any(layout.is_word(t) for t in range(*content))


def _opening(layout: Layout, cue: Cue) -> tuple[int, str]:
    """Where what is reported begins and which frame it fills; -1 if nothing does."""
    frames, at = cue.frames, cue.last + 1
    home = layout.quote_at(cue.token)
    stop = min(layout.sentence(cue.token).after, home.close if home else len(layout.tree), at + REACH)
    colon = _colon(layout, at, stop) if "quote" in frames or "that" in frames else -1
    that = _that(layout, cue, at, stop) if "that" in frames else -1
    near = _skip(layout, cue, at, stop)
    if that > near + SOON and cue.obliques and _oblique(layout, cue, near) >= 0:
        that = -1
    if that >= 0 and (colon < 0 or that < colon):
        return that, "that"
    aside = cue.form == "gerund" and all(e.lemma in layout.lexicon.sets["weak"] for e in cue.entries)
    if colon >= 0 and not aside and (cue.form != "participle" or cue.auxiliary >= 0):
        return colon, "quote"
    if near >= stop:
        return -1, ""
    for found, frame in _near_frames(layout, cue, near, stop):
        if found >= 0:
            return found, frame
    return -1, ""


def _skip(layout: Layout, cue: Cue, at: int, stop: int) -> int:
    """The next token that is no adverb, negation, or adjunct of the verb (when, where, to whom)."""
    tree = layout.tree
    adjuncts = {
        tree.lefts[k]: min(
            (tree.lefts[v] for v in tree.children[k] if _ends_adjunct(layout, k, v)), default=tree.rights[k] + 1
        )
        for k in tree.children[cue.token]
        if k > cue.last and tree.labels[k] in layout.syntax.adjunct and tree.tags[k] in ("NOUN", "PROPN", "PRON", "NUM")
    }
    objects = "object" in cue.frames
    while at < stop and not layout.opens(at):
        aside = aside_end(layout, at, stop)
        if aside > at:
            at = aside
        elif (tree.tags[at] == "ADV" or layout.has("negations", at)) and not layout.has("questions", at):
            at += 1
        elif objects and at == cue.last + 1 and _is_several(layout, at):
            break
        elif at in adjuncts and adjuncts[at] < stop and not _holds(layout, cue, at, adjuncts[at]):
            at = adjuncts[at]
        elif (closed := _parenthesis(layout, at, stop)) > at:
            at = closed
        elif layout.word(at) == "," and (at + 1 in adjuncts or at > cue.last + 1):
            at += 1
        else:
            break
    return at


def _parenthesis(layout: Layout, at: int, stop: int) -> int:
    """One past where and when it was said, if that stands between commas here; ``at`` if it does not."""
    if layout.word(at) != "," or not layout.has("introduced_by", at + 1):
        return at
    close = next((i for i in range(at + 2, min(at + LONGEST_PARENTHESIS, stop)) if layout.word(i) == ","), at)
    inner = range(at, close)
    return (
        close + 1
        if close > at and not any("VerbForm=Fin" in layout.tree.shapes[i] or layout.opens(i) for i in inner)
        else at
    )


def _ends_adjunct(layout: Layout, head: int, kid: int) -> bool:
    """Whether a dependent of an adjunct is rather the verb's own: a verb, or a noun phrase without a preposition."""
    tree = layout.tree
    if kid < head:
        return False
    first = tree.lefts[kid]
    opens = tree.tags[first] == "DET" or (tree.tags[first] == "NUM" and not layout.is_dated(kid))
    phrase = tree.tags[kid] == "NOUN" and opens and tree.words[first - 1] != ","
    return tree.tags[kid] in VERBAL or (phrase and tree.labels[kid] == "nmod")


def _holds(layout: Layout, cue: Cue, first: int, after: int) -> bool:
    """Whether words are no mere adjunct: they hold a quotation, or begin with a preposition that the cue takes."""
    if any(layout.quote_of[t] != layout.quote_of[cue.token] for t in range(first, after)):
        return True
    if layout.has("as", first):
        return "as" in cue.frames
    opening = (layout.lexicon.contracted.get(layout.word(first)),)
    return any(layout.words[first : first + len(o)] == o or opening == o for o in cue.obliques)


def _near_frames(layout: Layout, cue: Cue, near: int, stop: int) -> Iterator[tuple[int, str]]:
    frames, tree = cue.frames, layout.tree
    if "question" in frames and layout.has("questions", near) and tree.tags[near] != "PRON":
        yield near, "question"
    if "infinitive" in frames and "VerbForm=Inf" in tree.shapes[_past_clitics(layout, near, stop)]:
        yield _with_negation(layout, cue, near), "infinitive"
    if "of" in frames or "whom_of" in frames:
        yield _preposition(layout, "of", near, stop, noun="whom_of" in frames, told=_is_told(layout, cue)), "of"
    if "to" in frames:
        yield _preposition(layout, "to", near, stop), "to"
    if cue.obliques:
        yield _oblique(layout, cue, near), "quoted_oblique" if "quoted_oblique" in frames else "object"
    if "as" in frames:
        yield _as(layout, cue, near, stop), "as"
    if "valued" in frames and not cue.is_undergone:
        yield valued(layout, cue, near, stop), "valued"
    if "judged" in frames and cue.is_undergone and layout.opens(near):
        yield near, "predicate"
    if "judged" in frames and not cue.passive and _judges(layout, near, stop):
        yield near, "object"
    if "own" in frames and layout.naming.determiners.get(layout.word(near)) == "possessive":
        yield near, "object"
    if "predicate" in frames and (tree.tags[near] in ("ADJ", "VERB", "NOUN", "ADP") or layout.opens(near)):
        yield near, "predicate"
    if cue.is_undergone or layout.word(near) in (",", ":", ".", ";", "("):
        return
    if layout.has("that", cue.first - 1) and tree.labels[cue.token].startswith("acl") and not layout.opens(near):
        return  # "une version que réfute X": who follows is the subject
    if {"object", "quoted", "quote"} & frames and (
        layout.opens(near) or tree.tags[near] in ("DET", "NOUN", "PROPN", "ADP", "NUM", "ADJ")
    ):
        if cue.pronoun < 0 or near > cue.pronoun + 1:
            if "object" in frames:
                partitive = layout.has("of", near) and (layout.opens(near + 1) or layout.tag(near + 1) == "ADJ")
                several = _is_several(layout, near)
                if tree.tags[near] != "ADP" or layout.opens(near) or partitive or several:
                    yield near, "object"
            elif "quoted" in frames or layout.opens(near):
                yield near, "quoted"


def _is_several(layout: Layout, near: int) -> bool:
    """Whether an object without an article of its own begins here ("des travaux", "des « failles »")."""
    return layout.has("partitives", near) and bool(layout.opens(near + 1) or layout.tag(near + 1) in OBJECTS)


def _judges(layout: Layout, near: int, stop: int) -> bool:
    """Whether a noun phrase begins here that an adjective of the verb's goes with ("juge le projet dangereux")."""
    tree = layout.tree
    if tree.tags[near] == "ADJ":
        return any(tree.tags[i] == "DET" for i in range(near + 1, min(near + 3, stop)))
    if tree.tags[near] not in ("DET", "PROPN"):
        return False
    end = next(
        (i for i in range(near, min(near + LONGEST_JUDGED, stop)) if tree.tags[i] in ("PUNCT", "VERB", "AUX", "CCONJ")),
        stop,
    )
    return any(tree.tags[i] == "ADJ" or "VerbForm=Part" in tree.shapes[i] for i in range(near + 2, min(end + 1, stop)))


def _with_negation(layout: Layout, cue: Cue, near: int) -> int:
    """Where an infinitive begins with the negation before it ("dit ne pas vouloir")."""
    while near - 1 > cue.last and (layout.has("ne", near - 1) or layout.has("negations", near - 1)):
        near -= 1
    return near


def _past_clitics(layout: Layout, at: int, stop: int) -> int:
    while at + 1 < stop and (layout.has("clitics", at) or layout.has("negations", at)):
        at += 1
    return at


def _colon(layout: Layout, at: int, stop: int) -> int:
    """What stands after a colon that a verb leads to with no other verb between."""
    for i in range(at, stop):
        if layout.words[i] == ":" and i + 1 < len(layout.tree):
            return i + 1
        if layout.words[i] in (";", ".", "?", "!") or layout.opens(i):
            return -1
        if i in layout.cues and layout.cues[i].is_finite:
            return -1
    return -1


def _that(layout: Layout, cue: Cue, at: int, stop: int) -> int:
    """What stands after "that", with no verb between, unless in commas."""
    tree = layout.tree
    only = cue.mood == "asserted" and any(layout.has("ne", t) for t in range(cue.first, cue.token))
    for i in range(at, stop):
        if layout.has("that", i):
            if only and i == at and layout.tag(i + 1) == "ADP":
                return -1  # "n'ont été avertis que par courriel"
            modifier = (
                tree.tags[i - 1] == "ADJ" and tree.tags[tree.heads[i - 1]] == "NOUN" and tree.heads[i - 1] > cue.last
            )
            told = tree.tags[i - 1] in ("NOUN", "PROPN", "PRON") or (tree.tags[i - 1] == "NUM" and i - 2 > cue.last)
            noun = (told or modifier) and not layout.is_dated(i - 1)
            relative = tree.tags[i] == "PRON" and noun and i - 1 > cue.last and not layout.opens(i + 1)
            relative = relative and not _only_where(layout, cue, at, i)
            if relative or (layout.has("not_that", i - 1) and i - 1 > cue.last):
                return -1
            return i + 1 if i + 1 < stop or layout.opens(i + 1) else -1
        if layout.words[i] in (";", ":", ".", "?", "!") or layout.opens(i):
            return -1
        if "VerbForm=Fin" in tree.shapes[i] and tree.tags[i] in VERBAL and not _set_off(layout, i, at):
            return -1
        other = layout.cues.get(i)
        reports = other is not None and (other.is_finite or other.form == "gerund")
        if reports and not any(layout.has("relative", t) for t in range(at, i)):
            return -1
        if "VerbForm=Inf" in tree.shapes[i] and tree.tags[i] in VERBAL and i > cue.last:
            if other is not None or any(layout.has("ne", t) for t in range(at, i)):
                return -1  # "assure ne jouer que pour"
    return -1


def _only_where(layout: Layout, cue: Cue, at: int, that: int) -> bool:
    """Whether only when, where or to whom stands between a verb of saying and "that" ("a affirmé à Lyon que")."""
    tree = layout.tree
    if not any(e.lemma in layout.lexicon.sets["strong"] for e in cue.entries):
        return False
    told = layout.naming.nouns.at(layout.words, that - 1)
    people = layout.word(that - 1) in layout.naming.people or (told is not None and told[1].kind != "document")
    if not (people or layout.capital(that - 1)) or not any(tree.tags[t] == "ADP" for t in range(at, that)):
        return False
    for token in range(at, that):
        opens = tree.tags[token] in ("DET", "NOUN", "PROPN") and not layout.is_dated(token)
        led = token > at and (tree.tags[token - 1] not in ("NOUN", "PROPN", "ADV") or tree.tags[token] == "PROPN")
        if tree.tags[token] in VERBAL or (opens and not led):
            return False
    return True


def _set_off(layout: Layout, token: int, at: int) -> bool:
    """Whether a verb stands in a relative clause or between commas."""
    return any(layout.has("relative", i) or layout.word(i) == "," for i in range(max(at, token - 8), token))


def _is_told(layout: Layout, cue: Cue) -> bool:
    """Whether of whom it is said stands before the verb: a clitic, a relative pronoun, the subject of a passive."""
    objects = any(layout.has("objects", i) for i in range(cue.first, cue.token))
    return (
        objects
        or cue.passive
        or cue.form == "participle"
        or layout.has("that", cue.first - 1)
        or any(layout.has("that", cue.first - 2) and layout.has(g, cue.first - 1) for g in ("personal", "subjects"))
        or any(k < cue.first and layout.has("that", k) for k in layout.tree.children[cue.token])
    )


def _preposition(layout: Layout, group: str, near: int, stop: int, *, noun: bool = False, told: bool = False) -> int:
    """What stands after a preposition that leads to an infinitive or, with ``noun``, to what somebody is accused of.

    With ``told``, who is accused stands before the verb, so that the preposition may follow at once.
    """
    tree = layout.tree
    for i in range(near, min(near + 16, stop)):
        if layout.has(group, i) and i + 1 < stop:
            verb = _past_clitics(layout, i + 2 if layout.opens(i + 1) and i + 2 < stop else i + 1, stop)
            infinitive = "VerbForm=Inf" in tree.shapes[verb] and not (layout.has("not_verbs", verb) and group == "to")
            if infinitive or (noun and (i > near or told) and layout.opens(i + 1)):
                return i + 1
            if noun and i == near and told and layout.tag(i + 1) in ("NOUN", "ADJ", "PROPN"):
                return i + 1
            if noun and i > near and tree.labels[tree.heads[i]] in layout.syntax.indirect_object:
                return i + 1
        reports = i > near and i in layout.cues and layout.cues[i].form in ("gerund", "finite")
        if layout.word(i) in (";", ":", ".") or "VerbForm=Fin" in tree.shapes[i] or reports:
            return -1
    return -1


def _oblique(layout: Layout, cue: Cue, near: int) -> int:
    """What stands after one of the verb's own prepositions; with "to", somebody may stand before it."""
    tree = layout.tree
    for words in cue.obliques:
        for at in range(near, min(near + LONGEST_ADDRESSEE, len(tree) - 1)):
            if at > near and not (tree.tags[at - 1] == "ADV" and at - near < SOON and not layout.opens(at - 1)):
                between = range(near, at)
                if "to" not in cue.frames or any(layout.word(i) == "," or layout.opens(i) for i in between):
                    break
                if cue.token not in (tree.heads[at], tree.heads[tree.heads[at]]):
                    continue
            if layout.words[at : at + len(words)] == words:
                return at + len(words)
            if len(words) == 1 and layout.lexicon.contracted.get(layout.word(at)) == words[0]:
                return at + 1 if layout.has("of", at) else at
    return -1


def _as(layout: Layout, cue: Cue, near: int, stop: int) -> int:
    for i in range(near, min(near + 14, stop)):
        if layout.has("as", i):
            return i + 1 if i - near < 2 or cue.passive or cue.reflexive else near
        if layout.word(i) in (";", ":", ".") or (i > near and "VerbForm=Fin" in layout.tree.shapes[i]):
            return -1
    return -1


def _of_passive(layout: Layout, cue: Cue) -> tuple[Range, str] | None:
    """The subject of a passive is what was said, if an agent says who ("l'accord a été annoncé par X")."""
    if not {"object", "that"} & cue.frames or subject_of(layout, cue) is None:
        return None
    tree = layout.tree
    for kid in tree.children[cue.token]:
        if kid < cue.first and tree.labels[kid] in (*layout.syntax.passive_subject, *layout.syntax.subject):
            if tree.tags[kid] not in NOMINAL or tree.tags[kid] == "PRON":
                return None
            content = trim(
                layout, max(tree.lefts[kid], layout.sentence(kid).first), min(tree.rights[kid] + 1, cue.first)
            )
            return (content, "passive") if content else None
    return None
