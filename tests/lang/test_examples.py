"""The examples of each language pack: every expected statement is found, and no other."""

from __future__ import annotations

import pytest

from propos.find.parse import parse_articles
from propos.find.quotes import find_quotations
from propos.find.statements import find_statements
from propos.lang import load_language, supported_languages
from propos.lang.tables.examples import Example, Examples, Expected
from propos.model import Statement
from tests.conftest import make_article

pytestmark = pytest.mark.model

#: How many of the expected words may be missing or too many.
TOLERANCE = 0.2


def _cases() -> list[object]:
    cases = []
    for code in supported_languages():
        language = load_language(code)
        if language.resource(Examples.file) is None:
            continue
        for group in language.table(Examples).groups:
            for example in group.examples:
                marks = [pytest.mark.xfail(strict=True, reason=example.fails)] if example.fails else []
                cases.append(pytest.param(code, example, id=f"{code}: {example.text}", marks=marks))
    return cases


@pytest.mark.parametrize(("code", "example"), _cases())
def test_example(code: str, example: Example) -> None:
    found = _read(code, example.text)
    assert [
        _shown(s, example.text) for s in found if not any(_fits(e, s, example.text) for e in example.statements)
    ] == []
    assert [e for e in example.statements if not any(_fits(e, s, example.text) for s in found)] == []


def test_every_expected_word_stands_in_its_example() -> None:
    for case in _cases():
        example = case.values[1]  # type: ignore[attr-defined]
        for expected in example.statements:
            for words in (*expected.content, expected.cue, expected.source):
                assert words in example.text


def _read(code: str, text: str) -> tuple[Statement, ...]:
    language = load_language(code)
    article = make_article(text, lang=code)
    parse = next(iter(parse_articles([article], language)))
    return find_statements(article, find_quotations(article, language), parse, language)[0]


def _fits(expected: Expected, statement: Statement, text: str) -> bool:
    wanted, got = _words(" ".join(expected.content)), _words(" ".join(s.of(text) for s in statement.content))
    overlap = len(wanted & got) / max(1, len(wanted | got))
    source = " ".join(s.of(text) for s in statement.source)
    cue = " ".join(s.of(text) for s in statement.cue)
    return (
        overlap >= 1 - TOLERANCE
        and statement.kind == expected.kind
        and bool(_words(source) & _words(expected.source)) == bool(expected.source)
        and (not expected.cue or bool(_words(cue) & _words(expected.cue)) or expected.cue == cue)
    )


def _words(text: str) -> set[str]:
    return {w.strip("\"'“”‘’«»`.,:;!?") for w in text.lower().split()} - {"", "that"}


def _shown(statement: Statement, text: str) -> str:
    parts = (statement.source, statement.cue, statement.content)
    return " | ".join([statement.kind, *(" … ".join(s.of(text) for s in spans) for spans in parts)])
