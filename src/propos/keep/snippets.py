"""The piece of a text that a search found, with the words that match marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from propos.keep import fulltext
from propos.keep.query import Query, Words, wanted_words
from propos.model import Span
from propos.resolve.wording import find_words

#: Longer texts are cut around the first match.
SNIPPET_CHARACTERS = 320

Snippet = tuple[tuple[str, bool], ...]


def cut_snippet(body: str, query: Query, lang: str) -> Snippet:
    """The text in pieces, each with whether it matches; a long text is cut where most of it matches.

    Args:
        body: The text.
        query: Its words are stems, but the last of a beginning, which is folded.
        lang: Language code of the text.
    """
    spans = list(_matches(body, wanted_words(query), lang))
    start, end = _window(body, _densest(spans))
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    for span in spans:
        if start <= span.start and span.end <= end:
            pieces += [(body[start : span.start], False), (body[span.start : span.end], True)]
            start = span.end
    pieces += [(body[start:end], False), ("", False) if end == len(body) else (" …", False)]
    return tuple((p, is_match) for p, is_match in pieces if p)


def _matches(body: str, runs: Sequence[Words], lang: str) -> Iterator[Span]:
    """Where a run of words stands, in text order, none twice."""
    wording = find_words(body)
    stems = fulltext.stems_of(body, lang).split()
    last_end = 0
    for place in range(len(stems)):
        length = max((len(r.words) for r in runs if _stands(r, place, stems, wording.words)), default=0)
        if length and place >= last_end:
            last_end = place + length
            yield Span(wording.spans[place].start, wording.spans[last_end - 1].end)


def _stands(run: Words, place: int, stems: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a run of words stands at a place of the text."""
    last = place + len(run.words) - 1
    if last >= len(stems):
        return False
    if run.prefix:
        return words[last].startswith(run.words[-1]) and list(run.words[:-1]) == stems[place:last]
    return stems[place] == run.words[0] and list(run.words) == stems[place : last + 1]


def _densest(spans: Sequence[Span]) -> int:
    """Where the stretch begins in which most matches stand."""
    best, most, first = 0, 0, 0
    for number, span in enumerate(spans):
        while span.end - spans[first].start > SNIPPET_CHARACTERS * 2 // 3:
            first += 1
        if number - first + 1 > most:
            best, most = spans[first].start, number - first + 1
    return best


def _window(body: str, around: int) -> tuple[int, int]:
    if len(body) <= SNIPPET_CHARACTERS:
        return 0, len(body)
    start = max(0, min(around - SNIPPET_CHARACTERS // 3, len(body) - SNIPPET_CHARACTERS))
    end = start + SNIPPET_CHARACTERS
    if start:
        start = body.find(" ", start) + 1 or start
    if end < len(body):
        end = max(body.rfind(" ", 0, end), around + 1)
    return start, end
