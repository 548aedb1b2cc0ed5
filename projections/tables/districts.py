"""People by part of a region, such as school districts, beside the whole and the own schools."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ..case import Capacity, Case, Projection
from ..errors import MissingInputError, SplitBandError
from ..people.ages import AgeBand
from ..people.population import FEW, Population
from ..series import Series, Table, items, pick
from .capacity import PLACES, Passing, capacities, levels, own_places, passings
from .people import paths, series_of

AREA = "area"
"""Label with the part's name; the whole region has none."""
HELD, SAME_DAY, NEXT_JANUARY = "held", "same_day", "next_january"
"""Label of a whole from elsewhere, and its day beside the parts': those of a school year are held
against 1 January within it.
"""
GROUPS: dict[str, tuple[Literal["pupils", "persons"], AgeBand]] = {
    "pupils": ("pupils", AgeBand(6, 15)),
    "1-5": ("persons", AgeBand(1, 5)),
    "67+": ("persons", AgeBand(67, None)),
}
SCHOOLS = "grunnskole"
LEAST = 0.5
"""Differences below this are rounding [persons]."""
GENERIC = re.compile(r"(barne|ungdoms|sentral)?(skole|skule)(krets|n)?(en)?|krets(en)?|oppvekst\w*")
"""Words of a school's or a district's name that do not tell it from others."""


@dataclass(frozen=True, eq=False)
class District:
    """A part of a region: its pupils, its own schools, and when pupils pass each level there.

    Parameters
    ----------
    pupils
        Inhabitants aged 6–15.
    schools
        Names of those with the district's name; empty where none is known.
    served
        How many of those the source says have how many pupils today: no capacity.
    """

    pupils: Series
    schools: tuple[str, ...]
    passings: tuple[Passing, ...]
    served: tuple[Capacity, ...] = ()

    @property
    def name(self) -> str:
        """What the file calls it."""
        return self.pupils.label(AREA)


def divided(case: Case, projection: Projection | None) -> tuple[Projection, ...]:
    """What there is by part: the projection where it is divided, then files of pupils alone."""
    return (*((projection,) if projection and projection.areas else ()), *case.districts)


def people(case: Case, projection: Projection | None, beside: Projection | None = None) -> Table:
    """Pupils (6–15 years), children aged 1–5 and people aged 67 and over, by part and in all.

    The parts are labelled with :data:`AREA`; they stand as the file has them, never scaled to the
    whole. The whole is the projection's own; a file that has some ages only gives the groups it
    can, and the whole is what has been observed and what ``beside`` projects.

    Raises
    ------
    MissingInputError
        If the projection has no parts, or their ages cannot be aggregated.
    """
    if projection is None or not projection.areas:
        raise MissingInputError(
            f"Prognosen for {case.region.name} er ikke delt på skolekretser. Bruk en fil med en "
            "kolonne for skolekrets (siden Last opp, eller --source FIL)."
        )
    only = projection.partial
    table = []
    for name, path in projection.areas.items():
        for item, (_, band) in GROUPS.items():
            if only and not (only.ages.holds(band) and _has(path, band)):
                continue
            try:
                table.append(_group(path, item, name))
            except SplitBandError as problem:
                raise MissingInputError(f"Skolekretsene kan ikke vises. {problem}") from None
    if only:
        return (*table, *_beside(case, beside, projection, items(tuple(table))))
    return (*table, *(_group(projection.population, item, "") for item in GROUPS))


def _group(path: Population, item: str, area: str) -> Series:
    unit, band = GROUPS[item]
    return series_of(path, item, unit, path.bands([band])[0, :, 0], ((AREA, area),))


def _has(path: Population, band: AgeBand) -> bool:
    """Whether an age band can be summed."""
    with suppress(SplitBandError):
        return bool(path.ages.slice_of(band))
    return False


def _beside(
    case: Case, beside: Projection | None, parted: Projection, wanted: Sequence[str]
) -> Table:
    """The region's own people in the parts' years: observed, and projected after that.

    Those who are counted in the autumn are held against 1 January of the year after, when they are
    as old as Statistics Norway counts age.
    """
    table, taken = [], set[int]()
    later = int(bool(parted.partial and parted.partial.autumn))
    mark = (HELD, NEXT_JANUARY if later else SAME_DAY)
    for path in paths(case, beside):
        known = [year for year in parted.population.years if year + later in path.years]
        years = tuple(year for year in known if year not in taken)
        taken.update(years)
        for item in wanted if years else ():
            if _has(path, GROUPS[item][1]):
                one = _group(path, item, "")
                values = np.array([one.at(year + later) for year in years])
                table.append(replace(one, years=years, values=values).with_extra(mark))
    return tuple(table)


def parts(table: Table, item: str = "pupils") -> Table:
    """One group of people in each part."""
    return tuple(one for one in pick(table, item) if one.label(AREA))


def span(table: Table, first: int, last: int) -> tuple[int, int]:
    """The wanted years as far as the parts go; all of theirs where that is no span."""
    years = parts(table)[0].years
    own = max(first, years[0]), min(last, years[-1])
    return own if own[0] < own[1] and all(map(years.__contains__, own)) else (years[0], years[-1])


def differences(table: Table) -> Table:
    """The whole less the sum of the parts, the groups and years where there is any [persons]."""
    found = []
    for item in items(table):
        for whole in wholes(table, item):
            own = parts(table, item)
            years = [year for year in whole.years if own[0].has(year)]
            rest = np.array([whole.at(year) - sum(one.at(year) for one in own) for year in years])
            large = np.abs(rest) >= LEAST
            if large.any():
                kept = tuple(year for year, one in zip(years, large, strict=True) if one)
                differing = replace(whole, years=kept, values=rest[large])
                found.append(differing.with_extra(("measure", "deviation")))
    return tuple(found)


def wholes(table: Table, item: str = "pupils") -> Table:
    """One group of people in the whole region, observed before projected."""
    return tuple(one for one in pick(table, item) if not one.label(AREA))


def districts(case: Case, projection: Projection | None) -> tuple[District, ...]:
    """Each part with its own schools and what they have room for.

    A school belongs to the part that has its name, see :func:`same_name`.

    Raises
    ------
    MissingInputError
        As :func:`people`.
    """
    found = []
    known, own = capacities(case, SCHOOLS, *PLACES, "in_use"), own_places(case, SCHOOLS)
    for pupils in parts(people(case, projection)):
        name = pupils.label(AREA)
        assert projection is not None  # people() has it
        here = replace(
            case,
            capacities=tuple(one for one in known if same_name(one.name, name)),
            own_places=tuple(one for one in own if same_name(one.name, name)),
        )
        room = levels(here, Projection(projection.areas[name]), SCHOOLS, "pupils")
        named = tuple(one.with_extra((AREA, name)) for one in room)
        names = [*(one.name for one in here.capacities), *(one.name for one in here.own_places)]
        schools = tuple(dict.fromkeys(names))
        served = tuple(one for one in here.capacities if one.kind == "in_use")
        found.append(District(pupils, schools, passings((pupils,), named), served))
    return tuple(found)


def same_name(school: str, area: str) -> bool:
    """Whether a school and a district have the same name, whatever kind of thing each is called.

    Examples
    --------
    >>> same_name("Brekken skole", "Brekken skolekrets"), same_name("Skole 1", "Krets 1")
    (True, False)
    """
    return short_name(school).casefold() == short_name(area).casefold()


def short_name(name: str) -> str:
    """A school's or a district's name without the words for what it is.

    Examples
    --------
    >>> short_name("Brekken skolekrets"), short_name("Krets 1")
    ('Brekken', 'Krets 1')
    """
    words = re.findall(r"[\w-]+", name)
    own = [word for word in words if not GENERIC.fullmatch(word.casefold())]
    return " ".join(own if any(map(str.isalpha, "".join(own))) else words)


def small(table: Table) -> dict[str, int]:
    """How many of a part's figures may show single persons, by part; only those that have any."""
    found: dict[str, int] = {}
    for one in table:
        few = int(((one.values > 0) & (one.values < FEW)).sum())
        if few and one.label(AREA) and one.item in GROUPS:
            found[one.label(AREA)] = found.get(one.label(AREA), 0) + few
    return found


def every(case: Case, projection: Projection | None, beside: Projection | None = None) -> Table:
    """People by part and in all, what the parts lack of the whole, and the schools' capacity."""
    table = people(case, projection, beside)
    room = (passing.level for one in districts(case, projection) for passing in one.passings)
    return (*table, *differences(table), *room)
