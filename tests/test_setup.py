"""The set-up of the environment says in plain words what is missing and what to do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: Stands in for Python: is as new as is asked for, makes an environment of itself, and pip says a given thing.
PYTHON = """#!/bin/sh
case "$1 $2" in
  "--version ") echo "Python 3.11.9" ;;
  "-m venv") [ -n "$NO_VENV" ] && { echo "$NO_VENV"; exit 1; }; mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  "-m pip") echo "$SAYS"; [ -z "$SAYS" ] ;;
  *) exit "$TOO_OLD" ;;
esac
"""


def set_up(tmp_path: Path, *, too_old: bool = False, says: str = "", no_venv: str = "") -> tuple[int, str]:
    """The exit status of the set-up, and what it says."""
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    settings = {"PYTHON": str(python), "TOO_OLD": str(int(too_old)), "SAYS": says, "NO_VENV": no_venv}
    done = subprocess.run(
        [ROOT / "scripts" / "setup.sh", "venv", "run"],
        cwd=tmp_path,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def test_a_set_up_is_repeated_at_will(tmp_path: Path) -> None:
    assert set_up(tmp_path)[0] == 0
    status, said = set_up(tmp_path)
    assert status == 0 and "Making" not in said


def test_an_environment_whose_python_has_gone_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python").symlink_to("/nowhere/python")
    assert "Making the environment in venv" in set_up(tmp_path)[1]


@pytest.mark.parametrize(
    ("circumstances", "advice"),
    [
        ({"too_old": True}, "needs Python 3.11 or newer"),
        ({"no_venv": "No module named venv"}, "apt-get install python3-venv"),
        ({"no_venv": "Error: [Errno 13] Permission denied: 'venv'"}, "Make the folder writable"),
        ({"says": "OSError: [Errno 28] No space left on device"}, "The disk is full"),
        ({"says": "NewConnectionError\nERROR: No matching distribution found for a==1"}, "Check the network"),
        ({"says": "ERROR: No matching distribution found for a==1"}, "no build for this Python"),
        ({"says": "error: command 'gcc' failed: No such file or directory"}, "install a C compiler"),
        ({"says": "THESE PACKAGES DO NOT MATCH THE HASHES"}, "not the one that was locked"),
        ({"says": "something else"}, "the lines above say why"),
    ],
)
def test_what_went_wrong_and_what_to_do(tmp_path: Path, circumstances: dict[str, bool | str], advice: str) -> None:
    status, said = set_up(tmp_path, **circumstances)
    assert status == 1 and advice in said
    assert str(circumstances.get("says", "")) in said  # the reason itself is shown, too
