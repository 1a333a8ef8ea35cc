"""Namesakes and offices: a name that is somebody else's, and an office whose name stands in the next sentence alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from propos.lang.folding import fold
from propos.lang.naming import Naming, split_words
from propos.model import Mention, Statement
from propos.resolve.cast import Member
from propos.resolve.descriptions import Descriptions
from propos.resolve.memory import Memory
from propos.resolve.text import Places


def find_namesake(
    text: str,
    pronoun: Mention,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    *,
    memory: Memory,
    descriptions: Descriptions,
) -> Member | None:
    """Somebody new with the name that the last sentence has behind an office, as the gender of a pronoun tells.

    "President Rey spoke. He ...", where the only Rey named in full is a woman. ``starts`` are those of ``mentions``.
    """
    if pronoun.gender is None:
        return None
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


def find_office(
    text: str,
    statement: Statement,
    last: Statement,
    member: Member,
    *,
    places: Places,
    descriptions: Descriptions,
    naming: Naming,
) -> Mention | None:
    """The office that spoke in ``last``, if ``statement`` goes on and names there for the first time who holds it.

    "..., a dit le préfet. « ... », a ajouté Paul Rey."
    """
    if not last.source or not statement.source or member.kind not in ("person", None):
        return None
    if not any(fold(w) in naming.goes_on for c in statement.cue for w in c.of(text).split()):
        return None
    if text.startswith((",", " ("), statement.source[-1].end):
        return None  # who is told of behind a comma is somebody new
    body = [m.span.start for m in member.mentions if not places.heading(m.span.start)]
    if not body or min(body) < last.source[0].end:
        return None
    heads = descriptions.within(last.source[0])
    if len(heads) != 1 or heads[0] in descriptions.tied or heads[0].form != "office" or heads[0].bare:
        return None
    first = split_words(heads[0].span.of(text), naming.clitics)[0]
    fits = member.gender is None or heads[0].gender in (None, member.gender)
    return heads[0] if fits and heads[0].number != "plural" and first in naming.definite | naming.possessive else None
