"""Seconds for the band of one kommune: 1 000 draws through every table, and what a rerun costs.

    .venv/bin/python benchmarks/band.py

Aims: the draws through everything under 300 ms, and a rerun with the same choices under 3 ms a
figure.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from projections import tables
from projections.choices import selections, state
from projections.figures import sure
from projections.figures.view import View
from projections.sources import catalogue as everything
from projections.tables import budget, capacity, labour, schools

ROUNDS = 9
TREND = "baereevne-trend.TREND"
"""The longest path, to 2050; another by its code as the first argument."""


def median(run: Callable[[], object]) -> float:
    """Milliseconds, the median of some runs after a first."""
    seconds = []
    for _ in range(1 + ROUNDS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return 1000 * statistics.median(seconds[1:])


def main() -> None:
    """Print a line a table, and the sum."""
    catalogue = everything.load()
    link = {"kommune": ["5025"], "prognose": [sys.argv[1] if len(sys.argv) > 1 else TREND]}
    choice = state.settle(link, catalogue).choice
    case = catalogue.case(choice.region)
    projection = state.projection_of(case, choice.projection, choice.start)
    view = View(case, projection, catalogue, selections.of(choice, catalogue))
    path, own = view.drawn, view.chosen
    of = view.setting.on(path)
    every: dict[str, Callable[[], object]] = {
        "people": lambda: tables.population(case, path),
        "ratio": lambda: tables.support_ratios(case, path, own.working),
        "cost": lambda: tables.costs(of, own.prices),
        "need": lambda: tables.need_index(of),
        "income": lambda: tables.income(of),
        "net": lambda: tables.net(of, own.base),
        "budget": lambda: budget.budget(of),
        "places": lambda: capacity.care_places(of, own.coverage),
        "pupils": lambda: schools.pupils(of),
        "kindergarten": lambda: schools.kindergarten(of),
        "staff": lambda: labour.staff_per_hundred(of, own.base, own.care_fte),
    }
    found = {name: median(run) for name, run in every.items()}
    for name, taken in found.items():
        print(f"{name:16} {taken:7.1f} ms")
    print(f"{'all':16} {sum(found.values()):7.1f} ms   aim 300 ms")

    again = median(lambda: sure.bands(view, "benchmark", tables.costs))
    print(f"{'a rerun':16} {again:7.1f} ms   aim 3 ms")


if __name__ == "__main__":
    main()
