"""Figures: quantities with their unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from propos.find.amounts import AmountReader
from propos.find.parse import Parse
from propos.find.stretches import Stretch, stretches_of
from propos.find.tokens import Token
from propos.find.units import UnitWords, unitwords_of
from propos.find.wordings import FOLD, Amount
from propos.lang import Language
from propos.model import Article, Figure, FigureStatus, Span, Statement, TimeExpression
from propos.places import Places

#: How many tokens before a figure, and behind it, a word may give its direction or make it a target.
REACH_BEFORE, REACH_AFTER = 7, 3
#: The unit of ages, and the marks between which somebody's age stands.
AGE, APPOSED = "year", frozenset(",()")
#: The parts of speech that end what is measured.
VERBS = frozenset({"VERB", "AUX"})
#: Marks that no hedge and no direction reaches across.
BARRIERS = frozenset('.;!?:()«»“”"')
#: Marks that open a quotation.
OPENING = frozenset('«“"„‟')
Direction = Literal["up", "down"]


def find_figures(
    article: Article,
    statements: tuple[Statement, ...],
    times: tuple[TimeExpression, ...],
    language: Language,
    parse: Parse | None = None,
) -> tuple[Figure, ...]:
    """The figures of an article in text order, each tied to the statement that gives it.

    Example:
        "a augmenté de 25 % environ" -> 25, percent, hedge "environ", direction up.
    """
    words = unitwords_of(language)
    contents = Places((span, s) for s in statements for span in s.content)
    dated = Places((t.span, t) for t in times)
    found: list[Figure] = []
    money = None
    for stretch in stretches_of(article, language):
        inside = [time for _, time in dated.within(stretch.span)]
        parsed = parse.at(stretch.span.start) if parse else None
        reader = AmountReader(article.text, stretch, language, parsed, inside, money)
        setting = _Setting(article.text, stretch, words, inside, reader.tag, contents)
        found += _figures(reader, setting)
        money = reader.money
    return tuple(sorted(found, key=lambda f: (f.span.start, f.span.end)))


def _voice(amount: Amount, span: Span, setting: _Setting) -> str | None:
    """The innermost statement that gives a figure; one whose speaker is known before one within it whose is not."""
    around = sorted(setting.contents.around(span), key=lambda pair: (len(pair[0]), pair[1].id))
    if _is_apposed_age(amount, setting):
        around = [(content, s) for content, s in around if _is_quoted(span, content, s, setting.text)]
    known = [s.id for _, s in around if s.speaker_name] or [s.id for _, s in around]
    return known[0] if known else None


def _is_quoted(span: Span, content: Span, statement: Statement, text: str) -> bool:
    """Whether a figure within what somebody says is said in his words, for all that the marks around it tell."""
    before = text[content.start : span.start]
    return statement.kind == "direct" or any(mark in before for mark in OPENING)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around the amounts of one stretch."""

    text: str
    stretch: Stretch
    words: UnitWords
    times: Sequence[TimeExpression]
    tag: Callable[[Token], str]
    contents: Places[Statement]

    def moved(self, token: Token) -> Direction | None:
        """Whether a word tells of a rise or of a fall."""
        words = self.words
        if token.text.startswith(words.up) or token.text in words.up_words:
            return "up"
        return "down" if token.text.startswith(words.down) or token.text in words.down_words else None


def _figures(reader: AmountReader, setting: _Setting) -> Iterator[Figure]:
    tokens = setting.stretch.tokens
    for amount in reader.amounts():
        span = Span(tokens[amount.first].start, tokens[amount.after - 1].end)
        hedge, outer = _hedge(amount, setting)
        status = _status(amount, span, setting)
        yield Figure(
            span=span,
            value=amount.value,
            upper=amount.upper,
            unit=amount.unit,
            measure=_measure(amount, setting),
            hedge=hedge,
            direction=amount.direction or _direction(amount, outer, setting),
            status=status,
            due=_due(span, setting) if status != "observed" else None,
            statement=_voice(amount, span, setting),
        )


def _hedge(amount: Amount, setting: _Setting) -> tuple[str | None, int]:
    """The hedge before or behind an amount as printed, and where what stands before it ends."""
    tokens, text = setting.stretch.tokens, setting.text
    found = setting.words.before.before(tokens, amount.first)
    if found:
        if found[0] and setting.moved(tokens[found[0] - 1]) and tokens[found[0]].text in setting.words.levels:
            return None, found[0]  # "sank under 7 per cent", "crept to 8.3"
        return text[tokens[found[0]].start : tokens[amount.first].start].strip().lower(), found[0]
    behind = setting.words.after.at(tokens, amount.after)
    if behind:
        return text[tokens[amount.after].start : tokens[behind[0] - 1].end].lower(), amount.first
    return None, amount.first


def _direction(amount: Amount, outer: int, setting: _Setting) -> Direction | None:
    tokens, words = setting.stretch.tokens, setting.words
    sign = words.directions.at(tokens, amount.after)
    if sign:
        return "up" if sign[1] == "up" else "down"
    if amount.unit is None and amount.value is None:
        return "up"
    before = _before(tokens, outer)
    if len(before) > 1 and before[-1].text in words.compared and before[-2].text in words.up_words | words.down_words:
        return None  # "up from 48%"
    for token in (*reversed(before), *_behind(tokens, amount.after)):
        moved = setting.moved(token)
        if moved or token.kind == "number":
            return moved
    after = amount.after + (amount.after < len(tokens) and tokens[amount.after].text == ",")
    compared = after + 1 < len(tokens) and tokens[after + 1].text in words.compared
    return setting.moved(tokens[after]) if compared and after > amount.after else None  # "37%, up from 22%"


def _before(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    start = at
    while start > 0 and at - start < REACH_BEFORE and tokens[start - 1].text not in BARRIERS:
        start -= 1
    return tokens[start:at]


def _behind(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    end = at
    while end < len(tokens) and end - at < REACH_AFTER and tokens[end].text not in BARRIERS | {","}:
        end += 1
    return tokens[at:end]


def _status(amount: Amount, span: Span, setting: _Setting) -> FigureStatus:
    tokens = setting.stretch.tokens
    around = (*_before(tokens, amount.first), *_behind(tokens, amount.after))
    if any(t.text in setting.words.target for t in around):
        return "target"
    if _is_apposed_age(amount, setting):
        return "observed"  # "Ann Brown, 58, will ..."
    told = Span(span.end, span.end) if amount.unit == FOLD else span  # a verb that multiplies has a tense of its own
    return "forecast" if setting.stretch.tenses.look(told) == "future" else "observed"


def _is_apposed_age(amount: Amount, setting: _Setting) -> bool:
    """Whether an age stands between marks, where an article tells who somebody is ("said that Ann Brown, 58, ...")."""
    beside = _beside(setting.stretch.tokens, amount)
    return amount.unit == AGE and all(t.text in APPOSED for t in beside)


def _beside(tokens: Sequence[Token], amount: Amount) -> Sequence[Token]:
    """The tokens right before and right behind an amount."""
    return (*tokens[max(0, amount.first - 1) : amount.first], *tokens[amount.after : amount.after + 1])


def _due(span: Span, setting: _Setting) -> str | None:
    """The date nearest to a figure in its sentence, the one behind it first."""
    dated = [t for t in setting.times if t.type == "DATE" and t.value and setting.stretch.tenses.together(span, t.span)]
    behind = [t for t in dated if t.span.start >= span.end]
    nearest = behind[:1] or dated[-1:]
    return nearest[0].value if nearest else None


def _measure(amount: Amount, setting: _Setting) -> str | None:
    """What is measured: the complement right behind the figure ("25 % de la population"), as printed."""
    tokens, words = setting.stretch.tokens, setting.words
    at = amount.after
    if at >= len(tokens) or tokens[at].text not in words.of:
        return None
    start, end = at + 1, at + 1
    while (
        end < len(tokens) and end - start < 6 and tokens[end].kind == "word" and setting.tag(tokens[end]) not in VERBS
    ):
        if end > start + 1 and tokens[end].text in words.functions and tokens[end].text not in words.of:
            break
        end += 1
    while end > start and tokens[end - 1].text in words.functions:
        end -= 1
    return setting.text[tokens[start].start : tokens[end - 1].end] if end > start else None
