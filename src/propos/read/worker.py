"""A page out of the ordinary is taken apart in a process of its own, which is stopped when its time is over.

The process gets the page as JSON on standard input and answers in JSON: nothing that a page holds is ever run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from propos.errors import ReadError
from propos.model import Page
from propos.read.extraction import Extraction, extract, extract_plainly

Work = Literal["extract", "extract_plainly"]

ANSWER: TypeAdapter[Extraction] = TypeAdapter(Extraction)

#: A page that needs more memory than this is given up (where the system can be told so).
MEMORY_BYTES = 3 << 30


class WorkerTimeoutError(Exception):
    """The time is over; the worker has been stopped."""


def run_worker(work: Work, markup: str, page: Page, *, limit: datetime, seconds: float) -> Extraction:
    """What a page holds, found in a process of its own.

    Args:
        work: Which function of ``extraction`` to run.
        markup: The page, tamed.
        page: Where it is from.
        limit: When it was captured.
        seconds: When the process is stopped.

    Raises:
        WorkerTimeoutError: If the time was too short.
        ReadError: If nothing could be made of the page.
    """
    order = {"work": work, "markup": markup, "address": page.url, "limit": limit.isoformat()}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "propos.read.worker"],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkerTimeoutError from None
    if done.returncode != 0:
        raise ReadError("nothing could be made of this page (the extraction broke off)", place=page.source)
    return ANSWER.validate_json(done.stdout)


def main() -> None:
    """The process's own side: one order, one answer."""
    _limit_memory()
    order = json.load(sys.stdin.buffer)
    run = {"extract": extract, "extract_plainly": extract_plainly}[order["work"]]
    found = run(order["markup"], address=order["address"], limit=datetime.fromisoformat(order["limit"]))
    sys.stdout.buffer.write(ANSWER.dump_json(found))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
