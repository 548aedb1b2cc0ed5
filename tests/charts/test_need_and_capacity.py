"""Need against capacity: level steps, and a mark in the year that need passes them."""

from dataclasses import replace

import pytest

from projections import tables
from projections.case import OwnPlaces
from projections.charts import palette
from projections.charts.levels import against, by_item
from projections.draw.plotly import picture
from projections.series import pick
from projections.sources import bundled
from projections.tables import Setting
from projections.tables.capacity import care_places, levels, passings

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
PLAN = CASE.projections[0]
LEVELS = levels(CASE, PLAN, "heldogn", "places")


def figure(coverage: float) -> dict:
    need = care_places(Setting(CASE, PLAN, CATALOGUE), coverage)
    return picture(against(pick(need, "care_places"), passings(need, LEVELS), "plasser"))


def notes(drawn: dict) -> list[str]:
    texts = (note["text"] for note in drawn["layout"]["annotations"])
    return [text.replace("<br>", " ").replace("\u00a0", " ") for text in texts]


def test_levels_are_level_in_the_projections_years_and_solid() -> None:
    drawn = {trace["name"]: trace for trace in figure(28.0)["data"]}
    assert set(drawn["I dag"]["y"]) == {75}
    assert set(drawn["Vedtatt"]["y"]) == {107}
    assert drawn["Vedtatt"]["x"] == list(PLAN.population.years)
    assert drawn["I dag"]["line"]["dash"] == drawn["Vedtatt"]["line"]["dash"] == "solid"


@pytest.mark.parametrize(
    ("coverage", "marked"),
    [
        (35.0, {2023: "<b>over 75 og 107 i 2023</b>"}),
        (22.0, {2024: "<b>over 75 i 2024</b>", 2030: "<b>over 107 i 2030</b>"}),
        (7.0, {}),
    ],
)
def test_the_year_of_passing_is_marked_on_the_need(coverage: float, marked: dict[int, str]) -> None:
    drawn = figure(coverage)
    marks = [one for one in drawn["data"] if one["name"] == "Passerer kapasiteten"]
    need = care_places(Setting(CASE, PLAN, CATALOGUE), coverage)
    for mark, (year, text) in zip(marks, marked.items(), strict=True):
        assert mark["x"] == [year, year]
        assert mark["y"] == [pick(need, "care_places")[1].at(year), 0]
        assert text in notes(drawn)
    assert len([text for text in notes(drawn) if "over" in text]) == len(marked)


def test_without_capacity_only_the_need_is_drawn() -> None:
    os = CATALOGUE.case("3430")
    need = pick(care_places(Setting(os, None, CATALOGUE), 28.0), "care_places")
    drawn = picture(against(need, (), "plasser"))
    assert [tuple(trace["y"]) for trace in drawn["data"]] == [tuple(need[0].values)]


def test_names_at_line_ends_are_short() -> None:
    table = tables.labour.every_part(Setting(CASE, PLAN, CATALOGUE), 28.0, 2024, 10, 10)
    for part in ("kindergarten", "labour", "care-need"):
        units = {one.unit for one in table[part]}
        for unit in units - {"FTE", "persons"}:
            of_unit = tables.capacity.of_unit(table[part], unit)
            assert all(len(line.label) <= 16 for line in by_item(of_unit))


def test_own_places_are_drawn_as_steps() -> None:
    source = CASE.observed.source
    own = (
        OwnPlaces("heldogn", "A", 45, None, 2026, source),
        OwnPlaces("heldogn", "A", 77, 2027, None, source),
    )
    need = care_places(Setting(CASE, PLAN, CATALOGUE), 28.0)
    held = levels(replace(CASE, own_places=own), PLAN, "heldogn", "places")
    drawn = picture(against(pick(need, "care_places"), passings(need, held), "plasser"))
    step = {trace["name"]: trace for trace in drawn["data"]}["Oppgitt"]
    assert step["line"]["shape"] == "hv"
    assert step["x"][3:5] == [2026, 2027]
    assert list(step["y"][3:5]) == [45, 77]


def test_a_service_of_ones_own_has_no_sectors_colour() -> None:
    own = {palette.colour(f"tjeneste:{name}") for name in ("Svømmehall", "Kulturskole", "Skyss")}
    sectors = {palette.colour(one) for one in CATALOGUE.keys.sectors}
    assert not own & {*sectors, palette.NEUTRAL}
