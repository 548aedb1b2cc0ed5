"""Answers that cannot be true: figures under revision, or of a code that was not in use.

SSB may show 0 or ``.`` where there were people, between 05 and 08 while the table's ``updated`` is
already the new one, and gives 0 for a code in years it was not in use. An answer is looked at by
itself, beside the last good one to the same question, and beside the people who were counted. Each
function gives the reason to refuse, a Norwegian clause, or nothing.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ...norwegian import number
from ...people.ages import FloatArray
from .cube import Cube
from .layout import band_of
from .metadata import Metadata

FACTOR = 2.0
"""No region's people double or halve from one year to the next, or by a correction."""
FACTOR_OF_PROJECTION = 1.5
"""How far a projection's first year may be from the count, for a region put together of former
municipalities whose borders were not quite the present ones."""
MOST_YEARS_AHEAD = 5
"""A projection begins at most so many years after the last count."""
FEW = 50.0
"""Fewer people than this may double or halve."""
FEW_IN_A_DECADE = 20.0
"""Fewer people than this in ten years of age may be gone the year after."""
MOST_MISSING = 0.1
"""The share of the cells with figures that may be missing from a later answer."""
REGIONS = ("Region", "KOKkommuneregion0000")
AGES, YEARS, SEXES, CONTENTS = "Alder", "Tid", "Kjonn", "ContentsCode"


def is_empty(cube: Cube) -> bool:
    """Whether no figure of an answer is other than 0 or missing."""
    return not np.nansum(np.abs(cube.values))


def alone(cube: Cube) -> str:
    """Why an answer cannot be true, whatever came before it."""
    if is_empty(cube):
        return "alle tall er 0 eller mangler"
    if not {AGES, YEARS} <= set(_ids(cube)):
        return ""
    return _empty(cube) or _last_year(cube)


def _empty(cube: Cube) -> str:
    """A part of an answer about people that has nobody in any year."""
    for name in (CONTENTS, SEXES, *REGIONS):
        if name not in _ids(cube):
            continue
        none = ~(_sums(cube, (name,)) > 0)
        # One of very many municipalities may not have been counted yet.
        spared = max(1, none.size // 20) if name in REGIONS and none.size > 20 else 0
        # Of a few codes, some may be of another era: the reader chooses those with people.
        spared = spared or (none.size - 1 if name in REGIONS else 0)
        if none.sum() > spared:
            return f"ingen innbyggere i {_labels(cube, name)[int(np.argmax(none))]}"
    return ""


def _last_year(cube: Cube) -> str:
    """The newest year beside the one before it: where figures come first, and go wrong first."""
    years = np.array([int(code) for code in cube.dimension(YEARS).codes])
    if years.size < 2:
        return ""
    last, before = (int(np.argsort(years)[place]) for place in (-1, -2))
    others = tuple(name for name in (*REGIONS, CONTENTS, SEXES) if name in _ids(cube))
    totals = _sums(cube, (*others, YEARS))
    reason = _changed(totals[..., before], totals[..., last])
    by_decade = _decades(cube, (*others, YEARS))
    gone = (by_decade[..., before, :] >= FEW_IN_A_DECADE) & ~(by_decade[..., last, :] > 0)
    if not reason and gone.any():
        reason = "ingen innbyggere i en hel aldersgruppe"
    return f"{reason} i {years[last]}" if reason else ""


def beside(new: Cube, old: Cube) -> str:
    """Why an answer cannot be true beside the last good one to the same question."""
    if set(_ids(new)) != set(_ids(old)):
        return "svaret er delt inn på en annen måte enn før"
    new = new.arranged(_ids(old))
    for name in _ids(old):
        lost = [code for code in old.dimension(name).codes if code not in new.dimension(name).codes]
        if lost:
            return f"{old.dimension(name).label} {_listed(lost)} mangler, og var med før"
    cells = [
        [new.dimension(name).codes.index(code) for code in old.dimension(name).codes]
        for name in _ids(old)
    ]
    same = new.values[np.ix_(*cells)]
    return _emptied(old, same) or (_halved(old, same) if AGES in _ids(old) else "")


def _emptied(old: Cube, values: FloatArray) -> str:
    """A year, a region or the like that had figures and has none."""
    others = tuple(name for name in _ids(old) if name != AGES)
    whole: list[tuple[str, ...]] = [(name,) for name in others]
    whole += [others] if AGES in _ids(old) else []
    if YEARS in _ids(old):
        whole.append((*(name for name in REGIONS if name in _ids(old)), YEARS))
    for names in whole:
        gone = (_sums(old, names) > 0) & ~(_sums(old, names, values) > 0)
        if gone.any():
            return f"ingen tall for {_place(old, names, gone)}, der det var tall før"
    had = np.isfinite(old.values) & (old.values != 0)
    if (had & np.isnan(values)).sum() > MOST_MISSING * had.sum():
        return "mange tall mangler, der det var tall før"
    return ""


def _halved(old: Cube, values: FloatArray) -> str:
    """A year with far more or fewer people than the same year before, or an age without."""
    names = tuple(name for name in _ids(old) if name not in (AGES, SEXES))
    had, has = _sums(old, names), _sums(old, names, values)
    if reason := _changed(had, has):
        return f"{reason} for {_place(old, names, _far(had, has))}"
    had, has = _decades(old, names), _decades(old, names, values)
    gone = (had >= FEW_IN_A_DECADE) & ~(has > 0)
    if gone.any():
        where = _place(old, names, np.asarray(gone.any(axis=-1)))
        return f"ingen innbyggere i en hel aldersgruppe for {where}, der det var noen før"
    return ""


def _place(old: Cube, names: Sequence[str], where: NDArray[np.bool_]) -> str:
    """The last place, in words."""
    at = np.argwhere(where)[-1]
    told = [_labels(old, name)[int(place)] for name, place in zip(names, at, strict=True)]
    return ", ".join(told) or "området"


def beside_count(cube: Cube, counted: Mapping[int, float], of_alternative: str = CONTENTS) -> str:
    """Why a projection cannot be true beside the people who were counted.

    Parameters
    ----------
    cube
        One region's people, or of the codes it is the sum of.
    counted
        People of the whole region by year; where there are none, nothing is refused.
    of_alternative
        The variable of alternatives; empty where there is one only.
    """
    known = {year: count for year, count in counted.items() if count > 0}
    if not known:
        return ""
    years = [int(code) for code in cube.dimension(YEARS).codes]
    first = min(years)
    nearest = min(known, key=lambda year: abs(year - first))
    if first - nearest > MOST_YEARS_AHEAD:
        return f"framskrivingen begynner i {first}, og folketallet er kjent til {nearest}"
    names = (of_alternative, YEARS) if of_alternative else (YEARS,)
    people = np.atleast_1d(_sums(cube, names)[..., years.index(first)])
    if _far(np.full(people.shape, known[nearest]), people, FACTOR_OF_PROJECTION).any():
        return (
            f"{number(float(people.min()))} innbyggere i {first}, der folketallet var "
            f"{number(known[nearest])} i {nearest}"
        )
    return ""


def beside_counts(cube: Cube, known: Mapping[str, float], prefix: str = "") -> str:
    """Why people of many municipalities cannot be true beside the counts of those that are known.

    Parameters
    ----------
    cube
        People by region, in one year or several.
    known
        People by region code.
    prefix
        What the codes of the answer begin with.
    """
    region = cube.dimension(REGIONS[0])
    first = _sums(cube, (REGIONS[0], YEARS))[:, 0]
    for code, label, people in zip(region.codes, region.labels, first, strict=True):
        count = known.get(code.removeprefix(prefix), 0.0)
        if _far(np.array([count]), np.array([people])).any():
            return f"{label} har {number(float(people))} innbyggere, der det var {number(count)}"
    return ""


def fewer(new: object, old: object) -> str:
    """Why a list or description cannot be SSB's whole one beside the last good one."""
    if isinstance(new, Metadata) and isinstance(old, Metadata):
        lost = set(old.codes.get(YEARS, ())) - set(new.codes.get(YEARS, ()))
        if lost:
            return f"år {_listed(sorted(lost))} mangler, og var med før"
        for name, codes in old.codes.items():
            if name != CONTENTS and len(new.codes.get(name, ())) * 2 < len(codes):
                return f"de fleste verdiene av «{name}» mangler, og var med før"
    if isinstance(new, Mapping) and isinstance(old, Mapping) and len(new) * 2 < len(old):
        return f"bare {len(new)} av {len(old)} områder er med"
    return ""


def _changed(before: FloatArray, after: FloatArray) -> str:
    """More than double, less than half, or nobody."""
    far = _far(before, after)
    if not far.any():
        return ""
    had, has = (float(one[far][-1]) for one in (before, after))
    if not has > 0:
        return f"ingen innbyggere, der det var {number(had)},"
    return f"{number(has)} innbyggere, der det var {number(had)},"


def _far(before: FloatArray, after: FloatArray, factor: float = FACTOR) -> NDArray[np.bool_]:
    many = (before >= FEW) & ((after > factor * before) | (after * factor < before))
    return many | ((before > 0) & ~(after > 0))


def _ids(cube: Cube) -> list[str]:
    return [one.id for one in cube.dimensions]


def _labels(cube: Cube, name: str) -> tuple[str, ...]:
    return cube.dimension(name).labels


def _sums(cube: Cube, names: Sequence[str], values: FloatArray | None = None) -> FloatArray:
    """Sums of magnitudes over all dimensions but some, in the order of those."""
    figures = np.nan_to_num(np.abs(cube.values if values is None else values), nan=0.0)
    ids = _ids(cube)
    left = [name for name in ids if name in names]
    summed = figures.sum(axis=tuple(at for at, name in enumerate(ids) if name not in names))
    found: FloatArray = np.transpose(summed, [left.index(name) for name in names])
    return found


def _decades(cube: Cube, names: Sequence[str], values: FloatArray | None = None) -> FloatArray:
    """Sums by ten years of age, last."""
    by_age = _sums(cube, (*names, AGES), values)
    ages = cube.dimension(AGES)
    bands = [
        band_of(label) or band_of(code) for code, label in zip(ages.codes, ages.labels, strict=True)
    ]
    decade = np.array([band.lower // 10 if band else -1 for band in bands])
    order = np.argsort(decade, kind="stable")
    starts = np.flatnonzero(np.diff(decade[order], prepend=-1))
    found: FloatArray = np.add.reduceat(by_age[..., order], starts, axis=-1)
    return found


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes[:3]) + (" …" if len(codes) > 3 else "")
