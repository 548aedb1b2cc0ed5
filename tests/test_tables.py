import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import tables, words
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError, UnknownChoiceError
from projections.people.ages import SERVICE_AGES
from projections.series import Table, items, pick, value_on_path
from projections.tables import Setting

Raw = Callable[[str], list[dict[str, str]]]
PROJECTION_FILE = "roros_prognose_sterk_aldring_2023_2033.csv"
OBSERVED_FILE = "ssb_07459_tjenestealder_2006_2026.csv"
REGIONS = ("5025", "5026", "3430", "3427", "5021", "5027", "3442", "50", "34", "0")
YEARS = tuple(range(2023, 2034))


def printed(value: float, decimals: int) -> Decimal:
    """Rounded as the plan prints it, halves away from zero."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def projected(table: Table, item: str) -> dict[int, float]:
    (series,) = (one for one in pick(table, item) if not one.is_observed)
    return {year: series.at(year) for year in series.years}


def observed(table: Table, item: str) -> dict[int, float]:
    (series,) = (one for one in pick(table, item) if one.is_observed)
    return {year: series.at(year) for year in series.years}


# --- people ---------------------------------------------------------------------------------


def test_every_cell_of_the_plans_projection(roros: Case, ageing: Projection, raw: Raw) -> None:
    table = tables.population(roros, ageing)
    rows = raw(PROJECTION_FILE)
    assert len(rows) == 9 * 11
    for row in rows:
        cell = projected(table, row["age_group"])[int(row["year"])]
        assert cell == int(row["persons"]), row


def test_totals_of_the_plan(roros: Case, ageing: Projection) -> None:
    total = projected(tables.population(roros, ageing), "total")
    assert list(total.values()) == [
        5598, 5589, 5590, 5592, 5592, 5592, 5591, 5590, 5588, 5585, 5581,
    ]  # fmt: skip
    assert tuple(total) == YEARS


def test_every_cell_of_the_plans_growth_index(roros: Case, ageing: Projection) -> None:
    table = tables.population(roros, ageing, measure="index", base=2023)
    golden = Path(__file__).parent / "golden" / "roros_prognose_vekst_indeks.csv"
    with golden.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 9 * 11
    for row in rows:
        cell = projected(table, row["age_group"])[int(row["year"])]
        assert printed(cell, 1) == Decimal(row["index_2023_100"]), row
    assert projected(table, "0")[2033] == 81.25
    assert printed(81.25, 1) == Decimal("81.3")
    assert {one.unit for one in table} == {"index"}


@pytest.mark.parametrize("code", REGIONS)
def test_history_is_the_file_with_sexes_and_ages_summed(
    catalogue: Catalogue, raw: Raw, code: str
) -> None:
    service = {"6-12": "6-15", "13-15": "6-15"}
    service |= dict.fromkeys(("20-22", "23-24", "25-44", "45-66"), "20-66")
    expected: dict[tuple[str, int], int] = defaultdict(int)
    for row in raw(OBSERVED_FILE):
        if row["region"] == code:
            for item in (service.get(row["age_group"], row["age_group"]), "total"):
                expected[item, int(row["year"])] += int(row["persons"])
    table = tables.population(catalogue.case(code), None)
    found = {(one.item, year): one.at(year) for one in table for year in one.years}
    assert found == expected
    assert all(one.is_observed for one in table)


def test_measures_agree_with_each_other(roros: Case, ageing: Projection) -> None:
    persons, share, index = (
        tables.population(roros, ageing, measure, 2023) for measure in ("persons", "share", "index")
    )
    for people, part, growth in zip(persons, share, index, strict=True):
        total = next(
            one for one in persons if (one.item, one.source) == ("total", people.source)
        ).values
        np.testing.assert_allclose(part.values, people.values / total, rtol=1e-14)
        np.testing.assert_allclose(growth.values, 100 * people.values / people.at(2023), rtol=1e-14)
    for alternative in ("observert", "sterk_aldring"):
        parts = [one.values for one in share if one.alternative == alternative]
        np.testing.assert_allclose(sum(parts[:-1]), 1, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("year", "from_history"), [(2015, True), (2023, False)])
def test_each_path_is_indexed_from_its_own_base(
    roros: Case, ageing: Projection, year: int, from_history: bool
) -> None:
    people = tables.population(roros, ageing)
    index = tables.population(roros, ageing, "index", year)
    base = observed(people, "80-89")[year]
    if not from_history:
        assert projected(index, "80-89")[year] == 100.0
        base = projected(people, "80-89")[year]
    assert projected(index, "80-89")[2033] == pytest.approx(100 * 504 / base, rel=1e-14)


@pytest.mark.parametrize(
    ("base", "used"), [(2023, 2023), (2006, 2006), (2026, 2016), (2030, 2016), (1990, 2016)]
)
def test_growth_of_several_regions_from_a_year_that_all_have(
    catalogue: Catalogue, roros: Case, ageing: Projection, base: int, used: int
) -> None:
    others = [catalogue.case(code) for code in ("0", "3430")]
    table = tables.growth(roros, ageing, others, "80-89", base)
    assert [one.region.code for one in table] == ["5025", "5025", "0", "3430"]
    assert [one.is_observed for one in table] == [True, False, True, True]
    for one, case in zip(table, (roros, roros, *others), strict=True):
        assert one.label("base_year") == str(used)
        people = pick(tables.population(case, ageing if case is roros else None), "80-89")
        own = next(series for series in people if series.is_observed == one.is_observed)
        start = value_on_path(people, "80-89", used) if used not in own.years else own.at(used)
        assert one.values == pytest.approx(100 * own.values / start)


def test_index_from_a_year_without_people_names_the_years(roros: Case, ageing: Projection) -> None:
    with pytest.raises(UnknownChoiceError, match=r"«1990».*2006.*2033"):
        tables.population(roros, ageing, "index", 1990)


def test_deviations_are_observed_minus_projected(roros: Case, ageing: Projection, raw: Raw) -> None:
    table = tables.deviations(roros, ageing)
    plan = {
        (row["age_group"], int(row["year"])): int(row["persons"]) for row in raw(PROJECTION_FILE)
    }
    history = tables.population(roros, None)
    assert items(table) == (*SERVICE_AGES.codes, "total")
    for series in table:
        assert series.years == (2024, 2025, 2026)
        assert series.is_difference
        for year in series.years:
            expected = observed(history, series.item)[year] - plan[series.item, year]
            assert series.at(year) == expected
    parts = sum(one.values for one in table if one.item != "total")
    np.testing.assert_array_equal(parts, pick(table, "total")[0].values)


def test_no_deviations_without_common_years(catalogue: Catalogue, roros: Case) -> None:
    norway = catalogue.case("0")
    assert tables.deviations(roros, None) == ()
    assert tables.deviations(norway, norway.projection("ssb-14746.MMMM")) == ()


@pytest.mark.parametrize("code", REGIONS)
def test_pyramid_adds_up_to_the_service_ages(catalogue: Catalogue, code: str) -> None:
    case = catalogue.case(code)
    pyramid = tables.pyramid(case)
    total = observed(tables.population(case, None), "total")
    years = pyramid[0].years
    assert years == (2006, 2011, 2013, 2016, 2021, 2023, 2026)
    assert len(pyramid) == 2 * 21
    np.testing.assert_array_equal(
        sum(one.values for one in pyramid), [total[year] for year in years]
    )
    old = [one for one in pyramid if int(one.item.rstrip("+").split("-")[0]) >= 65]
    np.testing.assert_array_equal(tables.older(case).values, sum(one.values for one in old))


# --- births, deaths and migration -----------------------------------------------------------


def test_components_add_up_but_for_one_correction(roros: Case) -> None:
    table = {one.item: one for one in tables.components(roros)}
    value = {item: one.values for item, one in table.items()}
    assert table["births"].years == tuple(range(2013, 2024))
    np.testing.assert_array_equal(value["natural_increase"], value["births"] - value["deaths"])
    np.testing.assert_array_equal(
        value["growth"], value["population_end"] - value["population_start"]
    )
    np.testing.assert_array_equal(value["population_start"][1:], value["population_end"][:-1])
    off = value["growth"] - value["natural_increase"] - value["net_migration"]
    assert np.abs(off).max() == 1  # Statistics Norway's corrections, kept as they are
    net = value["net_immigration"] + value["net_domestic"]
    np.testing.assert_array_equal(net, value["net_migration"])
    assert table["net_immigration"].at(2015) == 60 - 19
    assert table["net_domestic"].at(2015) == 183 - 171


def test_components_of_the_last_year_cover_half_of_it(roros: Case) -> None:
    assert roros.part_year == 2023
    births = pick(tables.components(roros), "births")[0]
    assert births.at(2023) == 22  # a whole year has about twice as many
    whole = [births.at(year) for year in births.years if year != 2023]
    assert len(whole) == 10
    assert min(whole) > 1.5 * births.at(2023)


def test_component_sums_leave_the_half_year_out(roros: Case) -> None:
    table = tables.component_sums(roros)
    found = {one.item: one.at(2022) for one in table}
    assert (found["births"], found["deaths"]) == (447, 652)
    assert found["net_migration"] == 17 + 46 + 53 + 5 + 49 - 25 + 5 - 8 + 20 + 53
    assert {one.years for one in table} == {(2022,)}
    assert {one.label("first_year") for one in table} == {"2013"}


def test_only_flows_are_summed_over_years(roros: Case) -> None:
    # Ten years' inhabitants added together are nobody's population.
    summed = {one.item for one in tables.component_sums(roros)}
    assert not summed & {"population_start", "population_end"}


# --- aldersbæreevne -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("working", "history", "plan"),
    [
        ("20-66", {2013: "3.31", 2023: "2.45", 2026: "2.25"}, {2023: "2.45", 2033: "1.99"}),
        ("16-66", {2013: "3.63", 2023: "2.63", 2026: "2.43"}, {2023: "2.63", 2033: "2.13"}),
    ],
)
def test_support_ratios_of_roros(
    roros: Case, ageing: Projection, working: str, history: dict[int, str], plan: dict[int, str]
) -> None:
    table = tables.support_ratios(roros, ageing, working)
    item = f"{working} per 67+"
    assert items(table) == (item,)
    assert {y: str(printed(observed(table, item)[y], 2)) for y in history} == history
    assert {y: str(printed(projected(table, item)[y], 2)) for y in plan} == plan


@pytest.mark.parametrize("year", [2013, 2023, 2026])
@pytest.mark.parametrize("code", REGIONS)
def test_support_ratio_from_the_raw_file(
    catalogue: Catalogue, raw: Raw, code: str, year: int
) -> None:
    persons: dict[str, int] = defaultdict(int)
    for row in raw(OBSERVED_FILE):
        if (row["region"], row["year"]) == (code, str(year)):
            persons[row["age_group"]] += int(row["persons"])
    adults = sum(persons[group] for group in ("20-22", "23-24", "25-44", "45-66"))
    old = sum(persons[group] for group in ("67-79", "80-89", "90+"))
    case = catalogue.case(code)
    for working, number in (("20-66", adults), ("16-66", adults + persons["16-19"])):
        found = value_on_path(
            tables.support_ratios(case, None, working), f"{working} per 67+", year
        )
        assert found == pytest.approx(number / old, rel=1e-14)


def test_plans_own_ratios_mix_two_definitions(roros: Case) -> None:
    plan = roros.plan_ratio
    assert plan is not None
    assert dict(zip(plan.years, plan.values, strict=True)) == {2013: 3.31, 2023: 2.63, 2033: 2.0}
    both = tables.both_definitions(roros)
    common, wide = (
        {year: float(printed(value_on_path(both, item, year), 2)) for year in plan.years}
        for item in ("20-66 per 67+", "16-66 per 67+")
    )
    assert plan.at(2013) == common[2013] != wide[2013]
    assert plan.at(2023) == wide[2023] != common[2023]
    assert plan.at(2033) == round(common[2033], 0)
    for item in ("20-66 per 67+", "16-66 per 67+"):
        (fall,) = (one for one in tables.compare(both, 2013, 2033) if one.item == item)
        assert -0.42 < fall.relative < -0.39  # "about 40 %" with one definition held fixed
        assert fall.crosses_seam


def test_comparable_regions_in_order(catalogue: Catalogue) -> None:
    cases = [catalogue.case(code) for code in REGIONS[:4]]
    table = tables.comparable(cases, "20-66")
    assert [one.region.code for one in table] == list(REGIONS[:4])
    for one, case in zip(table, cases, strict=True):
        alone = tables.support_ratios(case, None, "20-66")[0]
        np.testing.assert_array_equal(one.values, alone.values)


# --- kroner ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sector", "thousands"),
    [
        ("grunnskole", (-1470, -3062, -3675, -5022)),
        ("barnehage", (242, -605, -1089, -6048)),
        ("pleie", (2275, 5938, 11067, 36811)),
        ("total", (1213, 2766, 7123, 26635)),
    ],
)
def test_own_budget_to_the_last_printed_digit(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    sector: str,
    thousands: tuple[int, ...],
) -> None:
    change = tables.changes(tables.costs(Setting(roros, ageing, catalogue, "own")), 2024)
    found = projected(change, sector)
    assert [int(printed(found[year], 0)) for year in (2025, 2026, 2027, 2033)] == list(thousands)


def test_national_standard_to_the_last_printed_digit(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    levels = tables.costs(Setting(roros, ageing, catalogue))
    change = projected(tables.in_millions(tables.changes(levels, 2024)), "total")
    found = [str(printed(change[year], 2)) for year in (2025, 2026, 2027, 2033)]
    assert found == ["1.58", "2.60", "6.86", "25.33"]


def test_own_schools_follow_the_pupils_alone(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    # The school key's age criteria are 6–15 only: 67 614 for 552 pupils in 2024.
    found = projected(tables.costs(Setting(roros, ageing, catalogue, "own")), "grunnskole")
    pupils = projected(tables.population(roros, ageing), "6-15")
    for year in YEARS:
        assert found[year] == pytest.approx(67_614 * pupils[year] / 552, rel=1e-12)


def test_own_costs_of_the_frame_year_are_the_frames(
    roros: Case, ageing: Projection, catalogue: Catalogue, raw: Raw
) -> None:
    frame = {
        row["unit_name"]: int(row["plan_2024"]) for row in raw("roros_driftsrammer_2024_2027.csv")
    }
    expected = {
        "grunnskole": frame["Skolene"],
        "barnehage": frame["Barnehagene"],
        "pleie": frame["Institusjonsbaserte tjenester"] + frame["Hjemmebaserte tjenester"],
        "kommunehelse": frame["Helse"],
        "barnevern": frame["Barnevern"],
        "sosial": frame["NAV"],
        "administrasjon": frame["Stab og støtte"],
    }
    for projection, read in ((ageing, projected), (None, observed)):
        for need in ("all", "age"):
            table = tables.costs(Setting(roros, projection, catalogue, "own", need))
            for sector, amount in expected.items():
                assert read(table, sector)[2024] == pytest.approx(amount, rel=1e-12)
            assert read(table, "total")[2024] == pytest.approx(sum(expected.values()), rel=1e-12)


COSTS = [("own", "all"), ("own", "age"), ("national", "all"), ("national", "age")]


@pytest.mark.parametrize(("method", "need"), COSTS)
def test_sectors_and_ages_both_sum_to_the_total(
    roros: Case, ageing: Projection, catalogue: Catalogue, method: str, need: str
) -> None:
    by_sector = tables.costs(Setting(roros, ageing, catalogue, method, need))
    by_age = tables.costs(Setting(roros, ageing, catalogue, method, need), by="age")
    assert items(by_sector) == (*catalogue.keys.sectors, "total")
    assert items(by_age) == (*SERVICE_AGES.codes, "total")
    for is_observed in (True, False):
        totals = []
        for table in (by_sector, by_age):
            own = [one for one in table if one.is_observed == is_observed]
            (total,) = pick(tuple(own), "total")
            parts = sum(one.values for one in own if one is not total)
            np.testing.assert_allclose(parts, total.values, rtol=1e-13)
            totals.append(total.values)
        np.testing.assert_allclose(*totals, rtol=1e-13)


@pytest.mark.parametrize(("method", "need"), COSTS)
@given(data=st.data())
def test_change_is_zero_in_the_base_year_and_the_base_only_shifts(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    method: str,
    need: str,
    data: st.DataObject,
) -> None:
    table = tables.costs(Setting(roros, ageing, catalogue, method, need))
    first, second = (data.draw(st.integers(2023, 2026)) for _ in range(2))
    for level, one, other in zip(
        table, tables.changes(table, first), tables.changes(table, second), strict=True
    ):
        assert one.at(first) == 0.0
        assert other.at(second) == 0.0
        shift = level.at(second) - level.at(first)
        np.testing.assert_allclose(one.values - other.values, shift, rtol=0, atol=1e-9)
        assert one.unit == level.unit
        assert (one.label("measure"), one.label("base_year")) == ("change", str(first))


def test_national_cost_of_norway_is_the_mean_need_of_everybody(catalogue: Catalogue) -> None:
    # With the nation's own ages the need is about one a head; its ages move, so within 4 %.
    norway = catalogue.case("0")
    cost = tables.costs(Setting(norway, None, catalogue))
    people = observed(tables.population(norway, None), "total")
    for year in (2022, 2024, 2026):
        each = 1000 * observed(cost, "total")[year] / people[year]
        assert each == pytest.approx(64_893, rel=0.04)


def test_methods_differ_by_the_frame_alone(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    own, national = (
        tables.costs(Setting(roros, ageing, catalogue, method)) for method in ("own", "national")
    )
    for one, other in zip(own, national, strict=True):
        if one.item != "total":
            ratio = one.values / other.values
            np.testing.assert_allclose(ratio, ratio[0], rtol=1e-12)


def test_plan_lines_as_printed_beside_the_model(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.plan_beside_model(Setting(roros, ageing, catalogue))
    plan = {one.item: list(one.values) for one in table if one.alternative == "plan"}
    assert plan == {"grunnskole": [0, -3800, -4991, -9643], "pleie": [0, 4500, 5900, 10500]}
    model = {
        one.item: [int(printed(value, 0)) for value in one.values]
        for one in table
        if one.alternative != "plan"
    }
    # The line for care is the institutions' alone, and so is their frame: 73 259 of 142 640.
    share = 73_259 / (73_259 + 69_381)
    whole = pick(
        tables.changes(tables.costs(Setting(roros, ageing, catalogue, "own")), 2024), "pleie"
    )
    care = next(one for one in whole if not one.is_observed)
    assert model == {"grunnskole": [0, -1470, -3062, -3675], "pleie": [0, 1169, 3050, 5684]}
    for one in pick(table, "pleie"):
        assert one.label("unit_name") == "Institusjonsbaserte tjenester"
        if one.alternative != "plan":
            np.testing.assert_allclose(one.values, share * care.between(2024, 2027).values)
    assert {one.years for one in table} == {(2024, 2025, 2026, 2027)}
    assert {one.unit for one in table} == {"1000 NOK"}


def test_a_plan_line_without_its_own_frame_is_not_compared(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    frames = roros.require_frames()
    others = [one for one in frames.frames if one.unit_name != "Institusjonsbaserte tjenester"]
    case = replace(roros, frames=replace(frames, frames=tuple(others)))
    table = tables.plan_beside_model(Setting(case, ageing, catalogue))
    assert {one.label("unit_name") for one in table} == {"Skolene"}
    case = replace(roros, frames=replace(frames, frames=tuple(others[:1])))
    with pytest.raises(MissingInputError, match="ingen av dem er blant driftsrammene"):
        tables.plan_beside_model(Setting(case, ageing, catalogue))


def test_plan_and_model_are_told_year_by_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.in_millions(tables.plan_beside_model(Setting(roros, ageing, catalogue)))
    told = words.plan_beside_model(table, 2027)
    assert told.title == "Ingen av planens demografilinjer stemmer med modellen"
    text = told.text.replace("\u00a0", " ")
    assert "planen +4,5 mill. kr, +5,9 mill. kr og +10,5 mill. kr" in text
    assert "modellen +1,2 mill. kr, +3,0 mill. kr og +5,7 mill. kr" in text
    assert text.count("Endringen i planen er større enn i modellen i 2025, 2026 og 2027.") == 2
    same = tuple(
        one if one.alternative == "plan" else one.with_values(plan.values)
        for plan, model in tables.plan_pairs(table)
        for one in (plan, model)
    )
    assert words.plan_beside_model(same, 2027).title.endswith("stemmer med modellen")


def test_cost_labels_say_method_need_and_prices(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    for build in (tables.costs, partial(tables.costs, by="age")):
        for one in build(Setting(roros, ageing, catalogue, "own", "age")):
            assert [one.label(name) for name in ("method", "need", "price_year")] == [
                "own",
                "age",
                "2024",
            ]


def test_cost_view(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    levels = tables.costs(Setting(roros, ageing, catalogue, "own"))
    assert tables.cost_view(levels, "level", 2024) == levels
    change = tables.cost_view(levels, "change", 2024)
    assert {one.alternative for one in change} == {"sterk_aldring"}
    assert {one.years for one in change} == {tuple(range(2024, 2034))}
    history = tables.costs(Setting(roros, None, catalogue, "own"))
    assert {one.years for one in tables.cost_view(history, "change", 2024)} == {(2024, 2025, 2026)}


@pytest.mark.parametrize(
    ("base", "last", "millions"),
    [
        (2024, 2033, {2027: "7.1", 2033: "26.6"}),
        (2024, 2027, {2027: "7.1"}),
        (2027, 2033, {2033: "19.5"}),
    ],
)
def test_milestones(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    base: int,
    last: int,
    millions: dict[int, str],
) -> None:
    levels = tables.in_millions(tables.costs(Setting(roros, ageing, catalogue, "own")))
    found = tables.milestones(levels, roros, base, last)
    assert {year: str(printed(found.at(year), 1)) for year in found.years} == millions


# --- small things ---------------------------------------------------------------------------


def test_compare_reads_each_year_from_the_path(roros: Case, ageing: Projection) -> None:
    compared = {
        one.item: one for one in tables.compare(tables.population(roros, ageing), 2013, 2033)
    }
    old = compared["80-89"]
    history = observed(tables.population(roros, None), "80-89")[2013]
    assert (old.first, old.last, old.change) == (history, 504, 504 - history)
    assert old.relative == pytest.approx(504 / history - 1, rel=1e-14)
    assert old.crosses_seam
    inside = tables.compare(tables.population(roros, ageing), 2023, 2033)
    assert not any(one.crosses_seam for one in inside)


def test_relative_change_from_nothing_is_missing(roros: Case) -> None:
    births = pick(tables.components(roros), "births")[0]
    zero = births.with_values(births.values * 0)
    assert np.isnan(tables.Comparison("births", zero, 2013, births, 2014).relative)


@pytest.mark.parametrize("code", REGIONS[1:])
def test_missing_inputs_are_told_with_the_regions_name(catalogue: Catalogue, code: str) -> None:
    case = catalogue.case(code)
    any_projection = catalogue.case("5025").projections[0]
    for build in (
        lambda: tables.components(case),
        lambda: tables.component_sums(case),
        lambda: tables.costs(Setting(case, None, catalogue, "own")),
        lambda: tables.costs(Setting(case, None, catalogue, "own"), by="age"),
        lambda: tables.plan_beside_model(Setting(case, any_projection, catalogue)),
    ):
        with pytest.raises(MissingInputError, match=case.region.name):
            build()


def test_in_millions(roros: Case, catalogue: Catalogue) -> None:
    levels = tables.costs(Setting(roros, None, catalogue))
    for thousand, million in zip(levels, tables.in_millions(levels), strict=True):
        np.testing.assert_allclose(million.values * 1000, thousand.values, rtol=1e-15)
        assert million.unit == "million NOK"


def test_spaced_years_have_both_ends(roros: Case) -> None:
    years = tables.spaced_years(tables.population(roros, None))
    assert years == (2006, 2011, 2016, 2021, 2026)


def test_cost_sources(roros: Case, catalogue: Catalogue) -> None:
    shared = ["inntektssystem-2026", "aldersandeler-2026", "forutsetninger"]
    for method, ids in (("own", ["hop-rammer", *shared]), ("national", shared)):
        assert [
            one.id for one in tables.cost_sources(Setting(roros, None, catalogue, method))
        ] == ids
