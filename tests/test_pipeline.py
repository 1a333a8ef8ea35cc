"""The stages chained: one page that fails never takes the others with it."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest

from propos import pipeline
from propos.lang import Language, load_language, supported_languages
from propos.lang.tables.examples import Examples
from propos.model import Article, Reading, TimeExpression
from tests.conftest import make_article


@pytest.mark.model
def test_a_fault_of_ours_on_one_page_does_not_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"Le pont\n\n« Nous bâtirons le {name} », a dit Anna Rey.\n", encoding="utf-8")
    find_times = pipeline.find_times

    def fails_on_one(article: Article, language: Language) -> tuple[TimeExpression, ...]:
        if "one.txt" in article.text:
            raise ValueError("not a span")
        return find_times(article, language)

    monkeypatch.setattr(pipeline, "find_times", fails_on_one)
    first, second = pipeline.read_sources([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])
    assert isinstance(first, pipeline.Failure)
    assert "one.txt" in str(first.error)
    assert "ValueError: not a span" in str(first.error)
    assert isinstance(second, Reading)
    assert [s.speaker_name for s in second.statements] == ["Anna Rey"]


@pytest.mark.model
@pytest.mark.parametrize("lang", supported_languages())
def test_a_text_that_breaks_off_anywhere_is_read(lang: str) -> None:
    texts = [example.text for group in load_language(lang).table(Examples).groups for example in group.examples]
    cuts = [text[: found.start()].rstrip() for text in texts for found in re.finditer(r"\s+|$", text)]
    readings = pipeline.read_articles([(cut, make_article(cut, lang)) for cut in cuts if cut])
    assert [result.source for result in readings if isinstance(result, pipeline.Failure)] == []


@pytest.mark.model
def test_the_garbage_collector_is_left_as_it_was() -> None:
    before = gc.get_threshold()
    list(pipeline.read_articles([("one", make_article("Il a dit non.", "fr"))]))
    assert gc.get_threshold() == before
