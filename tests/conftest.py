"""Shared test helpers: articles built by hand, and the gold data when it lies beside the project."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import settings

from propos.model import Article, Span

ROOT = Path(__file__).resolve().parent.parent

# A test that takes long on a busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def make_article(text: str, lang: str = "fr", published: date | None = None) -> Article:
    """An article whose paragraphs are the lines of ``text``."""
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(text=text, paragraphs=paragraphs, lang=lang, published=published)


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times more lines of code four times the work runs: 4 if it grows linearly, 16 if with the square."""
    lines: list[int] = []

    def count(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        lines[-1] += event == "line"
        return count

    for factor in (1, 4):
        lines.append(0)
        before = sys.gettrace()
        sys.settrace(count)
        try:
            work(size * factor)
        finally:
            sys.settrace(before)
    return lines[1] / max(lines[0], 1)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the project; tests that need it are skipped without it."""
    folder = Path(os.environ.get("PROPOS_SHARED", ROOT.parent / "shared"))
    if not (folder / "seed" / "seed.txt").exists():
        pytest.skip(f"no gold data at {folder}")
    return folder
