"""The projection as an alternative that nobody takes for Statistics Norway's."""

from dataclasses import replace

import numpy as np
import pytest

from projections import labels, tables
from projections.case import MORE_PROJECTIONS, Catalogue
from projections.errors import UnknownChoiceError
from projections.people.cohort import SEXES, SINGLE_AGES
from projections.people.population import Region
from projections.people.profiles import profiles
from projections.provenance import Source
from projections.sources.data import municipalities
from projections.sources.data.datafiles import open_data
from projections.tables import Setting
from projections.trend.alternative import CODE, drawn_of, projection_of, told_courses
from projections.trend.band import interval
from projections.trend.course import trend
from projections.trend.groups import by_part, told
from projections.trend.history import History
from projections.whatif.levers import Levers
from projections.whatif.overlay import overlay

ROROS = Region("5025", "Røros")


@pytest.fixture(scope="module")
def counted() -> Source:
    return open_data().source(municipalities.SOURCE)


def test_says_what_it_is(history: History, counted: Source) -> None:
    found = projection_of(ROROS, history, counted)
    people = found.population
    assert found.code == "baereevne-trend.TREND"
    assert people.years == tuple(range(2026, 2051))
    assert (people.sexes, people.ages, people.region) == (SEXES, SINGLE_AGES, ROROS)
    assert people.source.publisher == "Bæreevne"
    assert "ikke SSB" in people.source.short
    assert people.source.quality == "estimate"
    assert people.source.id != counted.id
    assert not people.source.remark
    assert labels.alternative(CODE) == "Bæreevnes trendframskriving"
    assert labels.projection(found) == (
        "Bæreevnes trendframskriving, 2026–2050, fra tellingen 2026"
    )
    assert set(CODE) - set("LMHK0")  # none of SSB's codes


def test_starts_from_the_count_and_goes_as_the_others(history: History, counted: Source) -> None:
    people = projection_of(ROROS, history, counted).population
    place = history.place("5025")
    assert people.persons[0, 0].sum() == 5638
    assert people.persons[0] == pytest.approx(trend(history, 24)[place])
    short = projection_of(ROROS, history, counted, last=2030).population
    assert np.array_equal(short.persons[0], people.persons[0, :5])


def test_larger_areas_are_sums(history: History, counted: Source) -> None:
    every = trend(history, 3)
    inside = [code.startswith("50") for code in history.codes]
    for region, kept in ((Region("50", "Trøndelag"), inside), (Region("0", "Landet"), ...)):
        found = projection_of(region, history, counted, last=2029).population.persons[0]
        np.testing.assert_allclose(found, every[kept].sum(axis=0), rtol=1e-9)


def test_split_municipality_says_so(history: History, counted: Source) -> None:
    source = projection_of(Region("5055", "Heim"), history, counted).population.source
    assert "2019" in source.remark


@pytest.mark.parametrize("code", ["9999", "99", "EKG11"])
def test_unknown_region(history: History, counted: Source, code: str) -> None:
    with pytest.raises(UnknownChoiceError):
        projection_of(Region(code, code), history, counted)


def test_draws_lie_around_it(history: History, counted: Source) -> None:
    found = projection_of(ROROS, history, counted)
    drawn = drawn_of(found, history, None)
    assert drawn
    every = drawn.population.people(SINGLE_AGES.bands)
    path = found.population.people(SINGLE_AGES.bands)
    assert every.shape == (1000, 25, 106)
    assert every[:, 0] == pytest.approx(np.broadcast_to(path[0], (1000, 106)))
    # Each error is drawn both ways, so the path is the middle of every part and year.
    middle = np.median(told_courses(found, history), axis=0)
    assert middle == pytest.approx(told(by_part(found.population.persons[0])), rel=0.03)
    county = projection_of(Region("50", "Trøndelag"), history, counted, last=2027)
    (_, high), (_, higher) = (
        interval(told_courses(one, history)[:, 1, 0] / one.population.persons[0, 1].sum())
        for one in (county, found)
    )
    assert 1 < high < higher  # a sum is surer than each in it
    alone = replace(county, official=county.population)
    assert drawn_of(alone, history, None) is None
    with pytest.raises(ValueError, match="our own"):
        told_courses(alone, history)


def test_levers_costs_and_income_work_on_it(
    history: History, counted: Source, catalogue: Catalogue
) -> None:
    found = projection_of(ROROS, history, counted)
    beside = catalogue.with_inputs({"5025": {MORE_PROJECTIONS: (found,)}})
    case = beside.case("5025")
    assert case.projection("baereevne-trend.TREND") is found
    money = (
        *tables.costs(Setting(case, found, beside)),
        *tables.income(Setting(case, found, beside)),
    )
    ours = [one for one in money if one.alternative == CODE]
    assert ours
    assert all(np.isfinite(one.values[:8]).all() for one in ours)
    who = profiles(catalogue.parameters, catalogue.rates)
    at_rest = overlay(found.population, Levers(), catalogue.rates, who)
    assert at_rest.population is found.population
    more = overlay(found.population, Levers(fertility=1.2, mortality=0.8), catalogue.rates, who)
    assert (more.population.persons[0, 10:, :, :5] > found.population.persons[0, 10:, :, :5]).all()
