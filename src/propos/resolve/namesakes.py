"""Namesakes: a pronoun may show that a name behind an office is somebody else's than the one named in full."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from propos.lang.folding import fold
from propos.model import Mention
from propos.resolve.cast import Member
from propos.resolve.descriptions import Descriptions
from propos.resolve.memory import Memory


def find_namesake(
    text: str, pronoun: Mention, mentions: Sequence[Mention], *, memory: Memory, descriptions: Descriptions
) -> Member | None:
    """Somebody new with the name that the last sentence has behind an office, as the gender of a pronoun tells.

    "President Rey spoke. He ...", where the only Rey named in full is a woman.
    """
    if pronoun.gender is None:
        return None
    starts = [m.span.start for m in mentions]
    for start, end, member in memory.before(pronoun.span.start, 1):
        at = bisect_left(starts, start)
        name, office = mentions[at], mentions[at - 1] if at else None
        if office is None or name.form != "short" or name.span.end != end or member.gender in (None, pronoun.gender):
            continue
        beside = not text[office.span.end : start].strip()
        if beside and office in descriptions.tied and memory.places.subject(office.span.start):
            printed = name.span.of(text)
            return Member(
                printed, "person", parts=[(fold(printed),)], genders=Counter([pronoun.gender]), mentions=[name]
            )
    return None
