from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from propos.keep.archive import Archive
from propos.model import Figure, Reading, Span
from tests.keep.builders import make_reading, said

PLACE = "Dans la ville de Corvel, le maire Paul Orsenne et le fleuve Arvane."


def counted(
    sentence: str, printed: str, value: int, unit: str | None, *, day: int = 2, due: str | None = None, other: str = ""
) -> Reading:
    """An article of the same place with one figure."""
    reading = make_reading(PLACE, sentence, other, published=date(2030, 5, day), url=f"https://x.example/{sentence}")
    start = reading.article.text.index(printed)
    figure = Figure(span=Span(start, start + len(printed)), value=Decimal(value), unit=unit, due=due)
    return replace(reading, figures=(figure,))


DEAD = counted("Le bilan est de onze morts, dit la préfecture.", "onze morts", 11, "mort")
MORE_DEAD = counted("Le dernier bilan fait état de 14 morts.", "14 morts", 14, "mort", day=3)


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive(":memory:") as archive:
        yield archive


def printed(archive: Archive) -> list[list[str]]:
    return [[hit.printed for hit in found.figures] for found in archive.list_disagreements().items]


def test_figures_that_differ_stand_side_by_side(archive: Archive) -> None:
    archive.add_readings([DEAD, MORE_DEAD])
    (found,) = archive.list_disagreements().items
    assert [hit.printed for hit in found.figures] == ["onze morts", "14 morts"]
    assert found.figures[0].text == "Le bilan est de onze morts, dit la préfecture."
    assert found.article_id == found.figures[1].article.id
    assert [len(archive.find_disagreements(i)) for i in (1, 2)] == [1, 1]


def test_who_gives_a_figure_is_told(archive: Archive) -> None:
    reading = make_reading(PLACE, said("Le bilan est de 20 morts", "Ida Volk"), url="https://x.example/b")
    start = reading.article.text.index("20 morts")
    figure = Figure(span=Span(start, start + 8), value=Decimal(20), unit="mort", statement="s1")
    archive.add_readings([DEAD, replace(reading, figures=(figure,))])
    (found,) = archive.list_disagreements().items
    assert [hit.speaker_name for hit in found.figures] == [None, "Ida Volk"]
    assert [bool(hit.named_by) for hit in found.figures] == [False, bool(reading.statements[0].source)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(counted("Le bilan fait état de 11 morts.", "11 morts", 11, "mort", day=3), id="the same figure"),
        pytest.param(counted("Le bilan est de 14 blessés.", "14 blessés", 14, "blessé", day=3), id="another unit"),
        pytest.param(counted("L’an dernier, 14 morts.", "14 morts", 14, "mort", day=3), id="no word shared"),
        pytest.param(counted("Le bilan de 140 morts.", "140 morts", 140, "mort", day=3), id="another size"),
        pytest.param(counted("Le bilan de 14 morts.", "14 morts", 14, "mort", day=3, due="2031"), id="another time"),
    ],
)
def test_figures_of_other_matters_are_left_alone(archive: Archive, other: Reading) -> None:
    archive.add_readings([DEAD, other])
    assert printed(archive) == []


def test_figures_of_another_place_are_left_alone(archive: Archive) -> None:
    elsewhere = make_reading("Le dernier bilan fait état de 14 morts.", url="https://x.example/far")
    start = elsewhere.article.text.index("14 morts")
    figure = Figure(span=Span(start, start + 8), value=Decimal(14), unit="mort")
    archive.add_readings([DEAD, replace(elsewhere, figures=(figure,))])
    assert printed(archive) == []


def test_money_must_be_of_nearly_the_same_size(archive: Archive) -> None:
    one = counted("Le chantier coûterait 4 millions.", "4 millions", 4, "EUR")
    archive.add_readings([one, counted("Le chantier coûtera 5 millions.", "5 millions", 5, "EUR", day=3)])
    archive.add_reading(counted("Le chantier a coûté 9 millions.", "9 millions", 9, "EUR", day=4))
    assert printed(archive) == [["4 millions", "5 millions"]]


def test_a_part_is_no_rival_of_its_whole(archive: Archive) -> None:
    whole = counted("Près de 200 habitants sont évacués, dont 80 à Orne.", "200 habitants", 200, "habitant")
    start = whole.article.text.index("80 à Orne")
    part = Figure(span=Span(start, start + 2), value=Decimal(80), unit="habitant")
    archive.add_reading(replace(whole, figures=(*whole.figures, part)))
    archive.add_reading(counted("Les évacués sont 250 habitants.", "250 habitants", 250, "habitant", day=3))
    assert printed(archive) == [["200 habitants", "250 habitants"]]
