"""One page in HTML, taken apart: the blocks of its article and what it says of it. Runs here, or in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree, html

from propos.errors import ReadError
from propos.read.body import Block, find_body
from propos.read.fallback import find_plain_body
from propos.read.leads import find_lead
from propos.read.lexicon import load_lexicon
from propos.read.marking import add_captions, mark_blocks
from propos.read.metadata import Metadata, find_metadata
from propos.read.recovery import kept_share, recover
from propos.read.roles import BOX_LINES, heads_box, is_label, is_page_furniture
from propos.read.titles import loose
from propos.read.visible import Visible, find_visible

#: How much of a page is looked at for its head.
LONGEST_HEAD = 300_000


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page holds.

    Attributes:
        blocks: Paragraphs, headings and questions of the article, in order, without its title.
        metadata: Everything else.
        lead: The lead; it is one of ``blocks``, or a description that stands nowhere in the text.
        kept: The share of the page's visible prose that ``blocks`` hold.
    """

    blocks: tuple[Block, ...]
    metadata: Metadata
    lead: str | None
    kept: float


def extract(markup: str, *, address: str | None, limit: datetime, place: str = "") -> Extraction:
    """Take a page apart.

    Args:
        markup: The page, tamed.
        address: Where it is from.
        limit: When it was captured.
        place: For the error.

    Raises:
        ReadError: If it cannot be parsed at all.
    """
    tree = _parsed(markup, place)
    visible = find_visible(tree)
    metadata = find_metadata(tree, visible, address=address, limit=limit)
    blocks = recover(find_body(tree, url=address) or find_plain_body(markup), visible)
    blocks = _without_furniture(blocks)
    blocks = _without_title(blocks, visible, metadata)
    kept = kept_share(blocks, visible)
    lead, blocks = find_lead(blocks, visible, metadata)
    return Extraction(tuple(add_captions(mark_blocks(blocks, visible), visible)), metadata, lead, kept)


def extract_plainly(markup: str, *, address: str | None, limit: datetime, place: str = "") -> Extraction:
    """The same for a page that is too large to be taken apart: its words by layout alone, and what its head says."""
    end = markup.find("<body")
    head = markup[: min(end, LONGEST_HEAD) if end > 0 else LONGEST_HEAD]
    metadata = find_metadata(_parsed(f"{head}<body></body>", place), [], address=address, limit=limit)
    return Extraction(tuple(find_plain_body(markup)), metadata, None, 1.0)


def _parsed(markup: str, place: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        # A declaration of the encoding no longer holds: the text has been decoded.
        tree = html.document_fromstring(markup.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise ReadError("is not a page that can be parsed", place=place) from None
    return tree


def _without_furniture(blocks: list[Block]) -> list[Block]:
    """The blocks without buttons, bylines and dates, nor the titles right under the heading of a box in the text."""
    kept: list[Block] = []
    boxed = 0
    for block in blocks:
        if block.kind != "heading" and is_page_furniture(block.text, load_lexicon()):
            boxed = BOX_LINES if heads_box(block.text) else boxed
        elif boxed and block.kind == "paragraph" and is_label(block.text):
            boxed -= 1
        else:
            boxed = 0
            kept.append(block)
    return kept


def _without_title(blocks: list[Block], visible: list[Visible], metadata: Metadata) -> list[Block]:
    """The title stands beside the text, not in it; where the body starts with it again, it is left out."""
    titles = {loose(v.text) for v in visible if v.tag == "h1"} | {loose(metadata.title or "")}
    return [b for i, b in enumerate(blocks) if i >= 6 or loose(b.text) not in titles]
