"""``numbers.toml``: numbers in words and digits."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from propos.lang.tables.base import Entry, Table


class Tens(Entry):
    """A word for a multiple of ten.

    Attributes:
        room: What may follow must be smaller ("soixante" takes all below 20, "trente" all below 10).
    """

    value: int
    room: int = 10


class Scale(Entry):
    """A word that multiplies what stands before it.

    Attributes:
        bare: Whether it stands without a number before it ("mille", but "un million").
    """

    value: int
    bare: bool = False


class Link(Entry):
    """A word that may join two parts of a number.

    Attributes:
        word: The word.
        after: What it follows.
        values: What it may be followed by; () for any number below one hundred.
    """

    word: str
    after: tuple[str, ...]
    values: tuple[int, ...] = ()


class Collective(Entry):
    """A noun for a rounded count ("une dizaine", "a dozen").

    Attributes:
        needs_of: It counts only with the word for "of" after it, because it has another sense.
    """

    words: tuple[str, ...]
    plural: tuple[str, ...] = ()
    value: int
    needs_of: bool = False


class Fraction(Entry):
    """A word for a part; ``needs_of`` as in Collective."""

    words: tuple[str, ...]
    value: Decimal
    needs_of: bool = False
    alone: bool = False


class Digits(Entry):
    """How the language writes numbers in digits.

    Attributes:
        group: Characters that part thousands.
        decimal: Characters that part decimals, the usual one first.
    """

    group: str
    decimal: str


class Numbers(Table):
    """Numbers in words and digits; phrases are written with spaces, hyphens in the text count as spaces.

    Attributes:
        units: Words from nought to nineteen.
        tens: Words for multiples of ten.
        hundred: Words for one hundred.
        hundred_bare: Whether such a word stands without a number before it.
        hundred_factors: The smallest and the largest number that may stand before it.
        scales: Words for thousand, million...
        short_scales: Abbreviations of these, glued to digits or behind an amount of money.
        articles: Articles that count as one before a scale, a collective or a fraction.
        of: Words for "of" between a number and what is counted.
        halves: Phrases that add a half to the number before them.
        ordinal_endings: Endings that make digits an ordinal.
        ordinals: Ordinals in words up to the twelfth or so.
        vague: Words for an unknown number above one.
        ratio: Words between the part and the whole ("one in five", "un sur cinq").
        parted: Words other than "of" that may follow a fraction ("half the houses", "a fifth less").
        shares: Words before a fraction that stands alone ("by a fifth").
        labels: Nouns whose number is a name, not a count ("article 49").
    """

    file: ClassVar[str] = "numbers.toml"

    digits: Digits
    units: dict[str, int]
    tens: dict[str, Tens]
    hundred: tuple[str, ...]
    hundred_bare: bool
    hundred_factors: tuple[int, int]
    scales: dict[str, Scale]
    short_scales: dict[str, int]
    articles: tuple[str, ...]
    of: tuple[str, ...]
    halves: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    ordinals: dict[str, int]
    vague: tuple[str, ...]
    labels: tuple[str, ...]
    ratio: tuple[str, ...]
    parted: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    link: tuple[Link, ...]
    collective: tuple[Collective, ...] = ()
    fraction: tuple[Fraction, ...] = ()
