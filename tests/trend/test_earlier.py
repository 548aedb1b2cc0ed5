"""What the projection would have said of one region from earlier years."""

import numpy as np
import pytest

from projections.people.ages import AgeBand
from projections.trend.alternative import measured
from projections.trend.backtest import FIRST_ORIGIN, backtest
from projections.trend.band import HORIZON, LAST_START, draw, interval, measure
from projections.trend.course import trend
from projections.trend.earlier import alike, drawn_band, record, said_in, size_of, tried
from projections.trend.groups import by_part, told
from projections.trend.history import History


def test_one_region_is_as_in_the_backtest_of_all(history: History) -> None:
    roros = history.place("5025")
    trial = tried(history)
    found = record(history, [roros])
    assert found.origins == tuple(range(FIRST_ORIGIN, 2026))
    at = trial.codes.index("5025")
    assert np.array_equal(found.projected[:, :, 0], trial.projected[:, :, at], equal_nan=True)
    assert found.observed[found.origins.index(2023), 3].sum() == 5638
    said = by_part(said_in(history, [roros], 2023, 3))
    assert found.projected[found.origins.index(2023), :4, 0] == pytest.approx(said)
    # Nothing later than 2023 was at hand.
    assert said == pytest.approx(by_part(trend(history.until(2023), 3)[roros]))


def test_a_county_is_the_sum_of_its_municipalities(history: History) -> None:
    places = [place for place, code in enumerate(history.codes) if code.startswith("50")]
    found, trial = record(history, places), tried(history)
    assert found.projected[0, 5].sum() == pytest.approx(trial.projected[0, 5, places].sum())
    assert np.isnan(found.projected[-1, 2]).all()  # 2027 is yet to come


def test_people_who_were_an_estimate_are_not_judged(history: History) -> None:
    assert record(history, [history.place("1508")]).origins == (2024, 2025)
    assert min(record(history, [history.place("5055")]).origins) == 2020


def test_the_band_rests_on_the_same_errors_as_before(history: History) -> None:
    own = measured(history)
    before = measure(backtest(history, range(FIRST_ORIGIN, LAST_START + 1), HORIZON))
    assert np.array_equal(own.courses, before.courses, equal_nan=True)
    assert np.array_equal(own.coefficients, before.coefficients)
    assert own.shared
    assert before.shared
    assert np.array_equal(own.shared.courses, before.shared.courses)


def test_those_alike_are_of_the_size(history: History) -> None:
    size = size_of(history, history.place("5025"))
    assert size == 2
    found = alike(history, size)
    assert 100 * found[5].mean_absolute[0] == pytest.approx(2.06, abs=0.02)  # docs/accuracy.md
    assert found[0].mean_absolute[0] == 0


def test_the_band_of_any_ages_is_that_of_its_parts(history: History) -> None:
    path = trend(history, 10)[history.place("5025")]
    errors = measured(history)
    drawn = told(draw(errors, by_part(path)))
    whole = drawn_band(errors, path, AgeBand(0, None))
    assert whole == pytest.approx(drawn[..., 0])
    assert drawn_band(errors, path, AgeBand(6, 15)) == pytest.approx(drawn[..., 2])
    old = interval(drawn_band(errors, path, AgeBand(70, None)))[:, 10]
    assert old[0] < path[10, :, 70:].sum() < old[1]


def test_nothing_can_be_learnt_of_too_few_years(history: History) -> None:
    with pytest.raises(ValueError, match="nothing can be learnt"):
        said_in(history, [0], 2006, 3)
