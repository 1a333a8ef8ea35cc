"""What a statement's source words are: a name, a description, a pronoun, several, or words for somebody unnamed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from propos.lang.folding import soften
from propos.lang.naming import Naming, split_words
from propos.lang.nouns import plain_words
from propos.model import Mention, Span

#: A place, a date or an agency in brackets, and the dash before the report itself.
_DATELINE = re.compile(r"[^\W\d_][^\n–—«“\"]{1,48}\s[-–—]{1,2}\s+(?=\S)")
#: What closes such an opening when it was taken for who speaks, and how much of the text behind may hold who does.
_DATELINE_REST = re.compile(r"\)?\s[-–—]{1,2}\s+(?=\S)")
_BEHIND_DATELINE = 80
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: Among so many words that open a report stands the noun for who speaks.
_OPENING_WORDS = 5
#: A few words in small letters right behind another one.
_SMALL_WORDS = re.compile(r"(?:[ \u00a0][a-z][\w-]*){1,4}")


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a source, understood.

    Attributes:
        span: All of it.
        heads: The mentions that name the speaker; several if coordinated; () if no mention heads it.
        described: Words before a name that say who it is ("la toxicologue" Dominique Morel).
    """

    span: Span
    heads: tuple[Mention, ...]
    described: Span | None = None


def read_source(text: str, span: Span, mentions: Sequence[Mention], starts: Sequence[int], naming: Naming) -> Source:
    """The heads of one source span; ``starts`` are the starts of ``mentions``."""
    given, span = span, _after_place(text, _after_dateline(text, span), naming)
    inside: list[Mention] = []
    for mention in mentions[max(0, bisect_left(starts, span.start) - 3) : bisect_left(starts, span.end)]:
        if span.start <= mention.span.start < span.end or (
            mention.span.overlaps(span) and mention.span.end == span.end
        ):
            inside.append(mention)
    alone = span if span.end == given.end else _opening_noun(text, span, naming)
    if not inside:
        return Source(alone, ())
    several = _named_together(span, inside)
    if several:
        return Source(span, several)
    first = _head(text, span, inside, naming)
    if first is None:
        named = _named_after_words(text, span, inside, naming)
        return named or Source(alone, ())
    heads = [first]
    for mention in inside:
        if mention.span.start >= heads[-1].span.end and _joined(text, heads[-1], mention, naming):
            heads.append(mention)
    return Source(span, tuple(heads))


def _after_dateline(text: str, span: Span) -> Span:
    """The source without the place and date that open an agency's report ("OSLO, June 20 - ").

    Of a source that is no more than those ("OSLO (NTB") the words behind the dash are taken: they open the report.
    """
    opening = _DATELINE.match(text, span.start, span.end)
    if opening:
        return Span(opening.end(), span.end)
    rest = _DATELINE_REST.match(text, span.end)
    words = span.of(text)
    if rest is None or text[: span.start].rstrip(" ")[-1:] not in ("", "\n") or "(" not in words:
        return span
    if not words.split(maxsplit=1)[0].isupper():
        return span
    return Span(rest.end(), min(len(text), rest.end() + _BEHIND_DATELINE))


def _after_place(text: str, span: Span, naming: Naming) -> Span:
    """The source without the place that opens its sentence ("Outside the court, Anne Morel")."""
    place, comma, rest = span.of(text).partition(", ")
    opens = place.partition(" ")[0]
    if comma and rest and opens[:1].isupper() and soften(opens) in naming.place_prepositions:
        return Span(span.start + len(place) + len(comma), span.end)
    return span


def _opening_noun(text: str, span: Span, naming: Naming) -> Span:
    """The words that open a report up to the noun for who speaks ("Orvel police"); none if there is no such noun."""
    for word in islice(_WORD.finditer(text, span.start, span.end), _OPENING_WORDS):
        if naming.nouns.get((soften(word[0]),)):
            return Span(span.start, word.end())
    return Span(span.start, span.start)


def _named_together(span: Span, inside: Sequence[Mention]) -> tuple[Mention, ...]:
    """The names after a description of several people: "deux romanciers, Anne Morel et Jean Vanier"."""
    first = inside[0]
    if first.form not in ("office", "periphrasis") or first.number != "plural" or first.span.start > span.start + 4:
        return ()
    names = tuple(m for m in inside if m.form == "name" and m.kind in ("person", None))
    return names if len(names) > 1 and names[0].span.start >= first.span.end else ()


def _head(text: str, span: Span, inside: Sequence[Mention], naming: Naming) -> Mention | None:
    """The mention that the words open with, but for a determiner; a name wins over a description of the same extent."""
    exact = next((m for m in inside if m.span == span), None)
    if exact:
        return exact
    named = _apposed(text, inside, naming)
    if named:
        return named
    opening = [m for m in inside if _only_determiners(text[span.start : m.span.start], naming)]
    opening = [m for m in opening if m.head not in ("former", "latter")]  # "la première chaîne": no pronoun
    opening = [m for m in opening if m.form != "pronoun" or m.head not in ("possessive", "speaker") or len(span) <= 6]
    if not opening:
        return None
    owner = opening[0]
    modifies = owner.form in ("name", "short", "metonym") and (
        _owns(text, owner, span, naming) or _tells_which(text, owner, span, naming)
    )
    if modifies:
        opening = [m for m in opening if m.span.end > owner.span.end + 2]
        if not opening:
            return None
    names = [m for m in opening if m.form in ("name", "short", "metonym")]
    longer = [m for m in opening if names and m.span.start <= names[0].span.start and m.span.end > names[0].span.end]
    if longer and longer[0].head:
        return longer[0]
    return names[0] if names and names[0].span.start <= opening[0].span.start else opening[0]


def _owns(text: str, name: Mention, span: Span, naming: Naming) -> bool:
    """Whether a name is only whose the speaker is: "Morel's former strategist"."""
    mark = next((p for p in naming.names.possessives if text.startswith(p, name.span.end)), None)
    return mark is not None and bool(text[name.span.end + len(mark) : span.end].strip())


def _tells_which(text: str, name: Mention, span: Span, naming: Naming) -> bool:
    """Whether a name stands before the noun that names the speaker, where nouns come last: "Orvel police"."""
    following = None if naming.head_first else _SMALL_WORDS.match(text, name.span.end, span.end)
    if following is None:
        return False
    for word in split_words(following[0], naming.clitics):
        if naming.nouns.get((word,)) or word in naming.people:
            return True
        if word in naming.function_words or word in naming.subordinators:
            return False
    return False


def _apposed(text: str, inside: Sequence[Mention], naming: Naming) -> Mention | None:
    """The name of a person beside the description that the words open with ("la mère, nommée Anne Morel")."""
    owner = inside[0]
    owned = owner.head == "possessive" or (
        owner.form != "pronoun" and text.startswith(naming.names.possessives, owner.span.end)
    )
    first = next((m for m in inside if m.span.start > owner.span.start), owner) if owned else owner
    if owned and first.form in ("name", "short"):
        beside = text[owner.span.end : first.span.start].count(",") == 1  # "her neighbour, retired teacher Paul Vanier"
        return first if beside and first.kind == "person" and owner.head == "possessive" else None
    if not owned and (first.form not in ("office", "periphrasis") or first.kind != "person"):
        return None
    barred = (naming.of_words, naming.joiners, naming.subordinators, naming.place_prepositions)
    for name in reversed(inside[1:]):
        if name.span.start < first.span.end or name.form not in ("name", "short") or name is owner:
            continue
        if name.kind not in ("person", None):
            continue
        before = text[first.span.end : name.span.start]
        between = split_words(before.replace(",", " "), naming.clitics)
        apart = before.rstrip().endswith((",", ":")) and (name.kind == "person" or name.form == "name")
        if apart or (len(between) < 3 and not any(w in words for w in between for words in barred)):
            return name
    return None


def _only_determiners(before: str, naming: Naming) -> bool:
    passed = (naming.determiners, naming.before, naming.titles, naming.calendar, naming.moments)
    return all(
        word.isdigit() or any(soften(word.rstrip("'")) in known for known in passed)
        for word in plain_words(before, naming.clitics)
    )


def _joined(text: str, left: Mention, right: Mention, naming: Naming) -> bool:
    between = split_words(text[left.span.end : right.span.start].replace(",", " "), naming.clitics)
    return any(w in naming.joiners for w in between) and all(
        w in naming.joiners or w.rstrip("'") in naming.determiners or w in naming.of_words for w in between
    )


def _named_after_words(text: str, span: Span, inside: Sequence[Mention], naming: Naming) -> Source | None:
    """A name right after words in small letters that open with a determiner: "le skipper breton Jean Morel"."""
    for mention in inside:
        if mention.form not in ("name", "short") or mention.span.start <= span.start:
            continue
        if _tells_which(text, mention, span, naming):
            return None
        before = text[span.start : mention.span.start]
        plain = [w.rstrip("'") for w in split_words(before.replace("«", " ").replace(",", " "), naming.clitics)]
        if not 2 <= len(plain) <= 8:
            return None
        apart = before.rstrip().endswith(",") and before.count(",") == 1
        if apart and (mention.kind == "person" or (mention.kind is None and mention.form == "name")):
            return Source(span, (mention,), Span(span.start, mention.span.start))
        if plain[0] not in naming.determiners:
            return None
        checked = plain[-1:] if mention.kind == "person" else plain[1:]
        bound = any(w in naming.function_words or w in naming.of_words for w in checked)
        if not bound and "," not in before and naming.determiners[plain[0]] != "indefinite":
            return Source(span, (mention,), Span(span.start, mention.span.start))
    return None
