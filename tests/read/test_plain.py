"""Plain text: the input unchanged, and what each of its lines is."""

from __future__ import annotations

import json
import textwrap
from datetime import date, datetime
from pathlib import Path

import pytest

from propos.errors import PackError, ReadError
from tests.read.pages import SENTENCES, read_text, texts

PROSE = "\n\n".join(SENTENCES)
ENGLISH = (
    "The harbour of Lisse will open again on Monday, the prefecture said in a statement last night.\n\n"
    "“We have waited for three weeks, and we could have waited longer,” said Odile Kervran, who runs the ice house.\n"
)


@pytest.mark.parametrize("text", [PROSE, f"{PROSE}\r\n", f"\n\n  {PROSE}\r", PROSE.replace("é", "e\u0301")])
def test_the_text_is_the_input_but_for_nfc(text: str) -> None:
    assert read_text(text).text == text.replace("e\u0301", "é")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "#SauvonsLePort",
            "Logo Gazette de Lisse",
            "Previous slide",
            "Next slide",
            "Publicité",
            "Partager sur Facebook",
        ),
        *("S'abonner", "Commentaires (12)", "214 partages", "Accueil", "www.gazette.example", "•••"),
        "Lire aussi : La criée de Port-Lisse change de mains",
        "Nous utilisons des cookies pour mesurer notre audience. En savoir plus",
        "Il vous reste 57 % de cet article à lire. La suite est réservée aux abonnés.",
        "Inscrivez-vous à notre lettre du matin",
        "Tous droits réservés.",
    ],
)
@pytest.mark.parametrize("place", ["above", "between", "below"])
def test_a_line_of_the_page_is_furniture_wherever_it_stands(line: str, place: str) -> None:
    parts = list(SENTENCES)
    parts.insert({"above": 0, "between": 2, "below": 4}[place], line)
    article = read_text("\n\n".join(parts))
    assert texts(article, "furniture") == [line]
    assert texts(article, "paragraphs") == list(SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        *("Ecoutez-moi, a-t-il dit.", "« Lire, c'est vivre », a répété le maire.", "Le public a partagé sa colère."),
        *("Il a aussi parlé des cookies de sa grand-mère.", "Par ailleurs, la route est coupée.", "Elle a refusé."),
        *("Non !", '"'),
    ],
)
def test_short_prose_is_not_furniture(line: str) -> None:
    parts = [*SENTENCES[:2], line, *SENTENCES[2:]]
    article = read_text("\n".join(parts))
    assert line in texts(article, "paragraphs") + texts(article, "headings")
    assert not article.furniture


def test_all_below_a_cut_mark_is_furniture() -> None:
    below = ["Recommandé pour vous", "Crues de la Lisse : les écoles rouvrent", "Newsletter", "La météo de mardi"]
    article = read_text("\n".join([PROSE, *below]))
    assert texts(article, "furniture") == below


def test_a_cut_mark_within_the_article_heads_a_box_only() -> None:
    article = read_text("\n".join([SENTENCES[0], "À lire aussi", *SENTENCES[1:]]))
    assert texts(article, "furniture") == ["À lire aussi"]
    assert len(article.paragraphs) == 4


def test_a_menu_above_the_article_is_furniture_and_the_headline_is_not() -> None:
    menu = ["La ville", "Le port", "La mer", "Les gens"]
    article = read_text("\n".join([*menu, "Le port de Lisse rouvrira lundi après trois semaines", PROSE]))
    assert texts(article, "furniture") == menu
    assert article.title == "Le port de Lisse rouvrira lundi après trois semaines"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Le port rouvre", "Le port rouvre"),
        (
            "Port de Lisse : « Nous avons attendu trois semaines »",
            "Port de Lisse : « Nous avons attendu trois semaines »",
        ),
        ("Faut-il rouvrir le port ?", "Faut-il rouvrir le port ?"),
        ("Le port de Lisse rouvrira lundi matin.", "Le port de Lisse rouvrira lundi matin."),
        ("La mer était calme ce jour-là.", None),
    ],
)
def test_a_headline_is_found_and_stays_searchable(first: str, title: str | None) -> None:
    article = read_text(f"{first}\n\n{PROSE}")
    assert article.title == title
    assert texts(article, "headings") == ([title] if title else [])


def test_what_repeats_the_headline_below_it_is_a_caption() -> None:
    article = read_text(
        "\n".join(["Port de Lisse : la fin de l'attente", SENTENCES[0], "Port de Lisse", *SENTENCES[1:]])
    )
    assert texts(article, "captions") == ["Port de Lisse"]
    assert article.lead == SENTENCES[0]


@pytest.mark.parametrize(
    "line", ["Le port, lundi matin. © Ida Pels", "Le port de Lisse (Photo AFP)", "Le quai vide / REUTERS"]
)
def test_a_line_with_a_picture_credit_is_a_caption(line: str) -> None:
    assert texts(read_text("\n".join([SENTENCES[0], line, *SENTENCES[1:]])), "captions") == [line]


def test_byline_and_date_are_read_and_are_no_prose() -> None:
    article = read_text(
        "Le port rouvre\nPar Yvon Marquisat et Ida Pels\n"
        f"Publié le 12 mars 2025 à 18 h 30, mis à jour le 13/03/2025\n{PROSE}"
    )
    assert article.authors == ("Yvon Marquisat", "Ida Pels")
    assert (article.published, article.updated) == (datetime(2025, 3, 12, 18, 30), date(2025, 3, 13))
    assert len(article.furniture) == 2 and len(article.paragraphs) == 4
    assert {(o.field, o.source) for o in article.origins} >= {("published", "text"), ("authors", "text")}


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("14 mars 2025. - ", date(2025, 3, 14)),
        ("OSTRANE, 14 mars 2025 (AVI) - ", date(2025, 3, 14)),
        ("Le 14 mars 2025, ", None),
        ("14 mars 2031. - ", None),
    ],
)
def test_a_dispatch_gives_its_date(opening: str, published: date | None) -> None:
    assert read_text(opening + PROSE).published == published


def test_what_the_user_says_goes_first() -> None:
    article = read_text(f"14 mars 2025. - {PROSE}", published=date(2025, 3, 20), lang="fr")
    assert article.published == date(2025, 3, 20)
    assert {(o.field, o.source) for o in article.origins} >= {("published", "given"), ("lang", "given")}


def test_lines_cut_within_a_sentence_are_one_paragraph() -> None:
    cut = SENTENCES[0].replace("rouvrira lundi", "rouvrira\nlundi").replace("dans un", "dans\nun")
    article = read_text("\n".join([cut, *SENTENCES[1:]]))
    assert texts(article, "paragraphs")[0] == cut


def test_a_text_in_a_narrow_column_has_its_paragraphs() -> None:
    columns = "\n\n".join(textwrap.fill(s, 60) for s in SENTENCES)
    article = read_text(columns)
    assert [" ".join(t.split()) for t in texts(article, "paragraphs")] == list(SENTENCES)


def test_subheadings_are_headings() -> None:
    article = read_text("\n".join([*SENTENCES[:2], "Une saison perdue", *SENTENCES[2:]]))
    assert texts(article, "headings") == ["Une saison perdue"]


@pytest.mark.parametrize(
    ("lines", "questions"),
    [
        (
            [
                "Gazette : Et vous ?",
                "Kervran : Moi, je pars demain.",
                "Gazette : Vraiment ?",
                "Kervran : Oui, je pars.",
            ],
            2,
        ),
        (["- Et vous ?", "Moi, je pars demain.", "- Vraiment ?", "Oui, je pars."], 2),
        (["Le maire : Je pars.", "Le préfet : Je reste.", "Le maire : Tant pis.", "Le préfet : Tant mieux."], 0),
    ],
)
def test_the_questions_of_an_interview_are_told(lines: list[str], questions: int) -> None:
    article = read_text("\n".join([*SENTENCES, *lines]))
    assert len(article.questions) == questions
    assert set(article.questions) <= set(article.paragraphs)


@pytest.mark.parametrize(("text", "lang"), [(PROSE, "fr"), (ENGLISH, "en")])
def test_the_language_is_found(text: str, lang: str) -> None:
    assert read_text(text).lang == lang


def test_a_language_without_a_pack_is_refused_with_those_there_are() -> None:
    german = "Der Hafen wird am Montag wieder geöffnet, teilte die Behörde am Abend in einer Erklärung mit. " * 5
    with pytest.raises(ReadError, match=r"\(de\); it reads en, fr"):
        read_text(german)
    with pytest.raises(PackError, match="en, fr"):
        read_text(german, lang="de")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_empty_text_is_an_error(text: str) -> None:
    with pytest.raises(ReadError, match="holds no text"):
        read_text(text)


def test_the_seed_page_comes_out_as_recorded(shared: Path) -> None:
    record = json.loads((shared / "seed" / "record.json").read_text(encoding="utf-8"))["article"]
    text = (shared / "seed" / "seed.txt").read_bytes().decode()
    article = read_text(text)
    assert (article.text, article.title, article.lead) == (text, record["title"]["text"], record["lead"]["text"])
    assert texts(article, "captions") == [record["caption"]["text"]]
    assert texts(article, "furniture") == [line["text"] for line in record["chrome"]]
    assert texts(article, "paragraphs") == [record["lead"]["text"], *(p["text"] for p in record["body"])]
    assert article.outlet == record["publisher"]["name"]


@pytest.mark.parametrize("folder", ["fr_press", "fr_news", "fr_dev", "en_dev"])
def test_no_gold_statement_stands_in_furniture(shared: Path, folder: str) -> None:
    for path in sorted((shared / "data" / folder).glob("*.txt")):
        article = read_text(path.read_bytes().decode())
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["attributions"]
        lost = [
            s
            for a in gold
            for s in a["content"]
            for f in (*article.furniture, *article.captions)
            if f.start < s[1] and s[0] < f.end
        ]
        assert not lost, path.name
