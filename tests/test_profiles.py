from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import terms
from projections.case import Catalogue
from projections.parameters import Parameters
from projections.people.cohort import SINGLE_AGES, Rates, stationary
from projections.people.profiles import average_mover, profiles
from projections.sources.data import vitals
from projections.whatif.levers import Levers


@pytest.fixture(scope="module")
def rates() -> Rates:
    return vitals.load()


@pytest.fixture(scope="module")
def parameters(catalogue: Catalogue) -> Parameters:
    return catalogue.parameters


def other(parameters: Parameters, values: dict[str, float]) -> Parameters:
    """The same parameters with some values changed."""
    every = tuple(replace(one, value=values.get(one.id, one.value)) for one in parameters.every)
    return replace(parameters, every=every)


SHAPES = ["family_child_share", "refugee_child_share", "mover_a1", "mover_c", "young_to"]


@given(st.data())
def test_profiles_are_shares_for_any_reasonable_parameters(
    parameters: Parameters, rates: Rates, data: st.DataObject
) -> None:
    values = {id: data.draw(st.floats(*parameters.parameter(id).range), label=id) for id in SHAPES}
    for profile in profiles(other(parameters, values), rates).values():
        assert profile.shape == (2, len(SINGLE_AGES))
        assert profile.sum() == pytest.approx(1, abs=1e-12)
        assert (profile >= 0).all()


def test_every_profile_has_a_name_and_levers_point_to_one(
    parameters: Parameters, rates: Rates
) -> None:
    found = profiles(parameters, rates)
    assert {*found, "own"} == set(terms.PROFILES)
    assert {Levers().profile, Levers().homes_profile} <= set(found)


def test_average_mover_by_hand(parameters: Parameters, rates: Rates) -> None:
    profile = average_mover(parameters, rates)
    # At 20 the double exponential is a2 · exp(−1); the others are 0.02 · exp(−2) and 0.003.
    at_20 = 0.06 * np.exp(-1) + 0.02 * np.exp(-2) + 0.003
    # At 60: 0.06 · exp(−4), and the children's part is spent.
    at_60 = 0.06 * np.exp(-4) + 0.02 * np.exp(-6) + 0.003
    alive = stationary(rates.survival)
    np.testing.assert_allclose(
        profile[:, 60] / profile[:, 20],
        at_60 / at_20 * alive[:, 60] / alive[:, 20],
        rtol=1e-6,
    )
    # 105 boys for 100 girls, also among those who move.
    assert profile[1, 0] / profile[0, 0] == pytest.approx(1.05 * alive[1, 0] / alive[0, 0])
    assert profile[0].argmax() == 23  # μ2 + ln(λ2 / α2) / λ2 = 23.5
    assert profile[0, 0] > profile[0, 10] < profile[0, 25]
    assert profile[:, 80:].sum() < 0.03


def test_examples_lie_where_they_say(parameters: Parameters, rates: Rates) -> None:
    found = {name: one.sum(axis=0) for name, one in profiles(parameters, rates).items()}
    spans = {
        "families": [*range(13), *range(25, 45)],
        "young": range(19, 30),
        "refugees": range(60),
    }
    for name, ages in spans.items():
        assert np.flatnonzero(found[name]).tolist() == [*ages]
    assert found["families"][:13].sum() == pytest.approx(0.45)
    assert found["refugees"][:18].sum() == pytest.approx(0.35)
    np.testing.assert_allclose(found["young"][19:30], 1 / 11)
    for one in profiles(parameters, rates).values():
        assert one[0].sum() == pytest.approx(0.5, abs=0.01)


def test_parameters_of_the_examples_are_marked_as_such(parameters: Parameters) -> None:
    kinds = {
        one.id.split("_")[0]: one.quality
        for one in parameters.every
        if one.id.split("_")[0] in ("mover", "family", "young", "refugee")
    }
    assert kinds == {
        "mover": "estimate",
        "family": "example",
        "young": "example",
        "refugee": "example",
    }
