"""How much service people need, beside the nation's people in the same years.

As the ministry reckons it: each age's share here against the nation's share of it, so that when
the whole nation ages each old person carries less. People are counted on 1 July of the year before
the grant: the mean of the two 1 Januaries about it. What ages do not explain is held from the
newest official index of the municipality.

Sources: Grønt hefte 2026 (H-2570) p. 19–21; docs/method.md for the test on 2025 → 2026.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from weakref import WeakKeyDictionary, ref

import numpy as np

from ..case import Case, Catalogue, Projection
from ..money import needs
from ..money.costs import Need, NeedKeys, need_weights
from ..parameters import Parameter
from ..people.ages import SERVICE_AGES, AgeAxis, FloatArray
from ..people.moved import moved
from ..people.population import Population
from ..provenance import Source
from ..series import Table
from .money import cost_sources
from .people import series_of
from .setting import Setting

NORWAY = "0"
MAIN = "MMMM"
"""The nation's main alternative, where it has none like the region's."""
INDICES = "utgiftsbehov-2025-2026"


def nation(path: Population, catalogue: Catalogue) -> Population:
    """The nation's people to measure a path's need against.

    Observed beside observed. A projection is measured against the edition that starts in the same
    year, else the newest before it, else the oldest; in it the same alternative, else the main one.
    """
    norway = catalogue.case(NORWAY)
    if path.is_observed:
        return norway.observed
    starts = sorted({one.population.years[0] for one in norway.projections})
    start = max((year for year in starts if year <= path.years[0]), default=starts[0])
    edition = [one for one in norway.projections if one.population.years[0] == start]
    wanted = (path.alternatives[0], MAIN)
    like = [one for code in wanted for one in edition if one.alternative == code]
    return (like or edition)[0].population


@dataclass(frozen=True, eq=False)
class Beside:
    """A path's people and need by year, and the nation's in the same years.

    Parameters
    ----------
    own, theirs
        Sums of people on 1 January, ``[year]``.
    index
        ``[year]`` need by age [the nation = 1], people counted 1 July of the year before; missing
        where one of the 1 Januaries about it is.
    growth
        ``[year]`` the nation's own need per inhabitant from the year of the amounts [share].
    sectors
        ``[year, sector]`` need by age of each sector [the nation = 1], counted as ``index``.
    """

    path: Population
    nation: Population
    own: needs.People
    theirs: needs.People
    index: FloatArray
    growth: FloatArray
    sectors: FloatArray


_Kept = tuple[ref[Case], ref[Catalogue], tuple[Beside, ...]]
_BESIDE: WeakKeyDictionary[Projection, dict[tuple[Need, needs.Weights], _Kept]] = (
    WeakKeyDictionary()
)


def beside_nation(of: Setting) -> tuple[Beside, ...]:
    """History, then the projection, each with the nation's people.

    Every table of income asks for it, a dozen times for a page: it is kept as long as the
    projection is.
    """
    if of.projection is None:
        return _beside_nation(of)
    known, how = _BESIDE.setdefault(of.projection, {}), (of.need, of.assumed.weights)
    found = known.get(how)
    if found is None or found[0]() is not of.case or found[1]() is not of.catalogue:
        found = known[how] = ref(of.case), ref(of.catalogue), _beside_nation(of)
    return found[2]


def _beside_nation(of: Setting) -> tuple[Beside, ...]:
    case, projection, catalogue = of.case, of.projection, of.catalogue
    norway = catalogue.case(NORWAY).observed
    amounts = catalogue.parameters.parameter("mean_need").from_year
    keys, shares = key_weights(catalogue.keys, of.need)
    found = []
    for path in of.paths:
        all_of, before = nation(path, catalogue), () if path.is_observed else (case.observed,)
        if projection and projection.moved_to and not path.is_observed:
            all_of = moved(all_of, norway)
        mine, theirs = by_year((*before, path)), by_year((norway, all_of))
        own, nations = (
            _stacked([_july(people, year) for year in path.years]) for people in (mine, theirs)
        )
        then = _relative(_july(theirs, amounts)[None], shares) @ keys.T
        nation_need, sectors = _relative(nations, shares) @ keys.T, catalogue.keys.sector_weights
        moves = of.assumed.weights == "following"
        moving = needs.following(sectors, nation_need) if moves else sectors
        by_sector = needs.sector_indices(own, nations, keys)
        index = needs.need_index(by_sector, moving)
        growth = (nation_need @ sectors) / (then @ sectors) - 1
        here, there = (_sums(one, path.years) for one in (path, all_of))
        found.append(Beside(path, all_of, here, there, index, growth, by_sector))
    return tuple(found)


@lru_cache(maxsize=4)
def key_weights(keys: NeedKeys, need: Need) -> tuple[FloatArray, FloatArray]:
    """The sector keys on the service ages, and the nation's shares in the year of the keys.

    A key's age group across two service ages is divided evenly over its years of age.

    Returns
    -------
    tuple of numpy.ndarray
        ``[sector, age]`` weights, one in each sector; ``[age]`` shares of the nation.
    """
    parts = _parts(keys.ages)
    weights = need_weights(keys, need) @ parts.T
    shares = parts @ keys.national_shares
    return weights / weights.sum(axis=1, keepdims=True), shares / shares.sum()


@lru_cache(maxsize=32)
def _parts(given: AgeAxis) -> FloatArray:
    """``[service age, given]`` the part of each given group's people inside each service age."""
    return np.array(
        [
            [1.0 if target.holds(band) else band.part_inside(target) for band in given.bands]
            for target in SERVICE_AGES.bands
        ]
    )


def by_year(populations: Iterable[Population]) -> dict[int, FloatArray]:
    """``[..., age]`` persons on the service ages by year; a later population before an earlier."""
    found: dict[int, FloatArray] = {}
    for one in populations:
        persons = one.weighted(_parts(one.ages).T)
        found |= dict(zip(one.years, np.moveaxis(persons, -2, 0), strict=True))
    return found


def _july(persons: Mapping[int, FloatArray], year: int) -> FloatArray:
    """People on 1 July of the year before; missing where one of the 1 Januaries is."""
    none = np.full(len(SERVICE_AGES), np.nan)
    return np.asarray((persons.get(year - 1, none) + persons.get(year, none)) / 2)


def counted_in_july(observed: Population, year: int) -> float:
    """Inhabitants that the income system counts for a year: 1 July of the year before [persons]."""
    return float(_july(by_year([observed]), year).sum())


def counted_by_index(case: Case, catalogue: Catalogue) -> dict[int, float]:
    """Inhabitants the income system counts, by the years that have an official index [persons]."""
    return {year: counted_in_july(case.observed, year) for year in known_indices(case, catalogue)}


def _relative(persons: FloatArray, shares: FloatArray) -> FloatArray:
    """``[..., age]`` shares of the people against other shares."""
    total = persons.sum(axis=-1, keepdims=True)
    return np.asarray(persons / np.where(total > 0, total, np.nan) / shares)


def _sums(population: Population, years: tuple[int, ...]) -> needs.People:
    """``[..., year]`` sums on 1 January; missing in years the population lacks."""
    weights = needs.sum_weights(needs.working_by_age(population.ages)).T
    known = dict(
        zip(population.years, np.moveaxis(population.weighted(weights), -2, 0), strict=True)
    )
    none = np.full(weights.shape[1], np.nan)
    return needs.people_of(_stacked([known.get(year, none) for year in years]))


def _stacked(by_year: Sequence[FloatArray]) -> FloatArray:
    """``[..., year, item]`` of years that are alike in all draws or have a draw axis."""
    return np.stack(np.broadcast_arrays(*by_year), axis=-2)


def start_of(one: Beside, every: tuple[Beside, ...], year: int) -> tuple[Beside, int]:
    """Where the year is read that something is measured from: its own path, else the observed.

    Raises
    ------
    UnknownChoiceError
        If neither has the year.
    """
    found = one if year in one.path.years else every[0]
    return found, found.path.year_index(year)


def official(case: Case, catalogue: Catalogue) -> Parameter | None:
    """The official need index of the region's plan, where it is known."""
    return catalogue.parameters.find("need_index", region=case.region.code)


def known_indices(case: Case, catalogue: Catalogue) -> Mapping[int, float]:
    """The region's official need index by year [the nation = 1]; none for counties."""
    return catalogue.need_indices.get(case.region.code, {})


def carried_on(one: Beside, every: tuple[Beside, ...], known: Mapping[int, float]) -> FloatArray:
    """``[year]`` the official index where it is known, and carried on by ages from the newest.

    Years before the first known one are carried back from it. Ages in the year it is carried from
    are the path's own where it has them, so that what is carried on is the path's change.
    """
    ages = {
        year: value
        for path in (*every, one)
        for year, value in zip(path.path.years, np.moveaxis(path.index, -1, 0), strict=True)
        if np.isfinite(value).all()
    }
    first, last = min(known), max(known)
    years = np.array(one.path.years)
    anchors = [first if year < first else last for year in one.path.years]
    then = np.stack(
        np.broadcast_arrays(*(ages.get(year, np.array(np.nan)) for year in anchors)), axis=-1
    )
    official_then = np.array([known.get(year, np.nan) for year in anchors])
    moved = needs.official_index(one.index, then, official_then)
    given = np.array([known.get(int(year), np.nan) for year in years])
    return np.where(np.isfinite(given), given, moved)


def need_index(of: Setting) -> Table:
    """Need per inhabitant, the nation being 1: the official index carried on, and by age alone.

    Without an official index there is only the one by age. Years the nation lacks are missing.
    """
    every, known = beside_nation(of), known_indices(of.case, of.catalogue)
    table = []
    for one in every:
        code = f"{one.nation.source.id}.{one.nation.alternatives[0]}"
        extra = (("need", of.need), ("nation", code), ("weights", of.assumed.weights))
        if known:
            values = carried_on(one, every, known)
            table.append(series_of(one.path, "need_index", "need index", values, extra))
        table.append(series_of(one.path, "need_index_age", "need index", one.index, extra))
    return tuple(table)


def need_by_sector(of: Setting) -> Table:
    """Need per inhabitant by age in each sector, the nation being 1.

    The official indices by sector have criteria that are no ages too, and are not bundled.
    """
    return tuple(
        series_of(one.path, sector, "need index", one.sectors[..., place], (("need", of.need),))
        for one in beside_nation(of)
        for place, sector in enumerate(of.catalogue.keys.sectors)
    )


def need_sources(of: Setting) -> tuple[Source, ...]:
    """What the index is reckoned with: nation, those counted the July before, keys and index."""
    catalogue = of.catalogue
    found = [nation(path, catalogue).source for path in of.paths]
    found.append(of.case.observed.source)
    found += [catalogue.sources[INDICES]] if known_indices(of.case, catalogue) else []
    return tuple(dict.fromkeys((*found, *cost_sources(replace(of, method="national")))))
