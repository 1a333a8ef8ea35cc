"""What speaks for or against a draft: short strings that the pack's weights judge, and the judgement itself.

No word of any language stands here: words enter as values, their weights are learned by
``benchmarks/train_acceptance.py`` from gold statements.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from propos.find.cues import Cue
from propos.find.layout import Layout
from propos.find.rank import LinearModel
from propos.find.spans import Draft, Range
from propos.find.verbs import VERBAL
from propos.lang import Language
from propos.lang.folding import fold

FILE = "acceptance.json"
#: A draft whose object is a figure is accepted from this probability on: verbs that report take few of other kinds.
FOR_FIGURES = 0.2
#: How far up the tree a cue is looked for that another one stands under.
NESTING = 3
FUNCTION = frozenset({"ADP", "CCONJ", "SCONJ", "PRON", "DET", "ADV", "PUNCT", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which drafts to accept.

    Attributes:
        model: Gives the log-odds that a draft is a statement.
        threshold: Probability from which on it is accepted.
    """

    model: LinearModel
    threshold: float

    def probability(self, layout: Layout, draft: Draft) -> float:
        """How likely a draft is a statement, 0..1."""
        return probability(self.model.score(evidence(layout, draft)))


@cache
def load_acceptance(language: Language) -> Acceptance | None:
    """The weights of a language's pack; None if it has none, so that every draft is accepted."""
    raw = language.resource(FILE)
    if raw is None:
        return None
    data = json.loads(raw)
    return Acceptance(LinearModel(data["weights"], data["bias"]), data["threshold"])


def probability(score: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def evidence(layout: Layout, draft: Draft) -> list[str]:
    """The features of a draft: rule, cue, speaker, what is said, and how they stand to each other."""
    base = [f"rule={draft.rule}", *_content(layout, draft), *_source(layout, draft)]
    cue = layout.cues.get(draft.token) if draft.cue else None
    base += _cue(layout, draft, cue) if cue else _other_cue(layout, draft)
    return list(dict.fromkeys(base))


def _content(layout: Layout, draft: Draft) -> list[str]:
    tree, rule = layout.tree, draft.rule
    tokens = [t for first, after in draft.content for t in range(first, after)]
    words = [t for t in tokens if layout.is_word(t)]
    quoted = sum(layout.quote_of[t] >= 0 for t in words)
    state = "all" if quoted == len(words) else "some" if quoted else "none"
    finite = any("VerbForm=Fin" in tree.shapes[t] for t in tokens)
    first = draft.content[0][0]
    size = _size(len(words))
    opening = _function_word(layout, first)
    sentence = layout.sentence(draft.token)
    return [
        f"q={state}",
        f"rq={rule}|{state}",
        f"fin={finite}",
        f"rfin={rule}|{finite}",
        f"n={size}",
        f"rn={rule}|{size}",
        f"ropen={rule}|{opening}",
        f"tag={rule}|{tree.tags[first]}",
        f"parts={len(draft.content)}",
        f"ends={rule}|{draft.content[-1][1] >= sentence.after - 1}",
        f"first={sentence.number < 2}",
        f"rshare={rule}|{_share(quoted, len(words))}",
    ]


def _function_word(layout: Layout, token: int) -> str:
    """A function word as it is, of any other word its part of speech only: names are not learned."""
    if token < 0:
        return "^"
    tag = layout.tree.tags[token]
    known = tag in FUNCTION and (not layout.capital(token) or layout.word(token) in layout.naming.function_words)
    return layout.word(token) if known else tag


def _size(words: int) -> str:
    return (
        str(words) if words < 4 else "4-6" if words < 7 else "7-12" if words < 13 else "13-25" if words < 26 else "26+"
    )


def _share(part: int, whole: int) -> int:
    return round(4 * part / whole) if whole else 0


def _source(layout: Layout, draft: Draft) -> list[str]:
    kind = source_kind(layout, draft.source)
    out = [f"src={kind}", f"rsrc={draft.rule}|{kind}"]
    if draft.source:
        first, after = draft.source
        tree = layout.tree
        heads = [t for t in range(first, after) if tree.tags[t] in ("NOUN", "PROPN", "PRON")]
        head = heads[0] if heads else first
        out += [
            f"src0={tree.tags[first]}",
            "srcw=NAME" if tree.tags[head] == "PROPN" or layout.capital(head) else f"srcw={tree.lemmas[head]}",
            f"srcdet={layout.word(first) if tree.tags[first] in ('DET', 'PRON') else ''}",
            f"srcn={min(after - first, 5)}",
            f"srcside={draft.rule}|{first > draft.token}",
        ]
    return out


def source_kind(layout: Layout, source: Range | None) -> str:
    """What kind of noun phrase a source is: pronoun, name, noun for a person, a body or a document, other."""
    if source is None:
        return "nobody"
    tree, (first, after) = layout.tree, source
    if layout.has("speaker", first):
        return "I"
    if (after - first == 1 and tree.tags[first] == "PRON") or layout.has("inverted", first):
        return f"pronoun {layout.word(first).lstrip('-').removeprefix('t-')}"
    for at in range(first, min(after, first + 6)):
        found = layout.naming.nouns.at(layout.words, at)
        if found:
            return found[1].kind
        if tree.tags[at] == "PROPN" and layout.capital(at):
            return "name"
        if tree.tags[at] == "NOUN":
            return _noun_kind(layout, at) or "other"
    return "plural" if layout.word(first) in layout.naming.pronoun_table.determiners.plural else "other"


def _noun_kind(layout: Layout, token: int) -> str | None:
    """What the ending of a noun says of it: somebody, or a thing; None if it says nothing."""
    word = fold(layout.word(token))
    if word in layout.naming.people or (word.endswith(layout.naming.agents) and word not in layout.naming.opaque):
        return "agent"
    return "thing" if word.endswith(layout.lexicon.thing_endings) else None


def _weight(layout: Layout, cue: Cue) -> str:
    """Whether the lexicon says that a verb does little else than report, or mostly something else."""
    lemmas = {e.lemma for e in cue.entries}
    if any(e.with_ for e in cue.entries):
        return "phrase"
    return (
        "strong" if lemmas & layout.lexicon.sets["strong"] else "weak" if lemmas & layout.lexicon.sets["weak"] else "-"
    )


def _cue(layout: Layout, draft: Draft, cue: Cue) -> list[str]:
    tree, rule, lemma = layout.tree, draft.rule, "+".join(sorted({"_".join((e.lemma, *e.with_)) for e in cue.entries}))
    inside = layout.quote_of[cue.token] >= 0
    kind = source_kind(layout, draft.source)
    stance = draft.stance
    before = _function_word(layout, cue.first - 1)
    head = tree.heads[cue.token]
    tense = f"{_tense(tree.shapes[cue.auxiliary if cue.auxiliary >= 0 else cue.token])}|{cue.auxiliary >= 0}"
    out = [
        f"l={lemma}",
        f"lr={lemma}|{rule}",
        f"form={cue.form}",
        f"rform={rule}|{cue.form}",
        f"lform={lemma}|{cue.form}",
        f"mood={cue.mood}",
        f"passive={cue.passive}",
        f"refl={cue.reflexive}",
        f"in={inside}",
        f"insrc={inside}|{kind}",
        f"rin={rule}|{inside}",
        f"stance={stance}",
        f"rstance={rule}|{stance}",
        f"stsrc={stance}|{kind}",
        f"b={before}",
        f"fb={cue.form}|{before}",
        f"d={tree.labels[cue.token]}",
        f"fd={cue.form}|{tree.labels[cue.token]}",
        f"hd={cue.form}|{tree.tags[head]}" if head != cue.token else "hd=root",
        f"gap={min(6, draft.content[0][0] - cue.last) if draft.content[0][0] > cue.last else 'L'}|{rule}",
        f"tense={tense}",
        f"verbal={tree.tags[cue.token] in VERBAL}",
        f"under={cue.form}|{tree.lemmas[head] if head != cue.token and head in layout.cues else ''}",
    ]
    weight, nested = _weight(layout, cue), _nested(layout, cue)
    out += [
        f"weight={weight}",
        f"wrule={weight}|{rule}",
        f"wsrc={weight}|{kind}",
        f"wform={weight}|{cue.form}",
        f"wq={weight}|{any(layout.quote_of[t] >= 0 for a, b in draft.content for t in range(a, b))}",
        f"wtense={weight}|{tense}",
        f"nested={nested}|{kind}",
        f"wnested={weight}|{nested}",
    ]
    sentence = layout.sentence(cue.token)
    quotes = sum(sentence.first <= first < sentence.after for first in layout.opening)
    if cue.form == "infinitive" and layout.has("of", cue.first - 1):
        out.append(f"resumes={layout.has('and', cue.first - 2) and cue.first - 2 == sentence.first}")
    return [*out, f"sq={min(quotes, 2)}", f"rsq={rule}|{min(quotes, 2)}"]


def _nested(layout: Layout, cue: Cue) -> bool:
    """Whether the verb stands in a clause that another cue reports."""
    tree, node = layout.tree, cue.token
    for _ in range(NESTING):
        node = tree.heads[node]
        other = layout.cues.get(node)
        if other and tree.labels[cue.token] in layout.syntax.clause_complement and other.token < cue.token:
            return True
    return False


def _tense(shape: str) -> str:
    return next((part[6:] for part in shape.split("|") if part.startswith("Tense=")), "")


def _other_cue(layout: Layout, draft: Draft) -> list[str]:
    word = layout.word(draft.token) if draft.cue else ""
    before = layout.word(draft.content[0][0] - 1)
    return [
        f"w={word}",
        f"b={before if len(before) < 3 else ''}",
        f"rb={draft.rule}|{before if len(before) < 3 else ''}",
        f"opens={draft.rule}|{_opens_paragraph(layout, draft.content[0][0])}",
    ]


def _opens_paragraph(layout: Layout, token: int) -> bool:
    return layout.tree.paragraph_ranges[layout.tree.paragraphs[token]][0] == token


def accept(layout: Layout, drafts: Sequence[Draft], acceptance: Acceptance | None) -> list[tuple[Draft, float]]:
    """The drafts that the weights accept, each with its probability; all of them without weights."""
    if acceptance is None:
        return [(draft, 0.5) for draft in drafts]
    judged = ((draft, acceptance.probability(layout, draft)) for draft in drafts)
    return [(d, p) for d, p in judged if p >= acceptance.threshold or (p >= FOR_FIGURES and _is_figure(layout, d))]


def _is_figure(layout: Layout, draft: Draft) -> bool:
    """Whether what a verb reports is a number in digits, or what is put at one ("réclament 8 %")."""
    first, _ = draft.content[0]
    return draft.frame == "valued" or (draft.frame == "object" and layout.words[first][:1].isdigit())
