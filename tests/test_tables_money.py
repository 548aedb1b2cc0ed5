"""Costs with fixed shares, nominal prices and another frame year."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.series import Table, items, pick
from projections.services.service import Service
from projections.tables import Setting, people

BUILDS = (tables.costs, partial(tables.costs, by="age"))
HALF_SCHOOL = {"grunnskole": 0.5}


def only(table: Table, item: str, observed: bool = False) -> dict[int, float]:
    (series,) = (one for one in pick(table, item) if one.is_observed == observed)
    return {year: series.at(year) for year in series.years}


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("need", ["all", "age"])
def test_no_fixed_share_is_the_same_bit_for_bit(
    roros: Case, ageing: Projection, catalogue: Catalogue, build: object, need: str
) -> None:
    plain = build(Setting(roros, ageing, catalogue, "own", need))
    for shares in ({}, dict.fromkeys(catalogue.keys.sectors, 0.0)):
        found = build(Setting(roros, ageing, catalogue, "own", need, fixed=shares))
        assert items(found) == items(plain)
        for one, other in zip(found, plain, strict=True):
            np.testing.assert_array_equal(one.values, other.values)
            assert one.extra == other.extra


@pytest.mark.parametrize("build", BUILDS)
def test_everything_fixed_never_changes(
    roros: Case, ageing: Projection, catalogue: Catalogue, build: object
) -> None:
    shares = dict.fromkeys(catalogue.keys.sectors, 1.0)
    for one in tables.changes(build(Setting(roros, ageing, catalogue, "own", fixed=shares)), 2024):
        np.testing.assert_array_equal(one.values, 0.0)


def test_half_a_school_follows_half_the_pupils(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    plain = tables.changes(tables.costs(Setting(roros, ageing, catalogue, "own")), 2024)
    half = tables.changes(
        tables.costs(Setting(roros, ageing, catalogue, "own", fixed=HALF_SCHOOL)), 2024
    )
    # 41 fewer of 552 pupils in 2033; the other sectors are left alone.
    assert only(half, "grunnskole")[2033] == pytest.approx(-67_614 / 2 * 41 / 552)
    for sector in catalogue.keys.sectors:
        part = 0.5 if sector == "grunnskole" else 1.0
        for year, value in only(plain, sector).items():
            assert only(half, sector)[year] == pytest.approx(part * value, rel=1e-9, abs=1e-8)
    assert {one.label("fixed") for one in half} == {"grunnskole:50"}


def test_ages_and_what_is_fixed_sum_to_the_total(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    by_age = tables.costs(Setting(roros, ageing, catalogue, "own", fixed=HALF_SCHOOL), by="age")
    assert items(by_age)[-2:] == ("fixed", "total")
    assert set(only(by_age, "fixed").values()) == {67_614 / 2}
    by_sector = only(
        tables.costs(Setting(roros, ageing, catalogue, "own", fixed=HALF_SCHOOL)), "total"
    )
    for year, total in only(by_age, "total").items():
        parts = sum(only(by_age, item)[year] for item in items(by_age) if item != "total")
        assert parts == pytest.approx(total, rel=1e-12)
        assert total == pytest.approx(by_sector[year], rel=1e-12)


def test_the_national_standard_has_no_fixed_share(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    plain = tables.costs(Setting(roros, ageing, catalogue))
    found = tables.costs(Setting(roros, ageing, catalogue, fixed=HALF_SCHOOL))
    for one, other in zip(found, plain, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
        assert not one.label("fixed")


def test_plan_beside_model_takes_the_fixed_share(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.plan_beside_model(Setting(roros, ageing, catalogue, fixed=HALF_SCHOOL))
    (model,) = (one for one in pick(table, "grunnskole") if one.alternative != "plan")
    assert [round(value) for value in model.values] == [0, -735, -1531, -1837]


# --- prices ---------------------------------------------------------------------------------


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("method", ["own", "national"])
def test_nominal_is_fixed_times_the_index_and_ends_with_the_deflator(
    roros: Case, ageing: Projection, catalogue: Catalogue, build: object, method: str
) -> None:
    fixed = build(Setting(roros, ageing, catalogue, method))
    nominal = build(Setting(roros, ageing, catalogue, method), prices="nominal")
    index = {2013: 1.0, 2024: 1.0, 2025: 1.047, 2026: 1.089927}
    for item in items(fixed):
        then, now = (only(table, item, observed=False) for table in (fixed, nominal))
        assert tuple(now) == (2023, 2024, 2025, 2026)
        assert now[2024] == then[2024]
        for year in (2025, 2026):
            assert now[year] == pytest.approx(then[year] * index[year], rel=1e-12)
        assert tuple(only(nominal, item, observed=True)) == tuple(range(2013, 2027))
    assert {one.label("deflator") for one in nominal} == {"senere utgave"}
    assert {one.label("prices") for one in nominal} == {"nominal"}
    assert not any(one.label("price_year") for one in nominal)


def test_years_and_sources_of_nominal_prices(roros: Case, catalogue: Catalogue) -> None:
    assert tables.nominal_years(Setting(roros, None, catalogue, "own")) == tuple(range(2013, 2027))
    fixed = tables.cost_sources(Setting(roros, None, catalogue, "own"))
    *rest, deflator = tables.cost_sources(Setting(roros, None, catalogue, "own"), "nominal")
    assert tuple(rest) == fixed
    assert (deflator.id, deflator.vintage) == ("deflator-kommunal", "senere utgave")
    assert deflator.short == "kommunal deflator, senere utgave"


def test_last_year_and_milestones_end_with_the_deflator(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    nominal = tables.costs(Setting(roros, ageing, catalogue, "own"), "nominal")
    assert tables.last_year(nominal, 2033) == 2026
    assert tables.last_year(nominal, 2025) == 2025
    assert tables.milestones(nominal, roros, 2024, 2033).years == (2026,)


# --- another frame year ---------------------------------------------------------------------


def with_frames(case: Case, year: int) -> Case:
    assert case.frames
    return replace(case, frames=replace(case.frames, year=year))


def test_frames_of_another_year_serve_that_years_people_and_give_its_prices(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    case = with_frames(roros, 2026)
    for projection, observed in ((ageing, False), (None, True)):
        table = tables.costs(Setting(case, projection, catalogue, "own"))
        assert only(table, "grunnskole", observed)[2026] == pytest.approx(67_614, rel=1e-12)
        assert {one.label("price_year") for one in table} == {"2026"}
    national = tables.costs(Setting(case, ageing, catalogue))
    assert {one.label("price_year") for one in national} == {"2024"}


def test_history_without_the_frame_year_takes_the_projected_people(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.costs(Setting(with_frames(roros, 2030), ageing, catalogue, "own"))
    people = tables.population(roros, ageing)
    each = 67_614 / only(people, "6-15")[2030]
    pupils = only(people, "6-15", observed=True)
    assert only(table, "grunnskole", observed=True)[2026] == pytest.approx(each * pupils[2026])


def test_a_frame_year_without_people_is_told(roros: Case, catalogue: Catalogue) -> None:
    with pytest.raises(MissingInputError, match=r"gjelder 2030, og folketallet for Røros"):
        tables.costs(Setting(with_frames(roros, 2030), None, catalogue, "own"))


def test_the_plans_lines_keep_their_own_base_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.plan_beside_model(Setting(with_frames(roros, 2026), ageing, catalogue))
    (model,) = (one for one in pick(table, "grunnskole") if one.alternative != "plan")
    assert model.years == (2024, 2025, 2026, 2027)
    assert model.at(2024) == 0


def test_costs_by_age_and_by_sector_agree_when_the_services_change(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    service = Service(standard={"grunnskole": 1.0, "pleie": -0.5})
    by_sector, by_age = (
        tables.costs(
            Setting(roros, ageing, catalogue, "own", fixed=HALF_SCHOOL, service=service), by=by
        )
        for by in ("sector", "age")
    )
    for year, total in only(by_sector, "total").items():
        assert only(by_age, "total")[year] == pytest.approx(total, rel=1e-12)


def test_people_in_five_year_groups_that_are_not_known_are_told(roros: Case) -> None:
    bare = replace(roros, pyramid=None)
    for build in (people.pyramid, people.older):
        with pytest.raises(MissingInputError, match="ikke femårsgrupper for Røros"):
            build(bare)
