"""Quotation marks of all kinds, paired.

Marks are paired by kind and by the side they lean to, never by counting: an odd mark costs its own quotation at most.
A quotation that is not closed in its paragraph goes on into the next ones if the next mark there closes it; if that
mark opens (the quotation is taken up again at each paragraph) or there is none, it ends with its paragraph, unclosed.
A closing mark before a comma whose opening mark was lost closes the sentence it stands in and the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from propos.find.sentences import cut_sentences
from propos.lang import Language
from propos.lang.tables.quotes import Marks, Quotes
from propos.model import Article, Quotation, Span

#: How far beyond its paragraph a quotation may run, and how long one between single marks may be.
LONGEST_RUN = 3000
LONGEST_SINGLE = 300
#: How many sentences end with a mark whose opening mark was lost: one alone would mostly have kept it.
LOST_SENTENCES = 2
STOPS = ".!?… "

Lean = Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    lean: Lean
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Kinds:
    by_open: dict[str, Marks]
    closers: frozenset[str]
    single: frozenset[str]
    pattern: re.Pattern[str]


def find_quotations(article: Article, language: Language) -> tuple[Quotation, ...]:
    """The quotations of an article, in text order, nested ones after the one they stand in.

    Example:
        In "Il a dit « oui »." the quotation "oui".
    """
    kinds = _kinds(language)
    marks = list(_marks(article, kinds))
    if not marks:
        return ()
    stretches = _stretches(article)
    pairs = _pair(article.text, marks, kinds, stretches)
    return _quotations(article.text, pairs)


def opens_turn(text: str, start: int, language: Language) -> bool:
    """Whether only the dash of a dialogue stands before ``start`` in its paragraph."""
    return text[text.rfind("\n", 0, start) + 1 : start].strip() in language.table(Quotes).dashes


@cache
def _kinds(language: Language) -> _Kinds:
    marks = language.table(Quotes).marks
    every = {m.open for m in marks} | {c for m in marks for c in m.close}
    longest_first = sorted(every, key=lambda m: (-len(m), m))
    return _Kinds(
        {m.open: m for m in marks},
        frozenset(c for m in marks if not m.single for c in m.close),
        frozenset(m.open for m in marks if m.single) | {c for m in marks if m.single for c in m.close},
        re.compile("|".join(map(re.escape, longest_first))),
    )


def _stretches(article: Article) -> list[Span]:
    return sorted({*article.paragraphs, *article.headings, *article.captions})


def _marks(article: Article, kinds: _Kinds) -> Iterator[_Mark]:
    for number, stretch in enumerate(_stretches(article)):
        for found in kinds.pattern.finditer(article.text, stretch.start, stretch.end):
            mark = found.group()
            lean = _lean(article.text, found.start(), found.end(), stretch)
            edge = mark in kinds.closers or mark not in kinds.single
            if mark in kinds.by_open and mark not in kinds.closers and edge:
                lean = "open"
            elif mark not in kinds.by_open and edge:
                lean = "close"
            elif not edge and lean == "either":
                continue  # an apostrophe within a word
            yield _Mark(found.start(), found.end(), mark, lean, number)


def _lean(text: str, start: int, end: int, stretch: Span) -> Lean:
    """Which side a mark leans to: a word after it and a space or bracket before it make it open."""
    before = text[start - 1] if start > stretch.start else " "
    after = text[end] if end < stretch.end else " "
    starts_words = after.isalnum() or after in "'’‘([«“\"…-–—+#@$€"
    opens = (before.isspace() or before in "([{'’-–—«“/") and starts_words
    closes = not starts_words and (not before.isspace() or not after.isspace())
    closes = closes or (not before.isspace() and not after.isalnum() and not opens)
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _pair(text: str, marks: list[_Mark], kinds: _Kinds, stretches: list[Span]) -> list[tuple[_Mark, int, int, bool]]:
    """Each quotation as its opening mark, the end of its words, the end of its outer span, and whether it is closed."""
    pairs: list[tuple[_Mark, int, int, bool]] = []
    open_marks: list[_Mark] = []

    def drop(mark: _Mark, end: int) -> None:
        if not kinds.by_open[mark.text].single:
            pairs.append((mark, end, end, False))

    for index, mark in enumerate(marks):
        while open_marks and _is_over(open_marks[-1], mark, kinds):
            drop(open_marks[-1], stretches[open_marks[-1].paragraph].end)
            open_marks.pop()
        depth = _closes(open_marks, mark, kinds)
        if depth is not None and not _opens_within(mark, marks, index, kinds):
            for left in open_marks[depth + 1 :]:
                drop(left, mark.start)
            pairs.append((open_marks[depth], mark.start, mark.end, True))
            del open_marks[depth:]
        elif mark.text in kinds.by_open and mark.lean != "close":
            if open_marks and _taken_up_again(text, open_marks[-1], mark, marks, index):
                drop(open_marks.pop(), mark.start)
            open_marks.append(mark)
        elif mark.lean == "close" and mark.text in kinds.closers and _is_lost(open_marks, kinds):
            start = _lost_opening(text, mark, marks[index - 1] if index else None, stretches[mark.paragraph])
            if start is not None:
                pairs.append((replace(mark, start=start, end=start), mark.start, mark.end, False))
    for left in open_marks:
        drop(left, stretches[left.paragraph].end)
    return pairs


def _is_lost(open_marks: list[_Mark], kinds: _Kinds) -> bool:
    return all(kinds.by_open[o.text].single for o in open_marks)


def _lost_opening(text: str, mark: _Mark, before: _Mark | None, stretch: Span) -> int | None:
    """Where the words began that a closing mark before a comma ends; None if it is rather a mark gone astray."""
    if not text.startswith(",", mark.end):
        return None
    first = before.end if before and before.paragraph == mark.paragraph else stretch.start
    start = first + len(text[first : mark.start]) - len(text[first : mark.start].lstrip(STOPS))
    broken = first > stretch.start and start == first
    whole = cut_sentences(text, Span(start, mark.start))[broken:][-LOST_SENTENCES:]
    return whole[0].start if whole else None


def _is_over(opened: _Mark, mark: _Mark, kinds: _Kinds) -> bool:
    """Whether an open quotation ended with its paragraph, now that ``mark`` is the next mark."""
    kind = kinds.by_open[opened.text]
    if kind.single:
        return mark.paragraph != opened.paragraph or mark.start - opened.end > LONGEST_SINGLE
    if mark.paragraph == opened.paragraph:
        return False
    return not (mark.text in kind.close and mark.lean != "open" and mark.start - opened.end <= LONGEST_RUN)


def _closes(open_marks: list[_Mark], mark: _Mark, kinds: _Kinds) -> int | None:
    """Which of the open quotations a mark may close: the innermost of its kind."""
    if mark.lean == "open":
        return None
    for depth in range(len(open_marks) - 1, max(-1, len(open_marks) - 4), -1):
        if mark.text in kinds.by_open[open_marks[depth].text].close:
            return depth
    return None


def _opens_within(mark: _Mark, marks: list[_Mark], index: int, kinds: _Kinds) -> bool:
    """Whether a mark that could close opens instead, since the next one of its kind leans to the other side."""
    if mark.lean != "either" or mark.text not in kinds.by_open or index + 1 >= len(marks):
        return False
    following = marks[index + 1]
    return kinds.by_open[mark.text].single and following.text in kinds.by_open[mark.text].close


def _taken_up_again(text: str, opened: _Mark, mark: _Mark, marks: list[_Mark], index: int) -> bool:
    """Whether the open quotation was left unclosed, so that ``mark`` opens the next one rather than one inside it."""
    if opened.text != mark.text:
        return False
    if opened.paragraph != mark.paragraph:
        return True
    following = [m.lean for m in marks[index + 1 : index + 3] if m.paragraph == mark.paragraph]
    if following == ["close", "close"]:
        return False
    before = text[opened.end : mark.start].rstrip()
    return before[-1:] in ".!?…" or following[:1] != ["close"]


def _quotations(text: str, pairs: list[tuple[_Mark, int, int, bool]]) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    within: list[int] = []
    for mark, end, outer_end, closed in sorted(pairs, key=lambda p: (p[0].start, -p[2])):
        words = _trimmed(text, mark.end, end)
        if words is None:
            continue
        while within and within[-1] <= mark.start:
            within.pop()
        outer = Span(mark.start, max(outer_end, words.end))
        found.append(Quotation(span=words, outer=outer, unclosed=not closed, depth=len(within)))
        within.append(outer.end)
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None
