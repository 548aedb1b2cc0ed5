"""Goals: what is found is put back into the scenario and gives the target, all else as it was."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.case import Case, Catalogue, Projection
from projections.errors import BaereevneError, MissingInputError, UnknownChoiceError
from projections.money.income import Assumed
from projections.series import pick
from projections.services.service import Service
from projections.tables import Setting, goals, sought
from projections.tables.goals import RANGES, TOLERANCES
from projections.tables.scenario import outcomes
from projections.tables.sought import Goal
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario
from projections.whatif.seek import MOST
from projections.words import goals as sentences

REST = Scenario()


@pytest.fixture(scope="module")
def setting(roros: Case, ageing: Projection, catalogue: Catalogue) -> Setting:
    return Setting(roros, ageing, catalogue, "own", "all", Assumed(), "20-66", 2024)


@pytest.fixture(scope="module")
def norway(catalogue: Catalogue) -> Setting:
    """A region whose income is not known, and without frames or accounts."""
    case = catalogue.case("0")
    return Setting(
        case, case.projections[0], catalogue, "national", "all", Assumed(), "20-66", 2024
    )


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def check(setting: Setting, scenario: Scenario, goal: Goal) -> None:
    """The value, put into the scenario by hand, gives the target."""
    if goal.lever == "migration":
        used = replace(scenario, people=replace(scenario.people, migration=goal.value))
    else:
        standard = dict.fromkeys(setting.catalogue.keys.sectors, -goal.value)
        used = replace(scenario, service=replace(scenario.service, standard=standard))
    given = pick(outcomes(setting, used), goal.figure.item)[0].at(goal.year)
    assert given == goal.gives
    assert goal.found.evaluations <= MOST
    low, high = RANGES[goal.lever]
    assert low <= goal.value <= high
    if goal.reached:
        assert given == pytest.approx(goal.target, abs=TOLERANCES[goal.figure.unit])


@pytest.mark.parametrize(
    ("measure", "lever", "target", "year", "value"),
    [
        ("ratio", "migration", 2.3, 2033, 156.97),
        ("pupils", "migration", 552, 2033, 49.993),
        ("people", "migration", 5800, 2028, 107.08),
        ("mean_age", "migration", 46.5, 2028, 90.265),
        ("net", "migration", -10_000, 2033, 93.765),
        ("net", "productivity", 0, 2033, 0.57356),
        ("net", "productivity", -20_000, 2033, -0.16418),
        ("net_result_share", "productivity", 1.75, 2033, 1.13432),
    ],
)
def test_the_value_found_gives_the_target(
    setting: Setting,
    measure: sought.GoalMeasure,
    lever: sought.GoalLever,
    target: float,
    year: int,
    value: float,
) -> None:
    goal = goals.find(setting, REST, measure, lever, target, year)
    assert goal.reached
    assert goal.value == pytest.approx(value, rel=2e-4)
    check(setting, REST, goal)
    now = pick(outcomes(setting, REST), goal.figure.item)[0].at(year)
    assert goal.now == now


def test_pupils_by_hand(setting: Setting) -> None:
    """Effects of migration are linear as long as no group is emptied."""
    goal = goals.find(setting, REST, "pupils", "migration", 552, 2033)
    one = pick(outcomes(setting, Scenario(Levers(migration=1.0))), "6-15")[0].at(2033)
    assert goal.now == 511
    assert goal.value == pytest.approx((552 - 511) / (one - 511), rel=1e-6)


@settings(max_examples=12)
@given(
    lever=st.sampled_from(["migration", "productivity"]),
    share=st.floats(0.02, 0.98),
    year=st.integers(2027, 2033),
    homes=st.floats(0, 20),
    fixed=st.floats(0, 0.5),
)
def test_every_level_in_reach_is_reached_from_any_scenario(
    setting: Setting, lever: sought.GoalLever, share: float, year: int, homes: float, fixed: float
) -> None:
    people = Levers(
        migration=-12.0, homes=homes, persons_per_home=2.0, share_from_outside=0.5, from_year=2025
    )
    scenario = Scenario(
        people, Service(postponed=0.5, standard={"pleie": 1.0}), {"grunnskole": fixed}
    )
    low, high = (
        pick(
            outcomes(setting, goals.moved(scenario, lever, end, setting.catalogue.keys.sectors)),
            "net",
        )[0].at(year)
        for end in RANGES[lever]
    )
    goal = goals.find(setting, scenario, "net", lever, low + share * (high - low), year)
    assert goal.reached
    check(setting, scenario, goal)


def test_the_rest_of_the_scenario_is_held(setting: Setting) -> None:
    people = Levers(profile="families", from_year=2026, to_year=2029)
    scenario = Scenario(
        people, Service(postponed=1.0, standard={"pleie": 2.0, "barnehage": 1.0}), {"pleie": 0.1}
    )
    sectors = setting.catalogue.keys.sectors
    used = goals.moved(scenario, "migration", 31.0, sectors)
    assert used == replace(scenario, people=replace(people, migration=31.0))
    used = goals.moved(scenario, "productivity", 0.5, sectors)
    assert used.service == Service(postponed=1.0, standard=dict.fromkeys(sectors, -0.5))
    assert (used.people, used.fixed) == (people, scenario.fixed)
    assert goals.at(used, "productivity", sectors) == 0.5
    assert goals.at(scenario, "productivity", sectors) is None
    assert goals.at(REST, "productivity", sectors) == 0
    goal = goals.find(setting, scenario, "pupils", "migration", 560, 2033)
    assert goal.span == (2026, 2029)
    check(setting, scenario, goal)


def test_out_of_reach_says_what_the_best_gives(setting: Setting) -> None:
    goal = goals.find(setting, REST, "ratio", "migration", 4.0, 2033)
    assert (goal.reached, goal.found.outcome, goal.value) == (False, "below", 200)
    check(setting, REST, goal)
    assert goal.gives < 4
    assert goal.found.ends[0] < goal.now < goal.found.ends[1] == goal.gives


def test_migration_does_nothing_before_the_first_have_come(setting: Setting) -> None:
    goal = goals.find(setting, REST, "ratio", "migration", 2.5, 2023)
    assert goal.found.outcome == "flat"
    late = Scenario(Levers(from_year=2030))
    assert goals.find(setting, late, "pupils", "migration", 600, 2030).found.outcome == "flat"
    assert goals.find(setting, late, "pupils", "migration", 540, 2031).reached
    ratio = goals.standing(setting, outcomes(setting, late), "ratio")
    assert goals.years(setting, late, ratio, "migration") == (2031, 2032, 2033)


def test_years_in_which_a_lever_can_move_a_figure(setting: Setting) -> None:
    table = outcomes(setting, REST)
    of = {one: goals.standing(setting, table, one) for one in sentences.MEASURES}
    # People are counted to 2026: nothing can be done about that year or those before it.
    for measure in ("ratio", "people", "mean_age", "net"):
        found = goals.years(setting, REST, of[measure], "migration")
        assert found == tuple(range(2027, 2034))
    assert goals.years(setting, REST, of["net"], "productivity") == tuple(range(2027, 2034))
    result = tuple(range(2028, 2034))  # the plan itself has the years before
    assert goals.years(setting, REST, of["net_result_share"], "productivity") == result
    for measure, figure in of.items():
        for lever in goals.levers(measure):
            first = goals.years(setting, REST, figure, lever)[0]
            goal = goals.find(setting, REST, measure, lever, figure.at(first) * 1.001 + 1e-3, first)
            assert goal.found.outcome != "flat"


@pytest.mark.parametrize("measure", ["ratio", "pupils", "people", "mean_age"])
def test_productivity_on_people_is_refused(setting: Setting, measure: sought.GoalMeasure) -> None:
    with pytest.raises(BaereevneError, match=r"^Produktivitet endrer ikke hvem som bor .*\.$"):
        goals.find(setting, REST, measure, "productivity", 2, 2033)
    assert goals.levers(measure) == ("migration",)


def test_what_a_region_lacks_is_said(setting: Setting, norway: Setting) -> None:
    with pytest.raises(
        MissingInputError, match="økonomiplanens linjer, og de finnes ikke for Norge"
    ):
        goals.find(norway, REST, "net_result_share", "migration", 1, 2040)
    by_standard = replace(setting, method="national")
    with pytest.raises(MissingInputError, match="Velg «eget budsjett»"):
        goals.find(by_standard, REST, "net_result_share", "migration", 1, 2030)
    no_income = replace(setting, case=replace(setting.case, income_lines=()))
    with pytest.raises(MissingInputError, match="egen skatt med inntektsutjevning"):
        goals.find(no_income, REST, "net_result_share", "migration", 1, 2030)
    with pytest.raises(UnknownChoiceError, match="2060"):
        goals.find(setting, REST, "pupils", "migration", 500, 2060)
    with pytest.raises(UnknownChoiceError, match="2026"):
        goals.find(setting, REST, "net_result_share", "productivity", 1, 2026)


def test_net_is_cost_where_income_is_not_known(norway: Setting) -> None:
    goal = goals.find(norway, REST, "net", "productivity", 0, 2050)
    check(norway, REST, goal)
    assert goal.figure.label("income") == "unknown"
    told = sentences.answer(goal)
    assert told.startswith(
        "For å holde kostnaden uendret fra 2026 til 2050 må kostnaden per bruker"
    )
    assert "netto" not in told
    assert sentences.level(goal.figure, -5000.0).endswith("høyere")


def test_as_a_table(setting: Setting) -> None:
    goal = goals.find(setting, REST, "ratio", "migration", 2.3, 2033)
    rows = {one.item: one for one in goals.table(goal)}
    assert rows["target"].at(2033) == 2.3
    assert rows["needed"].at(2033) == goal.value
    assert rows["needed"].unit == "persons per year"
    assert rows["gives"].at(2033) == goal.gives
    assert rows["now"].at(2033) == goal.now
    ends = rows["lowest_gives"].at(2033), rows["highest_gives"].at(2033)
    assert ends == goal.found.ends
    assert rows["now"].label("figure") == "20-66 per 67+"
    beyond = goals.find(setting, REST, "ratio", "migration", 4.0, 2033)
    missing = {one.item for one in goals.table(beyond) if np.isnan(one.values).any()}
    assert missing == {"needed", "gives"}


def numbers(text: str) -> list[float]:
    """Every number of a sentence."""
    found = re.findall(r"[−]?\d+(?: \d{3})*(?:,\d+)?", plain(text))
    return [float(one.replace("−", "-").replace(" ", "").replace(",", ".")) for one in found]


def test_the_numbers_of_the_sentence_are_those_of_the_goal(setting: Setting) -> None:
    goal = goals.find(setting, REST, "ratio", "migration", 2.3, 2033)
    assert sentences.answer(goal) == (
        "For å holde aldersbæreevnen på 2,30 i 2033 må 157 flere flytte inn enn ut hvert år "
        "2026–2032, utover det prognosen regner med. De som flytter inn, flytter videre som andre "
        "på samme alder."
    )
    assert numbers(sentences.answer(goal)) == [2.3, 2033, round(goal.value), *goal.span]
    assert goal.span == (2026, 2032)  # the last count is 1 January 2026
    for_good = Scenario(Levers(staying="good"))
    stayed = goals.find(setting, for_good, "ratio", "migration", 2.3, 2033)
    assert sentences.answer(stayed).endswith(" De som flytter inn, blir boende for godt.")
    assert 0 < stayed.value < goal.value  # fewer need to come where none go again
    table = {one.item: one for one in goals.table(stayed)}
    assert table["needed"].label("staying") == "good"

    goal = goals.find(setting, REST, "ratio", "migration", 4.0, 2033)
    told = sentences.answer(goal)
    assert told.startswith("Ingen verdi mellom −200 og 200 ekstra innflyttere i året")
    assert told.endswith("med 200 blir den 2,38. Flere innflyttere gir høyere aldersbæreevne.")
    assert numbers(told) == [-200, 200, 4.0, 2033, 200, round(goal.gives, 2)]

    goal = goals.find(setting, REST, "net", "productivity", 5_000, 2033)
    told = plain(sentences.answer(goal))
    assert told.startswith("For å få netto 5,0 mill. kr bedre i 2033 enn i 2024 må kostnaden per")
    assert numbers(told) == [5.0, 2033, 2024, round(goal.value, 2), 2026]


@pytest.mark.parametrize(
    ("measure", "lever", "target", "year", "told"),
    [
        (
            "pupils",
            "migration",
            480,
            2033,
            "må 38 flere flytte ut enn inn hvert år 2026–2032, utover",
        ),
        ("pupils", "migration", 511, 2033, "trengs ingen flytting, utover"),
        ("pupils", "migration", 526, 2027, "flere flytte inn enn ut i 2026, utover"),
        (
            "net",
            "productivity",
            -20_000,
            2033,
            "kan kostnaden per bruker øke med 0,16 % hvert år etter 2026",
        ),
        ("net", "productivity", -15_472.04, 2033, "trengs ingen endring i kostnaden per bruker."),
        ("net", "productivity", 0, 2033, "holde netto uendret fra 2024 til 2033 må kostnaden"),
        (
            "net_result_share",
            "productivity",
            1.75,
            2030,
            "netto driftsresultat på 1,75 % i 2030 må",
        ),
        ("net", "migration", -90_000, 2033, "med −200 blir det 27,2 mill. kr dårligere."),
        ("net", "productivity", 900_000, 2033, "Høyere produktivitet gir bedre netto."),
        ("ratio", "migration", 2.5, 2023, "Flytting endrer ikke aldersbæreevnen i 2023"),
        ("ratio", "migration", 2.5, 2026, "Flytting endrer ikke aldersbæreevnen i 2026"),
        ("people", "migration", 5800, 2028, "holde folketallet på 5 800 i 2028 må 107 flere"),
        ("people", "migration", 6000, 2028, "folketallet på 6 000 i 2028; med 200 blir det 5 980."),
        ("mean_age", "migration", 46.5, 2028, "gjennomsnittsalderen på 46,5 år i 2028 må 90 flere"),
        ("mean_age", "migration", 42, 2028, "Flere innflyttere gir lavere gjennomsnittsalder."),
    ],
)
def test_sentences(
    setting: Setting,
    measure: sought.GoalMeasure,
    lever: sought.GoalLever,
    target: float,
    year: int,
    told: str,
) -> None:
    goal = goals.find(setting, REST, measure, lever, target, year)
    assert told in plain(sentences.answer(goal))


def test_where_the_figure_stands(setting: Setting) -> None:
    moved = Scenario(Levers(migration=50.0))
    told = {}
    for measure in sentences.MEASURES:
        official, changed = (
            goals.standing(setting, outcomes(setting, one), measure) for one in (REST, moved)
        )
        told[measure] = plain(sentences.standing(official, changed, 2033, 2024))
        assert "spakene" not in sentences.standing(official, official, 2033, 2024)
    assert told["ratio"] == (
        "I prognosen går aldersbæreevnen fra 2,37 i 2024 til 1,99 i 2033. Slik spakene står, blir "
        "den 2,09."
    )
    assert told["pupils"].startswith("I prognosen går elevtallet fra 552 i 2024 til 511 i 2033.")
    assert told["net"].startswith(
        "I prognosen blir netto 15,5 mill. kr dårligere i 2033 enn i 2024."
    )
    assert told["net_result_share"].startswith(
        "I prognosen blir netto driftsresultat −2,55 % i 2033"
    )


def test_a_year_without_people_is_told(setting: Setting, ageing: Projection) -> None:
    persons = np.array(ageing.population.persons)
    persons[:, -1] = np.nan
    path = Projection(replace(ageing.population, persons=persons))
    lacking = replace(setting, projection=path)
    for measure in ("ratio", "net"):
        with pytest.raises(MissingInputError, match="mangler folketall"):
            goals.find(lacking, REST, measure, "migration", 2.0, ageing.population.years[-1])
