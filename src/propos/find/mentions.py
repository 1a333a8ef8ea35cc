"""Mentions: the words that refer to an actor."""

from __future__ import annotations

import re

from propos.find.descriptions import find_descriptions, nouns_beside
from propos.find.names import find_known, find_names, in_title_case, seen_in
from propos.find.parse import Parse
from propos.find.words import Line, words_of
from propos.lang import Language
from propos.lang.naming import Naming, Phrases, naming_of, split_words
from propos.model import ActorKind, Article, Mention, Span

#: "OSLO, 12 May (MPA) - ", "BOIS-D'ORVEL, Valdorie, 3 mars — ": the place in capitals, a day or an agency, a dash.
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}(?:, [^\W\d_][^\d,()\n]{0,30})?)"
    r"(?:, (?P<day>[^(),\n–—]{3,20}(?:, \d{4})?))?(?P<agency>,? \([^()\n]{2,40}\))? ?[-–—]{1,2} "
)
#: Of a month's name as many letters at least stand in a dateline.
_SHORTEST_MONTH = 3


def find_mentions(article: Article, parse: Parse, language: Language) -> tuple[Mention, ...]:
    """The mentions of an article in text order: names, descriptions, places of power, pronouns.

    Paragraphs, headings and captions are read, parsed or not. A description and the name within it are two mentions.

    Example:
        In "Le ministre Paul Morel" the office "Le ministre" and the name "Paul Morel".
    """
    naming = naming_of(language)
    stretches = sorted({*article.paragraphs, *article.headings, *article.captions})
    parsed = {p.span.start: p for p in parse.paragraphs}
    lines = [words_of(article.text, span, naming, parsed.get(span.start)) for span in stretches]
    plain = {i: line for i, line in enumerate(lines) if not in_title_case(line)}
    seen = seen_in(plain.values())
    found = {i: find_names(line, naming, seen) for i, line in plain.items()}
    known: Phrases[ActorKind] = Phrases()
    if len(plain) < len(lines):
        for index, several in found.items():
            for name in several:
                known.add(lines[index].folded[name.start : name.end], name.mention.kind or "unnamed")
    trades = {noun for index, names in found.items() for noun in nouns_beside(lines[index], naming, names)}
    mentions: list[Mention] = []
    for index, line in enumerate(lines):
        place_end = _place_end(article.text, stretches[index], naming)
        names = found[index] if index in found else find_known(line, naming, known)
        mentions += [f.mention for f in names if f.mention.span.end > place_end]
        mentions += [f.mention for f in find_descriptions(line, naming, names, trades)]
        mentions += _pronouns(line, naming)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _place_end(text: str, stretch: Span, naming: Naming) -> int:
    """Where the place ends that opens a report, with the day or the agency behind it: what it names is nobody."""
    opening = _DATELINE.match(text, stretch.start, stretch.end)
    if opening is None:
        return stretch.start
    words = [w for w in split_words(opening["day"] or "", naming.clitics) if len(w) >= _SHORTEST_MONTH]
    dated = any(known.startswith(word.rstrip(".")) for word in words for known in naming.calendar)
    return opening.end("place") if dated or opening["agency"] else stretch.start


def _pronouns(line: Line, naming: Naming) -> list[Mention]:
    found: list[Mention] = []
    taken = 0
    for index in [i for i, word in enumerate(line.folded) if word in naming.pronouns.longest]:
        match = naming.pronouns.at(line.folded, index) if index >= taken and line.words[index].is_word else None
        if match is None:
            continue
        size, pronoun = match
        taken = index + size
        if pronoun.role != "none":
            span = line.span(index, taken)
            found.append(
                Mention(span=span, form="pronoun", gender=pronoun.gender, number=pronoun.number, head=pronoun.role)
            )
    return found
