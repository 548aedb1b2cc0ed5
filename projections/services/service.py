"""Levers on services: what each costs and for how many, all at rest unless a user moves them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..people.ages import AgeAxis, FloatArray
from ..people.indicators import OLD_AGE

NONE: Mapping[str, float] = {}
DECADE = 10


@dataclass(frozen=True, kw_only=True)
class Service:
    """What is changed in the services; every lever is at rest unless set.

    Parameters
    ----------
    postponed
        Years of age by which need from 67 on comes later, for each ten years that pass: healthier
        old age [years per decade].
    standard
        By sector: growth in cost per user from one year to the next [per cent per year]. Negative
        is higher productivity or lower standard; the figures cannot tell which.
    unit_cost
        By sector: cost per user against today's, at once [per cent; 100 is unchanged].
    """

    postponed: float = 0.0
    standard: Mapping[str, float] = field(default_factory=lambda: NONE)
    unit_cost: Mapping[str, float] = field(default_factory=lambda: NONE)

    def __hash__(self) -> int:
        by_sector = (frozenset(one.items()) for one in (self.standard, self.unit_cost))
        return hash((self.postponed, *by_sector))


AT_REST = Service()


def levels(service: Service, sectors: Sequence[str], years: Sequence[int], base: int) -> FloatArray:
    """Cost per user against what it is at rest.

    ``u[s] · (1 + g[s])^(t − base)``; years before the last that is not changed, and that year
    itself, are as they were.

    Parameters
    ----------
    service
        The levers.
    sectors, years
        Labels of the axes.
    base
        The last year that is not changed.

    Returns
    -------
    numpy.ndarray
        ``[year, sector]`` [factor; 1 is unchanged].
    """
    passed = np.maximum(np.array(years) - base, 0)[:, None]
    growth = 1 + np.array([service.standard.get(one, 0.0) for one in sectors]) / 100
    unit = np.array([service.unit_cost.get(one, 100.0) for one in sectors]) / 100
    return np.asarray(np.where(passed > 0, unit, 1.0) * growth**passed, dtype=np.float64)


def postponed(
    each: FloatArray,
    unmoved: FloatArray,
    single: AgeAxis,
    alive: FloatArray,
    ages: AgeAxis,
    later: Sequence[float],
) -> FloatArray:
    """Need per person when need from 67 on comes some years later.

    At single age a from 67 on the rate is that of age ``a − later``, a part of a year being shared
    between its two neighbours. A band has the mean of its single ages, weighted by who would be
    alive in a stationary population.

    Parameters
    ----------
    each, unmoved
        ``[sector, single age]`` and ``[sector, age]`` rates at rest, in any unit.

    Returns
    -------
    numpy.ndarray
        ``[case, sector, age]`` on ``ages``, in the same unit.
    """
    shifts = np.array(later, dtype=np.float64)[:, None]
    place = np.arange(len(single), dtype=np.float64)
    old = np.array([OLD_AGE.holds(band) for band in single.bands])
    wanted = np.where(old, place - shifts, place)
    lower = np.floor(wanted).astype(int)
    part = wanted - lower
    upper = np.minimum(lower + 1, len(single) - 1)
    moved = (1 - part) * each[:, lower] + part * each[:, upper]  # [sector, case, single age]
    held = single.aggregate(np.eye(len(single)), ages.bands)
    before, after = (each * alive) @ held, (moved * alive) @ held
    # As a ratio on the rates of the key, which weighs its own bands by the national population.
    ratio = np.divide(
        after, before[:, None], out=np.ones_like(after), where=before[:, None] > 0
    ).transpose(1, 0, 2)
    return np.asarray(unmoved * np.where(shifts[:, :, None] == 0, 1.0, ratio), dtype=np.float64)


def rate_changes(
    service: Service,
    each: FloatArray,
    unmoved: FloatArray,
    single: AgeAxis,
    alive: FloatArray,
    ages: AgeAxis,
    years: Sequence[int],
    base: int,
) -> FloatArray:
    """What healthier old age makes of each rate, year by year.

    ``each`` and ``unmoved``: see :func:`postponed`.

    Returns
    -------
    numpy.ndarray
        ``[year, sector, age]`` [factor; 1 is unchanged].
    """
    later = [service.postponed * max(year - base, 0) / DECADE for year in years]
    found = postponed(each, unmoved, single, alive, ages, later)
    return np.divide(found, unmoved, out=np.ones_like(found), where=unmoved > 0)
