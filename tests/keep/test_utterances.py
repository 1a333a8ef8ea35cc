from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from propos.keep.archive import Archive
from propos.model import Relay, Span
from tests.keep.builders import make_reading, said

PRESSURE = "dans le contexte des pressions sans précédent, nous défendons nos positions de principe"
FULL = (
    "la coordination entre Corvel et Orme sur la scène régionale, en mer et sur terre, sert un ordre juste et durable"
)
CUT = "la coordination entre Corvel et Orme sur la scène régionale […] sert un ordre juste et durable"
OTHER_CUT = CUT.replace("[…]", "(…)")
ARMY = "l’intention de renforcer la coopération entre les forces des deux provinces"


def utterances(archive: Archive) -> dict[str, int | None]:
    return {f"{h.article.outlet}/{h.statement.id}": h.utterance_id for h in archive.search("", limit=100).items}


def test_repeated_quotations_are_variants_of_one_utterance_each(archive: Archive) -> None:
    texts = (PRESSURE, CUT, ARMY, PRESSURE, OTHER_CUT, ARMY)
    archive.add_reading(make_reading(*(said(text, "Irène Valcourt") for text in texts), outlet="a"))
    ids = list(utterances(archive).values())
    found = utterances(archive)
    assert len(set(ids)) == 3
    assert all(found[f"a/s{n}"] == found[f"a/s{n + 3}"] for n in (1, 2, 3))


def test_a_statement_within_another_is_no_second_printing(archive: Archive) -> None:
    whole = make_reading(said(FULL, "Irène Valcourt"), outlet="a")
    (outer,) = whole.statements
    start = outer.content[0].start
    inner = replace(outer, id="s2", content=(Span(start, start + len("la coordination entre Corvel et Orme")),))
    added = archive.add_reading(replace(whole, statements=(outer, inner)))
    assert len(set(utterances(archive).values())) == 2
    assert archive.count_printings(added.id) == {}
    archive.add_reading(make_reading(said(FULL, "Irène Valcourt"), outlet="b", url="https://b.example"))
    assert {n for _, n in archive.count_printings(added.id).values()} == {2}


def test_a_later_fuller_form_unites_its_parts(archive: Archive) -> None:
    archive.add_reading(make_reading(said("la coordination entre Corvel et Orme", "Irène Valcourt"), outlet="a"))
    archive.add_reading(make_reading(said("sert un ordre juste et durable", "Irène Valcourt"), outlet="b"))
    archive.add_reading(make_reading(said(FULL, "Irène Valcourt"), outlet="c"))
    assert len(set(utterances(archive).values())) == 1


def test_other_speakers_and_figures_stay_apart(archive: Archive) -> None:
    tax = "la taxe sur les bateaux de plaisance augmentera de {} % dans toute la province"
    archive.add_reading(make_reading(said(tax.format(12), "Irène Valcourt"), outlet="a"))
    archive.add_reading(make_reading(said(tax.format(21), "Irène Valcourt"), outlet="b"))
    archive.add_reading(make_reading(said(tax.format(12), "Paul Orsenne"), outlet="c"))
    assert len(set(utterances(archive).values())) == 3


def test_an_utterance_shows_its_variants(archive: Archive) -> None:
    archive.add_reading(
        make_reading(said(CUT, "Irène Valcourt"), outlet="early", published=date(2030, 5, 1), url="https://e.example")
    )
    archive.add_reading(
        make_reading(said(FULL, "Irène Valcourt"), outlet="late", published=date(2030, 5, 3), url="https://l.example")
    )
    (utterance_id,) = {i for i in utterances(archive).values() if i}
    record = archive.load_utterance(utterance_id)
    assert (record.fullest.text, record.earliest.article.outlet) == (FULL, "early")
    (cut,) = [v for v in record.variants if v.hit.id != record.fullest.id]
    assert [(change, printed) for change, _, printed in cut.words if change != "kept"] == [
        ("cut", "en mer et sur terre")
    ]
    assert cut.bond == "elided"


def test_wire_copy_counts_once(archive: Archive) -> None:
    relay = (Relay(name="Agence Corvel", kind="agency", span=Span(0, 1)),)
    for outlet in ("a", "b", "c"):
        copy = make_reading(
            "Le port reste fermé depuis la tempête de mardi, selon la capitainerie.",
            said(FULL, "Irène Valcourt", relays=relay),
            outlet=outlet,
            url=f"https://{outlet}.example",
        )
        archive.add_reading(copy)
    archive.add_reading(
        make_reading("Autre article.", said(FULL, "Irène Valcourt"), "Suite.", outlet="d", url="https://d.example")
    )
    (utterance_id,) = {i for i in utterances(archive).values() if i}
    record = archive.load_utterance(utterance_id)
    assert (len(record.variants), record.sources) == (4, 2)


def test_reading_again_keeps_the_utterance(archive: Archive) -> None:
    texts = [said(FULL, "Irène Valcourt")]
    archive.add_reading(make_reading(*texts, outlet="a", url="https://a.example"))
    before = utterances(archive)
    archive.add_reading(make_reading(*texts, outlet="a", url="https://a.example", rules_version="2"))
    assert utterances(archive) == before


@pytest.mark.parametrize("again", [False, True])
def test_hand_decisions_last(archive: Archive, again: bool) -> None:
    one = make_reading(said(FULL, "Irène Valcourt"), outlet="a", url="https://a.example")
    other = make_reading(said(CUT, "Irène Valcourt"), outlet="b", url="https://b.example")
    archive.add_reading(one)
    archive.add_reading(other)
    a, b = (h.id for h in archive.search("").items)
    archive.decide(a, b, same=False)
    if again:
        archive.add_reading(
            make_reading(said(CUT, "Irène Valcourt"), outlet="b", url="https://b.example", rules_version="2")
        )
    assert len(set(utterances(archive).values())) == 2
    a, b = (h.id for h in archive.search("").items)
    archive.decide(a, b, same=True)
    assert len(set(utterances(archive).values())) == 1


def test_same_by_hand_joins_what_words_do_not(archive: Archive) -> None:
    archive.add_reading(make_reading(said(FULL, "Irène Valcourt"), outlet="a", url="https://a.example"))
    archive.add_reading(
        make_reading(said("we work together", "Irène Valcourt"), outlet="b", lang="en", url="https://b.example")
    )
    a, b = (h.id for h in archive.search("").items)
    archive.decide(a, b, same=True)
    archive.add_reading(
        make_reading(
            said("we work together", "Irène Valcourt"),
            outlet="b",
            lang="en",
            url="https://b.example",
            rules_version="2",
        )
    )
    assert len(set(utterances(archive).values())) == 1


def test_a_decision_can_be_undone(archive: Archive) -> None:
    archive.add_reading(make_reading(said(FULL, "Irène Valcourt"), said(CUT, "Irène Valcourt"), outlet="a"))
    a, b = (h.id for h in archive.search("").items)
    decision = archive.decide(a, b, same=False)
    archive.undo_decision(decision)
    assert len(set(utterances(archive).values())) == 1
    with pytest.raises(Exception, match="no decision"):
        archive.undo_decision(decision)
