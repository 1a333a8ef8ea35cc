"""A third language is a folder of data: a tiny Italian pack, made here, is read by the engine as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from propos.find.mentions import find_mentions
from propos.find.parse import parse_articles
from propos.find.quotes import find_quotations
from propos.find.statements import find_statements
from propos.lang import Language
from propos.resolve.speakers import resolve_speakers
from tests.conftest import ROOT, make_article

PACK = """
code = "it"
name = "italiano"
models = ["fr_core_news_md", "fr_core_news_sm"]
day_first = true
"""

CUES = """
[[verbs]]
lemmas = ["dichiarare"]
frames = ["quote", "that"]

[[prepositions]]
words = ["secondo"]

[[conjugations]]
ending = "are"
finite = ["a", "ano", "ò"]
participle = ["ato", "ata", "ati", "ate"]

[words]
have = ["ha", "hanno", "aveva"]
that = ["che"]
according = ["secondo"]
"""


@pytest.fixture(scope="module")
def italian(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A pack with Italian cues; the tables that this test does not need are those of a sister language."""
    folder: Path = tmp_path_factory.mktemp("lang") / "it"
    shutil.copytree(ROOT / "src/propos/lang/fr", folder)
    syntax = (folder / "pack.toml").read_text(encoding="utf-8").partition("[syntax]")
    (folder / "pack.toml").write_text(PACK + syntax[1] + syntax[2], encoding="utf-8")
    (folder / "cues.toml").write_text(CUES, encoding="utf-8")
    names = (folder / "names.toml").read_text(encoding="utf-8")
    names = names.replace("function_words = [", 'function_words = ["secondo", ', 1)
    (folder / "names.toml").write_text(names, encoding="utf-8")
    return Language("it", folder)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind", "content", "cue", "speaker"),
    [
        (
            "« Il ponte aprirà a maggio », ha dichiarato Irene Valcorti.",
            "direct",
            "Il ponte aprirà a maggio",
            "ha dichiarato",
            "Irene Valcorti",
        ),
        (
            "Secondo Irene Valcorti, il ponte aprirà a maggio.",
            "indirect",
            "il ponte aprirà a maggio",
            "Secondo",
            "Irene Valcorti",
        ),
    ],
)
def test_a_pack_is_enough(italian, text, kind, content, cue, speaker):
    article = make_article(text, lang="it")
    quotations = find_quotations(article, italian)
    [parse] = parse_articles([article], italian)
    statements, _ = find_statements(article, quotations, parse, italian)
    [statement], _ = resolve_speakers(article, statements, find_mentions(article, parse, italian), parse, italian)
    words = ["".join(span.of(text) for span in spans) for spans in (statement.content, statement.cue)]
    assert (statement.kind, words, statement.speaker_name) == (kind, [content, cue], speaker)
