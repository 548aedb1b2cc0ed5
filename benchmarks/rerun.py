"""CPU of a page that is run again with nothing changed: what every visitor costs the server.

Run: .venv/bin/python benchmarks/rerun.py [page …]

In one process, without a browser: what a run of the script takes, figures made and messages
written, measured as CPU of its thread. The first run of a page is cold.
"""

import statistics
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1]))

TIMES = 15


def page(name: str) -> None:
    """One page of the app; a script of its own, so it imports all it needs."""
    import time

    import streamlit as st

    from projections.ui import shell

    begun = time.thread_time()
    shell.run(name)
    st.session_state["spent"] = time.thread_time() - begun


def measured(name: str) -> tuple[float, list[float]]:
    """CPU of the first run, and of each of the runs after it [s]."""
    at = AppTest.from_function(page, args=(name,), default_timeout=60)
    at.query_params["kommune"] = "5025"
    found = []
    for _ in range(1 + TIMES):
        at.run()
        found.append(float(at.session_state["spent"]))
    assert not at.exception
    return found[0], found[1:]


if __name__ == "__main__":
    from projections.ui.front import prepare_server
    from projections.ui.ways import PAGES

    prepare_server()  # as the server does, once

    for name in sys.argv[1:] or PAGES:
        first, again = measured(name)
        print(
            f"{name:20} first {1000 * first:7.1f} ms   again median "
            f"{1000 * statistics.median(again):6.1f} ms   slowest {1000 * max(again):6.1f} ms"
        )
