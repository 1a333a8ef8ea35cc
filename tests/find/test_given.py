"""Who gives a figure, from the text to the reading."""

from __future__ import annotations

import pytest

import propos

pytestmark = pytest.mark.model


def given(text: str, lang: str) -> dict[str, str | None]:
    """Who gives each figure of a text; "-" for the article itself, None for somebody who is not named."""
    reading = propos.read(text, lang=lang)
    names = {s.id: s.speaker_name for s in reading.statements}
    return {f.span.of(reading.article.text): names[f.statement] if f.statement else "-" for f in reading.figures}


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    [
        pytest.param("Les syndicats réclament 8 %.", "8 %", "syndicats", id="the sign of the unit is said, too"),
        pytest.param(
            "La banque a vendu ses parts, a indiqué lundi Anna Rey, et le titre a pris 3 %.",
            "3 %",
            "-",
            id="not behind",
        ),
        pytest.param(
            "Le compte, encore partiel, fait état de neuf blessés, a annoncé le maire de Lisse, Paul Rey.",
            "neuf blessés",
            "Paul Rey",
            id="a verb that the parser misses behind commas",
        ),
        pytest.param(
            "Le cabinet Morvan évalue les travaux à 12 millions d’euros.",
            "12 millions d’euros",
            "Morvan",
            id="at",
        ),
        pytest.param(
            "La préfecture estime à 300 le nombre de foyers privés d’eau.", "300", "préfecture", id="the number first"
        ),
        pytest.param(
            "« On nous annonçait 4 millions l’an dernier », ironise Paul Rey.",
            "4 millions",
            "Paul Rey",
            id="nobody known within",
        ),
        pytest.param(
            "Les ventes ont bondi de 38 %, selon le relevé diffusé lundi par la préfecture de la Lisse.",
            "38 %",
            "préfecture de la Lisse",
            id="who published it is no part of what is said",
        ),
        pytest.param(
            "Le tribunal de Lisse a condamné Paul Rey à une amende de 900 euros et à deux ans de prison.",
            "900 euros",
            "-",
            id="a sentence is no opinion",
        ),
        pytest.param(
            "Anna Rey a affirmé que Paul Morel, 58 ans, avait quitté la ville.",
            "58 ans",
            "-",
            id="an age between commas",
        ),
        pytest.param(
            "« Paul Morel, 58 ans, a quitté la ville », a affirmé Anna Rey.",
            "58 ans",
            "Anna Rey",
            id="an age in her words",
        ),
    ],
)
def test_who_gives_a_figure_in_french(text: str, figure: str, speaker: str | None) -> None:
    assert given(text, "fr")[figure] == speaker


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    [
        pytest.param("The judge said that Ann Brown, 58, had lied twice.", "58", "-", id="an age between commas"),
        pytest.param('"Ann Brown, 58, has left town," said Paul Rey.', "58", "Paul Rey", id="an age in his words"),
        pytest.param(
            "The Orvel Fund welcomed the plan and pledged $90 million to mend roads.",
            "$90 million",
            "Orvel Fund",
            id="a sum",
        ),
        pytest.param(
            "The toll may cost £3m. Meanwhile, fares in Orvel have risen by 4% since May, according to Ann Rey.",
            "£3m",
            "-",
            id="a sentence before that the parser does not part",
        ),
        pytest.param("The Orvel Fund has offered 4.5%.", "4.5%", "Orvel Fund", id="a share offered"),
        pytest.param("The council made 12 arrests.", "12 arrests", "-", id="no sum"),
    ],
)
def test_who_gives_a_figure_in_english(text: str, figure: str, speaker: str | None) -> None:
    assert given(text, "en")[figure] == speaker
