"""Every kommune: reading the bundled file, one and all of them, and a ranking.

    .venv/bin/python benchmarks/every_kommune.py [rounds]

The limits are 50 ms and 20 MB for reading the file.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable

from serving import told

from projections import tables
from projections.sources import bundled
from projections.sources.data import datafiles, municipalities


def seconds(
    work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """How long each of some rounds takes [s]."""
    found = []
    for _ in range(rounds):
        start = clock()
        work()
        found.append(clock() - start)
    return found


def memory(work: Callable[[], object]) -> tuple[float, float]:
    """What is held afterwards and at most [MB]."""
    tracemalloc.start()
    kept = work()
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return held / 1e6, most / 1e6


def main(rounds: int) -> None:
    data = datafiles.open_data()
    told("reading the file", seconds(lambda: municipalities.read(data), rounds))
    alone = seconds(lambda: municipalities.read(data), rounds, time.process_time)
    told("reading the file, time of the processor", alone)
    held, most = memory(lambda: municipalities.read(data))
    print(f"memory for it: {held:.1f} MB held, {most:.1f} MB at most")
    told("the whole bundled catalogue", seconds(bundled.load, rounds))
    every = municipalities.read(data)
    told("one kommune", seconds(lambda: every.people("5501"), 10 * rounds))
    told("Norway as the sum of all", seconds(lambda: every.people("0"), rounds))

    def ranked() -> object:
        return tables.every(every.everyone(), "support-ratio", "20-66")

    told("ranking of all in the newest year", seconds(ranked, rounds))
    years = every.years

    def grown() -> object:
        return tables.every(every.everyone(*years), "growth", "20-66")

    told("growth of all since 2006", seconds(grown, rounds))
    catalogue = bundled.load()
    told("every region's case", seconds(lambda: [catalogue.case(c) for c in catalogue.names], 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
