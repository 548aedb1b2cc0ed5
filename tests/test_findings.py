"""Each number in a sentence is the number in the figure and table it stands beside."""

import re

import pytest

from projections import labels, norwegian, tables, words
from projections.series import pick
from projections.sources import bundled
from projections.tables import Setting
from projections.words import grids

CATALOGUE = bundled.load()
NUMBER = re.compile(r"[+−]?\d+(?:\u00a0\d{3})*(?:,\d+)?")


def numbers(text: str) -> set[str]:
    """The numbers of a text as written; a span of ages or years gives both its ends."""
    return set(NUMBER.findall(text))


def unsigned(found: set[str]) -> set[str]:
    return {number.lstrip("+−") for number in found}


def held(grid_list: list[grids.Grid], *also: object) -> set[str]:
    """The numbers a reader finds in the tables (captions, headings, cells)."""
    cells = [
        text
        for grid in grid_list
        for row in (grid.columns, *grid.rows)
        for text in (grid.caption, *row)
    ]
    return numbers(" ".join([*cells, *(str(one) for one in also)]))


def whole(found: set[str]) -> set[str]:
    """Amounts as sentences say them: from a hundred on without decimals."""
    marks = str.maketrans({norwegian.NBSP: "", ",": ".", norwegian.MINUS: "-"})
    values = {one: float(one.translate(marks)) for one in found}
    return {
        norwegian.number(value, signed=one[0] in f"+{norwegian.MINUS}")
        for one, value in values.items()
        if abs(value) >= 99.95
    }


def check(finding: words.Finding, grid_list: list[grids.Grid], *also: object) -> None:
    said = numbers(f"{finding.title} {finding.text} {finding.key}")
    known = held(grid_list, *also)
    known |= whole(known)
    assert said
    lost = {number for number in said if number not in known and number.lstrip("+−") not in known}
    # A title may say an amount without its sign («46 flere», «26,6 mill. kr mer»).
    assert {number for number in lost if number not in unsigned(known)} == set()


def setting(code: str) -> tuple:
    case = CATALOGUE.case(code)
    projection = case.projections[0] if case.projections else None
    years = case.years(projection)
    return case, projection, years


@pytest.mark.parametrize("code", CATALOGUE.bundled)
@pytest.mark.parametrize("span", [(0, -1), (3, 10), (-12, -1), (-2, -1)])
def test_people_groups_and_ratio(code: str, span: tuple[int, int]) -> None:
    case, projection, years = setting(code)
    first, last = years[span[0]], years[span[1]]
    people = tables.population(case, projection)
    compared = tables.compare(people, first, last)
    total = pick(people, "total")
    table = [grids.comparison("", compared), grids.by_year("", people)]
    check(words.people(case.region.name, compared, total[0]), table, "1. januar")
    check(words.groups(compared), table)
    for working in ("20-66", "16-66"):
        ratios = tables.support_ratios(case, projection, working)
        one = tables.compare(ratios, first, last)
        table = [grids.comparison("", one), grids.by_year("", ratios)]
        check(words.support_ratio(one[0], ratios[0]), table, "1. januar")


@pytest.mark.parametrize("method", ["own", "national"])
@pytest.mark.parametrize("need", ["all", "age"])
@pytest.mark.parametrize(("base", "last"), [(2024, 2033), (2023, 2027), (2030, 2031)])
def test_costs(method: str, need: str, base: int, last: int) -> None:
    case, projection, _ = setting("5025")
    of = Setting(case, projection, CATALOGUE, method, need)
    millions = tables.in_millions(tables.costs(of))
    compared = tables.compare(millions, base, last)
    check(words.cost(compared, base), [grids.comparison("", compared)], base, last, 2024)
    causes = tables.in_millions(tables.explained(of, base, last))
    check(words.amounts.why(causes, last), [grids.by_year("", causes)], base, last)


def test_plan_beside_model() -> None:
    case, projection, _ = setting("5025")
    plan = tables.in_millions(tables.plan_beside_model(Setting(case, projection, CATALOGUE)))
    check(words.plan_beside_model(plan, 2027), [grids.plan("", plan)])


def test_plan_ratio_and_both_consistent_series() -> None:
    case, _, _ = setting("5025")
    both = tables.both_definitions(case)
    compared = tables.compare(both, 2013, 2033)
    finding = words.plan_ratio(case.plan_ratio, compared)
    grid = grids.on_path("", (case.plan_ratio, *both), case.plan_ratio.years)
    check(finding, [grid, grids.comparison("", compared)])
    assert [row[1:] for row in grid.rows] == [
        ("3,31", "2,63", "2,00"),
        ("3,31", "2,45", "1,99"),
        ("3,63", "2,63", "2,13"),
    ]


def test_since_components_pyramid_and_ranking() -> None:
    case, projection, _ = setting("5025")
    since = tables.deviations(case, projection)
    check(words.since(since), [grids.by_year("", since)])
    sums = tables.component_sums(case)
    grid = [
        grids.sums(words.whole_years(sums), sums),
        grids.by_year("", tables.components(case)),
    ]
    check(words.components(sums, 2023), grid)
    old = tables.compare((tables.older(case),), 2006, 2026)
    check(words.pyramid("Røros", old[0]), [grids.comparison("", old)], "65 år")
    every = tables.comparable(CATALOGUE.beside(), "20-66")
    check(words.ranking(case.region, every, 2026), [grids.by_region("", every, [2026])], 6, 7)


def test_ranking_counts_from_the_highest() -> None:
    every = tables.comparable(CATALOGUE.beside(), "20-66")
    finding = words.ranking(CATALOGUE.case("0").region, every, 2026)
    assert finding.title.startswith("Norge har ")  # a country has no rank among municipalities


def test_a_sentence_follows_the_figures() -> None:
    case, projection, _ = setting("5025")
    people = tables.population(case, projection)
    doubled = tuple(one.with_values(2 * one.values) for one in people)
    compared = tables.compare(doubled, 2023, 2033)
    finding = words.people("Røros", compared, pick(doubled, "total")[0])
    assert norwegian.number(2 * 5598) in finding.text
    assert norwegian.number(2 * 5638) in finding.text


def test_a_comparison_across_the_seam_says_so() -> None:
    case, projection, _ = setting("5025")
    compared = tables.compare(tables.population(case, projection), 2013, 2033)
    text = words.groups(compared).text
    assert (
        "Tallet for 2013 er observert, og tallet for 2033 er fra prognosen «Sterk aldring»" in text
    )
    within = tables.compare(tables.population(case, projection), 2023, 2033)
    assert "observert" not in words.groups(within).text


@pytest.mark.parametrize(
    ("change", "verb"), [(0.5, "vokser"), (-0.5, "synker"), (0.001, "er nesten uendret")]
)
def test_words_follow_the_direction(change: float, verb: str) -> None:
    case, projection, _ = setting("5025")
    total = pick(tables.population(case, projection), "total")[1]
    grown = total.with_values(total.values[0] * (1 + change * (total.values > 0).cumsum() / 11))
    (one,) = tables.compare((grown,), 2023, 2033)
    assert verb in words.people("Røros", (one,), total).title


def test_every_item_has_a_norwegian_name() -> None:
    case, projection, _ = setting("5025")
    every = (
        *tables.population(case, projection),
        *tables.components(case),
        *tables.costs(Setting(case, projection, CATALOGUE, "own")),
    )
    for series in every:
        assert labels.item(series.item)[0].isupper() or labels.item(series.item)[0].isdigit()
