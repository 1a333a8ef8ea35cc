"""Interviews: what stands between two questions is what the interviewee says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from propos.lang import Language
from propos.lang.folding import fold
from propos.lang.tables.pronouns import Pronouns
from propos.model import Article, Span, Statement, hull

#: A speaker's name or initials before what he or she says: "Strand: ...".
LABEL = re.compile(r"([^\W\d_][\w.'’ -]{0,30}?)\s?(?::|\s[–—])\s+")
#: A headline that names the interviewee: "Anna Rey : « ... »".
NAMED = re.compile(r"([^\W\d_][^\s:]*(?:\s[^\s:]+){1,3})\s?:\s?[«“‘\"']")
#: So many questions, each with an answer, make an interview of a text that sets none of them apart.
FEWEST = 3
CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands between two questions, and the label before it, if there is one."""

    content: Span
    label: Span | None


def add_answers(article: Article, statements: tuple[Statement, ...], language: Language) -> tuple[Statement, ...]:
    """The statements with the answers of an interview among them, numbered anew in text order.

    What an answer reports of its own speaker ("je dis que...") is left out: the answer has it.
    """
    answers = find_answers(article)
    who = _interviewee(article, answers)
    if who is None and not any(a.label for a in answers):
        return statements
    made: list[Statement] = []
    for number, answer in enumerate(answers):
        source = answer.label or (who if not made else None)
        made.append(
            Statement(
                id=f"answer{number}",
                kind="direct",
                content=(answer.content,),
                source=(source,) if source else (),
                continues=made[-1].id if made and not source else None,
                confidence=CONFIDENCE,
                rule="answer",
            )
        )
    pronouns = language.table(Pronouns).pronouns
    own = {fold(form) for p in pronouns if p.role == "speaker" for form in p.forms}
    kept = [s for s in statements if not _says_itself(article.text, s, answers, own)]
    return _numbered([*kept, *made])


def _says_itself(text: str, statement: Statement, answers: Sequence[Answer], own: set[str]) -> bool:
    within = any(a.content.contains(hull(statement.content)) for a in answers)
    whole = any(a.content == hull(statement.content) for a in answers)
    said_by = [fold(s.of(text)).strip("'’ ") for s in statement.source]
    return whole or (within and any(w in own for w in said_by))


def _numbered(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    ordered = sorted(statements, key=lambda s: (s.content[0].start, -s.content[-1].end))
    ids = {s.id: f"s{number}" for number, s in enumerate(ordered, 1)}
    return tuple(replace(s, id=ids[s.id], continues=ids.get(s.continues or "")) for s in ordered)


def find_answers(article: Article) -> tuple[Answer, ...]:
    """The answers of an interview, in text order; () if the article is none."""
    questions = set(article.questions) or set(_asking(article))
    if not questions:
        return ()
    first = min(questions)
    turns = [(p in questions, p) for p in sorted({*article.paragraphs, *questions}) if p >= first]
    runs = [[p for _, p in run] for asked, run in groupby(turns, key=lambda t: t[0]) if not asked]
    longest = max((len(run) for run in runs[:-1]), default=1)
    # After the last answer stand notes on the interviewee and the interviewer.
    runs = [*runs[:-1], *(run[:longest] for run in runs[-1:])]
    labels = [LABEL.match(article.text, run[0].start, run[0].end) for run in runs]
    names = [label[1] for label in labels if label]
    return tuple(
        Answer(Span(label.end(), run[-1].end), Span(*label.span(1)))
        if label and names.count(label[1]) > 1
        else Answer(hull(run), None)
        for run, label in zip(runs, labels, strict=True)
    )


def _asking(article: Article) -> list[Span]:
    """The paragraphs that ask, if a headline names an interviewee and every one of enough of them is answered."""
    if not any(NAMED.match(article.text, h.start, h.end) for h in article.headings):
        return []
    asking = [p for p in article.paragraphs if p.of(article.text).rstrip(" »”\"'").endswith(("?", "…"))]
    answered = [p for p, after in zip(article.paragraphs, article.paragraphs[1:], strict=False) if after not in asking]
    return asking if len(asking) >= FEWEST and set(asking) <= set(answered) else []


def _interviewee(article: Article, answers: Sequence[Answer]) -> Span | None:
    """Where the text names the interviewee: before the quotation of the headline, or later by that name."""
    for heading in article.headings:
        found = NAMED.match(article.text, heading.start, heading.end)
        if found:
            return Span(*found.span(1))
    found = NAMED.match(article.title or "")
    at = article.text.find(found[1]) if found and answers else -1
    return Span(at, at + len(found[1])) if found and at >= 0 else None
