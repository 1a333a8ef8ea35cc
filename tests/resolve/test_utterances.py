from __future__ import annotations

from typing import Any

import pytest

from propos.lang import load_language
from propos.resolve.utterances import Variant, relate
from propos.resolve.wording import find_words

FULL = (
    "La coordination entre Corvel et Orme sur la scène régionale, en mer et sur terre, "
    "sert la création d’un ordre juste"
)


def variant(text: str, **fields: Any) -> Variant:
    values: dict[str, Any] = {"kind": "direct", "speaker_name": "Irène Valcourt", **fields}
    return Variant(id=1, wording=find_words(text), language=load_language(values.pop("lang", "fr")), **values)


@pytest.mark.parametrize(
    ("text", "bond", "status"),
    [
        (FULL, "same", "confirmed"),
        (FULL.upper(), "same", "confirmed"),
        ("la coordination entre Corvel et Orme sur la scène régionale", "contained", "confirmed"),
        ("La coordination entre Corvel et Orme […] sert la création d’un ordre juste", "elided", "confirmed"),
        ("La coordination entre Corvel et Orme (…) sert la création d’un ordre juste", "elided", "confirmed"),
        (FULL.replace("juste", "équitable"), "altered", "confirmed"),
        ("sur la scène régionale", "contained", "suggested"),
    ],
)
def test_wordings_of_one_utterance(text: str, bond: str, status: str) -> None:
    relation = relate(variant(text), variant(FULL))
    assert relation is not None
    assert (relation.bond, relation.status) == (bond, status)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "le budget de la province augmentera de 12 % au cours de cette année",
            "le budget de la province augmentera de 21 % au cours de cette année",
        ),
        (
            "le budget de la province augmentera de deux milliards au cours de cette année",
            "le budget de la province augmentera de trois milliards au cours de cette année",
        ),
        (
            "nous ouvrirons le nouveau pont de la province avant l’été",
            "nous n’ouvrirons pas le nouveau pont de la province avant l’été",
        ),
        (
            "le ministre sera présent à la réunion de lundi à Corvel avec les autres",
            "le ministre sera présent à la réunion de mardi à Corvel avec les autres",
        ),
        ("la paix", "la paix dans le monde entier"),
        ("nous voulons un accord durable et juste", "ils refusent tout accord et toute paix"),
    ],
)
def test_other_utterances(one: str, other: str) -> None:
    assert relate(variant(one), variant(other)) is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"speaker_name": "Paul Orsenne"}, "another speaker"),
        ({"speaker_name": None, "text": "le port rouvrira lundi prochain"}, "a speaker is not known"),
        ({"said": "2030-05-03"}, "said on another day"),
    ],
)
def test_what_is_only_suggested(fields: dict[str, Any], reason: str) -> None:
    text = fields.pop("text", FULL)
    relation = relate(variant(text, **fields), variant(text, said="2030-05-02"))
    assert relation is not None
    assert (relation.status, reason in relation.reason) == ("suggested", True)


def test_the_register_knows_better_than_names() -> None:
    relation = relate(variant(FULL, speaker_name="la maire", actor=7), variant(FULL, actor=7))
    assert relation is not None
    assert relation.status == "confirmed"


def test_languages_are_not_mixed() -> None:
    assert relate(variant(FULL), variant(FULL, lang="en")) is None
