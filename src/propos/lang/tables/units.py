"""``units.toml``: units, hedges and what stands around a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Plural(Entry):
    """How a plural becomes a singular: the first ending that fits is replaced.

    Attributes:
        marks: Endings that make a word look like a plural.
        not_marks: Longer ones that do not.
    """

    marks: tuple[str, ...]
    not_marks: tuple[str, ...] = ()
    irregular: dict[str, str]
    same: tuple[str, ...]
    endings: dict[str, str]


class Units(Table):
    """Units of measure and the words around figures.

    Attributes:
        head_last: Whether the noun that counts closes the noun phrase ("police officers") or opens it.
        currencies: Words for money by ISO 4217 code; names from the CLDR are added.
        signs: Currency signs.
        units: Words and signs for other units, with the name of the unit (SI symbol, percent, percentage_point).
        ages: Words behind a number that give an age.
        of: Words between a number and what it counts.
        before: Hedges in front of a number.
        after: Hedges behind a figure.
        up: Beginnings of words for growth.
        down: Beginnings of words for decline.
        levels: Hedges that, behind a word for growth or decline, only name where it ends ("fell below").
        up_words: Whole words for growth.
        down_words: Whole words for decline.
        signs_of_direction: Words behind a figure that give its direction.
        between: Words that open a range.
        to: Words and marks between the two ends of a range.
        to_between: Further ones, only after a word that opens a range.
        target: Words that make a figure a target.
        definite: Words before a small number that make it part of a description ("les deux pays").
        uncounted: Nouns whose number is no figure.
        possessives: What ends the name of a possessor.
        minus: Words for the sign of what is below zero.
        degrees: Units that may be below zero.
        occasions: Those of them whose number is one from five on ("14 times").
        halfway: Articles between a part and the measure it is of ("half a mile").
        functions: Words that cannot be what is counted.
        record: Words for a level never seen before.
        record_first: Whether they stand before their noun.
        record_nouns: The nouns they make a figure of; () for any.
        multiples: Verbs and phrases that multiply, with the factor; with their accents.
        prenominal: Adjectives that stand between a number and the noun it counts.
        parts: Words between a number and one that is a part of it ("70 foyers, dont 18 ...").
        parts_of_them: Words behind a number that make it a part of one before ("eighteen of them").
        wholes: Words between a part and the number that it is a part of ("three of the 41 rowers").
        compared: Words before a number that is compared with the figure before it, in its unit.
        further: Words behind a number of more of what was counted before ("others", "de plus").
        alike: Verbs before a number of what was counted before ("killed nine people and wounded 31").
        aged: Words before a number that is an age ("aged").
        scale_nouns: Number words that are nouns: what they count stands behind "of" ("3 milliards d'euros"), and where
            nothing does, it is the money that was told of last.
        money_nouns: Nouns behind them that are money ("18 millions d'aides").
        groups: Nouns for a group whose number stands behind "of" ("a crew of 17").
        moves: Beginnings of verbs that lead from one number to another ("passer de 3 à 5").
        glued: Units of one letter that count only right behind the digits ("43C").
    """

    file: ClassVar[str] = "units.toml"

    head_last: bool
    currencies: dict[str, str]
    signs: dict[str, str]
    units: dict[str, str]
    ages: tuple[str, ...]
    of: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    signs_of_direction: dict[str, str]
    between: tuple[str, ...]
    to: tuple[str, ...]
    to_between: tuple[str, ...]
    target: tuple[str, ...]
    definite: tuple[str, ...]
    possessives: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    up_words: tuple[str, ...] = ()
    down_words: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    halfway: tuple[str, ...] = ()
    uncounted: tuple[str, ...]
    functions: tuple[str, ...]
    record: tuple[str, ...]
    record_first: bool
    record_nouns: tuple[str, ...] = ()
    multiples: dict[str, Decimal]
    prenominal: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    parts_of_them: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    aged: tuple[str, ...] = ()
    scale_nouns: tuple[str, ...] = ()
    money_nouns: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    plural: Plural
