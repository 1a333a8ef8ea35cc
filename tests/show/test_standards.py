from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from propos.keep.archive import Archive
from propos.show.standards import (
    iterate_hits,
    render_annotation,
    render_claim,
    render_claim_review,
    render_feed,
    render_quotation,
)
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


def test_a_feed_is_xml(archive: Archive) -> None:
    feed = ElementTree.fromstring(render_feed(iterate_hits(archive), title="port & \x00", link="https://x.example"))
    titles = [i.findtext("title") for i in feed.iter("item")]
    assert sorted(titles, key=str) == sorted([f"Irène Valcourt : {WORDS}", WORDS])
    assert feed.findtext("channel/title") == "port & "
    assert all(i.findtext("pubDate") for i in feed.iter("item"))
