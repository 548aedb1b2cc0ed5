"""Every lever is one row: link, scenario, floor, goal seek and command line say the same of it."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from projections import labels
from projections.choices import state
from projections.cli import main
from projections.money.income import Assumed
from projections.presentation.floor_levers import levers_of
from projections.sources import bundled
from projections.tables import Setting
from projections.tables.goals import RANGES
from projections.ui import lever_choices
from projections.whatif import lever_table
from projections.whatif.lever_table import HOW, LEVERS
from projections.whatif.levers import Levers
from projections.whatif.scenario import DRIVERS, Lever, Scenario

CATALOGUE = bundled.load()
SECTOR = "pleie"
each_lever = pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
BUILDING = {"per_bolig": ["2"], "utenfra": ["50"]}


def span(lever: Lever) -> tuple[float, float, float]:
    return lever.span(CATALOGUE.parameters)


def in_link(lever: Lever, value: float) -> dict[str, list[str]]:
    text = f"{SECTOR}:{value:g}" if lever.by_sector else f"{value:g}"
    return {lever.link: [text]} | (BUILDING if lever.needs else {})


def value_of(lever: Lever, scenario: Scenario) -> float:
    found = lever.get(scenario)
    return float(found[SECTOR] if lever.by_sector else found)


def test_every_driver_has_a_lever_and_its_word() -> None:
    assert {one.driver for one in LEVERS.values()} == set(DRIVERS)
    # Housing projects are a list, and no lever with a span.
    assert tuple(LEVERS) == tuple(one for one in state.MOVED if one != "projects")
    for one in LEVERS.values():
        alone = [other for other in LEVERS.values() if other.driver == one.driver] == [one]
        assert not alone or labels.item(one.driver) == one.name.capitalize()


@each_lever
def test_a_lever_rests_and_ends_where_its_row_says(lever: Lever) -> None:
    low, high, rest = span(lever)
    assert low <= rest <= high
    stops = (high - low) / lever.step
    assert math.isclose(stops, round(stops))
    for value, problems in ((low, 0), (high, 0), (low - 1, 1), (high + 1, 1)):
        assert len(state.settle(in_link(lever, value), CATALOGUE).problems) == problems


@each_lever
def test_a_moved_lever_is_alone_in_the_scenario(lever: Lever) -> None:
    low, high, rest = span(lever)
    value = high if high != rest else low
    choice = state.settle(in_link(lever, value), CATALOGUE).choice
    scenario = state.scenario_of(choice, CATALOGUE)
    assert scenario.moved == (lever.driver,)
    assert math.isclose(value_of(lever, scenario), value)
    assert state.moved(choice, CATALOGUE) == (lever.field,)
    assert state.NAMES[lever.field] == lever.link
    put = lever.put(replace(scenario), {SECTOR: low} if lever.by_sector else low)
    assert math.isclose(value_of(lever, put), low)


@each_lever
def test_the_command_line_has_the_lever(lever: Lever, capsys: pytest.CaptureFixture[str]) -> None:
    low, high, rest = span(lever)
    option = f"--{lever.field.replace('_', '-')}"
    with pytest.raises(SystemExit):
        main(["scenario", "--help"])
    assert f"spak: {lever.name}" in " ".join(capsys.readouterr().out.split())
    beyond = f"{SECTOR}:{high + 1:g}" if lever.by_sector else f"{high + 1:g}"
    assert main(["scenario", f"{option}={beyond}"]) == 2
    assert f"{high:g}" in capsys.readouterr().err
    if not lever.in_single_years and not lever.needs:
        value = f"{SECTOR}:{low:g}" if lever.by_sector else f"{low:g}"
        if low == rest:
            value = value.replace(f"{low:g}", f"{high:g}")
        assert main(["scenario", f"{option}={value}", "--years", "2033"]) == 0
        assert "scenario" in capsys.readouterr().out


@each_lever
def test_the_floor_asks_with_the_span_of_the_row(lever: Lever) -> None:
    case = CATALOGUE.case("5025")
    setting = Setting(case, case.projections[0], CATALOGUE, "own", "all", Assumed(), "20-66", 2024)
    building = Scenario(Levers(persons_per_home=2, share_from_outside=0.5))
    found = [
        one
        for one in levers_of(setting, building)
        if lever.asked and one.label.startswith(lever.asked.name)
    ]
    assert bool(found) == bool(lever.asked and not lever.in_single_years)
    for one in found:
        own = (*span(lever)[:2], 18.9) if lever.field == "coverage" else span(lever)
        assert one.span == own  # places in Røros today: 75 for 396 people
        low, high, rest = one.span
        assert one.value(Scenario()) == rest
        for value in (low, high):
            assert one.value(one.moved(building, value)) == value


def test_goal_seek_looks_where_the_levers_go() -> None:
    migration, standard = LEVERS["migration"], LEVERS["standard"]
    assert RANGES["migration"] == (migration.low, migration.high)
    assert RANGES["productivity"] == (-standard.high, -standard.low)


def test_numbers_that_say_how_are_in_the_link() -> None:
    for one in HOW.values():
        assert state.NAMES[one.field] == one.link
        assert state.LEVERS[one.field] == (one.low, one.high, one.rest)


def test_the_page_has_every_lever_and_no_word_is_written_twice() -> None:
    assert dict(lever_choices.ROWS) == {**LEVERS, **HOW}
    root = Path(lever_table.__file__).parent
    sources = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    for one in (*LEVERS.values(), *HOW.values()):
        words = [text for text in (one.title, getattr(one, "help", "")) if " " in text]
        for text in words:
            if text != LEVERS["fixed"].name:  # two plain words that sentences have too
                found = [path.name for path, source in sources.items() if text in source]
                assert found == ["lever_table.py"], text


def test_a_new_lever_stands_on_the_board_without_a_word_of_it_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = replace(LEVERS["postponed"], field="new", link="ny", title="En ny spak")
    every = {**LEVERS, "new": new}
    monkeypatch.setattr(lever_choices, "LEVERS", every)
    monkeypatch.setattr(lever_choices, "ROWS", {**every, **HOW})

    class Now:
        row = staticmethod(str)
        path = None
        begin = staticmethod(str)

    monkeypatch.setattr(lever_choices, "_by_sector", lambda *_: [])
    assert "new" in lever_choices._services(Now())  # type: ignore[arg-type]
