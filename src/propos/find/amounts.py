"""Amounts: a number with its unit, or two as a range or a score; what is a name, a date or an article is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from propos.find.beside import POINT, POINT_OF_PERCENT, below_zero, has_percents, inherited, way
from propos.find.counted import NounFinder, Unit
from propos.find.numbers import Number
from propos.find.parse import ParsedParagraph
from propos.find.screening import DASHES, Screen
from propos.find.stretches import Stretch
from propos.find.units import singular, unitwords_of
from propos.find.wordings import Amount, find_wordings
from propos.lang import Language
from propos.model import Span, TimeExpression

#: A small number in words before a counted noun, with a definite word before it, is part of a description.
DESCRIPTIVE = Decimal(4)
#: So many times something happened are told for their number.
FEWEST_OCCASIONS = Decimal(5)
#: Digits from here on are a count even if nothing tells of what.
TELLING = Decimal(100)
YOUNGEST, OLDEST = Decimal(16), Decimal(120)
MILLION = Decimal(1_000_000)
#: How many letters the code of a currency has.
ISO_LETTERS = 3
#: How many tokens before a range the verb may stand that leads from one end to the other.
MOVE_REACH = 7
YEARS = (Decimal(1700), Decimal(2150))
#: Marks after which a capital letter tells nothing.
OPENERS = frozenset('.!?…:;«“"')
#: Digits without marks between thousands and without a unit are a code if they are more than this.
LONGEST_BARE = 7
AGE = "year"
#: Before the currency of a coin worth a hundredth.
HUNDREDTHS = "0.01 "


class AmountReader:
    """Reads the amounts of one stretch.

    Attributes:
        money: The currency of the last large sum so far; None if what was counted last in millions was no money.
    """

    def __init__(
        self,
        text: str,
        stretch: Stretch,
        language: Language,
        paragraph: ParsedParagraph | None,
        times: Sequence[TimeExpression],
        money: str | None = None,
    ) -> None:
        self.money = money
        self._text = text
        self._tokens = stretch.tokens
        self._numbers = stretch.numbers
        self._language = language
        self._words = unitwords_of(language)
        self._screen = Screen(text, stretch.tokens, language, times)
        self._nouns = NounFinder(
            text,
            stretch.tokens,
            {n.first: n for n in stretch.numbers},
            words=self._words,
            language=language,
            paragraph=paragraph,
            timed=lambda token: self._screen.timed(Span(token.start, token.end)),
        )
        self.tag = self._nouns.tag
        self._last: Amount | None = None

    def amounts(self) -> Iterator[Amount]:
        """The amounts in text order, none overlapping another."""
        taken = index = 0
        while index < len(self._numbers):
            number = self._numbers[index]
            used, amounts = self._range(index) if number.first >= taken else (1, ())
            index += used
            for amount in amounts:
                if amount.first >= taken:
                    taken, self._last = amount.after, amount
                    self._note_money(amount)
                    yield amount
        yield from find_wordings(self._text, self._tokens, self._words, self.tag)

    def _note_money(self, amount: Amount) -> None:
        """Keeps what was counted last in millions, if it was money."""
        if amount.unit and amount.value is not None and amount.value >= MILLION:
            money = not amount.counted and len(amount.unit) == ISO_LETTERS and amount.unit.isupper()
            self.money = amount.unit if money else None

    def _range(self, index: int) -> tuple[int, Sequence[Amount]]:
        """The range or score that begins at a number, or its amount alone, and how many numbers that used."""
        number = self._numbers[index]
        following = self._numbers[index + 1] if index + 1 < len(self._numbers) else None
        if following:
            amount = self._ratio(number, following)
            if amount is None and self._joined(number, following):
                amount = self._pair(number, following)
            if amount:
                return 2, self._parted(amount, number, following)
        amount = self._amount(number)
        if amount and amount.unit is None and following:
            amount = self._shared(amount, number, following)
        return 1, (amount,) if amount else ()

    def _shared(self, amount: Amount, number: Number, following: Number) -> Amount:
        """A number with the unit of the one joined to it: "deux amendes, de 80 000 et 120 000 euros"."""
        between = self._tokens[number.after : following.first]
        if not number.digits or len(between) != 1 or between[0].text not in self._words.to_between:
            return amount
        other = self._amount(following)
        return replace(amount, unit=other.unit, counted=other.counted) if other and other.unit else amount

    def _parted(self, amount: Amount, first: Number, second: Number) -> Sequence[Amount]:
        """A range as it is, or as two amounts where something moves from one to the other ("passer de 220 à 85")."""
        tokens, value, upper = self._tokens, amount.value, amount.upper
        before = tokens[max(0, amount.first - MOVE_REACH) : amount.first]
        if value is None or upper is None or tokens[first.after].text in DASHES or not before:
            return (amount,)
        by = any(t.text.startswith((*self._words.up, *self._words.down)) for t in before)
        by = by and before[-1].text not in self._words.between
        if by and upper > value * 3 and self._words.signs.before(tokens, first.first):
            last = self._words.signs.before(tokens, second.first)  # "fell $1.15 to $44.30"
            return replace(amount, after=first.after, upper=None), replace(
                amount, first=last[0] if last else second.first, value=upper, upper=None
            )
        against = self._words.down if upper > value else self._words.up
        moved = before[-1].text != self._words.opener and any(
            t.text.startswith(self._words.moves) and not t.text.startswith(against) for t in before
        )
        if not (value > upper or moved) or before[-1].text not in self._words.between:
            return (amount,)
        united, way_of = self._words.units.at(tokens, first.after), way(value, upper)
        return replace(amount, after=united[0] if united else first.after, upper=None, direction=way_of), replace(
            amount, first=second.first, value=upper, upper=None, direction=way_of
        )

    def _ratio(self, part: Number, whole: Number) -> Amount | None:
        """So many of so many: "one in five customers", "un client sur cinq"."""
        if (
            part.value is None
            or whole.value is None
            or not 0 < part.value < whole.value
            or whole.first - part.after > 4
        ):
            return None
        tokens = self._tokens
        linked = self._words.ratio.at(tokens, part.after)
        if linked and linked[0] == whole.first:
            noun = self._nouns.noun(whole, whole.after)
            after = noun.after if noun else whole.after
            if noun is None and (part.value != 1 or whole.value > TELLING):
                return None
        else:
            noun = self._nouns.noun(part, part.after) or self._only_word(part, whole)
            places = range(noun.after, noun.after + 2) if noun else ()  # "trois vergers gelés sur sept"
            linked = next(filter(None, (self._words.ratio.at(tokens, place) for place in places)), None)
            after = whole.after
            if noun is None or linked is None or linked[0] != whole.first:
                return None
        if self._screen.left_out(part) or self._screen.left_out(whole):
            return None
        share = (part.value / whole.value).quantize(Decimal("0.0001"))
        return Amount(part.first, after, share, unit=noun.name if noun else None, counted=noun is not None)

    def _only_word(self, part: Number, whole: Number) -> Unit | None:
        """The one word between a part and the words that lead to the whole ("un exploitant sur quatre")."""
        at = part.after
        linked = self._words.ratio.at(self._tokens, at + 1)
        if linked is None or linked[0] != whole.first or self._tokens[at].kind != "word":
            return None
        token = self._tokens[at]
        return Unit(singular(self._text[token.start : token.end], self._language), at + 1, counted=True)

    def _joined(self, first: Number, second: Number) -> bool:
        begin, end = first.first, first.after
        signed, united = self._words.signs.before(self._tokens, begin), self._words.units.at(self._tokens, end)
        begin = signed[0] if signed else begin
        repeated = united and self._words.units.at(self._tokens, second.after)
        if united and repeated and united[1] == repeated[1]:
            end = united[0]  # "entre 2,5 kilos et 8 kilos"
        between = self._tokens[end : second.first]
        if len(between) == 2 and self._words.signs.at(between, 1):
            between = between[:1]
        if first.value is None or second.value is None or "ordinal" in (first.kind, second.kind) or len(between) != 1:
            return False
        opener = self._tokens[begin - 1].text if begin > 0 else ""
        opened = opener in self._words.between
        if opened and end != first.after and between[0].text in self._words.to:
            return True  # "un couloir de 2,5 % à 3 %"
        return (end == first.after and between[0].text in self._words.to) or (
            opener == self._words.opener and between[0].text in self._words.to_between
        )

    def _pair(self, first: Number, second: Number) -> Amount | None:
        tokens = self._tokens
        if self._screen.left_out(first) or self._screen.left_out(second) or first.value is None or second.value is None:
            return None
        unit = self._unit(second)
        mark = tokens[first.after].text
        signed = self._sign_before(first)
        if unit is None and signed is None:
            score = mark in DASHES and first.digits and second.digits and max(first.value, second.value) < TELLING
            return Amount(first.first, second.after, first.value, second.value) if score else None
        if unit and unit.counted and mark in DASHES and unit.name == self._last_word(unit):
            return Amount(first.first, second.after, first.value, second.value)
        name = (unit.name if unit and not unit.counted else None) or (
            signed.name if signed else unit.name if unit else None
        )
        after = unit.after if unit else second.after
        scale = self._scale(second)
        value = first.value * scale if first.digits and first.after - first.first == 1 else first.value
        begin = signed.first if signed and signed.first is not None else first.first
        return Amount(begin, after, value, second.value, name, bool(unit and unit.counted))

    def _last_word(self, unit: Unit) -> str:
        """The noun of a unit as printed: a singular behind a score is what it scores ("a 5-4 decision")."""
        token = self._tokens[unit.after - 1]
        return self._text[token.start : token.end].lower()

    def _scale(self, number: Number) -> Decimal:
        """What the words behind the digits of a number multiply them by."""
        digits = self._tokens[number.first].value
        if not number.digits or number.after - number.first == 1 or not digits or number.value is None:
            return Decimal(1)
        return number.value / digits

    def _amount(self, number: Number) -> Amount | None:
        if self._screen.left_out(number):
            return None
        if number.kind == "fraction":
            point = self._fraction_of_point(number)
            measure = None if point else self._measure_of_part(number)
            if measure:
                return Amount(number.first, measure[0], number.value, unit=measure[1])
            if not point and self._text_at(number.after) in self._words.halfway:
                return None  # "half a loaf"
            return Amount(number.first, point or number.after, number.value, unit=POINT_OF_PERCENT if point else None)
        signed, first = self._sign_before(number), number.first
        unit = self._unit(number)
        if signed and (unit is None or unit.counted):
            first = signed.first if signed.first is not None else first
            return Amount(first, number.after, number.value, unit=signed.name)
        if (unit is None or unit.counted) and first > 0 and self._screen.capitals(first - 1):
            return None
        if unit is None and not self._screen.coded(number):
            unit = self._inherited(number)
        unit = self._as_money(number, unit)
        if unit is None:
            return None if self._screen.coded(number) else self._bare(number)
        if unit.counted and not self._informs(number):
            return None
        if unit.counted and self._tokens[unit.after - 1].text in self._words.occasions:
            if number.value is None or number.value < FEWEST_OCCASIONS:
                return None
        value, name = number.value, unit.name
        if name and name.startswith(HUNDREDTHS):
            if value == 1 and not number.digits:
                return None  # "pas un centime"
            value, name = value and value / 100, name.removeprefix(HUNDREDTHS)
        if value == 1 and not number.digits and name == POINT:
            return None  # "un point d'étape"
        if name == POINT and value is not None and value < TELLING:
            partial = value != value.to_integral_value()
            name = POINT_OF_PERCENT if partial or has_percents(self._tokens, self._words) else name
        first = number.first
        if name in self._words.degrees and first and value and below_zero(self._tokens, first, self._words.minus):
            return Amount(first - 1, unit.after, -value, unit=name)
        return self._directed(Amount(first, unit.after, value, unit=name, counted=unit.counted))

    def _fraction_of_point(self, number: Number) -> int | None:
        """The token behind "point" where a fraction is one of a percentage point ("un quart de point")."""
        at = number.after + (number.after < len(self._tokens) and self._tokens[number.after].text in self._words.of)
        found = self._words.units.at(self._tokens, at)
        return found[0] if found and found[1] in (POINT, POINT_OF_PERCENT) else None

    def _measure_of_part(self, number: Number) -> tuple[int, str] | None:
        """The token behind the measure that a fraction is one of ("half a mile"), and its unit."""
        tokens, at = self._tokens, number.after
        if at < len(tokens) and tokens[at - 1].text not in self._words.halfway:
            if tokens[at].text not in self._words.halfway:
                return None
            at += 1
        found = self._words.units.at(tokens, at)
        return (found[0], found[1]) if found and found[1] not in (POINT, POINT_OF_PERCENT) else None

    def _text_at(self, place: int) -> str:
        """The text of a token; "" behind the last."""
        return self._tokens[place].text if place < len(self._tokens) else ""

    def _inherited(self, number: Number) -> Unit | None:
        """The unit of the figure before, of a number that is compared with it or goes on counting the same."""
        return inherited(self._tokens, number, self._last, self._words)

    def _as_money(self, number: Number, unit: Unit | None) -> Unit | None:
        """The unit of so many millions, which is money where nothing else is told after a sum of money."""
        if not self.money or self._tokens[number.after - 1].text not in self._words.scale_nouns:
            return unit
        if unit is None or (unit.counted and self._tokens[unit.after - 1].text in self._words.money_nouns):
            return Unit(self.money, number.after)
        return unit

    def _directed(self, amount: Amount) -> Amount:
        """A plus or minus sign glued to the digits."""
        tokens, first = self._tokens, amount.first
        opened = first > 1 and tokens[first - 2].text == "("
        if first > 0 and (tokens[first].glued or opened) and tokens[first - 1].text in ("+", "−", "-"):
            lonely = first < 2 or opened or not tokens[first - 1].glued
            if lonely:
                return replace(amount, direction="up" if tokens[first - 1].text == "+" else "down")
        return amount

    def _sign_before(self, number: Number) -> Unit | None:
        found = self._words.signs.before(self._tokens, number.first)
        return Unit(found[1], number.after, first=found[0]) if found else None

    def _unit(self, number: Number) -> Unit | None:
        """The unit behind a number: a measure, or the noun that it counts."""
        tokens, words, at = self._tokens, self._words, number.after
        measure = at + 1 if at < len(tokens) and tokens[at].text in words.of else at
        for place in dict.fromkeys((at, measure)):
            found = words.units.at(tokens, place)
            short = found and found[0] == place + 1 and len(tokens[place].text) == 1 and tokens[place].kind == "word"
            if found and not (place == at + 1 and len(tokens[place].text) <= 2):
                if not (short and tokens[place].text in words.glued and not tokens[place].glued):
                    return Unit(found[1], found[0])
        if words.ages.at(tokens, at):
            found = words.ages.at(tokens, at)
            return Unit("year", found[0]) if found else None
        return self._nouns.of_whole(number) or self._nouns.noun(number, measure)

    def _informs(self, number: Number) -> bool:
        """Whether a count tells something: not "un homme", not "les deux pays"."""
        tokens, first = self._tokens, number.first
        if number.value is not None and number.value <= 1 and not number.digits:
            return False
        before = tokens[first - 1].text if first > 0 else ""
        if self._last and self._last.after == first - 1 and before in self._words.of:
            return True  # "trois des cinq pompes"
        if before in self._words.definite and not number.digits and number.value is not None:
            return number.value > DESCRIPTIVE
        year = number.digits and number.value is not None and YEARS[0] <= number.value <= YEARS[1]
        if year and tokens[first].text.isdecimal() and len(tokens[first].text) == 4:
            following = tokens[number.after] if number.after < len(tokens) else None
            return bool(following and following.text.endswith(("s", "x")))
        return True

    def _bare(self, number: Number) -> Amount | None:
        """A number with nothing that it counts: taken if it is large or somebody's age."""
        tokens, first, value = self._tokens, number.first, number.value
        if value is None:
            return None
        if self._age_alone(number):
            return Amount(first, number.after, value, unit="year")
        digits = tokens[first].text
        if number.digits and len(digits) == 4 and digits.isdecimal() and YEARS[0] <= value <= YEARS[1]:
            return None
        if number.digits and digits.isdecimal() and len(digits) > LONGEST_BARE:
            return None
        plain = number.digits and number.after == first + 1
        if plain and first > 1 and tokens[first - 1].capital and tokens[first - 2].text not in OPENERS:
            return None
        hedged = self._words.before.before(tokens, first) is not None
        decimal = number.digits and value != value.to_integral_value()
        parted = number.after < len(tokens) and tokens[number.after].text in self._words.of
        grouped = (
            first > 1 and tokens[first - 1].text in self._words.of and tokens[first - 2].text in self._words.groups
        )
        if ((hedged or parted or grouped) and value > 1) or value >= TELLING or decimal:
            return Amount(first, number.after, value)
        return None

    def _age_alone(self, number: Number) -> bool:
        """Whether a number stands between commas behind a name: "John Smith, 45, said"."""
        tokens, first, after = self._tokens, number.first, number.after
        if first < 1 or after >= len(tokens) or number.value is None or number.value > OLDEST:
            return False
        if self._words.aged.before(tokens, first):
            return True
        last = self._last
        if last and last.unit == AGE and last.after == first - 1 and tokens[first - 1].text in self._words.to_between:
            return number.value <= OLDEST  # "aged 18 and 21"
        if first < 2 or not number.digits or tokens[after].text not in ",.;" or tokens[first].glued:
            return False
        described = tokens[first - 2]
        grown = described.kind == "word" and number.value >= YOUNGEST and self.tag(described) in ("NOUN", "")
        return tokens[first - 1].text == "," and (described.capital or grown)  # "John Smith, 45,"; "the captain, 52."
