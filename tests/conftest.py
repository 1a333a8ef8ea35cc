"""Shared test helpers: articles built by hand, and the gold data when it lies beside the project."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from propos.model import Article, Span

ROOT = Path(__file__).resolve().parent.parent


def make_article(text: str, lang: str = "fr", published: date | None = None) -> Article:
    """An article whose paragraphs are the lines of ``text``."""
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(text=text, paragraphs=paragraphs, lang=lang, published=published)


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times longer four times the work takes: 4 if time grows linearly, 16 if it grows with the square."""
    seconds = []
    for factor in (1, 4):
        started = time.process_time()
        work(size * factor)
        seconds.append(time.process_time() - started)
    return seconds[1] / max(seconds[0], 0.001)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data beside the project; tests that need it are skipped without it."""
    folder = Path(os.environ.get("PROPOS_SHARED", ROOT.parent / "shared"))
    if not (folder / "seed" / "seed.txt").exists():
        pytest.skip(f"no gold data at {folder}")
    return folder
