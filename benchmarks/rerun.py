"""CPU of a page that is run again with nothing changed: what every visitor costs the server.

Run: .venv/bin/python benchmarks/rerun.py [page …]

In one process, without a browser: what a run of the script takes, figures made and messages
written, measured as CPU of the process. The first run of a page is cold.
"""

import statistics
import sys
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1]))

TIMES = 15


def page(name: str) -> None:
    """One page of the app."""
    from projections.ui import shell

    shell.run(name)


def measured(name: str) -> tuple[float, list[float]]:
    """CPU of the first run, and of each of the runs after it [s]."""
    at = AppTest.from_function(page, args=(name,), default_timeout=60)
    at.query_params["kommune"] = "5025"
    begun = time.process_time()
    at.run()
    first = time.process_time() - begun
    found = []
    for _ in range(TIMES):
        begun = time.process_time()
        at.run()
        found.append(time.process_time() - begun)
    assert not at.exception
    return first, found


if __name__ == "__main__":
    from projections.ui.shell import PAGES

    for name in sys.argv[1:] or PAGES:
        first, again = measured(name)
        print(
            f"{name:20} first {1000 * first:7.1f} ms   again median "
            f"{1000 * statistics.median(again):6.1f} ms   slowest {1000 * max(again):6.1f} ms"
        )
