"""Documents speak for whoever published them: "un rapport de l'Office", and "le rapport" after that."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from propos.lang.folding import fold
from propos.lang.naming import Naming
from propos.lang.nouns import plain_words
from propos.model import Mention, Span

#: How far after a document's noun its publisher may be named, in code points.
_REACH = 120


def publisher_of(
    text: str, document: Mention, mentions: Sequence[Mention], starts: Sequence[int], *, within: Span, naming: Naming
) -> Mention | None:
    """The mention of whoever published a document, named after its noun within ``within``; None if nobody is."""
    for mention in mentions[bisect_left(starts, document.span.start + 1) : bisect_left(starts, within.end)]:
        if mention.form == "pronoun":
            continue
        if mention.span.start - document.span.end > _REACH:
            return None
        between = text[document.span.start : mention.span.start]
        if _published(between, naming) and naming_kind(mention, naming) != "document":
            return mention
    return None


def naming_kind(mention: Mention, naming: Naming) -> str | None:
    """What the noun of a description counts as: person, organisation or document."""
    noun = naming.noun(mention.head) if mention.head else None
    return noun.kind if noun else None


def _published(between: str, naming: Naming) -> bool:
    """Whether the words between end with one that says who published ("publié par", "de l'")."""
    plain = [fold(w.rstrip("'")) for w in plain_words(between, naming.clitics)]
    while plain and plain[-1] in naming.determiners and (plain[-1],) not in naming.published_by:
        plain.pop()
    for phrase in naming.published_by:
        if plain[-1:] == [phrase[-1]] and set(phrase[:-1]) <= set(plain[-6:-1]):
            if len(phrase) > 1 or not any(
                w in naming.function_words for w in plain[1:-1] if w not in naming.determiners
            ):
                return True
    return False
