"""Events: who did, does or will do what to whom, typed by PLOVER, with their status and whose voice tells of them.

Works on the words alone, so that every paragraph is read, parsed or not. A clause tells of an event by its verb and by
those joined to it; nouns strong enough ("invasion") tell of one wherever they stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from propos.find.acts import Acts
from propos.find.eventwords import Lexicon, load_lexicon
from propos.find.parse import Parse
from propos.find.phrases import Word
from propos.find.status import Coming, find_status
from propos.find.triggers import Found, find_triggers
from propos.lang import Language
from propos.model import Actor, Article, Event, Span, Statement, TimeExpression
from propos.places import Places

#: How far beside an event's words, in code points, a time between commas may stand.
ASIDE = 3
#: How many words before a verb may stand the auxiliary of a passive.
PASSIVE_REACH = 3
#: What is done, not said, whatever verb tells of it.
DEEDS = frozenset({"AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CHANGE"})
#: How far behind somebody's words, in code points, the clause that says who said them may begin.
INQUIT = 5

_start = attrgetter("start")


def find_events(
    article: Article,
    *,
    statements: tuple[Statement, ...],
    actors: tuple[Actor, ...],
    times: tuple[TimeExpression, ...],
    language: Language,
    parse: Parse | None = None,
) -> tuple[Event, ...]:
    """The events of an article in text order, each told once, in the article's own voice or a statement's.

    Example:
        "Ils ont signé un accord de pêche." gives one Event of type AGREE that happened.
    """
    lexicon = load_lexicon(language)
    reporting = sorted((span.start, span.end) for s in statements for span in (*s.cue, *s.source))
    contents = Places((c, s) for s in statements for c in s.content)
    dated = Places((t.span, t) for t in times)
    coming = Coming(article, times, language)
    mentions = sorted((m.span.start, m.span.end, actor.id) for actor in actors for m in actor.mentions)
    persons = frozenset(
        m.span.start
        for actor in actors
        if actor.kind == "person"
        for m in actor.mentions
        if " " in m.span.of(article.text)
    )
    acts = Acts(article.text, statements)
    seen: set[tuple[str, ...]] = set()
    events: list[Event] = []
    for paragraph in sorted({*article.headings, *article.paragraphs}):
        edges = [c for c, _ in contents.near(paragraph) if c.overlaps(paragraph)]
        parsed = parse.at(paragraph.start) if parse else None
        for found in find_triggers(article.text, paragraph, edges, lexicon, parsed):
            start = found.words[found.clause.start].start
            behind = contents.near(Span(max(0, start - INQUIT), start))
            joined = found.words[found.clause.start].form in lexicon.conjunctions
            opens = joined or article.text[start].isupper()
            told_before = not opens and any(
                c.end <= start and ";" not in article.text[c.end : start] and _cued(s, found) for c, s in behind
            )
            if _only_reports(found, reporting, told_before):
                continue
            voice = _voice(contents, found.turn)
            event = _event(found, voice, lexicon)
            if acts.tells(voice) and event.status != "claimed":
                continue
            act, trigger = None if found.trigger.noun else acts.of(found.verb), found.sign.trigger
            if act:
                event = replace(event, span=acts.whole(event, act))
                acts.tell(event, act)
            sameness = _sameness(article.text, found, event, voice)
            if sameness not in seen:
                seen.add(sameness)
                event = _with_parties(event, found, article.text, mentions, persons, times=dated, lexicon=lexicon)
                done = event.status == "happened" and not trigger.act
                if done and coming.tells(found.words, found.trigger, found.clause, event.span):
                    event = replace(event, status=trigger.future)
                speaker = act.speaker if act else None
                events.append(event if event.who or not speaker else replace(event, who=(speaker,)))
    return tuple(events)


def _voice(contents: Places[Statement], offset: int) -> Statement | None:
    """The innermost statement whose content holds ``offset``."""
    holding = contents.around(Span(offset, offset + 1))
    return min(holding, key=lambda c: len(c[0]))[1] if holding else None


def _cued(statement: Statement, found: Found) -> bool:
    """Whether the clause of an event holds the cue of a statement, or the statement has none."""
    last = found.words[found.clause.end - 1].end
    return not statement.cue or any(found.turn <= cue.end and cue.start <= last for cue in statement.cue)


def _only_reports(found: Found, reporting: Sequence[tuple[int, int]], told_before: bool) -> bool:
    """Whether a clause has nothing from its trigger on but the cue and source of a statement ("a soutenu que").

    Saying that is doing ("exigent le retrait") is more than a report, unless the words stand before it ("exige-t-il").
    """
    if found.trigger.noun or found.sign.trigger.type in DEEDS:
        return False
    if found.sign.trigger.act and not told_before:
        return False
    rest = found.words[found.trigger.start : found.clause.end]
    first = max(0, bisect_left(reporting, (rest[0].start,)) - 2)
    last = bisect_left(reporting, (rest[-1].end,))
    return all(any(s <= w.start and w.end <= e for s, e in reporting[first:last]) for w in rest)


def _event(found: Found, voice: Statement | None, lexicon: Lexicon) -> Event:
    trigger = found.sign.trigger
    start = found.trigger.start
    before = found.words[start - 1].form if start else ""
    status = trigger.status or find_status(
        found.words,
        found.clause,
        found.trigger,
        voice=voice,
        rules=lexicon.status,
        future=trigger.future,
        joined=not found.trigger.noun and before in lexicon.conjunctions,
        reported=found.words[found.clause.start].form in lexicon.reported,
    )
    aimed = before in lexicon.infinitive and not found.trigger.noun and trigger.type in DEEDS
    if status in ("happened", "claimed") and aimed and found.words[start - 2].form not in lexicon.achieved:
        status = trigger.future
    places = range(found.clause.whole, found.clause.reach)
    labels = [label for i in places for _, label in lexicon.labels.every(found.words, i)]
    modes = {x.name for x in labels if x.type == trigger.type}
    contexts = {x.name for x in labels if x.type is None}
    return Event(
        span=found.span,
        type=trigger.type,
        mode=trigger.mode or next((name for name in lexicon.modes if name in modes), None),
        context=tuple(name for name in lexicon.contexts if name in contexts),
        status=status,
        voice=voice.id if voice else "article",
    )


def _sameness(text: str, found: Found, event: Event, voice: Statement | None) -> tuple[str, ...]:
    """What two tellings of one event share: a verb's clause, the names or the noun of a noun; status and speaker."""
    speaker = (voice.speaker or voice.id) if voice else "article"
    here = [w for w in found.words[found.clause.start : found.clause.end] if w.form[0].isalnum()]
    if found.sign.kind == "verb":
        verb = found.words[found.trigger.start].form
        return event.type, event.status, speaker, verb, " ".join(w.form for w in here)
    noun = found.words[found.trigger.start].form[:6]
    if found.sign.kind == "bare":
        names = [w.form for w in here if w.start > found.turn and text[w.start].isupper() and w.end <= found.span.end]
        return event.type, " ".join(names) or noun
    return event.type, event.status, speaker, noun


def _with_parties(
    event: Event,
    found: Found,
    text: str,
    mentions: Sequence[tuple[int, int, str]],
    persons: frozenset[int],
    *,
    times: Places[TimeExpression],
    lexicon: Lexicon,
) -> Event:
    """The event with who, whom, where and when, as far as its clause names them."""
    place = _place(text, found, times, lexicon, persons)
    first, last = (bisect_left(mentions, (edge,)) for edge in (event.span.start, event.span.end))
    here = [m for m in mentions[first:last] if m[1] <= event.span.end and not (place and m[0] == place.start)]
    before = tuple(dict.fromkeys(a for s, e, a in here if e <= found.turn))[:2]
    after = tuple(dict.fromkeys(a for s, e, a in here if s >= found.turn and a not in before))[:2]
    agent = next((a for s, _, a in here if s > found.turn and _before(found.words, s) in lexicon.agents), None)
    passive = agent is not None or _passive(found, lexicon)
    return replace(
        event,
        who=((agent,) if agent else ()) if passive else before,
        whom=before if passive else after,
        where=place.of(text) if place else None,
        when=_when(event.span, text, times),
    )


def _passive(found: Found, lexicon: Lexicon) -> bool:
    """Whether what is told is done to the subject ("a été condamné")."""
    words, start = found.words, found.trigger.start
    if found.trigger.noun or words[start].form.endswith(lexicon.participles or ("\0",)):
        return False
    first = max(found.clause.start, start - PASSIVE_REACH)
    return any(words[i].form in lexicon.passives for i in range(first, start + (found.trigger.size > 1)))


def _before(words: Sequence[Word], offset: int) -> str:
    """The word before the one that begins at ``offset``."""
    place = bisect_left(words, offset, key=_start)
    return words[place - 1].form if 0 < place < len(words) and words[place].start == offset else ""


def _when(span: Span, text: str, times: Places[TimeExpression]) -> str | None:
    """The date that an event's words name, or one between commas right beside them ("est parti, mardi soir,")."""
    beside = None
    for place, time in times.near(Span(max(0, span.start - ASIDE), span.end + ASIDE)):
        if not time.value or time.type not in ("DATE", "TIME"):
            continue
        if span.overlaps(place):
            return time.value
        gap = text[place.end : span.start] if place.end <= span.start else text[span.end : place.start]
        if beside is None and gap.strip() == ",":
            beside = time.value
    return beside


def _place(
    text: str, found: Found, times: Places[TimeExpression], lexicon: Lexicon, persons: frozenset[int]
) -> Span | None:
    """The name right after a preposition of place, if the clause has one that is no time ("in May") and no person."""
    clause, words = found.clause, found.words
    for i in range(clause.start, clause.end - 1):
        if words[i].form not in lexicon.places or not text[words[i + 1].start].isupper():
            continue
        last = i + 1
        while last + 1 < clause.end and text[words[last].end : words[last + 1].start] == " ":
            if not text[words[last + 1].start].isupper():
                break
            last += 1
        name = Span(words[i + 1].start, words[last].end)
        if name.start in persons:
            continue
        if not any(name.overlaps(span) for span, _ in times.near(name)):
            return name
    return None
