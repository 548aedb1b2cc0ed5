"""Random age axes, bands and people for the tests of identities."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from projections.case import Case, Projection
from projections.people.ages import AgeAxis, AgeBand
from projections.people.population import Population


def bands() -> st.SearchStrategy[AgeBand]:
    closed = st.tuples(st.integers(0, 120), st.integers(0, 120)).map(sorted)
    return st.one_of(
        closed.map(lambda ends: AgeBand(*ends)),
        st.integers(0, 120).map(lambda lower: AgeBand(lower, None)),
    )


def axis_of(cuts: list[int]) -> AgeAxis:
    """Bands from 0, cut at each of the ages."""
    lowers = [0, *cuts]
    uppers = [*(cut - 1 for cut in cuts), None]
    return AgeAxis(tuple(map(AgeBand, lowers, uppers)))


def cuts() -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(1, 105), max_size=12, unique=True).map(sorted)


def axes() -> st.SearchStrategy[AgeAxis]:
    return cuts().map(axis_of)


def counts(*shape: int, least: int = 0) -> st.SearchStrategy[np.ndarray]:
    """Whole numbers of persons, so that sums are exact in any order."""
    return hnp.arrays(np.float64, shape, elements=st.integers(least, 100_000).map(float))


@st.composite
def people(draw: st.DrawFn, *leading: int, least: int = 0) -> tuple[AgeAxis, np.ndarray]:
    """An axis and persons ``[*leading, age]`` on it."""
    axis = draw(axes())
    return axis, draw(counts(*leading, len(axis), least=least))


@st.composite
def coarser(draw: st.DrawFn, axis: AgeAxis) -> tuple[AgeBand, ...]:
    """Bands that each join neighbours of ``axis`` and together cover it once."""
    inner = [band.lower for band in axis.bands[1:]]
    kept = draw(st.sets(st.sampled_from(inner))) if inner else set()
    return axis_of(sorted(kept)).bands


WAYS = (
    "as it is",
    "nobody",
    "missing",
    "a year of nobody",
    "a missing year",
    "an age of nobody",
    "a missing age",
    "a missing cell",
    "no change",
    "one of each",
    "holes",
)
"""How people may be other than a reader would expect, all of them allowed by the types."""


@st.composite
def strange(draw: st.DrawFn, like: Population) -> Population:
    """A population with the labels of another, some years only, and people of any kind."""
    persons, way = np.array(like.persons), draw(st.sampled_from(WAYS))
    year = draw(st.integers(0, persons.shape[1] - 1))
    age = draw(st.integers(0, persons.shape[3] - 1))
    if way in ("nobody", "missing"):
        persons[:] = 0 if way == "nobody" else np.nan
    elif way in ("a year of nobody", "a missing year"):
        persons[:, year] = 0 if "nobody" in way else np.nan
    elif way in ("an age of nobody", "a missing age"):
        persons[..., age] = 0 if "nobody" in way else np.nan
    elif way == "a missing cell":
        persons[0, year, 0, age] = np.nan
    elif way == "no change":
        persons[:] = persons[:, :1]
    elif way == "one of each":
        persons[:] = 1
    elif way == "holes":
        kinds = draw(hnp.arrays(np.int8, persons.shape, elements=st.integers(0, 2)))
        persons = np.where(kinds == 0, np.nan, np.where(kinds == 1, 0.0, persons))
    count = len(like.years)
    kept = draw(
        st.one_of(
            st.just(range(count)),
            st.integers(0, count - 1).map(lambda one: range(one, one + 1)),
            st.sets(st.integers(0, count - 1), min_size=1).map(sorted),
        )
    )
    return replace(like, persons=persons[:, list(kept)], years=tuple(like.years[i] for i in kept))


@st.composite
def strange_cases(draw: st.DrawFn, like: Case) -> Case:
    """A region whose people are strange, with a projection or without."""
    projected = draw(strange(like.projections[0].population))
    return replace(
        like,
        observed=draw(strange(like.observed)),
        pyramid=like.pyramid and draw(strange(like.pyramid)),
        projections=(Projection(projected),) if draw(st.booleans()) else (),
    )
