"""Statements beside a preposition: "selon X", "d'après X", "pour X" with an opinion."""

from __future__ import annotations

from collections.abc import Iterator

from propos.find.cues import Preposition
from propos.find.layout import Layout, Sentence
from propos.find.spans import HEADS, NOMINAL, Draft, Range, is_according, phrase_at, phrase_end, trim
from propos.lang.folding import fold

LONGEST_SOURCE = 30
LONGEST_MODIFIER = 25
#: A longer quotation among the words for a source is no title.
LONGEST_TITLE = 9


def find_according(layout: Layout) -> Iterator[Draft]:
    """The clause beside each such preposition, without the preposition and its noun phrase."""
    prepositions, likening = layout.lexicon.prepositions, layout.lexicon.sets["as"] | layout.lexicon.sets["such"]
    for at, word in enumerate(layout.words):
        for preposition in prepositions.get(word, ()):
            after = at + len(preposition.words)
            if layout.words[at:after] == preposition.words:
                draft = _draft(layout, at, after, preposition)
                if draft:
                    yield draft
                break
        if word in likening:
            said = _as_said(layout, at)
            if said:
                yield said


def _draft(layout: Layout, at: int, after: int, preposition: Preposition) -> Draft | None:
    sentence = layout.sentence(at)
    first, stop = _bounds(layout, at, sentence)
    if preposition.opinion and layout.has("relative", after):
        return _for_whom(layout, (first, stop), at, after, preposition)
    named_after = preposition.source == "after"
    source = _source(layout, after, stop) if named_after else None
    if preposition.source == "within":
        source = _named_within(layout, at, after)
    begins = _begins(layout, at, first)
    end = after if not named_after else source[1] if source else stop
    if source and named_after and begins is not None and not preposition.opinion:
        end = _past_modifier(layout, source, stop)
    if source is None and preposition.source != "none":
        return None
    if preposition.opinion and (source is None or not _holds_opinion(layout, source)):
        return None
    if preposition.opinion and (begins is None or layout.word(end) != ","):
        return None
    if preposition.quoted:
        content = _quotation_before(layout, at)
    else:
        of_pronoun = not named_after or (source is not None and layout.tree.tags[source[0]] == "PRON")
        content = _beside(layout, (first, stop), at, end, begins=begins is not None, of_pronoun=of_pronoun)
    if not content:
        return None
    return Draft(
        content=content,
        rule="opinion" if preposition.opinion else "according",
        cue=(at, after),
        source=source,
        frame="according",
        stance=preposition.stance,
        token=at,
    )


def _for_whom(layout: Layout, bounds: Range, at: int, after: int, preposition: Preposition) -> Draft | None:
    """The clause behind "pour qui", which is what the person named before the comma thinks."""
    noun = at - 2
    content = trim(layout, after + 1, bounds[1])
    if layout.word(at - 1) != "," or noun < bounds[0] or layout.tree.tags[noun] not in HEADS or content is None:
        return None
    if not _is_clause(layout, content):
        return None
    return Draft(
        content=(content,),
        rule="opinion",
        cue=(at, after),
        source=phrase_at(layout, noun, bounds[0], at - 1),
        frame="according",
        stance=preposition.stance,
        token=at,
    )


def _named_within(layout: Layout, at: int, after: int) -> Range | None:
    """The possessive or pronoun among the words themselves ("à ses yeux", "à l'en croire")."""
    return next(((i, i + 1) for i in range(at, after) if layout.has("holders", i)), None)


def _quotation_before(layout: Layout, at: int) -> tuple[Range, ...]:
    quoted = layout.quote_at(at - 1 - (layout.word(at - 1) in (",", "(")))
    return ((quoted.first, quoted.after),) if quoted and layout.quote_of[at] < 0 else ()


def _beside(layout: Layout, bounds: Range, at: int, end: int, *, begins: bool, of_pronoun: bool) -> tuple[Range, ...]:
    """What stands beside the words from ``at`` to ``end``: after them if they begin the clause, else before them."""
    first, stop = bounds
    if begins:
        content = trim(layout, _past_apposition(layout, end, stop), stop)
        return (content,) if content and _is_clause(layout, content) else ()
    behind = _behind(layout, end, stop, of_pronoun=of_pronoun)
    nearest = _nearest(layout, first, at)
    inserted = layout.word(end) == "," and trim(layout, end, stop) is not None
    before = trim(layout, max(nearest, _reported(layout, first, at)) if inserted else nearest, at)
    if before is None:
        return ()
    return (before, behind) if behind else (before,)


def _reported(layout: Layout, first: int, at: int) -> int:
    """Where the clause begins that a verb reports around an insertion ("rappelant que le déficit, selon X, ...")."""
    for that in range(at - 1, first, -1):
        if layout.has("that", that) and layout.quote_of[that] < 0 and that - 1 in layout.cues:
            return that + 1
    return first


def _nearest(layout: Layout, first: int, at: int) -> int:
    """Where the last part of a sentence before ``at`` begins: after a colon, or after another "according to X,"."""
    for i in range(at - 2, first, -1):
        if layout.word(i) == ":" and layout.quote_of[i] < 0:
            return i + 1
        if layout.word(i) == "," and layout.quote_of[i] < 0:
            opening = next((t for t in range(i - 1, max(first, i - LONGEST_SOURCE), -1) if is_according(layout, t)), -1)
            if opening > first and not any("VerbForm=Fin" in layout.tree.shapes[t] for t in range(opening, at)):
                return i + 1
    return first


def _as_said(layout: Layout, at: int) -> Draft | None:
    """A clause that "comme le rappelle X" stands beside."""
    start = at + 1 + layout.has("that", at + 1)
    subject = layout.has("subjects", start)
    first_words = (start + subject, start + subject + layout.has("holders", start + subject))
    cue = next((c for t in range(start, start + 5) if (c := layout.cues.get(t)) and c.first in first_words), None)
    if (
        cue is None
        or not cue.is_finite
        or cue.passive
        or not any(layout.has("holders", t) for t in range(start, cue.token))
    ):
        return None
    first, stop = _bounds(layout, at, layout.sentence(at))
    source = (start, start + 1) if subject else _source(layout, cue.last + 1, stop)
    if source is None:
        return None
    begins = _begins(layout, at, first) is not None
    end = max(source[1], cue.last + 1)
    content = _beside(layout, (first, stop), at, end, begins=begins, of_pronoun=False)
    if not content:
        return None
    return Draft(
        content=content,
        rule="as somebody says",
        cue=(cue.first, cue.last + 1),
        source=source,
        frame="according",
        stance=cue.stance_for("that"),
        mood=cue.mood,
        token=cue.token,
    )


def _bounds(layout: Layout, at: int, sentence: Sentence) -> Range:
    """The stretch that the preposition may speak of: the sentence, or that of its quotation, between semicolons."""
    home = layout.quote_at(at)
    first, after = (home.inner, home.close) if home else (sentence.first, sentence.after)
    stops = (".", "!", "?", ";") if home else (";",)
    for i in range(at - 1, first - 1, -1):
        if layout.words[i] in stops and (home or layout.quote_of[i] < 0):
            first = i + 1
            break
    for i in range(at, after):
        if layout.words[i] in stops and (home or layout.quote_of[i] < 0):
            after = i
            break
    return first, after


def _begins(layout: Layout, at: int, first: int) -> int | None:
    """Where the clause begins if the preposition opens it; None if it follows."""
    i = at - 1
    while i >= first and layout.word(i) in (",", "-", "–", "—", "("):
        i -= 1
    if i < first:
        return at
    joins = layout.tree.tags[i] in ("CCONJ", "SCONJ") or layout.has("that", i)
    if joins or layout.word(i) == ":" or (i - first < 2 and layout.tree.tags[i] == "ADV"):
        return at
    return None


def _source(layout: Layout, start: int, after: int) -> Range | None:
    tree = layout.tree
    if start >= after or tree.tags[start] not in NOMINAL | {"ADP"} or layout.has("that", start):
        return None
    if layout.has("according", start) or layout.has("relative", start):
        return None
    end = phrase_end(layout, start, min(after, start + LONGEST_SOURCE))
    heads = [t for t in range(start, end) if tree.tags[t] in HEADS]
    named = next((t for t in heads if tree.tags[t] != "ADJ"), heads[0] if heads else -1)
    if named < 0 or tree.lemmas[named] in layout.lexicon.sets["not_sources"]:
        return None
    participle = end < after and "VerbForm=Part" in tree.shapes[end]
    if participle and (tree.heads[end] in heads or tree.tags[end - 1] == "PROPN"):
        last = max(min(tree.rights[end] + 1, after), end + 1)
        if last <= end + 1:
            last = min(end + LONGEST_SOURCE, after)
        if last < after and layout.has("by", last):  # "la carte publiée jeudi par X"
            last = phrase_end(layout, last + 1, after)
        end = next((i for i in range(end, last) if layout.word(i) == ","), last)
    return start, min(end, after)


def _past_modifier(layout: Layout, source: Range, stop: int) -> int:
    """One past what describes a source that opens a clause, up to the comma ("Selon une note que nous avons lue,")."""
    tree, end = layout.tree, source[1]
    if end >= stop or layout.word(end) == "," or layout.opens(end) or tree.tags[source[0]] == "PRON":
        return end
    comma = next(
        (i for i in range(end, min(stop, end + LONGEST_MODIFIER)) if layout.word(i) == "," or layout.opens(i)), end
    )
    title = layout.opens(comma)
    if title and title.after - title.first < LONGEST_TITLE:
        comma = title.after  # "une étude que publie « La Gazette », ..."
    if layout.word(comma) != "," or not any("VerbForm=Fin" in tree.shapes[t] for t in range(comma, stop)):
        return end
    for token in range(end, comma):
        relative = any(layout.has(group, t) for t in range(source[0], token) for group in ("relative", "relatives"))
        if "VerbForm=Fin" in tree.shapes[token] and not relative:
            return end
    return comma


def _holds_opinion(layout: Layout, source: Range) -> bool:
    """Whether the noun phrase is a person or a body: a name, a pronoun of a person, a noun for people or bodies."""
    tree, (first, after) = layout.tree, source
    if layout.has("own", first):
        return False
    if layout.capital(first) and layout.word(first) in layout.naming.titles:
        return after - first > 1  # "Pour Me Morel"
    acronym = layout.text[layout.tree.starts[after - 1] : layout.tree.ends[after - 1]]
    if after - first < 3 and acronym.isupper() and 1 < len(acronym) < 7 and tree.tags[first] in ("DET", "PROPN"):
        return True  # "Pour la CGT"
    if any(layout.capital(t) and layout.naming.is_first_name(fold(layout.word(t))) for t in range(first, after)):
        return True
    if tree.tags[first] == "PRON":
        return after - first == 1 and not layout.has("speaker", first)
    if tree.tags[first] == "PROPN" and layout.capital(first):
        return after - first > 1 or layout.naming.places.at(layout.words, first) is None
    for at in range(first, min(first + 7, after)):
        found = layout.naming.nouns.at(layout.words, at)
        if found:
            part = any(layout.has("quantifiers", t) for t in range(first, at))
            holds = found[1].kind == "person" or (found[1].kind != "document" and not part)
            return holds and tree.tags[first] in ("DET", "ADJ", "NUM", "NOUN", "ADV")
        if tree.tags[at] == "NOUN" and not layout.has("quantifiers", at):
            return at > first and _is_agent(layout, at)
    return False


def _is_agent(layout: Layout, token: int) -> bool:
    """Whether a noun looks like one for people, by its ending."""
    word = fold(layout.word(token))
    return word in layout.naming.people or (word.endswith(layout.naming.agents) and word not in layout.naming.opaque)


def _is_clause(layout: Layout, content: Range) -> bool:
    return any("VerbForm=Fin" in layout.tree.shapes[t] or layout.quote_of[t] >= 0 for t in range(*content))


def _past_apposition(layout: Layout, end: int, after: int) -> int:
    """One past what describes the source between commas ("selon X, maire de Y, ..."), if a clause follows it."""
    if layout.word(end) != "," or end + 1 >= after:
        return end
    relative = any(layout.has(group, end + 1) for group in ("relative", "relatives"))
    of = layout.has("of", end + 1) or layout.lexicon.contracted.get(layout.word(end + 1)) in layout.lexicon.sets["of"]
    if not (relative or of) and layout.tag(end + 1) not in ("NOUN", "ADJ", "PROPN", "VERB"):
        return end
    close = next((i for i in range(end + 1, min(after, end + 25)) if layout.word(i) == ","), None)
    if close is None or layout.opens(end + 1):
        return end
    if not relative and any("VerbForm=Fin" in layout.tree.shapes[i] for i in range(end + 1, close)):
        return end
    return close if any("VerbForm=Fin" in layout.tree.shapes[i] for i in range(close, after)) else end


def _behind(layout: Layout, end: int, after: int, *, of_pronoun: bool) -> Range | None:
    """What goes on after the noun phrase, unless it is about the source."""
    while end < after and layout.word(end) != "," and layout.tree.tags[end] not in ("VERB", "AUX"):
        if layout.tree.tags[end] in ("CCONJ", "SCONJ", "ADP") or layout.opens(end):
            break
        end += 1
    if end >= after:
        return None
    about = layout.has("relative", end + 1) or end + 1 in layout.cues or end + 2 in layout.cues
    participle = "VerbForm=Part" in layout.tree.shapes[min(end + 1, after - 1)] and not of_pronoun
    if layout.word(end) == "," and (about or participle):
        return None
    if layout.word(end) == "," and any(is_according(layout, t) for t in range(end, after)):
        return None
    found = trim(layout, end, after)
    return found if found and found[1] - found[0] > 2 else None
