"""The lead of an article on a page: what stands below the title and sums it up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from propos.read.body import Block
from propos.read.metadata import Metadata
from propos.read.recovery import key
from propos.read.titles import loose
from propos.read.visible import Visible

LEAD = re.compile(
    r"chap[oe]|standfirst|(?:^|[\s_-])(?:lead|lede|dek|deck|intro|excerpt|sub-?title|sub-?headline|strapline|kicker-text|abstract"
    r"|entradilla|vorspann|teaser-?text|summary|sommaire|accroche)(?:$|[\s_-])",
    re.IGNORECASE,
)

FEWEST_WORDS = 6
MOST_WORDS = 110

#: So much of a description's start must stand on the page; descriptions are cut at any length.
SAME = 40


def find_lead(
    blocks: Sequence[Block], visible: Sequence[Visible], metadata: Metadata
) -> tuple[str | None, list[Block]]:
    """The lead, and the blocks with it at their head if the body lacks it though the page shows it.

    Where the page neither shows its description nor marks a lead, the description is the lead, beside the text.
    """
    blocks = list(blocks)
    first = next((i for i, v in enumerate(visible) if blocks and v.key == key(blocks[0].text)), len(visible))
    shown = _shown(visible[:first], metadata)
    if shown is not None and all(key(shown) not in key(b.text) for b in blocks):
        return shown, [Block("paragraph", shown), *blocks]
    if shown is not None:
        return shown, blocks
    description = loose(metadata.description or "")[:SAME]
    marked = {v.key for v in visible if LEAD.search(v.classes[:200])}
    for block in blocks[:3]:
        described = len(description) == SAME and loose(block.text).startswith(description)
        if (described or key(block.text) in marked) and _has_length(block.text):
            return block.text, blocks
    return None, blocks


def _shown(above: Sequence[Visible], metadata: Metadata) -> str | None:
    """What stands above the body and is marked as a lead, or says what the description says."""
    description = loose(metadata.description or "")[:SAME]
    title = loose(metadata.title or "")
    for block in above:
        if block.aside or not _has_length(block.text) or loose(block.text) == title or block.link_share > 0.5:
            continue
        if len(description) == SAME and loose(block.text).startswith(description):
            return block.text
        if block.tag != "h1" and LEAD.search(block.classes[:200]) and block.text.rstrip("»”\"' ")[-1:] in ".!?…":
            return block.text
    return None


def _has_length(text: str) -> bool:
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
