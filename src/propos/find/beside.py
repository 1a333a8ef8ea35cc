"""What stands beside a number tells of it: the figure before whose unit it takes, signs, the ends of a move."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Literal

from propos.find.counted import Unit
from propos.find.numbers import Number
from propos.find.tokens import Token
from propos.find.units import UnitWords
from propos.find.wordings import Amount

#: How many tokens may stand between a figure and one that is compared with it.
FAR = 9
HUNDRED = Decimal(100)
PERCENT, POINT, POINT_OF_PERCENT = "percent", "point", "percentage_point"
#: Marks that a unit is not taken across.
BOUNDS = frozenset(".;:!?")


def inherited(tokens: Sequence[Token], number: Number, last: Amount | None, words: UnitWords) -> Unit | None:
    """The unit of the figure before, of a number that is compared with it or goes on counting the same.

    Args:
        tokens: The tokens of the stretch.
        number: A number without a unit of its own.
        last: The figure before it.
        words: The language's words around figures.
    """
    if last is None or last.unit is None:
        return None
    return _compared(tokens, number, last, words) or _further(tokens, number, last, words)


def _compared(tokens: Sequence[Token], number: Number, last: Amount, words: UnitWords) -> Unit | None:
    """The unit of a number that is compared with the figure before ("contre 312 millions")."""
    if number.value is None or not last.value:
        return None
    hedge = words.before.before(tokens, number.first)
    place = (hedge[0] if hedge else number.first) - 1
    if place > last.after and tokens[place].text in words.definite:
        place -= 1  # "42 wagons sur les 95"
    if place < last.after or tokens[place].text not in words.compared:
        return None
    if any(t.kind == "mark" and t.text in BOUNDS for t in tokens[last.after : place]):
        return None
    alike = Decimal("0.01") <= number.value / last.value <= HUNDRED
    return Unit(last.unit, number.after, counted=last.counted) if alike and place - last.after <= FAR else None


def _further(tokens: Sequence[Token], number: Number, last: Amount, words: UnitWords) -> Unit | None:
    """The unit of so many more or others of what was counted ("and wounded 31", "soit 200 de plus")."""
    if number.first <= last.after:
        return None
    between = tokens[last.after : number.first]
    if any(t.kind == "mark" and t.text in BOUNDS for t in between):
        return None
    more = words.further.at(tokens, number.after)
    alike = between[-1].text in words.alike and number.first - last.after <= FAR and last.counted
    return Unit(last.unit, number.after, counted=last.counted) if more or alike else None


def has_percents(tokens: Sequence[Token], words: UnitWords) -> bool:
    """Whether a stretch has a percentage, of which there may be points, or parts of points."""
    for place in range(len(tokens)):
        found = words.units.at(tokens, place)
        before = tokens[place - 1].value if found and place else None
        parted = before is not None and before < HUNDRED and before != before.to_integral_value()
        if found and (found[1] in (PERCENT, POINT_OF_PERCENT) or (found[1] == POINT and parted)):
            return True
    return False


def way(begin: Decimal, end: Decimal) -> Literal["up", "down"]:
    """Where something moves that leads from one number to another."""
    return "up" if end > begin else "down"


def below_zero(tokens: Sequence[Token], first: int, minus: Collection[str]) -> bool:
    """Whether a sign or word for what is below zero stands before a number, and no other number before that."""
    return tokens[first - 1].text in minus and (first < 2 or tokens[first - 2].kind != "number")
