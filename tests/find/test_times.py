from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from propos.find.times import find_times
from propos.find.timewords import timewords_of
from propos.lang import load_language
from propos.model import TimeExpression
from tests.conftest import make_article

FRIDAY = date(2022, 12, 30)
WEDNESDAY = date(2016, 9, 14)


def times_in(text: str, lang: str, published: date | None) -> tuple[TimeExpression, ...]:
    return find_times(make_article(text, lang, published), load_language(lang))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il l’a dit mardi soir.", [("mardi soir", "2022-12-27TEV")]),
        ("La réunion se tiendra jeudi.", [("jeudi", "2023-01-05")]),
        ("Quatre ans de prison, dont deux avec sursis.", [("Quatre ans", "P4Y"), ("deux", "P2Y")]),
        ("Dix-huit mois, dont six ferme.", [("Dix-huit mois", "P18M"), ("six", "P6M")]),
        ("Une journée de travail de 6 h 30.", [("6 h 30", "PT6H30M")]),
        ("Elle a gagné en 2 h 14.", [("2 h 14", "PT2H14M")]),
        ("Il comptait 1 minute 12 de retard.", [("1 minute 12", "PT1M12S")]),
        ("Les faits ont été passés au crible.", []),
        ("Le site fermera mercredi minuit.", [("mercredi minuit", "2023-01-04T00:00")]),
        ("Elle parlera demain en fin d’après-midi.", [("demain en fin d’après-midi", "2022-12-31TAF")]),
        (
            "Tout a éclaté au printemps 2019. Le 4 mai, il a avoué.",
            [("printemps 2019", "2019-SP"), ("4 mai", "2019-05-04")],
        ),
        ("Le budget de cette saison a grimpé.", [("cette saison", "2022")]),
        ("L’arrosage est interdit entre 8 heures et 20 heures.", [("8 heures", "T08:00"), ("20 heures", "T20:00")]),
        ("L’alerte dure jusqu’à mardi 18 heures.", [("mardi 18 heures", "2023-01-03T18:00")]),
        ("Il y a un demi-siècle, il a fui.", [("Il y a un demi-siècle", "1972")]),
        ("Le marché se tiendra le week-end prochain.", [("week-end prochain", "2022-W52-WE")]),
        ("Le cortège partira samedi à 10 heures de la place.", [("samedi à 10 heures", "2022-12-31T10:00")]),
        (
            "Ils étaient dix il y a trois ans. Elle devait finir le 31 janvier.",
            [("il y a trois ans", "2019"), ("31 janvier", "2023-01-31")],
        ),
        ("Il est parti en mars de l’année dernière.", [("mars de l’année dernière", "2021-03")]),
        ("Le Mouvement du 3-Août a parlé.", []),
        ("Il a joué un dernier quart d’heure.", [("un dernier quart d’heure", "PT15M")]),
        ("Elle est partie hier soir à 20h30.", [("hier soir à 20h30", "2022-12-29T20:30")]),
        ("Le maire a annoncé lundi qu’il partira jeudi.", [("lundi", "2022-12-26"), ("jeudi", "2023-01-05")]),
        ("le 3 mars 2019", [("3 mars 2019", "2019-03-03")]),
        ("Ils dénoncent la menace d’une grève à partir du 15 mars.", [("15 mars", "2023-03-15")]),
        ("Il veut inviter les syndicats à négocier dès lundi.", [("lundi", "2023-01-02")]),
        ("La CGB appelle à défiler jeudi devant la gare.", [("jeudi", "2023-01-05")]),
        ("Le club, qui avait été relégué en mai, jouera lundi.", [("mai", "2022-05"), ("lundi", "2023-01-02")]),
        ("L’alerte dure jusqu’à mardi, 18 heures.", [("mardi, 18 heures", "2023-01-03T18:00")]),
        ("Tué en août 2021. Le 14 août, il dormait.", [("août 2021", "2021-08"), ("14 août", "2021-08-14")]),
        ("Les nuits sont longues en hiver.", [("hiver", "XXXX-WI")]),
        ("Les travaux débuteront en été.", [("été", "2023-SU")]),
        ("Le lait a manqué cet été.", [("cet été", "2022-SU")]),
        ("du 12 au 15 avril 2021", [("12", "2021-04-12"), ("15 avril 2021", "2021-04-15")]),
        ("le 12/03/2022", [("12/03/2022", "2022-03-12")]),
        ("d’ici à 2030, en 2024", [("2030", "2030"), ("2024", "2024")]),
        ("avec 2000 soldats en 2015", [("2015", "2015")]),
        ("il y a dix ans", [("il y a dix ans", "2012")]),
        ("dans trois jours", [("dans trois jours", "2023-01-02")]),
        ("depuis six mois", [("six mois", "P6M")]),
        ("depuis plus de cinquante ans", [("plus de cinquante ans", "P50Y")]),
        ("la semaine prochaine", [("semaine prochaine", "2023-W01")]),
        ("l’an dernier", [("l’an dernier", "2021")]),
        ("fin mars 2020", [("fin mars 2020", "2020-03")]),
        ("au printemps prochain", [("printemps prochain", "2023-SP")]),
        ("à l’été 2022", [("été 2022", "2022-SU")]),
        ("il a été élu", []),
        ("les années 1990", [("années 1990", "199")]),
        ("au XXe siècle", [("XXe siècle", "19")]),
        ("au premier semestre 2023", [("premier semestre 2023", "2023-H1")]),
        ("chaque année", [("chaque année", "P1Y")]),
        ("tous les mardis", [("tous les mardis", "XXXX-WXX-2")]),
        ("ces derniers mois", [("ces derniers mois", "PXM")]),
        ("ces dix dernières années", [("ces dix dernières années", "P10Y")]),
        ("récemment", [("récemment", "PAST_REF")]),
        ("un homme de 45 ans", []),
        ("Paul Morel, 34 ans, maçon", []),
        ("Ils se sont parlé hier jeudi, dit le Journal du dimanche", [("hier jeudi", "2022-12-29")]),
        ("Jean-Noël Aubert l’a convoqué pour lundi", [("lundi", "2023-01-02")]),
        ("Elle a promis un défilé ce dimanche", [("ce dimanche", "2023-01-01")]),
        ("à la fin du mois d’août 2021", [("la fin du mois d’août 2021", "2021-08")]),
        ("à la mi-journée", [("la mi-journée", "2022-12-30TMI")]),
        (
            "La nuit dernière, il a plu. Vers 5 heures, le pont a cédé.",
            [("nuit dernière", "2022-12-29TNI"), ("5 heures", "2022-12-30T05:00")],
        ),
        ("dans la nuit de lundi à mardi", [("nuit de lundi à mardi", "2022-12-26TNI")]),
        ("à 14 h 30 GMT", [("14 h 30", "2022-12-30T14:30Z")]),
        ("à midi", [("midi", "2022-12-30T12:00")]),
        ("dix-huit mois avant de fuir", [("dix-huit mois", "P18M")]),
        ("limité à 10 heures par semaine", [("10 heures", "PT10H"), ("par semaine", "P1W")]),
        ("à la fin du mois. 43 élus", [("la fin du mois", "2022-12")]),
        ("les attentats du 11 septembre", [("11 septembre", "2001-09-11")]),
        ("Pâques 2023", [("Pâques 2023", "2023-04-09")]),
        ("Il en vit dès lors. Dès lors, il part. Dès lors qu’il part", [("dès lors", "PAST_REF")]),
        ("le pont fermé lors de ce week-end", [("ce week-end", "2022-W51-WE")]),
        ("La CAN 2012 et Cannes 2025", [("2012", "2012"), ("2025", "2025")]),
        ("environ 2000, n° 1998, à 2000 €", []),
        ("Elle avait 25 ans et 10 ans d’expérience", [("10 ans", "P10Y")]),
        ("à trois heures du matin", [("trois heures du matin", "2022-12-30T03:00")]),
        ("depuis Noël", [("Noël", "2022-12-25")]),
        ("312 millions un an plus tôt", [("un an plus tôt", "2021")]),
        ("La sonde sur Mars, le Champ-de-Mars", []),
        (
            "samedi 7 janvier, de 10 h à 18 h",
            [("samedi 7 janvier", "2023-01-07"), ("10 h", "2023-01-07T10:00"), ("18 h", "2023-01-07T18:00")],
        ),
        ("la fin des années 1970", [("la fin des années 1970", "197")]),
        (
            "juin prochain, mois de janvier dernier",
            [("juin prochain", "2023-06"), ("mois de janvier dernier", "2022-01")],
        ),
    ],
)
def test_french_times(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.text, t.value) for t in times_in(text, "fr", FRIDAY)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said Tuesday that she will speak Thursday.", [("Tuesday", "2016-09-13"), ("Thursday", "2016-09-15")]),
        ("The verdict was expected on Saturday.", [("Saturday", "2016-09-17")]),
        ("The judge set sentencing for Sept. 22.", [("Sept. 22", "2016-09-22")]),
        ("It will take years.", [("years", "PXY")]),
        ("Ministers, meeting on Sunday, decided to act.", [("Sunday", "2016-09-11")]),
        ("They decided to meet on Sunday.", [("Sunday", "2016-09-18")]),
        ("She has invited them to speak on Friday.", [("Friday", "2016-09-16")]),
        ("He paid tribute on Monday.", [("Monday", "2016-09-12")]),
        ("It doubled in the past 12 months.", [("past 12 months", "P12M")]),
        ("It was the biggest one-day gain.", [("one-day", "P1D")]),
        ("They play on Saturday week.", [("Saturday week", "2016-09-24")]),
        ("They made a loss last season.", [("last season", "2015")]),
        ("Crude for June delivery fell.", [("June", "2017-06")]),
        (
            "On 3 May 2015 she left at 11.20pm and was back by 6am.",
            [("3 May 2015", "2015-05-03"), ("11.20pm", "2015-05-03T23:20"), ("6am", "2015-05-04T06:00")],
        ),
        ("The last night of the play.", []),
        ("The storm was near at 0900 GMT.", [("0900", "2016-09-14T09:00Z")]),
        ("He left on 14 February last year.", [("14 February last year", "2015-02-14")]),
        ("It opens on Saturdays.", [("Saturdays", "XXXX-WXX-6")]),
        ("Prices rose in the year to March.", [("year to March", "P1Y")]),
        ("It moved at 20 miles per hour.", []),
        (
            "He left on May 2, 2014, and died three weeks later.",
            [("May 2, 2014", "2014-05-02"), ("three weeks later", "2014-05-23")],
        ),
        ("on Sept. 5, 2016", [("Sept. 5, 2016", "2016-09-05")]),
        ("on 03/04/2016", [("03/04/2016", "2016-03-04")]),
        ("5 September 2016", [("5 September 2016", "2016-09-05")]),
        ("It may rain. In May it did.", [("May", "2016-05")]),
        ("two years ago", [("two years ago", "2014")]),
        ("later this month", [("later this month", "2016-09")]),
        ("at 9:30 p.m.", [("9:30 p.m.", "2016-09-14T21:30")]),
        (
            "at about 10.40pm. By tomorrow lunchtime",
            [("10.40pm", "2016-09-14T22:40"), ("tomorrow lunchtime", "2016-09-15TMI")],
        ),
        (
            "since the turn of the century, a decade-long study",
            [("the turn of the century", "2000"), ("a decade-long", "P10Y")],
        ),
        ("in the new year", [("the new year", "2017")]),
        ("at 9 a.m. EST", [("9 a.m.", "2016-09-14T09:00-05:00")]),
        ("in the 1990s", [("the 1990s", "199")]),
        ("in the 20th century", [("20th century", "19")]),
        ("the third quarter of 2016", [("the third quarter of 2016", "2016-Q3")]),
        ("in recent years", [("recent years", "PXY")]),
        ("every two weeks", [("every two weeks", "P2W")]),
        ("three times a day", [("a day", "P1D")]),
        ("a 45-year-old man", []),
        ("a four-year term", [("four-year", "P4Y")]),
        ("Last night it rained.", [("Last night", "2016-09-13TNI")]),
        ("Sunday's storm was strong.", [("Sunday", "2016-09-11")]),
        ("They will go home one day.", [("one day", "FUTURE_REF")]),
        (
            "They met on Monday.\nThe next morning they left.",
            [("Monday", "2016-09-12"), ("next morning", "2016-09-13TMO")],
        ),
        ("February 30", [("February 30", None)]),
        ("its July summit, the 2016 elections", [("July", "2016-07"), ("2016", "2016")]),
        ("It ends on Dec. 8. Schools were shut.", [("Dec. 8", "2016-12-08")]),
        ("at 9 p.m. on Sunday", [("9 p.m. on Sunday", "2016-09-11T21:00")]),
        ("Thanksgiving 2024, Labor Day", [("Thanksgiving 2024", "2024-11-28"), ("Labor Day", "2016-09-05")]),
        ("over the past year, a $20s bill", [("past year", "P1Y")]),
        ("by year-end, overnight", [("year-end", "2016"), ("overnight", "2016-09-14TNI")]),
        ("Next year’s fair will run from 24 May.", [("Next year", "2017"), ("24 May", "2017-05-24")]),
    ],
)
def test_english_times(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(t.text, t.value) for t in times_in(text, "en", WEDNESDAY)] == expected


@pytest.mark.parametrize("text", ["le 31 février", "le 31 avril 2020", "le 29 février 2023", "le 45/13/2020"])
def test_an_impossible_date_is_reported_and_not_resolved(text: str) -> None:
    (found,) = times_in(text, "fr", FRIDAY)
    assert found.value is None
    assert found.note


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mardi", "XXXX-WXX-2"),
        ("le 3 mars", "XXXX-03-03"),
        ("en mars", "XXXX-03"),
        ("hier", "PAST_REF"),
        ("l’an prochain", "FUTURE_REF"),
        ("en 2019", "2019"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text: str, value: str) -> None:
    assert [t.value for t in times_in(text, "fr", None)] == [value]


def test_anchor_direction_and_modifier_are_told() -> None:
    (found,) = times_in("La croissance repartira à la fin de l’année.", "fr", FRIDAY)
    assert (found.value, found.mod, found.anchor, found.direction) == ("2022", "END", "2022-12-30", "future")


def test_before_term_takes_the_date_named_behind_it() -> None:
    found = times_in("Nous y serons avant terme, alors que nous visions 2031.\nC’était prévu pour 2031.", "fr", FRIDAY)
    assert next((t.text, t.value, t.mod) for t in found) == ("avant terme", "2031", "BEFORE")


def vocabulary(lang: str) -> list[str]:
    """Words that forms are made of, with numbers and marks between."""
    words = sorted({w for w in timewords_of(load_language(lang)).openers})
    return [*words, "31", "0", "99", "2024", "24h61", "45/45/45", "12:75", "1e", "XXe", ",", ".", "-", "(", ")", "’"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=150)
@given(data=st.data())
def test_no_run_of_time_words_raises(lang: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(vocabulary(lang)), max_size=25))
    published = data.draw(st.one_of(st.none(), st.dates()))
    text = data.draw(st.sampled_from([" ", "-", " le ", ""])).join(words)
    for found in times_in(text, lang, published):
        assert found.span.of(text) == found.text
        assert found.value is None or found.value


@settings(max_examples=100)
@given(text=st.text(max_size=300), published=st.one_of(st.none(), st.dates()))
def test_no_text_raises(text: str, published: date | None) -> None:
    times_in(text, "fr", published)
    times_in(text, "en", published)


@settings(max_examples=60)
@given(day=st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_days_are_read_day_first_or_month_first_by_language(day: date) -> None:
    for lang, text in (("fr", f"{day:%d/%m/%Y}"), ("en", f"{day:%m/%d/%Y}")):
        if lang == "fr" or day.day <= 12 or day.month <= 12:
            assert [t.value for t in times_in(f"on {text}", lang, FRIDAY)] == [day.isoformat()]


@settings(max_examples=60)
@given(day=st.integers(0, 99), month=st.integers(0, 99), year=st.integers(1900, 2099))
def test_a_day_that_does_not_exist_is_never_resolved(day: int, month: int, year: int) -> None:
    try:
        expected = date(year, month, day).isoformat()
    except ValueError:
        expected = None
    found = times_in(f"le {day:02}/{month:02}/{year}", "fr", FRIDAY)
    assert [t.value for t in found] == [expected]
    assert all(t.note for t in found if t.value is None)


@settings(max_examples=60)
@given(hour=st.integers(0, 23), minute=st.integers(0, 59), day=st.dates(date(1990, 1, 1), date(2035, 1, 1)))
def test_time_zones_are_kept(hour: int, minute: int, day: date) -> None:
    for zone, offsets in (("GMT", {"Z"}), ("heure de Paris", {"+01:00", "+02:00"}), ("heure de Tokyo", {"+09:00"})):
        (found,) = times_in(f"à {hour:02}:{minute:02} ({zone})", "fr", day)
        moment, offset = (found.value or "")[:16], (found.value or "")[16:]
        assert (moment, offset in offsets) == (f"{day}T{hour:02}:{minute:02}", True)


def test_a_long_run_of_numbers_and_time_words_is_read_in_linear_time() -> None:
    text = "le 1 et le 2 de la fin du mois de mars de l’an 2000 dans la nuit de " * 2_000
    assert times_in(text, "fr", FRIDAY)


def test_a_length_of_time_since_an_event_that_is_dated_elsewhere() -> None:
    text = (
        "Tout va mal depuis le début de l’invasion de l’Ostranie.\nLa guerre en Ostranie au mois de février a surpris."
    )
    since, month = times_in(text, "fr", FRIDAY)
    assert (since.text, since.type, since.value, since.anchor) == (
        "depuis le début de l’invasion",
        "DURATION",
        "P10M",
        "2022-02",
    )
    assert month.value == "2022-02"


def test_since_an_event_that_nothing_dates_is_no_time() -> None:
    assert times_in("Tout va mal depuis le début de l’invasion de l’Ostranie.", "fr", FRIDAY) == ()
