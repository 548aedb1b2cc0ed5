"""What a person costs by frames, national standard or own rates, and whom own rates serve."""

from collections.abc import Mapping

import numpy as np

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError, SplitBandError
from ..money import costs as model
from ..money import own_rates
from ..money.own_rates import Schedule
from ..people.ages import SERVICE_AGES, AgeAxis, FloatArray, weighted_sums
from ..people.population import Population
from ..series import Table
from .people import paths, series_of
from .setting import Setting


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


def frame_year(case: Case, catalogue: Catalogue) -> int:
    """The year of the region's own frames, or of the bundled ones."""
    return case.frames.year if case.frames else int(catalogue.parameters.value("frame_year"))


def services(of: Setting) -> tuple[str, ...]:
    """The services whose cost a method finds."""
    return (
        tuple(of.case.require_rates().costs) if of.method == "rates" else of.catalogue.keys.sectors
    )


def cost_ages(of: Setting) -> AgeAxis:
    """The ages costs are found on; their bands sum to the service ages."""
    return rate_ages(of.case.require_rates().costs) if of.method == "rates" else SERVICE_AGES


def cost_people(of: Setting, path: Population) -> FloatArray:
    """``[..., year, age]`` people of a path on :func:`cost_ages`."""
    if of.method == "rates":
        return people_on(path, cost_ages(of), of.case)
    return path.people(SERVICE_AGES.bands)


def unit_rates(of: Setting, ages: AgeAxis) -> FloatArray:
    """``[service, age]`` need per person, or with own rates their amounts [NOK per year]."""
    if of.method == "rates":
        return own_rates.own_rates(list(of.case.require_rates().costs.values()), ages)
    return model.need_rates(of.catalogue.keys, ages, of.need)


def served_people(of: Setting, path: Population, year: int) -> FloatArray:
    """``[service age]`` people whom the frames of a year served.

    The path's own, without a user's own changes: the frames paid for nobody that a lever adds. A
    path without that year takes the observed, then the projected people.
    """
    projected = (of.projection.paid_for,) if of.projection else ()
    own = (path,) if path.is_observed else projected
    for people in (*own, of.case.observed, *projected):
        if year in people.years:
            served: FloatArray = people.bands(SERVICE_AGES.bands)[0, people.year_index(year)]
            return served
    raise MissingInputError(
        f"Driftsrammene gjelder {year}, og folketallet for {of.case.region.name} det året er ikke "
        "blant tallene. Velg en prognose som har året, eller rammer for et annet år."
    )


def unit_costs(of: Setting, path: Population) -> tuple[FloatArray, FloatArray]:
    """What a person costs, and what stays whatever the people; prices of ``of.price_year``.

    With the own budget each path's frames serve its own people of the frame year, as they are
    without a user's own changes: a person who is added costs what one paid for does. The national
    standard and own rates have no frames, and so no fixed share.

    Returns
    -------
    tuple of numpy.ndarray
        ``[service, age]`` on :func:`services` and :func:`cost_ages` [NOK per person and year], and
        ``[service]`` [NOK per year].
    """
    sectors = services(of)
    rates = unit_rates(of, cost_ages(of))
    if of.method == "rates":
        return rates, np.zeros(len(sectors))
    if of.method == "national":
        mean_need = of.catalogue.parameters.value("mean_need")
        return model.national_unit_costs(rates, mean_need), np.zeros(len(sectors))
    frames = of.case.require_frames()
    amounts = np.array([frames.by_sector(sector) for sector in sectors])
    shares = np.array([of.fixed.get(sector, 0.0) for sector in sectors])
    stays, follows = model.fixed_and_following(amounts, shares)
    served = served_people(of, path, frames.year)
    return model.own_unit_costs(rates, follows, served), stays
