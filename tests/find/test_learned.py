"""Statements made of what the ranker accepts."""

from __future__ import annotations

import pytest

from propos.find.learned import find_learned
from propos.find.parse import parse_articles
from propos.find.quotes import find_quotations
from propos.lang import load_language
from propos.model import Statement
from tests.conftest import make_article

pytestmark = pytest.mark.model


def read(text: str) -> tuple[Statement, ...]:
    language = load_language("en")
    article = make_article(text, lang="en")
    parse = next(iter(parse_articles([article], language)))
    return find_learned(article, find_quotations(article, language), parse, language)


def words(text: str, statement: Statement) -> list[str]:
    return [s.of(text) for s in statement.content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"It was dark," she said.', ["It was dark"]),
        ("‘It was dark,’ said Tom Arkwright.", ["It was dark"]),
        ("The mayor said that the bridge would reopen.", ["the bridge would reopen"]),
    ],
)
def test_content_is_bare(text: str, content: list[str]) -> None:
    (statement,) = read(text)
    assert words(text, statement) == content


def test_source_behind_a_relative_pronoun_is_what_it_stands_for_too() -> None:
    text = "The chemist, who said she had warned the ministry, sat in the hall."
    sources = [[s.of(text) for s in statement.source] for statement in read(text)]
    assert ["The chemist", "who"] in sources


def test_quotation_without_a_cue_is_kept_apart() -> None:
    text = '"It was dark," the guard said.\n"I could not see the road at all."'
    first, second = read(text)
    assert (first.rule, second.rule) == ("ranked", "uncued")
    assert words(text, second) == ["I could not see the road at all."]
    assert (second.cue, second.source, second.continues) == ((), (), "s1")


def test_quotation_that_a_clause_leads_to_is_its_subjects() -> None:
    text = '"It was dark," the guard said. His colleague was more precise: "I could not see the road at all."'
    _, second = read(text)
    assert [s.of(text) for s in second.source] == ["His colleague"]
    assert second.continues is None


def test_embedded_statement_knows_what_it_stands_in() -> None:
    text = "The chairman said that Orla Fenwick had told investors that the pier was safe."
    outer, inner = read(text)
    assert (outer.inside, inner.inside) == (None, "s1")


def test_unclosed_quotation_is_flagged() -> None:
    (statement,) = read('The mayor said: "We will rebuild the school.')
    assert statement.unclosed


def test_nickname_in_marks_is_no_statement() -> None:
    assert read('The striker, nicknamed "the Ghost", left the field in tears.') == ()


@pytest.mark.parametrize(
    ("text", "stance", "mood"),
    [
        ("The minister denied that the plan had failed.", "denies", "asserted"),
        ("The minister did not say that the plan had failed.", "states", "negated"),
        ("The union warned that prices would rise.", "warns", "asserted"),
    ],
)
def test_stance_and_mood_come_from_the_cue(text: str, stance: str, mood: str) -> None:
    assert [(s.stance, s.mood) for s in read(text)] == [(stance, mood)]


def test_ids_follow_the_text() -> None:
    text = '"A storm is coming," Orla Fenwick said.\nThe council said the pier was closed.'
    statements = read(text)
    assert [s.id for s in statements] == ["s1", "s2"]
    assert statements[0].content[0].start < statements[1].content[0].start


def test_odd_text_is_read() -> None:
    for text in ("", '"', "“ “ ” said", "said: :: —", "''", "\n\n“said”"):
        read(text)
