"""A stretch of text enters, its sentences leave: cut by marks alone, before anything is parsed.

Where it is doubtful whether a sentence ends, it does not: a sentence too long costs time, one too short its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from propos.model import Span

#: Marks that end a sentence, what may close after them, and the space behind.
_STOP = re.compile(r"(?P<mark>[.!?…][.!?…]*)(?P<close>[\s\u00a0\u202f]*[»”\"’')\]]+)*[\s\u00a0\u202f]+(?=(?P<next>\S))")
#: The letters and digits right before a place; of a longer word its end.
_LAST_WORD = re.compile(r"[^\W_]*\Z")
_LONGEST_WORD = 40
_OPENERS = frozenset("«“\"‹„‘'(['—–-•")
#: A capitalised word up to so long before a full stop may be an abbreviation ("Mr.", "Sen.", "Prof.").
_LONGEST_TITLE = 4
#: So may a shorter word before a full stop and a number ("art. 11").
_LONGEST_BEFORE_NUMBER = 3
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)


def cut_sentences(text: str, span: Span, unbroken: Sequence[Span] = ()) -> list[Span]:
    """The sentences of ``span`` in text order, without gaps.

    Args:
        text: The article's text.
        span: A paragraph, heading or caption.
        unbroken: Stretches in text order (quotations) within which no sentence ends.

    Example:
        "M. Rey est venu. « Bien. Très bien », dit-il." is two sentences.
    """
    sentences = []
    start, held = span.start, 0
    for found in _STOP.finditer(text, span.start, span.end):
        if not _ends(found):
            continue
        at = found.end()
        while held < len(unbroken) and unbroken[held].end <= found.end("mark"):
            held += 1
        if held < len(unbroken) and unbroken[held].start < at < unbroken[held].end:
            continue
        sentences.append(Span(start, at))
        start = at
    return [*sentences, Span(start, span.end)]


def _ends(found: re.Match[str]) -> bool:
    following = found["next"]
    fresh = following.isupper() or following.isdigit() or following in _OPENERS
    if not fresh or found["mark"] != "." or found["close"]:
        return fresh
    at = found.start()
    last = _LAST_WORD.search(found.string, max(found.pos, at - _LONGEST_WORD), at)
    word = last[0] if last else ""
    if following.isdigit() and len(word) <= _LONGEST_BEFORE_NUMBER:
        return False
    abbreviated = len(word) < 2 or (word[0].isupper() and len(word) <= _LONGEST_TITLE) or not _VOWEL.search(word)
    return word[:1].isdigit() or not abbreviated
