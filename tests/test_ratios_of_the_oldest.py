"""Persons of working age per person of the oldest: by hand, and only where ages allow."""

from dataclasses import replace

import numpy as np
import pytest

from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.errors import SplitBandError
from projections.figures.catalogue import make
from projections.figures.spec import Absent
from projections.figures.view import View
from projections.people.ages import AgeAxis, AgeBand
from projections.tables.ratios import per_person

SINGLE = AgeAxis.parse((*map(str, range(100)), "100+"))


@pytest.fixture
def view(roros: Case, ageing: Projection, catalogue: Catalogue) -> View:
    chosen = selections.of(state.settle({}, catalogue).choice, catalogue)
    return View(roros, ageing, catalogue, chosen)


@pytest.fixture
def by_single_year(view: View) -> View:
    """As many of every age in every year: 100 of each sex."""
    observed = view.case.observed
    persons = np.full((1, len(observed.years), len(observed.sexes), 101), 100.0)
    people = replace(observed, persons=persons, ages=SINGLE)
    chosen = replace(view.chosen, first=2016, last=2026)
    return replace(view, case=replace(view.case, observed=people), projection=None, chosen=chosen)


def test_by_hand(by_single_year: View) -> None:
    (table,) = per_person(by_single_year.case, None, "20-66", "80+")
    assert table.item == "20-66 per 80+"
    assert set(table.values) == {47 / 21}


def test_of_roros(view: View) -> None:
    observed, projected = per_person(view.case, view.projection, "20-66", "80+")
    people = view.case.observed.both_sexes()[0, observed.years.index(2026)]
    bands = (AgeBand(20, 66), AgeBand(80, None))
    sums = view.case.observed.ages.aggregate(people, bands)
    assert observed.at(2026) == sums[0] / sums[1]
    (figure,) = make(view, "yrkesaktive_per_80")
    assert figure.curves[1].values[-1] == projected.at(2033)
    assert figure.title.startswith("Yrkesaktive per innbygger 80+ faller: ")
    assert "innbyggere 20–66 år for hver innbygger 80 år og eldre" in figure.text


def test_care_coefficient_by_hand_in_single_years(by_single_year: View) -> None:
    (figure,) = make(by_single_year, "omsorgskoeffisient")
    assert figure.title == (
        "Omsorgskoeffisienten er nesten uendret: 1,06 i 2016, 1,06 i 2026"  # 17 ages per 16
    )
    assert set(figure.curves[0].values) == {17 / 16}
    assert figure.axis == "50–66 år per person 85+"


def test_ages_that_are_too_coarse_are_not_split(view: View) -> None:
    with pytest.raises(SplitBandError):
        per_person(view.case, view.projection, "50-66", "85+")
    with pytest.raises(Absent, match="50–66 år per person 85 år og eldre"):
        make(view, "omsorgskoeffisient")
