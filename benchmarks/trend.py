"""Seconds for the trend projection, its backtest and its band, on one core.

    .venv/bin/python benchmarks/trend.py

Aims: all municipalities to 2050 in one pass under 1 s, one of them under 20 ms once the trends are
learnt, and the errors under 1 s. benchmarks/band.py times what is drawn.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from projections.people.population import Region
from projections.sources.data import municipalities, vitals
from projections.sources.data.datafiles import open_data
from projections.trend.alternative import learnt, measured, projection_of
from projections.trend.course import trend

ROUNDS = 9


def told(name: str, aim: float, run: Callable[[], object]) -> None:
    """Time one thing: the first run, and the median of those after it."""
    seconds = []
    for _ in range(1 + ROUNDS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    later = statistics.median(seconds[1:])
    print(f"{name:40} first {seconds[0]:6.3f} s   then {later:6.3f} s   aim {aim} s")


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    history = vitals.load_history()
    counted = open_data().source(municipalities.SOURCE)
    roros = Region("5025", "Røros")
    told("all municipalities to 2050", 1.0, lambda: trend(history, 24))
    learnt(history)
    told("one municipality to 2050", 0.02, lambda: projection_of(roros, history, counted))

    def errors() -> object:
        measured.cache_clear()
        return measured(history)

    told("the errors of eleven origins", 1.0, errors)


if __name__ == "__main__":
    main()
