from __future__ import annotations

import pytest

from propos.errors import ArchiveError, QueryError
from propos.keep.archive import Archive
from propos.keep.filters import Filters
from propos.keep.saved import Question


def test_a_search_is_kept_replaced_and_forgotten(archive: Archive) -> None:
    kept = archive.saved.keep(" Le  pont ", Question(words="pont OR tunnel", filters=Filters(about="Orme")))
    assert kept.name == "Le pont" and kept.question.filters == Filters(about="Orme")
    again = archive.saved.keep("Le pont", Question(words="pont", what="articles"))
    assert again.id == kept.id and archive.saved.list() == (again,)
    assert archive.saved.load(again.id) == archive.saved.load("Le pont") == again
    archive.saved.forget("Le pont")
    assert archive.saved.list() == ()


@pytest.mark.parametrize(("name", "words"), [("", "pont"), ("  ", "pont"), ("tout", "  ")])
def test_a_search_needs_a_name_and_something_to_look_for(archive: Archive, name: str, words: str) -> None:
    with pytest.raises(QueryError):
        archive.saved.keep(name, Question(words=words))


def test_a_search_that_is_not_there(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no saved search"):
        archive.saved.forget("rien")
