#!/usr/bin/env bash
# Installs what some tests need beyond Python, when this is Debian and we are root; they are skipped without it.
set -euo pipefail

wanted=()
[ -x /usr/bin/chromium ] || wanted+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || wanted+=(postgresql)
[ ${#wanted[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Not installed: ${wanted[*]}; the tests that need them will be skipped." >&2
  exit 0
fi
echo "Installing for the tests: ${wanted[*]}..." >&2
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >/dev/null 2>&1; then
  echo "apt-get could not install ${wanted[*]}; the tests that need them will be skipped." >&2
fi
