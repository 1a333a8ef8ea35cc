"""Which sentences are worth parsing: those with a quotation mark or a word that may report speech."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from propos.find.cues import load_lexicon
from propos.find.parse import Passage
from propos.find.rank import Ranker, load_ranker
from propos.find.sentences import cut_sentences
from propos.find.verbs import plain
from propos.lang import Language
from propos.lang.tables.cues import Cues
from propos.model import Article, Quotation, Span

_WORD = re.compile(r"[^\W\d_]+")
#: Two words that count as one (with an apostrophe between, or the second after a hyphen), and a colon.
_JOINT = re.compile(r"[^\W\d_]+['’][^\W\d_]+|-[^\W\d_]+|: ")
#: Learned words of a language with a ranker.
FILE = "gate.json"
#: A stem has at least so many letters, an ending at most so many; the last letter of a longer word may change.
SHORTEST_STEM = 3
LONGEST_ENDING = 4
LONGEST_WHOLE = 5


def passages_worth_parsing(article: Article, quotations: Sequence[Quotation], language: Language) -> Iterator[Passage]:
    """The sentences that may hold a statement, those that follow each other together, in text order.

    A sentence that opens with a quotation takes the one before it along, which may say whose words they are.
    """
    words = gate_words(language)
    stretches = sorted({*article.paragraphs, *article.headings, *article.captions})
    if words is None:
        yield from (Passage(s, s) for s in stretches)
        return
    outer = [q.outer for q in quotations if q.depth == 0]
    cut = [
        (stretch, s)
        for stretch, own in zip(stretches, _by_stretch(outer, stretches), strict=True)
        for s in cut_sentences(article.text, stretch, own)
    ]
    worth = [words.may_report(article.text[s.start : s.end]) for _, s in cut]
    _mark_quoted(worth, [s for _, s in cut], outer)
    yield from _joined([pair for pair, wanted in zip(cut, worth, strict=True) if wanted])


def _by_stretch(outer: Sequence[Span], stretches: Sequence[Span]) -> Iterator[list[Span]]:
    """For each stretch in turn, the quotations that share a character with it."""
    first = 0
    for stretch in stretches:
        while first < len(outer) and outer[first].end <= stretch.start:
            first += 1
        own = []
        for quotation in outer[first:]:
            if quotation.start >= stretch.end:
                break
            own.append(quotation)
        yield own


def _mark_quoted(worth: list[bool], sentences: Sequence[Span], outer: Sequence[Span]) -> None:
    """Marks the sentences that a quotation lies in, and the one before each that opens with a quotation."""
    number = 0
    for quotation in outer:
        while number < len(sentences) and sentences[number].end <= quotation.start:
            number += 1
        if 0 < number < len(sentences) and quotation.start - sentences[number].start < 2:
            worth[number - 1] = True
        for at in range(number, len(sentences)):
            if sentences[at].start >= quotation.end:
                break
            worth[at] = True


def _joined(cut: Sequence[tuple[Span, Span]]) -> Iterator[Passage]:
    """Sentences with their paragraphs as passages: those that follow each other within a paragraph as one."""
    first = 0
    for number, ((paragraph, sentence), (next_paragraph, following)) in enumerate(pairwise(cut)):
        if sentence.end != following.start or paragraph != next_paragraph:
            yield Passage(paragraph, Span(cut[first][1].start, sentence.end))
            first = number + 1
    if cut:
        yield Passage(cut[-1][0], Span(cut[first][1].start, cut[-1][1].end))


@dataclass(frozen=True, slots=True)
class GateWords:
    """The words that make a sentence worth parsing.

    Attributes:
        forms: Words in lower case, joints of two ("d'après", "-elle") and marks with the space behind (": ").
        capitalised: Words that count only with a capital letter, at the beginning of a sentence ("Pour").
        unknown: Whether a word that nothing is known of may be one; asked once a word.
    """

    forms: frozenset[str]
    capitalised: frozenset[str] = frozenset()
    unknown: Callable[[str], bool] | None = None

    def may_report(self, sentence: str) -> bool:
        """Whether one of the words is in a sentence."""
        lower = plain(sentence).lower()
        words = _WORD.findall(lower)
        if not self.forms.isdisjoint(words) or not self.forms.isdisjoint(_JOINT.findall(lower)):
            return True
        if not self.capitalised.isdisjoint(_WORD.findall(sentence)):
            return True
        return self.unknown is not None and any(map(self.unknown, words))


@cache
def gate_words(language: Language) -> GateWords | None:
    """The words that make a sentence of a language worth parsing; None if nothing is known and all sentences are.

    A language whose verbs are read by its ranker has learned them (``benchmarks/train_gate.py``), one that inflects
    its verbs has them from there.
    """
    ranker, raw = load_ranker(language), language.resource(FILE)
    if ranker and raw:
        return _learned(ranker, json.loads(raw))
    return _inflected(language) if language.table(Cues).conjugations else None


def _learned(ranker: Ranker, words: Mapping[str, Sequence[str]]) -> GateWords:
    forms, silent, stems = frozenset(words["reports"]), frozenset(words["silent"]), begins_like(ranker)
    marks = {f"{w} " for w in forms if not w[0].isalnum()}
    return GateWords(forms | marks, unknown=cache(lambda word: word not in silent and stems(word)))


def begins_like(ranker: Ranker) -> Callable[[str], bool]:
    """Whether a word begins like one that may report: the way to tell forms that were never seen."""
    lemmas = {lemma for lemma, _ in (*ranker.cues, *ranker.classes)}
    stems = {lemma[:-1] if len(lemma) > LONGEST_WHOLE else lemma for lemma in lemmas}

    def begins(word: str) -> bool:
        return any(word[:n] in stems for n in range(max(SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word) + 1))

    return begins


def _inflected(language: Language) -> GateWords:
    """Every form of the verbs that report by themselves, the words that make others report, and of the prepositions."""
    lexicon = load_lexicon(language)
    alone = {lemma for lemma, es in lexicon.entries.items() if any(not e.with_ and e.frames - {"quote"} for e in es)}
    words = {form for form, kinds in lexicon.forms.items() if any(lemma in alone for lemma, _ in kinds)}
    words |= {e.with_[-1] for entries in lexicon.entries.values() for e in entries if e.with_}
    words |= {pronoun for pronoun in lexicon.sets["inverted"] if pronoun.count("-") == 1}
    capitalised = set()
    for options in lexicon.prepositions.values():
        for parts, opinion in ((p.words, p.opinion) for p in options):
            if opinion:
                capitalised.add(parts[-1].capitalize())
            else:
                words.add(parts[0] + parts[1] if parts[0].endswith("'") else max(parts, key=len))
    return GateWords(frozenset(words), frozenset(capitalised))
