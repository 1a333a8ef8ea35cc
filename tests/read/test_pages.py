"""Pages in HTML: text, metadata with their origin, and what is never read as prose."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from propos.errors import ReadError
from tests.conftest import ROOT
from tests.read.pages import BODY, SENTENCES, page_of, read, texts


def structured(**node: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **node}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def origins(article: Any) -> dict[str, str]:
    return {o.field: o.source for o in article.origins}


def test_paragraphs_are_the_prose_and_their_spans_are_verbatim() -> None:
    article = read(page_of())
    assert texts(article, "paragraphs") == list(SENTENCES)
    assert article.lang == "fr"


def test_the_title_stands_beside_the_text() -> None:
    article = read(
        page_of(f"<h1>Le port rouvre lundi</h1>{BODY}", "<title>Le port rouvre lundi | Gazette de Lisse</title>")
    )
    assert article.title == "Le port rouvre lundi"
    assert "Le port rouvre lundi" not in article.text


@pytest.mark.parametrize(
    ("head", "field", "value", "origin"),
    [
        (structured(datePublished="2025-03-14T18:42:00+01:00"), "published", "2025-03-14T18:42:00+01:00", "json-ld"),
        ('<meta property="article:published_time" content="2025-03-14">', "published", "2025-03-14", "opengraph"),
        (structured(dateModified="2025-03-15T08:00:00Z"), "updated", "2025-03-15T08:00:00+00:00", "json-ld"),
    ],
)
def test_dates_keep_their_zone_and_say_where_they_are_from(head: str, field: str, value: str, origin: str) -> None:
    article = read(page_of(head=head))
    assert getattr(article, field).isoformat() == value
    assert origins(article)[field] == origin


def test_a_date_after_the_capture_is_passed_over() -> None:
    head = structured(datePublished="2031-01-01") + '<meta name="date" content="2025-03-14">'
    article = read(page_of(head=head), captured_at=datetime(2025, 3, 20, tzinfo=UTC))
    assert article.published == date(2025, 3, 14)


def test_a_date_printed_for_readers_is_found() -> None:
    article = read(page_of(f"<p class='d'>Publié le 12 mars 2025 à 18 h 30, modifié le 13 mars 2025</p>{BODY}"))
    assert (article.published, article.updated) == (datetime(2025, 3, 12, 18, 30), date(2025, 3, 13))
    assert texts(article, "paragraphs") == list(SENTENCES)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (
            structured(author=[{"@type": "Person", "name": "Ida Pels (ipe)"}, "Yvon Marquisat"]),
            ("Ida Pels", "Yvon Marquisat"),
        ),
        ('<meta name="author" content="Par Ida Pels et Yvon Marquisat">', ("Ida Pels", "Yvon Marquisat")),
        (
            structured(author="Gazette", publisher={"name": "Gazette"}) + '<meta name="author" content="Ida Pels">',
            ("Ida Pels",),
        ),
        (structured(author="Gazette", publisher={"name": "Gazette"}), ("Gazette",)),
        (structured(author="Ida Pels et Yvon Marquisat"), ("Ida Pels", "Yvon Marquisat")),
        (structured(author="Ministère de la pêche et de la mer"), ("Ministère de la pêche et de la mer",)),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#p"}},'
            ' {"@type": "Person", "@id": "#p", "name": "Ida Pels"}]}</script>',
            ("Ida Pels",),
        ),
        (
            '<meta name="author" content="i.pels@gazette.example"><meta name="twitter:label1" content="Écrit par">'
            '<meta name="twitter:data1" content="Ida Pels">',
            ("Ida Pels",),
        ),
        ('<meta name="author" content="Ida Pels, Political Editor">', ("Ida Pels",)),
        ('<meta name="author" content="La rédaction">', ("La rédaction",)),
        ('<meta name="author" content="Von Ida Pels und Yvon Marquisat">', ("Ida Pels", "Yvon Marquisat")),
        ("", ()),
    ],
)
def test_authors_are_names_only(head: str, authors: tuple[str, ...]) -> None:
    assert read(page_of(head=head)).authors == authors


def test_the_rest_of_the_record_is_found() -> None:
    head = (
        structured(
            articleSection="Régions", keywords="port, pêche", isAccessibleForFree="False", image={"url": "/p.jpg"}
        )
        + '<link rel="canonical" href="/port"><meta property="og:site_name" content="Gazette de Lisse">'
    )
    related = "<div class='related'><ul><li><a href='/criee'>La criée change de mains</a></li></ul></div>"
    article = read(page_of(BODY + related, head), url="https://gazette.example/a?x=1")
    assert (article.section, article.tags, article.paywalled) == ("Régions", ("port", "pêche"), True)
    assert (article.url, article.outlet) == ("https://gazette.example/port", "Gazette de Lisse")
    assert article.image == "https://gazette.example/p.jpg"
    assert [(r.url, r.title) for r in article.related] == [
        ("https://gazette.example/criee", "La criée change de mains")
    ]


def test_a_lead_above_the_body_is_part_of_the_text() -> None:
    lead = "Trois semaines après la tempête, le port de Lisse accueille de nouveau ses bateaux."
    article = read(
        page_of(f"<h1>Le port rouvre</h1></article><p class='chapo'>{lead}</p><article class='corps'>{BODY}")
    )
    assert article.lead == lead
    assert article.text.count(lead) == 1


def test_a_body_cut_into_several_containers_is_kept_whole() -> None:
    halves = [f"<div class='corps texte'><p>{a}</p><p>{b}</p></div>" for a, b in (SENTENCES[:2], SENTENCES[2:])]
    article = read(page_of("<div class='pub'>Publicité</div>".join(halves)))
    assert [t for t in SENTENCES if t not in article.text] == []


def test_furniture_within_the_body_is_left_out() -> None:
    lines = ["Lire aussi : La criée change de mains", "Partager sur Facebook", "Publicité"]
    article = read(page_of(BODY + "".join(f"<p>{line}</p>" for line in lines)))
    assert [line for line in lines if line in article.text] == []


def test_bold_questions_of_an_interview_are_told() -> None:
    body = "".join(
        f"<p><strong>{q}</strong></p><p>{a}</p>"
        for q, a in zip(("Et après ?", "Pourquoi donc ?"), SENTENCES, strict=False)
    )
    article = read(page_of(body + f"<p>{SENTENCES[2]}</p><p>{SENTENCES[3]}</p>"))
    assert texts(article, "questions") == ["Et après ?", "Pourquoi donc ?"]


def test_a_page_in_another_language_keeps_its_record_and_says_so() -> None:
    german = (
        "Der Hafen wird am Montag wieder geöffnet, teilte die Behörde am Abend in einer Erklärung mit und dankte allen."
    )
    article = read(page_of("".join(f"<p>{german} {i}</p>" for i in range(6)), lang="de"))
    assert article.lang == "de"
    assert any("en, fr" in warning for warning in article.warnings)


def test_windows_1252_is_read_from_its_declaration() -> None:
    page = page_of(head='<meta charset="windows-1252">').encode("cp1252")
    assert texts(read(page), "paragraphs") == list(SENTENCES)


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><nav>Menu</nav></body></html>"])
def test_a_page_without_an_article_is_a_clear_error(page: str) -> None:
    with pytest.raises(ReadError, match="no article was found"):
        read(page)


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.html")), ids=lambda p: p.name)
def test_every_sample_page_has_title_text_and_date(path: Any) -> None:
    article = read(path.read_bytes(), now=datetime(2026, 1, 1, tzinfo=UTC))
    assert article.title and article.paragraphs and article.published


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p class='meta'>By Ida Pels and Yvon Marquisat</p>", ("Ida Pels", "Yvon Marquisat")),
        ("<p>Par Ida Pels, journaliste</p>", ("Ida Pels",)),
        ("<p>Autor: Ida Pels</p>", ("Ida Pels",)),
        ("<div class='post-author'>by <a rel='author'>Ida Pels</a> March 14, 2025 at 10:12</div>", ("Ida Pels",)),
        ("<p class='byline'>Par Ida Pels Publié le 14 mars 2025</p>", ("Ida Pels",)),
        (
            "<ul><li class='metaAuthor'>Ida Pels</li><li class='metaAuthor'>Yvon Marquisat</li></ul>",
            ("Ida Pels", "Yvon Marquisat"),
        ),
        ("<p>Par mesure de prudence, le port reste fermé.</p>", ()),
    ],
)
def test_a_byline_printed_for_readers_is_found(line: str, authors: tuple[str, ...]) -> None:
    assert read(page_of(f"<h1>Le port de Lisse rouvre lundi</h1>{line}{BODY}")).authors == authors
