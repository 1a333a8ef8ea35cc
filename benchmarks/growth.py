"""How reading time grows with the length of a text and with the number of quotation marks in it.

    python benchmarks/growth.py [--most 5000000]

Prints seconds for doubling sizes and the slope of log(time) over log(size): 1 is linear.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from propos.model import Page
from propos.pipeline import Failure, read_pages

SENTENCES = (
    "La ministre Anna Korvel a annoncé mardi que le pont serait rouvert en mars. ",
    "« Nous tiendrons ce délai », a-t-elle ajouté. ",
    "Selon l'Agence vardoise de presse, les travaux ont coûté 12 millions d'euros. ",
    "Il faisait beau sur la vallée et le marché s'était rempli dès le matin. ",
    "Le maire Paul Lenz assure que « personne ne sera oublié ».\n\n",
)


def prose(size: int) -> str:
    """About ``size`` characters of invented news."""
    length, parts = 0, []
    for sentence in itertools.cycle(SENTENCES):
        parts.append(sentence)
        length += len(sentence)
        if length >= size:
            return "".join(parts)


def marks(count: int) -> str:
    """A text with ``count`` quotation marks, in short paragraphs, some of them never closed."""
    return "".join(f'« oui » dit-il, « non\n\n"peut-être" {i}. ' for i in range(count // 5 + 1))


def seconds(text: str) -> float:
    """How long one text takes to read."""
    page = Page(source="growth.txt", content=text.encode(), captured_at=datetime(2024, 1, 1, tzinfo=UTC))
    start = time.perf_counter()
    for reading in read_pages([page]):
        if isinstance(reading, Failure):
            raise reading.error
    return time.perf_counter() - start


def slope(sizes: list[int], times: list[float]) -> float:
    """The least-squares slope of log(time) over log(size)."""
    xs, ys = [math.log(s) for s in sizes], [math.log(t) for t in times]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def grow(label: str, make: Callable[[int], str], sizes: list[int]) -> None:
    """Measures and prints one series."""
    times = [seconds(make(size)) for size in sizes]
    for size, taken in zip(sizes, times, strict=True):
        print(f"{label:22} {size:9,}  {taken:7.2f} s")
    print(f"{label:22} slope {slope(sizes, times):.2f}")


def main() -> None:
    """Measures both series."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=5_000_000, help="characters of the longest text")
    most = parser.parse_args().most
    seconds(prose(1000))
    grow("characters", prose, [most // 16, most // 8, most // 4, most // 2, most])
    grow("quotation marks", marks, [625, 1250, 2500, 5000, 10000])


if __name__ == "__main__":
    main()
