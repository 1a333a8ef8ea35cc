"""What single steps of reading cost, counted within one run: what else runs on the machine slows both sides alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from propos import pipeline

#: The steps that find times, figures, events and forecasts, by their names in the pipeline.
QUANTITIES = ("find_times", "find_figures", "find_events", "find_forecasts")


@dataclass(slots=True)
class Spent:
    """Processor time in seconds: of the steps, and of all."""

    steps: float = 0.0
    whole: float = 0.0

    @property
    def rest(self) -> float:
        """Of everything but the steps."""
        return self.whole - self.steps


@contextmanager
def counting(names: tuple[str, ...] = QUANTITIES) -> Iterator[Spent]:
    """Counts the processor time of steps of the pipeline, and of all, while it is open."""
    spent = Spent()

    def timed(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            try:
                return step(*arguments, **options)
            finally:
                spent.steps += time.process_time() - started

        return run

    kept = {name: getattr(pipeline, name) for name in names}
    started = time.process_time()
    try:
        for name, step in kept.items():
            setattr(pipeline, name, timed(step))
        yield spent
    finally:
        for name, step in kept.items():
            setattr(pipeline, name, step)
        spent.whole = time.process_time() - started
