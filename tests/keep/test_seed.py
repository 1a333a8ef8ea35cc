"""The page that the project began with repeats four quotations, with other ellipsis marks: each is one utterance."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from propos.keep.archive import Archive
from propos.keep.records import StatementHit
from propos.pipeline import Options, add_sources

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def seed(shared: Path) -> Archive:
    archive = Archive(":memory:")
    (result,) = add_sources([str(shared / "seed" / "seed.txt")], archive, Options(published=date(2022, 12, 30)))
    assert getattr(result[1], "outcome", result[1]) == "added"
    return archive


@pytest.fixture(scope="module")
def pairs(seed: Archive) -> list[list[StatementHit]]:
    groups = defaultdict(list)
    for hit in seed.search("", limit=100).items:
        groups[hit.utterance_id].append(hit)
    return [hits for hits in groups.values() if len(hits) > 1]


def test_each_repeated_quotation_is_one_utterance_and_nothing_else_is(pairs: list[list[StatementHit]]) -> None:
    assert [len(p) for p in pairs] == [2, 2, 2, 2]


def test_their_differences_are_marks_and_frames_alone(seed: Archive, pairs: list[list[StatementHit]]) -> None:
    for pair in pairs:
        record = seed.load_utterance(pair[0].utterance_id or 0)
        changes = {change for v in record.variants for change, _, _ in v.words}
        assert changes <= {"kept", "cut"}


def test_they_are_found_again_whole_and_cut(seed: Archive, pairs: list[list[StatementHit]]) -> None:
    for pair in pairs:
        words = pair[0].text.split()
        assert seed.verify(pair[0].text).wording == "verbatim"
        answer = seed.verify(" ".join(words[: len(words) // 2]))
        assert (answer.wording, len(answer.appearances)) == ("cut", 2)
