"""Hva skal til? The panel by itself, as a page calls it."""

import pytest
from folds import page_of
from streamlit.testing.v1 import AppTest
from test_pages import as_printed, press, shown

from projections.choices import state
from projections.tables import goals
from projections.ui.goals import OPEN


def _script() -> None:
    from projections.choices import state
    from projections.tables.scenario import outcomes
    from projections.ui import chips, session, view
    from projections.ui import goals as ui
    from projections.whatif.scenario import Scenario

    chips.line("region", "projection", "last", "working")
    session.write_url()
    own = view.now().setting
    scenario = state.scenario_of(session.choice(), session.catalogue())
    ui.panel(own, scenario, outcomes(own, Scenario()), outcomes(own, scenario))


def opened(**query: str) -> AppTest:
    at = AppTest.from_function(_script, default_timeout=60)
    at.session_state[OPEN] = True
    for name, value in as_printed(query).items():
        at.query_params[name] = value
    return at.run()


def reckon(at: AppTest) -> AppTest:
    return at.button(key="goal_reckon").click().run()


def said(at: AppTest) -> str:
    """The answer, reached or not."""
    return "\n".join(one.value for one in (*at.success, *at.warning)).replace("\u00a0", " ")


def target(at: AppTest, item: str, region: str = "5025"):
    return at.select_slider(key=f"goal_target_{region}_{item}")


RATIO = "20-66 per 67+"


def test_the_ranges_are_those_of_the_levers() -> None:
    assert goals.RANGES["migration"] == state.LEVERS["migration"][:2]
    settled = state.settle({"standard": ["pleie:-5,barnehage:5"]}, _catalogue())
    assert settled.problems == ()
    low, high = goals.RANGES["productivity"]
    beyond = state.settle({"standard": [f"pleie:{low - 0.1:g}"]}, _catalogue())
    assert (low, high) == (-5, 5)
    assert len(beyond.problems) == 1


def _catalogue():
    from projections.sources import bundled

    return bundled.load()


def test_it_starts_at_the_level_of_the_base_year_and_answers_when_asked() -> None:
    at = opened()
    assert not at.exception
    assert "I prognosen går aldersbæreevnen fra 2,37 i 2024 til 1,99 i 2033." in shown(at)
    assert target(at, RATIO).value == 2.37
    assert said(at) == ""
    reckon(at)
    assert "For å holde aldersbæreevnen på 2,37 i 2033 må 195 flere flytte inn enn ut" in said(at)


def test_the_value_is_put_into_the_scenario() -> None:
    at = reckon(opened())
    told = said(at)
    at.button(key="goal_use").click().run()
    assert not at.exception
    assert at.query_params["flytting"] == "194.6"
    assert said(at) == told  # what it takes is as it was, with the lever moved
    assert "Slik spakene står, blir den 2,37." in shown(at)
    assert "Verdien står i scenariet." in shown(at)
    assert not [one for one in at.button if one.key == "goal_use"]
    assert target(at, RATIO).value == 2.37


def test_productivity_is_put_into_every_sector() -> None:
    at = opened(standard="pleie:1")
    press(at, "goal_measure", "net")
    press(at, "goal_lever", "productivity")
    assert "For å holde netto uendret fra 2024 til 2033" in said(reckon(at))
    at.button(key="goal_use").click().run()
    assert not at.exception
    moved = at.query_params["standard"].split(",")
    assert len(moved) == 7
    assert {one.partition(":")[2] for one in moved} == {"-0.57"}
    assert "Verdien står i scenariet." in shown(at)


def test_out_of_reach_is_told_and_cannot_be_used() -> None:
    at = opened()
    target(at, RATIO).set_value(3.2).run()
    assert said(at) == ""
    reckon(at)
    assert "gjør det mulig å holde aldersbæreevnen på 3,20 i 2033; med 200 blir den 2,38." in said(
        at
    )
    assert not [one for one in at.button if one.key == "goal_use"]


@pytest.mark.parametrize(
    "change",
    [
        lambda at: target(at, RATIO).set_value(2.4),
        lambda at: at.selectbox(key="goal_year").set_value(2030),
        lambda at: at.selectbox(key="widget_region").set_value("0"),
    ],
)
def test_an_answer_goes_with_what_was_asked(change) -> None:
    at = reckon(opened())
    change(at).run()
    assert not at.exception
    assert said(at) == ""


def test_another_scenario_takes_the_answer_away() -> None:
    at = reckon(opened())
    press(at, "widget_working", "16-66")
    assert said(at) == ""
    assert "16–66 år per person 67+" in target(at, "16-66 per 67+").label


def test_result_starts_at_the_rule_and_has_only_years_after_the_plan() -> None:
    at = press(opened(), "goal_measure", "net_result_share")
    assert target(at, "net_result_share").value == 1.75
    assert at.selectbox(key="goal_year").options == [str(year) for year in range(2028, 2034)]
    assert "netto driftsresultat på 1,75 % i 2033" in said(reckon(at))


def test_only_migration_moves_people() -> None:
    at = press(opened(), "goal_measure", "net")
    press(at, "goal_lever", "productivity")
    press(at, "goal_measure", "pupils")
    assert not at.exception
    assert "bare flytting kan endre dem" in shown(at)
    assert "For å holde elevtallet på 552 i 2033 må 50 flere" in said(reckon(at))


def test_what_a_region_lacks_is_said() -> None:
    at = press(opened(kommune="0"), "goal_measure", "net_result_share")
    assert not at.exception
    assert "de finnes ikke for Norge" in shown(at)
    press(at, "goal_measure", "net")
    press(at, "goal_lever", "productivity")
    assert "For å holde kostnaden uendret fra 2026 til 2050 må kostnaden per bruker" in said(
        reckon(at)
    )


def test_levels_are_written_the_norwegian_way() -> None:
    at = opened()
    levels = target(at, RATIO).options
    assert levels[:2] == ["1,37", "1,38"]
    press(at, "goal_measure", "net")
    levels = [one.replace("\u00a0", " ") for one in target(at, "net").options]
    assert "uendret" in levels
    assert {"5,0 mill. kr dårligere", "5,0 mill. kr bedre"} <= set(levels)
    assert len(levels) <= 252


def test_what_it_takes_to_keep_it_is_one_press_on_the_first_page() -> None:
    at = page_of("oversikt")
    at.query_params["kommune"] = "5025"
    at.run()
    at = at.button(key="goal_quick").click().run()
    assert not at.exception
    answer = said(at)
    assert answer.startswith("For å holde aldersbæreevnen på 2,25 i 2033 må 139 flere flytte inn")
    assert said(at.run()) == answer  # it stands for as long as nothing is chosen anew
