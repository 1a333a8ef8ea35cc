"""Compare the reading of pages with trafilatura's own default, on the same pages in the same run.

    python benchmarks/pages.py

Prints what the gold pages' scorer says of each, and how the times compare.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura

from goldsets import SHARED
from propos.errors import ProposError
from propos.model import Page
from propos.read.article import read_article

PAGES = SHARED / "data" / "pages"


def main() -> int:
    """Reads all pages with both; the exit status is 1 if propos lost a page."""
    files = sorted((PAGES / "html").glob("*.html.gz"))
    if not files:
        print(f"no pages at {PAGES}; set PROPOS_SHARED to the folder of gold data")
        return 0
    # Both load their models before the clock starts.
    _by_propos(gzip.decompress(files[0].read_bytes()))
    lost, ours = _measure("propos", _by_propos, files)
    _, theirs = _measure("trafilatura", _by_trafilatura, files)
    print(f"time: {ours / theirs:.2f} of trafilatura's with its metadata; {lost} pages lost")
    return 1 if lost else 0


def _measure(name: str, read: Callable[[bytes], dict[str, Any] | None], files: list[Path]) -> tuple[int, float]:
    lost, seconds, lines = 0, 0.0, []
    for file in files:
        content = gzip.decompress(file.read_bytes())
        started = time.process_time()
        article = read(content)
        seconds += time.process_time() - started
        lost += article is None
        if article is not None:
            lines.append(json.dumps({"source": file.name, "article": article}))
    print(f"\n{name}: {len(files) / seconds:.1f} pages a second of one core")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
        answers.write("\n".join(lines))
        answers.flush()
        subprocess.run([sys.executable, SHARED / "score_pages.py", PAGES, answers.name], check=True)
    return lost, seconds


def _by_propos(content: bytes) -> dict[str, Any] | None:
    try:
        article = read_article(Page(source="page", content=content, media_type="text/html"), now=datetime.now(UTC))
    except ProposError:
        return None
    return {
        "text": article.text,
        "lead": article.lead,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "authors": list(article.authors),
    }


def _by_trafilatura(content: bytes) -> dict[str, Any] | None:
    found = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return None
    authors = found.author.split("; ") if found.author else []
    return {"text": found.text, "lead": None, "title": found.title, "published": found.date, "authors": authors}


if __name__ == "__main__":
    sys.exit(main())
