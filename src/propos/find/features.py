"""What the ranker looks at: short strings such as ``lemma=say``, one list for each cue, content and source.

No word of any language stands here: words enter as values, their weights are learned. A name that starts with ``l`` (or
is ``w``) holds the cue's own lemma: some rows are trained without these, so that a rare cue is judged by its class.
"""

from __future__ import annotations

from collections.abc import Sequence

from propos.find.candidates import MAX_DEPTH, MAX_KIDS, ContentCandidate, Ranges, SourceCandidate
from propos.find.tree import Tree

#: How many tokens may stand before the colon of a turn ("ANNA REY:").
LONGEST_TURN = 6
FUNCTION = frozenset({"ADP", "SCONJ", "PART", "AUX", "CCONJ", "DET", "PRON", "PUNCT", "ADV"})


def cue_features(tree: Tree, cue: int, classes: Sequence[str]) -> list[str]:
    """Whether a word reports speech here: the word, its dependents, its neighbours, quotations about.

    Args:
        tree: The article's tokens.
        cue: The word.
        classes: What the lexicon says of it: its stance, what may follow it.
    """
    lemma, tag, label = tree.lemmas[cue], tree.tags[cue], tree.labels[cue]
    head = tree.heads[cue]
    start, end = tree.sentence(cue)
    out = [
        f"l={lemma}",
        f"w={tree.words[cue]}",
        f"t={tag}",
        f"d={label}",
        f"lt={lemma}|{tag}",
        f"ld={lemma}|{label}",
        f"td={tag}|{label}",
        f"m={tree.shapes[cue]}",
        f"lm={lemma}|{tree.shapes[cue]}",
        f"h={_lemma(tree, head)}",
        f"hd={tree.tags[head]}|{label}",
        f"lh={lemma}|{_lemma(tree, head)}",
        f"p={_word(tree, cue - 1, start, end)}",
        f"n={_word(tree, cue + 1, start, end)}",
        f"lp={lemma}|{_word(tree, cue - 1, start, end)}",
        f"ln={lemma}|{_word(tree, cue + 1, start, end)}",
        f"ln2={lemma}|{_word(tree, cue + 2, start, end)}",
        f"first={tree.paragraphs[cue] == 0}",
        f"para0|{tag}|{label}={tree.paragraphs[cue] == 0}",
        f"quoted={tree.quotes[cue] >= 0}",
        f"lquoted={lemma}|{tree.quotes[cue] >= 0}",
    ]
    out += [f"c={c}" for c in classes] or ["c=-"]
    out += [f"cd={c}|{label}" for c in classes]
    out += [f"cn={c}|{_word(tree, cue + 1, start, end)}" for c in classes]
    labels = []
    for kid in tree.children[cue][:MAX_KIDS]:
        side = "<" if kid < cue else ">"
        kid_label, kid_tag = tree.labels[kid], tree.tags[kid]
        if kid_tag == "PUNCT":
            if tree.words[kid] not in (",", "."):
                out.append(f"punct={side}{tree.words[kid]}")
            continue
        labels.append(side + kid_label)
        value = tree.words[kid] if kid_tag in FUNCTION else kid_tag
        out += [
            f"k={side}{kid_label}",
            f"lk={lemma}|{side}{kid_label}",
            f"kv={side}{kid_label}|{value}",
            f"lkv={lemma}|{side}{kid_label}|{value}",
            f"kl={kid_label}|{_lemma(tree, kid)}",
        ]
        out += [f"ck={c}|{side}{kid_label}" for c in classes]
        if tree.words[tree.lefts[kid]] != value:
            out.append(f"k1={side}{kid_label}|{_word(tree, tree.lefts[kid], start, end)}")
        for grandkid in tree.children[kid][:6]:
            if tree.tags[grandkid] != "PUNCT":
                out.append(f"g={kid_label}>{tree.labels[grandkid]}")
                if kid_tag == "ADP":
                    out.append(f"gl={tree.words[kid]}|{_lemma(tree, grandkid)}")
    out.append("ks=" + " ".join(labels))
    out.append(f"lks={lemma}|" + " ".join(labels))
    out += [f"cks={c}|" + " ".join(labels) for c in classes]
    if tag == "PUNCT":
        out += _turn_features(tree, cue)
    out += _quotation_features(tree, cue, start, end, lemma, tag)
    return list(dict.fromkeys(out))


def _turn_features(tree: Tree, cue: int) -> list[str]:
    """Whether a mark such as a colon closes the name of who speaks next: what the paragraph has before it."""
    start, end = tree.paragraph_ranges[tree.paragraphs[cue]]
    opening = start + (tree.quotes[start] >= 0 and tree.tags[start] == "PUNCT")
    if not 0 < cue - opening <= LONGEST_TURN:
        return ["turn=-"]
    tags = " ".join(tree.tags[opening:cue])
    capitals = all(tree.capitals[t] for t in range(opening, cue) if tree.tags[t] != "PUNCT")
    return [
        f"turn={tags}",
        f"turnhead={tree.paragraphs[cue] == 0}|{tree.tags[cue - 1]}|{capitals}",
        f"turncaps={capitals}|{tree.tags[opening]}",
        f"turnlast={_lemma(tree, cue - 1)}",
        f"turnlong={min(9, (end - cue) // 5)}|{capitals}",
        f"turnquote={cue + 1 < end and tree.quotes[cue + 1] >= 0}",
    ]


def _quotation_features(tree: Tree, cue: int, start: int, end: int, lemma: str, tag: str) -> list[str]:
    inside = max(tree.quotes[start:end]) >= 0
    before = next((i for i in range(cue - 1, max(start - 2, cue - 9), -1) if i >= 0 and tree.quotes[i] >= 0), None)
    after = next((i for i in range(cue + 1, min(end + 1, cue + 9, len(tree))) if tree.quotes[i] >= 0), None)
    near_before = "-" if before is None else str(cue - before)
    near_after = "-" if after is None else str(after - cue)
    return [
        f"q={inside}",
        f"lq={lemma}|{inside}",
        f"tq={tag}|{inside}",
        f"qb={near_before}",
        f"qa={near_after}",
        f"lqb={lemma}|{before is not None}|{after is not None}",
        f"at={'start' if cue - start < 2 else 'end' if end - cue < 3 else 'mid'}",
        f"colon={end < len(tree) and tree.words[end - 1] == ':'}",
        f"lend={lemma}|{tree.words[end - 1] if end - cue < 3 else ''}",
    ]


def content_features(
    tree: Tree, cue: int, contents: Sequence[ContentCandidate], classes: Sequence[str]
) -> list[list[str]]:
    """Whether each stretch is what the cue reports: how it was proposed, its edges, the quotations it cuts or holds."""
    about = _About(tree, cue)
    return [_content_features(tree, about, content, classes) for content in contents]


class _About:
    """What all the stretches that a cue may report are held against.

    Attributes:
        start: First token of the cue's sentence.
        end: The one after its last.
        quotations: Those of the sentence that the cue does not stand in, by number.
        claused: Whether a clause that the cue governs stands before it.
        subjects: The tokens of its subjects.
        modifiers: The modifiers at the edges of the stretches by their tokens, as ``_modifier`` puts them.
    """

    __slots__ = (
        "claused",
        "cue",
        "end",
        "label",
        "lemma",
        "modifiers",
        "quotations",
        "quoted",
        "start",
        "subjects",
        "tag",
    )

    def __init__(self, tree: Tree, cue: int) -> None:
        self.cue = cue
        self.lemma, self.tag, self.label = tree.lemmas[cue], tree.tags[cue], tree.labels[cue]
        self.start, self.end = tree.sentence(cue)
        self.quoted = tree.quotes[cue] >= 0
        self.quotations = set(tree.quotes[self.start : self.end]) - {-1, tree.quotes[cue]}
        kids = tree.children[cue]
        self.claused = any(k < cue and tree.labels[k] == "ccomp" for k in kids)
        self.modifiers: dict[int, str] = {}
        self.subjects = [k for k in kids if tree.labels[k] in ("nsubj", "nsubjpass")]


def _content_features(tree: Tree, about: _About, content: ContentCandidate, classes: Sequence[str]) -> list[str]:
    cue, lemma, tag = about.cue, about.lemma, about.tag
    shape, ranges = content.shape, content.ranges
    first, after = ranges[0][0], ranges[-1][1]
    start, end = about.start, about.end
    base = shape.split("-", 1)[0] if shape.startswith("run:") else shape
    size = sum(b - a for a, b in ranges)
    total = len(tree.words)
    opening, closing = _word(tree, first, 0, total), _word(tree, after - 1, 0, total)
    before, behind = _word(tree, first - 1, 0, total), _word(tree, after, 0, total)
    state = _quotation_state(tree, ranges, about.quotations)
    side = "L" if after <= cue else "R" if first > cue else "B"
    out = [
        f"s={shape}",
        f"ls={lemma}|{shape}",
        f"ts={tag}|{shape}",
        f"ds={about.label}|{shape}",
        f"lb={lemma}|{base}",
        f"o={opening}",
        f"so={base}|{opening}",
        f"lo={lemma}|{opening}",
        f"b={before}",
        f"sb={base}|{before}",
        f"x={behind}",
        f"sx={base}|{behind}",
        f"c={closing}",
        f"cx={closing}|{behind}",
        f"bo={before}|{opening}",
        f"n={size if size < 5 else 5 + size // 10}",
        f"sn={base}|{min(size, 6)}",
        f"r={len(ranges)}",
        f"side={side}",
        f"lside={lemma}|{side}",
        f"near={min(first - cue if side == 'R' else cue - after, 5) if side != 'B' else 'B'}",
        f"sent={first == start}|{after == end}|{side}",
        f"reach={first == start}|{after >= end - 1}|{base}",
        f"cross={first < start}|{after > end}",
        f"ccomp={about.claused}|{side}",
        f"q={state}",
        f"sq={base}|{state}",
        f"lq={lemma}|{state}",
        f"tq={tag}|{side}|{state}",
        f"quoted={about.quoted}|{state}",
    ]
    out += [f"cb={c}|{base}" for c in classes]
    if "-" in shape:
        cut = shape.rsplit("-", 1)[1]
        out += [f"cut={cut}|{behind}", f"lcut={lemma}|{cut}", f"cutn={cut}|{min(5, size)}", f"cutp={cut}|{closing}"]
    out += _edge_features(tree, about, first, after)
    relation = f"{tree.tags[after]}|{tree.labels[after]}" if after < total else "-|-"
    subject = any(a <= k < b for k in about.subjects for a, b in ranges)
    out += [f"ft={tree.tags[first]}|{tree.tags[after - 1]}", f"fx={relation}", f"subj={subject}|{tag}"]
    if len(ranges) > 1:
        left, right = ranges[0][1], ranges[1][0]
        out.append(f"gap={min(right - left, 12)}|{left <= cue < right}")
        out.append(f"gap2={_word(tree, left - 1, 0, total)}|{_word(tree, right, 0, total)}|{state}")
    return out


def _edge_features(tree: Tree, about: _About, first: int, after: int) -> list[str]:
    """What modifiers the content ends with, and which one that might belong to it begins where it ends."""
    kept: dict[str, None] = {}
    node = after - 1
    for _ in range(MAX_DEPTH):
        if not first < node != tree.heads[node] or tree.rights[node] != after - 1:
            break
        if tree.lefts[node] > first and tree.tags[node] != "PUNCT":
            kept[f"keep={_modifier(tree, node, about.modifiers)}"] = None
        node = tree.heads[node]
    out = list(kept)
    end = tree.paragraph_ranges[tree.paragraphs[about.cue]][1]
    node = after
    while node < end and tree.tags[node] == "PUNCT":
        node += 1
    if node < end:
        start = node
        for _ in range(MAX_DEPTH):
            if start > tree.lefts[tree.heads[node]]:
                break
            node = tree.heads[node]
        owner = tree.heads[node]
        place = "cue" if owner == about.cue else "in" if first <= owner < after else "out"
        modifier = _modifier(tree, node, about.modifiers)
        out += [f"left={place}|{modifier}", f"lleft={about.lemma}|{place}|{tree.labels[node]}"]
    return out


def _modifier(tree: Tree, node: int, known: dict[int, str]) -> str:
    """A modifier by its relation and first word, whether a comma leads to it and whether it has its own subject."""
    if node in known:
        return known[node]
    opener = tree.lefts[node]
    comma = opener > 0 and tree.words[opener - 1] in (",", "--", "—", "–", ";")
    subject = any(tree.labels[k].startswith("nsubj") for k in tree.children[node][:MAX_KIDS])
    known[node] = f"{tree.labels[node]}|{_word(tree, opener, 0, len(tree.words))}|{comma:d}{subject:d}"
    return known[node]


def _quotation_state(tree: Tree, ranges: Ranges, about: set[int]) -> str:
    """How the ranges lie to the quotations of the neighbourhood: within, whole, part of them; some left out beside."""
    quotes = tree.quotes
    held = set[int]().union(*[quotes[a:b] for a, b in ranges])
    unquoted = -1 in held
    held.discard(-1)
    missed = "!" if about - held else ""
    if not held:
        return "-" + missed
    cut = any(not any(a <= tree.quote_ranges[n][0] and tree.quote_ranges[n][1] <= b for a, b in ranges) for n in held)
    return ("cut" if cut else "whole") + ("+" if unquoted else "") + missed


def source_features(tree: Tree, cue: int, sources: Sequence[SourceCandidate]) -> list[list[str]]:
    """Whether each noun names who speaks (the way to it, what kind of word it is), and last whether none does."""
    lemma, tag, label = tree.lemmas[cue], tree.tags[cue], tree.labels[cue]
    voice = "pass" if any("pass" in tree.labels[k] for k in tree.children[cue][:MAX_KIDS]) else "act"
    subject = any(tree.labels[k].startswith("nsubj") for k in tree.children[cue][:MAX_KIDS])
    nobody = [
        "none",
        f"none|{tag}|{label}",
        f"none|{lemma}",
        f"none|{voice}|{subject}",
        f"none|{tree.shapes[cue]}",
        f"none|{not sources}",
        f"none|{tag}|{label}|{subject}|{voice}",
    ]
    return [*(_source_features(tree, cue, s, voice=voice, subject=subject) for s in sources), nobody]


def _source_features(tree: Tree, cue: int, source: SourceCandidate, *, voice: str, subject: bool) -> list[str]:
    lemma, tag, (token, path) = tree.lemmas[cue], tree.tags[cue], source
    kind, word = tree.tags[token], tree.words[token]
    value = word if kind in ("PRON", "DET") else kind
    steps = path.split(":")[0]
    return [
        f"p={path}",
        f"tp={tag}|{path}",
        f"lp={lemma}|{path}",
        f"vp={voice}|{path}",
        f"sp={subject}|{path}",
        f"pk={path}|{value}",
        f"tpk={tag}|{steps}|{value}",
        f"k={value}",
        f"w={_lemma(tree, token)}",
        f"lw={lemma}|{value}",
        f"d={tree.labels[token]}|{kind}",
        f"h={_lemma(tree, tree.heads[token])}|{tree.labels[token]}",
        f"side={token < cue}|{tag}",
        f"near={min(abs(token - cue), 10)}|{token < cue}",
        f"q={(tree.quotes[token] >= 0)}|{tree.quotes[cue] >= 0}",
        f"same={tree.quotes[token] == tree.quotes[cue]}",
        f"capital={'Prop' if kind == 'PROPN' else ''}|{path}",
        f"m={tree.shapes[cue]}|{steps}",
    ]


def _word(tree: Tree, token: int, start: int, end: int) -> str:
    if not start <= token < end:
        return "^"
    return tree.words[token] if tree.tags[token] in FUNCTION else tree.tags[token]


def _lemma(tree: Tree, token: int) -> str:
    """The lemma, unless it is a name: who is in the news must not count."""
    return tree.tags[token] if tree.tags[token] == "PROPN" else tree.lemmas[token]
