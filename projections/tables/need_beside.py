"""What services are reckoned to cost an inhabitant here and elsewhere, by age alone."""

from collections.abc import Sequence

from ..case import Case, Catalogue
from ..labels import TOTAL
from ..money.costs import Need
from ..series import Table, on_path
from .money import costs
from .needs import NORWAY
from .people import population

THOUSAND = 1000.0


def need_beside(
    case: Case, others: Sequence[str], catalogue: Catalogue, need: Need, year: int
) -> Table:
    """Need by service after the national standard, in a counted year [NOK per inhabitant].

    The chosen region first, then the others, the country last.

    Parameters
    ----------
    others
        Codes of the regions to compare with.
    year
        A year all are counted in; those that are not are left out.
    """
    codes = [one for one in others if one not in (NORWAY, case.region.code)]
    cases = (case, *map(catalogue.case, codes), catalogue.case(NORWAY))
    return tuple(
        one
        for each in cases
        if year in each.observed.years
        for one in _of(each, catalogue, need, year)
    )


def _of(case: Case, catalogue: Catalogue, need: Need, year: int) -> Table:
    people = on_path(population(case, None), TOTAL, year).at(year)
    return tuple(
        one.between(year, year).with_values(
            THOUSAND * one.between(year, year).values / people, "NOK per inhabitant"
        )
        for one in costs(case, None, catalogue, "national", need)
    )
