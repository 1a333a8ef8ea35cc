"""A statement found, as a page quotes it: nothing is run together that other words part in the article."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from propos.keep.records import StatementHit
from propos.show.web.marks import mark_matches

#: What stands for words that part a statement, be it only "he said".
ELLIPSIS = " […] "


def mark_words(hit: StatementHit) -> Markup:
    """The words of a hit, those that match a search marked."""
    return mark_matches(tuple(quoted_pieces(hit)))


def quote_words(hit: StatementHit) -> str:
    """The words of a hit as plain text."""
    return "".join(piece for piece, _ in quoted_pieces(hit))


def quoted_pieces(hit: StatementHit) -> Iterator[tuple[str, bool]]:
    """The words in pieces, each with whether it matches the search, an ellipsis wherever the article has other words.

    The archive joins the stretches of a statement by a space where only the reporting words stand between them: good
    to compare and to search, but not to quote.
    """
    pieces = hit.snippet or ((hit.text, False),)
    if "".join(piece for piece, _ in pieces) != hit.text:
        yield from pieces
        return
    joints = _find_joints(hit)
    place = 0
    for piece, matches in pieces:
        start = 0
        for joint in (j for j in joints if place <= j < place + len(piece)):
            yield piece[start : joint - place], matches
            yield ELLIPSIS, False
            start = joint - place + 1
        yield piece[start:], matches
        place += len(piece)


def _find_joints(hit: StatementHit) -> list[int]:
    """Where the text has a mere space between two stretches of the statement."""
    joints: list[int] = []
    place = 0
    for span in hit.statement.content[:-1]:
        place += len(span)
        if hit.text.startswith(ELLIPSIS, place):
            place += len(ELLIPSIS)
        elif hit.text[place : place + 1] == " ":
            joints.append(place)
            place += 1
        else:
            return []
    return joints
