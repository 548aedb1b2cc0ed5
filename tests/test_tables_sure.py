"""How sure figures are for what nobody knows, and need against what happened."""

import csv
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from projections import tables, words
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.money import needs as model
from projections.money.income import Assumed
from projections.people.ages import SERVICE_AGES
from projections.series import Series, pick
from projections.services.service import Service
from projections.tables import Setting, needs, sure
from projections.tables import scenario as effects
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario


def test_a_sector_by_hand() -> None:
    weights = np.array([[0.5, 0.5], [1.0, 0.0]])
    found = model.sector_indices(np.array([60.0, 40.0]), np.array([800.0, 200.0]), weights)
    np.testing.assert_allclose(found, [0.5 * 0.75 + 0.5 * 2.0, 0.75])


def test_the_nation_and_whoever_is_like_it_need_as_the_nation(catalogue: Catalogue) -> None:
    weights, shares = needs.key_weights(catalogue.keys, "all")
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    np.testing.assert_allclose(model.sector_indices(5_000 * shares, shares, weights), 1)
    for how in get_args(model.Weights):
        for one in needs.beside_nation(
            Setting(catalogue.case("0"), None, catalogue, assumed=Assumed(weights=how))
        ):
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
    every = needs.beside_nation(
        Setting(roros, None, catalogue, assumed=Assumed(weights="standing"))
    )
    (observed,) = every
    found = dict(zip(observed.path.years, needs.carried_on(observed, every, known), strict=True))
    assert [found[year] for year in (2024, 2025, 2026)] == [1.0485, 1.0699, 1.0723]
    by_age = dict(zip(observed.path.years, observed.index, strict=True))
    assert found[2023] == pytest.approx(1.0485 + by_age[2023] - by_age[2024])


def test_net_of_roros_in_2033(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    table = sure.nets(Setting(roros, ageing, catalogue, "own"), 2024)
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
    for weights in get_args(model.Weights):
        assert found[weights, "full"] - found[weights, "none"] == pytest.approx(
            2 * (found[weights, "half"] - found[weights, "none"])
        )
    for one in table:
        (same,) = (
            other
            for other in pick(
                tables.net(Setting(roros, ageing, catalogue, "own", "all", assumed(one)), 2024),
                "net",
            )
            if other.alternative == one.alternative
        )
        np.testing.assert_allclose(one.values, same.values, rtol=1e-9, atol=1e-6)
    low, high = sure.ends(table, 2033)
    assert (low, high) == (found["standing", "none"], found["following", "full"])
    told = words.sure.nets(table, 2033).title.replace("\u00a0", " ").replace("\u2212", "-")
    assert told == "Netto i 2033: mellom -21,5 og -0,7 mill. kr, etter hva staten gir"


def assumed(of: Series) -> Assumed:
    return Assumed(of.label("tax"), of.label("state"), of.label("weights"))


def test_the_ends_of_result_and_fund(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    every = list(sure.outlooks(Setting(roros, ageing, catalogue)))
    assert len(every) == 4
    for found, one in zip(every, sure.every(Assumed(), sure.ENDS), strict=True):
        same = tables.budget.budget(Setting(roros, ageing, catalogue, assumed=one))
        for item in ("net_result_share", "reserve_fund", "deficit"):
            assert sure.at(found, item, 2033) == pytest.approx(sure.at(same, item, 2033))
    assert [round(end, 2) for end in sure.ends_of(every, "net_result_share", 2033)] == [
        -3.28,
        -0.68,
    ]
    finding = words.Finding("Fondet er tomt i 2029", "Teksten.")
    told = words.sure.fund_first(finding, every, 2033)
    assert told.title.replace("\u00a0", " ") == (
        "Disposisjonsfondet i 2033: fra 31,5 mill. kr i underskudd (merforbruk) til "
        "28,6 mill. kr i fond, "
        "etter hva staten gir"
    )
    assert told.text == "Fondet er tomt i 2029. Teksten."
    result = words.sure.result_first(finding, every, 2033)
    assert "mellom −3,3 og −0,7" in result.title


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario(Levers(migration=20.0, from_year=2026, to_year=2032)),
        Scenario(
            service=Service(postponed=0.0, standard={"pleie": -1.0}), fixed={"grunnskole": 0.5}
        ),
    ],
)
def test_the_ends_of_a_scenario_are_those_of_each_setting(
    roros: Case, ageing: Projection, catalogue: Catalogue, scenario: Scenario
) -> None:
    def setting(one: Assumed) -> Setting:
        return Setting(roros, ageing, catalogue, "own", "all", one, "20-66")

    def reckoned(one: Assumed, moved: Scenario, item: str) -> float:
        return pick(effects.outcomes(setting(one), moved), item)[0].at(2033)

    own = setting(Assumed())
    official, changed = (effects.outcomes(own, moved) for moved in (Scenario(), scenario))
    found = sure.of_scenario(own, scenario, official, changed, 2033)
    assert set(found) == {"net", "net_result_share"}
    for item, ends in found.items():
        sides = np.array(
            [
                [reckoned(one, moved, item) for one in sure.every(Assumed(), sure.ENDS)]
                for moved in (Scenario(), scenario)
            ]
        )
        for of, expected in zip(
            (ends.official, ends.changed, ends.difference),
            (*sides, sides[1] - sides[0]),
            strict=True,
        ):
            assert of == pytest.approx((expected.min(), expected.max()), abs=1e-6)


def test_a_region_without_income_has_no_ends(catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    own = Setting(norway, norway.projections[0], catalogue, "national", "all", Assumed(), "20-66")
    official = effects.outcomes(own, Scenario())
    assert sure.of_scenario(own, Scenario(), official, official, 2033) == {}
    finding = words.Finding("x", "y")
    assert words.sure.with_ends(finding, {}, 2033) is finding


def test_a_region_without_an_official_index_is_told(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    without = replace(catalogue, need_indices={})
    with pytest.raises(MissingInputError, match="utgiftsbehovsindeks"):
        sure.nets(Setting(roros, ageing, without, "own"), 2024)


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
    weights, _ = needs.key_weights(catalogue.keys, "all")

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
    # In the fifth with the largest share of 80 and over the index fell, and so says the form.
    newest = persons[at, years.index(2026)]
    share = newest[:, -2:].sum(axis=-1) / newest.sum(axis=-1)
    oldest = share >= np.quantile(share, 0.8)
    moved = (by_age(2026, True) - by_age(2025, True))[at][oldest].mean()
    assert (now - then)[oldest].mean() == pytest.approx(-0.0061, abs=5e-5)
    assert moved == pytest.approx(-0.0018, abs=5e-5)


def test_the_file_has_each_kommune_once_a_year() -> None:
    path = Path(__file__).parents[1] / "data" / "utgiftsbehovsindeks_kommuner_2025_2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["region"], row["year"]) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows)) > 700
