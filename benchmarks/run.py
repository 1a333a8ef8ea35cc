"""All measurements but the archive's, one after the other; ``make bench`` runs this.

python benchmarks/run.py [NAME...]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

#: What each measurement is called, and how it is run.
MEASUREMENTS = {
    "speed": ["speed.py"],
    "growth": ["growth.py"],
    "pages": ["pages.py"],
    "quantities": ["quantities.py"],
}


def main() -> int:
    """Runs the named measurements, all of them by default; the exit status is that of the first that failed."""
    failed = 0
    for name in sys.argv[1:] or MEASUREMENTS:
        print(f"\n## {name}", flush=True)
        status = subprocess.run([sys.executable, HERE / MEASUREMENTS[name][0], *MEASUREMENTS[name][1:]], check=False)
        failed = failed or status.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
