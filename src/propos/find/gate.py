"""Which paragraphs are worth parsing: those with a quotation mark or a word that may report speech."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from propos.find.cues import load_lexicon, plain
from propos.lang import Language
from propos.lang.tables.cues import Cues
from propos.model import Article, Quotation, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?")


def paragraphs_worth_parsing(article: Article, quotations: tuple[Quotation, ...], language: Language) -> Iterator[Span]:
    """The stretches that may hold a statement, in text order, with the one before each that opens with a quotation."""
    words = gate_words(language)
    stretches = sorted({*article.paragraphs, *article.headings, *article.captions})
    if not words:
        yield from stretches
        return
    worth = [_has_word(article.text, s, words) for s in stretches]
    number = 0
    for quotation in quotations:
        while number < len(stretches) and stretches[number].end <= quotation.outer.start:
            number += 1
        for at in range(number, len(stretches)):
            if stretches[at].start >= quotation.outer.end:
                break
            worth[at] = True
        if 0 < number < len(stretches) and quotation.outer.start - stretches[number].start < 2:
            worth[number - 1] = True
    yield from (s for s, wanted in zip(stretches, worth, strict=True) if wanted)


def _has_word(text: str, span: Span, words: frozenset[str]) -> bool:
    before = ""
    for found in _WORD.finditer(text, span.start, span.end):
        word = plain(found.group())
        if word in words or word.lower() in words or before + word.lower() in words:
            return True
        before = word.lower() if word.endswith("'") else "-" if text[found.end() : found.end() + 1] == "-" else ""
    return False


@cache
def gate_words(language: Language) -> frozenset[str]:
    """Every form of the verbs that report by themselves, the words that make others report, and of the prepositions.

    Empty where the pack does not inflect its verbs: then all paragraphs are worth parsing.
    """
    if not language.table(Cues).conjugations:
        return frozenset()
    lexicon = load_lexicon(language)
    alone = {lemma for lemma, es in lexicon.entries.items() if any(not e.with_ and e.frames - {"quote"} for e in es)}
    words = {form for form, kinds in lexicon.forms.items() if any(lemma in alone for lemma, _ in kinds)}
    words |= {e.with_[-1] for entries in lexicon.entries.values() for e in entries if e.with_}
    words |= {pronoun for pronoun in lexicon.sets["inverted"] if pronoun.count("-") == 1}
    for options in lexicon.prepositions.values():
        for parts, opinion, _ in options:
            if opinion:
                words.add(parts[-1].capitalize())
            else:
                words.add(parts[0] + parts[1] if parts[0].endswith("'") else max(parts, key=len))
    return frozenset(words)
