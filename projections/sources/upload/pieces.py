"""Figures put together as arrays, one for each region, alternative and area; what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from ...ages import AgeAxis, AgeBand, FloatArray
from ...norwegian import number
from .figures import TOTAL, Figures
from .table import Table
from .told import Told

MOST_CELLS = 30_000_000
LAST_SINGLE = 90
"""A last group of one year from this age on is taken as open [years]."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One alternative for one region or area: ``persons[year, sex, age]``."""

    region: str
    alternative: str
    area: str
    years: tuple[int, ...]
    sexes: tuple[str, ...]
    ages: AgeAxis
    persons: FloatArray

    @property
    def name(self) -> str:
        """Which it is, in words."""
        return named_as(self.region, self.area, self.alternative)


def named_as(region: str, area: str, alternative: str) -> str:
    """A region, area and alternative in words."""
    return ", ".join(filter(None, (f"område {region}", area, alternative)))


def build(table: Table, figures: Figures, told: Told) -> list[Piece]:
    """Every piece; cells twice, missing or that do not fit together are told."""
    good = np.ones(len(figures.values), dtype=bool)
    for one in figures.places.values():
        good &= one >= 0
    sizes = [max(1, len(figures.axes[name])) for name in figures.axes]
    if not good.any():
        return []
    shape = tuple(sizes[3:])
    kept = slice(None) if good.all() else good
    places = [figures.places[name][kept] for name in figures.axes]
    group = (places[0].astype(np.int64) * sizes[1] + places[1]) * sizes[2] + places[2]
    groups, group = _distinct(group, int(np.prod([float(size) for size in sizes[:3]])))
    if len(groups) * float(np.prod(shape)) > MOST_CELLS:
        found = f"{len(groups)} tabeller med {number(float(np.prod(shape)))} celler i hver"
        told.fault("", found, "færre kombinasjoner", "Del filen etter område eller alternativ.")
        return []
    group = group.astype(np.int32)  # no more than MOST_CELLS cells
    flat = ((group * shape[0] + places[3]) * shape[1] + places[4]) * shape[2] + places[5]
    cells = len(groups) * int(np.prod(shape))
    counts = np.bincount(flat, minlength=cells)
    if (counts > 1).any():
        _twice(table, figures, np.flatnonzero(good), flat, counts, told)
        return []
    dense = np.full(cells, np.nan)
    dense[flat] = figures.values[kept]
    dense = dense.reshape(len(groups), *shape)
    there = (counts > 0).reshape(dense.shape)
    pieces = []
    for place, code in enumerate(groups):
        region, rest = divmod(int(code), sizes[1] * sizes[2])
        alternative, area = divmod(rest, sizes[2])
        labels = (
            figures.axes["region"][region],
            figures.axes["alternative"][alternative],
            figures.axes["area"][area],
        )
        axes = [figures.axes[name] for name in ("year", "sex", "age")]
        pieces += _piece(labels, axes, dense[place], there[place], figures.decimals, told)
    return pieces


def _distinct(codes: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """The distinct codes, and each code's place among them."""
    if most > 50_000_000:
        found, back = np.unique(codes, return_inverse=True)
        return found, back
    found = np.flatnonzero(np.bincount(codes, minlength=1))
    where = np.zeros(int(found[-1]) + 1, dtype=np.int64)
    where[found] = np.arange(len(found))
    return found, where[codes]


def _twice(
    table: Table,
    figures: Figures,
    good: np.ndarray,
    flat: np.ndarray,
    counts: np.ndarray,
    told: Told,
) -> None:
    """Tell which cells stand more than once, each with the row where it stands first."""
    places = list[tuple[str, str]]()
    first: dict[int, int] = {}
    for one in np.flatnonzero(counts[flat] > 1):
        cell, at = int(flat[one]), int(good[one])
        if cell in first:
            row = table.rows[figures.rows[first[cell]]]
            where = table.place(int(figures.rows[at]), int(figures.columns[at]))
            places.append((where, f"en celle som også står i rad {row}"))
        first.setdefault(cell, at)
    told.each(places, "hver celle én gang", "Slett den ene, eller gi alternativ eller område.")


def _piece(
    labels: tuple[str, str, str],
    axes: Sequence[Sequence[Any]],
    dense: FloatArray,
    there: np.ndarray,
    decimals: int,
    told: Told,
) -> list[Piece]:
    """One piece, its axes in order and without totals; nothing where it does not fit together."""
    region, alternative, area = labels
    name = named_as(region, "" if area == TOTAL else area, alternative)
    years = sorted(_filled(there, (1, 2)), key=lambda i: axes[0][i])
    named = tuple(int(axes[0][i]) for i in years)
    sexes, ages = _filled(there, (0, 2)), _filled(there, (0, 1))
    bands = [(axes[2][i], i) for i in ages if isinstance(axes[2][i], AgeBand)]
    bands.sort(key=lambda one: (one[0].lower, one[0].upper is None, one[0].upper))
    whole = True
    if holes := [one for one in range(named[0], named[-1]) if one not in named]:
        found = f"ikke {', '.join(map(str, holes[:10]))}"
        told.fault(name, found, "år etter hverandre", "Legg til årene som mangler.")
        whole = False
    axis = _axis([band for band, _ in bands], name, told)
    apart = [i for i in sexes if axes[1][i] != "both"]
    if len(apart) == 1:
        told.fault(
            name, "bare ett kjønn", "begge, hver for seg eller sammen", "Legg til det andre."
        )
        whole = False
    kept = sorted(apart, key=lambda i: axes[1][i]) if apart else sexes
    if not axis:
        return []
    order = [i for _, i in bands]
    block = dense[np.ix_(years, kept, order)]
    filled = there[np.ix_(years, kept, order)]
    if not filled.all():
        year, sex, age = map(int, np.argwhere(~filled)[0])
        found = f"{number(int((~filled).sum()))} manglende celler, den første {named[year]}, "
        found += f"{axis.codes[age]} år" + (f", {axes[1][kept[sex]]}" if apart else "")
        told.fault(name, found, "alle aldre i alle år", "Legg til cellene.")
        whole = False
    slack = 0.5 * 10.0**-decimals * (len(order) * len(kept) + 1) if decimals else 1e-6
    totals = [i for i in ages if not isinstance(axes[2][i], AgeBand)]
    for place in totals:
        for sex in sexes:
            parts = dense[np.ix_(years, [sex], order)].sum(axis=(1, 2))
            if not there[np.ix_(years, [sex], order)].any():
                parts = block.sum(axis=(1, 2))
            _compare(name, named, dense[years, sex, place], parts, "aldersgruppene", slack, told)
    both = [i for i in sexes if axes[1][i] == "both"]
    if apart and both:
        summed = dense[np.ix_(years, both, order)][:, 0]
        if there[np.ix_(years, both, order)].any():
            for place, code in enumerate(axis.codes):
                parts = block[:, :, place].sum(axis=1)
                what = f"kjønnene, {code} år"
                _compare(name, named, summed[:, place], parts, what, slack, told)
    if not whole:
        return []
    shown = "" if area == TOTAL else area
    sexes_named = tuple(axes[1][i] for i in kept)
    return [Piece(region, alternative, shown, named, sexes_named, axis, block)]


def _filled(there: np.ndarray, over: tuple[int, int]) -> list[int]:
    """The places along the third axis where anything stands."""
    return [int(place) for place in np.flatnonzero(there.any(axis=over))]


def _compare(
    name: str,
    years: Sequence[int],
    total: FloatArray,
    parts: FloatArray,
    what: str,
    slack: float,
    told: Told,
) -> None:
    """Tell of totals that differ from the sum; a missing figure cannot be compared."""
    for place in map(int, np.flatnonzero(np.abs(total - parts) > slack)):
        found = f"total {number(total[place], 1)}, og {what} summerer til {number(parts[place], 1)}"
        where = ", ".join(filter(None, (name, str(years[place]))))
        told.fault(where, found, "en total lik summen", "Rett totalen, eller slett den.")


def _axis(bands: Sequence[AgeBand], name: str, told: Told) -> AgeAxis | None:
    """The age groups in order; overlaps and holes are told."""
    if not bands:
        told.fault(name, "bare totaler", "tall etter alder", "Legg til aldersgruppene.")
        return None
    bands, good = list(bands), True
    for one, following in pairwise(bands):
        if one.upper is None or following.lower <= one.upper:
            found, advice = f"{one.code} og {following.code} år overlapper", "Behold én av dem."
        elif following.lower > one.upper + 1:
            missing = AgeBand(one.upper + 1, following.lower - 1).code
            found, advice = f"{missing} år mangler", "Legg til gruppen."
        else:
            continue
        told.fault(name, found, "aldersgrupper uten hull og overlapp", advice)
        good = False
    if bands[0].lower:
        missing = AgeBand(0, bands[0].lower - 1).code
        told.fault(name, f"{missing} år mangler", "alle aldre fra 0 år", "Legg til gruppen.")
        good = False
    last = bands[-1]
    if last.upper is not None and last.upper == last.lower >= LAST_SINGLE:
        bands[-1] = AgeBand(last.lower, None)
        advice = f"Lest som {last.lower} år og eldre."
        told.mend(name, f"{last.code} år som siste alder", "en åpen siste gruppe", advice)
    elif last.upper is not None:
        advice = f"Legg til {last.upper + 1} år eller eldre."
        told.fault(name, f"{last.code} år er siste gruppe", "en åpen siste gruppe", advice)
        good = False
    return AgeAxis(tuple(bands)) if good else None


def whole_regions(pieces: Sequence[Piece], decimals: int, told: Told) -> list[Piece]:
    """The pieces, and each region's sum of its areas where the file has none; else checked."""
    found = [one for one in pieces if not one.area]
    for key in dict.fromkeys((one.region, one.alternative) for one in pieces if one.area):
        parts = [one for one in pieces if one.area and (one.region, one.alternative) == key]
        first = parts[0]
        if any(
            (one.years, one.sexes, one.ages) != (first.years, first.sexes, first.ages)
            for one in parts
        ):
            accepted = "samme år, kjønn og aldersgrupper i alle delområder"
            told.fault(first.name, "delområder med ulike akser", accepted, "Gjør dem like.")
            continue
        summed = np.sum([one.persons for one in parts], axis=0)
        own = [one for one in found if (one.region, one.alternative) == key]
        if not own:
            found.append(replace(first, area="", persons=summed))
            advice = f"Kommunen er summen av {len(parts)} delområder."
            told.mend(found[-1].name, "ingen tall for hele kommunen", "kommunen i alt", advice)
        elif own[0].persons.shape == summed.shape:
            slack = (
                0.5 * 10.0**-decimals * (len(parts) + 1) * first.persons[0].size
                if decimals
                else 1e-6
            )
            total, parts_sum = own[0].persons.sum(axis=(1, 2)), summed.sum(axis=(1, 2))
            _compare(own[0].name, own[0].years, total, parts_sum, "delområdene", slack, told)
    return found + [one for one in pieces if one.area]
