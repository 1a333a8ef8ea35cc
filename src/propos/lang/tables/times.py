"""``times.toml``: time expressions: words of the calendar, the forms they come in, and what they mean."""

from __future__ import annotations

from typing import ClassVar, Literal

from propos.lang.tables.base import Entry, Table
from propos.model import TimeType

TimeRule = Literal[
    "fixed",
    "calendar",
    "literal",
    "year",
    "decade",
    "century",
    "weekday",
    "day",
    "unit",
    "season",
    "holiday",
    "ago",
    "after",
    "duration",
    "span",
    "set",
    "quarter",
    "clock",
    "daypart",
    "night",
    "anaphor",
    "pair",
    "term",
    "someday",
    "hours",
    "part_of_length",
    "lasting",
    "none",
]


class TimeForm(Entry):
    """A way to write a time.

    Attributes:
        forms: Token sequences: plain words as such, ``{class}`` for a word of that class, ``[...]`` for what may be
            absent, ``(a|b)`` for a choice, ``<...>`` for words that must be there but are no part of the expression.
        rule: How the engine computes the value.
        value: The value itself, for ``fixed``; the unit or part of day where the form implies one.
        type: TIMEX3 type, where the rule leaves it open.
        shift: How many units away from the reference (-1 last, 0 this, 1 next).
        mod: TIMEX3 modifier.
        vague: Whether the extent of time stays open.
        direction: Past or future, where the words say so.
        inside: Whether it must not open a sentence.
        counted: Whether a number must stand shortly before it ("three times a week").
        lone: Whether it counts only if nothing around it makes its digits a quantity or a code.
        note: For the readers of this file.
    """

    forms: tuple[str, ...]
    rule: TimeRule
    value: str | None = None
    type: TimeType | None = None
    shift: int | None = None
    mod: str | None = None
    vague: bool = False
    direction: Literal["past", "future"] | None = None
    inside: bool = False
    counted: bool = False
    lone: bool = False
    note: str | None = None


class Tense(Entry):
    """Signs of past and future in a sentence, as regular expressions on lower-case text.

    Attributes:
        future: Verb forms and words that point ahead; they win over ``past`` at the same place.
        ahead: Verbs of the past with what is to be done: they point ahead of a time behind them, back from one before
            ("decided to meet on Friday", "on Friday decided to meet"); they win over ``past`` at the same place.
        past: Verb forms that point back.
        weak: Forms that point back only when close by (participles without auxiliary).
        present: Verb forms of the present, for words that mean either today or nowadays.
    """

    future: tuple[str, ...]
    ahead: tuple[str, ...] = ()
    past: tuple[str, ...]
    weak: tuple[str, ...] = ()
    present: tuple[str, ...] = ()


class Times(Table):
    """Time expressions.

    Attributes:
        capitalised: Classes whose words count only with a capital.
        plain_words: Words that may follow a year although they end like a plural.
        owners: Words before a year that what follows, plural or not, is of ("the 2016 elections").
        names: Words of the calendar that, with a capital and neither day nor year, are names ("Mars").
        hour_joints: Those behind which so many hours are the hour ("samedi à 10 heures").
        joints: What may stand between a day and its time of day ("mardi à 14 h", "9 p.m. on Sunday").
        spans: Nouns whose complement in years is a length of time; other nouns have an age ("un avocat de 52 ans").
            With none listed, no complement is taken for an age.
        classes: Words by class, with what each means (a month's number, a unit...).
        zones: Time zones with their offset.
        since: Words before an event that a length of time begins with ("depuis l'invasion").
        starts: Words for the beginning of the event, between these and its name.
        form: The forms.
    """

    file: ClassVar[str] = "times.toml"

    capitalised: tuple[str, ...] = ()
    plain_words: tuple[str, ...]
    owners: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hour_joints: tuple[str, ...] = ("",)
    joints: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    classes: dict[str, dict[str, int | str]]
    zones: dict[str, str]
    since: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    tense: Tense
    form: tuple[TimeForm, ...]
