"""The JSON contract: what is printed fits the schema that is published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from propos.errors import FetchError, PackError, ReadError
from propos.model import Reading
from propos.show.contract import render_error, render_reading
from propos.show.schema import load_schema, schema_text
from tests.conftest import ROOT, make_article
from tests.show.example import example_reading


@pytest.fixture(scope="module")
def check() -> Callable[[Any], None]:
    schema = load_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    return lambda rendered: validator.validate(json.loads(json.dumps(rendered)))


def test_the_schema_in_docs_is_the_one_that_is_shipped() -> None:
    assert (Path(ROOT) / "docs" / "contract.schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    "reading",
    [
        example_reading(),
        Reading(source="-", article=make_article("")),
        Reading(source="a.txt", article=make_article("Oui.")),
    ],
    ids=["full", "empty", "bare"],
)
def test_readings_fit_the_schema(check: Callable[[Any], None], reading: Reading) -> None:
    check(render_reading(reading))


@pytest.mark.parametrize("error", [FetchError("gone", place="x.html"), ReadError("empty"), PackError("no pack")])
def test_failures_fit_the_schema(check: Callable[[Any], None], error: Exception) -> None:
    check(render_error(error, "x.html"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["statements"][0].update(kind="guess"),
        lambda d: d["statements"][0].pop("speaker"),
        lambda d: d["statements"][0].update(content=[]),
        lambda d: d["article"].update(invented=1),
        lambda d: d["figures"][0].update(value="1e9"),
        lambda d: d.update(error={"stage": "read", "place": "", "reason": "both"}),
    ],
    ids=["kind", "missing", "no content", "unknown field", "not decimal", "both"],
)
def test_the_schema_refuses(check: Callable[[Any], None], spoil: Callable[[Any], None]) -> None:
    rendered = render_reading(example_reading())
    spoil(rendered)
    with pytest.raises(ValidationError):
        check(rendered)


def test_no_field_of_the_model_is_left_out() -> None:
    rendered = render_reading(example_reading())
    statement = example_reading().statements[0]
    assert set(statement.__slots__) == set(rendered["statements"][0])
