"""Need as the ministry reckons it: identities, what happened, and how sure net is."""

import csv
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from projections import income as model
from projections import narrative
from projections.ages import SERVICE_AGES
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.tables import ministry

HOW = ("own", "all", "inhabitants", 2024)


def test_a_sector_by_hand() -> None:
    weights = np.array([[0.5, 0.5], [1.0, 0.0]])
    found = model.sector_indices(np.array([60.0, 40.0]), np.array([800.0, 200.0]), weights)
    np.testing.assert_allclose(found, [0.5 * 0.75 + 0.5 * 2.0, 0.75])


def test_the_nation_and_whoever_is_like_it_need_as_the_nation(catalogue: Catalogue) -> None:
    weights, shares = ministry.key_weights(catalogue.keys, "all")
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(model.sector_indices(5_000 * shares, shares, weights), 1)
    for how in ministry.WEIGHTS:
        for one in ministry.needs(catalogue.case("0"), None, catalogue, "all", how):
            known = one.index[np.isfinite(one.index)]
            assert len(known) > 10
            np.testing.assert_allclose(known, 1)


def test_following_weights_sum_to_one_and_stand_where_nothing_moves() -> None:
    weights = np.array([0.6, 0.4])
    np.testing.assert_allclose(model.following(weights, np.ones((3, 2))), [weights] * 3)
    moved = model.following(weights, np.array([1.0, 2.0]))
    np.testing.assert_allclose(moved, [0.6 / 1.4, 0.8 / 1.4])


def test_a_known_year_says_the_official_index(catalogue: Catalogue, roros: Case) -> None:
    known = catalogue.need_indices["5025"]
    assert known == {2024: 1.0485, 2025: 1.0699, 2026: 1.0723}
    every = ministry.needs(roros, None, catalogue, "all", "standing")
    (observed,) = every
    found = dict(
        zip(observed.path.years, ministry.official_index(observed, every, known), strict=True)
    )
    assert [found[year] for year in (2024, 2025, 2026)] == [1.0485, 1.0699, 1.0723]
    by_age = dict(zip(observed.path.years, observed.index, strict=True))
    assert found[2023] == pytest.approx(1.0485 + by_age[2023] - by_age[2024])


def test_net_of_roros_in_2033(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    table = ministry.nets(roros, ageing, catalogue, *HOW)
    found = {
        (one.label("weights"), one.label("state")): one.at(2033)
        for one in table
        if not one.is_observed
    }
    assert {key: round(value / 1000, 1) for key, value in found.items()} == {
        ("following", "none"): -15.5,
        ("following", "half"): -8.1,
        ("following", "full"): -0.7,
        ("standing", "none"): -21.5,
        ("standing", "half"): -14.2,
        ("standing", "full"): -6.9,
    }
    # What the state gives is the nation's growth in need for everybody here, at the index.
    for weights in ministry.WEIGHTS:
        assert found[weights, "full"] - found[weights, "none"] == pytest.approx(
            2 * (found[weights, "half"] - found[weights, "none"])
        )
    projected = tuple(one for one in table if not one.is_observed)
    low, high = ministry.span(projected, 2033)
    assert (low, high) == (found["standing", "none"], found["following", "full"])
    told = narrative.income.span(table, 2033).title.replace("\u00a0", " ").replace("\u2212", "-")
    assert told == "Netto i 2033: mellom -21,5 og -0,7 mill. kr, etter hva staten gir"


def test_a_region_without_an_official_index_is_told(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    without = replace(catalogue, need_indices={})
    with pytest.raises(MissingInputError, match="utgiftsbehovsindeks"):
        ministry.nets(roros, ageing, without, *HOW)


def test_against_what_happened_from_2025_to_2026(catalogue: Catalogue, shared: Path) -> None:
    """Official index of 354 kommuner: the ministry's form by 1 July misses least."""
    kept = np.load(shared / "facts" / "ssb_07459_alle_kommuner_2005_2026.npz")
    years = kept["year"].tolist()
    single = np.where(kept["persons"] < 0, np.nan, kept["persons"].astype(float)).sum(axis=2)
    lowers = [band.lower for band in SERVICE_AGES.bands] + [106]
    persons = np.stack(
        [single[..., low:end].sum(axis=-1) for low, end in pairwise(lowers)],
        axis=-1,
    )
    nation = np.nansum(persons, axis=0)
    weights, _ = ministry.key_weights(catalogue.keys, "all")

    def by_age(year: int, july: bool) -> np.ndarray:
        at = years.index(year)
        own, all_of = persons[:, at], nation[at]
        if july:
            own, all_of = (own + persons[:, at - 1]) / 2, (all_of + nation[at - 1]) / 2
        indices = model.sector_indices(own, all_of[None], weights)
        return (catalogue.keys.sector_weights * indices).sum(axis=-1)

    codes = kept["region"].tolist()
    both = [code for code in codes if {2025, 2026} <= set(catalogue.need_indices.get(code, {}))]
    at = [codes.index(code) for code in both]
    then, now = (
        np.array([catalogue.need_indices[code][year] for code in both]) for year in (2025, 2026)
    )

    def missed(change: np.ndarray) -> float:
        return float(np.sqrt(np.nanmean((then + change[at] - now) ** 2)))

    assert len(both) == 354
    july, january = (missed(by_age(2026, one) - by_age(2025, one)) for one in (True, False))
    assert missed(np.zeros(len(codes))) == pytest.approx(0.0119, abs=5e-5)
    assert july == pytest.approx(0.0117, abs=5e-5)
    assert january == pytest.approx(0.0162, abs=5e-5)


def test_the_file_has_each_kommune_once_a_year() -> None:
    path = Path(__file__).parents[1] / "data" / "utgiftsbehovsindeks_kommuner_2025_2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["region"], row["year"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows)) > 700
