"""The workbook read back: reckoned anew by LibreOffice it gives the library's figures."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import office
import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.exhibits import Collection, Selection, collect
from projections.exhibits.reckoning import Reckoning, reckon
from projections.exports import workbook
from projections.series import Table, pick
from projections.tables import budget

Sheet = list[list[str]]


def written(collection: Collection, of: Reckoning, catalogue: Catalogue, method="own") -> bytes:
    return workbook.write(collection, of, method, 2024, catalogue.parameters.every)


def block(sheet: Sheet, heading: str, name: str) -> dict[int, float]:
    """The values of a row by year, after a heading."""
    years = sheet[0]
    start = next(place for place, row in enumerate(sheet) if row[0] == heading)
    row = next(row for row in sheet[start + 1 :] if row[0] == name)
    return {int(y): float(c) for y, c in zip(years[2:], row[2:], strict=True) if c and y}


def same(found: dict[int, float], table: Table, item: str) -> None:
    series = pick(table, item)[-1]
    assert list(found) == list(series.years)
    np.testing.assert_allclose(list(found.values()), series.values, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("tax", "need", "fixed"),
    [("inhabitants", "all", {}), ("working_age", "age", {"grunnskole": 0.4, "pleie": 0.05})],
)
def test_reckoned_anew_it_gives_the_library_s_figures(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    chosen: Selection,
    tmp_path: Path,
    tax: str,
    need: str,
    fixed: dict[str, float],
) -> None:
    own = replace(chosen, tax=tax, need=need, fixed=fixed)
    of = (roros, ageing, catalogue)
    made = written(collect(*of, own), reckon(*of, own), catalogue)
    sheet = office.reckoned_anew(made, tmp_path)["Beregning"]
    own_cost = tables.costs(*of, "own", need, fixed)
    for method, heading, table in (
        ("own", "Kostnad, eget budsjett", own_cost),
        ("national", "Kostnad, nasjonal standard", tables.costs(*of, "national", need)),
    ):
        same(block(sheet, heading, "I alt"), table, "total")
        same(block(sheet, heading, "Pleie og omsorg"), table, "pleie")
        assert method in str(table[0].extra)
    income = tables.income(*of, need, tax)
    heading = "Inntekt som følger innbyggerne"
    for name, item in (("Utgiftsutjevning", "utgiftsutjevning"), ("Inntekt i alt", "total")):
        same(block(sheet, heading, name), income, item)
    same(block(sheet, heading, "Skatteutjevning"), income, "inntektsutjevning")
    net = tables.net(*of, "own", need, tax, 2024, fixed)
    rest = block(sheet, "Netto", "Netto, endring fra basisåret")
    same({year: value for year, value in rest.items() if year >= 2024}, net, "net")
    after = budget.budget(*of, need, tax, fixed)
    heading = "Etter planen, alt annet som i planens siste år"
    for name, item in (
        ("Netto driftsresultat", "net_result"),
        ("Netto driftsresultat, prosent", "net_result_share"),
        ("Disposisjonsfond", "reserve_fund"),
        ("Merforbruk", "deficit"),
    ):
        same(block(sheet, heading, name), after, item)


def test_the_formulas_are_live(
    collection: Collection, reckoning: Reckoning, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Other assumptions in the cells, the old results kept beside them: they are reckoned."""
    assert reckoning.own
    doubled = replace(
        reckoning,
        mean_need=2 * reckoning.mean_need,
        own=replace(reckoning.own, frames=3 * reckoning.own.frames),
    )
    made = written(collection, doubled, catalogue)
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
    own = replace(chosen, method="national", last=case.observed.years[-1], first=2016, base=2024)
    of = (case, None, catalogue)
    found = collect(*of, own)
    assert set(found.missing) == {
        "kostnad_inntekt_netto",
        "netto_driftsresultat",
        "disposisjonsfond",
    }
    sheets = office.reckoned_anew(written(found, reckon(*of, own), catalogue, "national"), tmp_path)
    table = tables.costs(*of, "national", own.need)
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


def test_figures_values_and_charts(
    collection: Collection, reckoning: Reckoning, catalogue: Catalogue
) -> None:
    found = parts(written(collection, reckoning, catalogue))
    charts = sorted(name for name in found if name.startswith("xl/charts/chart"))
    assert len(charts) == len(collection.exhibits) + 2
    kinds = {"line": "c:lineChart", "bar": "c:barChart", "column": "c:barChart"}
    for place, exhibit in enumerate(collection.exhibits, 1):
        chart = found[f"xl/charts/chart{place}.xml"]
        assert f"<{kinds[exhibit.kind]}>" in chart
        assert chart.count("<c:ser>") == len(exhibit.curves)
        assert chart.count("Figurer!$") >= 3 * len(exhibit.curves)
    drawings = "".join(text for name, text in found.items() if "/drawings/drawing" in name)
    assert drawings.count("descr=") == len(charts)
    rows = found["xl/worksheets/sheet2.xml"].count("<row ") - 1
    assert rows == sum(
        int(np.isfinite(one.values).sum())
        for exhibit in collection.exhibits
        for one in exhibit.table
    )


def test_what_is_kept_beside_a_formula_is_the_library_s_figure(
    collection: Collection, reckoning: Reckoning, catalogue: Catalogue
) -> None:
    """A viewer that does not reckon shows the same."""
    assert reckoning.after
    sheet = parts(written(collection, reckoning, catalogue))["xl/worksheets/sheet5.xml"]
    kept = [float(one) for one in re.findall(r"<f>=?plan_resultat[^<]*</f><v>([^<]+)</v>", sheet)]
    np.testing.assert_allclose(kept, pick(reckoning.after.table, "net_result")[0].values)
    assert len(re.findall("<f>", sheet)) > 300


def test_missing_stays_missing(
    collection: Collection, reckoning: Reckoning, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert reckoning.received
    index = reckoning.received.index.copy()
    index[-1] = np.nan
    holed = replace(reckoning, received=replace(reckoning.received, index=index))
    sheet = office.reckoned_anew(written(collection, holed, catalogue), tmp_path)["Beregning"]
    row = next(row for row in sheet if row[0] == "Inntekt i alt")
    last = 1 + len(reckoning.years)
    assert row[last] == "#N/A"
    assert float(row[last - 1]) > 0


def test_text_that_looks_like_a_formula_stays_text(
    odd: Collection, reckoning: Reckoning, catalogue: Catalogue
) -> None:
    found = parts(written(odd, reckoning, catalogue))
    for name in ("sheet1", "sheet2", "sheet3", "sheet6"):
        assert "<f>" not in found[f"xl/worksheets/{name}.xml"]
    texts = found["xl/sharedStrings.xml"]
    assert "=1+1 &amp; &lt;b&gt;tegn&lt;/b&gt;" in texts
    assert "@SUM(A1)" in texts
    assert "-2+3" in texts
