from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propos.find.figures import find_figures
from propos.find.parse import Parse
from propos.find.times import find_times
from propos.lang import load_language
from propos.model import Figure, Span, Statement
from tests.conftest import make_article


def figures_in(text: str, lang: str, statements: tuple[Statement, ...] = ()) -> tuple[Figure, ...]:
    article, language = make_article(text, lang, date(2022, 12, 30)), load_language(lang)
    return find_figures(article, statements, find_times(article, language), language, Parse())


def shown(figure: Figure, text: str) -> tuple[str, str | None, str | None]:
    value = None if figure.value is None else format(figure.value.normalize(), "f")
    if figure.upper is not None:
        value = f"{value}..{figure.upper.normalize():f}"
    return figure.span.of(text), value, figure.unit


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "il aura augmenté de 25% environ", [("25%", "25", "percent")]),
        ("fr", "la barre des 200 milliards de dollars", [("200 milliards de dollars", "200000000000", "USD")]),
        ("fr", "de 3 à 5 %", [("3 à 5 %", "3..5", "percent")]),
        ("fr", "entre 3 et 4 milliards d’euros", [("3 et 4 milliards d’euros", "3000000000..4000000000", "EUR")]),
        ("fr", "est passée de 3,2 % à 2,8 %", [("3,2 %", "3.2", "percent"), ("2,8 %", "2.8", "percent")]),
        ("fr", "une hausse de 0,4 point", [("0,4 point", "0.4", "percentage_point")]),
        ("fr", "Paul Morel, 34 ans, maçon", [("34 ans", "34", "year")]),
        ("fr", "les deux pays et un homme", []),
        ("fr", "l’art. 11, une échographie 5D", []),
        ("fr", "l’article 49, le numéro 3, le 12 mars, au 5, rue Haute", []),
        ("fr", "appelez le 01 42 33 44 55", []),
        ("fr", "un taux record de croissance", [("taux record", None, None)]),
        ("fr", "plusieurs exercices militaires", [("plusieurs exercices", None, "exercice")]),
        ("fr", "un client sur cinq", [("un client sur cinq", "0.2", "client")]),
        ("fr", "un quart de nos médecins", [("un quart", "0.25", None)]),
        ("fr", "battu 3-1 dimanche", [("3-1", "3..1", None)]),
        ("fr", "12 km/h et 40 °C", [("12 km/h", "12", "km/h"), ("40 °C", "40", "°C")]),
        ("fr", "le coût a doublé", [("doublé", "2", "fold")]),
        ("fr", "le G20, le Covid-19 et le TF1", []),
        ("en", "$3.4m and £4.5bn", [("$3.4m", "3400000", "USD"), ("£4.5bn", "4500000000", "GBP")]),
        ("en", "up 6 percentage points", [("6 percentage points", "6", "percentage_point")]),
        ("en", "a 45-year-old man", [("45-year-old", "45", "year")]),
        ("en", "Ann Brown, 52, said", [("52", "52", "year")]),
        ("fr", "onze longs-métrages", [("onze longs-métrages", "11", "long-métrage")]),
        ("fr", "cinq enfants hospitalisés sur dix", [("cinq enfants hospitalisés sur dix", "0.5", "enfant")]),
        ("fr", "un nombre divisé par trois", [("divisé par trois", "0.3333", "fold")]),
        ("fr", "une fourchette de 3,75 % à 4 %", [("3,75 % à 4 %", "3.75..4", "percent")]),
        ("fr", "un recul de 5 à 8 %", [("5 à 8 %", "5..8", "percent")]),
        ("fr", "il fait − 20 °C", [("− 20 °C", "-20", "°C")]),
        ("fr", "marqué neuf fois, battu deux fois", [("neuf fois", "9", "fois")]),
        ("fr", "un demi-million d’euros", [("un demi-million d’euros", "500000", "EUR")]),
        ("en", "it dropped $3.41 to $58.92", [("$3.41", "3.41", "USD"), ("$58.92", "58.92", "USD")]),
        ("en", "half a mile, half a loaf", [("half a mile", "0.5", "mi")]),
        ("en", "half a million people", [("half a million people", "500000", "person")]),
        ("en", "rose from 27.1C to 28.4C", [("27.1C", "27.1", "°C"), ("28.4C", "28.4", "°C")]),
        ("en", "violated it 14 times, and us three times", [("14 times", "14", "time")]),
        ("en", "seven grandchildren", [("seven grandchildren", "7", "grandchild")]),
        (
            "fr",
            "deux amendes, de 80 000 et 120 000 euros",
            [("deux amendes", "2", "amende"), ("80 000", "80000", "EUR"), ("120 000 euros", "120000", "EUR")],
        ),
        ("fr", "48 microgrammes par litre", [("48 microgrammes", "48", "µg")]),
        ("fr", "un exploitant sur quatre", [("un exploitant sur quatre", "0.25", "exploitant")]),
        ("fr", "62 décès, dont 54 chez des malades", [("62 décès", "62", "décès"), ("54", "54", "décès")]),
        ("en", "guilty on nine of 13 counts", [("nine", "9", "count"), ("13 counts", "13", "count")]),
        ("en", "a fourfold increase", [("fourfold", "4", "fold")]),
        ("en", "raise value-added tax from 19% to 21%", [("19%", "19", "percent"), ("21%", "21", "percent")]),
        ("en", "jumped by an average of £84 to £611", [("£84", "84", "GBP"), ("£611", "611", "GBP")]),
        ("en", "rose to between $80m and $100m", [("$80m and $100m", "80000000..100000000", "USD")]),
        ("en", "two men, aged 18 and 21, and", [("two men", "2", "man"), ("18", "18", "year"), ("21", "21", "year")]),
        ("en", "one in five customers", [("one in five customers", "0.2", "customer")]),
        ("en", "between 3 and 5 percent", [("3 and 5 percent", "3..5", "percent")]),
        (
            "fr",
            "un bénéfice de 487 millions d’euros, contre 312 millions en 2022",
            [("487 millions d’euros", "487000000", "EUR"), ("312 millions", "312000000", "EUR")],
        ),
        (
            "fr",
            "31 milliards d’euros, contre 44 milliards envisagés et 18 millions d’aides",
            [
                ("31 milliards d’euros", "31000000000", "EUR"),
                ("44 milliards", "44000000000", "EUR"),
                ("18 millions", "18000000", "EUR"),
            ],
        ),
        (
            "fr",
            "il passera de 220 à 85 places, deux fois plus qu’en 2005",
            [("220", "220", "place"), ("85 places", "85", "place"), ("deux fois plus", "2", "fold")],
        ),
        (
            "fr",
            "12 millions d’élèves et 3 millions",
            [("12 millions d’élèves", "12000000", "élève"), ("3 millions", "3000000", None)],
        ),
        ("en", "a crew of 17, and they have detained the captain, 52.", [("17", "17", None), ("52", "52", "year")]),
        ("fr", "18,3 M€ et 12 centimes", [("18,3 M€", "18300000", "EUR"), ("12 centimes", "0.12", "EUR")]),
        (
            "fr",
            "six autres enfants, 74 000 nouveaux cas",
            [("six autres enfants", "6", "enfant"), ("74 000 nouveaux cas", "74000", "cas")],
        ),
        ("fr", "neuf de ses dix députés", [("neuf", "9", "député"), ("dix députés", "10", "député")]),
        ("fr", "plusieurs centaines de foyers", [("plusieurs centaines de foyers", None, "foyer")]),
        (
            "fr",
            "un quart de point, puis 6 213,47 points",
            [("un quart de point", "0.25", "percentage_point"), ("6 213,47 points", "6213.47", "point")],
        ),
        ("fr", "l’indice CAC 40 gagne du terrain, notre projet est double", []),
        ("fr", "il a 1'25 d'avance, en 2004", []),
        ("en", "between £210m and £225m", [("£210m and £225m", "210000000..225000000", "GBP")]),
        (
            "en",
            "at 43C, 412p a share, 60 cents",
            [("43C", "43", "°C"), ("412p", "4.12", "GBP"), ("60 cents", "0.6", "USD")],
        ),
        (
            "en",
            "a nine-member panel, six shortlisted writers",
            [("nine-member", "9", "member"), ("six shortlisted writers", "6", "writer")],
        ),
        ("en", "five of the men, one in twelve", [("five of the men", "5", "man"), ("one in twelve", "0.0833", None)]),
        ("en", "children under the age of five,", [("five", "5", "year")]),
        ("fr", "l’attaque a tué neuf gardes et blessé 31", [("neuf gardes", "9", "garde"), ("31", "31", "garde")]),
        ("fr", "900 clients, soit 45 de plus", [("900 clients", "900", "client"), ("45", "45", "client")]),
        ("fr", "il reste deux matches à jouer", [("deux matches", "2", "match")]),
        ("fr", "les prix vont doubler", [("doubler", "2", "fold")]),
        ("en", "it cut staff by nearly a third", [("a third", "0.3333", None)]),
        ("en", "cut its dividend by half", [("half", "0.5", None)]),
        ("en", "40 soldiers and 12 others", [("40 soldiers", "40", "soldier"), ("12", "12", "soldier")]),
        ("en", "sent 6,000 troops", [("6,000 troops", "6000", "troop")]),
        ("en", "several hundred guests", [("several hundred guests", None, "guest")]),
    ],
)
def test_figures(lang: str, text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [shown(f, text) for f in figures_in(text, lang)] == expected


@pytest.mark.parametrize(
    ("text", "hedge", "direction"),
    [
        ("il a augmenté de 25% environ", "environ", "up"),
        ("il a reculé de près de 3 %", "près de", "down"),
        ("au moins 40 %", "au moins", None),
        ("un taux de 7 %", None, None),
        ("une baisse de 2 points, à 7 %", None, "down"),
    ],
)
def test_hedge_and_direction(text: str, hedge: str | None, direction: str | None) -> None:
    figure = figures_in(text, "fr")[0]
    assert (figure.hedge, figure.direction) == (hedge, direction)


def test_a_figure_told_for_a_later_time_is_a_forecast_with_its_due_date() -> None:
    (figure,) = figures_in("Le déficit atteindra 5 % en 2025.", "fr")
    assert (figure.status, figure.due) == ("forecast", "2025")


def test_an_age_beside_a_name_is_no_forecast() -> None:
    (figure,) = figures_in("Ann Osei, 58, is expected to lead the bank next year.", "en")
    assert (figure.unit, figure.status, figure.due) == ("year", "observed", None)


def test_a_month_is_no_verb() -> None:
    (figure,) = figures_in("Sales rose by 3% in May.", "en")
    assert figure.status == "observed"


def test_a_mark_set_for_a_later_time_is_a_target() -> None:
    (figure,) = figures_in("Notre objectif est de 30 % en 2026.", "fr")
    assert (figure.status, figure.due) == ("target", "2026")


def test_a_figure_belongs_to_the_innermost_statement() -> None:
    text = "Elle dit qu’il y a 300 soldats."
    outer = Statement(id="s1", kind="indirect", content=(Span(9, 30),))
    inner = Statement(id="s2", kind="indirect", content=(Span(15, 30),), inside="s1")
    (figure,) = figures_in(text, "fr", (outer, inner))
    assert figure.statement == "s2"


@settings(max_examples=100)
@given(text=st.text(alphabet="0123456789 ,.-%€$ deunmilcentàet’/()", max_size=120))
def test_no_text_raises(text: str) -> None:
    for lang in ("fr", "en"):
        assert all(0 <= f.span.start < f.span.end <= len(text) for f in figures_in(text, lang))
