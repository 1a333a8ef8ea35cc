#!/usr/bin/env bash
# Makes or completes the environment: setup.sh VENV run|dev|bench
set -euo pipefail
venv=$1 what=$2

say() { printf '%s\n' "$*" >&2; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local name
  if [ -n "${PYTHON:-}" ]; then
    is_new_enough "$PYTHON" && { printf '%s' "$PYTHON"; return; }
    say "propos needs Python 3.11 or newer, and $PYTHON is none. Leave PYTHON out to take what is installed, or give another one."
    exit 1
  fi
  for name in python3.11 python3.12 python3.13 python3 python; do
    is_new_enough "$name" && { printf '%s' "$name"; return; }
  done
  say "propos needs Python 3.11 or newer, and found none. Install it, or say where it is: make PYTHON=/path/to/python3.11"
  exit 1
}

# Says why a step failed, from what it wrote; the last lines of that stand above.
explain_failure() {
  log_says() { grep -qiE "$1" "$log"; }
  tail -n 5 "$log" >&2
  say
  if log_says 'no space left|disk quota'; then
    say "The disk is full: the environment takes 0.6 GB in $PWD, with the tests 1.4 GB. Make room, then run the same command again."
  elif log_says 'permission denied|read-only file system'; then
    say "Nothing can be written to $PWD/$venv. Make the folder writable, or clone propos into one of your own."
  elif log_says 'ensurepip is not available|no module named venv'; then
    say "Python's module venv is missing. On Debian or Ubuntu: apt-get install python3-venv"
  elif log_says 'connection|timed out|temporary failure|name resolution|proxyerror|sslerror|is being ignored'; then
    say "The packages could not be downloaded. Check the network (or the proxy settings of pip), then run the same command again."
  elif log_says 'gcc|compiler|python\.h|failed building wheel|failed to build'; then
    say "A package had to be compiled and that failed. Python 3.11 needs no compiling: make PYTHON=python3.11;"
    say "or install a C compiler and Python's headers (Debian: apt-get install gcc python3-dev)."
  elif log_says 'do not match the hashes|hash mismatch'; then
    say "A downloaded package is not the one that was locked, so it was refused. Run the same command again; if it persists, report it."
  elif log_says 'no matching distribution'; then
    say "A package has no build for this Python and system. Python 3.11 has them all: make PYTHON=python3.11"
  else
    say "The environment could not be made; the lines above say why. Run make clean, then the same command again."
  fi
  exit 1
}

log=$(mktemp) || {
  say "No temporary file can be made: is the disk full, or ${TMPDIR:-/tmp} not writable?"
  exit 1
}
trap 'rm -f "$log"' EXIT

if ! is_new_enough "$venv/bin/python"; then
  python=$(find_python)
  say "Making the environment in $venv with $("$python" --version)..."
  "$python" -m venv --clear "$venv" >"$log" 2>&1 || explain_failure
fi

say "Installing the locked packages for '$what' (a minute or two the first time)..."
pip() { "$venv/bin/python" -m pip "$@" --quiet --disable-pip-version-check >"$log" 2>&1 || explain_failure; }
pip install --no-warn-script-location --require-hashes --requirement "requirements/$what.txt"
pip install --no-deps --no-build-isolation --editable .
