"""Adds readings until it is killed, and prints each id once the archive has said that it is kept."""

from __future__ import annotations

import sys

from propos.keep.archive import Archive
from propos.model import Page
from tests.keep.builders import make_reading, said


def main() -> None:
    """Add readings from a number on: ``adder.py URL FIRST COUNT``."""
    url, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with Archive(url) as archive:
        print("open", flush=True)
        for number in range(first, first + count):
            words = f"le pont numéro {number} sera ouvert aux voitures avant la fin de l’automne"
            reading = make_reading(
                said(words, "Irène Valcourt"), said(words[:30], "Valcourt"), url=f"https://{number}.example"
            )
            added = archive.add_reading(reading, Page(source=str(number), content=words.encode() * 50))
            print(number, added.outcome, flush=True)


if __name__ == "__main__":
    main()
