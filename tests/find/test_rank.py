"""The ranker chooses among candidates by weights alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from propos.find.rank import CueClass, LinearModel, Ranker, class_names, load_ranker, rank_cues
from propos.lang import load_language
from tests.find.sentences import ACCORDING, SAID_THAT, make_tree

PLAIN = Ranker(
    cues=frozenset({("say", "VERB")}),
    cue=LinearModel({"l=say": 4.0}),
    content=LinearModel({"so=run-1:ccomp|the": 3.0, "s=run-1:ccomp": 5.0}),
    source=LinearModel({"p=>nsubj": 3.0}),
    verdict=LinearModel({"cue": 1.0, "content": 0.5, "source": 0.5}),
    threshold=0.5,
    classes={},
)


def test_best_content_and_source_are_taken() -> None:
    text, tree = make_tree(SAID_THAT)
    (ranked,) = rank_cues(tree, PLAIN, least=0.5)
    assert [tree.span(*r).of(text) for r in ranked.content.ranges] == ["the bridge will reopen in June"]
    assert ranked.source is not None
    assert tree.words[ranked.source.token] == "mayor"
    assert 0.5 < ranked.confidence < 1


def test_no_source_is_a_choice_like_any_other() -> None:
    ranker = replace(PLAIN, source=LinearModel({"none": 5.0}))
    (ranked,) = rank_cues(make_tree(SAID_THAT)[1], ranker, least=0.1)
    assert ranked.source is None


@pytest.mark.parametrize(("weight", "accepted"), [(4.0, 1), (-4.0, 0)])
def test_unlikely_cue_is_left_out(weight: float, accepted: int) -> None:
    ranker = replace(PLAIN, cue=LinearModel({"l=say": weight}))
    assert len(rank_cues(make_tree(SAID_THAT)[1], ranker, least=0.5)) == accepted


def test_word_outside_the_lexicon_is_no_cue() -> None:
    assert rank_cues(make_tree(ACCORDING)[1], PLAIN, least=0.0) == []


def test_class_stands_in_for_a_rare_cue() -> None:
    classes = {("say", "VERB"): CueClass("states", ("that",))}
    ranker = replace(PLAIN, cues=frozenset(), cue=LinearModel({"c=that": 4.0}), classes=classes)
    assert len(rank_cues(make_tree(SAID_THAT)[1], ranker, least=0.3)) == 1
    assert class_names(classes, ("say", "VERB")) == ("states", "that")
    assert class_names(classes, ("sing", "VERB")) == ()


def test_english_has_a_ranker() -> None:
    ranker = load_ranker(load_language("en"))
    assert ranker is not None
    assert ("say", "VERB") in ranker.cues
    assert 0.2 < ranker.threshold < 0.8
