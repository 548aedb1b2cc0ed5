"""Aldersbæreevne: one region's curve, others beside it, and by both definitions."""

from collections.abc import Sequence

import numpy as np

from ..case import Case, Projection
from ..people.ages import AgeBand
from ..people.indicators import OLD_AGE, WORKING_AGES
from ..people.indicators import per_person as each
from ..people.population import Population
from ..series import Table
from .people import paths, series_of

OLDEST, WORKING = AgeBand.parse("80+"), AgeBand.parse("20-66")
YOUNG_AND_OLD = AgeBand.parse("0-19"), OLD_AGE
SUPPORTED = "0-19 and 67+ per 20-66"


def support_ratios(case: Case, projection: Projection | None, working: str) -> Table:
    """Aldersbæreevne, observed and projected [persons of working age per person 67+].

    Parameters
    ----------
    working
        ``20-66`` or ``16-66``; it stands in the item's name.
    """
    return ratios_of(paths(case, projection), working)


def comparable(cases: Sequence[Case], working: str) -> Table:
    """Observed support ratios of several regions, one series each."""
    return tuple(support_ratios(case, None, working)[0] for case in cases)


def ratios_of(populations: Sequence[Population], working: str) -> Table:
    """Support ratios of many regions, one series each [persons of working age per person 67+]."""
    band = WORKING_AGES[working]
    return tuple(
        series_of(
            one,
            f"{working} per 67+",
            "persons per person",
            each(one.people((band, OLD_AGE))),
        )
        for one in populations
    )


def per_person(case: Case, projection: Projection | None, above: str, below: str) -> Table:
    """Persons of one age per person of another, observed and projected [persons per person].

    Parameters
    ----------
    above, below
        Ages as ``20-66`` and ``80+``; they stand in the item's name.

    Raises
    ------
    SplitBandError
        If the figures have no such ages.
    """
    bands = AgeBand.parse(above), AgeBand.parse(below)
    return tuple(
        series_of(
            one,
            f"{above} per {below}",
            "persons per person",
            each(one.people(bands)),
        )
        for one in paths(case, projection)
    )


def oldest(case: Case, projection: Projection | None) -> Table:
    """People of 80 years and over, observed and projected [persons on 1 January]."""
    return tuple(
        series_of(one, "80+", "persons", one.people((OLDEST,))[..., 0])
        for one in paths(case, projection)
    )


def supported(case: Case, projection: Projection | None) -> Table:
    """Everyone to be supported, 0–19 and 67 and over, per person of 20–66 [persons per person].

    Raises
    ------
    SplitBandError
        If the figures have no such ages.
    """
    table = []
    for one in paths(case, projection):
        young, old, working = np.moveaxis(one.people((*YOUNG_AND_OLD, WORKING)), -1, 0)
        ratio = each(np.stack((young + old, working), axis=-1))
        table.append(series_of(one, SUPPORTED, "persons per person", ratio))
    return tuple(table)


def both_definitions(case: Case) -> Table:
    """Support ratios by both definitions, with the projection that the plan itself uses."""
    projection = case.projections[0] if case.projections else None
    return tuple(
        one for working in WORKING_AGES for one in support_ratios(case, projection, working)
    )


def other_projection(table: Table, projection: Projection | None) -> Table:
    """The projected part of a table made with another projection; empty without one."""
    return tuple(one for one in table if not one.is_observed) if projection else ()


def spaced_years(table: Table) -> tuple[int, ...]:
    """The first year, every fifth and the last: enough to see how a long series goes."""
    years = table[0].years
    return tuple(
        year for year in years if year in (years[0], years[-1]) or (year - years[-1]) % 5 == 0
    )
