"""Where a noun phrase, a subject or a reported clause begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from propos.find.cues import VERBAL, Cue
from propos.find.layout import Layout
from propos.find.leaving import leaves
from propos.model import Mood, Stance

#: Token ranges, first and one past the last.
Range = tuple[int, int]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"})
LONGEST_CLIMB = 4
#: A clause that begins within so many tokens of its sentence stands before the main clause.
FRONTED = 4
CLOSERS = frozenset({",", ";", ":", "(", ")", "[", "]", "-", "–", "—"})


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
        if tag in NOMINAL and not layout.has("relative", at) and not layout.has("inverted", at):
            at += 1
        elif layout.has("of", at) or tree.lemmas[at] in layout.lexicon.sets["of"]:
            at += 1
        elif tag in ("CCONJ", "ADP") and _goes_on(layout, at, start, stop):
            at += 1
        elif tag == "ADV" and at == start:
            at += 1
        else:
            break
    while at > start + 1 and tree.tags[at - 1] in ("ADP", "DET", "CCONJ") and at - 1 > start:
        at -= 1
    return _with_name(layout, at, stop)


def _goes_on(layout: Layout, at: int, start: int, stop: int) -> bool:
    """Whether a conjunction, or a preposition after an office, goes on with the phrase."""
    tree = layout.tree
    if at == start or at + 1 >= stop:
        return False
    if tree.tags[at] == "CCONJ":
        return tree.tags[at + 1] in ("DET", "PROPN", "NOUN")
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
    if at + 1 < stop and layout.word(at) == "," and tree.tags[at + 1] == "PROPN" and layout.capital(at + 1):
        end = at + 1
        while end < stop and tree.tags[end] in ("PROPN", "X") and layout.opens(end) is None:
            end += 1
        if end >= stop or layout.word(end) in (",", ".", ":"):
            return end
    return at


def phrase_at(layout: Layout, head: int, start: int, stop: int) -> Range:
    """The noun phrase around its head, within ``start`` and ``stop``."""
    tree, first = layout.tree, head
    while first > start and tree.tags[first - 1] in ("DET", "ADJ", "NUM", "PROPN") and not layout.opens(first):
        first -= 1
    named = tree.tags[head] == "PROPN" and (first == head or tree.tags[first] == "ADJ")
    if named and first > start and tree.tags[first - 1] == "NOUN":  # "le président russe Jean Morel"
        return phrase_at(layout, first - 1, start, stop)
    return first, max(head + 1, phrase_end(layout, first, stop))


def subject_of(layout: Layout, cue: Cue) -> Range | None:
    """Who says it: pronoun of an inversion, subject, agent of a passive, subject of the verb above."""
    sentence = layout.sentence(cue.token)
    if cue.pronoun >= 0:
        return _doubled(layout, cue, sentence.first) or (cue.pronoun, cue.pronoun + 1)
    if cue.passive:
        return _agent(layout, cue, sentence.after)
    shared = _shared_subject(layout, cue)
    if shared:
        return shared
    at = cue.first - 1
    if cue.is_finite and (layout.closes(at) or (layout.word(at) == "," and layout.closes(at - 1))):
        if layout.tree.tags[min(cue.last + 1, len(layout.tree) - 1)] in ("DET", "PROPN", "NOUN"):
            return cue.last + 1, phrase_end(layout, cue.last + 1, sentence.after)
    beside = at >= sentence.first and (layout.tree.tags[at] == "PROPN" or layout.has("personal", at))
    head = _parsed_subject(layout, cue.token, cue)
    reaches = head is not None and head <= at < phrase_at(layout, head, sentence.first, cue.first)[1]
    if cue.is_finite and (head is None or (beside and not reaches)):
        head = _subject_before(layout, cue.first, sentence.first)
    if head is None:
        return None
    head = _antecedent(layout, head, sentence.first)
    if head < cue.first:
        return own(layout, phrase_at(layout, head, sentence.first, cue.first))
    return phrase_at(layout, head, cue.last + 1, sentence.after) if head > cue.last else None


def _shared_subject(layout: Layout, cue: Cue) -> Range | None:
    """The subject that a participle, or a verb joined by a conjunction, shares with the verb that reports before it."""
    tree, before = layout.tree, cue.first - 1
    sentence = layout.sentence(cue.token)
    joined = cue.is_finite and before > sentence.first and tree.tags[before] == "CCONJ"
    if not joined and cue.form != "gerund":
        return None
    if before < sentence.first + 2:
        return _subject_after(layout, cue)
    if cue.form == "gerund" and tree.tags[before] in ("NOUN", "PROPN") and cue.first == cue.token:
        return None
    for token in range(before - 1, sentence.first - 1, -1):
        earlier = layout.cues.get(token)
        speaks = earlier and earlier.is_finite and {"quote", "that"} & earlier.frames
        if earlier and speaks and layout.quote_of[token] == layout.quote_of[cue.token]:
            return subject_of(layout, earlier)
    return None if joined else _first_subject(layout, cue)


def _first_subject(layout: Layout, cue: Cue) -> Range | None:
    """The first subject of the cue's sentence, outside quotations and other clauses, if its verb is before the cue."""
    tree, start = layout.tree, layout.sentence(cue.token).first
    subjects = (*layout.syntax.subject, *layout.syntax.passive_subject)
    for token in range(start, cue.first - 1):
        verb = tree.heads[token]
        aside = tree.labels[verb].startswith("acl") or tree.labels[verb] in layout.syntax.adverbial_clause
        if tree.labels[token] in subjects and layout.quote_of[token] < 0 and not aside:
            return own(layout, phrase_at(layout, token, start, cue.first)) if verb < cue.first else None
    return None


def _subject_after(layout: Layout, cue: Cue) -> Range | None:
    """The subject of the main clause after a participle that opens the sentence."""
    sentence = layout.sentence(cue.token)
    subjects = (*layout.syntax.subject, *layout.syntax.passive_subject)
    for at in range(cue.last + 2, sentence.after - 1):
        if layout.word(at) == "," and layout.quote_of[at] < 0 and _begins_clause(layout, at + 1):
            head = next(t for t in range(at + 1, at + 7) if layout.tree.labels[t] in subjects)
            return own(layout, phrase_at(layout, head, at + 1, sentence.after))
    return None


def _doubled(layout: Layout, cue: Cue, start: int) -> Range | None:
    """The noun phrase that the pronoun of a question takes up ("pourquoi X affirme-t-il")."""
    at = cue.first - 1
    if at < start or layout.tree.tags[at] not in ("NOUN", "PROPN") or layout.quote_of[at] != layout.quote_of[cue.token]:
        return None
    return own(layout, phrase_at(layout, _top(layout, at, start), start, cue.first))


def own(layout: Layout, phrase: Range) -> Range:
    """The possessive alone if a phrase begins with one and names nobody ("ses propos", "leur communiqué")."""
    first = phrase[0]
    if layout.naming.determiners.get(layout.word(first)) != "possessive":
        return phrase
    nouns = [t for t in range(*phrase) if layout.tree.tags[t] == "NOUN"]
    if any(layout.tree.tags[t] == "PROPN" for t in range(*phrase)):
        return phrase
    found = layout.naming.nouns.at(layout.words, nouns[0]) if nouns else None
    return phrase if found and found[1].kind != "document" else (first, first + 1)


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
    while start <= tree.heads[at] < at and tree.tags[tree.heads[at]] in HEADS:
        at = tree.heads[at]
    return at


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
    if start <= above < head and tree.tags[above] in ("NOUN", "PROPN", "PRON") and tree.labels[verb].startswith("acl"):
        return above
    return _top(layout, noun, start)


def trim(layout: Layout, first: int, after: int) -> Range | None:
    """A range without the punctuation at its edges that belongs to no quotation; None if nothing is left."""
    tree = layout.tree
    while first < after and tree.tags[first] in ("PUNCT", "SPACE") and layout.quote_of[first] < 0:
        first += 1
    while first < after and not layout.is_word(after - 1) and layout.quote_of[after - 1] < 0:
        after -= 1
    return (first, after) if first < after else None


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
        if layout.word(at) in ("(", "["):
            depth += 1
        elif layout.word(at) in (")", "]"):
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
    if opens_sentence and cue.form in ("gerund", "participle") and not cue.is_finite:
        for at in range(start + 1, layout.sentence(cue.token).after - 1):
            if layout.word(at) == "," and layout.quote_of[at] < 0 and _begins_clause(layout, at + 1):
                return at
    first = tree.lefts[cue.token]
    subordinate = tree.tags[first] == "SCONJ" or layout.has("that", first + 1)
    if subordinate and tree.labels[cue.token] in layout.syntax.adverbial_clause and head > start:
        subject = next((k for k in tree.children[head] if tree.labels[k] in layout.syntax.subject and k > start), head)
        first = tree.lefts[subject]
        if start < first - 1 and layout.word(first - 1) == ",":
            return first - 1
    return end


def _begins_clause(layout: Layout, at: int) -> bool:
    """Whether the subject of a finite verb begins here."""
    tree = layout.tree
    for node in range(at, min(at + 6, len(tree))):
        verb = tree.heads[node]
        subject = tree.labels[node] in (*layout.syntax.subject, *layout.syntax.passive_subject)
        if subject and tree.lefts[node] == at and verb > node:
            return "VerbForm=Fin" in tree.shapes[verb] or any(tree.tags[k] == "AUX" for k in tree.children[verb])
    return False


def _cuts(layout: Layout, cue: Cue, at: int, start: int, stop: int) -> bool:
    """Whether what is reported ends before the token at ``at``."""
    tree, word = layout.tree, layout.word(at)
    if word == ";":
        return True
    if word == ":":
        return layout.opens(at + 1) is not None or at + 1 == stop
    if word == ",":
        return _cuts_after_comma(layout, cue, at + 1, start, stop)
    if tree.tags[at] == "CCONJ":
        return _joins_cue(layout, cue, at, stop)
    return is_according(layout, at) and at > start + 2


def is_according(layout: Layout, at: int) -> bool:
    """Whether a preposition such as "selon" stands here."""
    options = layout.lexicon.prepositions.get(layout.word(at), ())
    return any(not p.opinion and layout.words[at : at + len(p.words)] == p.words for p in options)


def _cuts_after_comma(layout: Layout, cue: Cue, at: int, start: int, stop: int) -> bool:
    tree = layout.tree
    if at >= stop:
        return True
    if is_according(layout, at):
        return True
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
