"""A projection moved to the newest count: by hand, and what must hold of any."""

from dataclasses import replace

import numpy as np
import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.people.ages import AgeAxis
from projections.people.moved import moved
from projections.people.population import OBSERVED, Population, Region
from projections.series import pick
from projections.tables import Setting, schools

AGES = AgeAxis.parse(("0-66", "67+"))


def people(
    case: Case, years: tuple[int, ...], values: list[list[float]], kind: str = "x"
) -> Population:
    persons = np.array(values, dtype=float)[None, :, None, :]
    region, source = Region("5025", "Røros"), case.observed.source
    return Population(persons, (kind,), years, ("both",), AGES, region, source)


def test_by_hand(roros: Case) -> None:
    path = people(roros, (2024, 2025, 2026, 2027), [[100, 20], [101, 21], [103, 25], [90, 31]])
    counted = people(roros, (2023, 2024, 2025), [[9, 9], [110, 20], [112, 22]], OBSERVED)
    found = moved(path, counted)
    np.testing.assert_array_equal(
        found.persons[0, :, 0], [[110, 20], [112, 22], [114, 26], [101, 32]]
    )
    assert "Flyttet til tellingen 1. januar 2025" in found.source.remark
    assert found.source.id == path.source.id
    np.testing.assert_array_equal(
        path.persons[0, :, 0], [[100, 20], [101, 21], [103, 25], [90, 31]]
    )


def test_nobody_is_less_than_nobody_and_missing_stays_missing(roros: Case) -> None:
    path = people(roros, (2024, 2025, 2026), [[100, 20], [100, 20], [100, 2]])
    gone = replace(path, persons=np.where(path.persons == 2, np.nan, path.persons))
    counted = people(roros, (2025,), [[100, 10]], OBSERVED)
    assert moved(path, counted).persons[0, 2, 0].tolist() == [100, 0]
    assert np.isnan(moved(gone, counted).persons[0, 2, 0, 1])


def test_a_path_that_starts_at_the_count_or_after_stands(roros: Case) -> None:
    path = people(roros, (2026, 2027), [[100, 20], [101, 21]])
    for years in ((2024,), (2025, 2026)):
        counted = people(roros, years, [[90, 9]] * len(years), OBSERVED)
        assert moved(path, counted) is path
    finer = replace(path, years=(2025, 2026))
    coarse = Population(
        np.full((1, 2, 1, 1), 130.0),
        (OBSERVED,),
        (2025, 2026),
        ("both",),
        AgeAxis.parse(("0+",)),
        path.region,
        path.source,
    )
    assert moved(finer, coarse) is finer  # the counts are not in ages it can be held against


def test_roros_starts_at_the_count(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    found = ageing.started("counted", roros.observed)
    assert (found.moved_to, found.code) == (2026, ageing.code)
    assert found.as_printed.population is ageing.population
    assert ageing.started("printed", roros.observed) is ageing
    total = {
        year: float(pick(tables.population(roros, found), "total")[-1].at(year))
        for year in (2024, 2026, 2033)
    }
    assert total == pytest.approx({2024: 5685, 2026: 5638, 2033: 5627}, abs=0.5)
    pupils = pick(schools.pupils(Setting(roros, found, catalogue)), "pupils")[-1]
    assert (round(pupils.at(2024)), round(pupils.at(2026)), round(pupils.at(2033))) == (
        569,
        535,
        519,
    )
    of = (roros, found, catalogue)
    cost = pick(tables.net(Setting(*of, "own"), 2024), "cost")[0]
    assert cost.at(2033) == pytest.approx(24_331, abs=1)
    # What the plan is held against is the path the plan was made on.
    since = tables.deviations(roros, found)
    assert round(sum(one.at(2026) for one in since if one.item != "total")) == 46
    printed = tables.plan_beside_model(Setting(roros, ageing, catalogue))
    same = tables.plan_beside_model(Setting(roros, found, catalogue))
    for one, other in zip(printed, same, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
