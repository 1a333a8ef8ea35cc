"""Statements as the language's ranker reads them, for languages whose pack has one."""

from __future__ import annotations

from collections.abc import Sequence

from propos.find.candidates import Ranges, SourceCandidate
from propos.find.parse import Parse
from propos.find.rank import Ranked, load_ranker, rank_cues
from propos.find.tree import Tree, make_tree
from propos.lang import Language
from propos.model import Article, Quotation, Span, Statement, StatementKind

#: What may stand at either end of a content without being said: marks and their padding, commas.
MARKS = "\"'“”‘’«»„‟`‹› \u00a0\u202f\n\t,"


def find_learned(
    article: Article, quotations: Sequence[Quotation], parse: Parse, language: Language
) -> tuple[Statement, ...]:
    """The statements that the ranker accepts, in the order of their cues; () if the language has no ranker."""
    ranker = load_ranker(language)
    if ranker is None:
        return ()
    tree = make_tree(parse, quotations)
    ranked = _without_duplicates(rank_cues(tree, ranker))
    statements = (_statement(article.text, tree, r, number) for number, r in enumerate(ranked, 1))
    return tuple(s for s in statements if s.content)


def _without_duplicates(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Of the readings that give the very same words to two cues, the surer one."""
    best: dict[Ranges, Ranked] = {}
    for reading in ranked:
        rival = best.get(reading.content.ranges)
        if rival is None or reading.confidence > rival.confidence:
            best[reading.content.ranges] = reading
    return [r for r in ranked if best[r.content.ranges] is r]


def _statement(text: str, tree: Tree, ranked: Ranked, number: int) -> Statement:
    kind = _kind(text, tree, ranked.content.ranges)
    spans = (tree.span(*r) for r in ranked.content.ranges)
    content = tuple(s for s in (_bare(text, s) if kind == "direct" else s for s in spans) if s)
    source = () if ranked.source is None else (_noun_phrase(tree, ranked.source.token, ranked.cue),)
    return Statement(
        id=f"s{number}",
        kind=kind,
        content=content,
        cue=(_cue_span(tree, ranked.cue, ranked.source),),
        source=source,
        confidence=ranked.confidence,
        rule="ranked",
    )


def _kind(text: str, tree: Tree, ranges: Ranges) -> StatementKind:
    quoted = [
        tree.quotes[t] >= 0
        for first, after in ranges
        for t in range(first, after)
        if any(c.isalnum() for c in tree.words[t])
    ]
    return "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS:
        end -= 1
    return Span(start, end)


def _noun_phrase(tree: Tree, token: int, cue: int) -> Span:
    """The noun with its modifiers and appositions, up to a clause about it, never across the cue."""
    first, after = tree.lefts[token], tree.rights[token] + 1
    for kid in tree.children[token]:
        if kid > token and tree.tags[kid] in ("VERB", "AUX"):
            after = min(after, tree.lefts[kid])
    if first <= cue < token:
        first = cue + 1
    elif token < cue < after:
        after = cue
    while after - 1 > token and tree.tags[after - 1] in ("PUNCT", "SPACE", "CCONJ", "ADP", "SCONJ"):
        after -= 1
    while first < token and tree.tags[first] in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    return tree.span(first, after)


def _cue_span(tree: Tree, cue: int, source: SourceCandidate | None) -> Span:
    """The cue with its auxiliaries, its particle, and the preposition that leads to the source ("according to")."""
    first, after = cue, cue + 1
    while first > 0 and tree.heads[first - 1] == cue and tree.tags[first - 1] in ("AUX", "PART"):
        first -= 1
    if after < len(tree) and tree.heads[after] == cue and tree.tags[after] == "ADP":
        through = source is not None and tree.heads[source.token] == after and source.token > after
        after += through or tree.labels[after] == "prt"
    return tree.span(first, after)
