from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from propos.keep.archive import Archive
from propos.show.feeds import Feed, render_feed
from propos.show.standards import (
    iterate_hits,
    render_annotation,
    render_claim,
    render_claim_review,
    render_quotation,
)
from propos.show.tabular import STATEMENT_COLUMNS, csv_lines
from tests.keep.builders import make_reading, said

WORDS = "le port rouvrira avant la fin de la semaine prochaine"


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive(":memory:") as archive:
        reading = make_reading(
            "Corvel.", said(WORDS, "Irène Valcourt"), outlet="La Gazette", url="https://g.example/1", title="Le port"
        )
        archive.add_reading(reading)
        archive.add_reading(make_reading(said(WORDS), outlet="b", published=None))
        yield archive


def test_an_annotation_quotes_and_points(archive: Archive) -> None:
    hit = next(h for h in iterate_hits(archive) if h.article.outlet == "La Gazette")
    text = archive.load_article(hit.article.id).reading.article.text
    annotation = render_annotation(hit, text)
    quote, position = annotation["target"][0]["selector"]
    assert quote["exact"] == WORDS == text[position["start"] : position["end"]]
    assert quote["prefix"] == "Corvel.\n« "
    assert annotation["target"][0]["source"] == "https://g.example/1"
    assert [b["value"] for b in annotation["body"]] == ["Irène Valcourt", "direct"]


def test_a_quotation_names_its_speaker_and_article(archive: Archive) -> None:
    known, unknown = (render_quotation(h, "person") for h in sorted(iterate_hits(archive), key=lambda h: h.id))
    assert known["spokenByCharacter"] == {"@type": "Person", "name": "Irène Valcourt"}
    assert known["isBasedOn"]["publisher"]["name"] == "La Gazette"
    assert "spokenByCharacter" not in unknown


def test_a_claim_has_its_appearances_and_a_review_no_rating(archive: Archive) -> None:
    hit = next(h for h in iterate_hits(archive) if h.article.outlet == "La Gazette")
    utterance = archive.load_utterance(hit.utterance_id or 0)
    assert render_claim(utterance)["firstAppearance"]["url"] == "https://g.example/1"
    review = render_claim_review(utterance)
    assert review["claimReviewed"] == WORDS
    assert "reviewRating" not in review


FEED = Feed(title="port & \x00", link="https://x.example", own="https://x.example/feed")


def test_a_feed_is_xml(archive: Archive) -> None:
    feed = ElementTree.fromstring(render_feed(iterate_hits(archive), FEED))
    titles = [i.findtext("title") for i in feed.iter("item")]
    assert set(titles) == {f"Irène Valcourt: {WORDS}", WORDS}
    assert feed.findtext("channel/title") == "port & "
    assert all(i.findtext("pubDate") and i.findtext("guid") for i in feed.iter("item"))


def test_an_atom_feed_names_what_the_standard_wants(archive: Archive) -> None:
    feed = ElementTree.fromstring(render_feed(iterate_hits(archive), FEED, "atom"))
    atom = "{http://www.w3.org/2005/Atom}"
    for node in (feed, *feed.iter(f"{atom}entry")):
        assert all(node.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
    assert feed.findtext(f"{atom}author/{atom}name")
    (linked,) = [e for e in feed.iter(f"{atom}entry") if e.find(f"{atom}link") is not None]
    assert linked.find(f"{atom}link").get("href") == "https://g.example/1"  # type: ignore[union-attr]


def test_entries_keep_their_names_when_an_article_is_read_again(archive: Archive) -> None:
    def names() -> set[str | None]:
        feed = ElementTree.fromstring(render_feed(iterate_hits(archive), FEED))
        return {i.findtext("guid") for i in feed.iter("item")}

    before = names()
    reading = archive.load_article(1).reading
    archive.add_reading(replace(reading, rules_version="newer"))
    assert names() == before


def test_a_table_is_safe_to_open(archive: Archive) -> None:
    archive.add_reading(make_reading(said("=cmd() dit-il", "Paul Dara"), outlet="c"))
    lines = "".join(csv_lines(iterate_hits(archive), STATEMENT_COLUMNS))
    rows = list(csv.DictReader(lines.splitlines()))
    assert {r["words"] for r in rows} == {WORDS, "'=cmd() dit-il"}
    assert {r["outlet"] for r in rows} == {"La Gazette", "b", "c"}


def test_a_feed_holds_no_character_that_xml_cannot_write() -> None:
    odd = "le port\x00 \x1b[2J\ufffe rouvrira avant la fin de la semaine"
    with Archive(":memory:") as archive:
        archive.add_reading(make_reading("Corvel.", said(odd, "Irène Valcourt"), title="Le\x0b port\uffff"))
        hits = list(iterate_hits(archive))
    for form in ("rss", "atom"):
        shown = "".join(
            ElementTree.fromstring(render_feed(hits, Feed(title="\x01port", link="urn:x"), form)).itertext()
        )
        assert "le port [2J rouvrira" in shown and "Le port" in shown
