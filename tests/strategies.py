"""Random age axes, bands and people for the tests of identities."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from projections.ages import AgeAxis, AgeBand


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
