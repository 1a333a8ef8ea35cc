"""The text of a page by its layout alone, where the extraction finds none or would take too long."""

from __future__ import annotations

import re

from resiliparse.extract.html2text import extract_plain_text

from propos.read.body import Block

LINE = re.compile(r"[^\n]+")


def find_plain_body(markup: str) -> list[Block]:
    """The paragraphs that stand out as a page's main content, in order; every word counts as prose."""
    text = extract_plain_text(markup, main_content=True, alt_texts=False, noscript=False)
    return [Block("paragraph", line) for m in LINE.finditer(text) if (line := " ".join(m[0].split()))]
