"""The layers of an article's text as markup: statements, their cues, people, times, figures, events, candidates.

Each text is escaped here, so that nothing of a page's own markup ever reaches a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from propos.model import Actor, Event, Figure, Reading, Rejected, Span, Statement, TimeExpression
from propos.show.nesting import Close, Layer, Open, nest_layers

#: Says what a mark means: its tooltip. For a Statement, what its number is called.
Describe = Callable[[Statement | Actor | TimeExpression | Figure | Event | Rejected], str]

_STATEMENT = Markup('<mark class="{css}" data-statement="{statement}"{id}>')
_LAYER = Markup('<span class="{css}"{id}{tip}>')
_REFERENCE = Markup('<a class="ref" href="#{id}-note" aria-label="{tip}">{number}</a>')


@dataclass(frozen=True, slots=True)
class Mark:
    """How the pieces of one layer look.

    Attributes:
        css: Class names.
        tip: Tooltip, or what the reference is called.
        statement: Id of the statement whose words these are.
        begins: The statement begins with this span, so its first piece carries the id.
        ends: It ends with this span, so the reference to its note follows.
        anchor: What a table calls this place, for its link.
    """

    css: str
    tip: str = ""
    statement: str | None = None
    begins: bool = False
    ends: bool = False
    anchor: str = ""


def find_layers(
    reading: Reading, slots: Mapping[str, int], describe: Describe, terms: Sequence[Span] = ()
) -> list[Layer[Mark]]:
    """All layers of a reading, the outer one first where two cover the same words.

    Args:
        reading: What to show.
        slots: For each statement, the number of its speaker's colour.
        describe: Says what a mark means.
        terms: Words that differ by voice.
    """
    layers = [x for s in reading.statements for x in _statement_layers(s, slots[s.id], describe(s))]
    layers += [Layer(e.span, Mark("event", describe(e), anchor=f"e{n}")) for n, e in enumerate(reading.events, 1)]
    layers += [Layer(r.span, Mark("rejected", describe(r))) for r in reading.rejected]
    layers += [Layer(m.span, Mark(f"person {m.form}", describe(a))) for a in reading.actors for m in a.mentions]
    layers += [Layer(t.span, Mark("time", describe(t), anchor=f"t{n}")) for n, t in enumerate(reading.times, 1)]
    layers += [Layer(f.span, Mark("figure", describe(f), anchor=f"f{n}")) for n, f in enumerate(reading.figures, 1)]
    layers += [Layer(span, Mark("term", anchor=f"term{n}")) for n, span in enumerate(terms, 1)]
    return layers


def _statement_layers(statement: Statement, slot: int, tip: str) -> Iterator[Layer[Mark]]:
    for span in statement.content:
        css = f"st {statement.kind} sp-{slot}"
        begins, ends = span == statement.content[0], span == statement.content[-1]
        yield Layer(span, Mark(css, tip, statement.id, begins, ends))
    for css, spans in ((f"cue sp-{slot}", statement.cue), (f"named sp-{slot}", statement.source)):
        yield from (Layer(span, Mark(css)) for span in spans)


def render_marks(text: str, block: Span, layers: Iterable[Layer[Mark]]) -> Markup:
    """The block's text as markup, every layer marked."""
    return Markup("").join(_piece(text, token) for token in nest_layers(block, layers))


def _piece(text: str, token: Open[Mark] | Close[Mark] | Span) -> Markup:
    match token:
        case Open(Mark(css=css, statement=None, tip=tip, anchor=anchor), first):
            own = Markup(' id="{}"').format(anchor) if anchor and first else ""
            return _LAYER.format(css=css, id=own, tip=Markup(' title="{}"').format(tip) if tip else "")
        case Open(mark, first):
            own = Markup(' id="{}"').format(mark.statement) if mark.begins and first else ""
            return _STATEMENT.format(css=mark.css, statement=mark.statement, id=own)
        case Close(Mark(statement=None), _):
            return Markup("</span>")
        case Close(mark, last):
            return _reference(mark) + Markup("</mark>") if mark.ends and last else Markup("</mark>")
    return escape(token.of(text))


def _reference(mark: Mark) -> Markup:
    number = (mark.statement or "").removeprefix("s")
    return _REFERENCE.format(id=mark.statement, tip=mark.tip, number=number)


def mark_matches(pieces: Sequence[tuple[str, bool]]) -> Markup:
    """Text in pieces, those that match a search marked."""
    return Markup("").join(
        Markup('<mark class="match">{}</mark>').format(piece) if matches else escape(piece) for piece, matches in pieces
    )
