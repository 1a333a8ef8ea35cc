from __future__ import annotations

import pytest

from propos.find.figures import find_figures
from propos.find.parse import Parse
from propos.lang import load_language
from propos.resolve.parts import find_parts
from tests.conftest import make_article


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("fr", "Près de 2 100 habitants ont fui, dont 480 à Morvan.", ["480"]),
        ("fr", "La Chambre compte 121 sièges, dont quarante-neuf sont vides.", ["quarante-neuf"]),
        (
            "fr",
            "La crue a touché 900 maisons, dont au moins 120 maisons à Orne et 80 maisons à Molvert.",
            ["120 maisons", "80 maisons"],
        ),
        ("fr", "Quatre des six usines sont à l’arrêt.", ["Quatre"]),
        ("fr", "On compte 14 morts, contre 11 hier.", []),
        ("fr", "On compte 14 morts. Onze morts, dont un enfant, disait-on hier.", []),
        ("en", "About 2,100 people were moved, of whom 480 live in Orvel.", ["480"]),
        ("en", "It will have 121 members, forty-nine of them women.", ["forty-nine"]),
        ("en", "The firm will cut 900 of its 12,500 staff.", ["900"]),
        ("en", "Orvel has 300 beds, including at least 120 beds in Lisse.", ["120 beds"]),
        ("en", "It killed 14 people and wounded three.", []),
        ("en", "The toll rose to 14 people from 11 people.", []),
    ],
)
def test_a_figure_is_a_part_of_another_one_of_its_sentence(lang: str, text: str, parts: list[str]) -> None:
    article, language = make_article(text, lang), load_language(lang)
    figures = find_figures(article, (), (), language, Parse())
    found = find_parts(article.text, figures, range(len(figures)), language)
    assert [figures[n].span.of(article.text) for n in sorted(found)] == parts
