"""``python -m propos``: the command line, where the command ``propos`` is not on the path."""

from propos.show.cli import main

if __name__ == "__main__":
    main()
