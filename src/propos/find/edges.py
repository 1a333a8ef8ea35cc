"""What the readings around a reading tell of it: where its words end, and whether its cue is one."""

from __future__ import annotations

from collections.abc import Sequence

from propos.find.candidates import Ranges
from propos.find.rank import Ranked
from propos.find.tree import Tree

HYPHENS = ("-", "‐", "‑")


def mend_edges(tree: Tree, readings: Sequence[Ranked]) -> list[Ranges]:
    """The content of each reading, in the same order: cut before what the speaker says next."""
    made = []
    for reading in readings:
        *rest, (first, after) = reading.content.ranges
        ends = [r.cue - 1 for r in readings if _says_next(tree, r, first, after)]
        end = min(ends, default=after)
        while end - 1 > first and tree.tags[end - 1] in ("PUNCT", "SPACE"):
            end -= 1
        made.append((*rest, (first, end)))
    return made


def _says_next(tree: Tree, other: Ranked, first: int, after: int) -> bool:
    """Whether a cue inside a content is joined to the cue before it: "said he would stay and warned against ..."."""
    if not first + 1 < other.cue < after or tree.tags[other.cue - 1] != "CCONJ":
        return False
    return other.source is None or not first <= other.source.token < after


def is_cue(tree: Tree, cue: int) -> bool:
    """Whether a word reports: not in a compound ("so-called"), nor asked of whoever speaks ("Asked about X, she").

    Args:
        tree: The parsed tokens.
        cue: The word.
    """
    if cue > 0 and tree.words[cue - 1] in HYPHENS and tree.ends[cue - 1] == tree.starts[cue]:
        return False
    first, _ = tree.sentence_ranges[tree.sentences[cue]]
    opens = all(not any(c.isalnum() for c in tree.words[t]) for t in range(first, cue))
    passive = "Tense=Past|VerbForm=Part" in tree.shapes[cue] and not any(
        tree.labels[k].startswith("nsubj") for k in tree.children[cue]
    )
    return not (opens and passive and tree.heads[cue] != cue and tree.labels[cue] == "advcl")
