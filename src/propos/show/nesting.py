"""Overlapping spans become properly nested pieces, as markup needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from propos.model import Span

Label = TypeVar("Label")


@dataclass(frozen=True, slots=True)
class Layer(Generic[Label]):
    """A span with whatever its pieces shall be labelled with."""

    span: Span
    label: Label


@dataclass(frozen=True, slots=True)
class Open(Generic[Label]):
    """A piece of a layer begins; ``first`` if it is where the layer's span begins."""

    label: Label
    first: bool


@dataclass(frozen=True, slots=True)
class Close(Generic[Label]):
    """The innermost open piece ends; ``last`` if it is where the layer's span ends."""

    label: Label
    last: bool


Token = Open[Label] | Close[Label] | Span


def nest_layers(block: Span, layers: Iterable[Layer[Label]]) -> Iterator[Token[Label]]:
    """Cuts the layers so that they nest, and yields them in text order with the stretches of text between.

    Layers are clipped to ``block``; of two that cross, the one that begins later is cut in two. Every stretch of the
    block is yielded exactly once.

    Example:
        >>> [t for t in nest_layers(Span(0, 3), [Layer(Span(0, 2), "a")]) if isinstance(t, Span)]
        [Span(start=0, end=2), Span(start=2, end=3)]
    """
    inside = sorted(
        (x for x in layers if len(block) and len(x.span) and x.span.overlaps(block)),
        key=lambda x: (x.span.start, -x.span.end),
    )
    bounds = {block.start, block.end}
    bounds.update(p for x in inside for p in (x.span.start, x.span.end) if block.start < p < block.end)
    stack: list[Layer[Label]] = []
    waiting = iter(inside)
    upcoming = next(waiting, None)
    places = sorted(bounds)
    for start, end in zip(places, [*places[1:], block.end], strict=True):
        yield from _close_ended(stack, start)
        while upcoming is not None and upcoming.span.start <= start:
            stack.append(upcoming)
            yield Open(upcoming.label, upcoming.span.start >= block.start)
            upcoming = next(waiting, None)
        if start < end:
            yield Span(start, end)
    yield from (Close(x.label, x.span.end <= block.end) for x in reversed(stack))


def _close_ended(stack: list[Layer[Label]], place: int) -> Iterator[Token[Label]]:
    """Closes what ends at ``place``; whatever must be closed with it because it crosses is opened again."""
    outermost = next((i for i, x in enumerate(stack) if x.span.end <= place), None)
    if outermost is None:
        return
    crossing: Sequence[Layer[Label]] = [x for x in stack[outermost:] if x.span.end > place]
    yield from (Close(x.label, x.span.end <= place) for x in reversed(stack[outermost:]))
    del stack[outermost:]
    for layer in crossing:
        stack.append(layer)
        yield Open(layer.label, False)
