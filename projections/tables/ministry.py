"""Need and grants as the ministry reckons them, and how sure net is when nobody knows the state.

The ministry's index: each age's share here against the nation's share of it, weights standing, so
that when the whole nation ages each old person carries less. People are counted on 1 July of the
year before the grant: the mean of the two 1 Januaries about it. What age does not explain is held
from the newest official index of the municipality.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from .. import income as model
from ..ages import SERVICE_AGES, AgeAxis, FloatArray
from ..case import Case, Catalogue, Projection
from ..costs import Need, NeedKeys, need_weights
from ..errors import MissingInputError
from ..population import Population
from ..provenance import Source
from ..series import Series, Table, pick
from .income import income
from .money import NOT_FIXED, THOUSAND, Method, cost_view, costs
from .needs import NORWAY, nation
from .people import paths, series_of

STATE: Mapping[str, float] = {"none": 0.0, "half": 0.5, "full": 1.0}
"""How much of the nation's own growth in need per inhabitant the state gives more for."""
WEIGHTS: tuple[model.Weights, ...] = ("following", "standing")
SOURCE = "utgiftsbehov-2025-2026"


@dataclass(frozen=True, eq=False)
class Need1July:
    """Need of a path's people, counted 1 July of the year before.

    Parameters
    ----------
    index
        ``[year]`` by age [the nation = 1]; missing where a 1 January is not known.
    growth
        ``[year]`` the nation's own need per inhabitant from the year of the amounts [share].
    """

    path: Population
    index: FloatArray
    growth: FloatArray


def needs(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    need: Need,
    sector_weights: model.Weights,
) -> tuple[Need1July, ...]:
    """History, then the projection."""
    norway = catalogue.case(NORWAY).observed
    amounts = catalogue.parameters.parameter("mean_need").from_year
    weights, shares = key_weights(catalogue.keys, need)
    sectors, found = catalogue.keys.sector_weights, []
    for path in paths(case, projection):
        before = () if path.is_observed else (case.observed,)
        own = _by_year((*before, path))
        theirs = _by_year((norway, nation(path, catalogue)))
        mine, all_of = (np.array([_july(of, year) for year in path.years]) for of in (own, theirs))
        nation_need = _relative(all_of, shares) @ weights.T
        following = sector_weights == "following"
        moving = model.following(sectors, nation_need) if following else sectors
        index = (moving * model.sector_indices(mine, all_of, weights)).sum(axis=-1)
        start = _relative(_july(theirs, amounts)[None], shares) @ weights.T
        growth = (nation_need @ sectors) / (start @ sectors) - 1
        found.append(Need1July(path, index, growth))
    return tuple(found)


def key_weights(keys: NeedKeys, need: Need) -> tuple[FloatArray, FloatArray]:
    """The sector keys on the service ages, and the nation's shares in the year of the keys.

    A key's age group across two service ages is divided evenly over its years of age.

    Returns
    -------
    tuple of numpy.ndarray
        ``[sector, age]`` weights, one in each sector; ``[age]`` shares of the nation.
    """
    parts = _parts(keys.ages, SERVICE_AGES)
    weights = need_weights(keys, need) @ parts.T
    shares = parts @ keys.national_shares
    return weights / weights.sum(axis=1, keepdims=True), shares / shares.sum()


def _parts(given: AgeAxis, wanted: AgeAxis) -> FloatArray:
    """``[wanted, given]`` the part of each given age group's people inside each wanted one."""
    return np.array(
        [
            [1.0 if target.holds(band) else band.part_inside(target) for band in given.bands]
            for target in wanted.bands
        ]
    )


def _by_year(populations: Iterable[Population]) -> dict[int, FloatArray]:
    """Persons on the service ages by year; a later population before an earlier one."""
    found: dict[int, FloatArray] = {}
    for one in populations:
        persons = one.both_sexes()[0] @ _parts(one.ages, SERVICE_AGES).T
        found |= dict(zip(one.years, persons, strict=True))
    return found


def _july(persons: Mapping[int, FloatArray], year: int) -> FloatArray:
    """People on 1 July of the year before; missing where one of the 1 Januaries is."""
    none = np.full(len(SERVICE_AGES), np.nan)
    return np.asarray((persons.get(year - 1, none) + persons.get(year, none)) / 2)


def _relative(persons: FloatArray, shares: FloatArray) -> FloatArray:
    """``[..., age]`` shares of the people against other shares."""
    total = persons.sum(axis=-1, keepdims=True)
    return np.asarray(persons / np.where(total > 0, total, np.nan) / shares)


def official_index(
    one: Need1July, every: tuple[Need1July, ...], known: Mapping[int, float]
) -> FloatArray:
    """``[year]`` the official index where it is known, and carried on by ages from the newest.

    Parameters
    ----------
    known
        The official index by year [the nation = 1].
    """
    by_year = {
        year: value
        for path in (*every, one)
        for year, value in zip(path.path.years, path.index, strict=True)
        if np.isfinite(value)
    }
    first, last = min(known), max(known)
    values = []
    for year, now in zip(one.path.years, one.index, strict=True):
        anchor = first if year < first else last
        moved = now - by_year.get(anchor, np.nan)
        values.append(known[year] if year in known else known[anchor] + moved)
    return np.array(values)


def nets(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: Need,
    tax: model.TaxBase,
    base: int,
    fixed: Mapping[str, float] = NOT_FIXED,
) -> Table:
    """Change in net from the base year in the ministry's form, for each thing nobody knows.

    One series for each way the sector weights move and each part the state gives more for, with
    the labels ``weights`` and ``state`` [1000 NOK per year, fixed prices]. Above zero is better.

    Raises
    ------
    MissingInputError
        If the region's income, its cost, or its official index is not known.
    """
    known = catalogue.need_indices.get(case.region.code)
    if not known:
        raise MissingInputError(
            f"Offisiell utgiftsbehovsindeks er ikke kjent for {case.region.name}."
        )
    parameters = catalogue.parameters
    mean_need, grant = parameters.value("mean_need"), parameters.value("per_capita_grant")
    table = income(case, projection, catalogue, need, tax)
    taxes = {one.alternative: one for one in pick(table, "skatt")}
    levelled = {one.alternative: one for one in pick(table, "inntektsutjevning")}
    spent = {
        one.alternative: one
        for one in pick(costs(case, projection, catalogue, method, need, fixed), "total")
    }
    found: list[Series] = []
    for weights, (code, share) in product(WEIGHTS, STATE.items()):
        every = needs(case, projection, catalogue, need, weights)
        for one in every:
            people = one.path.both_sexes()[0].sum(axis=-1)
            more = share * mean_need * np.where(np.isfinite(one.growth), one.growth, 0.0)
            index = official_index(one, every, known)
            alternative = one.path.alternatives[0]
            grants = (grant + more) * people + (index - 1) * (mean_need + more) * people
            own = taxes[alternative].values + levelled[alternative].values
            net = grants / THOUSAND + own - spent[alternative].values
            extra = (("weights", weights), ("state", code), ("need", need), ("tax", tax))
            found.append(series_of(one.path, "net", "1000 NOK", net, extra))
    return cost_view(tuple(found), "change", base)


def span(table: Table, year: int) -> tuple[float, float]:
    """Lowest and highest net in a year [in the unit of the table]; missing where it is not there.

    Parameters
    ----------
    table
        From :func:`nets`.
    """
    values = [one.at(year) for one in table if one.has(year)]
    there = [value for value in values if np.isfinite(value)]
    return (min(there), max(there)) if there else (np.nan, np.nan)


def sources(catalogue: Catalogue) -> tuple[Source, ...]:
    """The official index."""
    return (catalogue.sources[SOURCE],)
