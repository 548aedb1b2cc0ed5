"""Capacity and staffing: pupils and teachers, kindergarten places and staff, places with care.

Norms are minimum norms: what comes out is a floor, not what a municipality employs. A norm that
needs finer ages than the people have takes them as evenly spread over their years of age; that is
an estimate, and the function that does it names the age band that was spread.

Sources: opplæringslova's teacher norm (group size 2), barnehageloven's staff norm (2019) and the
regulation on pedagogues (2018); SSB's kindergarten coverage; docs/method.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SplitBandError
from ..people.ages import AgeAxis, AgeBand, FloatArray


@dataclass(frozen=True)
class Norms:
    """Minimum norms and coverage by age.

    Parameters
    ----------
    pupils_per_teacher
        By stage, the largest group size in teaching hours [pupils].
    hours
        By stage, what a pupil is taught in all its grades together [hours].
    post_hours
        By stage, what a full-time post teaches [hours per year].
    coverage
        By single year of age [share of the children who have a place 0–1].
    children_per_staff, children_per_pedagogue
        Under three years and from three [children per full-time member of staff].
    """

    pupils_per_teacher: Mapping[AgeBand, float]
    hours: Mapping[AgeBand, float]
    post_hours: Mapping[AgeBand, float]
    coverage: Mapping[AgeBand, float]
    children_per_staff: Mapping[AgeBand, float]
    children_per_pedagogue: Mapping[AgeBand, float]


def spread_evenly(
    persons: FloatArray, ages: AgeAxis, targets: Sequence[AgeBand]
) -> tuple[FloatArray, tuple[str, ...]]:
    """People in bands that may be finer than the axis; whatever is not exact is named.

    Parameters
    ----------
    persons
        ``[..., age]`` [persons] on ``ages``.
    targets
        Bands wanted.

    Returns
    -------
    persons
        ``[..., target]`` [persons]. Exact where the axis allows it, else the part of each cut
        band that its years of age make out (6–9 is 4/7 of 6–12).
    spread
        For each target the codes of the cut bands; "" where it is exact.

    Raises
    ------
    SplitBandError
        If an open band would have to be cut.
    """
    found = [_one(persons, ages, target) for target in targets]
    return np.stack([one for one, _ in found], axis=-1), tuple(code for _, code in found)


def _one(persons: FloatArray, ages: AgeAxis, target: AgeBand) -> tuple[FloatArray, str]:
    try:
        return ages.aggregate(persons, (target,))[..., 0], ""
    except SplitBandError:
        inside = [(i, band) for i, band in enumerate(ages.bands) if band.overlap(target) != 0]
        shares = [_share(band, target) for _, band in inside]
        cut = [band.code for (_, band), share in zip(inside, shares, strict=True) if share < 1]
        return persons[..., [i for i, _ in inside]] @ np.array(shares), " ".join(cut)


def _share(band: AgeBand, target: AgeBand) -> float:
    """The part of ``band``'s years of age that lie in ``target`` [share 0–1]."""
    if target.holds(band):
        return 1.0
    years = band.overlap(target)
    if band.upper is None or years is None:
        raise SplitBandError(band.code, target.code)
    return years / (band.upper - band.lower + 1)


def by_norm(people: FloatArray, people_per_staff: FloatArray) -> FloatArray:
    """Staff that a norm asks for, by group.

    Parameters
    ----------
    people
        ``[..., group]`` pupils or children [persons].
    people_per_staff
        ``[group]`` [persons per full-time member of staff].

    Returns
    -------
    numpy.ndarray
        ``[..., group]`` [årsverk], fractions kept.

    Examples
    --------
    >>> by_norm(np.array([150.0, 150.0]), np.array([3.0, 6.0]))
    array([50., 25.])
    """
    return np.asarray(people / people_per_staff, dtype=np.float64)


def teaching_posts(pupils: FloatArray, norms: Norms) -> FloatArray:
    """Teaching posts that the norm of group sizes asks for, by stage.

    A pupil's hours a year are the stage's hours over its number of grades; hours divided by the
    group size are what is taught, and that by a post's hours are posts.

    Parameters
    ----------
    pupils
        ``[..., stage]`` on the stages of ``norms`` [pupils].

    Returns
    -------
    numpy.ndarray
        ``[..., stage]`` [årsverk], fractions kept.

    Notes
    -----
    Udir's calculator, https://gsi.udir.no (gruppestørrelse 2). The norm holds school by school, and
    a school cannot teach with a fraction of a group: the sum of small schools is more than this.
    """
    stages = list(norms.pupils_per_teacher)
    grades = [(stage.upper or stage.lower) - stage.lower + 1 for stage in stages]
    each = np.array([norms.hours[stage] for stage in stages]) / grades
    group = np.array([norms.pupils_per_teacher[stage] for stage in stages])
    post = np.array([norms.post_hours[stage] for stage in stages])
    return np.asarray(pupils * each / group / post, dtype=np.float64)


def places(people: FloatArray, coverage: FloatArray | float) -> FloatArray:
    """Places needed for a coverage [share 0–1], by group or the same for all: ``[..., group]``."""
    return np.asarray(people * coverage, dtype=np.float64)


def per_hundred(amount: FloatArray, people: FloatArray) -> FloatArray:
    """An amount per 100 people, ``[...]``; missing (NaN) where there are no people."""
    return np.asarray(100 * amount / np.where(people > 0, people, np.nan), dtype=np.float64)


def first_above(years: Sequence[int], need: FloatArray, capacity: FloatArray) -> int | None:
    """The first year in which need is larger than capacity; None where it never is.

    Equal is not passed, and neither is a year whose need is missing.

    Parameters
    ----------
    years
        ``[year]``, increasing.
    need, capacity
        ``[year]``, in the same unit.
    """
    passed = np.flatnonzero(need > capacity)
    return years[passed[0]] if passed.size else None


def room_again(years: Sequence[int], need: FloatArray, capacity: FloatArray) -> int | None:
    """The first year from which need, once larger, is no longer so; None where it never is.

    ``years``, ``need`` and ``capacity``: as in :func:`first_above`.
    """
    above, within = np.flatnonzero(need > capacity), np.flatnonzero(need <= capacity)
    later = within[within > above[-1]] if above.size else above
    return years[later[0]] if later.size else None
