"""Whether words were printed: the verdict on a quotation, given the statements that may hold it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from propos.lang import Language
from propos.model import Mood, Stance, StatementKind
from propos.resolve.alignment import Alignment, Step, align, find_run, moved_blocks
from propos.resolve.speakers_alike import Alike, alike
from propos.resolve.wording import Wording, negations, words_of_weight

Shape = Literal["verbatim", "cut", "altered", "reordered", "stitched"]
Verdict = Literal[
    "verbatim",
    "cut",
    "stitched",
    "altered",
    "reordered",
    "paraphrase",
    "other_speaker",
    "relay_only",
    "denied",
    "not_found",
]

#: Less of the asked words than this share is no match.
LEAST_COVERAGE = 0.70
#: From this share on, what is shared must be so surprising that chance seldom gives as much (in bits)...
PLAIN_COVERAGE = 0.83
LEAST_SURPRISE = 9.0
#: ... and by so much more for each hundredth that is missing. Chosen on altered quotations out of 289,000 recombined
#: and 32,000 real statements, and on sentences that nobody printed: 1,000 recombined, 3,000 pieces of real ones.
SURPRISE_PER_HUNDREDTH = 1.0
#: For words in another order, or out of two statements, chance has more room.
LEAST_MOVED_COVERAGE = 0.85
LEAST_STITCHED_COVERAGE = 0.90
LEAST_SURPRISE_MOVED = 10.0
#: A block that was moved has at least this many words; one that stands for itself, or is stitched in, one more.
LEAST_BLOCK = 3
LEAST_PIECE = 4
#: Shorter quotations must have been printed just so, or, down to these, with no more than a few rare words left out.
LEAST_WORDS_ALTERED = 5
LEAST_WORDS_CUT = 4
#: Shorter ones are not put together out of two statements, nor are pieces shorter than this.
LEAST_WORDS_STITCHED = 10
LEAST_WORDS_OF_PIECE = 5
#: An unmarked cut of fewer words than this that takes "not" or "only" away does not shorten: it changes the sense.
SHORT_CUT = 4
#: Gives the bits by which it would surprise to meet runs of words in the archive by chance alone.
Surprise = Callable[[Sequence[Sequence[str]]], float]
_ORDER: tuple[Shape, ...] = ("verbatim", "cut", "altered", "reordered", "stitched")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A statement that may hold the words.

    Attributes:
        id: Whatever the caller knows it by.
        is_relayed: Whether it reached its page only through somebody else (agency, outlet, translation).
    """

    id: int
    wording: Wording
    language: Language
    kind: StatementKind
    stance: Stance
    mood: Mood
    speaker_name: str | None
    is_relayed: bool


@dataclass(frozen=True, slots=True)
class Match:
    """How the asked words relate to one statement."""

    printed: Printed
    shape: Shape
    coverage: float
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, what the words alone would give, and the matches, the best first."""

    verdict: Verdict
    wording: Shape | None
    matches: tuple[Match, ...]


def judge(
    asked: Wording, candidates: Sequence[Printed], speaker: str | None = None, surprise: Surprise | None = None
) -> Judgement:
    """The verdict on a quotation.

    Args:
        asked: The quotation's words.
        candidates: Statements that may hold them.
        speaker: Who is said to have said it; None does not ask.
        surprise: How surprising shared words are in the archive at hand; None takes any for telling.
    """
    surprise = surprise or _any_words
    matches = [m for m in (match(asked, c, surprise) for c in candidates) if m is not None]
    if all(m.coverage < PLAIN_COVERAGE for m in matches):
        matches = _stitched(asked, candidates, surprise) or matches
    if not matches:
        return Judgement("not_found", None, ())
    matches.sort(key=lambda m: (_ORDER.index(m.shape), -m.coverage, _scattered(m.alignment), m.printed.id))
    if speaker is None:
        return Judgement(_verdict(matches), matches[0].shape, tuple(matches))
    theirs = [m for m in matches if alike(speaker, m.printed.speaker_name) is not Alike.NO]
    if matches[0].shape == "stitched" and len(theirs) < len(matches):
        theirs = []
    if not theirs:
        return Judgement("other_speaker", matches[0].shape, tuple(matches))
    rest = [m for m in matches if m not in theirs]
    return Judgement(_verdict(theirs), theirs[0].shape, (*theirs, *rest))


def _scattered(alignment: Alignment) -> int:
    """How many other words were printed between those that were kept."""
    kept = [s.printed for s in alignment.steps if s.change == "kept"]
    return kept[-1][1] - kept[0][0] - sum(end - start for start, end in kept) if kept else 0


def _verdict(matches: Sequence[Match]) -> Verdict:
    best = matches[0].shape
    if best == "stitched":
        return "stitched"
    if all(m.printed.stance == "denies" or m.printed.mood == "negated" for m in matches):
        return "denied"
    if best in ("verbatim", "cut") and all(m.printed.kind == "indirect" for m in matches):
        return "paraphrase"
    if best in ("verbatim", "cut") and all(m.printed.is_relayed for m in matches):
        return "relay_only"
    return best


def _any_words(_: Sequence[Sequence[str]]) -> float:
    return math.inf


def match(asked: Wording, printed: Printed, surprise: Surprise = _any_words) -> Match | None:
    """How a statement holds the asked words; None if it does not."""
    words = printed.wording.words
    if not asked.words or sum(map(set(words).__contains__, asked.words)) < LEAST_COVERAGE * len(asked.words):
        return None
    in_a_row = find_run(asked.words, words)
    if in_a_row is not None:
        whole = asked.words == words or is_whole_sentences(printed.wording, in_a_row)
        return Match(printed, "verbatim" if whole else "cut", 1.0, in_a_row)
    alignment = align(asked.words, words)
    if len(asked.words) < LEAST_WORDS_ALTERED:
        holds = alignment.is_subsequence and alignment.coverage == 1.0
        if holds and (len(asked.parts) > 1 or _is_telling(asked, printed.wording, alignment, surprise)):
            return Match(printed, _shape(asked, printed, alignment), 1.0, alignment)
        return None
    shared = alignment.coverage + alignment.exchanged_share
    if shared >= LEAST_COVERAGE and surprise([words[slice(*p)] for p in alignment.shared()]) >= _bar(shared):
        return Match(printed, _shape(asked, printed, alignment), alignment.coverage, alignment)
    blocks = _moved_blocks(asked, printed.wording)
    moved = sum(length for _, _, length in blocks) / len(asked.words)
    if moved < LEAST_MOVED_COVERAGE or surprise([words[p : p + n] for _, p, n in blocks]) < LEAST_SURPRISE_MOVED:
        return None
    return Match(printed, "reordered", moved, alignment)


def _is_telling(asked: Wording, printed: Wording, alignment: Alignment, surprise: Surprise) -> bool:
    """Whether a few words, with a few others left out between them, can hardly be met by chance."""
    longest = max((s.printed[1] - s.printed[0] for s in alignment.inner_cuts()), default=0)
    if len(asked.words) < LEAST_WORDS_CUT or longest >= SHORT_CUT:
        return False
    return surprise([printed.words[slice(*p)] for p in alignment.shared()]) >= LEAST_SURPRISE_MOVED


def _bar(coverage: float) -> float:
    """How surprising shared words must be if they are this share of what was asked."""
    return LEAST_SURPRISE + SURPRISE_PER_HUNDREDTH * 100 * max(0.0, PLAIN_COVERAGE - coverage)


def _shape(asked: Wording, printed: Printed, alignment: Alignment) -> Shape:
    if alignment.is_subsequence:
        opposite = any(changes_sense(s, asked, printed.wording, printed.language) for s in alignment.inner_cuts())
        return "altered" if opposite else "cut"
    added = [s for s in alignment.steps if s.change in ("added", "changed") and s.asked[1] - s.asked[0] >= LEAST_BLOCK]
    left = [
        w for s in alignment.steps if s.change in ("cut", "changed") for w in printed.wording.words[slice(*s.printed)]
    ]
    moved = any(moved_blocks(asked.words[slice(*s.asked)], left, least=LEAST_BLOCK) for s in added)
    return "reordered" if moved else "altered"


def turns_around(cut: Step, asked: Wording, printed: Wording, language: Language) -> bool:
    """Whether a cut takes a negation away without showing that anything was cut."""
    left_out = _left_out_unseen(cut, asked, printed)
    return any(w in negations(language) for w in left_out)


def changes_sense(cut: Step, asked: Wording, printed: Wording, language: Language) -> bool:
    """Whether a cut takes away, without showing it, a negation, a number or a word like "only"."""
    left_out = _left_out_unseen(cut, asked, printed)
    return any(w in words_of_weight(language) or w[0].isdigit() for w in left_out)


def _left_out_unseen(cut: Step, asked: Wording, printed: Wording) -> Sequence[str]:
    """The few words that an unmarked cut leaves out; nothing of a marked or a long one, which is plain to see."""
    if any(start == cut.asked[0] for start, _ in asked.parts):
        return ()
    left_out = printed.words[slice(*cut.printed)]
    return left_out if len(left_out) < SHORT_CUT else ()


def is_whole_sentences(printed: Wording, alignment: Alignment) -> bool:
    """Whether the kept words begin where a sentence of the printed text begins, and end where one ends."""
    kept = [s for s in alignment.steps if s.change == "kept"]
    first, last = kept[0].printed[0], kept[-1].printed[1]
    before = printed.text[printed.spans[first - 1].end : printed.spans[first].start] if first else "."
    after = printed.text[printed.spans[last - 1].end : printed.spans[last].start] if last < len(printed.spans) else "."
    return all(any(mark in between for mark in ".!?") and "..." not in between for between in (before, after))


def _moved_blocks(asked: Wording, printed: Wording) -> list[tuple[int, int, int]]:
    shared = Counter(asked.words) & Counter(printed.words)
    if shared.total() < LEAST_MOVED_COVERAGE * len(asked.words):
        return []
    return moved_blocks(asked.words, printed.words, least=LEAST_PIECE)


def _stitched(asked: Wording, candidates: Sequence[Printed], surprise: Surprise) -> list[Match]:
    """The two statements that together hold the words, each a piece of its own."""
    total = len(asked.words)
    if total < LEAST_WORDS_STITCHED:
        return []
    pairs = frozenset(pairwise(asked.words))
    covered = [(c, _pieces(asked, pairs, c.wording)) for c in candidates]
    covered = sorted(((c, p) for c, p in covered if p), key=lambda cp: -len(cp[1]))
    best: tuple[int, Printed, Printed] | None = None
    for i, (one, mine) in enumerate(covered):
        for other, theirs in covered[i + 1 :]:
            if len(mine) + len(theirs) < LEAST_STITCHED_COVERAGE * total:
                break
            size = len(mine | theirs)
            alone = (mine - theirs, theirs - mine)
            if size < LEAST_STITCHED_COVERAGE * total or min(map(len, alone)) < LEAST_WORDS_OF_PIECE:
                continue
            telling = min(surprise(_runs_of(asked, places)) for places in alone) >= LEAST_SURPRISE_MOVED
            if telling and (best is None or size > best[0]):
                best = size, one, other
    if best is None:
        return []
    alignments = [(p, align(asked.words, p.wording.words)) for p in best[1:]]
    return [Match(p, "stitched", a.coverage, a) for p, a in alignments]


def _runs_of(asked: Wording, places: frozenset[int]) -> list[tuple[str, ...]]:
    """The asked words at some places, in runs."""
    starts = [i for i in sorted(places) if i - 1 not in places]
    ends = [i + 1 for i in sorted(places) if i + 1 not in places]
    return [asked.words[start:end] for start, end in zip(starts, ends, strict=True)]


def _pieces(asked: Wording, pairs: frozenset[tuple[str, str]], printed: Wording) -> frozenset[int]:
    """The asked words that stand in blocks that the statement has, too; ``pairs``: the asked neighbours."""
    if sum(map(pairs.__contains__, pairwise(printed.words))) < LEAST_PIECE - 1:
        return frozenset()
    blocks = moved_blocks(asked.words, printed.words, least=LEAST_PIECE)
    return frozenset(i for start, _, length in blocks for i in range(start, start + length))
