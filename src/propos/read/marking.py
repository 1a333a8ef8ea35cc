"""What each block of an article is on its page: heading, caption, question, or a paragraph after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from propos.read.body import Block
from propos.read.recovery import key
from propos.read.roles import has_credit
from propos.read.visible import HEADINGS, Visible

CAPTION = re.compile(r"caption|legende|(?:^|[\s_-])legend(?:$|[\s_-])|photo-?credit", re.IGNORECASE)

#: The lead picture's caption belongs to the article's record; those further down say little that the text does not.
MOST_CAPTIONS = 1
FEWEST_WORDS = 5
LONGEST_CAPTION = 400


def mark_blocks(blocks: Sequence[Block], visible: Sequence[Visible]) -> list[Block]:
    """The blocks, each of the kind that the page's markup gives it."""
    marked = {v.key: v for v in reversed(visible)}
    return [_marked(block, marked.get(key(block.text))) for block in blocks]


def _marked(block: Block, shown: Visible | None) -> Block:
    if block.kind == "paragraph" and has_credit(block.text):
        return replace(block, kind="caption")
    if shown is None or block.kind == "heading":
        return block
    if shown.tag in HEADINGS:
        return replace(block, kind="heading")
    return replace(block, kind="caption") if is_caption(shown) else block


def is_caption(shown: Visible) -> bool:
    """Whether a block of the page is marked as a picture's caption."""
    if shown.tag == "figcaption" or shown.home.startswith("figcaption."):
        return True
    return len(shown.text) <= LONGEST_CAPTION and bool(CAPTION.search(shown.classes[:200]))


def add_captions(blocks: Sequence[Block], visible: Sequence[Visible]) -> list[Block]:
    """The blocks, with the captions of the pictures among them in their places."""
    places = {v.key: i for i, v in reversed(list(enumerate(visible)))}
    spots = [places.get(key(b.text)) for b in blocks]
    known = [s for s in spots if s is not None]
    if not known:
        return list(blocks)
    first, last = max(0, min(known) - 12), max(known)
    have = {key(b.text) for b in blocks}
    wanted = [
        (i, v)
        for i, v in enumerate(visible[: last + 1])
        if i >= first
        and not v.aside
        and is_caption(v)
        and v.key not in have
        and len(v.text) <= LONGEST_CAPTION
        and len(v.text.split()) >= FEWEST_WORDS
    ]
    items: list[tuple[int, int, Block]] = []
    spot = -1
    for block, place in zip(blocks, spots, strict=True):
        spot = max(spot, place if place is not None else spot)
        items.append((spot, 0, block))
    items += [(i, 1, Block("caption", v.text)) for i, v in wanted[:MOST_CAPTIONS]]
    return [block for _, _, block in sorted(items, key=lambda item: item[:2])]
