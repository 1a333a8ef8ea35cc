from __future__ import annotations

import pytest

from propos.lang import load_language
from propos.resolve.offices import office_key


@pytest.mark.parametrize(
    ("lang", "titles", "key"),
    [
        (
            "fr",
            ("président russe", "Président de la Russie", "chef de l’État russe", "maître du Kremlin"),
            "fr:president:RU:",
        ),
        ("fr", ("locataire de l'Élysée", "présidente de la République française"), "fr:president:FR:"),
        ("fr", ("ministre allemand des Finances", "ministre des finances d'Allemagne"), "fr:ministre:DE:finances"),
        (
            "fr",
            ("cheffe de la diplomatie japonaise", "ministre des Affaires étrangères japonaise"),
            "fr:ministre des affaires etrangeres:JP:",
        ),
        ("fr", ("maire de Lyon",), "fr:maire::lyon"),
        ("fr", ("gouverneur de la Banque de France",), "fr:gouverneur:FR:banque"),
        ("en", ("French president", "President of France"), "en:president:FR:"),
        ("en", ("Germany's finance minister", "Finance Minister of Germany"), "en:finance minister:DE:"),
        ("en", ("Mayor of Leeds",), "en:mayor::leeds"),
        ("fr", ("président", "premier ministre", "ministre français", "ministre des Finances"), None),
        ("fr", ("un président russe", "son président", "l'ancien président russe", "ex-président russe"), None),
        ("fr", ("président élu de la France", "futur président russe", "vice-président américain"), None),
        ("fr", ("porte-parole du Kremlin", "conseiller du président russe", "homologue russe"), None),
        ("fr", ("président de la région", "maire de la ville", "maire français", "députée française"), None),
        ("fr", ("président de l’Assemblée", "présidente d’une ONG", "présidente d’une Fondation Corvel"), None),
        ("fr", ("présidents russe et français", "ambassadeur de Russie en France", ""), None),
        ("en", ("former French president", "his French counterpart", "president-elect of France", "Mayor"), None),
    ],
)
def test_equal_offices_have_equal_keys(lang: str, titles: tuple[str, ...], key: str | None) -> None:
    assert {office_key(title, load_language(lang)) for title in titles} == {key}
