"""Figures put together as arrays, one for each region, alternative and area; what does not fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...case import Partial
from ...norwegian import number
from ...people.ages import AgeAxis, AgeBand, FloatArray
from .figures import TOTAL, Figures
from .fits import Fit, fit
from .rows import Table
from .told import MOST_ROWS, Told

MOST_CELLS = 30_000_000
ROUNDED = 1.0
"""How far a total may be from a sum of few figures, each rounded [persons]."""
OF_TOTAL = 0.01
"""The most that may be called rounding, of the sum [share]."""
PART_OF = re.compile(
    r"(?i)\s*(?:-\s*)?(?:her av|herav|hvorav|derav|av dette|av disse|"
    r"inkludert|inkl\.?|medregnet)(?=\W|$)"
)
"""Before the name of an area that lies inside another."""


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
    partial: Partial | None = None
    """Set where the file has some ages only; the others are missing."""

    @property
    def stated(self) -> tuple[AgeBand, ...]:
        """The age groups that stand in the file."""
        only = self.partial
        return tuple(one for one in self.ages.bands if only is None or only.ages.holds(one))

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
    group = np.ravel_multi_index(places[:3], sizes[:3])
    groups, group = np.unique(group, return_inverse=True)
    if len(groups) * float(np.prod(shape)) > MOST_CELLS:
        found = f"{len(groups)} tabeller med {number(float(np.prod(shape)))} celler i hver"
        told.fault("", found, "færre kombinasjoner", "Del filen etter område eller alternativ.")
        return []
    flat = np.ravel_multi_index((group, *places[3:]), (len(groups), *shape))
    cells = len(groups) * int(np.prod(shape))
    counts = np.bincount(flat, minlength=cells)
    if (counts > 1).any():
        _twice(table, figures, np.flatnonzero(good), flat, counts, told)
        return []
    dense = np.full(cells, np.nan)
    dense[flat] = figures.values[kept]
    dense = dense.reshape(len(groups), *shape)
    there = (counts > 0).reshape(dense.shape)
    pieces, fits = list[Piece](), dict[bytes, Fit]()
    axes = [figures.axes[name] for name in ("year", "sex", "age")]
    keys = [one.tobytes() for one in there]  # most pieces have the same cells
    for place, key in enumerate(keys):
        if key not in fits:
            fits[key] = fit(axes, there[place])
    names = [figures.axes[name] for name in ("region", "alternative", "area")]
    at = zip(*np.unravel_index(groups, sizes[:3]), strict=True)
    named = [(names[0][one], names[1][two], names[2][three]) for one, two, three in at]
    divided = {labels[:2] for labels in named if labels[2] not in ("", TOTAL)}
    partial = divided.issuperset(labels[:2] for labels in named)
    if not (partial and all(one.has_pupils() for one in fits.values())):
        fits = {key: one.covering() for key, one in fits.items()}
    for place, labels in enumerate(named):
        known = fits[keys[place]]
        made = _piece(labels, known, dense[place], there[place], figures.decimals, told)
        pieces += [_partly(one, known, figures.autumn) for one in made]
    return pieces


def _partly(piece: Piece, known: Fit, autumn: bool) -> Piece:
    """A piece with the ages that its file lacks as missing."""
    if known.span is None:
        return piece
    before = 1 if known.span.lower else 0
    persons = np.full((*piece.persons.shape[:2], len(piece.ages)), np.nan)
    persons[..., before : before + piece.persons.shape[2]] = piece.persons
    return replace(piece, persons=persons, partial=Partial(known.span, autumn))


def _twice(
    table: Table,
    figures: Figures,
    good: np.ndarray,
    flat: np.ndarray,
    counts: np.ndarray,
    told: Told,
) -> None:
    """Tell which cells stand more than once, each with the row where it stands first."""
    first = np.full(len(counts), -1)
    first[flat[::-1]] = np.arange(len(flat))[::-1]
    again = np.flatnonzero(first[flat] != np.arange(len(flat)))
    places = list[tuple[str, str]]()
    for one in again[:MOST_ROWS]:
        here, (row, column) = figures.at(good[one]), figures.at(good[first[flat[one]]])
        also = f"rad {table.rows[row]}"
        if row == here[0]:
            also = f"samme rad, i kolonne nummer {column + 1}"
        places.append((table.place(*here), f"en celle som også står i {also}"))
    places += [("", "")] * (len(again) - len(places))
    told.each(places, "hver celle én gang", "Slett den ene, eller gi alternativ eller område.")


def _piece(
    labels: tuple[str, str, str],
    known: Fit,
    dense: FloatArray,
    there: np.ndarray,
    decimals: int,
    told: Told,
) -> list[Piece]:
    """One piece, its axes in order and without totals; nothing where it does not fit together."""
    region, alternative, area = labels
    shown = "" if area == TOTAL else area
    name = named_as(region, shown, alternative)
    told.faults += [replace(one, file=told.file, place=name) for one in known.told.faults]
    told.mended += [replace(one, file=told.file, place=name) for one in known.told.mended]
    if not known.axis:
        return []
    years, order = known.years, known.order
    block = dense[np.ix_(years, known.kept, order)]
    slack = 0.5 * 10.0**-decimals * (len(order) * len(known.kept) + 1) if decimals else 1e-6
    for place, finer in known.subtotals:
        parts = dense[np.ix_(years, known.kept, list(finer))].sum(axis=(1, 2))
        total = dense[np.ix_(years, known.kept, [place])].sum(axis=(1, 2))
        compare(name, known.named, total, parts, "gruppene i den", slack, told, len(finer))
    for place in known.totals:
        for sex in known.sexes:
            parts = dense[np.ix_(years, [sex], order)].sum(axis=(1, 2))
            if not there[np.ix_(years, [sex], order)].any():
                parts = block.sum(axis=(1, 2))
            total = dense[years, sex, place]
            count = len(order) * len(known.kept)
            compare(name, known.named, total, parts, "aldersgruppene", slack, told, count)
    if known.both and there[np.ix_(years, known.both, order)].any():
        summed = dense[np.ix_(years, known.both, order)][:, 0]
        only = (one for one in known.axis.bands if not known.span or known.span.holds(one))
        for place, code in enumerate(one.code for one in only):
            parts = block[:, :, place].sum(axis=1)
            what = f"kjønnene, {code} år"
            compare(name, known.named, summed[:, place], parts, what, slack, told, 2)
    if known.told.faults:
        return []
    return [Piece(region, alternative, shown, known.named, known.names, known.axis, block)]


def compare(
    name: str,
    years: Sequence[int],
    total: FloatArray,
    parts: FloatArray,
    what: str,
    slack: float,
    told: Told,
    count: int,
) -> None:
    """Tell of totals that differ from the sum; a missing figure cannot be compared.

    A person or so per figure is rounding, and only noted: each of ``count`` figures is rounded by
    itself, and roundings cancel.
    """
    most = ROUNDED * max(1.0, float(np.sqrt(count)) / 2)
    rounding = np.where(most <= OF_TOTAL * np.abs(parts), max(slack, most), slack)
    noted = np.flatnonzero((np.abs(total - parts) > slack) & (np.abs(total - parts) <= rounding))
    if len(noted):
        found = f"{number(len(noted))} totaler som avviker litt fra {what}"
        advice = "Regnet som avrunding; summen av delene er brukt."
        told.mend(name, found, "en total lik summen", advice)
    for place in map(int, np.flatnonzero(np.abs(total - parts) > rounding)):
        found = f"total {number(total[place], 1)}, og {what} summerer til {number(parts[place], 1)}"
        where = ", ".join(filter(None, (name, str(years[place]))))
        told.fault(where, found, "en total lik summen", "Rett totalen, eller slett den.")
