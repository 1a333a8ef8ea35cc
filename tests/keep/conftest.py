"""Readings built by hand, and archives in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from propos.keep.archive import Archive


@pytest.fixture
def archive() -> Iterator[Archive]:
    with Archive(":memory:") as archive:
        yield archive
