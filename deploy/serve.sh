#!/usr/bin/env bash
# One app process behind the proxy: serve.sh PORT. The unit, the image and the test all start it so.
set -euo pipefail
# The folder itself, also where /opt/baereevne is a link: a process goes on with the files it began
# with when the link is turned to a new version.
cd -P "$(dirname "$0")/.."
python="${BAEREEVNE_PYTHON:-.venv/bin/python}"
exec "$python" -m streamlit run app.py \
  --server.headless true \
  --server.address "${BAEREEVNE_LISTEN:-127.0.0.1}" \
  --server.port "$1" \
  --server.fileWatcherType none
