"""Paragraphs that the extraction lost: those that stand in the same markup as what it kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from propos.read.body import Block, BlockKind
from propos.read.visible import HEADINGS, Visible

#: Shorter paragraphs are not brought back: too many buttons are as long.
FEW_WORDS = 8
LINKED = 0.5

PROSE_TAGS = {"p", "blockquote"}


def recover(blocks: Sequence[Block], visible: Sequence[Visible]) -> list[Block]:
    """The blocks of the body, with the lost ones of the same article in their places.

    Pages cut an article into several containers of one kind, with boxes between; extraction often keeps the first one.
    """
    kept = {key(b.text) for b in blocks}
    homes: Counter[str] = Counter()
    for v in visible:
        if v.tag == "p" and v.key in kept:
            homes[v.home] += len(v.text.split())
    main = {h for h, words in homes.items() if words >= 0.5 * homes.total() and _is_named(h)}
    if not main:
        return list(blocks)
    whole = "".join(key(b.text) for b in blocks)
    lost = [(i, v) for i, v in enumerate(visible) if v.home in main and v.key not in whole and _is_prose(v)]
    return _merged(blocks, lost, visible) if lost else list(blocks)


def kept_share(blocks: Sequence[Block], visible: Sequence[Visible]) -> float:
    """The share of a page's visible prose, counted in words, that the blocks hold."""
    whole = "".join(key(b.text) for b in blocks)
    words = kept = 0
    for v in visible:
        if v.aside or v.link_share > LINKED or len(v.text.split()) < 2 * FEW_WORDS:
            continue
        words += len(v.text.split())
        kept += len(v.text.split()) if v.key in whole else 0
    return kept / words if words else 1.0


def key(text: str) -> str:
    """A text without blanks, by which blocks are found again."""
    return "".join(text.split())


def _is_named(home: str) -> bool:
    """Whether the element has a class of its own: a bare div may be anything."""
    return len(home.partition(".")[2]) > 2


def _is_prose(block: Visible) -> bool:
    if block.aside or block.link_share > LINKED:
        return False
    return block.tag in HEADINGS or (block.tag in PROSE_TAGS and len(block.text.split()) >= FEW_WORDS)


def _merged(blocks: Sequence[Block], lost: Sequence[tuple[int, Visible]], visible: Sequence[Visible]) -> list[Block]:
    places: dict[str, int] = {}
    for i, v in enumerate(visible):
        places.setdefault(v.key, i)
    items: list[tuple[int, int, Block]] = []
    last = -1
    for block in blocks:
        last = max(last, places.get(key(block.text), last))
        items.append((last, 0, block))
    for i, v in lost:
        kind: BlockKind = "heading" if v.tag in HEADINGS else "paragraph"
        items.append((i, 1, Block(kind, v.text)))
    return [block for _, _, block in sorted(items, key=lambda item: item[:2])]
