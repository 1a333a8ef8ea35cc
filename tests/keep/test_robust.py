"""Killed runs, readers and writers at once: nothing is lost, nothing doubled, no error shown."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from propos.keep.archive import Archive
from tests.conftest import ROOT
from tests.keep.builders import make_reading, said


def start(url: str, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.keep.adder", url, str(first), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_at_random(url: str, kills: int, seed: int) -> set[int]:
    """Kill a process that adds, again and again; gives the numbers that it reported as kept."""
    chance = random.Random(seed)
    reported: set[int] = set()
    first = 0
    for _ in range(kills):
        adder = start(url, first, 10_000)
        assert adder.stdout is not None
        assert adder.stdout.readline() == "open\n"
        time.sleep(chance.random() * 0.4)
        adder.kill()
        said_kept = [int(line.split()[0]) for line in adder.stdout.read().splitlines() if len(line.split()) == 2]
        adder.stdout.close()
        adder.wait()
        reported.update(said_kept)
        with Archive(url) as archive:
            assert list(archive.check()) == []
        first = max(reported, default=-1) + 1 - chance.randint(0, 2) if reported else 0
        first = max(first, 0)
    return reported


@pytest.mark.parametrize("kills", [3, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_while_adding(tmp_path: Path, kills: int) -> None:
    url = str(tmp_path / "archive.sqlite")
    reported = kill_at_random(url, kills, seed=kills)
    with Archive(url) as archive:
        kept = [a.url for a in archive.list_articles(limit=100_000).items]
    assert len(kept) == len(set(kept))
    assert {f"https://{n}.example" for n in reported} <= set(kept)


def run_together(seconds: float, work: list[Callable[[], None]]) -> list[BaseException]:
    """Each piece of work again and again in a thread of its own; gives the errors."""
    errors: list[BaseException] = []
    end = time.monotonic() + seconds

    def repeat(piece: Callable[[], None]) -> None:
        try:
            while time.monotonic() < end:
                piece()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=repeat, args=(piece,)) for piece in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.parametrize("seconds", [2.0, pytest.param(60.0, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("kind", "readers", "writers"), [("sqlite", 4, 2), ("postgresql", 8, 4)])
def test_readers_and_writers_at_once(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, readers: int, writers: int, seconds: float
) -> None:
    url = str(tmp_path / "archive.sqlite") if kind == "sqlite" else request.getfixturevalue("postgresql_url")
    written: list[str] = []
    # Writers are archives of their own, as in processes of their own.
    archives = [Archive(url) for _ in range(writers)]

    def writer(number: int) -> Callable[[], None]:
        def write() -> None:
            words = f"le pont numéro {len(written)} de la rive {number} sera ouvert avant la fin de l’automne"
            address = f"https://{number}-{time.monotonic_ns()}.example"
            archives[number].add_reading(make_reading(said(words, "Irène Valcourt"), url=address))
            written.append(address)

        return write

    def read() -> None:
        archives[0].search("pont", limit=5)
        archives[0].verify("le pont sera ouvert avant la fin de l’automne")
        archives[0].list_articles(limit=3)

    errors = run_together(seconds, [writer(n) for n in range(writers)] + [read] * readers)
    assert errors == []
    assert list(archives[0].check()) == []
    kept = {a.url for a in archives[0].list_articles(limit=1_000_000).items}
    assert kept == set(written)
    assert len(archives[0].list_actors().items) == 1
    for archive in archives:
        archive.close()
