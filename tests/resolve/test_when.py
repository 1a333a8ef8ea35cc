from __future__ import annotations

from datetime import date

import pytest

from propos.find.parse import parse_articles
from propos.find.times import find_times
from propos.lang import load_language
from propos.model import Span, Statement
from propos.resolve.when import resolve_said
from tests.conftest import make_article


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "cue", "content", "said"),
    [
        ("Le maire a déclaré, vendredi, vouloir partir.", "a déclaré", "vouloir partir", "2022-12-30"),
        ("« Je pars jeudi », a dit mardi la maire.", "a dit", "Je pars jeudi", "2022-12-27"),
        ("« Je pars jeudi », a dit la maire.", "a dit", "Je pars jeudi", None),
        ("Mardi, il a plu. « Je pars », a dit la maire.", "a dit", "Je pars", None),
        ("La maire a dit qu’elle partait lundi.", "a dit", "elle partait lundi", None),
        ("Mardi soir, la maire a dit qu’elle partait.", "a dit", "elle partait", "2022-12-27TEV"),
        ("Elle est élue depuis 2014. La maire a dit qu’elle partait.", "a dit", "elle partait", None),
        ("Il a plu tout le mois de mars. La maire a dit qu’elle partait.", "a dit", "elle partait", None),
    ],
)
def test_the_time_beside_the_cue_is_when_it_was_said(text: str, cue: str, content: str, said: str | None) -> None:
    article = make_article(text, published=date(2022, 12, 30))
    statement = Statement(id="s1", kind="direct", content=(span_of(text, content),), cue=(span_of(text, cue),))
    (found,) = resolve_said(article, (statement,), find_times(article, load_language("fr")))
    assert found.said == said


@pytest.mark.model
@pytest.mark.parametrize(
    ("lang", "text", "cue", "content", "said"),
    [
        ("fr", "Élue en 2014, la maire a dit qu’elle partait.", "a dit", "elle partait", None),
        ("fr", "« Je pars », a dit la maire de Vaubrelle mardi.", "a dit", "Je pars", "2022-12-27"),
        ("fr", "La maire, qui a siégé jusqu’en 2014, a dit qu’elle partait.", "a dit", "elle partait", None),
        ("fr", "Interrogée mardi par la presse, la maire a dit partir.", "a dit", "partir", "2022-12-27"),
        ("en", "The mayor, who lost the 2014 election, said she would go.", "said", "she would go", None),
        ("en", "The mayor met reporters on Tuesday and said she would go.", "said", "she would go", "2022-12-27"),
        ("en", "“I will go,” said Ann Brown, the author of a 2014 report.", "said", "I will go", None),
        ("en", "In a letter sent on Tuesday, the mayor said she would go.", "said", "she would go", "2022-12-27"),
        ("en", "In a book sold since 2014, the mayor said she would go.", "said", "she would go", None),
    ],
)
def test_the_time_of_another_verb_is_not_when_it_was_said(
    lang: str, text: str, cue: str, content: str, said: str | None
) -> None:
    article, language = make_article(text, lang, published=date(2022, 12, 30)), load_language(lang)
    (parse,) = parse_articles([article], language)
    source = tuple(span_of(text, words) for words in ("la maire de Vaubrelle", "Ann Brown") if words in text)
    statement = Statement(
        id="s1", kind="direct", content=(span_of(text, content),), cue=(span_of(text, cue),), source=source
    )
    (found,) = resolve_said(article, (statement,), find_times(article, language), parse)
    assert found.said == said


def test_a_statement_that_carries_on_another_was_made_with_it() -> None:
    text = "« Je pars », a dit mardi la maire. « Je reviendrai. »"
    article = make_article(text, published=date(2022, 12, 30))
    first = Statement(id="s1", kind="direct", content=(span_of(text, "Je pars"),), cue=(span_of(text, "a dit"),))
    second = Statement(id="s2", kind="direct", content=(span_of(text, "Je reviendrai."),), continues="s1")
    found = resolve_said(article, (first, second), find_times(article, load_language("fr")))
    assert [s.said for s in found] == ["2022-12-27", "2022-12-27"]
