"""Mentions: the words that refer to an actor."""

from __future__ import annotations

from propos.find.descriptions import find_descriptions
from propos.find.names import find_known, find_names, in_title_case, seen_in
from propos.find.parse import Parse
from propos.find.words import Line, words_of
from propos.lang import Language
from propos.lang.naming import Naming, Phrases, naming_of
from propos.model import ActorKind, Article, Mention, Span


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
    seen = seen_in([line for line in lines if not in_title_case(line)])
    known: Phrases[ActorKind] = Phrases()
    found = {i: find_names(line, naming, seen) for i, line in enumerate(lines) if not in_title_case(line)}
    for index, several in found.items():
        for name in several:
            known.add(lines[index].folded[name.start : name.end], name.mention.kind or "unnamed")
    mentions: list[Mention] = []
    for index, line in enumerate(lines):
        names = found[index] if index in found else find_known(line, naming, known)
        mentions += [f.mention for f in names]
        mentions += [f.mention for f in find_descriptions(line, naming, names)]
        mentions += _pronouns(line, naming)
    return tuple(sorted(mentions, key=lambda m: (m.span.start, -m.span.end)))


def _pronouns(line: Line, naming: Naming) -> list[Mention]:
    found: list[Mention] = []
    taken = 0
    for index, folded in enumerate(line.folded):
        if index < taken or not naming.pronouns.begins(folded):
            continue
        match = naming.pronouns.at(line.folded, index) if line.words[index].is_word else None
        if match is None:
            continue
        size, pronoun = match
        if pronoun.role != "none":
            span = Span(line.words[index].start, line.words[index + size - 1].end)
            found.append(
                Mention(span=span, form="pronoun", gender=pronoun.gender, number=pronoun.number, head=pronoun.role)
            )
        taken = index + size
    return found
