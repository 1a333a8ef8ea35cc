"""Captions of the article's pictures, each after the paragraph that it stands behind on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from propos.read.body import Block
from propos.read.recovery import key
from propos.read.visible import SPACES

MOST_CAPTIONS = 12
LONGEST_CAPTION = 400


def find_captions(tree: Any, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of an article, those that are captions on the page marked as such."""
    captions = {key(_text(e)) for e in tree.iter("figcaption")} - {""}
    return [Block("caption", b.text) if key(b.text) in captions else b for b in blocks]


def _text(element: Any) -> str:
    return SPACES.sub(" ", "".join(element.itertext())).strip()
