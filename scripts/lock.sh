#!/usr/bin/env bash
# Locks the dependencies of pyproject.toml, with hashes and without any address of a registry.
set -euo pipefail

compile() {
  local out=$1
  shift
  .venv/bin/uv pip compile --quiet --generate-hashes --no-header --no-annotate --universal --python-version 3.11 \
    "$@" pyproject.toml --output-file "requirements/$out.txt" --upgrade
}

compile run --extra build
compile dev --extra build --extra dev --extra parquet --extra postgres --extra similar
compile bench --extra build --extra dev --extra parquet --extra postgres --extra similar --extra bench
