"""Statements: content, cue and source, by rules or, where a pack has one, by its ranker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from propos.find.according import find_according
from propos.find.answers import add_answers
from propos.find.cues import load_lexicon
from propos.find.evidence import accept, load_acceptance
from propos.find.gate import passages_worth_parsing
from propos.find.inquits import find_inquits
from propos.find.layout import Layout, lay_out
from propos.find.learned import find_learned
from propos.find.parse import Parse
from propos.find.quotes import opens_turn
from propos.find.rank import load_ranker
from propos.find.reports import find_reports
from propos.find.spans import Draft, Range, with_sign
from propos.find.uncued import find_uncued, set_off
from propos.lang import Language
from propos.model import Article, Quotation, Rejected, Span, Statement, StatementKind, hull

__all__ = ["content_spans", "find_statements", "passages_worth_parsing", "propose"]

INQUITS = frozenset({"inquit", "inquit within the marks"})
#: What may stand at either end of a content without being said.
PADDING = " \u00a0\u202f\n\t,;"


def find_statements(
    article: Article, quotations: tuple[Quotation, ...], parse: Parse, language: Language
) -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]:
    """The statements of an article in text order, and the candidates that were turned down.

    Example:
        In "« Oui », a promis Anna Rey." the words "Oui", the cue "a promis", the source "Anna Rey".
    """
    if load_ranker(language) is not None:
        statements = _with_turns(article, find_learned(article, quotations, parse, language), language)
        return add_answers(article, statements, language), tuple(_left_over(quotations, statements))
    if not load_lexicon(language).entries:
        return (), ()
    layout = lay_out(article.text, quotations, parse, language)
    acceptance = load_acceptance(language)
    accepted = accept(layout, propose(layout), acceptance)
    uncued = list(find_uncued(layout, [draft for draft, _ in accepted]))
    rejected = [found for found in uncued if isinstance(found, Rejected)]
    accepted += accept(layout, [found for found in uncued if isinstance(found, Draft)], acceptance)
    statements = _with_turns(article, _statements(layout, accepted), language)
    return add_answers(article, statements, language), tuple(rejected)


def _with_turns(article: Article, statements: Sequence[Statement], language: Language) -> tuple[Statement, ...]:
    """The statements, those that a dialogue dash introduces being direct: the dash stands for the marks."""
    return tuple(
        replace(s, kind="direct") if s.cue and opens_turn(article.text, s.content[0].start, language) else s
        for s in statements
    )


def _left_over(quotations: Sequence[Quotation], statements: Sequence[Statement]) -> Iterator[Rejected]:
    """The outermost quotations that share no word with any statement's content."""
    contents = sorted(span for s in statements for span in s.content)
    ends = list(accumulate((c.end for c in contents), max))
    for quotation in quotations:
        before = bisect_left(contents, Span(quotation.span.end, quotation.span.end))
        if quotation.depth == 0 and len(quotation.span) and (not before or ends[before - 1] <= quotation.span.start):
            yield set_off(quotation)


def propose(layout: Layout) -> list[Draft]:
    """Every draft with a cue that the rules find: one a cue, and no relay that only repeats what a cue reports."""
    by_token: dict[int, Draft] = {}
    for draft in (*find_inquits(layout), *find_reports(layout), *find_according(layout)):
        if not all(any(map(layout.is_word, range(*piece))) for piece in draft.content):
            continue
        rival = by_token.get(draft.token)
        if rival is None or _rank(draft) < _rank(rival):
            by_token[draft.token] = draft
    nearest: dict[tuple[Range, ...], Draft] = {}
    for draft in by_token.values():
        rival = nearest.get(draft.content)
        if rival is None or _distance(draft) < _distance(rival):
            nearest[draft.content] = draft
    kept = sorted(nearest.values(), key=lambda d: d.token)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in kept:
        by_sentence.setdefault(layout.sentence_of[draft.token], []).append(draft)
    return [d for d in kept if not _repeats(layout, d, by_sentence[layout.sentence_of[d.token]])]


def _distance(draft: Draft) -> int:
    return min(abs(draft.token - first) for first, _ in draft.content)


def _rank(draft: Draft) -> int:
    if draft.rule in ("inquit without marks", "as somebody says"):
        return 1
    return 0 if draft.frame == "that" or draft.rule in INQUITS else 2


def _repeats(layout: Layout, draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether an "according to" after a statement adds only through whom it came."""
    cue = layout.cues.get(draft.token)
    passes_on = cue is not None and any(layout.lexicon.has("agency_verbs", e.lemma) for e in cue.entries)
    if not passes_on and (draft.frame != "according" or draft.content[0][0] > draft.token):
        return False
    own = _tokens(draft)
    for other in others:
        if other is not draft and other.frame != "according":
            common = own & _tokens(other)
            if len(common) > 0.5 * len(own | _tokens(other)):
                return True
    return False


def _tokens(draft: Draft) -> set[int]:
    return {t for first, after in draft.content for t in range(first, after)}


def _statements(layout: Layout, accepted: Sequence[tuple[Draft, float]]) -> tuple[Statement, ...]:
    ordered = sorted(accepted, key=lambda d: (d[0].content[0][0], -d[0].content[-1][1], d[0].token))
    statements: list[Statement] = []
    around: list[Statement] = []
    for number, (draft, confidence) in enumerate(ordered, 1):
        previous = statements[-1].id if statements and draft.continues else None
        statement = replace(_statement(layout, draft, number, previous), confidence=round(confidence, 3))
        own = hull((*statement.content, *statement.cue))
        while around and not hull(around[-1].content).contains(own):
            around.pop()
        statements.append(replace(statement, inside=around[-1].id if around else None))
        around.append(statement)
    return tuple(statements)


def _statement(layout: Layout, draft: Draft, number: int, previous: str | None) -> Statement:
    quotes = {layout.quote_of[t] for first, after in draft.content for t in range(first, after)} - {-1}
    return Statement(
        id=f"s{number}",
        kind=_kind(layout, draft.content),
        content=content_spans(layout, draft),
        cue=(layout.span(*draft.cue),) if draft.cue else (),
        source=_source_spans(layout, draft.source),
        stance=draft.stance,
        mood=draft.mood,
        continues=previous,
        rule=draft.rule,
        unclosed=any(layout.quoted[q].quotation.unclosed for q in quotes),
    )


def _kind(layout: Layout, content: Sequence[Range]) -> StatementKind:
    quoted = [layout.quote_of[t] >= 0 for first, after in content for t in range(first, after) if layout.is_word(t)]
    return "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"


def content_spans(layout: Layout, draft: Draft) -> tuple[Span, ...]:
    """The words that a draft takes for what was said."""
    return tuple(_content_span(layout, tokens) for tokens in draft.content)


def _content_span(layout: Layout, tokens: Range) -> Span:
    """The words of a content: without marks if they are all within one quotation, else with the marks inside."""
    tokens = with_sign(layout, tokens)
    span = layout.span(*tokens)
    first, last = layout.quote_at(tokens[0]), layout.quote_at(tokens[1] - 1)
    if first and first is last:
        inner = first.quotation.span
        start, end = max(span.start, inner.start), min(span.end, inner.end)
        span = Span(start, max(start, end))
    text, start, end = layout.text, span.start, span.end
    # An inquit within the marks ends with a full stop that the next piece must not begin with.
    while start < end and (text[start] in PADDING or (text[start] == "." and text[start + 1 : start + 2].isspace())):
        start += 1
    while start < end and text[end - 1] in PADDING:
        end -= 1
    return Span(start, end)


def _source_spans(layout: Layout, tokens: Range | None) -> tuple[Span, ...]:
    """The words of a source, without the hyphens of an inversion; () if there are none."""
    if tokens is None:
        return ()
    start, end = layout.span(*tokens).start, layout.span(*tokens).end
    while start < end and not layout.text[start].isalnum():
        start += 1
    if layout.text[start : start + 2] == "t-":
        start += 2
    return (Span(start, end),) if start < end else ()
