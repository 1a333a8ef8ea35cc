from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from propos.errors import ArchiveError
from propos.keep.archive import Archive
from propos.model import (
    RULES_VERSION,
    Event,
    Figure,
    Link,
    Origin,
    Page,
    Reading,
    Rejected,
    Relay,
    Span,
    TimeExpression,
)
from tests.keep.builders import make_reading, said

PORT = "le port rouvrira avant la fin de la semaine prochaine"


def full_reading() -> Reading:
    reading = make_reading(
        "Corvel, le 2 mai.",
        said(PORT, "Irène Valcourt", relays=(Relay(name="Agence Corvel", kind="agency", span=Span(0, 6)),)),
        url="https://gazette.example/port",
        outlet="La Gazette",
        offices={"Irène Valcourt": "maire"},
    )
    article = replace(
        reading.article,
        published=datetime(2030, 5, 2, 8, tzinfo=UTC),
        related=(Link(url="https://gazette.example/2", title="Suite"),),
        origins=(Origin(field="published", source="json-ld"),),
        paywalled=False,
    )
    return replace(
        reading,
        article=article,
        times=(TimeExpression(span=Span(8, 16), type="DATE", value="2030-05-02", text="le 2 mai"),),
        figures=(Figure(span=Span(11, 12), value=Decimal("2.50"), statement="s1"),),
        events=(Event(span=Span(0, 6), type="MAKE STATEMENT", voice="s1"),),
        rejected=(Rejected(span=Span(0, 6), reason="title of a work"),),
        warnings=("less than half was kept",),
    )


def test_what_is_loaded_equals_what_was_added(archive: Archive) -> None:
    reading = full_reading()
    added = archive.add_reading(reading)
    stored = archive.load_article(added.id)
    assert stored.reading == reading
    assert (added.outcome, stored.version) == ("added", 1)


def test_adding_twice_changes_nothing(archive: Archive) -> None:
    first = archive.add_reading(full_reading())
    before = archive.count()
    again = archive.add_reading(full_reading())
    assert (again.id, again.outcome) == (first.id, "unchanged")
    assert archive.count() == before


def test_changed_text_at_the_same_address_is_a_new_version(archive: Archive) -> None:
    old = archive.add_reading(make_reading(said(PORT, "Irène Valcourt"), url="https://gazette.example/port"))
    new = archive.add_reading(
        make_reading("Corrigé.", said(PORT, "Irène Valcourt"), url="https://gazette.example/port")
    )
    assert new.outcome == "updated"
    assert [v.id for v in archive.load_article(new.id).versions] == [old.id, new.id]
    assert archive.load_article(old.id).reading.article.text.startswith("«")
    assert [a.id for a in archive.list_articles().items] == [new.id]


def test_back_to_an_earlier_wording(archive: Archive) -> None:
    readings = [make_reading(text, url="https://gazette.example/port") for text in ("Un.", "Deux.", "Un.")]
    ids = [archive.add_reading(r).id for r in readings]
    assert ids[0] == ids[2]
    assert [a.id for a in archive.list_articles().items] == [ids[0]]


def test_newer_rules_replace_what_was_read(archive: Archive) -> None:
    first = archive.add_reading(make_reading("Rien.", said(PORT, "Irène Valcourt"), rules_version="1"))
    newer = replace(make_reading("Rien.", said(PORT, "Irène Valcourt"), rules_version="2"), statements=())
    again = archive.add_reading(newer)
    assert (again.id, again.outcome) == (first.id, "updated")
    assert archive.load_article(first.id).reading.statements == ()
    assert archive.count().statements == 0


def test_the_same_text_at_two_addresses_is_two_articles(archive: Archive) -> None:
    for outlet in ("a", "b"):
        archive.add_reading(make_reading(said(PORT), url=f"https://{outlet}.example/1"))
    assert archive.count().articles == 2


def test_knows_a_page_by_its_bytes(archive: Archive) -> None:
    page = Page(source="a.html", content="<p>été</p>".encode())
    assert not archive.knows(page)
    archive.add_reading(make_reading("été", rules_version=RULES_VERSION), page)
    assert archive.knows(Page(source="elsewhere.html", content=page.content))


def test_a_failed_transaction_leaves_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("propos.keep.writing.index_statements", fail)
    with pytest.raises(RuntimeError):
        archive.add_reading(full_reading())
    assert archive.count().versions == 0


@pytest.mark.parametrize("verb", ["load_article", "load_actor"])
def test_unknown_ids_are_said(archive: Archive, verb: str) -> None:
    with pytest.raises(ArchiveError, match="there is no"):
        getattr(archive, verb)(99)


def test_articles_come_by_date_page_by_page(archive: Archive) -> None:
    days = [3, 1, 2, 5, 4]
    for day in days:
        archive.add_reading(make_reading(f"Jour {day}.", published=date(2030, 1, day), outlet="X"))
    seen, cursor = [], None
    while True:
        page = archive.list_articles(limit=2, cursor=cursor)
        seen += [a.published for a in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [f"2030-01-0{d}" for d in (5, 4, 3, 2, 1)]
    assert page.total == 5


def test_a_broken_cursor_is_said(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="cursor"):
        archive.list_articles(cursor="!")


@pytest.mark.parametrize(
    ("name", "kind", "joined"),
    [
        ("Irène Valcourt", "person", True),
        ("Irene VALCOURT", "person", True),
        ("Valcourt", "person", False),
        ("I. Valcourt", "person", False),
        ("Corvel", "organisation", True),
        ("une source diplomatique", "unnamed", False),
    ],
)
def test_which_names_join(archive: Archive, name: str, kind: str, joined: bool) -> None:
    ids = []
    for printed, text in ((name, "un"), (name if name != "Irene VALCOURT" else "Irène Valcourt", "deux")):
        added = archive.add_reading(make_reading(text, said(PORT, printed), kinds={printed: kind}))
        ids.append(archive.actor_ids(added.id)["a1"])
    assert (ids[0] == ids[1]) is joined


def test_an_actor_has_its_statements_offices_and_names(archive: Archive) -> None:
    archive.add_reading(full_reading())
    archive.add_reading(make_reading("Plus tard.", said(PORT, "Irène VALCOURT"), published=date(2030, 6, 1)))
    (summary,) = archive.list_actors().items
    record = archive.load_actor(summary.id)
    assert (summary.statements, summary.articles, record.aliases) == (2, 2, ("Irène VALCOURT",))
    assert [(o.title, o.first_seen) for o in record.offices] == [("maire", "2030-05-02")]
    hits = archive.list_statements(actor_id=summary.id).items
    assert [h.article.published[:10] for h in hits if h.article.published] == ["2030-06-01", "2030-05-02"]
    assert hits[0].text == PORT


def test_opening_again_finds_what_was_added(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "archive.sqlite"
    with Archive(str(file)) as archive:
        added = archive.add_reading(full_reading())
    with Archive(f"sqlite:///{file}") as archive:
        assert archive.load_article(added.id).reading == full_reading()


def test_an_address_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("not a database at all, " * 100)
    for address in (str(tmp_path / "text.sqlite"), "nonsense://x", str(tmp_path)):
        with pytest.raises(ArchiveError):
            Archive(address)
