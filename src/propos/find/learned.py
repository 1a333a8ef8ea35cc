"""Statements as the language's ranker reads them, for languages whose pack has one."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from propos.find.candidates import MAX_CLIMB, Ranges
from propos.find.edges import is_cue, mend_edges, mend_inquit, mend_medium
from propos.find.parse import Parse
from propos.find.rank import Ranked, Ranker, load_ranker, rank_cues
from propos.find.sentences import cut_sentences
from propos.find.tree import Tree, make_tree
from propos.lang import Language
from propos.lang.naming import naming_of
from propos.lang.tables.cues import Cues, CueWords
from propos.lang.tables.units import Units
from propos.model import Article, Mood, Quotation, Span, Stance, Statement, StatementKind

#: What may stand at either end of a content without being said: marks and their padding, commas.
MARKS = "\"'“”‘’«»„‟`‹› \u00a0\u202f\n\t,"

#: A quotation that no accepted statement holds is given to the best cue about it from this confidence on.
LEAST_FOR_QUOTATION = 0.12
#: A statement within another's words ("X says that Y said") must be as sure as this.
LEAST_WITHIN = 0.7
#: What is promised, asked for or put at a sum or a share counts from this confidence on: few other verbs take one.
LEAST_FOR_SUM = 0.3
#: A quotation without any cue counts from so many words on, if there is a verb in it.
LEAST_WORDS = 4
#: How sure a statement without a cue is.
UNCUED = 0.5


def find_learned(
    article: Article, quotations: Sequence[Quotation], parse: Parse, language: Language
) -> tuple[Statement, ...]:
    """The statements that the ranker accepts, in text order; () if the language has no ranker."""
    ranker = load_ranker(language)
    if ranker is None:
        return ()
    tree = make_tree(parse, quotations)
    words = _cue_words(language)
    syntax = language.pack.syntax
    ranked = rank_cues(tree, ranker, least=LEAST_FOR_QUOTATION)
    labels = naming_of(language).function_words
    ranked = [r for r in ranked if is_cue(tree, r.cue) and not _asks(tree, r) and not _is_label(tree, r, labels)]
    mended = [mend_medium(tree, mend_inquit(tree, r, syntax), words.where) for r in ranked]
    readings = _accepted(tree, mended, ranker, _measures(language))
    contents = [
        _in_sentence(article.text, tree, reading.cue, ranges)
        for reading, ranges in zip(readings, mend_edges(tree, readings, syntax), strict=True)
    ]
    found = [_statement(article.text, tree, r, c, ranker, words) for r, c in zip(readings, contents, strict=True)]
    found += _uncued(article.text, tree, contents, frozenset(syntax.subject))
    ordered = sorted((s for s in found if s.content), key=lambda s: (s.content[0].start, -s.content[-1].end, s.cue))
    unclosed = [q.outer for q in quotations if q.unclosed]
    return tuple(_numbered(ordered, [p.start for p in article.paragraphs], unclosed))


def _in_sentence(text: str, tree: Tree, cue: int, ranges: Ranges) -> Ranges:
    """A content before its cue from where the sentence begins, if the parser missed that ("It cost £2m. Then ...")."""
    (first, after), *rest = ranges
    if rest or after > cue or not any(tree.words[t][-1] == "." for t in range(first, after - 1)):
        return ranges
    if any(tree.quotes[t] >= 0 for t in range(first, after)):
        return ranges
    start = cut_sentences(text, Span(tree.starts[first], tree.ends[cue]))[-1].start
    begins = next((t for t in range(first, after) if tree.starts[t] >= start), first)
    return ((begins, after),)


def _asks(tree: Tree, reading: Ranked) -> bool:
    """Whether what is said is only the word that a question opens with ("What does the government say?")."""
    first, after = reading.content.ranges[0]
    start, end = tree.sentence(first)
    alone = after - first == 1 == len(reading.content.ranges) and tree.quotes[first] < 0
    return alone and first == start and reading.cue > first and tree.words[end - 1] == "?"


def _is_label(tree: Tree, reading: Ranked, labels: Collection[str]) -> bool:
    """Whether the word before a colon says what kind of article it heads ("Explainer: ...")."""
    at = reading.cue - 1
    opens = at >= 0 and tree.paragraph_ranges[tree.paragraphs[at]][0] == at
    return tree.tags[reading.cue] == "PUNCT" and opens and tree.words[at] in labels


def _numbered(
    statements: Sequence[Statement], paragraph_starts: Sequence[int], unclosed: Sequence[Span]
) -> Iterator[Statement]:
    """The statements with their ids and what each carries on or stands in."""
    around: list[Statement] = []
    before: Statement | None = None
    for number, statement in enumerate(statements, 1):
        start = statement.content[0].start
        while around and around[-1].content[-1].end <= start:
            around.pop()
        numbered = replace(
            statement,
            id=f"s{number}",
            inside=next((s.id for s in reversed(around) if _holds(s, statement)), None),
            continues=before.id if before and _carries_on(before, statement, paragraph_starts) else None,
            unclosed=any(q.overlaps(c) for q in unclosed for c in statement.content),
        )
        yield numbered
        around.append(numbered)
        before = numbered


def _holds(outer: Statement, inner: Statement) -> bool:
    return any(c.contains(inner.cue[0]) for c in outer.content) if inner.cue else False


def _carries_on(before: Statement, statement: Statement, paragraph_starts: Sequence[int]) -> bool:
    """Whether a quotation without a cue comes straight after the words of another statement."""
    if statement.rule != "uncued" or statement.source or before.kind == "indirect":
        return False
    gap = bisect(paragraph_starts, statement.content[0].start) - bisect(paragraph_starts, before.content[-1].start)
    return gap <= 1


@cache
def _cue_words(language: Language) -> CueWords:
    return language.table(Cues).words


@cache
def _measures(language: Language) -> frozenset[str]:
    """Signs and words for money and shares, in lower case."""
    table = language.table(Units)
    return frozenset((*table.signs, *table.units, *table.currencies))


def _is_sum(tree: Tree, reading: Ranked, measures: Collection[str]) -> bool:
    """Whether the object of a verb with a subject is a sum of money, a share or a measure ("offered 3.5%")."""
    if reading.source is None or not reading.content.shape.startswith("run:") or len(reading.content.ranges) > 1:
        return False
    first, after = reading.content.ranges[0]
    signed = tree.words[first] in measures and first + 1 < after and tree.words[first + 1][:1].isdigit()
    counted = tree.words[first][:1].isdigit() and any(tree.words[t] in measures for t in range(first + 1, after)[:2])
    return first > reading.cue and (signed or counted)


def _accepted(tree: Tree, ranked: Sequence[Ranked], ranker: Ranker, measures: Collection[str]) -> list[Ranked]:
    """The sure readings, and the best one for each quotation that these leave out; each content once."""
    best: dict[Ranges, Ranked] = {}
    held: set[int] = set()
    within: set[int] = set()
    for reading in sorted(ranked, key=lambda r: -r.confidence):
        ranges = reading.content.ranges
        quoted = {tree.quotes[t] for a, b in ranges for t in range(a, b)} - {-1}
        least = LEAST_WITHIN if reading.cue in within else ranker.threshold
        least = LEAST_FOR_SUM if reading.cue not in within and _is_sum(tree, reading, measures) else least
        if reading.confidence >= least or (quoted - held and _is_all_quoted(tree, ranges)):
            best.setdefault(ranges, reading)
            held |= quoted
            within.update(t for a, b in ranges for t in range(a, b))
    return sorted(best.values(), key=lambda r: r.cue)


def _is_all_quoted(tree: Tree, ranges: Ranges) -> bool:
    return all(tree.quotes[t] >= 0 for a, b in ranges for t in range(a, b))


def _uncued(text: str, tree: Tree, held: Sequence[Ranges], subjects: frozenset[str]) -> Iterator[Statement]:
    """Quotations that are sentences and stand in no other statement: led in, carried on from the one before, or signed.

    Args:
        text: The article's.
        tree: Its parse.
        held: The contents of the statements that have a cue.
        subjects: The parser's relations of a subject.
    """
    taken = {t for ranges in held for a, b in ranges for t in range(a, b)}
    for first, after in tree.quote_ranges:
        if first == after or any(t in taken for t in range(first, after)):
            continue
        words = sum(any(map(str.isalnum, tree.words[t])) for t in range(first, after))
        if words >= LEAST_WORDS and any(tree.tags[t] in ("VERB", "AUX") for t in range(first, after)):
            content = (_bare(text, tree.span(first, after)),)
            source = _leading_in(tree, first, subjects)
            yield Statement(id="", kind="direct", content=content, source=source, confidence=UNCUED, rule="uncued")


def _leading_in(tree: Tree, first: int, subjects: frozenset[str]) -> tuple[Span, ...]:
    """The subject of the clause that a colon joins to a quotation ("Her neighbour was more forgiving: ...")."""
    colon = first - 1
    if colon < 1 or tree.words[colon] != ":":
        return ()
    start, _ = tree.sentence_ranges[tree.sentences[colon]]
    for token in range(start, colon):
        verb = tree.heads[token]
        main = tree.heads[verb] == verb or tree.heads[verb] >= first  # the parser may hang it on the words said
        if main and tree.labels[token] in subjects and tree.quotes[token] < 0:
            return (_noun_phrase(tree, token, verb),)
    return ()


def _statement(text: str, tree: Tree, ranked: Ranked, content: Ranges, ranker: Ranker, words: CueWords) -> Statement:
    ranges = _without_opener(tree, content, words)
    kind = _kind(tree, ranges)
    spans = (tree.span(first, _with_closing_mark(tree, first, after)) for first, after in ranges)
    source = () if ranked.source is None else _source(tree, ranked.source.token, ranked.cue, words)
    return Statement(
        id="",
        kind=kind,
        content=tuple(s for s in (_bare(text, s) if kind == "direct" else s for s in spans) if s),
        cue=(_cue_span(tree, ranked),),
        source=source,
        stance=_stance(tree, ranked.cue, ranker),
        mood=_mood(tree, ranked.cue, words),
        confidence=ranked.confidence,
        rule="ranked",
    )


def _with_closing_mark(tree: Tree, first: int, after: int) -> int:
    """The end of a stretch with the mark that closes a quotation which begins within it."""
    quote = tree.quotes[after - 1]
    opening, end = tree.quote_ranges[quote] if quote >= 0 else (0, 0)
    return end if first <= opening and end == after + 1 and tree.tags[after] == "PUNCT" else after


def _without_opener(tree: Tree, ranges: Ranges, words: CueWords) -> Ranges:
    """The content without the conjunction that leads to it ("that"), which is the article's."""
    (first, after), *rest = ranges
    if tree.tags[first] == "SCONJ" and tree.words[first] in words.that and after > first + 1:
        first += 1
    return ((first, after), *rest)


def _stance(tree: Tree, cue: int, ranker: Ranker) -> Stance:
    known = ranker.classes.get((tree.lemmas[cue], tree.tags[cue]))
    return known.stance if known else "states"


def _mood(tree: Tree, cue: int, words: CueWords) -> Mood:
    kids = {tree.words[k] for k in tree.children[cue] if k < cue}
    if kids & set(words.negations):
        return "negated"
    if tree.tags[cue] == "ADV":
        return "conditional"
    return "hypothetical" if kids & set(words.conditional) else "asserted"


def _kind(tree: Tree, ranges: Ranges) -> StatementKind:
    quoted = [
        tree.quotes[t] >= 0
        for first, after in ranges
        for t in range(first, after)
        if any(map(str.isalnum, tree.words[t]))
    ]
    return "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS:
        end -= 1
    return Span(start, end)


def _source(tree: Tree, token: int, cue: int, words: CueWords) -> tuple[Span, ...]:
    """The words that name the speaker; behind a relative pronoun, what it stands for as well."""
    nearest = _noun_phrase(tree, token, cue)
    if tree.words[token] not in words.relative:
        return (nearest,)
    node = token
    for _ in range(MAX_CLIMB):
        node = tree.heads[node]
        if node < token and tree.tags[node] in ("NOUN", "PROPN", "PRON"):
            return _noun_phrase(tree, node, token), nearest
    return (nearest,)


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


def _cue_span(tree: Tree, ranked: Ranked) -> Span:
    """The cue with its auxiliaries, its particle, and the preposition that leads on from it ("called for")."""
    cue, source = ranked.cue, ranked.source
    first, after = cue, cue + 1
    while first > 0 and tree.heads[first - 1] == cue and tree.tags[first - 1] in ("AUX", "PART"):
        first -= 1
    if after < len(tree) and tree.heads[after] == cue and tree.tags[after] == "ADP":
        to_source = source is not None and tree.heads[source.token] == after and source.token > after
        to_content = ranked.content.ranges[0][0] == after + 1
        after += to_source or to_content or tree.labels[after] == "prt"
    return tree.span(first, after)
