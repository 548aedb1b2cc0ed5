"""All municipalities by one figure, highest first: rankings as tables."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from ..labels import TOTAL
from ..people.population import Population
from ..series import Series, Table
from .people import series_of
from .ratios import ratios_of

Ranking = Literal["support-ratio", "population", "growth"]
"""Aldersbæreevne, people, or growth in people from the first year."""


def every(populations: Sequence[Population], show: Ranking, working: str) -> Table:
    """One series a municipality, in the order of the last year, each with its rank.

    Parameters
    ----------
    populations
        All in the same years.
    show
        ``growth`` is from the first of the years [per cent]; the others are as they are.
    working
        Working age of aldersbæreevne.
    """
    if show == "support-ratio":
        table = ratios_of(populations, working)
    else:
        table = tuple(_people(one, show) for one in populations)
    return _ranked(table)


def _people(population: Population, show: Ranking) -> Series:
    total = population.both_sexes()[0].sum(axis=1)
    if show == "population":
        return series_of(population, TOTAL, "persons", total)
    start = total[0] if total[0] else np.nan
    extra = (("base_year", str(population.years[0])),)
    return series_of(population, "growth", "percent", 100 * (total / start - 1), extra)


def _ranked(table: Table) -> Table:
    """Highest first, equals sharing a rank; those without a value last and without one."""
    last = [one.values[-1] for one in table]
    order = sorted(range(len(table)), key=lambda i: (np.isnan(last[i]), -last[i]))
    known = [value for value in last if not np.isnan(value)]
    found = []
    for place in order:
        value = last[place]
        rank = "" if np.isnan(value) else str(1 + sum(one > value for one in known))
        extra = (*table[place].extra, ("rank", rank), ("of", str(len(known))))
        found.append(replace(table[place], extra=extra))
    return tuple(found)
