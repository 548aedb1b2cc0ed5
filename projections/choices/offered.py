"""What there is to choose from, for a region and its projection."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from ..case import NORWAY_CODE, Case, Catalogue, Projection
from ..money.prices import Prices
from ..parameters import Parameter
from ..people.cohort import SEXES, SINGLE_AGES
from ..people.moved import Start
from ..tables import Method, nominal_years, unfit
from ..whatif.lever_table import LEVERS as ROWS
from .choice import NO_PROJECTION, PROFILES

_STARTED: WeakKeyDictionary[Case, dict[tuple[str, Start], Projection | None]] = WeakKeyDictionary()
"""Projections from where they start, by case: asked for by every part of a page."""


def projection_of(case: Case, code: str, start: Start) -> Projection | None:
    """The chosen projection from where it starts, or None for history only."""
    if code == NO_PROJECTION:
        return None
    known = _STARTED.setdefault(case, {})
    if (code, start) not in known:
        found = case.projection(code)
        known[code, start] = found.started(start, case.observed) if found else None
    return known[code, start]


def methods(case: Case, projection: Projection | None) -> tuple[Method, ...]:
    """How costs can be found; the own budget first, where frames and their year's people are.

    A user's own rates last, where the people are in ages that carry them.
    """
    own = case.frames is not None and case.frames.year in case.years(projection)
    found: tuple[Method, ...] = ("own", "national") if own else ("national",)
    rates = case.own_rates
    if rates and rates.costs and unfit(case, projection, rates.costs) is None:
        return (*found, "rates")
    return found


def prices(case: Case, catalogue: Catalogue, method: Method, base: int) -> tuple[Prices, ...]:
    """Prices that can be shown: nominal ones need the deflator from the base year on."""
    years = nominal_years(case, catalogue, method)
    return ("fixed", "nominal") if years[0] <= base < years[-1] else ("fixed",)


def change_years(case: Case, projection: Projection | None) -> tuple[int, ...]:
    """Years in which people may be said to move: those whose next 1 January is not counted yet.

    The last year of a projection that has no such is all there is to choose.
    """
    whole = projection.population.years if projection else case.years(None)
    years = whole[:-1] or whole
    return tuple(year for year in years if year >= case.newest_count) or years[-1:]


def base_years(case: Case, projection: Projection | None, last: int) -> list[int]:
    """Years before ``last`` that a cost can be measured from, in the same series as ``last``."""
    path = projection.population if projection else case.observed
    years = [year for year in path.years if year < last]
    if last not in path.years or not years:
        years = [year for year in case.observed.years if year < last]
    return years or [last]


def against_codes(case: Case, projection: str) -> list[str]:
    """Other projections that can be drawn beside the chosen one, and none."""
    return [NO_PROJECTION, *(one.code for one in case.projections if one.code != projection)]


def profiles(case: Case) -> tuple[str, ...]:
    """Who may be said to move; a user's own where there is one."""
    return (*PROFILES, "own") if case.mover_profile is not None else PROFILES


def has_single_years(projection: Projection) -> bool:
    """Whether births and deaths of a projection can be changed."""
    people = projection.population
    return people.ages == SINGLE_AGES and len(people.sexes) == len(SEXES)


def levers(catalogue: Catalogue) -> dict[str, Parameter]:
    """Numbers a user may set, by field: value at rest and range stand in the parameter file."""
    ids = {
        **{field: one.parameter for field, one in ROWS.items() if one.parameter},
        "rule_result": "rule_result",
        "rule_fund": "rule_fund",
        "rule_debt": "rule_debt",
        "debt_service": "debt_service",
    }
    return {field: catalogue.parameters.parameter(id) for field, id in ids.items()}


def first(case: Case, projection: Projection | None, last: int) -> int:
    """The year that people and money count from, before ``last``.

    Where :meth:`Case.measured_from` is not before it: the projection's own start, else as far back
    as there are ten years, else the first there is.
    """
    start = projection.population.years[:1] if projection else ()
    known = case.years(projection)
    for year in (case.measured_from(projection), *start, max(last - 10, known[0])):
        if year in known and year < last:
            return year
    return known[0]


def base(bases: Sequence[int], first: int) -> int:
    """The same year for money where the path has it, else the nearest that it has."""
    return min(bases, key=lambda year: abs(year - first))


def beside(region: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Norway and three others: enough to see, few enough to read.

    Røros and those that came with it have each other; others those nearest in size in their county.
    """
    around = catalogue.bundled if region in catalogue.bundled else catalogue.peers(region)
    others = [code for code in around if code not in (region, NORWAY_CODE)]
    return (*((NORWAY_CODE,) if region != NORWAY_CODE else ()), *others[:3])
