"""The pages show what the archive holds."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from propos.keep.archive import Archive
from propos.model import Span
from propos.show.web.app import create_app
from propos.show.web.describe import Describer
from propos.show.web.view import find_voices, split_blocks, view_article
from tests.conftest import make_article
from tests.keep.test_disagreements import DEAD, MORE_DEAD
from tests.show.example import BODY, TEXT, TITLE, example_article, example_reading
from tests.show.web.conftest import BASE


def plain(markup: object) -> str:
    """The text of some markup, without references to notes."""
    return re.sub(r'<a class="ref".*?</a>|<[^>]+>', "", str(markup))


def test_front_page(client: TestClient) -> None:
    page = client.get("/").text
    assert "Le Courrier de Vaubran" in page and "12 March 2024" in page and "10 statements" in page
    assert page.index("Irène Valcourt") and 'href="/actors/1"' in page


def test_front_page_of_an_empty_archive(empty_client: TestClient) -> None:
    assert "The archive is empty." in empty_client.get("/").text


@pytest.mark.parametrize(
    "path",
    [
        "/articles",
        "/actors",
        "/search",
        "/search?q=x",
        "/search?kind=direct",
        "/search?q=x&what=articles",
        "/search.rss?q=x",
        "/search.csv?q=x",
        "/searches",
        "/verify",
        "/verify?quote=x",
        "/help",
        "/add",
    ],
)
def test_pages_of_an_empty_archive(empty_client: TestClient, path: str) -> None:
    assert empty_client.get(path).status_code == 200


def test_every_statement_is_marked_numbered_and_noted(client: TestClient) -> None:
    page = client.get("/articles/1").text
    for statement in example_reading().statements:
        assert page.count(f' id="{statement.id}"') == 1
        assert page.count(f'id="{statement.id}-note"') == 1
        assert f'class="ref" href="#{statement.id}-note"' in page


def test_nested_statements_are_marked_inside_each_other(client: TestClient) -> None:
    page = client.get("/articles/1").text
    outer = page[page.index('data-statement="s5"') : page.index("</mark>", page.index('#s5-note" aria'))]
    assert 'data-statement="s6"' in outer


def test_interrupted_words_are_marked_apart(client: TestClient) -> None:
    page = client.get("/articles/1").text
    assert page.count('data-statement="s3"') == 2
    assert "[…]" in page  # the note gives the words of both stretches


@pytest.mark.parametrize(
    "part", ["Irène Valcourt", "a-t-elle ajouté", "inquit_inside", "95%", "news agency", "via Corvel"]
)
def test_notes_say_how_it_is_known(client: TestClient, part: str) -> None:
    assert part in client.get("/articles/1", headers={"accept-language": "en"}).text


def test_a_decision_about_two_printings_is_kept_and_taken_back(empty_client: TestClient) -> None:
    empty_client.app.state.archive.add_reading(example_reading())  # type: ignore[attr-defined]
    given = {"statement": "2", "other": "1", "article": "1", "local": "s2", "same": "no"}
    apart = empty_client.post("/decisions", data=given)
    assert "1 printing," in apart.text and "Your decision is kept" in apart.text
    path = re.search(r'action="(/decisions/\d+/undo)"', apart.text)
    assert path
    again = empty_client.post(path[1], data={"article": "1", "local": "s2"})
    assert "2 printings," in again.text


def test_actors_are_joined_renamed_and_identified_and_all_is_taken_back(empty_client: TestClient) -> None:
    empty_client.app.state.archive.add_reading(example_reading())  # type: ignore[attr-defined]
    joined = empty_client.post("/actors/1/merge", data={"other": "5"}).text
    assert "5 statements in 1 article" in joined and "joined:" in joined
    path = re.search(r'action="(/actors/1/changes/\d+/undo)"', joined)
    assert path
    assert "4 statements in 1 article" in empty_client.post(path[1]).text
    assert (
        "<h1>Irène Valcourt-Amade</h1>"
        in empty_client.post("/actors/1/rename", data={"name": "Irène Valcourt-Amade"}).text
    )
    assert "wikidata.org/wiki/Q42" in empty_client.post("/actors/1/identify", data={"wikidata": "q42"}).text


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/actors/1/merge", {"other": "1"}),
        ("/actors/1/merge", {"other": "999"}),
        ("/actors/1/rename", {"name": " "}),
        ("/actors/1/identify", {"wikidata": "javascript:alert(1)"}),
        ("/actors/1/changes/999/undo", {}),
    ],
)
def test_impossible_changes_are_refused(client: TestClient, path: str, given: dict[str, str]) -> None:
    assert client.post(path, data=given).status_code in (404, 422)


@pytest.mark.parametrize(
    "given", [{}, {"statement": "2", "other": "999", "article": "1", "local": "s2", "same": "no"}, {"statement": "x"}]
)
def test_impossible_decisions_are_refused(client: TestClient, given: dict[str, str]) -> None:
    assert client.post("/decisions", data=given).status_code in (404, 422)


def test_words_printed_more_than_once_lead_to_their_printings(client: TestClient) -> None:
    page = client.get("/articles/1").text
    note = page[page.index('data-note="s2"') : page.index('data-note="s3"')]
    assert "2 printings" in note and "/utterances/" in note
    assert "printing" not in page[page.index('data-note="s9"') : page.index('data-note="s10"')]


def test_actor_page_leads_to_the_words(client: TestClient) -> None:
    page = client.get("/actors/1").text
    assert "<h1>Irène Valcourt</h1>" in page
    assert 'href="/articles/1#s2"' in page and "ministre (Transports)" in page


def test_search_marks_words_and_narrows_down(client: TestClient) -> None:
    page = client.get("/search?q=port").text
    assert '<mark class="match">port</mark>' in page
    assert "q=port&amp;speaker=%22Ir%C3%A8ne+Valcourt%22" in page
    narrowed = client.get("/search?q=port&speaker=%22Ir%C3%A8ne+Valcourt%22").text
    assert "2 statements" in narrowed and "Said by <b>Irène Valcourt</b>" in narrowed


def test_whole_articles_are_searched(client: TestClient) -> None:
    page = client.get("/search?q=ferrys&what=articles").text
    assert "1 article" in page and '<mark class="match">ferrys</mark>' in page
    nothing = client.get("/search?q=ferrys").text
    assert "Nothing found" in nothing and "what=articles" in nothing


def test_a_day_that_is_none_is_said_above_the_form_that_keeps_the_words(client: TestClient) -> None:
    answer = client.get("/search?q=port&since=hier", headers={"accept-language": "fr"})
    assert answer.status_code == 422 and "n’est pas une date" in answer.text and 'value="port"' in answer.text
    assert client.get("/api/search?q=port&since=hier").status_code == 422
    assert client.get("/search.csv?q=port&since=hier").status_code == 422


def test_a_search_as_a_table(client: TestClient) -> None:
    answer = client.get("/search.csv?q=port&kind=direct")
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [r["words"] for r in rows] == ["Le port rouvrira en mai"] * 2
    assert rows[0]["speaker"] == "Irène Valcourt" and "attachment" in answer.headers["content-disposition"]
    articles = client.get("/search.csv?q=port&what=articles").content.decode("utf-8-sig")
    assert [r["title"] for r in csv.DictReader(articles.splitlines())] == [TITLE]


@pytest.mark.parametrize(("form", "entry"), [("rss", "item"), ("atom", "{http://www.w3.org/2005/Atom}entry")])
def test_a_search_as_a_feed(client: TestClient, form: str, entry: str) -> None:
    page = client.get("/search?q=port").text
    path = re.search(rf'<link rel="alternate" type="application/{form}\+xml"[^>]* href="([^"]+)"', page)
    assert path
    answer = client.get(path[1].replace("&amp;", "&"))
    assert answer.headers["content-type"].startswith(f"application/{form}+xml")
    assert len(list(ElementTree.fromstring(answer.text).iter(entry))) == 2
    assert f"{BASE}/articles/1#s" in answer.text
    assert client.get("/search.xml?q=port").status_code == 404


def test_a_search_is_kept_with_a_feed_and_forgotten(client: TestClient) -> None:
    assert "No search is kept yet" in client.get("/searches").text
    assert client.post("/searches", data={"name": "Le port", "query": "q=port&about=Valcourt"}).status_code == 303
    page = client.get("/searches").text
    assert 'href="/search?q=port&amp;about=Valcourt"' in page and "/searches/1.rss" in page
    assert "<title>propos: Le port</title>" in client.get("/searches/1.rss").text
    assert client.get("/api/searches").json()[0]["name"] == "Le port"
    assert client.post("/searches/1/forget").status_code == 303
    assert client.get("/searches/1.rss").status_code == 404


@pytest.mark.parametrize(
    "given", [{}, {"name": "x"}, {"name": "", "query": "q=port"}, {"name": "x", "query": "since=a"}]
)
def test_an_empty_search_is_not_kept(client: TestClient, given: dict[str, str]) -> None:
    assert client.post("/searches", data=given).status_code == 422


def test_a_facet_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/search?q=port&kind=direct").text
    assert 'href="/search?q=port"' in page and "Remove this filter" in page


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict"),
    [
        ("Le port rouvrira en mai", "", "Verbatim"),
        ("Le port rouvrira en mai", "Théo Maubrey", "Said by someone else"),
        ("Les travaux coûteront 40 millions, et pas un sou de plus", "", "Altered"),
        ("Le chat de la voisine a mangé toutes les souris du quartier", "", "Not found"),
    ],
)
def test_quotations_are_checked(client: TestClient, quote: str, speaker: str, verdict: str) -> None:
    page = client.get("/verify", params={"quote": quote, "speaker": speaker}).text
    assert f'<h2 id="verdict">{verdict}</h2>' in page
    assert "1 article · 1 outlet · 12 March 2024" in page.replace("12 March 2024 to 12 March 2024", "12 March 2024")


def test_difference_is_shown_word_by_word(client: TestClient) -> None:
    page = client.get("/verify", params={"quote": "Les travaux coûteront 40 millions, et pas un sou de plus"}).text
    assert re.search(r"<del[^>]*>sou</del>", page) and re.search(r"<ins[^>]*>d’euros</ins>", page)


def test_printings_of_one_statement(client: TestClient) -> None:
    page = client.get("/articles/1").text
    path = re.search(r"/utterances/\d+", page)
    assert path and "2 printings" in client.get(path.group()).text


@pytest.mark.parametrize("path", ["/articles/999", "/actors/999", "/articles/x", "/nowhere", "/articles/-1"])
def test_what_is_not_there_is_said_kindly(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/articles?cursor=nonsense", "/search?q=a&cursor=nonsense", "/search?q=%22%22%28%2A", "/search?q=x&order=odd"],
)
def test_odd_requests_are_no_server_error(client: TestClient, path: str) -> None:
    assert client.get(path).status_code < 500


def test_blocks_hold_every_character_once() -> None:
    spans = [span for _, span in split_blocks(example_article())]
    assert [line for s in spans for line in s.of(TEXT).splitlines()] == [line for line in TEXT.splitlines() if line]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, ["title", "lead", "caption", *["paragraph"] * len(BODY), "furniture"]),
        ({"furniture": ()}, ["title", "lead", "caption", *["paragraph"] * len(BODY), "furniture"]),
        ({"title": None}, ["heading", "lead", "caption", *["paragraph"] * len(BODY), "furniture"]),
        ({"paragraphs": (), "headings": (), "captions": (), "furniture": ()}, ["furniture"]),
        ({"paragraphs": (Span(0, len(TEXT)),), "captions": (Span(5, 9),)}, None),
    ],
    ids=["all", "nothing lost", "no title", "nothing known", "overlapping"],
)
def test_kinds_of_blocks(changes: dict[str, object], kinds: list[str] | None) -> None:
    blocks = list(split_blocks(example_article(**changes)))
    assert kinds is None or [kind for kind, _ in blocks] == kinds


def test_the_text_is_shown_as_printed() -> None:
    view = view_article(example_reading(), {}, Describer("en"))
    assert view.title is not None and plain(view.title.html) == TITLE
    shown = [plain(b.html) for b in view.blocks if b.kind == "paragraph"]
    assert shown == list(BODY)


def test_speakers_by_number_of_statements_the_unknown_last() -> None:
    voices = list(find_voices(example_reading(), {"a1": 7}).values())
    assert (voices[0].name, voices[0].slot, voices[0].count, voices[0].register_id) == ("Irène Valcourt", 1, 4, 7)
    assert (voices[-1].name, voices[-1].slot) == (None, 0)


def test_a_statement_across_paragraphs_is_marked_in_both() -> None:
    text = "« Un.\n\nDeux. »"
    statement = replace(example_reading().statements[0], content=(Span(2, 12),), cue=(), source=())
    reading = example_reading(
        article=make_article(text), statements=(statement,), actors=(), times=(), figures=(), events=(), rejected=()
    )
    first, second = view_article(reading, {}, Describer("fr")).blocks
    assert 'id="s1"' in first.html and "ref" not in first.html
    assert 'id="s1"' not in second.html and "ref" in second.html
    assert len(first.notes) == 1 and not second.notes


def test_pasted_text_is_read_and_shown(empty_client: TestClient) -> None:
    text = "Un titre\n\n« Le pont ouvrira en mai », a déclaré Irène Valcourt, ministre des Transports."
    answer = empty_client.post("/add", data={"text": text, "published": "2024-03-12", "article_lang": "fr"})
    assert answer.status_code == 200 and "/articles/" in str(answer.url)
    assert "Le pont ouvrira en mai" in plain(answer.text)


def test_an_uploaded_file_is_read_and_shown(empty_client: TestClient) -> None:
    file = ("../../etc/note.txt", "« Oui », a dit Théo Maubrey.".encode(), "text/plain")
    answer = empty_client.post("/add", files={"file": file}, data={"article_lang": "fr"})
    assert answer.status_code == 200 and "/articles/" in str(answer.url)
    assert "../" not in answer.text and "note.txt" in answer.text


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({}, "nothing was given"),
        ({"text": "Oui.", "published": "soon"}, "is not a date"),
        ({"text": "Oui.", "article_lang": "xx"}, "no language pack"),
        ({"url": "example.org"}, "begins with http"),
    ],
)
def test_errors_are_shown_above_the_form_and_nothing_typed_is_lost(
    client: TestClient, given: dict[str, str], part: str
) -> None:
    answer = client.post("/add", data=given)
    assert answer.status_code == 422
    assert part in answer.text and 'role="alert"' in answer.text
    assert given.get("text", "") in answer.text


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/api/counts", {"articles", "statements"}),
        ("/api/articles", {"items", "next", "total"}),
        ("/api/articles/1", {"propos", "article", "statements"}),
        ("/api/actors", {"items"}),
        ("/api/actors/1", {"name", "offices"}),
        ("/api/statements?actor_id=1", {"items"}),
        ("/api/search?q=port", {"items", "facets"}),
        ("/api/search/articles?q=port", {"items", "facets"}),
        ("/api/verify?quote=Le+port+rouvrira+en+mai", {"propos", "verdict", "speaker_name", "appearances", "searched"}),
        ("/api/schema", {"$schema"}),
        ("/api/openapi.json", {"openapi", "paths"}),
    ],
)
def test_api(client: TestClient, path: str, keys: set[str]) -> None:
    answer = client.get(path)
    assert answer.status_code == 200 and keys <= set(answer.json())


@pytest.mark.parametrize(("path", "status"), [("/api/articles/999", 404), ("/api/nowhere", 404), ("/api/search", 422)])
def test_api_errors_are_json(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status and answer.json()["error"]["reason"]


def test_ten_thousand_statements_are_shown_in_time() -> None:
    line = "« Oui », a dit Théo Maubrey.\n"
    text = line * 10_000
    example = example_reading().statements[0]
    statements = tuple(
        replace(example, id=f"s{i + 1}", content=(Span(i * len(line) + 2, i * len(line) + 5),), cue=(), source=())
        for i in range(10_000)
    )
    reading = example_reading(
        article=make_article(text), statements=statements, actors=(), times=(), figures=(), events=(), rejected=()
    )
    assert len(view_article(reading, {}, Describer("en")).notes) == 10_000


def test_archives_are_kept_apart(archive: Archive, app: FastAPI, empty_client: TestClient) -> None:
    assert TestClient(create_app(archive), base_url=BASE).get("/api/counts").json()["articles"] == 1
    assert empty_client.get("/api/counts").json()["articles"] == 0


def test_figures_that_differ() -> None:
    with Archive(":memory:") as archive:
        archive.add_readings([DEAD, MORE_DEAD])
        client = TestClient(create_app(archive), base_url=BASE)
        page, article = client.get("/figures").text, client.get("/articles/1").text
        found = client.get("/api/figures").json()
    assert page.index("onze morts") < page.index("14 morts")
    assert 'href="/articles/2?show=figures&amp;show=statements#f1"' in page
    assert "Other articles give other figures" in article and 'href="#f1"' in article
    assert [[hit["printed"] for hit in one["figures"]] for one in found["items"]] == [["onze morts", "14 morts"]]


def test_no_figures_that_differ(client: TestClient) -> None:
    assert "No figures were found" in client.get("/figures").text
