from __future__ import annotations

from typing import Any

import pytest

from propos.lang import load_language
from propos.resolve.speakers_alike import Alike, alike
from propos.resolve.verify import Judgement, Printed, judge
from propos.resolve.wording import find_words

BRIDGE = (
    "Le nouveau pont de Corvel sera ouvert aux voitures avant la fin de l’automne, et nous ne fermerons pas l’ancien "
    "tunnel sous la rivière. Les travaux du port avanceront au même rythme."
)
TAX = "La taxe sur les bateaux de plaisance augmentera de 12 % dès le printemps prochain dans toute la province"


def printed(text: str, number: int = 1, **fields: Any) -> Printed:
    values: dict[str, Any] = {
        "kind": "direct",
        "stance": "states",
        "mood": "asserted",
        "speaker_name": "Irène Valcourt",
        "is_relayed": False,
        **fields,
    }
    return Printed(id=number, wording=find_words(text), language=load_language("fr"), **values)


def ask(quote: str, *candidates: Printed, speaker: str | None = None) -> Judgement:
    return judge(find_words(quote), candidates or (printed(BRIDGE), printed(TAX, 2)), speaker)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        (BRIDGE, "verbatim"),
        (BRIDGE.upper().replace("’", "'"), "verbatim"),
        ("Les travaux du port avanceront au même rythme", "verbatim"),
        ("ouvert aux voitures avant la fin de l’automne", "cut"),
        ("Le nouveau pont sera ouvert avant la fin de l’automne", "cut"),
        ("Le nouveau pont de Corvel […] avant la fin de l’automne", "cut"),
        ("nous fermerons l’ancien tunnel sous la rivière", "altered"),
        ("Le nouveau pont de Corvel sera fermé aux voitures avant la fin de l’automne", "altered"),
        ("La taxe sur les bateaux de plaisance augmentera de 21 % dès le printemps prochain", "altered"),
        ("avant la fin de l’automne, le nouveau pont de Corvel sera ouvert aux voitures", "reordered"),
        (
            "Le nouveau pont de Corvel sera ouvert aux voitures dès le printemps prochain dans toute la province",
            "stitched",
        ),
        ("Le nouveau stade de Corvel accueillera les jeux", "not_found"),
        ("la fin de la guerre est proche et nous la gagnerons", "not_found"),
        ("nous fermerons l’ancien", "altered"),
        ("le nouveau pont sera ouvert", "cut"),
        ("Le pont sera ouvert", "cut"),
        ("pont sera avant", "not_found"),
        ("", "not_found"),
        ("« … »", "not_found"),
        ("avant la fin de l’automne, et nous fermerons l’ancien tunnel sous la rivière", "altered"),
        ("avant la fin de l’automne […] l’ancien tunnel sous la rivière", "cut"),
    ],
)
def test_verdict_on_the_words(quote: str, verdict: str) -> None:
    assert ask(quote).verdict == verdict


@pytest.mark.parametrize(
    ("fields", "speaker", "verdict"),
    [
        ({}, "Irène Valcourt", "verbatim"),
        ({}, "Valcourt", "verbatim"),
        ({}, "I. Valcourt", "verbatim"),
        ({}, "Paul Orsenne", "other_speaker"),
        ({}, "Paul Valcourt", "other_speaker"),
        ({"speaker_name": None}, "Paul Orsenne", "verbatim"),
        ({"is_relayed": True}, None, "relay_only"),
        ({"stance": "denies"}, None, "denied"),
        ({"mood": "negated"}, None, "denied"),
        ({"kind": "indirect"}, None, "paraphrase"),
    ],
)
def test_verdict_on_the_speaker_and_the_way(fields: dict[str, Any], speaker: str | None, verdict: str) -> None:
    judgement = ask(TAX, printed(TAX, **fields), speaker=speaker)
    assert (judgement.verdict, judgement.wording) == (verdict, "verbatim")


def test_one_appearance_at_first_hand_is_enough() -> None:
    assert ask(TAX, printed(TAX, is_relayed=True), printed(TAX, 2)).verdict == "verbatim"


def test_stitched_from_two_speakers_is_not_what_one_said() -> None:
    quote = "Le nouveau pont de Corvel sera ouvert aux voitures dès le printemps prochain dans toute la province"
    candidates = (printed(BRIDGE), printed(TAX, 2, speaker_name="Paul Orsenne"))
    assert ask(quote, *candidates, speaker="Irène Valcourt").verdict == "other_speaker"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Irène Valcourt", "Irene VALCOURT", Alike.YES),
        ("Valcourt", "Irène Valcourt", Alike.YES),
        ("I. Valcourt", "Irène Valcourt", Alike.YES),
        ("Jean-Paul Orsenne", "J.-P. Orsenne", Alike.YES),
        ("Paul Orsenne", "Irène Valcourt", Alike.NO),
        ("Paul Valcourt", "Irène Valcourt", Alike.NO),
        ("", "Irène Valcourt", Alike.UNKNOWN),
        (None, None, Alike.UNKNOWN),
    ],
)
def test_names_alike(one: str | None, other: str | None, expected: Alike) -> None:
    assert alike(one, other) is expected


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        (
            "nous ne fermons pas seulement le port, nous ouvrons un canal",
            "nous ne fermons pas le port, nous ouvrons un canal",
            "altered",
        ),
        (
            "des quarante promesses du maire, neuf ont été tenues à temps",
            "des quarante promesses du maire ont été tenues à temps",
            "altered",
        ),
        (
            "nous viendrons demain si le vent le permet encore",
            "nous viendrons demain le vent le permet encore",
            "altered",
        ),
        ("nous ouvrirons le grand canal du port avant l’été", "nous ouvrirons le canal du port avant l’été", "cut"),
        (
            "le canal coûtera 48 millions avant la fin de l’année",
            "le canal coûtera 84 millions avant la fin de l’année",
            "altered",
        ),
        (
            "M. Orsenne a parlé une fois des deux canaux du port",
            "M. Valcourt a parlé une fois des deux canaux du port",
            "altered",
        ),
        ("le port a rouvert, le pont du port est neuf et le pont est beau", "le pont est beau", "cut"),
    ],
)
def test_a_small_change_of_sense_is_never_a_cut(text: str, quote: str, verdict: str) -> None:
    assert ask(quote, printed(text)).verdict == verdict


def test_indirect_speech_with_another_figure_is_altered() -> None:
    assert ask(TAX.replace("12", "21"), printed(TAX, kind="indirect")).verdict == "altered"


def test_words_in_a_row_are_shown_in_a_row() -> None:
    text = "le pont du port, le port du pont et le pont du canal"
    steps = ask("le pont du canal", printed(text)).matches[0].alignment.steps
    assert [s.change for s in steps] == ["cut", "kept"]


@pytest.mark.parametrize(
    ("text", "quote", "changes"),
    [
        (
            "le maire de Corvel a accusé le préfet de lenteur",
            "le préfet de Corvel a accusé le maire de lenteur",
            [(("prefet",), ("maire",)), (("maire",), ("prefet",))],
        ),
        (
            "le pont sera ouvert avant la gare",
            "la gare sera ouvert avant le pont",
            [(("la", "gare"), ("le", "pont")), (("le", "pont"), ("la", "gare"))],
        ),
        (
            "nous ouvrirons le nouveau canal du port avant l’été",
            "nous ouvrirons le canal nouveau du port avant l’été",
            [(("canal", "nouveau"), ("nouveau", "canal"))],
        ),
    ],
)
def test_words_that_changed_places_are_told_as_such(text: str, quote: str, changes: list[object]) -> None:
    judgement = ask(quote, printed(text))
    asked, words = find_words(quote).words, find_words(text).words
    steps = judgement.matches[0].alignment.steps
    assert judgement.verdict == "altered"
    assert [(asked[slice(*s.asked)], words[slice(*s.printed)]) for s in steps if s.change != "kept"] == changes


@pytest.mark.parametrize(("bits", "verdict"), [(3.0, "not_found"), (9.0, "altered")])
def test_what_chance_may_have_given_is_not_found(bits: float, verdict: str) -> None:
    quote = "La taxe sur les bateaux de plaisance augmentera de 21 % dès le printemps prochain"
    assert judge(find_words(quote), [printed(TAX)], surprise=lambda _: bits).verdict == verdict


def test_of_two_that_hold_as_much_the_closer_comes_first() -> None:
    scattered = printed("Le pont du nord, dit le maire de la ville, sera bientôt, je crois, ouvert aux voitures", 1)
    close = printed("Le pont du nord sera fermé aux voitures", 2)
    quote = "le pont du nord sera donné aux voitures"
    assert [m.printed.id for m in ask(quote, scattered, close).matches] == [2, 1]
