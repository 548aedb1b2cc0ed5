"""SSB's editions that have been fetched of a region tell how far off they were, beside the file."""

from dataclasses import replace

import numpy as np
import pytest
from ssb_help import Opened

from projections.people.ages import AgeBand
from projections.people.population import Region
from projections.sources.data import judged
from projections.sources.statbank.live import region_case
from projections.tables import published_before
from projections.trend.groups import TOLD


def test_fetched_editions_are_held_against_counts(opened: Opened) -> None:
    region_case("5025", opened(), vintage="13600")
    case = region_case("5025", opened(online=False))  # what is kept of it
    found = published_before.fetched(case)
    assert {(one.origin, one.ahead) for one in found} == {(2022, year) for year in (1, 2, 3, 4)}
    last = next(one for one in found if one.ahead == 4)
    (path,) = (
        one.population
        for one in case.projections
        if one.alternative == "MMMM" and one.population.years[0] == 2022
    )
    said, real = (
        one.bands([AgeBand(0, None), AgeBand(80, None)])[0, one.years.index(2026)]
        for one in (path, case.observed)
    )
    assert last.error[0] == pytest.approx(said[0] / real[0] - 1)
    assert last.error[TOLD.index("80+")] == pytest.approx(said[1] / real[1] - 1)
    assert last.people == path.persons[0, 0].sum()
    # What the file tells already is not told twice.
    assert len(published_before.fetched(case, (last,))) == len(found) - 1
    theirs = judged.load()
    both = published_before.beside(theirs, found)
    assert len(both.people) == len(theirs.people) + 4
    assert both.errors["80+"][-1] == pytest.approx(-np.log1p(found[-1].error[TOLD.index("80+")]))
    assert published_before.beside(theirs, ()) is theirs
    # A county has no others of its kind among them.
    assert published_before.fetched(replace(case, region=Region("50", "Trøndelag"))) == ()
