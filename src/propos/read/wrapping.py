"""Lines that a narrow column or a page's markup has cut within a sentence are one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from propos.model import Span
from propos.read.lexicon import load_lexicon
from propos.read.lines import Line
from propos.read.roles import is_page_furniture

#: A shorter line is a label: what follows does not go on with it.
SHORTEST = 25

#: A text in a narrow column: so many lines at least, of about one length, most of them cut within a sentence.
FEWEST_LINES = 8
NARROW = (40, 110)
CUT_SHARE = 0.5


def join_lines(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines, those joined that belong to one sentence.

    Args:
        lines: In order.
        text: What they are lines of.
    """
    column = _column(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap and _goes_on(groups[-1], line, column):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_one(group, text) for group in groups]


def _one(group: Sequence[Line], text: str) -> Line:
    if len(group) == 1:
        return group[0]
    span = Span(group[0].span.start, group[-1].span.end)
    return Line(span, span.of(text), group[0].gap)


def _goes_on(group: Sequence[Line], line: Line, column: float | None) -> bool:
    last = group[-1]
    if last.span.end - group[0].span.start < SHORTEST:
        return False
    cut = not last.final and not last.text.endswith(":") and line.text[0].islower()
    if not cut and column is not None:
        # In a column only the last line of a paragraph is short.
        cut = len(last.text) >= 0.7 * column or not last.final
    return cut and not any(is_page_furniture(n.text, load_lexicon()) for n in (last, line))


def _column(lines: Sequence[Line]) -> float | None:
    """How long the lines of a narrow column are; None if the text is not set in one."""
    if len(lines) < FEWEST_LINES:
        return None
    lengths = [len(n.text) for n in lines]
    width = median(lengths)
    cut = sum(not last.final and not line.gap for last, line in pairwise(lines))
    narrow = NARROW[0] <= width <= NARROW[1] and max(lengths) <= 1.5 * width
    return width if narrow and cut >= CUT_SHARE * len(lines) else None
