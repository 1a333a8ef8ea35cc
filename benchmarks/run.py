"""All measurements but the archive's, one after the other; ``make bench`` runs this.

python benchmarks/run.py [NAME...]
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

#: What each measurement is called, how it is run, and what it compares with what.
MEASUREMENTS = {
    "speed": (["speed.py"], "documents a second of one core: propos beside textacy and, where it is there, GGT"),
    "growth": (["growth.py"], "processor time of growing texts: the slope of log(time) over log(size), 1 is linear"),
    "pages": (["pages.py"], "text and metadata of pages: propos beside trafilatura's own default, on the same pages"),
    "quantities": (["quantities.py", "--peers"], "times, figures and events: propos beside dateparser and the like"),
}


def main() -> int:
    """Runs the named measurements, all of them by default; the exit status is that of the first that failed."""
    names = sys.argv[1:] or list(MEASUREMENTS)
    if unknown := [n for n in names if n not in MEASUREMENTS]:
        print(f"no such measurement: {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    statuses = {}
    seconds = {}
    for name in names:
        command, compares = MEASUREMENTS[name]
        print(f"\n## {name}: {compares}\n", flush=True)
        started = time.monotonic()
        statuses[name] = subprocess.run([sys.executable, HERE / command[0], *command[1:]], check=False).returncode
        seconds[name] = time.monotonic() - started
    print("\n## Summary\n")
    for name, status in statuses.items():
        outcome = "done" if status == 0 else f"failed (exit status {status})"
        print(f"{name:12} {outcome:26} {seconds[name]:6.0f} s  {MEASUREMENTS[name][1]}")
    return next((s for s in statuses.values() if s), 0)


if __name__ == "__main__":
    sys.exit(main())
