"""Mentions: what is found in text that is not parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.find.mentions import find_mentions
from propos.find.parse import Parse
from propos.lang import load_language
from propos.model import Mention
from tests.conftest import make_article


def mentions_of(text: str, lang: str = "fr") -> dict[str, Mention]:
    """Printed words -> mention, without pronouns."""
    article = make_article(text, lang)
    found = find_mentions(article, Parse(), load_language(lang))
    return {m.span.of(text): m for m in found if m.form != "pronoun"}


@pytest.mark.parametrize(
    ("text", "words", "form", "kind"),
    [
        ("Hier, Anne Morel a parlé.", "Anne Morel", "name", "person"),
        ("Hier, J.-P. Vanier a parlé.", "J.-P. Vanier", "name", "person"),
        ("Selon M. Vanier, il pleut.", "M. Vanier", "short", "person"),
        ("Philippe de Brannes a parlé.", "Philippe de Brannes", "name", "person"),
        ("La réponse de Jean-Luc Morel tarde.", "Jean-Luc Morel", "name", "person"),
        ("Le sénateur PLR Jean Vanier proteste.", "Jean Vanier", "name", "person"),
        ("D'après le ministre de la Santé Paul Morel, oui.", "Paul Morel", "name", "person"),
        ("L'Agence du fer a parlé.", "Agence du fer", "name", "organisation"),
        ("La Fondation Jeanne Brannes a parlé.", "Fondation Jeanne Brannes", "name", "organisation"),
        ("Le FMI a parlé.", "FMI", "name", "organisation"),
        ("Le cabinet Veltan & Rowe a parlé.", "Veltan & Rowe", "name", None),
        ("Le parti LaRUE a parlé.", "LaRUE", "name", "organisation"),
        ("Moscou a protesté.", "Moscou", "metonym", "country"),
        ("Le Kremlin a protesté.", "Kremlin", "metonym", "country"),
        ("La Norvège a protesté.", "Norvège", "name", "country"),
        ("Le président norvégien a parlé.", "Le président norvégien", "office", "person"),
        ("Le ministre des Affaires étrangères part.", "Le ministre des Affaires étrangères", "office", "person"),
        ("Le jeune homme a parlé.", "Le jeune homme", "periphrasis", "person"),
        ("Le syndicat proteste.", "Le syndicat", "periphrasis", "organisation"),
        ("Hier, l'Uruguayen a gagné.", "l'Uruguayen", "periphrasis", "person"),
    ],
)
def test_french_mention(text: str, words: str, form: str, kind: str) -> None:
    found = mentions_of(text)
    assert words in found
    assert (found[words].form, found[words].kind) == (form, kind)


@pytest.mark.parametrize(
    ("text", "words", "form", "kind"),
    [
        ("Yesterday Anne Morel spoke.", "Anne Morel", "name", "person"),
        ("House Speaker Paul Vanier spoke.", "Paul Vanier", "name", "person"),
        ("Sen. Paul Vanier spoke.", "Paul Vanier", "name", "person"),
        ("A reply by Mr. Vanier is due.", "Mr. Vanier", "short", "person"),
        ("Vanier's plan, Anne Morel's too.", "Anne Morel", "name", "person"),
        ("The White House declined.", "White House", "metonym", "country"),
        ("The Norwegian president spoke.", "The Norwegian president", "office", "person"),
        ("The Justice Department declined.", "Justice Department", "name", "organisation"),
    ],
)
def test_english_mention(text: str, words: str, form: str, kind: str) -> None:
    found = mentions_of(text, "en")
    assert words in found
    assert (found[words].form, found[words].kind) == (form, kind)


@pytest.mark.parametrize("opening", ["LISSE, 12 May 2031 — ", "PORT LISSE, Norland (NTB) - ", "LISSE, Jan. 3 -- "])
def test_place_that_opens_a_report_is_no_name(opening: str) -> None:
    assert "Anne Morel" in mentions_of(f"{opening}Anne Morel spoke.", "en")
    assert not any("LISSE" in words for words in mentions_of(f"{opening}Anne Morel spoke.", "en"))
    assert "ANNE MOREL" in mentions_of("ANNE MOREL, 47 — She bakes.", "en")


@pytest.mark.parametrize("text", ["Pourtant, il pleut.", "Lundi, rien.", "Une visite d'État, donc.", "Et après ?"])
def test_capital_for_its_place_alone_is_no_name(text: str) -> None:
    assert not [m for m in mentions_of(text).values() if m.form in ("name", "short")]


def test_word_seen_in_small_letters_is_no_name() -> None:
    found = mentions_of("Les navires partent.\nNavires et bateaux partent.")
    assert "Navires" not in found


@pytest.mark.parametrize(
    ("text", "gender", "number"),
    [
        ("La présidente parle.", "feminine", "singular"),
        ("Le maire parle.", "masculine", "singular"),
        ("La maire parle.", "feminine", "singular"),
        ("Deux députés parlent.", "masculine", "plural"),
    ],
)
def test_gender_and_number(text: str, gender: str, number: str) -> None:
    (mention,) = mentions_of(text).values()
    assert (mention.gender, mention.number) == (gender, number)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from(["fr", "en"]))
def test_any_text_yields_spans_in_range_and_order(text: str, lang: str) -> None:
    article = make_article(text, lang)
    found = find_mentions(article, Parse(), load_language(lang))
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert list(found) == sorted(found, key=lambda m: (m.span.start, -m.span.end))
