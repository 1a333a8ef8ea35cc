"""Quotations that no verb beside them reports: after a colon, going on from the sentence before, standing free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from propos.find.cues import Cue
from propos.find.evidence import source_kind
from propos.find.layout import Layout, Quoted, Sentence
from propos.find.spans import HEADS, NOMINAL, Draft, Range, own, phrase_at, phrase_end, trim
from propos.find.subjects import subject_of
from propos.model import Quotation, Rejected

#: Words that a quotation must have to be taken for somebody's words without any cue.
LONG_QUOTATION = 6
SHORT_LEAD = 12
#: Tokens of a line that names who speaks below it, and what may stand before a name behind a quotation.
LONGEST_LINE = 12
#: Within so many tokens a noun follows its determiner, and "of" the noun.
NEAR = 4
SIGNS = frozenset({"(", "–", "—", "-"})
#: Kinds of noun phrase that speak.
SPEAKS = frozenset({"name", "person", "organisation"})


def find_uncued(layout: Layout, drafts: Sequence[Draft]) -> Iterator[Draft | Rejected]:
    """Each outermost quotation that no draft holds, as a statement or as rejected with the reason."""
    held = [False] * len(layout.tree)
    for draft in drafts:
        for first, after in draft.content:
            held[first:after] = [True] * (after - first)
    for quoted in layout.quoted:
        if any(held[quoted.inner : quoted.close]):
            continue
        found = _uncued(layout, quoted)
        if isinstance(found, Draft) and found.continues:
            found = _of_sentence_before(layout, found, held)
        if isinstance(found, Draft):
            for first, after in found.content:
                held[first:after] = [True] * (after - first)
        yield found


def _uncued(layout: Layout, quoted: Quoted) -> Draft | Rejected:
    sentence = layout.sentence(quoted.first)
    if layout.word(quoted.first - 1) == ":":
        source = _leads_in(layout, quoted.first - 1, layout.sentence(quoted.first - 1).first)
        words = (quoted.first, quoted.after)
        return Draft(content=(words,), rule="colon", source=source, continues=source is None, token=quoted.first)
    named = _names_after(layout, quoted, sentence)
    if named:
        words = (quoted.first, quoted.after)
        return Draft(content=(words,), rule="name behind", source=named, token=quoted.first)
    if _stands_alone(layout, quoted, sentence):
        line = _name_line(layout, sentence)
        if line:
            words = (quoted.first, quoted.after)
            return Draft(content=(words,), rule="name line", source=line, token=quoted.first)
        whose = _said_behind(layout, sentence)
        if whose:
            words = (quoted.first, quoted.after)
            return Draft(content=(words,), rule="name behind", source=whose, token=quoted.first)
        return Draft(content=((quoted.first, quoted.after),), rule="goes on", continues=True, token=quoted.first)
    if _is_speech(layout, quoted):
        whole = trim(layout, sentence.first, sentence.after)
        if whole:
            return Draft(content=(whole,), rule="free quotation", continues=True, token=quoted.first)
    return set_off(quoted.quotation)


def _names_after(layout: Layout, quoted: Quoted, sentence: Sentence) -> Range | None:
    """Who is named behind a quotation that opens a sentence: after a colon, or in brackets or behind a dash."""
    at = quoted.after
    if quoted.first > sentence.first + 1 or at + 1 >= sentence.after:
        return None
    if layout.word(at) == ":":
        return person_in(layout, at + 1, sentence.after)
    if layout.word(at) in SIGNS and layout.tree.tags[at + 1] == "PROPN" and layout.capital(at + 1):
        end = phrase_end(layout, at + 1, sentence.after)
        return (at + 1, end) if source_kind(layout, (at + 1, end)) in SPEAKS else None
    return None


def _said_behind(layout: Layout, sentence: Sentence) -> Range | None:
    """Of whom the next sentence says that the words are ("Le constat de X est sans appel", "Les mots sont de X")."""
    tree, first = layout.tree, sentence.after
    if first >= len(tree) or tree.tags[first] != "DET":
        return None
    after = layout.sentence(first).after
    noun = next((t for t in range(first + 1, min(first + NEAR, after)) if tree.tags[t] == "NOUN"), after)
    if noun >= after or "quote" not in layout.lexicon.nouns.get(tree.lemmas[noun], ()):
        return None
    for at in range(noun + 1, min(noun + NEAR, after - 1)):
        if layout.has("of", at) or layout.lexicon.contracted.get(layout.word(at)):
            start = at + (layout.has("of", at) or tree.tags[at + 1] != "DET")
            phrase = (start, phrase_end(layout, start, after))
            return phrase if source_kind(layout, phrase) in SPEAKS else None
        if tree.tags[at] not in ("AUX", "VERB", "ADJ", "ADV"):
            return None
    return None


def _name_line(layout: Layout, sentence: Sentence) -> Range | None:
    """The name that the line above a paragraph of somebody's words consists of."""
    tree, first = layout.tree, sentence.first
    if first == 0 or tree.paragraphs[first - 1] == tree.paragraphs[first]:
        return None
    line = layout.sentence(first - 1)
    start, after = line.first, line.after
    if after - start > LONGEST_LINE or tree.paragraph_ranges[tree.paragraphs[start]] != (start, after):
        return None
    if any("VerbForm=Fin" in tree.shapes[t] or layout.quote_of[t] >= 0 for t in range(start, after)):
        return None
    if tree.tags[start] != "PROPN" or not layout.capital(start):
        return None
    phrase = (start, phrase_end(layout, start, after))
    return phrase if source_kind(layout, phrase) in SPEAKS and phrase[1] - start > 1 else None


def _of_sentence_before(layout: Layout, draft: Draft, held: list[bool]) -> Draft:
    """The draft as said by whom the sentence before is about, if nobody is reported to say anything there."""
    first = layout.sentence(draft.token).first
    if first == 0:
        return draft
    before = layout.sentence(first - 1)
    if any(held[before.first : before.after]) or before.after - before.first < 4:
        return draft
    source = person_in(layout, before.first, before.after)
    return replace(draft, source=source, continues=False, rule="follows") if source else draft


def _stands_alone(layout: Layout, quoted: Quoted, sentence: Sentence) -> bool:
    outside = [t for t in range(sentence.first, sentence.after) if not quoted.first <= t < quoted.after]
    if any(layout.is_word(t) and layout.quote_of[t] < 0 for t in outside):
        return False
    words = sum(layout.is_word(t) for t in range(quoted.inner, quoted.close))
    return words > 2


def _is_speech(layout: Layout, quoted: Quoted) -> bool:
    inner = range(quoted.inner, quoted.close)
    words = sum(layout.is_word(t) for t in inner)
    return words >= LONG_QUOTATION and any("VerbForm=Fin" in layout.tree.shapes[t] for t in inner)


def _leads_in(layout: Layout, colon: int, start: int) -> Range | None:
    """Who is named before a colon: subject of its last verb, or the noun phrase that all of it is."""
    mistaken = _missed_verb(layout, start, colon)
    if mistaken:
        return mistaken
    cues: list[Cue] = [layout.cues[t] for t in range(start, colon) if t in layout.cues]
    for cue in reversed(cues):
        source = subject_of(layout, cue)
        if source and source_kind(layout, source) not in ("nobody", "other"):
            return source
    named = person_in(layout, start, colon) or _whose_words(layout, start, colon)
    if named is None and colon - start <= SHORT_LEAD and start < colon and layout.tree.tags[start] in NOMINAL:
        return own(layout, (start, phrase_end(layout, start, colon)))
    return named


def _missed_verb(layout: Layout, start: int, colon: int) -> Range | None:
    """Who stands before a colon whose verb the parser took for something else ("X, interrogé par Y, tempère :")."""
    tree = layout.tree
    if tree.tags[colon - 1] in ("VERB", "AUX") or layout.word(colon - 1) not in layout.lexicon.forms:
        return None
    if any("VerbForm=Fin" in tree.shapes[t] for t in range(start, colon)):
        return None
    phrase = own(layout, (start, phrase_end(layout, start, colon)))
    return phrase if source_kind(layout, phrase) in SPEAKS else None


def _whose_words(layout: Layout, start: int, stop: int) -> Range | None:
    """Whose answer or the like is named before a colon ("Réponse du préfet :", "La réaction de Jean Morel :")."""
    noun = start + (layout.tag(start) == "DET")
    if noun + 2 >= stop or "quote" not in layout.lexicon.nouns.get(layout.tree.lemmas[noun], ()):
        return None
    at = noun + 1
    if layout.lexicon.contracted.get(layout.word(at)) or layout.has("of", at):
        phrase = (at + 1, phrase_end(layout, at + 1, stop))
        return phrase if phrase[1] == stop and source_kind(layout, phrase) in SPEAKS else None
    return None


def person_in(layout: Layout, start: int, stop: int) -> Range | None:
    """The first subject within a stretch that is a person or a body, or stands for one."""
    tree = layout.tree
    for at in range(start, stop):
        subject = tree.labels[at] in (*layout.syntax.subject, *layout.syntax.passive_subject)
        if subject and tree.tags[at] in HEADS and layout.quote_of[at] < 0:
            phrase = own(layout, phrase_at(layout, at, start, stop))
            if source_kind(layout, phrase) in SPEAKS or source_kind(layout, phrase).startswith("pronoun"):
                return phrase
    return None


def set_off(quotation: Quotation) -> Rejected:
    """A quotation that no statement holds: scare quotes, a title, a nickname."""
    return Rejected(span=quotation.span, reason="a word or phrase set off: nobody is said to have uttered it here")
