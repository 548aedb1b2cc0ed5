"""Places, pupils and staff that the people call for, and the capacity there is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np

from ..case import Capacity, CapacityKind, Case, Catalogue, OwnPlaces, Projection
from ..people.ages import AgeBand
from ..people.population import Population
from ..provenance import Source
from ..series import Series, Table, on_path
from ..services import capacity as model
from .people import series_of
from .setting import Setting

OLDEST = AgeBand(80, None)
UNKNOWN = "unknown"
"""Stands for the year of something decided whose year the source does not give."""
PLACE = "place"
"""Label with the name of a house."""
LEVELS: Mapping[str, str] = {"heldogn": "capacity", "grunnskole": "school_capacity"}
HOUSES: Mapping[str, str] = {"heldogn": "care_house", "grunnskole": "school_house"}
"""Start of the items by service: an item has one unit."""
PLACES: tuple[CapacityKind, ...] = ("capacity", "decided", "counted")
"""Kinds that count places, whatever number uses them."""
Labels = tuple[tuple[str, str], ...]
_COVERED: WeakKeyDictionary[Case, float | None] = WeakKeyDictionary()
"""Today's coverage by case, which every lever and link is held against."""


@dataclass(frozen=True, eq=False)
class Passing:
    """A level of capacity, and the first of its years in which need is larger; None for never.

    ``again`` is the year from which there is room again; None where need stays larger.
    """

    level: Series
    year: int | None
    again: int | None = None

    @property
    def kind(self) -> str:
        """``now``, ``decided`` or ``own``."""
        return self.level.item.rpartition("_")[2]

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose capacity is known."""
        known = ~np.isnan(self.level.values)
        return tuple(year for year, one in zip(self.level.years, known, strict=True) if one)

    @property
    def amount(self) -> float:
        """The capacity in the year that need passes it, else in its last."""
        return self.level.at(self.year or self.years[-1])

    @property
    def at_once(self) -> bool:
        """Whether need is larger already in the first of several years."""
        return self.year == self.years[0] != self.years[-1]


def own_coverage(case: Case, catalogue: Catalogue) -> float | None:
    """Places there are per 100 people aged 80 and over at the newest count [per cent].

    Rounded down to a tenth, so that today's places are enough today, and inside the parameter's
    range; None where the places are not known.
    """
    if case not in _COVERED:
        _COVERED[case] = _covered(case)
    covered = _COVERED[case]
    low, high = catalogue.parameters.parameter("care_coverage").range
    return None if covered is None else min(max(covered, low), high)


def _covered(case: Case) -> float | None:
    year = case.newest_count
    own = [one.places for one in own_places(case, "heldogn") if one.holds(year)]
    there = own or [one.amount for one in capacities(case, "heldogn", "capacity")]
    oldest = float(case.observed.people([OLDEST])[..., -1, 0].sum()) if there else 0.0
    return float(np.floor(1000 * sum(there) / oldest)) / 10 if oldest > 0 else None


def coverage_at_rest(case: Case, catalogue: Catalogue) -> float:
    """The coverage where none is chosen: the region's own today, else the national [per cent]."""
    own = own_coverage(case, catalogue)
    return catalogue.parameters.value("care_coverage") if own is None else own


def care_places(of: Setting, coverage: float) -> Table:
    """Places with round-the-clock care for a coverage of people aged 80 and over [places].

    Parameters
    ----------
    coverage
        Places per 100 people aged 80 and over [per cent]; the low and the high that municipalities
        plan for come from the parameters.
    """
    known = of.catalogue.parameters
    wanted = {
        "care_places": coverage,
        "care_places_national": known.value("care_coverage"),
        "care_places_low": known.value("care_coverage_low"),
        "care_places_high": known.value("care_coverage_high"),
    }
    table = []
    for path in of.paths:
        oldest = path.people([OLDEST])[..., 0]
        for item, percent in wanted.items():
            need = model.places(oldest, percent / 100)
            table.append(series_of(path, item, "places", need, (("coverage", f"{percent:g}"),)))
        table.append(series_of(path, OLDEST.code, "persons", oldest))
    return tuple(table)


def covered(case: Case, projection: Projection | None, levels: Table) -> Table:
    """Places there are and will be, per 100 people aged 80 and over [per cent]."""
    path = projection.population if projection else case.observed
    return tuple(
        replace(
            level,
            item=level.item.replace("capacity", "coverage"),
            unit="percent",
            values=model.per_hundred(level.values, people.people([OLDEST])[..., 0]),
        )
        for level in levels
        for people in [path.between(level.years[0], level.years[-1])]
    )


def even_mark(spread: Iterable[str]) -> Labels:
    """Says that ages were spread evenly, and which age bands; nothing where all is exact."""
    bands = " ".join(dict.fromkeys(code for code in spread if code))
    return (("quality", "estimate"), ("spread", bands)) if bands else ()


def capacities(case: Case, service: str, *kinds: CapacityKind) -> tuple[Capacity, ...]:
    """The houses' numbers of some kinds; empty where not known.

    Places of a service where a user has given their own are left out; who uses them is not.
    """
    own = own_places(case, service)
    return tuple(
        one
        for one in case.capacities
        if one.service == service and one.kind in kinds and not (own and one.kind in PLACES)
    )


def own_places(case: Case, service: str) -> tuple[OwnPlaces, ...]:
    """A user's own places of one service."""
    return tuple(one for one in case.own_places if one.service == service)


def houses(case: Case, service: str, unit: str) -> Table:
    """What each house has, is decided to have and serves, and how else its places are counted.

    One series of one year each, labelled with ``place`` (the house) and ``line`` of the source, so
    that a house that is not there can be missed. A user's own places are not among them.
    """
    return tuple(
        Series(
            case.region,
            one.source,
            "plan",
            f"{HOUSES[service]}_{one.kind}",
            unit,
            (one.year,),
            np.array([one.amount]),
            (("service", service), (PLACE, one.name), ("line", one.line)),
        )
        for one in capacities(case, service, *PLACES, "in_use")
    )


def levels(case: Case, projection: Projection | None, service: str, unit: str) -> Table:
    """Capacity today and as decided, all houses together, in the years it is held against.

    Those are the projection's years, or the newest observed one. What is decided without a year
    stands in all of them. A user's own places stand alone, year by year; a year that none of them
    holds for is missing. Empty where capacity is not known: how many a house serves is none.
    """
    path = projection.population if projection else case.observed
    held = path if projection else path.between(path.years[-1], path.years[-1])
    mark = ("service", service)
    if own := own_places(case, service):
        return _own_level(held, own, unit, mark)
    now = {one.name: one for one in capacities(case, service, "capacity")}
    decided = {one.name: one for one in capacities(case, service, "decided")}
    table = []
    if now:
        table.append(_level(held, now.values(), "now", unit, (mark,)))
    if decided:
        years = [one.decided_from for one in decided.values()]
        year = max(one or 0 for one in years)
        since = ("decided_from", str(year) if all(years) else UNKNOWN)
        after = held.between(year, held.years[-1])
        every = {**now, **decided}.values()
        table.append(_level(after, every, "decided", unit, (mark, since)))
    return tuple(one for one in table if one.years)


def _own_level(
    path: Population, own: tuple[OwnPlaces, ...], unit: str, mark: tuple[str, str]
) -> Table:
    """What a user has given, all places together; nothing where no year is covered."""
    there = [[one.places for one in own if one.holds(year)] for year in path.years]
    amounts = np.array([sum(places) if places else np.nan for places in there])
    if np.isnan(amounts).all():
        return ()
    series = series_of(path, f"{LEVELS[own[0].service]}_own", unit, amounts, (mark,))
    return (replace(series, source=own[0].source),)


def _level(
    path: Population, known: Collection[Capacity], kind: str, unit: str, extra: Labels
) -> Series:
    """The sum over houses, the same in all years."""
    amount = np.full(len(path.years), sum(one.amount for one in known))
    first = next(iter(known))
    series = series_of(path, f"{LEVELS[first.service]}_{kind}", unit, amount, extra)
    return replace(series, source=first.source)


def passings(need: Table, levels: Table, since: int = 0) -> tuple[Passing, ...]:
    """When need passes each level, in the level's own years from the one that is counted from."""
    found = []
    for whole in levels:
        level = whole.between(since, whole.years[-1]) if whole.years[-1] >= since else whole
        series = on_path(need, need[0].item, level.years[-1])
        values = np.array([series.at(year) for year in level.years])
        of = (level.years, values, level.values)
        found.append(Passing(level, model.first_above(*of), model.room_again(*of)))
    return tuple(found)


def of_unit(table: Table, unit: str) -> Table:
    """The series that can stand on one axis."""
    return tuple(one for one in table if one.unit == unit)


def norm_sources(catalogue: Catalogue) -> tuple[Source, ...]:
    """Where the norms come from."""
    return (catalogue.sources["normer"],)


def coverage_sources(catalogue: Catalogue) -> tuple[Source, ...]:
    """Where the coverage comes from."""
    return (catalogue.sources["forutsetninger"],)
