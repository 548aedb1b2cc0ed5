"""The projection by hand, its identities and its limits."""

from dataclasses import replace

import numpy as np
import pytest
from trend_toys import MEN, PLAIN, WOMEN, history, people, shifted

from projections.trend.course import project, trend
from projections.trend.history import History
from projections.trend.rates import learn
from projections.trend.settings import SETTINGS, Settings


def test_one_region_by_hand() -> None:
    # 100 women of 30 are 90 of 31 a year later, with 4 girls and 6 boys born in between.
    # A region alone is the nation, so nothing is local.
    known = history([{(WOMEN, 30): 100}, {(WOMEN, 31): 90, (WOMEN, 0): 4, (MEN, 0): 6}])
    found = learn(known, PLAIN)
    assert found.nation[WOMEN, 31] == pytest.approx(0.9)
    assert found.nation[MEN, 31] == 1.0  # nobody to tell of it
    assert found.births == pytest.approx(10 / 95)  # per woman, mean of 100 and 90
    assert found.girls == pytest.approx(0.4)
    assert found.own == pytest.approx(np.ones((1, 2, 106)))
    after = trend(known, 1, PLAIN)[0, 1]
    assert after[WOMEN, 32] == pytest.approx(90)  # nothing is known of 32: as many
    assert after[:, 1] == pytest.approx([4, 6])
    assert after[:, 0] == pytest.approx([0.4 * 90 * 10 / 95, 0.6 * 90 * 10 / 95])


def test_two_regions_by_hand() -> None:
    # 100 men of 30 in each; 110 and 90 are left: the nation has 1, so 100 are expected in both.
    known = history([{(MEN, 30): 100}, {(MEN, 31): 110}], [{(MEN, 30): 100}, {(MEN, 31): 90}])
    found = learn(known, PLAIN)
    alike = (110 / 110 + 90 / 90) / (100 / 110 + 100 / 90)  # per inhabitant, both count alike
    assert found.nation[MEN, 31] == pytest.approx(1.0)
    assert found.alike[:, MEN, 31] == pytest.approx([alike, alike])
    drawn = [(110 + 100) / (100 * alike + 100), (90 + 100) / (100 * alike + 100)]
    assert found.own[:, MEN, 31] == pytest.approx(drawn)
    thirty = np.array([people({(MEN, 30): 10})] * 2)
    after = project(thirty, found, 2, PLAIN)
    assert after[:, 1, MEN, 31] == pytest.approx(10 * alike * np.array(drawn))
    faded = project(thirty, found, 1, replace(PLAIN, local_fade=0.5))
    assert faded[:, 1, MEN, 31] == pytest.approx(10 * alike * np.sqrt(drawn))


def test_mortality_falls_from_the_middle_of_the_window() -> None:
    known = history([{(WOMEN, 80): 100}, {(WOMEN, 81): 90, (WOMEN, 80): 100}])
    after = trend(known, 1, PLAIN)[0, 1]
    assert after[WOMEN, 81] == pytest.approx(100 * 0.9 ** np.exp(-0.012 * 1.5))


def test_closed_population_only_ages() -> None:
    chance = np.random.default_rng(1)
    start = chance.integers(0, 50, (3, 2, 106)).astype(float)
    years = [start]
    for _ in range(4):
        years.append(shifted(years[-1]))
    known = History(np.stack(years, axis=1), ("5001", "5002", "3401"), tuple(range(2020, 2025)))
    found = trend(known, 3)
    expected = years[-1]
    for year in range(1, 4):
        expected = shifted(expected)
        assert found[:, year] == pytest.approx(expected)


def test_only_women_give_births() -> None:
    known = history(
        [{(WOMEN, 30): 100, (MEN, 30): 100}, {(WOMEN, 31): 100, (MEN, 31): 100, (WOMEN, 0): 9}]
    )
    found = learn(known)
    couple = people({(WOMEN, 25): 10, (MEN, 25): 10})
    crowd = people({(WOMEN, 25): 10, (MEN, 25): 1000})
    alone = people({(MEN, 25): 1000})
    born = project(np.array([couple, crowd, alone]), found, 1)[:, 1, :, 0].sum(axis=1)
    assert born[0] > 0
    assert born[1] == born[0]
    assert born[2] == 0


def test_region_alone_is_projected_as_among_the_others(history: History) -> None:
    place = history.place("5025")
    everyone = trend(history, 24)
    alone = project(history.newest[place : place + 1], learn(history).of([place]), 24)
    assert alone[0] == pytest.approx(everyone[place], rel=1e-12)


def test_real_projection_has_no_negatives_and_no_gaps(history: History) -> None:
    found = trend(history, 24)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert np.array_equal(found[:, 0], history.newest)
    assert np.array_equal(found, trend(history, 24))  # the same every time
    nation = found.sum(axis=(0, 2, 3))
    # SSB's 2024 main alternative has 6.1 million in 2050, its high and low 5.5 and 6.9.
    assert 5.5e6 < nation[-1] < 6.9e6


def test_empty_and_tiny_regions() -> None:
    one = {(WOMEN, 40): 1}
    crowd = {(WOMEN, age): 50 for age in range(90)} | {(MEN, age): 50 for age in range(90)}
    found = trend(history([{}, {}], [one, {(WOMEN, 41): 1}], [crowd, crowd]), 30)
    assert np.isfinite(found).all()
    assert (found[0] == 0).all()
    assert 0 < found[1, 1].sum() < 2
    assert np.isfinite(trend(history([{}, {}]), 5)).all()


def test_missing_years_are_left_out(history: History) -> None:
    known = history.until(2012)
    place = known.place("5025")
    lacking = known.persons.copy()
    lacking[place, :3] = np.nan
    found = trend(History(lacking, known.codes, known.years), 10)
    assert np.isfinite(found).all()
    whole = trend(known, 10)[place]
    assert found[place].sum() == pytest.approx(whole.sum(), rel=0.05)
    gone = lacking.copy()
    gone[place] = np.nan
    without = trend(History(gone, known.codes, known.years), 2)
    assert np.isnan(without[place]).all()
    assert np.isfinite(np.delete(without, place, axis=0)).all()


def test_a_split_is_no_change_of_people() -> None:
    # Haram is half of what it was together with Ålesund until 2023, and counted from 2024.
    crowd = {(sex, age): 50.0 for sex in (WOMEN, MEN) for age in range(90)}
    half = dict.fromkeys(crowd, 200.0)
    years = [half, half, crowd, crowd]
    persons = np.array([[people(year) for year in years], [people(crowd)] * 4])
    known = History(persons, ("1580", "1517"), (2022, 2023, 2024, 2025))
    assert known.usable.tolist() == [[True, False, True], [True, True, True]]
    found = learn(known)
    assert found.own[:, :, 1:90] == pytest.approx(1.0)
    assert found.own_births == pytest.approx([1.0, 1.0])
    total = trend(known, 1)[0].sum(axis=(1, 2))
    assert total[1] == pytest.approx(total[0], rel=0.05)


def test_labels_must_fit() -> None:
    good = np.zeros((1, 2, 2, 106))
    with pytest.raises(ValueError, match="follow"):
        History(good, ("5001",), (2020, 2022))
    with pytest.raises(ValueError, match="shape"):
        History(good, ("5001", "5002"), (2020, 2021))
    with pytest.raises(ValueError, match="negative"):
        History(good - 1, ("5001",), (2020, 2021))
    with pytest.raises(ValueError, match="two years"):
        learn(History(good[:, :1], ("5001",), (2020,)))
    with pytest.raises(ValueError, match="read-only"):
        History(good, ("5001",), (2020, 2021)).persons[0] = 1


def test_settings_of_ages() -> None:
    assert SETTINGS.decline[[50, 65, 90]] == pytest.approx([0, 0.012, 0.012])
    assert SETTINGS.motherhood[[14, 32, 50]] == pytest.approx([0, 1, 0])
    assert (np.diff(Settings(mortality_decline=0.02).decline) >= 0).all()
