"""Which words of a paragraph tell of an event: what each clause is about, and how far what it tells runs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from propos.find.clauses import STRONG, WEAK, Clause, find_clauses
from propos.find.eventwords import Lexicon, Role, Roles, Sign
from propos.find.parse import ParsedParagraph
from propos.find.phrases import Word
from propos.find.status import Turn
from propos.model import Span

#: How many words around a sentence part may give its triggers another sense.
AROUND = 60
#: How many words a noun phrase may run on after the noun that tells of an event.
LONGEST_PHRASE = 9
#: How far before a noun its light verb may stand, and how far behind it its auxiliary.
NEAR = 6
#: How many words behind a trigger may hold what must follow it.
CLOSE = 6
#: How many words may stand between a conjunction and the verb that it joins.
MOST_LEADING = 4
#: How many words the subject of a clause that is joined to another may have.
LONGEST_SUBJECT = 9
#: What is one deed with another of its kind that is joined to it ("killed nine and wounded 31").
ALIKE = frozenset({"ASSAULT"})

#: The triggers that may stand at one place, each group with how many words it takes.
Choices = Sequence[tuple[int, tuple[Sign, ...]]]
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Found:
    """An event before its parties are looked up.

    Attributes:
        words: The paragraph's words.
        clause: The clause that tells of it.
        trigger: Where the trigger stands.
        sign: The trigger.
        span: The words that tell of it.
    """

    words: Sequence[Word]
    clause: Clause
    trigger: Turn
    sign: Sign
    span: Span

    @property
    def verb(self) -> Span:
        """The words of the trigger."""
        return Span(self.turn, self.words[self.trigger.start + self.trigger.size - 1].end)

    @property
    def turn(self) -> int:
        """Where the trigger begins in the text."""
        return self.words[self.trigger.start].start


def find_triggers(
    text: str, paragraph: Span, contents: Sequence[Span], lexicon: Lexicon, parsed: ParsedParagraph | None
) -> Iterator[Found]:
    """What tells of events in one paragraph, in text order.

    Args:
        text: The article's text.
        paragraph: The paragraph's place in it.
        contents: What somebody is said to have said, where it overlaps the paragraph.
        lexicon: The language's event words.
        parsed: The paragraph's parse, if it was parsed.
    """
    words = lexicon.splitter.words(text, paragraph)
    opens = lexicon.signs.find(words)
    if not opens:
        return
    edges = {c.start for c in contents}
    edges |= {w.start for c in contents for w in words[bisect_left(words, c.end, key=_start) :][:1]}
    clauses = find_clauses(words, edges, subordinators=lexicon.subordinators, openers=lexicon.auxiliaries)
    roles = Roles(text, words, parsed, lexicon)
    verbless = not any(w.form in lexicon.auxiliaries for w in words) and words and words[-1].form != "."
    for clause in clauses:
        first, last = bisect_left(opens, (clause.start,)), bisect_left(opens, (clause.end,))
        if first == last:
            continue
        signs = list(_signs(words, clause, opens[first:last], lexicon, roles))
        told: set[str] = set()
        main = _main(words, clause, signs, lexicon, roles=roles, verbless=bool(verbless))
        for (turn, sign), span in zip(main, _shares(words, clause, [t for t, _ in main], roles, lexicon), strict=True):
            told.add(sign.trigger.type)
            yield Found(words, clause, turn, sign, span)
        reached = 0
        for turn, sign in signs:
            asked = sign.trigger.type == "CHANGE" and any(s.trigger.act for _, s in main)  # "demand a rise of 9%"
            if (
                sign.kind == "bare"
                and not asked
                and sign.trigger.type not in told
                and words[turn.start].start >= reached
            ):
                phrase = _phrase(words, clause, turn, lexicon)
                reached = phrase.end
                yield Found(words, clause, turn, sign, phrase)


def _main(
    words: Sequence[Word],
    clause: Clause,
    signs: Sequence[tuple[Turn, Sign]],
    lexicon: Lexicon,
    *,
    roles: Roles,
    verbless: bool,
) -> list[tuple[Turn, Sign]]:
    """What the clause is about: its first verb that tells of an event, and one joined to it; else its first noun."""
    telling = [(t, s) for t, s in signs if _tells(words, clause, t, roles.of(t.start), lexicon)] or [
        s for s in signs if s[0].noun and verbless
    ]
    verbs = [s for s in telling if not s[0].noun]
    if verbs and telling[0][0].noun and telling[0][0].start - clause.start <= 1:
        telling = verbs  # what the subject does, not the subject
    helped = [v for v in verbs[1:] if words[v[0].start - 1].form in lexicon.auxiliaries]
    if helped and telling[0] is verbs[0] and _described(words, clause, verbs[0][0], lexicon):
        telling = helped  # "officers searching the harbour have seized ..."
    main = telling[:1]
    for turn, sign in telling:
        if turn.start <= main[0][0].start:
            continue
        if turn.noun:
            if _carried_on(words, main[-1][0], turn, lexicon) is not None:
                main.append((turn, sign))
            continue
        same = sign.trigger.type in ALIKE and any(sign.trigger.type == told.trigger.type for _, told in main)
        if not same and _joined(words, turn.start, lexicon) is not None:  # "killed nine and wounded 31" is one
            main.append((turn, sign))
        elif _own_subject(words, main[-1][0], turn, roles, lexicon) is not None:
            main.append((turn, sign))
    return main


def _described(words: Sequence[Word], clause: Clause, turn: Turn, lexicon: Lexicon) -> bool:
    """Whether a verb is a participle behind the noun that it is said of."""
    start = turn.start
    if start <= clause.start or not words[start].form.endswith(lexicon.participles or ("\0",)):
        return False
    return not any(words[i].form in lexicon.auxiliaries for i in range(clause.start, start))


def _joined(words: Sequence[Word], start: int, lexicon: Lexicon) -> int | None:
    """The conjunction that stands before a verb, its auxiliary between them or not."""
    first = max(1, start - MOST_LEADING)
    while start > first and words[start - 1].form in lexicon.leading:
        start -= 1
    return start - 1 if start > 0 and words[start - 1].form in lexicon.conjunctions else None


def _carried_on(words: Sequence[Word], before: Turn, turn: Turn, lexicon: Lexicon) -> int | None:
    """The conjunction that joins the light verb of a noun to the verb before ("fired tear gas and made an arrest")."""
    first = max(before.start + before.size, turn.start - NEAR)
    carriers = (i for i in range(turn.start - 1, first - 1, -1) if lexicon.light.begin(words[i].form))
    light = next((i for i in carriers if lexicon.light.every(words, i)), None)
    return None if light is None else _joined(words, light, lexicon)


def _own_subject(words: Sequence[Word], before: Turn, turn: Turn, roles: Roles, lexicon: Lexicon) -> int | None:
    """The conjunction that joins a verb with a subject of its own to the verb before: "fell and the yield slipped"."""
    first = max(before.start + before.size, turn.start - LONGEST_SUBJECT)
    joint = next((i for i in range(turn.start - 2, first - 1, -1) if words[i].form in lexicon.conjunctions), None)
    if joint is None or words[turn.start - 1].form in lexicon.prepositions:
        return None
    named = roles.capital(joint + 1)
    if words[joint + 1].form not in lexicon.subjects and not named:
        return None
    helped = any(words[i].form in lexicon.auxiliaries for i in range(joint + 1, turn.start))
    return joint if helped or roles.of(turn.start) != "noun" else None


def _shares(
    words: Sequence[Word], clause: Clause, turns: Sequence[Turn], roles: Roles, lexicon: Lexicon
) -> Iterator[Span]:
    """What of a clause each of its verbs tells: the first with the subject, one joined to it from there on."""
    joints = [_joined(words, turn.start, lexicon) for turn in turns]
    for i in range(1, len(turns)):
        if turns[i].noun:
            joints[i] = _carried_on(words, turns[i - 1], turns[i], lexicon)
        elif joints[i] is None:
            joints[i] = _own_subject(words, turns[i - 1], turns[i], roles, lexicon)
    for i, turn in enumerate(turns):
        joint, following = joints[i], joints[i + 1] if i + 1 < len(turns) else None
        first = clause.whole if i == 0 or joint is None else joint + 1
        while first < turn.start and (words[first].form in lexicon.conjunctions or words[first].form in WEAK):
            first += 1
        last = max(first, turn.start, (clause.end if following is None else following) - 1)
        while last > turn.start and words[last].form in lexicon.loose:
            last -= 1
        yield Span(words[first].start, words[last].end)


def _signs(
    words: Sequence[Word],
    clause: Clause,
    opens: Sequence[tuple[int, Choices]],
    lexicon: Lexicon,
    roles: Roles,
) -> Iterator[tuple[Turn, Sign]]:
    """The triggers of a clause in order, none overlapping another, among what stands there."""
    reached = clause.start
    for index, choices in opens:
        if index < reached:
            continue
        before = words[index - 1].form if index > clause.start else ""
        role = roles.of(index)
        nominal = role == "noun" or (before in lexicon.nominal and role != "verb")  # "les accuse" is no noun
        likelier = [c for c in choices if (c[1][0].kind == "verb") != nominal] or choices
        fitting = (
            (size, sign)
            for size, signs in likelier
            for sign in signs
            if (index + size <= clause.end or _runs_on(words, clause, index + size))
            and _allowed(sign, words, clause, index + size, lexicon)
        )
        size, sign = next(fitting, (1, None))
        if sign:
            yield Turn(index, size, sign.kind != "verb"), sign
        reached = index + size


def _runs_on(words: Sequence[Word], clause: Clause, after: int) -> bool:
    """Whether a phrase that goes beyond a clause meets no mark there ("appellent | à la grève")."""
    return not any(words[i].form in STRONG | WEAK for i in range(clause.end, after))


def _allowed(sign: Sign, words: Sequence[Word], clause: Clause, after: int, lexicon: Lexicon) -> bool:
    """Whether the words around a trigger, which ends before ``after``, let it have its sense."""
    trigger = sign.trigger
    if trigger.needs and not sign.needs.any_in(words, clause.whole, clause.reach):
        return False
    if trigger.follows and not sign.follows.any_in(words, after, min(after + CLOSE, clause.reach)):
        return False
    if trigger.unless and sign.unless.any_in(words, clause.whole, _share_end(words, after, clause, lexicon)):
        return False
    return not trigger.amid or not sign.amid.any_in(words, clause.whole - AROUND, clause.reach + AROUND)


def _share_end(words: Sequence[Word], after: int, clause: Clause, lexicon: Lexicon) -> int:
    """Where what a verb tells ends at the latest: before another verb joined to it, or where its clause ends."""
    for i in range(after + 1, clause.end - 1):
        if words[i].form in lexicon.conjunctions:
            begun = filter(None, (lexicon.signs.begin(w.form) for w in words[i + 1 : min(i + 1 + CLOSE, clause.end)]))
            if any(sign.kind == "verb" for found in begun for _, signs in found.alone for sign in signs):
                return i
    runs_on = after <= clause.end < clause.reach and words[clause.end].form[0].isalnum()
    return min(clause.end + CLOSE, clause.reach) if runs_on else clause.end  # "asked | not to be named"


def _tells(words: Sequence[Word], clause: Clause, turn: Turn, role: Role | None, lexicon: Lexicon) -> bool:
    """Whether a trigger is what its clause is about, not something it mentions by the way."""
    start = turn.start
    if not turn.noun:
        if turn.size == 1 and role in ("noun", "beside"):
            return False
        before = words[start - 1].form if start > clause.start else ""
        bare = before not in lexicon.determiners or before in lexicon.pronouns  # "some hurled bottles"
        return (bare or role == "verb") and not _adjectival(words, clause, start, lexicon)
    if turn.size == 1 and role == "beside":
        return False  # "ceasefire violations"
    opening = _opening(words, clause, start, lexicon)
    governor = words[opening - 1].form if opening > clause.start else ""
    if governor in lexicon.partitives & lexicon.determiners and opening - 1 == clause.start:
        opening, governor = opening - 1, ""  # "Des émeutes ont éclaté": a subject
    carried = lexicon.light.any_in(words, max(clause.start, opening - NEAR), opening)
    if governor in lexicon.prepositions:
        return carried and governor in lexicon.partitives
    if carried or opening - clause.start > 1:
        return carried
    if clause.told and clause.end - start > NEAR:
        return True  # whoever speaks says something of it, with whatever verb
    after = start + turn.size
    end = min(after + NEAR, clause.reach)
    end = next((i for i in range(after + 1, end) if words[i].form in lexicon.subordinators), end)
    followed = any(_acted(words, i, end, lexicon) for i in range(after, end))
    return followed or lexicon.light.any_in(words, after, end)


def _acted(words: Sequence[Word], place: int, end: int, lexicon: Lexicon) -> bool:
    """Whether an auxiliary stands at ``place`` that is no copula before an adjective ("la sanction est lourde")."""
    form = words[place].form
    if form not in lexicon.auxiliaries:
        return False
    if form not in lexicon.copulas or not lexicon.predicates:
        return True
    return any(words[i].form.endswith(lexicon.predicates) for i in range(place + 1, min(place + 4, end)))


def _opening(words: Sequence[Word], clause: Clause, start: int, lexicon: Lexicon) -> int:
    """Where the noun phrase begins whose noun stands at ``start``."""
    while start > clause.start and words[start - 1].form in lexicon.determiners - lexicon.prepositions:
        start -= 1
    return start


def _adjectival(words: Sequence[Word], clause: Clause, start: int, lexicon: Lexicon) -> bool:
    """Whether a form that may be an adjective ("les soldats tués") has no auxiliary before it."""
    if not lexicon.adjectival or not words[start].form.endswith(lexicon.adjectival):
        return False
    if start == clause.start == clause.whole:
        return False  # "Arrêté mardi, il ..."
    if start == clause.start + 1 and words[clause.start].form in lexicon.conjunctions:
        return False  # "a dénoncé « un coup » et manifesté"
    joined = words[start - 1].form in lexicon.conjunctions  # "a réuni les éleveurs et promis ...", however long
    first = clause.whole if joined else max(clause.whole, start - NEAR)
    return not any(words[i].form in lexicon.auxiliaries for i in range(first, start))


def _phrase(words: Sequence[Word], clause: Clause, turn: Turn, lexicon: Lexicon) -> Span:
    """The noun phrase around a noun: from its determiner to what ends its complements."""
    end = turn.start + turn.size
    while end < min(clause.end, turn.start + LONGEST_PHRASE) and words[end].form not in lexicon.auxiliaries:
        end += 1
    return Span(words[_opening(words, clause, turn.start, lexicon)].start, words[end - 1].end)
