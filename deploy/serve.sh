#!/usr/bin/env bash
# One app process behind the proxy: serve.sh PORT. The unit, the image and the test all start it so.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${BAEREEVNE_PYTHON:-.venv/bin/python}"
exec "$python" -m streamlit run app.py \
  --server.headless true \
  --server.address "${BAEREEVNE_LISTEN:-127.0.0.1}" \
  --server.port "$1" \
  --server.fileWatcherType none
