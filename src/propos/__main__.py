"""The command ``propos``, also as ``python -m propos``."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line; Ctrl-C ends it quietly, even while its modules are being loaded."""
    try:
        from propos.show.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # as shells have it


if __name__ == "__main__":
    main()
