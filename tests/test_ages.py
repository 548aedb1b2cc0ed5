import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import bands, coarser, people

from projections.errors import SplitBandError
from projections.people.ages import SERVICE_AGES, AgeAxis, AgeBand, weighted_sums

SMALL = AgeAxis.parse(("0-15", "16-66", "67+"))


@pytest.mark.parametrize(
    ("code", "lower", "upper"),
    [("0", 0, 0), ("105", 105, 105), ("6-15", 6, 15), ("0-120", 0, 120), ("90+", 90, None)],
)
def test_code_is_read_and_written(code: str, lower: int, upper: int | None) -> None:
    band = AgeBand.parse(code)
    assert (band.lower, band.upper) == (lower, upper)
    assert band.code == code


@given(bands())
def test_code_round_trip(band: AgeBand) -> None:
    assert AgeBand.parse(band.code) == band


@pytest.mark.parametrize(
    "code", ["", "a", "6–15", "15-6", "-5", "6-", "+", "1000", "6-15+", " 6", "6 ", "6.5", "total"]
)
def test_other_text_is_no_band(code: str) -> None:
    with pytest.raises(ValueError, match="not an age band"):
        AgeBand.parse(code)


@pytest.mark.parametrize(("lower", "upper"), [(-1, 5), (5, 4)])
def test_band_without_ages_is_rejected(lower: int, upper: int) -> None:
    with pytest.raises(ValueError, match="not an age band"):
        AgeBand(lower, upper)


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [
        ("16-22", "16-19", 4),
        ("16-22", "20-66", 3),
        ("0", "0-4", 1),
        ("0-4", "5-9", 0),
        ("67+", "80-89", 10),
        ("90+", "67-89", 0),
        ("67+", "90+", None),
    ],
)
def test_overlap_counts_common_years_of_age(one: str, other: str, years: int | None) -> None:
    assert AgeBand.parse(one).overlap(AgeBand.parse(other)) == years
    assert AgeBand.parse(other).overlap(AgeBand.parse(one)) == years


@pytest.mark.parametrize(
    ("outer", "inner", "held"),
    [
        ("67+", "67+", True),
        ("67+", "90+", True),
        ("67+", "67-79", True),
        ("67-79", "67+", False),
        ("6-15", "6-15", True),
        ("6-15", "5-15", False),
        ("6-15", "6-16", False),
    ],
)
def test_holds(outer: str, inner: str, held: bool) -> None:
    assert AgeBand.parse(outer).holds(AgeBand.parse(inner)) is held


@pytest.mark.parametrize(
    ("codes", "complaint"),
    [
        (("0-5", "7+"), "0-5 and 7"),
        (("0-5", "5+"), "0-5 and 5"),
        (("0+", "1+"), r"0\+ and 1\+"),
        (("6-15", "0-5", "16+"), "6-15 and 0-5"),
        (("0-5", "6-15"), "must be open"),
        ((), "must be open"),
    ],
)
def test_axis_has_no_holes_and_an_open_end(codes: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        AgeAxis.parse(codes)


def test_service_ages_are_the_eight_of_the_plan() -> None:
    assert SERVICE_AGES.codes == ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
    assert len(SERVICE_AGES) == 8


def test_aggregate_by_hand_with_overlapping_targets() -> None:
    persons = np.array([[10.0, 50.0, 20.0], [1.0, 2.0, 3.0]])
    targets = [AgeBand.parse(code) for code in ("0+", "0-66", "16-66", "16+", "67+")]
    expected = [[80.0, 60.0, 50.0, 70.0, 20.0], [6.0, 3.0, 2.0, 5.0, 3.0]]
    np.testing.assert_array_equal(SMALL.aggregate(persons, targets), expected)


@given(st.data())
def test_bands_that_cover_all_ages_sum_to_the_total(data: st.DataObject) -> None:
    axis, persons = data.draw(people(2, 3))
    parts = axis.aggregate(persons, data.draw(coarser(axis)))
    np.testing.assert_array_equal(parts.sum(axis=-1), persons.sum(axis=-1))
    total = axis.aggregate(persons, [AgeBand(0, None)])
    np.testing.assert_array_equal(total[..., 0], persons.sum(axis=-1))


@given(st.data())
def test_leading_axes_are_kept(data: st.DataObject) -> None:
    axis, persons = data.draw(people(2, 3))
    targets = data.draw(coarser(axis))
    together = axis.aggregate(persons, targets)
    for i, j in np.ndindex(2, 3):
        np.testing.assert_array_equal(together[i, j], axis.aggregate(persons[i, j], targets))


@given(st.data())
def test_missing_cell_makes_exactly_its_own_sums_missing(data: st.DataObject) -> None:
    axis, persons = data.draw(people())
    targets = (*data.draw(coarser(axis)), AgeBand(0, None))
    gone = data.draw(st.integers(0, len(axis) - 1))
    damaged = persons.copy()
    damaged[gone] = np.nan
    holds = np.array([target.holds(axis.bands[gone]) for target in targets])
    expected = np.where(holds, np.nan, axis.aggregate(persons, targets))
    np.testing.assert_array_equal(axis.aggregate(damaged, targets), expected)


def test_aggregate_leaves_its_input_alone() -> None:
    persons = np.array([1.0, 2.0, 3.0])
    persons.flags.writeable = False
    sums = SMALL.aggregate(persons, SMALL.bands)
    sums[0] = 99.0
    np.testing.assert_array_equal(persons, [1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("target", "split"),
    [("20-66", "16-66"), ("0-19", "16-66"), ("80+", "67+"), ("67-79", "67+"), ("10", "0-15")],
)
def test_splitting_a_band_is_an_error_that_names_it(target: str, split: str) -> None:
    with pytest.raises(SplitBandError) as caught:
        SMALL.aggregate(np.zeros(3), [AgeBand.parse(target)])
    assert (caught.value.band, caught.value.target) == (split, target)
    assert f"{split} år" in str(caught.value)
    assert f"{target} år" in str(caught.value)


def test_array_that_does_not_fit_the_axis_is_rejected() -> None:
    with pytest.raises(ValueError, match="last axis is 4, the age axis has 3"):
        SMALL.aggregate(np.zeros((3, 4)), [AgeBand(0, None)])


def test_ages_below_the_axis_are_rejected() -> None:
    adults = AgeAxis.parse(("16-66", "67+"))
    with pytest.raises(ValueError, match="0-66"):
        adults.slice_of(AgeBand(0, 66))
    with pytest.raises(ValueError, match="0-15"):
        adults.slice_of(AgeBand(0, 15))


@pytest.mark.parametrize(
    ("code", "inside", "part"),
    [
        ("16-22", "20-66", 3 / 7),
        ("16-22", "0-90", 1.0),
        ("16-22", "23-66", 0.0),
        ("0", "0", 1.0),
        ("90+", "67+", 1.0),
        ("90+", "20-66", 0.0),
        ("60-69", "67+", 0.3),
    ],
)
def test_part_of_a_band_inside_another(code: str, inside: str, part: float) -> None:
    assert AgeBand.parse(code).part_inside(AgeBand.parse(inside)) == pytest.approx(part)


@pytest.mark.parametrize(("code", "inside"), [("65+", "20-66"), ("65+", "67+")])
def test_part_of_an_open_band_is_not_known(code: str, inside: str) -> None:
    with pytest.raises(SplitBandError) as caught:
        AgeBand.parse(code).part_inside(AgeBand.parse(inside))
    assert (caught.value.band, caught.value.target) == (code, inside)


@given(people(2, 3), st.integers(1, 4))
def test_weighted_sums_are_those_of_each_row(found: tuple[AgeAxis, np.ndarray], items: int) -> None:
    _, persons = found
    weights = np.arange(items * persons.shape[-1], dtype=float).reshape(items, -1)
    sums = weighted_sums(persons, weights)
    assert sums.shape == (2, 3, items)
    for i, j, k in np.ndindex(sums.shape):
        assert sums[i, j, k] == pytest.approx((persons[i, j] * weights[k]).sum(), rel=1e-12)
    np.testing.assert_allclose(weighted_sums(persons[0, 0], weights), sums[0, 0], rtol=1e-12)


def test_weighted_sums_of_a_missing_age_are_missing_in_that_row_alone() -> None:
    persons = np.array([[1.0, np.nan], [1.0, 2.0]])
    sums = weighted_sums(persons, np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))
    np.testing.assert_array_equal(np.isnan(sums), [[True] * 3, [False] * 3])
