"""Housing projects in the link and in the path, homes until a school is full, and follow-up."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.errors import InputFileError, MissingInputError
from projections.money.income import Assumed
from projections.sources import catalogue as everything
from projections.tables import Setting, schools
from projections.tables.scenario import changed_path
from projections.tables.schools import follow_up, until_full
from projections.ui import housing_panels
from projections.whatif.levers import MOST_NAME, Levers, Project, from_text, in_year, to_text
from projections.whatif.scenario import Scenario
from projections.words import districts as sentences

FIELD = Project("Øya felt 2", 30, 2028, 2029, 2.5, 0.6, 0.8)
names = st.text("abcÆØå 019-«»()", min_size=1, max_size=MOST_NAME).filter(
    lambda one: one.strip() == one and "_" not in one
)


@pytest.fixture
def setting(roros: Case, ageing: Projection, catalogue: Catalogue) -> Setting:
    path = ageing.started("counted", roros.observed)
    return Setting(roros, path, catalogue, "own", "all", Assumed(), "20-66", 2024)


def test_people_of_a_project_by_hand() -> None:
    """30 homes x 2,5 x 0,6 from outside x 0,8 built = 36 people, 18 in each of two years."""
    assert FIELD.people == pytest.approx(36)
    years = [FIELD.in_year(year) for year in (2027, 2028, 2029, 2030)]
    assert years == pytest.approx([0, 18, 18, 0])
    assert in_year((FIELD, FIELD), 2028) == pytest.approx(36)


@given(names, st.integers(0, 999), st.integers(2020, 2040), st.integers(0, 5))
def test_a_project_comes_back_from_its_link(name: str, units: int, first: int, more: int) -> None:
    one = Project(name, units, first, first + more, 2.25, 0.35, 0.9)
    assert from_text(to_text(one)) == one
    assert to_text(one).isascii()


@pytest.mark.parametrize(
    "text",
    ["", "x", "a:1:2028:2:50:100", "a:1:2030-2028:2:50:100", "a:1:2028-2030:2:500:100", "a:-1:2"],
)
def test_what_is_no_project_is_one_sentence(text: str, catalogue: Catalogue) -> None:
    if text:
        with pytest.raises(ValueError, match="housing project"):
            from_text(text)
    settled = state.settle({"kommune": ["5025"], "boligprosjekter": [text]}, catalogue)
    assert settled.choice.projects == ()
    assert len(settled.problems) == bool(text)


def test_projects_are_a_scenario_in_link_and_file(catalogue: Catalogue) -> None:
    link = {"kommune": ["5025"], "boligprosjekter": [f"{to_text(FIELD)},B3:10:2030-2030:2:50:100"]}
    choice = state.settle(link, catalogue).choice
    assert state.to_query(choice, catalogue)["boligprosjekter"] == link["boligprosjekter"][0]
    assert state.moved(choice, catalogue) == ("projects",)
    scenario = selections.scenario_of(choice, catalogue)
    assert scenario.people.projects[0] == FIELD
    assert scenario.moved == ("moving",)


def test_a_project_does_what_the_same_homes_a_year_do(setting: Setting) -> None:
    old = Levers(
        homes=15,
        persons_per_home=2.5,
        share_from_outside=0.6,
        realisation=0.8,
        from_year=2028,
        to_year=2029,
    )
    new = Levers(projects=(FIELD,))
    before, after = (changed_path(setting, Scenario(one)).population for one in (old, new))
    np.testing.assert_allclose(before.persons, after.persons)


def test_homes_until_the_school_is_full(setting: Setting) -> None:
    """One home more than the answer and there are more pupils than places; not with as many."""
    places = 560.0
    room = until_full(setting, Scenario(), FIELD, places)
    assert room.homes
    assert room.year

    def most(number: int) -> float:
        one = Project("x", number, FIELD.first, FIELD.last, 2.5, 0.6, 0.8)
        path = changed_path(setting, Scenario(Levers(projects=(one,)))).population
        at = path.year_index(room.year or 0)
        group = [band.code for band in path.ages.bands].index("6-15")
        return float(path.both_sexes()[0, at, group])

    assert most(room.homes) <= places < most(room.homes + 1)
    assert room.pupils == pytest.approx(most(0))
    full = until_full(setting, Scenario(), FIELD, 1.0)
    assert full.homes == 0
    assert "ikke plass til noen: uten boligene blir det" in sentences.room(full, 1.0, FIELD)
    no_one = until_full(setting, Scenario(), Project("x", 1, 2028, 2028, 0, 0.5), places)
    assert no_one.homes is None


def test_what_was_aimed_at_and_what_it_takes_now(setting: Setting, ageing: Projection) -> None:
    """The plan's path for 2026 and 2033 against the count, 1 January 2026."""
    found = follow_up(setting, Scenario(), ageing.population, 2023)
    printed = ageing.population
    total = printed.both_sexes()[0].sum(axis=-1)
    assert found.counted == 2026
    assert found.aimed == pytest.approx(total[printed.year_index(2026)])
    assert found.target == pytest.approx(total[printed.year_index(2033)])
    assert found.came - found.aimed == pytest.approx(found.path - found.target)
    assert found.goal
    assert found.goal.reached
    again = Scenario(Levers(migration=found.goal.value))
    path = changed_path(setting, again).population
    assert path.both_sexes()[0, path.year_index(2033)].sum() == pytest.approx(found.target, abs=0.1)
    told = sentences.follow_up(found)
    assert "2026" in told
    assert "2033" in told


def test_a_scenario_that_was_followed_to_the_letter_takes_no_more(setting: Setting) -> None:
    """Made this year on the path from the count: nothing has come that was not meant."""
    aim = Scenario(Levers(migration=20.0))
    found = follow_up(setting, aim, setting.projection.population, setting.counted)
    assert found.came == pytest.approx(found.aimed)
    assert found.more == pytest.approx(0.0, abs=0.01)


def row(**other: object) -> dict[str, object]:
    usual = {"Prosjekt": "Øya", "Boliger": 12.0, "Fra år": 2028.0, "Til år": 2030.0}
    rest = {"Personer per bolig": "2,5", "Utenfra (%)": 60.0, "Bygd (%)": 100.0}
    return {**usual, **rest, **other}


def test_a_table_is_read_as_norwegians_write() -> None:
    assert housing_panels.read([row()]) == [Project("Øya", 12, 2028, 2030, 2.5, 0.6)]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"Prosjekt": None}, "Rad 1, Prosjekt"),
        ({"Boliger": float("nan")}, "Rad 1, Boliger"),
        ({"Personer per bolig": "mange"}, "Rad 1, Personer per bolig"),
        ({"Til år": 2027.0}, "2028 eller senere"),
    ],
)
def test_a_fault_in_the_table_is_told_by_row_and_column(
    wrong: dict[str, object], told: str
) -> None:
    with pytest.raises(InputFileError) as problem:
        housing_panels.read([row(**wrong)])
    assert told in str(problem.value)


def test_there_is_nothing_to_follow_up_where_the_path_begins_with_the_newest_count() -> None:
    catalogue = everything.load()
    tynset = catalogue.case("3427")
    (trend,) = tynset.projections
    how = ("national", "all", Assumed(), "20-66", 2026)
    setting = Setting(tynset, trend, catalogue, *how)
    with pytest.raises(MissingInputError, match="ingenting å følge opp"):
        follow_up(setting, Scenario(), trend.population, 2026)
    counted = [schools.pupils_of(tynset.observed, year) for year in tynset.observed.years]
    assert schools.most_pupils(tynset.observed) == max(counted[-schools.RECENT :])


@pytest.mark.parametrize(
    ("value", "planned", "reached", "told"),
    [
        (30.0, 20.0, True, "30 høyere i året enn i prognosen, 10 flere i året enn ment."),
        (-5.0, 0.0, True, "netto innflytting som er 5 lavere i året enn i prognosen."),
        (-5.0, 20.0, True, "enn i prognosen, 25 færre i året enn ment."),
        (20.0, 20.0, True, "i året enn i prognosen, som ment."),
        (0.0, 0.0, True, "Målet nås med flyttingen i prognosen."),
        (0.0, 0.0, False, "Ingen flytting innenfor det spaken rekker, fører til målet."),
    ],
)
def test_what_it_takes_now_is_told_beside_what_was_meant(
    setting: Setting, value: float, planned: float, reached: bool, told: str
) -> None:
    found = follow_up(setting, Scenario(), setting.projection.population, setting.counted)
    assert found.goal
    seen = replace(found.goal.found, value=value, outcome="found" if reached else "below")
    text = sentences.follow_up(
        replace(found, planned=planned, goal=replace(found.goal, found=seen))
    )
    assert told in text


def test_room_for_homes_is_told_with_the_year_that_is_full() -> None:
    room = schools.Room(12, 2030, 600.0, 0.4)
    told = sentences.room(room, 605.0, FIELD)
    assert "12 boliger innflyttet i 2028–2029 er det plass til." in told
    assert "over 605 elever i 2030" in told
    assert "ingen flere elever" in sentences.room(schools.Room(None, None, 0.0, 0.0), 1.0, FIELD)
    assert "så mange som det har vært på det meste" in sentences.no_places(600)


def test_only_the_largest_districts_have_names_where_there_are_many() -> None:
    assert sentences.named(4, 4) == ""
    assert sentences.named(12, 8).startswith("De 8 største kretsene har navn i figuren")
