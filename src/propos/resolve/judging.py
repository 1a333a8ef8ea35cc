"""Judging: how likely the speaker found for a statement is the right one, by learned weights.

The ways to a speaker (a name, a description, a pronoun, ...) each say how sure they are in their own measure. The judge
turns what they say, and how the words look, into one likelihood that holds what it promises.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from propos.lang import Language
from propos.lang.naming import Naming, split_words
from propos.model import Statement
from propos.resolve.antecedents import FILE
from propos.resolve.text import Places
from propos.resolve.turns import Speaker

#: Likelihoods are kept off 0 and 1 by this before they are weighed.
_EDGE = 0.005
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights of what tells a right speaker from a wrong one.

    Attributes:
        weights: Weight of each sign.
        threshold: Under this likelihood a speaker is rather left unknown.
    """

    weights: dict[str, float]
    threshold: float

    def likelihood(self, signs: dict[str, float]) -> float:
        """How likely a speaker with these signs is right."""
        total = sum(self.weights.get(sign, 0.0) * value for sign, value in signs.items())
        return 1 / (1 + math.exp(-total))


@cache
def load_judge(language: Language) -> Judge | None:
    """The judge of a language's pack; None if it has none."""
    raw = language.resource(FILE)
    data = json.loads(raw) if raw is not None else {}
    return Judge(**data["judge"]) if "judge" in data else None


def signs_of(text: str, statement: Statement, speaker: Speaker, *, places: Places, naming: Naming) -> dict[str, float]:
    """What tells how far to trust the speaker of a statement: sign -> its strength."""
    chance = min(max(speaker.confidence, _EDGE), 1 - _EDGE)
    odds = math.log(chance / (1 - chance))
    plain = dict.fromkeys(_signs(text, statement, speaker, places=places, naming=naming), 1.0)
    return {"always": 1.0, "odds": odds, f"odds, {speaker.reason}": odds, **plain}


def _signs(text: str, statement: Statement, speaker: Speaker, *, places: Places, naming: Naming) -> Iterator[str]:
    member, reason = speaker.member, speaker.reason
    words = split_words(member.name, naming.clitics)
    kind = f"{member.kind}" if member.named else f"unnamed {member.kind}"
    yield reason
    yield kind
    yield f"{reason}, {kind}"
    yield f"{reason}, {'one word' if len(words) == 1 else 'words'}"
    yield f"{'named' if member.named else 'unnamed'} of {min(len(words), _LONGEST)}"
    yield f"{reason}, {statement.kind}"
    if not statement.cue:
        yield "no cue"
    if member.named and member.kind is None and not any(len(p) > 1 for p in member.parts):
        yield "bare name"
    if member.carries:
        yield "carries"
    if not any(naming.is_first_name(p[0]) for p in member.parts) and member.named and member.kind != "organisation":
        yield "no first name"
    place = statement.source[0] if statement.source else statement.content[0]
    if places.heading(place.start):
        yield "heading"
        yield f"heading, {reason}"
    if statement.source:
        yield from _worded(text, statement, speaker, naming)


def _worded(text: str, statement: Statement, speaker: Speaker, naming: Naming) -> Iterator[str]:
    """How the words of the source look."""
    words = split_words(statement.source[0].of(text), naming.clitics)
    first = naming.determiners.get(words[0], "none") if words else "none"
    plural = bool(words) and words[0] in naming.plural_determiners
    yield f"{speaker.reason}, {first}{' plural' if plural else ''}"
    yield f"{speaker.reason}, of {min(len(words) // 2, _LONGEST)}"
    if speaker.member.number == "plural":
        yield f"{speaker.reason}, several"
    if speaker.reason in ("described", "description"):
        yield f"{speaker.reason}, {_noun_kind(words, naming)}{' alone' if len(words) < 3 else ''}"
    if statement.source[0].of(text)[:1].islower() and first == "none":
        yield f"{speaker.reason}, small"
    if words and (words[0] in naming.people or (len(words) > 1 and words[1] in naming.people)):
        yield "people"


def _noun_kind(words: Sequence[str], naming: Naming) -> str:
    """What the first listed noun of a description is: an office, a body, one that may mean any, or nothing known."""
    found = (naming.noun_at(words, at) for at in range(len(words)))
    noun = next((f[1] for f in found if f), None)
    if noun is None:
        return "unlisted"
    return "generic" if noun.generic or noun.company else "plain" if noun.plain else noun.kind
