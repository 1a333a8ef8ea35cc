"""The own gold data: made from its annotations, in the text, and enough of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.goldmaker import GOLD, MAKERS, AnnotationError, Finder, make

from tests.conftest import ROOT

SOURCES = [(folder, path) for folder in MAKERS for path in sorted((GOLD / folder).glob("*.toml"))]


def records(folder: str) -> list[tuple[str, dict]]:
    paths = sorted(p for p in (GOLD / folder).glob("*.json") if p.name != "aliases.json")
    return [
        (p.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(p.read_text(encoding="utf-8"))) for p in paths
    ]


@pytest.mark.parametrize(("folder", "path"), SOURCES, ids=lambda v: v.stem if isinstance(v, Path) else v)
def test_what_is_stored_is_what_its_annotations_make(folder, path):
    text, record = make(path, folder)
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == text
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) == json.loads(json.dumps(record))


def test_there_are_enough_documents():
    assert len(records("statements/fr")) + len(records("statements/en")) >= 20
    assert len(records("times_figures/fr")) >= 15
    assert len(records("times_figures/en")) >= 15
    assert len(json.loads((ROOT / "gold/en_names/names.json").read_text(encoding="utf-8"))) >= 15


@pytest.mark.parametrize("folder", ["statements/fr", "statements/en"])
def test_quoted_words_stand_between_marks_and_paraphrases_do_not(folder):
    for text, record in records(folder):
        for a in record["attributions"]:
            content = " ".join(text[s:e] for s, e in a["content"])
            if a["type"] == "indirect":
                assert not set(content) & set("«»“”"), (record["id"], a["id"])
            if a["type"] == "mixed":
                assert set(content) & set("«»“”‘’\"'"), (record["id"], a["id"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("il#2", [(21, 23)]),
        ("a dit ~ fin", [(3, 19)]),
        ("d'ici", [(27, 32)]),
        ("Il", [(0, 2)]),
    ],
)
def test_an_annotation_names_its_words(words, found):
    assert Finder("Il a dit il, la fin, il va d’ici").places(words) == found


def test_words_that_are_not_there_are_an_error():
    with pytest.raises(AnnotationError, match="not found"):
        Finder("Il a dit oui").only("non")


def test_words_that_are_there_twice_are_an_error():
    with pytest.raises(AnnotationError, match="2 places"):
        Finder("oui ou oui").only("oui")


def test_a_cue_is_taken_nearest_to_its_content():
    text = "Elle dit : « Il dit vrai. » Elle le dit."
    assert Finder(text).nearest("dit", [(13, 25)]) == (5, 8)
