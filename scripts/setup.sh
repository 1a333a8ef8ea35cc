#!/usr/bin/env bash
# Makes or completes the environment: setup.sh VENV run|dev
set -euo pipefail
venv=$1 what=$2

say() { printf '%s\n' "$*" >&2; }

find_python() {
  local name
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3 python; do
    if [ -n "$name" ] && command -v "$name" >/dev/null &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
  say "propos needs Python 3.11 or newer, and found none. Install it, or say where it is: make PYTHON=/path/to/python3.11"
  exit 1
}

explain_failure() {
  say
  if grep -qiE 'temporary failure|connection|timed out|no matching distribution|resolve' "$1"; then
    say "The packages could not be downloaded. Check the network (or the proxy settings of pip), then run the same command again."
  elif grep -qiE 'gcc|compiler|Python\.h' "$1"; then
    say "A package had to be compiled and that failed. Install a C compiler and Python's headers (Debian: apt-get install gcc python3-dev)."
  elif grep -qi 'hash' "$1"; then
    say "A downloaded package is not the one that was locked, so it was refused. Run the same command again; if it persists, report it."
  else
    say "The environment could not be made; the last lines above say why."
  fi
  tail -n 5 "$1" >&2
  exit 1
}

if [ ! -x "$venv/bin/python" ]; then
  python=$(find_python)
  say "Making the environment in $venv with $("$python" --version)..."
  "$python" -m venv "$venv" || {
    say "The module venv is missing. On Debian or Ubuntu: apt-get install python3-venv"
    exit 1
  }
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
say "Installing the locked packages for '$what' (a minute or two the first time)..."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location --require-hashes \
  --requirement "requirements/$what.txt" >"$log" 2>&1 || explain_failure "$log"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . \
  >"$log" 2>&1 || explain_failure "$log"
