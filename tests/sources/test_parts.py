"""Parts of an answer put together, and an answer cut in parts and written out."""

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.errors import SourceError
from projections.sources.statbank.cube import Cube, Dimension, joined
from projections.sources.statbank.jsonstat import parse, written
from projections.sources.statbank.ssb import Variable, split

PROVIDER = "SSB, tabell 07459"
NAMES = ("Region", "Kjonn", "Alder", "Tid")
MARKS = (".", "..", ":")
NOTES = (
    "Tallene er per 1. januar.",
    "Region, navn 0: Grensejustert.",
    "Region, navn 1: Brudd.",
    "Tid, navn 0: Foreløpig.",
)
FIGURES = st.one_of(
    st.integers(-(10**12), 10**12).map(float), st.floats(-1e12, 1e12), st.sampled_from(MARKS)
)


def same(one: Cube, other: Cube) -> None:
    """Everything but the order of the notes."""
    assert one.dimensions == other.dimensions
    assert np.array_equal(one.values, other.values, equal_nan=True)
    assert one.status == other.status
    assert (one.label, one.updated) == (other.label, other.updated)
    assert sorted(one.notes) == sorted(other.notes)
    assert one.provider == other.provider


def cell(cube: Cube, codes: Sequence[str]) -> tuple[float | None, str]:
    """Figure and mark of one cell, by its codes in the order of ``NAMES``."""
    by_name = dict(zip(NAMES, codes, strict=False))
    place = tuple(one.codes.index(by_name[one.id]) for one in cube.dimensions)
    flat = int(np.ravel_multi_index(place, cube.values.shape))
    value = cube.values[place]
    return None if np.isnan(value) else float(value), cube.status.get(flat, "")


def made(shape: Sequence[int], figures: Sequence[float | str]) -> Cube:
    dimensions = tuple(
        Dimension(
            name,
            name,
            tuple(f"{name[0]}-{code}" for code in range(size)),
            tuple(f"navn {code}" for code in range(size)),
        )
        for name, size in zip(NAMES, shape, strict=False)
    )
    known = [
        note
        for note in NOTES
        if "," not in note
        or any(
            note.startswith(f"{one.label}, {name}:") for one in dimensions for name in one.labels
        )
    ]
    return Cube(
        np.reshape([np.nan if isinstance(one, str) else one for one in figures], shape),
        dimensions,
        {place: one for place, one in enumerate(figures) if isinstance(one, str)},
        "07459: Befolkning",
        "2026-02-25T07:00:00Z",
        tuple(known),
        PROVIDER,
    )


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    shape = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    size = int(np.prod(shape))
    return made(shape, draw(st.lists(FIGURES, min_size=size, max_size=size)))


def in_parts(cube: Cube, most: int) -> list[Cube]:
    """As a query on the whole table is cut for a limit of cells."""
    codes = {one.id: one.codes for one in cube.dimensions}
    found = []
    for part in split(tuple(Variable(one, ("*",)) for one in codes), codes, most):
        smaller = cube
        for one in part:
            if one.values != ("*",):
                smaller = smaller.cut(one.code, one.values)
        found.append(smaller)
    return found


@given(cubes(), st.integers(1, 40))
def test_the_parts_joined_are_the_whole(whole: Cube, most: int) -> None:
    parts = in_parts(whole, most)
    assert all(one.values.size <= most for one in parts)
    same(joined(parts), whole)


@given(cubes(), st.integers(1, 40), st.randoms(use_true_random=False))
def test_parts_may_have_their_axes_in_another_order(whole: Cube, most: int, chance: object) -> None:
    names = [one.id for one in whole.dimensions]
    turned = []
    for one in in_parts(whole, most):
        chance.shuffle(names)  # type: ignore[attr-defined]
        turned.append(one.arranged(names))
    same(joined(turned).arranged([one.id for one in whole.dimensions]), whole)


@given(cubes(), st.data())
def test_a_part_has_the_same_figures_and_marks(whole: Cube, data: st.DataObject) -> None:
    axis = data.draw(st.sampled_from(whole.dimensions))
    codes = data.draw(st.lists(st.sampled_from(axis.codes), min_size=1, unique=True))
    part = whole.cut(axis.id, codes)
    assert part.dimension(axis.id).codes == tuple(codes)
    for place in np.ndindex(part.values.shape):
        names = [one.codes[at] for one, at in zip(part.dimensions, place, strict=True)]
        assert cell(part, names) == cell(whole, names)
    for code, label in zip(
        part.dimension(axis.id).codes, part.dimension(axis.id).labels, strict=True
    ):
        assert axis.labels[axis.codes.index(code)] == label


@given(cubes(), st.data())
def test_cut_written_and_read_again_is_the_same(whole: Cube, data: st.DataObject) -> None:
    axis = data.draw(st.sampled_from(whole.dimensions))
    codes = data.draw(st.lists(st.sampled_from(axis.codes), min_size=1, unique=True))
    part = whole.cut(axis.id, codes)
    same(parse(written(part), PROVIDER), part)


@given(cubes())
def test_written_is_json_stat_with_whole_numbers_as_whole(whole: Cube) -> None:
    answer = json.loads(written(whole))
    assert (answer["class"], answer["version"]) == ("dataset", "2.0")
    for value, figure in zip(answer["value"], whole.values.ravel(), strict=True):
        assert value is None if np.isnan(figure) else value == figure
        assert isinstance(value, int) or value is None or not float(value).is_integer()


def test_what_is_said_of_another_region_does_not_follow() -> None:
    whole = made((3, 2), [1.0] * 6)
    said = {note for note in whole.notes if not note.startswith("Region")}
    first, second, third = (whole.cut("Region", [f"R-{n}"]) for n in range(3))
    assert set(first.notes) == {*said, "Region, navn 0: Grensejustert."}
    assert set(second.notes) == {*said, "Region, navn 1: Brudd."}
    assert set(third.notes) == said


def test_what_is_said_of_a_name_that_two_share_follows_both() -> None:
    whole = made((2, 1), [1.0, 2.0])
    region = Dimension("Region", "Region", ("R-0", "R-1"), ("navn 1", "navn 1"))
    twins = replace(whole, dimensions=(region, *whole.dimensions[1:]))
    for code in region.codes:
        assert "Region, navn 1: Brudd." in twins.cut("Region", [code]).notes


def test_a_single_part_is_itself() -> None:
    whole = made((2, 3), [1.0] * 6)
    assert joined([whole]) is whole


@pytest.mark.parametrize(
    "every",
    [
        [("01", "012"), ("12", "012")],
        [("01", "012"), ("01", "012")],
        [("01", "01"), ("23", "12")],
        [("01", "01"), ("23", "2")],
        [("01", "012"), ("2", "01"), ("3", "012"), ("3", "0")],
        [("01", "012"), ("23", "01"), ("3", "2")],
    ],
    ids=["one region twice", "all twice", "years", "other years", "as many cells", "one missing"],
)
def test_parts_that_lack_a_cell_or_have_one_twice_are_refused(every: list[tuple[str, str]]) -> None:
    whole = made((4, 3), [float(n) for n in range(12)])
    parts = [
        whole.cut("Region", [f"R-{n}" for n in some]).cut("Kjonn", [f"K-{n}" for n in of])
        for some, of in every
    ]
    with pytest.raises(SourceError, match=r"07459: Delene av svaret passer ikke sammen\.") as told:
        joined(parts)
    assert told.value.problem.endswith(".")


def test_parts_of_other_tables_are_refused() -> None:
    with pytest.raises(SourceError, match="har ikke dimensjonen"):
        joined([made((2, 2), [1.0] * 4), made((2,), [1.0] * 2)])
