"""Words, digits and marks of a stretch of text, cut for what counts and what tells the time.

Hyphens within words part them without leaving a token ("quatre-vingt" is two words); an apostrophe parts
words likewise. Digits that form a date or a time of day are one token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.tables.numbers import Numbers
from propos.model import Span

#: A word with its apostrophe, or an abbreviation of single letters ("a.m.").
_WORD = r"[^\W\d_][^\W_]*(?:(?!\.)|(?:\.[^\W\d_](?=\.))*(?:(?<=\.[^\W\d_])\.)?)['’ʼ]?"

TokenKind = Literal["word", "number", "date", "clock", "mark"]
#: Longer runs of digits are codes, not quantities.
LONGEST_NUMBER = 24
#: Of how many different words it is kept what they are.
MOST_WORDS = 65_536
HYPHENS = "-‐‑"

#: A word or mark: its length without the apostrophe behind it, how it is compared, its kind, whether it has a capital.
Form = tuple[int, str, TokenKind, bool]
_FORMS: dict[str, Form] = {}


class Token(NamedTuple):
    """One word, number or mark.

    Attributes:
        start: Its first code point in the article's text.
        end: The one after its last.
        text: The word folded; digits as printed.
        capital: Whether it begins with a capital letter.
        glued: Whether nothing stands between it and the token before.
        value: The number that digits stand for.
    """

    start: int
    end: int
    text: str
    kind: TokenKind
    capital: bool
    glued: bool
    value: Decimal | None = None


def tokens_of(text: str, span: Span, language: Language) -> list[Token]:
    """The tokens of ``span`` in text order."""
    pattern, digits, forms = _pattern(language), _digits(language), _FORMS
    make = tuple.__new__  # what a named tuple's own constructor does, in half the time
    tokens: list[Token] = []
    last = -1
    for found in pattern.finditer(text, span.start, span.end):
        form = forms.get(found[0])
        if form is None:
            group = found.lastgroup
            if group == "joint":
                continue
            if group not in ("word", "mark"):
                tokens.append(_of_digits(found, group, last == found.start(), digits))
                last = found.end()
                continue
            form = _form(found[0], word=group == "word")
        length, key, kind, capital = form
        start = found.start()
        end = start + length
        tokens.append(make(Token, (start, end, key, kind, capital, last == start, None)))
        last = end
    return tokens


def _of_digits(found: re.Match[str], kind: str | None, glued: bool, digits: _DigitRules) -> Token:
    (start, end), piece = found.span(), found.group()
    if kind == "date":
        return Token(start, end, piece, "date", False, glued)
    if kind == "clock":
        return Token(start, end, fold(piece), "clock", False, glued)
    return Token(start, end, piece, "number", False, glued, _value(piece, digits))


def _form(piece: str, *, word: bool) -> Form:
    """What a word or mark is wherever it stands; remembered, but for hyphens, which may be joints elsewhere."""
    if word:
        form: Form = len(piece.rstrip("'’ʼ")), word_key(piece), "word", piece[0].isupper()
    else:
        form = len(piece), piece, "mark", False
    if piece not in HYPHENS:
        if len(_FORMS) >= MOST_WORDS:
            _FORMS.clear()
        _FORMS[piece] = form
    return form


def word_key(word: str) -> str:
    """A word as tokens are compared: folded, without the apostrophe behind it."""
    return fold(word).rstrip("'ʼ")


def words_in(phrase: str) -> tuple[str, ...]:
    """The folded words of an entry of a language pack, cut as ``tokens_of`` cuts a text."""
    if phrase == "-":
        return ("-",)
    return tuple(word_key(w) or w for w in re.findall(rf"\d+|{_WORD}|[^\w\s-]", phrase))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    digits = language.table(Numbers).digits
    group, decimal = f"[{re.escape(digits.group)}]", f"[{re.escape(digits.decimal)}]"
    return re.compile(
        rf"(?=\S)(?:(?P<word>{_WORD})"  # at a space, nothing else is tried
        r"|(?P<date>\d{4}-\d{2}-\d{2}(?![\d-])|(?<![\d/])\d{1,2}(?P<between>[/.-])\d{1,2}(?P=between)(?:\d{4}|\d{2})(?![\d/]))"
        r"|(?P<clock>(?<![\d:])\d{1,2}:\d{2}(?![\d:])|\d{1,2}[  ]?[hH](?:[  ]?\d{2}(?!\d))?(?![^\W_]))"
        rf"|(?P<number>\d{{1,3}}(?:{group}\d{{3}}(?!\d))+(?:{decimal}\d{{1,9}})?|\d+(?:{decimal}\d{{1,9}})?)"
        r"|(?P<joint>(?<=[^\W_])[-‐‑](?=[^\W\d_]))"
        r"|(?P<mark>[^\w\s]))"
    )


@dataclass(frozen=True, slots=True)
class _DigitRules:
    parted: re.Pattern[str]
    decimals: re.Pattern[str]


@cache
def _digits(language: Language) -> _DigitRules:
    digits = language.table(Numbers).digits
    return _DigitRules(
        re.compile(rf"\d{{1,3}}(?:[{re.escape(digits.group)}]\d{{3}})+"),
        re.compile(rf"(.*?)[{re.escape(digits.decimal)}](\d{{1,9}})"),
    )


def _value(piece: str, digits: _DigitRules) -> Decimal | None:
    if len(piece) > LONGEST_NUMBER:
        return None
    whole, fraction = piece, ""
    if not digits.parted.fullmatch(piece) and (decimals := digits.decimals.fullmatch(piece)):
        whole, fraction = decimals.groups()
    number = "".join(c for c in whole if c.isdecimal())
    return Decimal(f"{number}.{fraction}" if fraction else number) if number else None
