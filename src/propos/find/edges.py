"""What the readings around a reading tell of it: where its words end, and whether its cue is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from propos.find.candidates import ContentCandidate, Ranges, SourceCandidate
from propos.find.rank import Ranked
from propos.find.tree import Tree
from propos.lang.tables.pack import Syntax

HYPHENS = ("-", "‐", "‑")
#: What a noun phrase is made of that stands behind a verb of saying.
PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "PART"})


def mend_inquit(tree: Tree, reading: Ranked, syntax: Syntax) -> Ranked:
    """The reading with the speaker behind the verb, where the parser takes him for what is said ("X, said the chief").

    Args:
        tree: The parsed tokens.
        reading: The best reading of a cue.
        syntax: The parser's names of relations.
    """
    cue, (first, after) = reading.cue, reading.content.ranges[0]
    if reading.source is not None or len(reading.content.ranges) > 1 or first != cue + 1:
        return reading
    if any(tree.tags[t] not in PHRASE for t in range(first, after)):
        return reading
    head = next((t for t in range(first, after) if tree.tags[t] in ("NOUN", "PROPN") and tree.heads[t] == cue), -1)
    said = _said_before(tree, cue, syntax)
    if head < 0 or said is None:
        return reading
    return replace(reading, content=ContentCandidate((said,), "inverted"), source=SourceCandidate(head, "inverted"))


def mend_medium(tree: Tree, reading: Ranked, where: Collection[str]) -> Ranked:
    """The reading without where it was said, if that stands before the clause ("said in a statement that ...").

    Args:
        tree: The parsed tokens.
        reading: The best reading of a cue.
        where: The language's prepositions for where something is said.
    """
    cue, (first, after) = reading.cue, reading.content.ranges[0]
    if len(reading.content.ranges) > 1 or not cue < first - 1 or tree.words[first - 1] not in where:
        return reading
    clause = next((t for t in range(first, after) if tree.tags[t] not in PHRASE or tree.quotes[t] >= 0), after)
    if tree.heads[first - 1] != cue or clause == first or clause + 2 >= after or tree.tags[clause] != "SCONJ":
        return reading
    return replace(reading, content=ContentCandidate(((clause, after),), reading.content.shape))


def _said_before(tree: Tree, cue: int, syntax: Syntax) -> tuple[int, int] | None:
    """What stands right before an inquit: a quotation, or a clause that hangs on the verb."""
    start, _ = tree.sentence_ranges[tree.sentences[cue]]
    before = cue - 1
    if before <= start:
        return None
    quote = tree.quotes[before] if tree.quotes[before] >= 0 else tree.quotes[before - 1]
    if quote >= 0 and tree.quotes[cue] < 0:
        return tree.quote_ranges[quote]
    clause = any(k < before and tree.labels[k] in syntax.clause_complement for k in tree.children[cue])
    return (start, before) if clause and tree.words[before] == "," else None


def mend_edges(tree: Tree, readings: Sequence[Ranked], syntax: Syntax) -> list[Ranges]:
    """The content of each reading, in the same order: without whom it is said to, cut before what is said next."""
    made = []
    for reading in readings:
        *rest, (first, after) = reading.content.ranges
        if not rest and _is_told(tree, reading.cue, first, after, syntax):
            first += 1
        ends = [r.cue - 1 for r in readings if _says_next(tree, r, first, after)]
        end = min(ends, default=after)
        while end - 1 > first and tree.tags[end - 1] in ("PUNCT", "SPACE"):
            end -= 1
        made.append((*rest, (first, end)))
    return made


def _is_told(tree: Tree, cue: int, first: int, after: int, syntax: Syntax) -> bool:
    """Whether a content begins with the pronoun for whom it is said to or of ("told him to stop")."""
    if not cue < first < after - 1 or tree.tags[first] != "PRON" or tree.heads[first] != cue:
        return False
    hears = tree.labels[first] in (*syntax.object, *syntax.indirect_object)
    return hears and tree.tags[first + 1] in ("PART", "ADP")


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
