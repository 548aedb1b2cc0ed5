"""A user's own rates by age: which people they need, and users by year."""

from collections.abc import Mapping

from ..case import Case, Projection
from ..errors import MissingInputError, SplitBandError
from ..money import own_rates
from ..money.own_rates import Schedule
from ..people.ages import SERVICE_AGES, AgeAxis, FloatArray, weighted_sums
from ..people.population import Population
from ..series import Table
from .people import paths, series_of


def rate_ages(schedules: Mapping[str, Schedule]) -> AgeAxis:
    """The service ages, cut where a rate changes inside one of them."""
    return own_rates.stepped_axis(list(schedules.values()), SERVICE_AGES)


def unfit(
    case: Case, projection: Projection | None, schedules: Mapping[str, Schedule]
) -> str | None:
    """Why rates cannot be used on these people, a sentence; None where they can."""
    ages = rate_ages(schedules)
    for path in paths(case, projection):
        for band in ages.bands:
            try:
                path.ages.slice_of(band)
            except SplitBandError as problem:
                return _coarse(case, path, problem)
    return None


def people_on(path: Population, ages: AgeAxis, case: Case) -> FloatArray:
    """``[..., year, age]`` people of a path on the ages that rates need.

    Raises
    ------
    MissingInputError
        If the path's age bands would have to be split; names the band.
    """
    try:
        return path.people(ages.bands)
    except SplitBandError as problem:
        raise MissingInputError(_coarse(case, path, problem)) from None


def _coarse(case: Case, path: Population, problem: SplitBandError) -> str:
    return (
        f"Satsene trenger {problem.target} år for seg, og folketallet for {case.region.name} har "
        f"{problem.band} år samlet ({path.source.short}). Gi samme sats i hele {problem.band} år, "
        "eller velg en kommune og prognose med finere aldre: SSBs tall er ettårige når de er "
        "hentet."
    )


def users(case: Case, projection: Projection | None) -> Table:
    """Users of the services with rates for it: ``Σ_a rate[s, a]·N_a(t)`` [users].

    Empty where no file gives users per person.

    Raises
    ------
    MissingInputError
        If a path's age bands would have to be split.
    """
    own = case.own_rates
    if own is None or not own.users:
        return ()
    ages = rate_ages(own.users)
    each = own_rates.own_rates(list(own.users.values()), ages)
    table = []
    for path in paths(case, projection):
        found = weighted_sums(people_on(path, ages, case), each)
        for place, service in enumerate(own.users):
            table.append(series_of(path, service, "users", found[..., place]))
    return tuple(table)
