"""Two wordings laid side by side, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from propos.resolve.wording import Wording

#: ``kept``: in both; ``cut``: printed, not asked; ``added``: asked, not printed; ``changed``: one for the other.
Change = Literal["kept", "cut", "added", "changed"]
_CHANGES: dict[str, Change] = {"equal": "kept", "delete": "added", "insert": "cut"}
#: A word that agrees alone counts only if no more than this many printed words lie between it and another that agrees.
NEAR_WORDS = 3
#: So many words in another place are not exchanged any more: they are moved.
MOVED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of an alignment: word indices into the asked and the printed wording."""

    change: Change
    asked: tuple[int, int]
    printed: tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """The asked wording against the printed one.

    Attributes:
        steps: Stretches in order; together they cover both wordings.
        coverage: Share of the asked words that the printed wording has in the same order, 0..1; chance agreements of
            single words far from the others are not counted.
        printed_coverage: The same as a share of the printed words.
        exchanged: Printed stretches of one or two words that changed places with one another.
        exchanged_share: Share of the asked words that these are.
    """

    steps: tuple[Step, ...]
    coverage: float
    printed_coverage: float
    exchanged: tuple[tuple[int, int], ...] = ()
    exchanged_share: float = 0.0

    @property
    def is_subsequence(self) -> bool:
        """Whether all asked words were printed, in this order."""
        return all(s.change in ("kept", "cut") for s in self.steps)

    def shared(self) -> list[tuple[int, int]]:
        """The printed stretches whose words were asked, too: those that were kept, and those exchanged."""
        return [*(s.printed for s in self.steps if s.change == "kept"), *self.exchanged]

    def inner_cuts(self) -> tuple[Step, ...]:
        """The cuts between two kept stretches."""
        kept = [i for i, s in enumerate(self.steps) if s.change == "kept"]
        if not kept:
            return ()
        return tuple(s for s in self.steps[kept[0] : kept[-1]] if s.change == "cut")


def align(asked: Sequence[str], printed: Sequence[str]) -> Alignment:
    """The alignment of two lists of folded words that keeps the most words.

    Example:
        >>> [s.change for s in align("we will build it".split(), "we shall build it soon".split()).steps]
        ['kept', 'changed', 'kept', 'cut']
    """
    steps: list[Step] = []
    for code in Indel.opcodes(list(asked), list(printed)):
        asked_range, printed_range = (code.src_start, code.src_end), (code.dest_start, code.dest_end)
        step = Step(_CHANGES[code.tag], asked_range, printed_range)
        if steps and {steps[-1].change, step.change} <= {"added", "cut", "changed"}:
            last = steps.pop()
            step = Step("changed", (last.asked[0], step.asked[1]), (last.printed[0], step.printed[1]))
        steps.append(step)
    kept = _kept_together(steps)
    exchanged = _exchanged(steps, asked, printed)
    return Alignment(
        steps=tuple(_neighbours_exchanged(steps, asked, printed)),
        coverage=kept / len(asked) if asked else 0.0,
        printed_coverage=kept / len(printed) if printed else 0.0,
        exchanged=exchanged,
        exchanged_share=sum(end - start for start, end in exchanged) / len(asked) if asked else 0.0,
    )


def find_run(asked: Sequence[str], printed: Sequence[str]) -> Alignment | None:
    """The alignment of words that were printed one after the other; None if they were not.

    ``align`` may keep as many words elsewhere and show cuts that are none.
    """
    size, total = len(asked), len(printed)
    first = asked[0] if asked else None
    start = next((i for i in range(total - size + 1) if printed[i] == first and printed[i : i + size] == asked), None)
    if start is None:
        return None
    steps = (
        Step("cut", (0, 0), (0, start)),
        Step("kept", (0, size), (start, start + size)),
        Step("cut", (size, size), (start + size, total)),
    )
    return Alignment(tuple(s for s in steps if s.printed[0] < s.printed[1]), 1.0, size / total)


def _exchanged(steps: Sequence[Step], asked: Sequence[str], printed: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The printed words of two changes that are each what the other was changed into."""
    found: list[tuple[int, int]] = []
    waiting: dict[tuple[tuple[str, ...], tuple[str, ...]], Step] = {}
    for step in steps:
        if step.change == "changed" and max(step.asked[1] - step.asked[0], step.printed[1] - step.printed[0]) < MOVED:
            new, old = tuple(asked[slice(*step.asked)]), tuple(printed[slice(*step.printed)])
            other = waiting.pop((old, new), None)
            if other is None:
                waiting[new, old] = step
            else:
                found += [other.printed, step.printed]
    return tuple(sorted(found))


def _neighbours_exchanged(steps: Sequence[Step], asked: Sequence[str], printed: Sequence[str]) -> Iterator[Step]:
    """The steps, with neighbours that changed places told as one change."""
    place = 0
    while place < len(steps):
        one, *others = steps[place : place + 3]
        if len(others) == 2 and _are_one_exchange(one, others[0], others[1], asked, printed):
            one = Step("changed", (one.asked[0], others[1].asked[1]), (one.printed[0], others[1].printed[1]))
            place += 2
        yield one
        place += 1


def _are_one_exchange(one: Step, middle: Step, other: Step, asked: Sequence[str], printed: Sequence[str]) -> bool:
    if middle.change != "kept" or middle.asked[1] - middle.asked[0] >= MOVED:
        return False
    added, cut = (one, other) if one.change == "added" else (other, one)
    words = asked[slice(*added.asked)]
    return (
        (added.change, cut.change) == ("added", "cut") and len(words) < MOVED and words == printed[slice(*cut.printed)]
    )


def _kept_together(steps: Sequence[Step]) -> int:
    """How many kept words stand in groups, not alone."""
    groups: list[int] = []
    end = None
    for step in steps:
        if step.change != "kept":
            continue
        length = step.asked[1] - step.asked[0]
        if end is not None and step.printed[0] - end <= NEAR_WORDS:
            groups[-1] += length
        else:
            groups.append(length)
        end = step.printed[1]
    return sum(g for g in groups if g > 1)


def render_words(alignment: Alignment, asked: Wording, printed: Wording) -> tuple[tuple[str, str, str], ...]:
    """The steps in words as printed: ``(change, asked, printed)``."""
    return tuple((s.change, asked.printed(*s.asked), printed.printed(*s.printed)) for s in alignment.steps)


def moved_blocks(asked: Sequence[str], printed: Sequence[str], *, least: int = 3) -> list[tuple[int, int, int]]:
    """The longest stretches that both share, in whatever order, none overlapping: ``(asked, printed, length)``.

    Greedy: the longest first, none shorter than ``least`` words. The lists must be short (a few hundred words).
    """
    blocks: list[tuple[int, int, int]] = []
    free_asked, free_printed = [True] * len(asked), [True] * len(printed)
    while (best := _longest_shared(asked, printed, free_asked, free_printed)) and best[2] >= least:
        blocks.append(best)
        for k in range(best[2]):
            free_asked[best[0] + k] = free_printed[best[1] + k] = False
    return sorted(blocks)


def _longest_shared(
    asked: Sequence[str], printed: Sequence[str], free_asked: list[bool], free_printed: list[bool]
) -> tuple[int, int, int] | None:
    places: dict[str, list[int]] = {}
    for j, word in enumerate(printed):
        if free_printed[j]:
            places.setdefault(word, []).append(j)
    best: tuple[int, int, int] | None = None
    runs: dict[int, int] = {}
    for i, word in enumerate(asked):
        if not free_asked[i]:
            runs = {}
            continue
        runs = {j: runs.get(j - 1, 0) + 1 for j in places.get(word, ())}
        for j, length in runs.items():
            if best is None or length > best[2]:
                best = (i - length + 1, j - length + 1, length)
    return best
