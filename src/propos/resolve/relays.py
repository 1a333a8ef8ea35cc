"""Relays: the agencies, outlets, publications and translations by which somebody's words reached the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from propos.lang.folding import soften
from propos.lang.naming import Naming, split_words
from propos.model import Mention, Relay, RelayKind, Span, Statement, hull
from propos.resolve.text import Places

#: How far around a statement, within its sentences, a relay may stand, in code points.
_REACH = 260
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*['’]?")


def find_relays(
    text: str,
    statement: Statement,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    *,
    places: Places,
    naming: Naming,
) -> tuple[Relay, ...]:
    """The relays of one statement in text order, found in its own sentences outside what was said.

    Example:
        "« ... », s'est félicité M. Morel, selon l'AKP, cité par Radio Lisse."
    """
    own = hull((*statement.content, *statement.cue, *statement.source))
    start = max(places.sentence_start(own.start), own.start - _REACH)
    end = min(places.sentence_end(own.end), own.end + _REACH)
    apart = (*statement.content, *statement.source)
    relays = [
        relay
        for mention in mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        if mention.form not in ("pronoun", "office")
        and not any(s.overlaps(mention.span) for s in apart)
        and (relay := _relay(text, mention, start, naming))
    ]
    relays = [r for r in relays if not _named_next(r, relays)]
    relays += _translations(text, Span(start, max(start, end)), statement, naming)
    return tuple(sorted(dict.fromkeys(relays), key=lambda r: r.span))


def _named_next(relay: Relay, relays: Sequence[Relay]) -> bool:
    """Whether a noun for an outlet is followed by the outlet's name, which says more."""
    return any(relay.span.end < r.span.start <= relay.span.end + 2 for r in relays) or any(
        r.span.contains(relay.span) and r.span != relay.span for r in relays
    )


def _relay(text: str, mention: Mention, start: int, naming: Naming) -> Relay | None:
    words = split_words(mention.span.of(text), naming.clitics)
    before = [
        soften(w.rstrip("'’")) for w in _WORD.findall(text[max(start, mention.span.start - 60) : mention.span.start])
    ]
    while before and (before[-1] in naming.determiners) and before[-1] not in naming.relays.links:
        before.pop()
    kind = _kind(words, before, mention, naming)
    if kind is None:
        return None
    return Relay(name=mention.span.of(text), kind=kind, span=mention.span)


def _kind(words: tuple[str, ...], before: list[str], mention: Mention, naming: Naming) -> RelayKind | None:
    table = naming.relays
    body = naming.body(words) if mention.form in ("name", "short") else None
    public = len(before) > 1 and before[-1] in table.by and any(w in table.published for w in before[-4:-1])
    if public and mention.kind != "person":
        return body.relay if body and body.relay else "publication"
    if body and body.relay and _linked(before, naming):
        return body.relay
    if mention.form in ("name", "short") and mention.kind != "person" and _outlet_named(before, naming):
        return "outlet"
    noun = naming.noun(mention.head) if mention.head else None
    if noun and noun.outlet and mention.form == "periphrasis" and before and before[-1] in table.links[:9]:
        return "outlet"
    return None


def _linked(before: list[str], naming: Naming) -> bool:
    """Whether a linking word stands before, with nothing but a noun for outlets and its adjective between."""
    for distance, word in enumerate(reversed(before[-5:])):
        if word in naming.relays.links:
            return True
        noun = naming.nouns.get((word,))
        passed = word in naming.determiners or word in naming.adjectives or word in naming.before
        if not passed and not (noun and noun.kind == "organisation") and distance:
            return False
    return False


def _outlet_named(before: list[str], naming: Naming) -> bool:
    """Whether a noun for an outlet stands right before a name, after a linking word ("au journal Lisse-Matin")."""
    for position in range(len(before) - 1, max(-1, len(before) - 4), -1):
        noun = naming.nouns.get((before[position],))
        if noun and noun.outlet:
            return _linked(before[: position + 1], naming)
    return False


def _translations(text: str, span: Span, statement: Statement, naming: Naming) -> list[Relay]:
    found: list[Relay] = []
    printed = span.of(text).casefold()
    if not any(word in printed for word in naming.relays.translated):
        return found
    words = [(m.span(), soften(m.group().rstrip("'’"))) for m in _WORD.finditer(text, span.start, span.end)]
    for index, (place, word) in enumerate(words[:-2]):
        (_, link), (language_place, language) = words[index + 1], words[index + 2]
        if word in naming.relays.translated and link in naming.relays.into and language in naming.adjectives:
            whole = Span(place[0], language_place[1])
            if not any(c.overlaps(whole) for c in statement.content):
                found.append(Relay(name=text[slice(*language_place)], kind="translation", span=whole))
    return found
