"""Proposes, for a word that may report speech, every stretch that may be what was said and who may have said it.

Proposals are made broadly and from the shape of the tree alone: which of them hold is for ``rank.py`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from propos.find.tree import Tree

#: Token ranges, each from its first token up to but not including the one after its last.
Ranges = tuple[tuple[int, int], ...]

#: How many dependents of the cue may together make one content, and how often its end may be cut back.
MAX_RUN = 4
MAX_CUTS = 4
MAX_CONTENTS = 60
MAX_DEPTH = 20
#: How many tokens one stretch of content may have, and how many dependents of a word are looked at.
LONGEST_CONTENT = 1500
MAX_KIDS = 40
#: How many tokens a dateline may have, and what closes it.
LONGEST_DATELINE = 14
DASHES = ("-", "--", "–", "—")
#: How many heads above the cue are looked at for a source or a content.
MAX_CLIMB = 4


class ContentCandidate(NamedTuple):
    """A stretch of text that may be what was said.

    Attributes:
        ranges: Its tokens.
        shape: How it was proposed: relation names joined, as the ranker's features have them.
    """

    ranges: Ranges
    shape: str


class SourceCandidate(NamedTuple):
    """A noun or pronoun that may name the speaker.

    Attributes:
        token: Head of the noun phrase.
        path: The relations from the cue to it.
    """

    token: int
    path: str


def find_contents(tree: Tree, cue: int) -> list[ContentCandidate]:
    """The contents that the cue may report, without duplicates, the plainest first."""
    found: dict[Ranges, ContentCandidate] = {}
    seen: set[Ranges] = set()
    for ranges, shape in _proposals(tree, cue):
        if ranges in seen:
            continue
        seen.add(ranges)
        trimmed = tuple(filter(None, [_trim(tree, *pair) for pair in ranges]))
        if trimmed and trimmed not in found and not any([a <= cue < b for a, b in trimmed]):
            found[trimmed] = ContentCandidate(trimmed, shape)
            if len(found) >= MAX_CONTENTS:
                break
    return list(found.values())


def _proposals(tree: Tree, cue: int) -> Iterator[tuple[Ranges, str]]:
    plain, unquoted = [], list(_unquoted(tree, cue))
    first, after = tree.paragraph_ranges[tree.paragraphs[cue]]
    any_quoted = max(tree.quotes[first:after]) >= 0
    for ranges, shape in unquoted:
        whole = _with_quotations(tree, ranges, cue) if any_quoted else ranges
        plain.append((whole, shape + "+q" if whole != ranges else shape))
    quoted = list(_quoted(tree, cue))
    following = _continuation(tree, cue)
    for ranges, shape in quoted + plain:
        if (
            following
            and ranges[-1][1] <= following[0]
            and any(tree.quotes[t] >= 0 for a, b in ranges for t in range(a, b))
        ):
            yield (*ranges, following), shape + "+next"
        yield ranges, shape
    for ranges, _ in unquoted[:6]:
        yield ranges, "bare"


def _unquoted(tree: Tree, cue: int) -> Iterator[tuple[Ranges, str]]:
    yield from _left_of(tree, cue)
    yield from _around(tree, cue)
    yield from _right_of(tree, cue)
    if tree.tags[cue] == "PUNCT":
        end = tree.sentence(cue)[1]
        last = tree.paragraph_ranges[tree.paragraphs[cue]][1]
        if cue + 1 < end:
            yield ((cue + 1, end),), "sentence"
        if end < last:
            yield ((cue + 1, last),), "paragraph"


def _right_of(tree: Tree, cue: int) -> Iterator[tuple[Ranges, str]]:
    """Runs of the cue's dependents to its right, cut back step by step, with and without the opening word."""
    kids = [k for k in tree.children[cue] if k > cue and tree.tags[k] != "PUNCT"][:MAX_KIDS]
    for i, first in enumerate(kids):
        for j in range(i, min(i + MAX_RUN, len(kids))):
            start, last = tree.lefts[first], kids[j]
            shape = ">".join(tree.labels[k] for k in kids[i : j + 1])
            if start <= cue:
                continue
            for end, cut in _ends(tree, last):
                yield ((start, end),), f"run:{shape}{cut}"
                if tree.tags[start] in ("SCONJ", "ADP") and end > start + 1:
                    yield ((start + 1, end),), f"run-1:{shape}{cut}"
        inner = [k for k in tree.children[first] if k > first and tree.tags[k] != "PUNCT"]
        if inner and tree.tags[first] in ("NOUN", "ADP", "PROPN"):
            start, end = tree.lefts[inner[0]], tree.rights[first] + 1
            shape = f"{tree.labels[first]}/{tree.labels[inner[0]]}"
            yield ((start, end),), f"inner:{shape}"
            if tree.tags[start] in ("SCONJ", "ADP") and end > start + 1:
                yield ((start + 1, end),), f"inner-1:{shape}"


def _ends(tree: Tree, last: int) -> Iterator[tuple[int, str]]:
    """The end of a subtree, then the same without its last modifier, the modifier before..., and which was cut."""
    end = tree.rights[last] + 1
    yield end, ""
    node, cuts = last, 0
    for _ in range(MAX_DEPTH):
        if cuts >= MAX_CUTS:
            return
        final = [k for k in tree.children[node] if tree.rights[k] + 1 == end and tree.lefts[k] > node]
        if not final:
            later = [k for k in tree.children[node] if k > node]
            if not later or tree.tags[later[-1]] != "PUNCT":
                return
            later = [k for k in later if tree.tags[k] != "PUNCT"]
            if not later:
                return
            final = later[-1:]
        node = final[0]
        end = tree.rights[node] + 1
        if tree.tags[node] != "PUNCT" and tree.labels[node] not in ("pobj", "dobj", "obj"):
            cuts += 1
            yield tree.lefts[node], f"-{tree.labels[node]}"


def _left_of(tree: Tree, cue: int) -> Iterator[tuple[Ranges, str]]:
    """What stands before an inquit, alone or with what follows it."""
    start, end = tree.sentence(cue)
    kids = [
        k
        for k in tree.children[cue]
        if k < cue and tree.rights[k] < cue and tree.tags[k] not in ("PUNCT", "AUX", "PART")
    ]
    after = tree.rights[cue] + 1
    for k in kids:
        label = tree.labels[k]
        left, right = tree.lefts[k], tree.rights[k] + 1
        yield ((left, right),), f"left:{label}"
        if left > start:
            yield ((start, right),), f"left-all:{label}"
        if after < end:
            yield ((start, right), (after, end)), f"left-right:{label}"
    for k in tree.children[cue]:
        if k > cue and kids and tree.tags[k] in ("VERB", "AUX") and tree.labels[kids[0]] not in ("nsubj",):
            yield ((tree.lefts[kids[0]], tree.rights[kids[0]] + 1), (tree.lefts[k], tree.rights[k] + 1)), "left+kid"


def _around(tree: Tree, cue: int) -> Iterator[tuple[Ranges, str]]:
    """The clause, or the sentence, that an inquit or an "according to" stands in, without it."""
    start, end = tree.sentence(cue)
    left, right = tree.lefts[cue], tree.rights[cue] + 1
    node = cue
    for step in range(2):
        parent = tree.heads[node]
        if parent == node:
            break
        label = tree.labels[node]
        yield from _minus((tree.lefts[parent], left), (right, tree.rights[parent] + 1), f"up{step}:{label}")
        if parent < left and step == 0:
            yield ((parent, left),), f"up-head:{label}"
        node = parent
    yield from _minus((start, left), (right, end), f"rest:{tree.labels[cue]}")


def _minus(before: tuple[int, int], after: tuple[int, int], shape: str) -> Iterator[tuple[Ranges, str]]:
    halves = tuple(r for r in (before, after) if r[0] < r[1])
    if len(halves) == 2:
        yield halves, shape + ":both"
        yield (before,), shape + ":before"
        yield (after,), shape + ":after"
    elif halves:
        yield halves, shape + (":before" if before in halves else ":after")


def _quoted(tree: Tree, cue: int) -> Iterator[tuple[Ranges, str]]:
    """The quotations before and after the cue, one, both or all of its sentence."""
    start, end = tree.sentence(cue)
    paragraph = tree.paragraph_ranges[tree.paragraphs[cue]]
    here = [q for q in _near(tree, cue) if not q[0] <= cue < q[1]]
    before = [q for q in here if q[1] <= cue and q[0] >= paragraph[0] and q[1] > start - 1]
    after = [q for q in here if q[0] > cue and (q[0] < end + 1 or tree.words[q[0] - 1] in (":", ","))]
    if before and after and after[0][0] < end:
        yield (before[-1], after[0]), "quotes:both"
    if before:
        yield (before[-1],), "quotes:before"
    if after:
        yield (after[0],), "quotes:after"
        if len(after) > 1:
            yield ((after[0][0], after[-1][1]),), "quotes:after-all"
            yield tuple(after), "quotes:each"
    if len(before) > 1:
        yield ((before[0][0], before[-1][1]),), "quotes:before-all"


def _near(tree: Tree, cue: int) -> list[tuple[int, int]]:
    """The quotations that touch the cue's sentence or the tokens on either side of it."""
    start, end = tree.sentence(cue)
    numbers = {tree.quotes[t] for t in range(max(0, start - 1), min(len(tree), end + 2))} - {-1}
    return [tree.quote_ranges[n] for n in sorted(numbers)]


def _continuation(tree: Tree, cue: int) -> tuple[int, int] | None:
    """The quotation that the sentence after the cue's opens with, in the same paragraph."""
    end = tree.sentence(cue)[1]
    if end >= len(tree) or tree.paragraphs[end] != tree.paragraphs[cue]:
        return None
    number = tree.quotes[end]
    if number < 0 or tree.quote_ranges[number][0] != end:
        return None
    return tree.quote_ranges[number]


def _with_quotations(tree: Tree, ranges: Ranges, cue: int) -> Ranges:
    """The ranges, grown to the whole of the quotations that they cut through unless the cue stands in them."""
    grown = []
    for first, after in ranges:
        for edge in (first, after - 1):
            number = tree.quotes[edge]
            if number >= 0:
                start, end = tree.quote_ranges[number]
                if not start <= cue < end:
                    first, after = min(first, start), max(after, end)
        grown.append((first, after))
    if any(a[1] > b[0] for a, b in pairwise(grown)):
        return ranges
    return tuple(grown)


def _trim(tree: Tree, first: int, after: int) -> tuple[int, int] | None:
    """The range without punctuation at its ends and without a dateline ("OSLO (MPA) -"); None if nothing is left."""
    start = tree.paragraph_ranges[tree.paragraphs[first]][0]
    if first == start and tree.capitals[start] and tree.quotes[start] < 0:
        first = min(after, _after_dateline(tree, start))
    if after - first > LONGEST_CONTENT:
        return None
    while first < after and tree.tags[first] in ("PUNCT", "SPACE") and tree.quotes[first] < 0:
        first += 1
    while first < after and tree.tags[after - 1] in ("PUNCT", "SPACE") and tree.quotes[after - 1] < 0:
        after -= 1
    return (first, after) if first < after else None


def _after_dateline(tree: Tree, start: int) -> int:
    """The token after the dash that closes a dateline at ``start``, or ``start`` if there is none."""
    end = min(start + LONGEST_DATELINE, tree.paragraph_ranges[tree.paragraphs[start]][1])
    for token in range(start + 1, end):
        if tree.words[token] in DASHES and tree.starts[token] > tree.ends[token - 1]:
            return token + 1
        if tree.tags[token] in ("VERB", "AUX", "PRON"):
            return start
    return start


NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")


def find_sources(tree: Tree, cue: int) -> list[SourceCandidate]:
    """The nouns and pronouns that may name the speaker, nearest in the tree first."""
    found: dict[int, SourceCandidate] = {}

    def add(token: int, path: str) -> None:
        if tree.tags[token] in NOMINAL and token != cue:
            found.setdefault(token, SourceCandidate(token, path))

    def below(token: int, path: str) -> None:
        for kid in tree.children[token][:MAX_KIDS]:
            label = tree.labels[kid]
            if tree.tags[kid] in ("ADP", "VERB", "SCONJ"):
                for grandkid in tree.children[kid][:MAX_KIDS]:
                    add(
                        grandkid,
                        f"{path}>{label}:{tree.words[kid] if tree.tags[kid] == 'ADP' else ''}>{tree.labels[grandkid]}",
                    )
            else:
                add(kid, f"{path}>{label}")
                if tree.tags[kid] in ("NOUN", "PROPN"):
                    for grandkid in tree.children[kid][:MAX_KIDS]:
                        if tree.labels[grandkid] in ("poss", "nmod", "compound"):
                            add(grandkid, f"{path}>{label}>{tree.labels[grandkid]}")

    below(cue, "")
    node, path = cue, ""
    for _ in range(MAX_CLIMB):
        parent = tree.heads[node]
        if parent == node:
            break
        path += f"<{tree.labels[node]}"
        add(parent, path)
        below(parent, path) if path.count("<") < 3 else None
        node = parent
    if tree.tags[cue] == "PUNCT":
        start = tree.sentence(cue)[0]
        for token in range(max(start, cue - MAX_KIDS), cue):
            add(token, f"before{'-edge' if tree.lefts[token] == start else ''}:{tree.labels[token]}")
    return list(found.values())
