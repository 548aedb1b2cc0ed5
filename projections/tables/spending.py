"""What services cost per inhabitant here and elsewhere: neighbours, and a group of like size."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..case import Spending
from ..errors import MissingInputError
from ..labels import TOTAL
from ..norwegian import listing
from ..people.population import Population, Region
from ..series import Series, Table, on_path, pick
from .comparison import Comparison
from .money import costs
from .needs import NORWAY
from .people import population
from .setting import Setting

MILLION = 1e6
THOUSAND = 1000.0
COUNTRY = ("landet uten oslo", "landet")
"""How KOSTRA names the whole, the better one to compare with first."""


def spending(spent: Spending, region: Region) -> Table:
    """Net expenditure by service area, divided by the calculated need [NOK per inhabitant].

    The chosen region first, then its neighbours, the KOSTRA group last.

    Raises
    ------
    MissingInputError
        If the table does not have the region.
    """
    return _own_first(spent.by_area, region)


def key_figures(spent: Spending, region: Region) -> Table:
    """Revenue, expenditure and debt, not adjusted for need [NOK per inhabitant].

    Raises
    ------
    MissingInputError
        If the table does not have the region.
    """
    return _own_first(spent.key_figures, region)


def _own_first(table: Table, region: Region) -> Table:
    own = tuple(one for one in table if one.region == region)
    if not own:
        has = [one.name for one in regions(table) if one.is_municipality]
        raise MissingInputError(
            f"Tallene som følger med (KOSTRA 2022), gjelder {listing(has)}, ikke {region.name}. "
            "Velg en av dem, eller hent KOSTRA-tall fra SSB nederst på siden."
        )
    return (*own, *(one for one in table if one.region != region))


def unadjusted(
    fetched: Mapping[str, Table],
    region: Region,
    others: Sequence[Region],
    group: Region | None,
) -> Table:
    """Net expenditure by service area, not adjusted for need [NOK per inhabitant].

    The chosen region first, then the others that have figures. Last stands the KOSTRA group, or,
    where it is not known, the country without Oslo (which is a county too). ``fetched``: all that
    was fetched, by region code; ``group``: the KOSTRA group to compare with, if it is known.

    Raises
    ------
    MissingInputError
        If nothing is fetched, or the region has no figures.
    """
    if not fetched:
        raise MissingInputError(
            "KOSTRA-tallene uten behovsjustering er ikke hentet. Hent dem fra SSB på siden "
            "Sammenligning."
        )
    if region.code not in fetched:
        raise MissingInputError(
            f"KOSTRA-tallene fra SSB gjelder kommuner, og har ikke {region.name}. Velg en kommune."
        )
    reference = group if group and group.code in fetched else _country(fetched)
    chosen = [region, *(one for one in others if one.code in fetched), reference]
    return tuple(replace(one, region=known) for known in chosen for one in fetched[known.code])


def _country(fetched: Mapping[str, Table]) -> Region:
    """The country, without Oslo if it is given so.

    Raises
    ------
    MissingInputError
        If it is not among the figures.
    """
    for name in COUNTRY:
        for table in fetched.values():
            if table[0].region.name.casefold().startswith(name):
                return table[0].region
    raise MissingInputError("KOSTRA-tallene fra SSB har verken kommunens gruppe eller landet.")


def regions(table: Table) -> tuple[Region, ...]:
    """The regions of a table, in order, each once."""
    return tuple(dict.fromkeys(one.region for one in table))


def beside_reference(table: Table) -> tuple[Comparison, ...]:
    """Each area of the first region against the last one, the reference, in their newest year.

    The reference is the first of the two, so that the change is what the region spends above it.
    An area that either lacks is left out.

    Raises
    ------
    MissingInputError
        If they have no area in common.
    """
    own, reference = table[0].region, table[-1].region
    found = []
    for one in table:
        other = [two for two in pick(table, one.item) if two.region == reference]
        if one.region == own and other:
            year = one.years[-1]
            pair = Comparison(one.item, other[0], year, one, year)
            found += [pair] if np.isfinite(pair.change) else []
    if not found:
        raise MissingInputError(
            f"{own.name} og {reference.name} har ingen tjenesteområder med tall for samme år."
        )
    return tuple(found)


def differences(compared: tuple[Comparison, ...]) -> Table:
    """What the region spends above the reference [NOK per inhabitant]."""
    return tuple(_difference(one, one.change, "NOK per inhabitant") for one in compared)


def in_all(compared: tuple[Comparison, ...], people: Population) -> Table:
    """The same differences for all inhabitants [million NOK].

    KOSTRA divides by the inhabitants of 31 December, who are those of 1 January the year after.

    Raises
    ------
    MissingInputError
        If the number of inhabitants is not known for that day.
    """
    return tuple(
        _difference(one, one.change * inhabitants(people, one.last_year) / MILLION, "million NOK")
        for one in compared
    )


def inhabitants(people: Population, year: int) -> float:
    """Inhabitants on 31 December [persons].

    Raises
    ------
    MissingInputError
        If the observed people do not go so far.
    """
    if year + 1 not in people.years:
        raise MissingInputError(
            f"Folketallet 1. januar {year + 1} mangler for {people.region.name}. "
            "Hent nyere tall under «Tall fra SSB»."
        )
    return float(people.both_sexes()[0, people.year_index(year + 1)].sum())


def _difference(one: Comparison, value: float, unit: str) -> Series:
    series = one.last_series.between(one.last_year, one.last_year)
    return series.with_values(np.array([value]), unit).with_extra(
        ("measure", "deviation"), ("from", one.first_series.region.code)
    )


def need_beside(of: Setting, others: Sequence[str], year: int) -> Table:
    """Need by service after the national standard, in a counted year [NOK per inhabitant].

    The chosen region first, then the others, the country last.

    Parameters
    ----------
    others
        Codes of the regions to compare with.
    year
        A year all are counted in; those that are not are left out.
    """
    codes = [one for one in others if one not in (NORWAY, of.case.region.code)]
    cases = (of.case, *map(of.catalogue.case, codes), of.catalogue.case(NORWAY))
    return tuple(
        one
        for each in cases
        if year in each.observed.years
        for one in _need_of(replace(of, case=each, projection=None, method="national"), year)
    )


def _need_of(of: Setting, year: int) -> Table:
    people = on_path(population(of.case, None), TOTAL, year).at(year)
    return tuple(
        one.between(year, year).with_values(
            THOUSAND * one.between(year, year).values / people, "NOK per inhabitant"
        )
        for one in costs(of)
    )
