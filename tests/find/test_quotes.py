"""Which words stand between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from propos.find.quotes import find_quotations
from propos.lang import load_language
from tests.conftest import growth, make_article

FRENCH = load_language("fr")


def quoted(text: str) -> list[tuple[str, int, bool]]:
    """Words, depth and whether unclosed, of each quotation."""
    return [(q.span.of(text), q.depth, q.unclosed) for q in find_quotations(make_article(text), FRENCH)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit « oui ».", ["oui"]),
        ('Il a " oui bon " et "non", l\'"exigence"', ["oui bon", "non", "exigence"]),
        ("Il a dit “oui” et „nein“ et ‹ si ›.", ["oui", "nein", "si"]),
        ("« oui », « non »", ["oui", "non"]),
        ("``oui'' et ''non''", ["oui", "non"]),
        ('les "verts"-"rouges"', ["verts", "rouges"]),
        ("‘Oui’, dit l’homme d’Arden, 'non'", ["Oui", "non"]),
        ("“Un.\nDeux.\nTrois” fin", ["Un.\nDeux.\nTrois"]),
        ("5' et 6'' de retard, l’eau d’ici", []),
        ("« » et « - »", []),
    ],
)
def test_pairs_marks_of_all_kinds(text: str, expected: list[str]) -> None:
    assert [words for words, _, _ in quoted(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« A « b » c » d", [("A « b » c", 0, False), ("b", 1, False)]),
        ("« a “b” c »", [("a “b” c", 0, False), ("b", 1, False)]),
        ("« Je viens, dit-il. « Oui »", [("Je viens, dit-il.", 0, True), ("Oui", 0, False)]),
        ("« Un.\n« Deux.\n« Trois » fin", [("Un.", 0, True), ("Deux.", 0, True), ("Trois", 0, False)]),
        ("Il « dit\nRien « ici »", [("dit", 0, True), ("ici", 0, False)]),
        ('déjà" et "bon", ici', [("bon", 0, False)]),
        (
            '"Oui", dit-il. Il pleut. Il vente. Il neige", dit-elle.',
            [("Oui", 0, False), ("Il vente. Il neige", 0, True)],
        ),
        ('Il pleut. Il vente ", dit-elle. Il neige» ici', [("Il pleut. Il vente", 0, True)]),
    ],
)
def test_nests_and_recovers(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab «»“”\"'’‘.\n", max_size=80))
def test_any_text_gives_spans_in_range_and_order(text: str) -> None:
    found = find_quotations(make_article(text), FRENCH)
    assert all(q.outer.contains(q.span) and q.outer.end <= len(text) for q in found)
    assert list(found) == sorted(found, key=lambda q: (q.outer.start, -q.outer.end))


@pytest.mark.parametrize("pattern", ["« a » “b” ", "« a ", "a » "])
def test_work_grows_linearly_with_the_marks(pattern: str) -> None:
    assert growth(lambda size: find_quotations(make_article(pattern * size), FRENCH), 1_000) < 5
