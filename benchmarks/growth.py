"""How reading time grows with the length of a text and with the number of quotation marks in it.

    python benchmarks/growth.py [--most 5000000]

Prints the processor time of growing sizes, whole and without the language model, and the slope of log(time) over
log(size): 1 is linear.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from propos import pipeline
from propos.model import Page

SENTENCES = (
    "La ministre Anna Korvel a annoncé mardi que le pont serait rouvert en mars. ",
    "« Nous tiendrons ce délai », a-t-elle ajouté. ",
    "Selon l'Agence vardoise de presse, les travaux ont coûté 12 millions d'euros. ",
    "Il faisait beau sur la vallée et le marché s'était rempli dès le matin. ",
    "Le maire Paul Lenz assure que « personne ne sera oublié ».\n\n",
)
PLAIN = (*SENTENCES[3:4] * 30, SENTENCES[4])
STEP = 4


class Clock:
    """The processor time of readings, and the part of it that the language model takes."""

    def __init__(self) -> None:
        self.parsing = 0.0
        parse = pipeline.parse_articles

        def timed(*given: Any, **named: Any) -> Iterator[Any]:
            start = time.process_time()
            parses = list(parse(*given, **named))
            self.parsing += time.process_time() - start
            return iter(parses)

        pipeline.parse_articles = timed

    def seconds(self, text: str, kind: str) -> tuple[float, float]:
        """How long one text takes to read, whole and without the language model."""
        page = Page(
            source="growth", content=text.encode(), media_type=kind, captured_at=datetime(2024, 1, 1, tzinfo=UTC)
        )
        self.parsing, start = 0.0, time.process_time()
        for reading in pipeline.read_pages([page], pipeline.Options(lang="fr")):
            if isinstance(reading, pipeline.Failure):
                raise reading.error
        whole = time.process_time() - start
        return whole, whole - self.parsing


def repeated(sentences: tuple[str, ...], size: int) -> str:
    """About ``size`` characters of invented news."""
    length, parts = 0, []
    for sentence in itertools.cycle(sentences):
        parts.append(sentence)
        length += len(sentence)
        if length >= size:
            break
    return "".join(parts)


def one_paragraph(size: int) -> str:
    """The same without a line end."""
    return repeated(tuple(s.replace("\n\n", " ") for s in SENTENCES), size)


def short_lines(size: int) -> str:
    """``size`` lines of a word and a number."""
    return "".join(f"ligne {i % 97}\n" for i in range(size))


def page(size: int) -> str:
    """About ``size`` characters of invented news as a page."""
    parts = "".join(f"<p>{p} Alinéa {i}.</p>" for i, p in enumerate(repeated(SENTENCES, size).split("\n\n")))
    return f"<html lang='fr'><body><article><h1>Le pont rouvert</h1>{parts}</article></body></html>"


def marks(count: int) -> str:
    """A text with ``count`` quotation marks, in short paragraphs, some of them never closed."""
    return "".join(f'« oui » dit-il, « non\n\n"peut-être" {i}. ' for i in range(count // 5 + 1))


def opening_marks(count: int) -> str:
    """``count`` quotation marks of which none is closed."""
    return "".join(f"« mot {i} “ et ‘ puis " for i in range(count // 3 + 1))


def slope(sizes: list[int], times: list[float]) -> float:
    """The least-squares slope of log(time) over log(size)."""
    xs, ys = [math.log(s) for s in sizes], [math.log(t) for t in times]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def main() -> None:
    """Measures all series."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=5_000_000, help="characters of the longest text")
    most = parser.parse_args().most
    clock = Clock()
    clock.seconds(repeated(SENTENCES, 2000), "text/plain")
    clock.seconds(page(2000), "text/html")

    def grow(label: str, make: Callable[[int], str], largest: int, kind: str = "text/plain") -> None:
        sizes = [largest // STEP**2, largest // STEP, largest]
        times = [clock.seconds(make(size), kind) for size in sizes]
        for size, (whole, rest) in zip(sizes, times, strict=True):
            print(f"{label:34} {size:9,}  {whole:7.2f} s  {rest:7.2f} s without the model", flush=True)
        whole, rest = (slope(sizes, [t[part] for t in times]) for part in (0, 1))
        print(f"{label:34} slope {whole:.2f}, without the model {rest:.2f}\n", flush=True)

    print("Processor time of one reading as a text grows; a slope of 1 is linear.\n")
    grow("news, little of it quoted", lambda size: repeated(PLAIN, size), most)
    grow("news, most of it reported", lambda size: repeated(SENTENCES, size), most // 4)
    grow("one paragraph", one_paragraph, most // 20)
    grow("a page", page, most // 20, "text/html")
    grow("short lines (number)", short_lines, most // 50)
    grow("quotation marks (number)", marks, most // 500)
    grow("quotation marks, none closed", opening_marks, most // 500)


if __name__ == "__main__":
    main()
