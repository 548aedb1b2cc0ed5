from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import coarser, counts

from projections.case import Catalogue
from projections.errors import SplitBandError
from projections.money.costs import (
    NeedKeys,
    cost,
    cost_by_age,
    fixed_and_following,
    national_unit_costs,
    need_rates,
    need_weights,
    own_unit_costs,
)
from projections.people.ages import SERVICE_AGES, AgeAxis

Raw = Callable[[str], list[dict[str, str]]]
KEYS_FILE = "inntektssystem_2026_delkostnadsnokler.csv"
SHARES_FILE = "nasjonale_aldersandeler_2026.csv"

# Derived from Grønt hefte 2026 (H-2570), p. 19–21: national age shares, and the need per person
# by the age criteria alone (national mean of the whole key = 1), as printed with two decimals.
PRINTED = {
    "0": (0.0095, 0.25),
    "1-5": (0.0507, 2.89),
    "6-12": (0.0794, 2.05),
    "13-15": (0.0369, 1.98),
    "16-22": (0.0830, 0.27),
    "23-24": (0.0251, 0.24),
    "25-66": (0.5504, 0.23),
    "67-79": (0.1188, 0.55),
    "80-89": (0.0379, 1.66),
    "90+": (0.0083, 4.72),
}
SECTORS = (
    "grunnskole",
    "barnehage",
    "pleie",
    "kommunehelse",
    "barnevern",
    "sosial",
    "administrasjon",
)

# A small key to reckon by hand: two sectors, three ages; half the people are 20–66.
TOY_AGES = AgeAxis.parse(("0-19", "20-66", "67+"))
TOY = NeedKeys(
    sectors=("school", "care"),
    ages=TOY_AGES,
    age_weights=np.array([[0.9, 0.0, 0.0], [0.0, 0.2, 0.4]]),
    old_weights=np.array([0.0, 0.3]),
    other_weights=np.array([0.1, 0.1]),
    sector_weights=np.array([0.4, 0.6]),
    national_shares=np.array([0.25, 0.5, 0.25]),
)
ARRAYS = ("age_weights", "old_weights", "other_weights", "sector_weights", "national_shares")


@pytest.fixture
def keys(catalogue: Catalogue) -> NeedKeys:
    return catalogue.keys


# --- the bundled keys -----------------------------------------------------------------------


def test_sector_weights_sum_to_one(raw: Raw, keys: NeedKeys) -> None:
    printed = {row["sector"]: float(row["sector_weight_2026"]) for row in raw(KEYS_FILE)}
    assert sum(printed.values()) == pytest.approx(1, abs=1e-12)
    assert keys.sectors == tuple(printed) == SECTORS
    np.testing.assert_array_equal(keys.sector_weights, list(printed.values()))


def test_each_sector_key_sums_to_one_as_printed(raw: Raw, keys: NeedKeys) -> None:
    printed: dict[str, float] = defaultdict(float)
    for row in raw(KEYS_FILE):
        printed[row["sector"]] += float(row["weight"])
    read = keys.age_weights.sum(axis=1) + keys.old_weights + keys.other_weights
    for sector, total in zip(keys.sectors, read, strict=True):
        assert 0.9999 - 1e-9 <= printed[sector] <= 1.0001 + 1e-9
        assert total == pytest.approx(printed[sector], abs=1e-12)


def test_criteria_are_split_by_kind(keys: NeedKeys) -> None:
    care = keys.sectors.index("pleie")
    assert keys.old_weights[care] == pytest.approx(0.1241 + 0.1464, abs=1e-12)
    assert keys.other_weights[care] == pytest.approx(0.0136 + 0.009 + 0.009 + 0.0595, abs=1e-12)
    school = keys.sectors.index("grunnskole")
    assert dict(zip(keys.ages.codes, keys.age_weights[school], strict=True)) == {
        **dict.fromkeys(PRINTED, 0.0),
        "6-12": 0.6227,
        "13-15": 0.2776,
    }


def test_national_shares_sum_to_one(raw: Raw, keys: NeedKeys) -> None:
    read = {row["age_group"]: float(row["national_population_share"]) for row in raw(SHARES_FILE)}
    assert read == {code: row[0] for code, row in PRINTED.items()}
    assert sum(read.values()) == pytest.approx(1, abs=1e-12)
    assert keys.ages.codes == tuple(read)
    np.testing.assert_array_equal(keys.national_shares, list(read.values()))


@pytest.mark.parametrize("ages", ["own", "service"])
def test_mean_need_over_the_nation_is_one(keys: NeedKeys, ages: str) -> None:
    if ages == "own":
        shares, rates = keys.national_shares, need_rates(keys, keys.ages)
    else:
        shares, rates = SERVICE_SHARES, need_rates(keys, SERVICE_AGES)
    assert (rates @ shares).sum() == pytest.approx(1, abs=1e-4)


def test_need_by_age_criteria_rounds_to_the_printed_column(keys: NeedKeys) -> None:
    # The column has the age criteria's own part of each sector, which the rates are scaled from.
    found = keys.age_weights.sum(axis=1) @ need_rates(keys, keys.ages, "age")
    rounded = {code: round(rate, 2) for code, rate in zip(keys.ages.codes, found, strict=True)}
    # The column was made with unrounded shares. Four decimals move 90+ alone by a printed digit:
    # 0.0083 may be anything from 0.00825 to 0.00835, and 4.72 lies between what those give.
    assert rounded == {code: need for code, (_, need) in PRINTED.items()} | {"90+": 4.71}
    assert found[-1] * 0.0083 / 0.00835 < 4.72 < found[-1] * 0.0083 / 0.00825


def test_other_criteria_of_care_are_spread_over_its_ages(keys: NeedKeys) -> None:
    care = keys.sectors.index("pleie")
    own = need_rates(keys, keys.ages, "age")[care] * keys.age_weights[care].sum()
    added = need_rates(keys, keys.ages)[care] / own
    young, old = added[:7], added[7:]
    # Care: 0.0911 of other criteria on 0.6384 of age weights; 0.2705 of old on 0.3803.
    np.testing.assert_allclose(young, 1 + 0.0911 / 0.6384, rtol=1e-12)
    np.testing.assert_allclose(old, 1 + 0.0911 / 0.6384 + 0.2705 / 0.3803, rtol=1e-12)


# 16–22 goes 4/7 to 16–19 and 3/7 to 20–66, its people spread evenly over seven years of age.
SERVICE_SHARES = np.array(
    [
        0.0095,
        0.0507,
        0.0794 + 0.0369,
        0.0830 * 4 / 7,
        0.0830 * 3 / 7 + 0.0251 + 0.5504,
        0.1188,
        0.0379,
        0.0083,
    ]
)


def test_service_ages_take_the_mean_weighted_by_the_nations_people(keys: NeedKeys) -> None:
    fine = dict(zip(keys.ages.codes, need_rates(keys, keys.ages).T, strict=True))
    share = {code: row[0] for code, row in PRINTED.items()}
    by_hand = {
        **{code: fine[code] for code in ("0", "1-5", "67-79", "80-89", "90+")},
        "6-15": (share["6-12"] * fine["6-12"] + share["13-15"] * fine["13-15"])
        / (share["6-12"] + share["13-15"]),
        "16-19": fine["16-22"],
        "20-66": (
            share["16-22"] * 3 / 7 * fine["16-22"]
            + share["23-24"] * fine["23-24"]
            + share["25-66"] * fine["25-66"]
        )
        / (share["16-22"] * 3 / 7 + share["23-24"] + share["25-66"]),
    }
    found = need_rates(keys, SERVICE_AGES)
    for column, code in enumerate(SERVICE_AGES.codes):
        np.testing.assert_allclose(found[:, column], by_hand[code], rtol=1e-13, err_msg=code)


# --- the arithmetic, by hand ----------------------------------------------------------------


def test_need_weights_by_hand() -> None:
    np.testing.assert_allclose(
        need_weights(TOY, "age"), [[0.4, 0, 0], [0, 0.2, 0.4]], rtol=0, atol=1e-15
    )
    # School: 0.9 + 0.1. Care: the 0.1 other goes 1/3 and 2/3, the 0.3 old all to 67+.
    care = 0.6 * np.array([0, 0.2 + 0.1 / 3, 0.4 + 0.2 / 3 + 0.3])
    np.testing.assert_allclose(need_weights(TOY, "all"), [[0.4, 0, 0], care], rtol=0, atol=1e-15)
    for need in ("all", "age"):
        assert need_weights(TOY, need).sum() == pytest.approx(1)


def test_need_rates_by_hand() -> None:
    np.testing.assert_allclose(
        need_rates(TOY, TOY_AGES, "age"), [[1.6, 0, 0], [0, 0.4, 1.6]], rtol=1e-13, atol=0
    )
    # 0–66 is a third children and two thirds adults; within 67+ every age has the rate of 67+.
    coarse = need_rates(TOY, AgeAxis.parse(("0-66", "67-79", "80+")), "age")
    np.testing.assert_allclose(coarse, [[1.6 / 3, 0, 0], [0.8 / 3, 1.6, 1.6]], rtol=1e-13, atol=0)


@given(st.data())
def test_joining_ages_keeps_the_nations_need(catalogue: Catalogue, data: st.DataObject) -> None:
    keys = catalogue.keys
    ages = AgeAxis(data.draw(coarser(keys.ages)))
    people = keys.ages.aggregate(keys.national_shares, ages.bands)
    whole = need_rates(keys, keys.ages) @ keys.national_shares
    np.testing.assert_allclose(need_rates(keys, ages) @ people, whole, rtol=1e-12)


def test_open_band_of_the_key_is_not_split(keys: NeedKeys) -> None:
    with pytest.raises(SplitBandError) as caught:
        need_rates(keys, AgeAxis.parse(("0-66", "67-94", "95+")))
    assert (caught.value.band, caught.value.target) == ("90+", "67-94")


@pytest.mark.parametrize("name", ARRAYS)
def test_keys_that_do_not_fit_are_rejected(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        replace(TOY, **{name: np.zeros(5)})


@pytest.mark.parametrize("name", ARRAYS)
def test_keys_are_read_only(name: str) -> None:
    keys = replace(TOY, **{name: getattr(TOY, name).copy()})
    with pytest.raises(ValueError, match="read-only"):
        getattr(keys, name)[...] = 0.0


def test_national_unit_costs_by_hand() -> None:
    rates = np.array([[1.44, 0.0], [0.24, 0.96]])
    np.testing.assert_allclose(
        national_unit_costs(rates, 50_000.0), [[72_000, 0], [12_000, 48_000]], rtol=1e-15
    )


def test_own_unit_costs_by_hand() -> None:
    # School need 2·10 + 1·30 = 50 on a frame of 5000: 100 a unit of need.
    found = own_unit_costs(np.array([[2.0, 1.0]]), np.array([5000.0]), np.array([10.0, 30.0]))
    np.testing.assert_array_equal(found, [[200.0, 100.0]])


@given(
    counts(8, least=1),
    st.lists(st.integers(0, 10**9).map(float), min_size=7, max_size=7).map(np.array),
    st.sampled_from(["all", "age"]),
)
def test_own_costs_give_the_frames_in_the_frame_year(
    catalogue: Catalogue, persons: np.ndarray, frames: np.ndarray, need: str
) -> None:
    rates = need_rates(catalogue.keys, SERVICE_AGES, need)
    found = cost(persons, own_unit_costs(rates, frames, persons))
    np.testing.assert_allclose(found, frames, rtol=1e-12)


def test_fixed_share_by_hand() -> None:
    # A school of 1000 with 40 % fixed: half the pupils gone leaves 400 + 600 / 2.
    stays, follows = fixed_and_following(np.array([1000.0]), np.array([0.4]))
    rates = np.array([[1.0, 0.0]])
    each = own_unit_costs(rates, follows, np.array([100.0, 7.0]))
    assert cost(np.array([100.0, 7.0]), each, stays) == 1000
    assert cost(np.array([50.0, 9.0]), each, stays) == 700
    assert cost(np.array([0.0, 9.0]), each, stays) == 400


SHARES = st.lists(st.floats(0, 1), min_size=7, max_size=7).map(np.array)
FRAMES = np.linspace(1e6, 1e8, 7)
SERVED = np.array([45.0, 260, 552, 222, 3172, 974, 303, 61])


class TestFixedShare:
    """``C_s(t) = C_s(0)·[f + (1 − f)·need_s(t)/need_s(0)]``."""

    @staticmethod
    def spent(catalogue: Catalogue, shares: np.ndarray, persons: np.ndarray) -> np.ndarray:
        rates = need_rates(catalogue.keys, SERVICE_AGES)
        stays, follows = fixed_and_following(FRAMES, shares)
        return cost(persons, own_unit_costs(rates, follows, SERVED), stays)

    @given(SHARES, counts(3, 8))
    def test_the_formula(
        self, catalogue: Catalogue, shares: np.ndarray, persons: np.ndarray
    ) -> None:
        rates = need_rates(catalogue.keys, SERVICE_AGES)
        growth = (persons @ rates.T) / (rates @ SERVED)
        np.testing.assert_allclose(
            self.spent(catalogue, shares, persons),
            FRAMES * (shares + (1 - shares) * growth),
            rtol=1e-12,
        )

    @given(counts(3, 8))
    def test_no_fixed_share_is_the_plain_cost_bit_for_bit(
        self, catalogue: Catalogue, persons: np.ndarray
    ) -> None:
        rates = need_rates(catalogue.keys, SERVICE_AGES)
        plain = cost(persons, own_unit_costs(rates, FRAMES, SERVED))
        np.testing.assert_array_equal(self.spent(catalogue, np.zeros(7), persons), plain)

    @given(counts(3, 8))
    def test_all_fixed_never_changes(self, catalogue: Catalogue, persons: np.ndarray) -> None:
        found = self.spent(catalogue, np.ones(7), persons)
        np.testing.assert_array_equal(found, np.broadcast_to(FRAMES, (3, 7)))

    @given(SHARES, counts(8))
    def test_change_is_linear_in_the_share(
        self, catalogue: Catalogue, shares: np.ndarray, persons: np.ndarray
    ) -> None:
        full = self.spent(catalogue, np.zeros(7), persons) - FRAMES
        part = self.spent(catalogue, shares, persons) - FRAMES
        np.testing.assert_allclose(part, (1 - shares) * full, rtol=1e-9, atol=1e-5)

    @pytest.mark.parametrize("share", [-0.01, 1.01, np.nan])
    def test_a_share_outside_0_to_1_is_refused(self, share: float) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            fixed_and_following(np.array([1.0]), np.array([share]))


@pytest.fixture(params=["own", "national"], scope="module")
def unit_costs(request: pytest.FixtureRequest, catalogue: Catalogue) -> np.ndarray:
    rates = need_rates(catalogue.keys, SERVICE_AGES)
    if request.param == "national":
        return national_unit_costs(rates, 64_893.0)
    persons = np.array([45.0, 260, 552, 222, 3172, 974, 303, 61])
    return own_unit_costs(rates, np.linspace(1e6, 1e8, 7), persons)


class TestIdentities:
    """Of both methods: random people on the service ages."""

    @given(persons=counts(2, 3, 8))
    def test_twice_the_people_cost_twice(self, unit_costs: np.ndarray, persons: np.ndarray) -> None:
        np.testing.assert_allclose(
            cost(2 * persons, unit_costs), 2 * cost(persons, unit_costs), rtol=1e-14
        )

    @given(one=counts(8), other=counts(8))
    def test_cost_of_all_is_the_sum_of_the_costs(
        self, unit_costs: np.ndarray, one: np.ndarray, other: np.ndarray
    ) -> None:
        apart = cost(one, unit_costs) + cost(other, unit_costs)
        np.testing.assert_allclose(cost(one + other, unit_costs), apart, rtol=1e-13)

    @given(persons=counts(2, 3, 8))
    def test_ages_sum_to_the_sectors(self, unit_costs: np.ndarray, persons: np.ndarray) -> None:
        by_age = cost_by_age(persons, unit_costs)
        assert by_age.shape == (2, 3, 7, 8)
        np.testing.assert_allclose(by_age.sum(axis=-1), cost(persons, unit_costs), rtol=1e-13)

    @given(persons=counts(2, 3, 8))
    def test_vector_is_scalar(self, unit_costs: np.ndarray, persons: np.ndarray) -> None:
        together = cost(persons, unit_costs)
        assert together.shape == (2, 3, 7)
        for i, j in np.ndindex(2, 3):
            alone = cost(persons[i, j], unit_costs)
            np.testing.assert_allclose(alone, together[i, j], rtol=1e-14)
            np.testing.assert_array_equal(
                cost_by_age(persons[i, j], unit_costs), cost_by_age(persons, unit_costs)[i, j]
            )

    @given(gone=st.tuples(st.integers(0, 2), st.integers(0, 7)))
    def test_missing_people_make_their_own_year_missing_and_no_other(
        self, unit_costs: np.ndarray, gone: tuple[int, int]
    ) -> None:
        persons = np.full((3, 8), 10.0)
        persons[gone] = np.nan
        missing = np.isnan(cost(persons, unit_costs))
        np.testing.assert_array_equal(missing.all(axis=-1), np.arange(3) == gone[0])
        np.testing.assert_array_equal(missing.any(axis=-1), np.arange(3) == gone[0])
        by_age = np.isnan(cost_by_age(persons, unit_costs))
        np.testing.assert_array_equal(by_age, np.isnan(persons)[:, None, :] & np.ones((7, 1), bool))

    def test_nobody_costs_nothing(self, unit_costs: np.ndarray) -> None:
        np.testing.assert_array_equal(cost(np.zeros(8), unit_costs), np.zeros(7))
        assert (unit_costs >= 0).all()

    def test_inputs_are_left_alone(self, unit_costs: np.ndarray) -> None:
        persons = np.ones(8)
        before = unit_costs.copy()
        cost(persons, unit_costs)
        cost_by_age(persons, unit_costs)
        np.testing.assert_array_equal(persons, np.ones(8))
        np.testing.assert_array_equal(unit_costs, before)
