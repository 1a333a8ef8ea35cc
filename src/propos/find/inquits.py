"""Inquits: the verb and its speaker after, or in the middle of, what was said ("« ... », a déclaré X")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from propos.find.cues import Cue
from propos.find.evidence import source_kind
from propos.find.extent import clause_end
from propos.find.impersonal import said_where
from propos.find.layout import STOPS, Layout
from propos.find.leaving import aside_end
from propos.find.spans import (
    HEADS,
    NOMINAL,
    Draft,
    Range,
    phrase_end,
    trim,
)

#: So many words may stand before an inquit without being a clause ("Demain, dit X, ...").
SHORT = 4
#: What ends what is said of a speaker within the marks.
DESCRIBED = STOPS | {",", ";", ":"}
BREAKS = frozenset({",", "?", "!", "…", "...", "–", "—", "-", "?!", "!!"})


def find_inquits(layout: Layout) -> Iterator[Draft]:
    """What stands before, and around, each inquit."""
    for cue in layout.cues.values():
        told = cue.passive and not layout.has("told", cue.pronoun)
        if cue.form == "infinitive" and "quote" in cue.frames:
            cue = _with_semi(layout, cue) or cue
        if not cue.is_finite or told or "quote" not in cue.frames:
            continue
        draft = _within(layout, cue) if layout.quote_of[cue.token] >= 0 else _after(layout, cue)
        if draft:
            yield draft


def _after(layout: Layout, cue: Cue) -> Draft | None:
    """An inquit outside the quotation marks, or without any."""
    sentence = layout.sentence(cue.token)
    before = cue.first - 1
    if before < sentence.first or not _breaks(layout, before):
        return None
    source = _speaker_after(layout, cue, sentence.after)
    if source is None and not cue.passive:
        return None
    first = _spoken_before(layout, before, sentence.first, sure=cue.pronoun >= 0)
    if first is None:
        return None
    quoted = any(layout.quote_of[t] >= 0 for t in range(*first))
    if not quoted and cue.pronoun < 0 and _is_apposed_subject(layout, before, sentence.first):
        return None
    begun = not quoted and not _is_whole(layout, first)
    end = max(source[1] if source else 0, cue.last + 1)
    second = _spoken_after(layout, cue, end, sentence.after, quoted=quoted, begun=begun)
    return Draft(
        content=(first, second) if second else (first,),
        rule="inquit" if quoted else "inquit without marks",
        cue=(cue.first, cue.last + 1),
        source=source,
        frame="quote",
        stance=cue.stance_for("quote"),
        mood=cue.mood,
        token=cue.token,
    )


def _with_semi(layout: Layout, cue: Cue) -> Cue | None:
    """An infinitive with the verb that it stands under ("a fini par répondre X", "commence par dire X"), as finite."""
    at = cue.first - 1
    at -= layout.has("by", at) or layout.has("of", at) or layout.has("to", at)
    if at < 1 or at == cue.first - 1 or layout.tree.lemmas[at] not in layout.lexicon.sets["semi"]:
        return None
    first = at - (layout.has("have", at - 1) or layout.has("be", at - 1))
    finite = any("VerbForm=Fin" in layout.tree.shapes[t] for t in range(first, at + 1))
    return replace(cue, first=first, form="finite") if finite and _breaks(layout, first - 1) else None


def _is_apposed_subject(layout: Layout, comma: int, start: int) -> bool:
    """Whether a name between commas stands right before the verb, behind its subject ("le juge, X, a dit")."""
    tree, at = layout.tree, comma - 1
    if layout.word(comma) != ",":
        return False
    while at > start and layout.has("insertions", at) and layout.word(at) != ",":
        at -= 1
    if at == comma - 1:
        while at > start and tree.tags[at] in ("PROPN", "X") and layout.capital(at):
            at -= 1
    elif layout.word(at) != ",":
        return False
    named = at < comma - 2 or layout.has("insertions", comma - 1)  # "Me Garrec, lui, a plaidé"
    return named and at > start and layout.word(at) == "," and tree.tags[at - 1] in ("NOUN", "PROPN", "ADJ")


def _breaks(layout: Layout, token: int) -> bool:
    return layout.words[token] in BREAKS or layout.closes(token) is not None or layout.words[token] in ("»", "”", '"')


def _speaker_after(layout: Layout, cue: Cue, stop: int) -> Range | None:
    """The inverted pronoun, or the noun phrase right after the verb (an addressee or a place may stand between)."""
    tree, at = layout.tree, cue.last + 1
    if cue.passive:
        return _document(layout, at, stop)
    if cue.pronoun >= 0:
        impersonal = layout.has("impersonal", cue.pronoun)
        origin = (_origin(layout, at, stop) or said_where(layout, at, stop)) if impersonal else None
        return origin or (cue.pronoun, cue.pronoun + 1)
    if at < stop and layout.has("that", at):
        return None
    at = _past_when(layout, at, stop)
    if at >= stop:
        return None
    if tree.tags[at] == "ADP" or layout.word(at) == ",":
        parsed = [k for k in tree.children[cue.token] if k > at and tree.labels[k] in layout.syntax.subject]
        if parsed and parsed[0] < stop:
            at = max(at, tree.lefts[parsed[0]])
        else:
            at = _past_addressee(layout, at, stop)
        if at < 0:
            return None
    if tree.tags[at] not in NOMINAL or layout.opens(at):
        return None
    if layout.has("questions", at) and tree.tags[at] != "DET":
        return None
    end = phrase_end(layout, at, stop)
    return (at, end) if any(tree.tags[t] in HEADS for t in range(at, end)) else None


def _past_when(layout: Layout, at: int, stop: int) -> int:
    """The next token that is no adverb, set phrase or date ("a annoncé vendredi 24 juillet le ministère")."""
    calendar = layout.naming.names.calendar
    while at < stop:
        aside = aside_end(layout, at, stop)
        if aside > at:
            named = layout.capital(aside) and layout.tag(aside + 1) == "DET"
            at = aside + named  # "a dit à l'agence ARP un porte-parole"
            continue
        dated = layout.word(at) in calendar or (layout.tree.tags[at] == "NUM" and layout.word(at - 1) in calendar)
        determined = layout.word(at + 1) in calendar and layout.tree.tags[at] == "DET"
        if not dated and not determined and layout.tree.tags[at] != "ADV":
            break
        at += 1
    return at


def _past_addressee(layout: Layout, at: int, stop: int) -> int:
    """Where the speaker begins after "to X": after a known body, before a determiner or a name; -1 if nowhere."""
    tree, limit = layout.tree, min(stop, at + 8)
    for i in range(at + 1, limit):
        if layout.word(i) in (",", ".", ":") or layout.opens(i):
            break
        known = layout.naming.bodies.at(layout.words, i)
        if known and i + known[0] < stop and tree.tags[i + known[0]] in ("DET", "PROPN", "NOUN"):
            return i + known[0]
        joined = layout.has("of", i - 1) or tree.tags[i - 1] in ("ADP", "DET")
        named = tree.tags[i] == "PROPN" and tree.tags[i - 1] in ("NOUN", "ADJ") and layout.tag(i + 1) != "DET"
        if i > at + 1 and not joined and (tree.tags[i] == "DET" or named):
            return i
    return -1


def _document(layout: Layout, at: int, stop: int) -> Range | None:
    """In what, or by whom, it was said: "est-il précisé dans le communiqué"."""
    if at + 1 >= stop or not (layout.has("introduced_by", at) or layout.has("by", at)):
        return None
    return at + 1, phrase_end(layout, at + 1, stop)


def _origin(layout: Layout, at: int, stop: int) -> Range | None:
    """Where somebody has it from: "a-t-on appris de source proche", "auprès de X"."""
    for i in range(at, min(stop, at + 8)):
        if layout.word(i) in (",", ".", ":"):
            break
        if layout.has("from", i):
            start = i if layout.tree.tags[i] == "NOUN" else i + 2
            return (start, phrase_end(layout, start, stop)) if start < stop else None
    return None


def _spoken_before(layout: Layout, before: int, start: int, *, sure: bool) -> Range | None:
    """What stands before an inquit, from the start of the sentence or from after a colon."""
    first = start
    for at in range(before - 1, start, -1):
        if layout.word(at) == ":" and layout.quote_of[at] < 0:
            first = at + 1
            break
        if at - 1 >= start and layout.word(at) == ";" and layout.quote_of[at] < 0:
            first = at + 1
            break
    after = before + (layout.quote_of[before] >= 0)
    first = max(first, _own_quotation(layout, after, first))
    while (
        first < after
        and layout.tree.tags[first] == "CCONJ"
        and (layout.opens(first + 1) or layout.word(first + 1) == ",")
    ):
        first += 1
    spoken = trim(layout, first, after)
    if spoken is None:
        return None
    quoted = any(layout.quote_of[t] >= 0 for t in range(*spoken))
    if not quoted and not sure and not _is_clause(layout, spoken) and spoken[1] - spoken[0] > SHORT:
        return None
    return spoken if spoken[1] - spoken[0] > 1 or quoted else None


def _own_quotation(layout: Layout, after: int, start: int) -> int:
    """Where the quotation right before an inquit begins, if a comma parts it from what another verb reports."""
    quoted = layout.quote_at(after - 1)
    if quoted is None or quoted.first - 2 <= start or layout.word(quoted.first - 1) != ",":
        return start
    reported = any(t in layout.cues and layout.cues[t].is_finite for t in range(start, quoted.first))
    return quoted.first if reported else start


def _is_whole(layout: Layout, spoken: Range) -> bool:
    """Whether words before an inquit can stand alone; if not, they go on after it ("Demain, dit X, nous partons")."""
    if not _is_clause(layout, spoken):
        return False
    return not (layout.has("relative", spoken[0] + 1) or layout.tree.tags[spoken[0]] == "SCONJ")


def _is_clause(layout: Layout, spoken: Range) -> bool:
    """Whether words without marks are a clause of their own, which an inquit may follow.

    A noun phrase with a relative clause is none: the verb behind it is its own ("X, qui est venu, a dit oui").
    """
    tree, cues, (first, after) = layout.tree, layout.cues, spoken
    verbs = [
        t
        for t in range(first, after)
        if "VerbForm=Fin" in tree.shapes[t] or (t in cues and cues[t].form == "finite")  # behind words between commas
    ]
    return any(not _is_aside(layout, verb, spoken) for verb in verbs)


def _is_aside(layout: Layout, verb: int, spoken: Range) -> bool:
    """Whether a verb stands in a clause between commas that a relative opens, behind the noun that begins the words."""
    tree, at = layout.tree, verb
    while at > spoken[0] and layout.word(at) != ",":
        at -= 1
    opens = at > spoken[0] and any(layout.has(g, t) for t in (at + 1, at + 2) for g in ("relative", "relatives"))
    return opens and not any("VerbForm=Fin" in tree.shapes[t] for t in range(spoken[0], at))


def _spoken_after(layout: Layout, cue: Cue, at: int, stop: int, *, quoted: bool, begun: bool) -> Range | None:
    """What goes on after an inquit, from ``at`` on, in the same sentence."""
    opened = next((i for i in range(at, min(at + 14, stop)) if layout.opens(i)), None)
    if quoted and opened is not None and layout.word(opened - 1) in (",", ":", "-", "–", "—"):
        if any(layout.has("that", i) or i in layout.cues for i in range(at, opened)):
            return None
        return trim(layout, opened, _end_of_run(layout, cue, opened, stop))
    if at >= stop or layout.word(at) != "," or (cue.pronoun < 0 and not begun) or quoted:
        return None
    at += 1
    if at < stop and layout.tree.tags[at] == "SCONJ":
        return None
    if at >= stop or at in layout.cues or at + 1 in layout.cues or layout.has("relative", at):
        return None
    if "VerbForm=Part" in layout.tree.shapes[at] or "VerbForm=Inf" in layout.tree.shapes[min(at + 1, stop - 1)]:
        return None
    end = clause_end(layout, cue, at)
    return trim(layout, at, end) if end - at > 2 else None


def _end_of_run(layout: Layout, cue: Cue, opened: int, stop: int) -> int:
    """The end of the words that a quotation after the inquit begins."""
    quoted = layout.opens(opened)
    if quoted is None or quoted.after >= stop - 1:
        return stop
    return max(quoted.after, clause_end(layout, cue, opened))


def _within(layout: Layout, cue: Cue) -> Draft | None:
    """An inquit inside the quotation marks ("« Je viendrai, a-t-il dit, demain. »")."""
    quoted = layout.quote_at(cue.token)
    before = cue.first - 1
    if quoted is None or before <= quoted.inner or layout.word(before) not in BREAKS:
        return None
    source = _speaker_after(layout, cue, quoted.close)
    if source is None or not _speaks(layout, cue, source):
        return None
    after = max(source[1], cue.last + 1)
    while after < quoted.close and layout.word(after) not in (",", ".", "!", "?", ":"):
        after += 1
        if after - source[1] > 12:
            return None
    after = _past_description(layout, after, quoted.close)
    first = trim(layout, quoted.inner, before)
    second = trim(layout, after, quoted.close) if after < quoted.close else None
    if first is None:
        return None
    return Draft(
        content=(first, second) if second else (first,),
        rule="inquit within the marks",
        cue=(cue.first, cue.last + 1),
        source=source,
        frame="quote",
        stance=cue.stance_for("quote"),
        mood=cue.mood,
        token=cue.token,
    )


def _past_description(layout: Layout, comma: int, stop: int) -> int:
    """The mark behind what the article says of a speaker within the marks ("dit X, 34 ans, chauffeur. Demain ...")."""
    end = comma
    while end + 1 < stop and layout.word(end) == ",":
        close = next((t for t in range(end + 1, stop) if layout.words[t] in DESCRIBED), stop)
        if not _describes(layout, (end + 1, close), more=end > comma):
            break
        end = close
    return end


def _describes(layout: Layout, part: Range, *, more: bool) -> bool:
    """Whether words between commas are a name, an age, a trade, "of" a body, "who ..."; ``more``: behind these."""
    at, tag, tree = part[0], layout.tag(part[0]), layout.tree
    if layout.has("relative", at):
        return True
    if _is_clause(layout, part):
        return False
    of = layout.has("of", at) or tree.lemmas[at] in layout.lexicon.sets["of"]
    at += of or tag == "DET"
    noun = layout.naming.noun_at(layout.words, at) if at < part[1] else None
    if noun and noun[1].kind == ("organisation" if of else "person"):
        return of or tag in ("DET", "NOUN", "ADJ", "PROPN")
    if tag == "NUM":
        return layout.has("ages", at + 1) and part[1] == at + 2
    named = layout.tag(part[1] - 1) == "PROPN" and all(layout.capital(t) for t in range(*part))
    return named or (more and tag in ("NOUN", "ADJ"))


def _speaks(layout: Layout, cue: Cue, source: Range) -> bool:
    """Whether an inquit inside a quotation is the article's: a pronoun of the third person or a name."""
    if cue.pronoun >= 0:
        return layout.word(cue.pronoun).lstrip("-t").lstrip("-") not in ("je", "nous", "vous", "tu")
    if any(layout.tree.tags[t] == "PROPN" and layout.capital(t) for t in range(*source)):
        return True
    kind = source_kind(layout, source)
    own = any(layout.has("speaker", t) for t in range(*source))
    return kind in ("person", "organisation", "agent") and not own
