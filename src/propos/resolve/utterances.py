"""Whether two statements are one utterance: the same words of the same speaker, whole, cut or altered.

Another figure, date, negation or speaker makes another utterance. What is likely but not sure is suggested, never
decided: a person confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from propos.lang import Language
from propos.model import StatementKind
from propos.resolve.alignment import Alignment, align
from propos.resolve.speakers_alike import Alike, alike
from propos.resolve.verify import turns_around
from propos.resolve.wording import Wording, matters

Bond = Literal["same", "contained", "elided", "altered", "paraphrased"]
Status = Literal["confirmed", "suggested"]

#: Statements of fewer words are too common to be linked at all.
LEAST_WORDS = 3
#: Fewer shared words than these only suggest, by kind of bond.
LEAST_WORDS_CONFIRMED: dict[Bond, int] = {"same": 4, "contained": 5, "elided": 6, "altered": 8, "paraphrased": 10}
#: Words that agree this much are suggested to be one utterance; this much more, and they are.
SUGGESTED_COVERAGE = 0.80
CONFIRMED_COVERAGE = 0.87
#: Without a known speaker on both sides, so many words must agree.
LEAST_WORDS_ANONYMOUS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A statement as far as linking looks at it.

    Attributes:
        actor: The speaker's id in the register, if known.
        said: TIMEX3 value of when it was said, if known.
    """

    id: int
    wording: Wording
    language: Language
    kind: StatementKind
    speaker_name: str | None
    actor: int | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What makes two statements one utterance, how sure that is (0..1), and why in words."""

    bond: Bond
    score: float
    status: Status
    reason: str


def relate(one: Variant, other: Variant) -> Relation | None:
    """What binds two statements; None if they are two utterances."""
    short, long = sorted((one, other), key=lambda v: len(v.wording.words))
    count = len(short.wording.words)
    if count < LEAST_WORDS or one.language is not other.language:
        return None
    if LCSseq.similarity(short.wording.words, long.wording.words) < SUGGESTED_COVERAGE * count:
        return None  # most pairs of statements: not worth an alignment
    alignment = align(short.wording.words, long.wording.words)
    bond = _bond(short, long, alignment)
    if bond is None:
        return None
    if "indirect" in (one.kind, other.kind) and one.kind != other.kind:
        bond = "paraphrased"
    score = alignment.coverage
    doubts = list(_doubts(one, other, bond, count, score))
    reason = f"{bond}: {round(score * count)} of {count} words"
    if len(doubts) > 1:
        return None
    return Relation(bond, score, "suggested" if doubts else "confirmed", "; ".join([reason, *doubts]))


def _bond(short: Variant, long: Variant, alignment: Alignment) -> Bond | None:
    if short.wording.words == long.wording.words:
        return "same"
    if alignment.coverage < SUGGESTED_COVERAGE:
        return None
    if any(turns_around(s, short.wording, long.wording, long.language) for s in alignment.inner_cuts()):
        return None
    if alignment.is_subsequence:
        return "elided" if alignment.inner_cuts() else "contained"
    for step in alignment.steps:
        changed = short.wording.words[slice(*step.asked)] if step.change in ("added", "changed") else ()
        printed = long.wording.words[slice(*step.printed)] if step.change == "changed" else ()
        if matters((*changed, *printed), long.language):
            return None
    return "altered"


def _doubts(one: Variant, other: Variant, bond: Bond, count: int, score: float) -> list[str]:
    doubts = []
    if count < LEAST_WORDS_CONFIRMED[bond]:
        doubts.append("few words")
    if score < CONFIRMED_COVERAGE:
        doubts.append("many words differ")
    same = (
        Alike.YES if one.actor is not None and one.actor == other.actor else alike(one.speaker_name, other.speaker_name)
    )
    if same is Alike.NO:
        doubts.append("another speaker")
    if same is Alike.UNKNOWN and (count < LEAST_WORDS_ANONYMOUS or bond in ("altered", "paraphrased")):
        doubts.append("a speaker is not known")
    if (
        one.said
        and other.said
        and _day(one.said) != _day(other.said)
        and len(_day(one.said)) == len(_day(other.said)) == 10
    ):
        doubts.append("said on another day")
    return doubts


def _day(value: str) -> str:
    return value[:10]
