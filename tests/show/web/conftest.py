"""A server on an archive in memory that holds the example."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from propos.keep.archive import Archive
from propos.show.web.app import create_app
from tests.show.example import example_reading

with warnings.catch_warnings():
    # The client warns that it will want another httpx one day; the one that propos fetches pages with serves it well.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(str(tmp_path_factory.mktemp("archive") / "test.sqlite")) as archive:
        archive.add_reading(example_reading())
        yield archive


@pytest.fixture(scope="module")
def app(archive: Archive) -> FastAPI:
    return create_app(archive, hosts=["propos.example"])


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    with Archive(str(tmp_path / "empty.sqlite")) as archive, TestClient(create_app(archive), base_url=BASE) as client:
        yield client
