"""Spending beside neighbours and a group: figures, sentences, tables and drawings."""

import re
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from projections import labels, tables, terms, words
from projections.case import Case, Catalogue, Spending
from projections.charts import bars
from projections.draw.bars import NAME_WIDTH
from projections.draw.plotly import picture
from projections.errors import MissingInputError
from projections.series import Series, items
from projections.sources.statbank import kostra
from projections.tables import Comparison
from projections.words import grids

WITH_TABLE = ("5025", "3427", "5021", "5027", "3430", "5026")
NUMBER = re.compile(r"[+−]?\d+(?:\u00a0\d{3})*(?:,\d+)?")

ABOVE_GROUP = {
    "grunnskole": 1217,
    "pleie": -241,
    "barnevern": -792,
    "barnehage": 132,
    "kommunehelse": -202,
    "sosial": 397,
    "kultur": 1343,
    "plan_natur": 716,
    "styring": 4110,
    "andre": 1745,
    "total": 8426,
}
"""Røros minus KOSTRA group 11, subtracted by hand from the printed table."""


def compared(catalogue: Catalogue, code: str = "5025") -> tuple[Comparison, ...]:
    return tables.beside_reference(tables.spending(catalogue.spending, catalogue.case(code).region))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# --- figures --------------------------------------------------------------------------------


@pytest.mark.parametrize("code", WITH_TABLE)
def test_the_chosen_stands_first_and_the_group_last(catalogue: Catalogue, code: str) -> None:
    table = tables.spending(catalogue.spending, catalogue.case(code).region)
    order = [one.code for one in tables.regions(table)]
    assert order[0] == code
    assert order[-1] == "EKG11"
    assert sorted(order) == sorted((*WITH_TABLE, "EKG11"))
    assert len(table) == 7 * len(ABOVE_GROUP)


def test_differences_from_the_group(catalogue: Catalogue) -> None:
    table = tables.differences(compared(catalogue))
    assert {one.item: one.at(2022) for one in table} == ABOVE_GROUP
    assert all(one.is_difference and one.unit == "NOK per inhabitant" for one in table)
    assert {one.label("adjusted") for one in table} == {"need"}


def test_in_all_is_per_inhabitant_times_those_of_the_end_of_the_year(
    catalogue: Catalogue, roros: Case
) -> None:
    table = tables.in_all(compared(catalogue), roros.observed)
    assert tables.inhabitants(roros.observed, 2022) == 5598  # 1 January 2023, SSB 07459
    found = {one.item: one.at(2022) for one in table}
    assert found["total"] == pytest.approx(8426 * 5598 / 1e6)
    assert found["styring"] == pytest.approx(23.00778)
    for item, value in ABOVE_GROUP.items():
        assert found[item] == pytest.approx(value * 5598 / 1e6, rel=1e-12)


def test_a_region_against_itself_differs_by_nothing(catalogue: Catalogue, roros: Case) -> None:
    own = tuple(one for one in catalogue.spending.by_area if one.region == roros.region)
    pairs = tables.beside_reference(own)
    assert [one.change for one in pairs] == [0.0] * len(own)


def test_what_is_missing_is_left_out_not_zero(catalogue: Catalogue, roros: Case) -> None:
    def holed(one: Series) -> Series:
        hole = one.region == roros.region and one.item == "barnehage"
        return one.with_values(one.values * np.nan) if hole else one

    table = tuple(holed(one) for one in tables.spending(catalogue.spending, roros.region))
    found = [one.item for one in tables.beside_reference(table)]
    assert found == [item for item in ABOVE_GROUP if item != "barnehage"]


@pytest.mark.parametrize("build", [tables.spending, tables.key_figures])
@pytest.mark.parametrize("code", ["3442", "50", "0"])
def test_a_region_without_the_table_is_told(catalogue: Catalogue, code: str, build: type) -> None:
    region = catalogue.case(code).region
    with pytest.raises(MissingInputError, match=rf"Røros, .*, ikke {region.name}\. Velg .*hent"):
        build(catalogue.spending, region)
    with pytest.raises(MissingInputError, match=region.name):
        build(Spending(), region)


def test_inhabitants_that_are_not_known_are_told(roros: Case) -> None:
    with pytest.raises(MissingInputError, match=r"1\. januar 2027 mangler for Røros"):
        tables.inhabitants(roros.observed, 2026)


# --- sentences ------------------------------------------------------------------------------


def test_sentences_for_roros(catalogue: Catalogue, roros: Case) -> None:
    pairs = compared(catalogue)
    found = words.spending.by_area(pairs, True)
    assert plain(found.title) == (
        "Røros bruker 8 426 kr mer per innbygger enn lignende kommuner (KOSTRA-gruppe 11), "
        "justert for behov"
    )
    text = plain(found.text)
    assert text.startswith("78 200 kr netto mot 69 774 kr i 2022.")
    assert "Mest over: adm., styring og fellesutgifter (+4 110 kr per innbygger)." in text
    assert "Mest under: barnevern (−792 kr per innbygger)." in text
    assert "(behovskorrigert): delt på hvor mye" in text
    whole = tables.in_all(pairs, roros.observed)
    found = words.spending.in_all(pairs, whole, 5598)
    assert plain(found.title) == (
        "47,2 mill. kr mindre hvis Røros brukte som lignende kommuner (KOSTRA-gruppe 11)"
    )
    text = plain(found.text)
    assert "ganget med 5 598 innbyggere 1. januar 2023" in text
    assert "(+23,0 mill. kr)" in text
    assert "(−4,4 mill. kr)" in text
    assert "ikke det samme som sløsing" in text
    assert "justert for behov" in text


def test_only_a_known_group_is_called_the_regions_own(catalogue: Catalogue) -> None:
    said = "er ikke oppgitt"
    assert said not in words.spending.by_area(compared(catalogue), True).text
    assert said in words.spending.by_area(compared(catalogue, "3427"), False).text


def test_unadjusted_amounts_are_never_called_adjusted(catalogue: Catalogue, roros: Case) -> None:
    table = tuple(
        replace(one, extra=(("adjusted", "none"),))
        for one in tables.spending(catalogue.spending, roros.region)
        if one.item != "total"
    )
    pairs = tables.beside_reference(table)
    found = words.spending.by_area(pairs, True)
    whole = words.spending.in_all(pairs, tables.in_all(pairs, roros.observed), 5598)
    assert "ikke justert for behov" in found.title
    for text in (found.text, whole.text):
        assert "behovskorrigert" not in text
    assert "på 7 av 10 områder" in found.title
    assert "overlapper og kan ikke summeres" in found.text
    assert plain(whole.title) == (
        "Størst forskjell i kroner: adm., styring og fellesutgifter (+23,0 mill. kr)"
    )


def test_every_area_and_indicator_has_a_norwegian_name(catalogue: Catalogue) -> None:
    spent = catalogue.spending
    for item in {*items(spent.by_area), *items(spent.key_figures), *kostra.AREAS}:
        assert labels.item(item) != f"{item} år"


@pytest.mark.parametrize("code", WITH_TABLE)
def test_every_number_in_a_sentence_stands_in_the_table(catalogue: Catalogue, code: str) -> None:
    case = catalogue.case(code)
    pairs = compared(catalogue, code)
    whole = tables.in_all(pairs, case.observed)
    people = tables.inhabitants(case.observed, 2022)
    grid = grids.differences("2022 2023 1 11", pairs, whole)
    known = set(NUMBER.findall(" ".join((grid.caption, *(" ".join(row) for row in grid.rows)))))
    known |= {number.lstrip("+−") for number in known}
    known.add(terms.value(people, "persons"))
    for found in (
        words.spending.by_area(pairs, False),
        words.spending.in_all(pairs, whole, people),
    ):
        assert set(NUMBER.findall(f"{found.title} {found.text}")) <= known


def test_key_figures_are_ranked_among_the_municipalities(catalogue: Catalogue) -> None:
    table = tables.key_figures(catalogue.spending, catalogue.case("5025").region)
    found = words.spending.key_figures(table, catalogue.case("5025").region)
    assert "128 600 kr per innbygger i 2022" in plain(found.title)
    assert "nummer 2 av 6" in found.text  # Holtålen has 135 391
    assert "123 766" in plain(found.text)
    assert "ikke justert for behov" in found.text


# --- tables and drawings --------------------------------------------------------------------


def test_grid_has_regions_across_and_years_where_there_are_several(catalogue: Catalogue) -> None:
    region = catalogue.case("5025").region
    grid = grids.across("", tables.spending(catalogue.spending, region))
    assert grid.columns[:2] == ("", "Røros")
    assert grid.columns[-1] == "KOSTRA-gruppe 11"
    assert [plain(cell) for cell in grid.rows[-1][:2]] == ["I alt", "78 200"]
    figures = grids.across("", tables.key_figures(catalogue.spending, region))
    assert figures.columns[1:4] == ("Røros 2021", "Røros 2022", "Tynset 2022")
    assert all(all(row) for row in figures.rows)


def test_dots_draw_the_table_but_for_the_total(catalogue: Catalogue, roros: Case) -> None:
    table = tables.spending(catalogue.spending, roros.region)
    expected = {
        (one.region.name, labels.item(one.item)): one.at(2022)
        for one in table
        if one.item != "total"
    }
    figure = picture(bars.dots(table, "kr per innbygger"))
    assert go.Figure(figure).data
    found = {}
    for trace in figure["data"]:
        rows = zip(trace["text"], trace["customdata"], trace["x"], strict=True)
        for text, item, x in rows:
            region = next(one.name for one in tables.regions(table) if text.startswith(one.name))
            found[region, item] = x
    assert found == expected


def test_the_chosen_and_the_group_differ_in_shape_and_their_figures_are_written(
    catalogue: Catalogue, roros: Case
) -> None:
    table = tables.spending(catalogue.spending, roros.region)
    figure = picture(bars.dots(table, "kr per innbygger"))
    *small, group, own = figure["data"]
    assert own["name"] == "Røros"
    assert group["name"] == "KOSTRA-gruppe 11"
    shapes = {one["marker"]["symbol"] for one in (*small, group, own)}
    assert shapes == {"circle-open", "diamond", "circle"}
    assert [one["showlegend"] for one in small] == [True, False, False, False, False]
    written = [plain(one["text"]) for one in figure["layout"]["annotations"]]
    assert "<b>Grunnskole</b>  16 798 (15 581)" in written
    assert len(written) == len(items(table)) - 1


def test_bars_show_the_differences_from_largest_to_smallest(
    catalogue: Catalogue, roros: Case
) -> None:
    whole = tables.in_all(compared(catalogue), roros.observed)
    (bar,) = picture(bars.differences(whole, "mill. kr"))["data"]
    assert bar["x"] == sorted((one.at(2022) for one in whole if one.item != "total"), reverse=True)
    assert bar["text"][0] == "+23,0"
    assert bar["text"][-1] == "−4,4"
    assert max(len(part) for name in bar["y"] for part in name.split("<br>")) <= NAME_WIDTH
