"""The workbook read back: reckoned anew by LibreOffice it gives the library's figures."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import office
import pytest
import xlsxwriter

from projections import tables
from projections.case import Case, Catalogue, OwnRates, Projection
from projections.choices.selections import Selection
from projections.exports import workbook
from projections.exports.workbook import levered
from projections.exports.workbook.levered import Levered, beside
from projections.exports.workbook.looks import Formats
from projections.exports.workbook.parts import Reckoning
from projections.exports.workbook.rows import GivenSheet, Known, YearSheet
from projections.figures.collection import Collection, collect
from projections.figures.view import View
from projections.money.income import Assumed
from projections.money.own_rates import AgeRate
from projections.people.ages import AgeBand
from projections.series import Series, Table, pick
from projections.services.service import Service
from projections.tables import Setting, budget
from projections.tables import scenario as effects
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario

Sheet = list[list[str]]
AFTER = "Etter planen, alt annet som i planens siste år"
MOVED = Scenario(
    Levers(migration=25.0, profile="families", from_year=2024, to_year=2032),
    Service(
        postponed=2.0,
        standard={"pleie": -1.5},
        unit_cost={"grunnskole": 90.0, "kommunehelse": 110.0},
    ),
    {"grunnskole": 0.4},
    25.0,
)
ASSUMED = {
    "inhabitants": Assumed(),
    "working_age": Assumed("working_age", "half", "standing"),
}
"""Also with what the state may give more."""


def in_the_choice(tax: str, fixed: Mapping[str, float]) -> dict[str, Any]:
    """What is assumed, and shares that are fixed, as they are chosen."""
    shares = tuple(f"{sector}:{100 * share:g}" for sector, share in fixed.items())
    return {**vars(ASSUMED[tax]), "fixed": shares}


def written(
    collection: Collection, of: Reckoning, catalogue: Catalogue, moved: Levered | None = None
) -> bytes:
    return workbook.write(collection, of, moved, catalogue.parameters.every)


@pytest.fixture(scope="module")
def few(collection: Collection) -> Collection:
    """One figure of them: what is reckoned does not look at the others, which take a second."""
    return replace(collection, figures=collection.figures[:1])


def block(sheet: Sheet, heading: str, name: str) -> dict[int, float]:
    """The values of a row by year, after a heading."""
    years = sheet[0]
    start = next(place for place, row in enumerate(sheet) if row[0] == heading)
    row = next(row for row in sheet[start + 1 :] if row[0] == name)
    cells = zip(years[2:], row[2:], strict=True)
    return {int(y): float(c) for y, c in cells if c and y and c != "#N/A"}


def equal(found: dict[int, float], series: Series) -> None:
    assert list(found) == list(series.years)
    np.testing.assert_allclose(list(found.values()), series.values, rtol=0, atol=1e-6)


def same(found: dict[int, float], table: Table, item: str) -> None:
    equal(found, pick(table, item)[-1])


@pytest.mark.parametrize(
    ("method", "tax", "need", "fixed"),
    [
        ("own", "inhabitants", "all", {}),
        ("own", "working_age", "age", {"grunnskole": 0.4, "pleie": 0.05}),
        ("national", "working_age", "all", {}),
    ],
)
def test_reckoned_anew_it_gives_the_library_s_figures(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    few: Collection,
    tmp_path: Path,
    method: str,
    tax: str,
    need: str,
    fixed: dict[str, float],
) -> None:
    how = in_the_choice(tax, fixed)
    own = replace(chosen, method=method, need=need, prices="nominal", **how)
    of = (roros, ageing, catalogue)
    sheets = office.reckoned_anew(written(few, beside(View(*of, own))[0], catalogue), tmp_path)
    sheet = sheets["Beregning"]
    for heading, table in (
        ("Kostnad, eget budsjett", tables.costs(Setting(*of, "own", need, fixed=fixed))),
        ("Kostnad, nasjonal standard", tables.costs(Setting(*of, need=need))),
    ):
        same(block(sheet, heading, "I alt"), table, "total")
        same(block(sheet, heading, "Pleie og omsorg"), table, "pleie")
    nominal = tables.costs(Setting(*of, method, need, fixed=fixed), "nominal")
    heading = next(row[0] for row in sheet if row[0].startswith("Kostnad i løpende kroner"))
    for name, item in (("I alt", "total"), ("Grunnskole", "grunnskole")):
        same(block(sheet, heading, name), nominal, item)
    income = tables.income(Setting(*of, need=need, assumed=ASSUMED[tax]))
    heading = "Inntekt som følger innbyggerne"
    for name, item in (
        ("Tillegg for behov (utgiftsutjevning)", "utgiftsutjevning"),
        ("Inntekt i alt", "total"),
    ):
        same(block(sheet, heading, name), income, item)
    same(block(sheet, heading, "Skatteutjevning"), income, "inntektsutjevning")
    net = tables.net(Setting(*of, method, need, ASSUMED[tax], fixed=fixed), 2024)
    rest = block(sheet, "Netto", "Netto, endring fra basisåret")
    same({year: value for year, value in rest.items() if year >= 2024}, net, "net")
    after = budget.budget(Setting(*of, need=need, assumed=ASSUMED[tax], fixed=fixed))
    for name, item in (
        ("Netto driftsresultat", "net_result"),
        ("Netto driftsresultat, prosent", "net_result_share"),
        ("Disposisjonsfond", "reserve_fund"),
        ("Underskudd (merforbruk)", "deficit"),
    ):
        same(block(sheet, AFTER, name), after, item)
    places = tables.capacity.care_places(Setting(*of), own.coverage)
    same(block(sheet, "Heldøgns omsorgsplasser", "Plasser"), places, "care_places")
    plan_as_the_library_has_it(sheets["Planen"], roros)


def plan_as_the_library_has_it(sheet: Sheet, case: Case) -> None:
    table = tables.accounts.plan_figures(case)
    for name, item in (
        ("Netto driftsresultat, prosent", "net_result_share"),
        ("Disposisjonsfond", "reserve_fund"),
        ("Disposisjonsfond, prosent", "reserve_fund_share"),
        ("Underskudd (merforbruk)", "deficit"),
    ):
        found = list(block(sheet, "Resultat og fond", name).values())
        values = np.concatenate([one.values for one in pick(table, item)])
        np.testing.assert_allclose(found, values, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("method", "tax", "need", "scenario", "first"),
    [
        ("own", "inhabitants", "all", MOVED, 2023),
        ("own", "inhabitants", "all", MOVED, 2025),
        ("own", "working_age", "age", replace(MOVED, people=Levers(), coverage=None), 2023),
        ("national", "working_age", "all", replace(MOVED, fixed={}), 2023),
        (
            "national",
            "inhabitants",
            "age",
            Scenario(Levers(migration=-15.0), Service(postponed=3.0)),
            2023,
        ),
    ],
)
def test_a_scenario_reckoned_anew_gives_the_library_s_figures(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    few: Collection,
    tmp_path: Path,
    method: str,
    tax: str,
    need: str,
    scenario: Scenario,
    first: int,
) -> None:
    """Also of a projection that starts after the year of the frames."""
    people = ageing.population
    path = replace(ageing, population=people.between(first, people.years[-1]))
    how = in_the_choice(tax, scenario.fixed)
    own = replace(chosen, method=method, need=need, scenario=scenario, **how)
    of, moved = beside(View(roros, path, catalogue, own))
    made = written(few, of, catalogue, moved)
    sheet = office.reckoned_anew(made, tmp_path)["Scenario"]
    setting = Setting(roros, path, catalogue, method, need, ASSUMED[tax], chosen.working, of.base)
    official, changed = (effects.outcomes(setting, one) for one in (Scenario(), scenario))
    heading = "Innbyggere 1. januar i scenariet (data fra appen)"
    same(block(sheet, heading, "I alt"), changed, "total")
    heading = f"Forskjell fra prognosen, endring fra {setting.base}"
    for item, name in (("cost", "Kostnad, endring"), ("income", "Inntekt, endring")):
        same(block(sheet, heading, f"{name}: scenariet"), changed, item)
        same(block(sheet, heading, f"{name}: prognosen"), official, item)
    shown = [("net", heading, "Netto"), ("care_places", "Heldøgns omsorgsplasser", "Plasser")]
    for item, heading, name in shown:
        same(block(sheet, heading, f"{name}: scenariet"), changed, item)
        same(block(sheet, heading, f"{name}: prognosen"), official, item)
        (apart,) = pick(effects.differences(official, changed), item)
        equal(block(sheet, heading, f"{name}, forskjell"), apart)
    heading = "Etter planen i scenariet, alt annet som i planens siste år"
    assert (heading in {row[0] for row in sheet}) == (method == "own")
    if method == "own":
        same(block(sheet, heading, "Netto driftsresultat, prosent"), changed, effects.RESULT)
        name = "Netto driftsresultat i prognosen uten spaker"
        same(block(sheet, heading, name), official, effects.RESULT)


def test_own_rates_are_formulas_too(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    few: Collection,
    tmp_path: Path,
) -> None:
    split = (AgeRate(AgeBand(0, 66), 900.0), AgeRate(AgeBand(67, None), 41_000.0))
    flat = (AgeRate(AgeBand(0, None), 70.0),)
    rates = OwnRates({"pleie": split, "tjeneste:=Svømmehall": flat}, {}, 2024, roros.frames.source)
    case = replace(roros, own_rates=rates)
    own = replace(chosen, method="rates", scenario=MOVED)
    of, moved = beside(View(case, ageing, catalogue, own))
    assert moved is None
    sheets = office.reckoned_anew(written(few, of, catalogue), tmp_path)
    table = tables.costs(Setting(case, ageing, catalogue, "rates"))
    heading = "Kostnad, egne satser"
    for name, item in (("I alt", "total"), ("=Svømmehall", "tjeneste:=Svømmehall")):
        same(block(sheets["Beregning"], heading, name), table, item)
    net = tables.net(Setting(case, ageing, catalogue, "rates", assumed=chosen.assumed), 2024)
    rest = block(sheets["Beregning"], "Netto", "Netto, endring fra basisåret")
    same({year: value for year, value in rest.items() if year >= 2024}, net, "net")
    heading = "Kostnad i løpende kroner, egne satser"
    nominal = tables.costs(Setting(case, ageing, catalogue, "rates"), "nominal")
    same(block(sheets["Beregning"], heading, "Pleie og omsorg"), nominal, "pleie")
    assert "Spakene er ikke formler" in "".join(row[0] for row in sheets["Innhold"])
    assert "=Svømmehall" in sheets["Satser"][2]


def test_rates_of_another_price_year_leave_result_and_fund_out_and_say_so(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    flat = (AgeRate(AgeBand(0, None), 70.0),)
    rates = OwnRates({"pleie": flat}, {}, 2026, roros.frames.source)
    case, own = replace(roros, own_rates=rates), replace(chosen, method="rates")
    of, _ = beside(View(case, ageing, catalogue, own))
    assert (of.received, of.after) == (None, None)
    assert of.missing["after"] == of.missing["received"]
    assert "2026-kroner" in of.missing["after"]


def test_a_lever_that_is_no_formula_is_told(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moved = replace(chosen, scenario=MOVED)
    assert beside(View(roros, ageing, catalogue, moved))[1] is not None
    monkeypatch.setattr(levered, "FORMULAS", levered.FORMULAS - {"healthier"})
    of, reckoned = beside(View(roros, ageing, catalogue, moved))
    assert reckoned is None
    assert "ikke en formel" in of.missing["moved"]


def test_levers_in_cells_are_live(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    few: Collection,
    tmp_path: Path,
) -> None:
    """One scenario's cells with another's levers: reckoned, they give the other scenario."""
    at_first = replace(
        chosen, scenario=Scenario(service=Service(postponed=0.0, standard={"pleie": 1.0}))
    )
    then = replace(MOVED, people=Levers())
    of, moved = beside(View(roros, ageing, catalogue, at_first))
    assert moved
    made = written(few, of, catalogue, replace(moved, scenario=then, coverage=then.coverage or 0))
    sheet = office.reckoned_anew(made, tmp_path)["Scenario"]
    setting = Setting(
        roros, ageing, catalogue, "own", chosen.need, chosen.assumed, chosen.working, 2024
    )
    changed = effects.outcomes(setting, then)
    heading = "Forskjell fra prognosen, endring fra 2024"
    same(block(sheet, heading, "Netto: scenariet"), changed, "net")
    assert not np.allclose(pick(changed, "net")[0].values, pick(moved.changed, "net")[0].values)
    same(block(sheet, "Heldøgns omsorgsplasser", "Plasser: scenariet"), changed, "care_places")


def test_prices_and_the_plan_s_lines_are_live(
    few: Collection,
    reckoning: Reckoning,
    catalogue: Catalogue,
    tmp_path: Path,
) -> None:
    assert reckoning.nominal
    assert reckoning.plan
    assert reckoning.after
    growth = {**reckoning.nominal.growth, 2025: 10.0, 2027: 2.0}
    lines = tuple(
        one.with_values(one.values + 1000 * (one.item == "total_provisions"))
        for one in reckoning.plan.lines
    )
    changed = replace(
        reckoning,
        nominal=replace(reckoning.nominal, growth=growth),
        plan=replace(reckoning.plan, lines=lines),
    )
    sheet = office.reckoned_anew(written(few, changed, catalogue), tmp_path)["Beregning"]
    fixed = block(sheet, "Kostnad, eget budsjett", "I alt")
    found = block(sheet, "Kostnad i løpende kroner, eget budsjett", "I alt")
    assert list(found) == [*range(2023, 2028)]
    assert found[2025] == pytest.approx(1.1 * fixed[2025])
    assert found[2027] == pytest.approx(1.1 * 1.041 * 1.02 * fixed[2027])
    result = block(sheet, AFTER, "Netto driftsresultat")
    series = pick(reckoning.after.table, "net_result")[0]
    equal(result, series.with_values(series.values + 1000))


def test_the_formulas_are_live(
    few: Collection, reckoning: Reckoning, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Other assumptions in the cells, the old results kept beside them: they are reckoned."""
    assert reckoning.own
    doubled = replace(
        reckoning,
        mean_need=2 * reckoning.mean_need,
        own=replace(reckoning.own, frames=3 * reckoning.own.frames),
    )
    made = written(few, doubled, catalogue)
    sheet = office.reckoned_anew(made, tmp_path)["Beregning"]
    for heading, factor, table in (
        ("Kostnad, nasjonal standard", 2, reckoning.national),
        ("Kostnad, eget budsjett", 3, reckoning.own.table),
    ):
        times = tuple(one.with_values(factor * one.values) for one in table)
        same(block(sheet, heading, "I alt"), times, "total")


def test_a_municipality_without_frames_and_income(
    catalogue: Catalogue, chosen: Selection, tmp_path: Path
) -> None:
    case = catalogue.case("3430")
    own = replace(
        chosen, method="national", last=case.observed.years[-1], first=2016, base_year=2024
    )
    of = (case, None, catalogue)
    found = collect(View(*of, own))
    assert set(found.missing) == {
        "kostnad_inntekt_netto",
        "netto_driftsresultat",
        "disposisjonsfond",
        "tilpasning",
        "netto_laanegjeld",
        "aarsaker",
    }
    one = replace(found, figures=found.figures[:1])
    sheets = office.reckoned_anew(written(one, beside(View(*of, own))[0], catalogue), tmp_path)
    table = tables.costs(Setting(*of, need=own.need))
    same(block(sheets["Beregning"], "Kostnad, nasjonal standard", "I alt"), table, "total")
    told = "\n".join(row[0] for row in sheets["Innhold"] if row)
    assert "Eget budsjett er ikke med i beregningen" in told
    assert "Inntekt og netto er ikke med i beregningen" in told
    assert found.left_out in told
    assert not any(row[0].startswith("Kostnad, eget") for row in sheets["Beregning"])


def parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return {
            name: book.read(name).decode("utf-8")
            for name in book.namelist()
            if name.endswith((".xml", ".rels"))
        }


def sheets_of(made: bytes) -> dict[str, str]:
    """The text of each sheet by its name, without the sheets' common strings."""
    found = parts(made)
    names = re.findall(r'<sheet name="([^"]+)"', found["xl/workbook.xml"])
    return {name: found[f"xl/worksheets/sheet{place}.xml"] for place, name in enumerate(names, 1)}


def charts_on(made: bytes, sheet: str) -> list[str]:
    """The charts of a sheet in order, and whether each has a text alternative."""
    found = parts(made)
    place = list(sheets_of(made)).index(sheet) + 1
    drawing = re.search(
        r"drawings/(drawing\d+)", found[f"xl/worksheets/_rels/sheet{place}.xml.rels"]
    )
    assert drawing
    name = drawing[1]
    charts = re.findall(r"charts/(chart\d+)", found[f"xl/drawings/_rels/{name}.xml.rels"])
    assert found[f"xl/drawings/{name}.xml"].count("descr=") == len(charts)
    return [found[f"xl/charts/{one}.xml"] for one in charts]


def test_figures_values_and_charts(
    collection: Collection, reckoning: Reckoning, catalogue: Catalogue
) -> None:
    made = written(collection, reckoning, catalogue)
    charts = charts_on(made, "Figurer")
    kinds = {"line": "c:lineChart", "bar": "c:barChart", "column": "c:barChart"}
    panels = [panel for one in collection.figures for panel in one.printed.panels]
    for exhibit, chart in zip(panels, charts, strict=True):
        assert f"<{kinds[exhibit.kind]}>" in chart
        is_waterfall = exhibit.curves[0].starts is not None
        assert chart.count("<c:ser>") == (3 if is_waterfall else len(exhibit.curves))
        assert chart.count("Figurer!$") >= 3 * len(exhibit.curves)
        if exhibit.kind == "column":
            lines = sum(one.look != "" for one in exhibit.curves)
            assert "".join(chart.split("<c:lineChart>")[1:]).count("<c:ser>") == lines
    rows = sheets_of(made)["Tall"].count("<row ") - 1
    assert rows == sum(
        int(np.isfinite(one.values).sum())
        for exhibit in collection.figures
        for one in exhibit.table
    )


def test_the_waterfall_is_stacked_on_what_is_not_seen(
    collection: Collection, reckoning: Reckoning, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Hidden bar and seen bar together reach from where the bar above ended to its own end."""
    (exhibit,) = [one for one in collection.figures if one.key == "hvorfor_kostnaden_endres"]
    made = written(replace(collection, figures=(exhibit,)), reckoning, catalogue)
    (chart,) = charts_on(made, "Figurer")
    assert '<c:grouping val="stacked"/>' in chart
    assert "<a:noFill/>" in chart.split("<c:ser>")[1]
    sheet = office.reckoned_anew(made, tmp_path)["Figurer"]
    top = next(place for place, row in enumerate(sheet) if row[2] == "Starter på")
    end, (curve,) = 0.0, exhibit.curves
    assert curve.starts is not None
    for name, value, start, row in zip(
        exhibit.categories, curve.values, curve.starts, sheet[top + 1 :], strict=False
    ):
        hidden, over, under = (float(one) for one in row[3:6])
        assert row[0] == name
        assert float(row[2]) == pytest.approx(start)
        assert start == pytest.approx(end) or start == 0
        ends = sorted((start, start + value))
        seen = [hidden + under, hidden + over] if hidden == 0 else [hidden, hidden + over + under]
        assert sorted(seen) == pytest.approx(ends)
        assert row[6].startswith(f"{name}: {'+' if value > 0 else ''}")
        end = start + value


def test_charts_of_the_formulas_own_results(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    few: Collection,
    reckoning: Reckoning,
) -> None:
    charts = charts_on(written(few, reckoning, catalogue), "Grafer")
    assert [one.count("<c:ser>") for one in charts] == [3, 2, 2, 1]
    assert all("Beregning!$" in one for one in charts)
    assert "Regel: netto driftsresultat, minst" not in charts[0]
    of, moved = beside(View(roros, ageing, catalogue, replace(chosen, scenario=MOVED)))
    charts = charts_on(written(few, of, catalogue, moved), "Grafer")
    assert [one.count("<c:ser>") for one in charts] == [3, 2, 2, 1, 2, 2, 2]
    assert all("Scenario!$" in one for one in charts[4:])


def test_what_is_kept_beside_a_formula_is_what_it_gives(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    few: Collection,
    tmp_path: Path,
) -> None:
    """A viewer that does not reckon shows the same, on every sheet."""
    of, moved = beside(View(roros, ageing, catalogue, replace(chosen, scenario=MOVED)))
    made = written(few, of, catalogue, moved)
    anew = office.reckoned_anew(made, tmp_path)
    formulas = 0
    for name in ("Forutsetninger", "Planen", "Beregning", "Spaker", "Scenario"):
        cells = re.findall(
            r'<c r="([A-Z]+)(\d+)"[^>]*><f>[^<]*</f><v>([^<]*)</v>', sheets_of(made)[name]
        )
        formulas += len(cells)
        for column, row, kept in cells:
            found = anew[name][int(row) - 1][ord(column) - ord("A")]
            assert found == kept or float(found) == pytest.approx(float(kept), abs=1e-6), (
                name,
                column,
                row,
            )
    assert formulas > 1000


def test_missing_stays_missing(
    few: Collection, reckoning: Reckoning, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert reckoning.received
    index = reckoning.received.index.copy()
    index[-1] = np.nan
    holed = replace(reckoning, received=replace(reckoning.received, index=index))
    sheet = office.reckoned_anew(written(few, holed, catalogue), tmp_path)["Beregning"]
    row = next(row for row in sheet if row[0] == "Inntekt i alt")
    last = 1 + len(reckoning.years)
    assert row[last] == "#N/A"
    assert float(row[last - 1]) > 0


def test_text_that_looks_like_a_formula_stays_text(
    odd: Collection, reckoning: Reckoning, catalogue: Catalogue
) -> None:
    made = written(odd, reckoning, catalogue)
    for name in ("Innhold", "Figurer", "Tall", "Kilder"):
        assert "<f>" not in sheets_of(made)[name]
    found = parts(made)
    texts = found["xl/sharedStrings.xml"]
    assert "=1+1 &amp; &lt;b&gt;tegn&lt;/b&gt;" in texts
    assert "@SUM(A1)" in texts
    assert "-2+3" in texts
    # Marked as text, so that editing the cell does not make a formula of it.
    assert found["xl/styles.xml"].count('quotePrefix="1"') == 2
    (chart,) = charts_on(made, "Figurer")
    assert "+cmd" in chart
    assert "<c:f>+cmd" not in chart


def test_a_formula_names_its_rows_and_cells() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    formats, known = Formats(book), Known()
    given = GivenSheet(book.add_worksheet("Gitt"), formats, known, "Gitt")
    given.across("rate", "Sats", ["skole", "pleie"], [0.5, 2.0])
    first = YearSheet(book.add_worksheet("En"), formats, known, "En", (2024, 2025))
    first.given("people", "Folk", "personer", np.array([10.0, 20.0]))
    second = YearSheet(book.add_worksheet("To"), formats, known, "To", (2024, 2025))
    formula = "=SUM([En!people..En!people])*[rate.pleie]+[$year]-[En!people@2024]"
    second.reckoned("sum", "Sum", "personer", formula, [1.0, 2.0])
    second.reckoned("grown", "Vokst", "personer", lambda year: f"=[sum@-1]+{year}", [3.0], (2025,))
    with pytest.raises(KeyError):
        second.reckoned("wrong", "Feil", "personer", "=[nothing]", [1.0], (2024,))
    book.close()
    (cells,) = (text for name, text in sheets_of(file.getvalue()).items() if name == "To")
    assert "<f>SUM(En!C2:C2)*Gitt!$C$2+C$1-En!$C2</f>" in cells
    assert "<f>SUM(En!D2:D2)*Gitt!$C$2+D$1-En!$C2</f>" in cells
    assert "<f>C2+2025</f>" in cells
