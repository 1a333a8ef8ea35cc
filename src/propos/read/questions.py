"""The questions of an interview, as pages set them apart: bold, behind a dash, or behind the asker's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: A speaker's name or initials at the start of a paragraph: "Gazette : ...", "I. V. - ...".
LABEL = re.compile(r"([^\W\d_][\w.' -]{0,30}?)\s?(?::|\s[–—])\s")
DASH = re.compile(r"[-–—]\s")
ASKS = re.compile(r"[?…][\s»”\"')]*$")

FEWEST = 2

#: The share of the paragraphs set apart in one way that must ask something.
ASKING_SHARE = 0.5


def find_questions(paragraphs: Sequence[str], bold: Sequence[bool]) -> list[int]:
    """Which paragraphs are an interviewer's questions, by number, in order; none if this is no interview.

    Args:
        paragraphs: Their text.
        bold: For each one, whether all of it is set in bold.
    """
    apart = [i for i, strong in enumerate(bold) if strong]
    dashed = [i for i, text in enumerate(paragraphs) if DASH.match(text)]
    for ways in (apart, dashed, _of_one_label(paragraphs)):
        asking = [i for i in ways if ASKS.search(paragraphs[i])]
        answers = len(paragraphs) - len(ways)
        if len(asking) >= FEWEST and len(asking) >= ASKING_SHARE * len(ways) and answers >= len(asking):
            return ways
    return []


def _of_one_label(paragraphs: Sequence[str]) -> list[int]:
    """The paragraphs behind the name that asks the most, if another name answers."""
    labelled: dict[str, list[int]] = {}
    for i, text in enumerate(paragraphs):
        if match := LABEL.match(text):
            labelled.setdefault(match[1].strip(), []).append(i)
    speakers = {name: numbers for name, numbers in labelled.items() if len(numbers) >= FEWEST}
    if len(speakers) < 2:
        return []
    return max(speakers.values(), key=lambda numbers: sum(bool(ASKS.search(paragraphs[i])) for i in numbers))
