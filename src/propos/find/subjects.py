"""Who is the subject of a verb that reports."""

from __future__ import annotations

from propos.find.cues import Cue
from propos.find.impersonal import said_where, said_where_before
from propos.find.layout import Layout
from propos.find.spans import HEADS, NOMINAL, Range, begins_clause, is_according, own, phrase_at, phrase_end
from propos.find.verbs import VERBAL

LONGEST_CLIMB = 4
#: How far before a noun the words "according to" may begin.
LONGEST_PREPOSITION = 4
LONGEST_RELATIVE = 25
LONGEST_SUBJECT = 10


def subject_of(layout: Layout, cue: Cue) -> Range | None:
    """Who says it: pronoun of an inversion, subject, agent of a passive, subject of the verb above."""
    sentence = layout.sentence(cue.token)
    if cue.pronoun >= 0:
        return _doubled(layout, cue, sentence.first) or (cue.pronoun, cue.pronoun + 1)
    if cue.is_undergone:
        return _agent(layout, cue, sentence.after)
    noun = _behind_noun(layout, cue) if cue.form == "gerund" else -1
    if noun >= sentence.first and any(layout.has("told_to", t) for t in range(noun, cue.token)):
        return own(layout, phrase_at(layout, noun, sentence.first, cue.first))
    shared = _shared_subject(layout, cue)
    if shared:
        return shared
    told_of = _before_relative(layout, cue, sentence.first) if cue.is_finite else None
    if told_of is None and cue.is_finite:
        told_of = _before_insertion(layout, cue, sentence.first)
    if told_of is not None:
        return own(layout, phrase_at(layout, told_of, sentence.first, cue.first))
    at = cue.first - 1
    if cue.is_finite and (layout.closes(at) or (layout.word(at) == "," and layout.closes(at - 1))):
        if layout.tree.tags[min(cue.last + 1, len(layout.tree) - 1)] in ("DET", "PROPN", "NOUN"):
            return cue.last + 1, phrase_end(layout, cue.last + 1, sentence.after)
    beside = at >= sentence.first and (layout.tree.tags[at] == "PROPN" or layout.has("personal", at))
    relative = _subject_in_relative(layout, cue, sentence.first) if cue.is_finite else None
    if relative:
        return relative
    head = _parsed_subject(layout, cue.token, cue)
    if head is not None and _is_according_to(layout, head, sentence.first):
        head = None
    reaches = head is not None and head <= at < phrase_at(layout, head, sentence.first, cue.first)[1]
    colons = (i for i in range(cue.first - 1, sentence.first, -1) if layout.word(i) == ":" and layout.quote_of[i] < 0)
    start = next(colons, sentence.first - 1) + 1
    if head is not None and head < start:
        head = None  # what stands before a colon is a topic ("Ligue 2 : battu, Morel pointe A")
    if cue.is_finite and (head is None or (beside and not reaches)):
        head = _subject_before(layout, cue.first, start)
    if head is None:
        return None
    head = _antecedent(layout, head, sentence.first)
    if layout.has("impersonal", head):
        where = said_where(layout, cue.last + 1, sentence.after) or said_where_before(layout, head, sentence.first)
        return where or (head, head + 1)
    if head < cue.first:
        phrase = own(layout, phrase_at(layout, head, sentence.first, cue.first))
        return _whose_document(layout, phrase, sentence.first) or phrase
    return phrase_at(layout, head, cue.last + 1, sentence.after) if head > cue.last else None


def _before_relative(layout: Layout, cue: Cue, start: int) -> int | None:
    """The noun before a relative clause that a comma closes right before the verb ("X, qui préside l'ONG, raconte")."""
    tree, close = layout.tree, cue.first - 1
    if layout.word(close) != "," or layout.tag(cue.last + 1) == "PROPN" or layout.quote_of[close] >= 0:
        return None
    for at in range(close - 2, max(start, close - LONGEST_RELATIVE), -1):
        if layout.word(at) in (";", ":") or layout.quote_of[at] >= 0:
            return None
        if layout.word(at) == "," and any(layout.has(g, at + 1) for g in ("relative", "relatives")):
            verbs = sum("VerbForm=Fin" in tree.shapes[t] for t in range(at + 1, close))
            return _top(layout, at - 1, start) if verbs == 1 and tree.tags[at - 1] in HEADS else None
    return None


def _before_insertion(layout: Layout, cue: Cue, start: int) -> int | None:
    """The noun before words between commas that set it off from others ("Me Garrec, lui, a plaidé")."""
    at = cue.first - 1
    if layout.word(at) != ",":
        return None
    while at - 1 > start and layout.has("insertions", at - 1) and layout.word(at - 1) != ",":
        at -= 1
    before = at - 2
    if at == cue.first - 1 or before < start or layout.word(at - 1) != "," or layout.quote_of[before] >= 0:
        return None
    return _top(layout, before, start) if layout.tree.tags[before] in ("NOUN", "PROPN", "ADJ") else None


def _subject_in_relative(layout: Layout, cue: Cue, start: int) -> Range | None:
    """The noun phrase that is all between "that" and a verb ("une décision que Morel juge « folle »")."""
    at, tags = cue.first - 1, layout.tree.tags
    while at > max(start, cue.first - LONGEST_SUBJECT) and tags[at] in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM"):
        at -= 1
    nominal = at < cue.first - 1 and tags[at + 1] in ("DET", "PROPN", "NOUN", "NUM")
    return (at + 1, cue.first) if nominal and layout.has("that", at) else None


def _whose_document(layout: Layout, phrase: Range, start: int) -> Range | None:
    """Whoever is named before "whose", if the phrase behind it is a document ("l'agence, dont le rapport évoque A")."""
    at = phrase[0] - 1
    noun = layout.naming.nouns.at(layout.words, phrase[0] + 1)
    if not layout.has("whose", at) or noun is None or noun[1].kind != "document":
        return None
    before = at - 1 - (layout.word(at - 1) == ",")
    if before < start or layout.tree.tags[before] not in ("NOUN", "PROPN"):
        return None
    return own(layout, phrase_at(layout, _top(layout, before, start), start, at))


def _is_according_to(layout: Layout, head: int, first: int) -> bool:
    """Whether a noun or pronoun follows "according to", so that it is the subject of no verb ("Selon lui, X a dit")."""
    before = range(max(first, head - LONGEST_PREPOSITION), head)
    return any(is_according(layout, t) and "," not in layout.words[t:head] for t in before)


def _shared_subject(layout: Layout, cue: Cue) -> Range | None:
    """The subject that a participle, or a verb joined by a conjunction, shares with the verb that reports before it."""
    tree, before = layout.tree, cue.first - 1
    sentence = layout.sentence(cue.token)
    joined = cue.is_finite and before > sentence.first and tree.tags[before] == "CCONJ"
    if not joined and cue.form != "gerund":
        return None
    if before < sentence.first + 2:
        return _subject_after(layout, cue)
    if cue.form == "gerund" and _behind_noun(layout, cue) >= 0:
        return None
    for token in range(before - 1, sentence.first - 1, -1):
        earlier = layout.cues.get(token)
        speaks = earlier and earlier.is_finite and {"quote", "that"} & earlier.frames
        if earlier and speaks and layout.quote_of[token] == layout.quote_of[cue.token]:
            return subject_of(layout, earlier)
    return None if joined else _first_subject(layout, cue)


def _behind_noun(layout: Layout, cue: Cue) -> int:
    """The noun that a participle follows at once, whose subject it then is ("un appel les avertissant"), or -1."""
    at, tags = cue.first - 1, layout.tree.tags
    told = cue.first == cue.token or any(layout.has("told_to", t) for t in range(cue.first, cue.token))
    at -= tags[at] == "DET" and layout.has("told_to", at)  # "les" may be taken for an article
    at -= tags[at] == "ADJ" and layout.tree.heads[at] == at - 1
    return at if told and tags[at] in ("NOUN", "PROPN") else -1


def _first_subject(layout: Layout, cue: Cue) -> Range | None:
    """The first subject of the cue's sentence, outside quotations and other clauses, if its verb is before the cue."""
    tree, start = layout.tree, layout.sentence(cue.token).first
    subjects = (*layout.syntax.subject, *layout.syntax.passive_subject)
    for token in range(start, cue.first - 1):
        verb = tree.heads[token]
        if _is_according_to(layout, token, start):
            continue
        aside = tree.labels[verb].startswith("acl") or tree.labels[verb] in layout.syntax.adverbial_clause
        if tree.labels[token] in subjects and layout.quote_of[token] < 0 and not aside:
            return own(layout, phrase_at(layout, token, start, cue.first)) if verb < cue.first else None
    return None


def _subject_after(layout: Layout, cue: Cue) -> Range | None:
    """The subject of the main clause after a participle that opens the sentence."""
    sentence = layout.sentence(cue.token)
    subjects = (*layout.syntax.subject, *layout.syntax.passive_subject)
    for at in range(cue.last + 2, sentence.after - 1):
        if layout.word(at) == "," and layout.quote_of[at] < 0 and begins_clause(layout, at + 1):
            head = next(t for t in range(at + 1, at + 7) if layout.tree.labels[t] in subjects)
            return own(layout, phrase_at(layout, head, at + 1, sentence.after))
    return None


def _doubled(layout: Layout, cue: Cue, start: int) -> Range | None:
    """The noun phrase that the pronoun of a question takes up ("pourquoi X affirme-t-il")."""
    at = cue.first - 1
    if at < start or layout.tree.tags[at] not in ("NOUN", "PROPN") or layout.quote_of[at] != layout.quote_of[cue.token]:
        return None
    return own(layout, phrase_at(layout, _top(layout, at, start), start, cue.first))


def _agent(layout: Layout, cue: Cue, stop: int) -> Range | None:
    for at in range(cue.token + 1, min(cue.token + 14, stop)):
        if layout.has("by", at) and at + 1 < stop and layout.tree.tags[at + 1] in NOMINAL:
            return at + 1, phrase_end(layout, at + 1, stop)
        if layout.word(at) in (":", ";"):
            break
    return None


def _parsed_subject(layout: Layout, token: int, cue: Cue) -> int | None:
    """Head of the subject that the parser gives the verb, or the verb that it hangs on."""
    tree, syntax = layout.tree, layout.syntax
    inside = layout.quote_of[token]
    node = token
    for step in range(LONGEST_CLIMB):
        for kid in tree.children[node]:
            if tree.labels[kid] in syntax.subject and tree.tags[kid] in HEADS | {"DET"}:
                outside = layout.quote_of[kid] in (inside, -1) or step == 0
                if outside and not (step and cue.first <= kid <= cue.last):
                    return kid
        label, head = tree.labels[node], tree.heads[node]
        if step and node != token and any(tree.labels[k] in syntax.passive_subject for k in tree.children[node]):
            return next(k for k in tree.children[node] if tree.labels[k] in syntax.passive_subject)
        if head == node:
            return None
        if label.startswith("acl") and tree.tags[head] in ("NOUN", "PROPN", "PRON"):
            return head
        climbs = label in syntax.conjunct or not cue.is_finite or step > 0
        if not climbs or tree.tags[head] not in VERBAL | {"ADJ", "NOUN"}:
            return None
        node = head
    return None


def _subject_before(layout: Layout, first: int, start: int) -> int | None:
    """Head of the noun phrase, or the pronoun, that stands right before the verb group."""
    tree, at = layout.tree, first - 1
    while at >= start and tree.tags[at] == "ADV":
        at -= 1
    if at > start and layout.word(at) == ",":
        return _before_apposition(layout, at, start)
    if at < start or tree.tags[at] not in HEADS or layout.quote_of[at] != layout.quote_of[first]:
        return None
    return _top(layout, at, start)


def _top(layout: Layout, at: int, start: int) -> int:
    tree = layout.tree
    while start <= tree.heads[at] < at and tree.tags[tree.heads[at]] in HEADS and not _begins_anew(layout, at):
        if tree.heads[at] in layout.cues:
            break  # "soupire Anne Rey", whatever the parser takes the verb for
        at = tree.heads[at]
    return at


def _begins_anew(layout: Layout, head: int) -> bool:
    """Whether a comma and a conjunction stand before a noun phrase, so that it opens a clause ("A, et B dit")."""
    first = layout.tree.lefts[head]
    while first < head and layout.tree.tags[first] == "CCONJ":
        first += 1
    return layout.tag(first - 1) == "CCONJ" and layout.word(first - 2) == ","


def _before_apposition(layout: Layout, comma: int, start: int) -> int | None:
    """The subject before words between commas ("X, maire de Y, a dit")."""
    tree = layout.tree
    for at in range(comma - 1, max(start, comma - 25), -1):
        if layout.word(at) == "," and at > start and tree.tags[at - 1] in HEADS:
            return _top(layout, at - 1, start)
        if tree.tags[at] in VERBAL and "VerbForm=Fin" in tree.shapes[at] and not layout.has("relative", at - 1):
            return None
    return None


def _antecedent(layout: Layout, head: int, start: int) -> int:
    """What a relative pronoun stands for: the nearest noun before it."""
    if not layout.has("relative", head):
        return head
    tree = layout.tree
    noun = next((i for i in range(head - 1, start - 1, -1) if tree.tags[i] in ("NOUN", "PROPN", "PRON")), None)
    if noun is None:
        return head
    verb = tree.heads[head]
    above = tree.heads[verb]
    nominal = tree.tags[above] in ("NOUN", "PROPN", "PRON") and above not in layout.cues
    if start <= above < head and nominal and tree.labels[verb].startswith("acl"):
        return noun if layout.has("containers", above) else above
    top = _top(layout, noun, start)
    return noun if layout.has("containers", top) else top
