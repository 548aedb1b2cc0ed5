#!/usr/bin/env bash
# Sets up all that the tests need, then runs style, types and every test, browser tests included.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt

if ! command -v chromium >/dev/null; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  if command -v apt-get >/dev/null; then
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium >/dev/null
  else
    .venv/bin/python -m playwright install chromium
  fi
fi

# LibreOffice reckons the exported workbook anew and opens the presentation; without it those tests
# are skipped.
if ! command -v soffice >/dev/null && command -v apt-get >/dev/null; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  { $as_root apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
      libreoffice-calc libreoffice-impress >/dev/null; } || echo "LibreOffice was not installed."
fi

# The plain form of many processes (deploy/); without them those tests are skipped.
if ! [ -x /usr/sbin/nginx ] || ! [ -d /usr/lib/postgresql ]; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  if command -v apt-get >/dev/null; then
    { $as_root apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
        nginx-light postgresql >/dev/null; } || echo "nginx and PostgreSQL were not installed."
  fi
fi

.venv/bin/python -m ruff format --check .
.venv/bin/python -m ruff check .

# Types are looked through while the tests run: alone that takes half a minute of one processor.
types=$(mktemp)
.venv/bin/python -m mypy >"$types" 2>&1 &
mypy=$!

# What is kept is written to disk before the next thing is done; where there is room in memory, the
# tests keep it there.
if [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -1)" -gt 4000000 ]; then
  export TMPDIR=/dev/shm
fi

# Every assertion is written anew when a test is imported; kept, it is not done in each process.
unset PYTHONDONTWRITEBYTECODE

# Each takes a part of the files in order, then from the others: what a file prepares is made once.
# One more than the two processors: a test of a browser, a server or LibreOffice waits for them.
failed=0
.venv/bin/python -m pytest -n 3 --dist worksteal "$@" || failed=$?
wait "$mypy" || failed=1
cat "$types"
exit "$failed"
