"""Addressees: whom a statement was said to, in sentences of both languages."""

from __future__ import annotations

import pytest

import propos

pytestmark = pytest.mark.model

FRENCH = [
    ("« Le pont ouvrira en mai », a annoncé vendredi aux députés le ministre Paul Lenz.", ["députés"]),
    ("« Nous partons », a déclaré à la presse la maire Jeanne Dorval.", ["la presse"]),
    ("« Tenez bon », a lancé Jeanne Dorval devant ses partisans.", ["ses partisans"]),
    ("Jeanne Dorval a prévenu les syndicats que la grève ne changerait rien.", ["les syndicats"]),
    ("« C'est une erreur », a répondu au ministre le secrétaire général Luc Arban.", ["ministre"]),
    ("S'adressant aux étudiants, Luc Arban a affirmé que rien n'était joué.", ["étudiants"]),
    ("« Merci, cher ami », a dit Luc Arban à son homologue Anton Velk.", ["son homologue Anton Velk"]),
    (
        "Luc Arban a promis, lors d'un entretien avec son homologue, que le port rouvrirait.",
        ["son homologue"],
    ),
    (
        "« Le port rouvrira », a promis Luc Arban à la maire Jeanne Dorval et à Paul Lenz.",
        ["la maire Jeanne Dorval", "Paul Lenz"],
    ),
    ("« Le port rouvrira », a déclaré Luc Arban à Lisse.", []),
    ("« Je ne partirai pas », a assuré Luc Arban à l'AFP.", []),
    ("« Je ne partirai pas », a assuré Luc Arban après sa rencontre avec Anton Velk.", []),
    ("« Je lui ai tout dit », a reconnu Luc Arban à propos du maire.", []),
    ("Luc Arban s'est félicité que les députés aient voté.", []),
]
ENGLISH = [
    ("Colm Harrow told reporters on Friday that the harbour would stay open.", ["reporters"]),
    ('"We will not give in," Colm Harrow told the crowd.', ["the crowd"]),
    ("The minister said to her colleagues that money was short.", ["her colleagues"]),
    ("Anna Reed warned the unions that a strike would change nothing.", ["the unions"]),
    ("Speaking to students, Anna Reed said the future was theirs.", ["students"]),
    ("In a letter to lawmakers, Anna Reed said talks had failed.", ["lawmakers"]),
    ("Colm Harrow urged the government to act at once.", ["the government"]),
    ("Colm Harrow told the BBC the talks were over.", []),
    ("Colm Harrow said after a meeting with Anna Reed that the talks were over.", []),
    ("Colm Harrow said the minister had told nobody.", []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), [*(("fr", *c) for c in FRENCH), *(("en", *c) for c in ENGLISH)])
def test_whom_it_was_said_to(lang: str, text: str, expected: list[str]) -> None:
    reading = propos.read(text, lang=lang)
    found = [span.of(text) for span in reading.statements[0].addressee]
    assert found == expected
