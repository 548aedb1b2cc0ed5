"""``costs`` and ``why`` with fixed shares, prices and own frames: the figures of the tables."""

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.cli import main
from projections.series import Table
from projections.tables import Setting

FILE = Path(__file__).parents[1] / "data" / "roros_driftsrammer_2024_2027.csv"
Rows = list[dict[str, str]]
Call = Callable[[str], tuple[int, Rows, str]]


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Exit code, rows and what stands on standard error."""

    def run(line: str) -> tuple[int, Rows, str]:
        code = main(line.split())
        out, err = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(out))), err

    return run


def cells(rows: Rows) -> dict[tuple[str, str, int], float]:
    return {
        (row["alternative"], row["item"], int(row["year"])): float(row["value"]) for row in rows
    }


def expected(table: Table) -> dict[tuple[str, str, int], float]:
    return {
        (one.alternative, one.item, year): pytest.approx(one.at(year), rel=1e-9, abs=1e-6)
        for one in table
        for year in one.years
    }


def test_costs_with_fixed_shares_and_prices(
    call: Call, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    fixed = {"grunnskole": 0.4, "pleie": 0.1}
    code, rows, err = call("costs --fixed grunnskole:40,pleie:10 --prices nominal --base-year 2024")
    table = tables.costs(Setting(roros, ageing, catalogue, "own", fixed=fixed), "nominal")
    assert (code, err) == (0, "")
    assert cells(rows) == expected(tables.changes(table, 2024))
    assert {(row["fixed"], row["prices"], row["deflator"]) for row in rows} == {
        ("grunnskole:40,pleie:10", "nominal", "senere utgave")
    }


def test_why_sums_to_the_change_in_cost(
    call: Call, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    code, rows, err = call("why --fixed grunnskole:40 --service -1 --years 2033 --base-year 2024")
    assert (code, err) == (0, "")
    table = tables.explained(
        Setting(roros, ageing, catalogue, "own", fixed={"grunnskole": 0.4}),
        2024,
        2033,
        service=-1.0,
    )
    assert cells(rows) == expected(tuple(one.between(2033, 2033) for one in table))
    *parts, total = (float(row["value"]) for row in rows)
    assert math.fsum(parts) == pytest.approx(total, abs=1e-5)
    _, history, _ = call("why --alternative observert --base-year 2016")
    assert {row["alternative"] for row in history} == {"observert"}
    assert {row["year"] for row in history} == {str(year) for year in range(2016, 2027)}


def test_own_frames_from_a_file(call: Call) -> None:
    _, plain, _ = call("costs --measure level --years 2024-2033")
    code, rows, err = call(f"costs --measure level --years 2024-2033 --frames {FILE}")
    assert code == 0
    assert cells(rows) == cells(plain)
    assert "rad 13, kolonnen sector: fant Kultur uten tjeneste" in err
    code, rows, _ = call(f"costs --measure level --frames {FILE} --frame-year 2026")
    # A plan is written in the prices of its budget year, unless --frame-prices says otherwise.
    assert {row["price_year"] for row in rows} == {"2024"}
    assert cells(rows)["sterk_aldring", "grunnskole", 2026] == pytest.approx(58_811)
    # A change is measured from the frames' own year where nothing else is said.
    _, rows, _ = call(f"costs --frames {FILE} --frame-year 2026")
    assert cells(rows)["sterk_aldring", "total", 2026] == 0


def test_frames_of_another_region_give_it_the_own_budget(call: Call, tmp_path: Path) -> None:
    rows = FILE.read_text(encoding="utf-8").splitlines()
    mapped = [f"{rows[0]},sector"]
    mapped += [f"{row},{'grunnskole' if 'Skolene' in row else ''}" for row in rows[1:]]
    file = tmp_path / "tynset.csv"
    file.write_text("\n".join(mapped), encoding="utf-8")
    code, found, _ = call(f"costs --region 3427 --measure level --frames {file} --years 2024")
    assert code == 0
    assert {row["method"] for row in found} == {"own"}
    assert cells(found)["observert", "total", 2024] == pytest.approx(67_614)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("costs --fixed skole:40", "Ukjent sektor: «skole». Gyldige valg: grunnskole, barnehage"),
        ("costs --fixed grunnskole:140", "Kan ikke lese fast andel: «grunnskole:140»"),
        ("costs --fixed grunnskole", "Kan ikke lese fast andel: «grunnskole»"),
        ("costs --method national --fixed pleie:10", "gjelder bare metoden own"),
        ("costs --prices real", "Ukjent priser: «real». Gyldige valg: fixed, nominal"),
        ("why --prices nominal --base-year 2030", "løpende kroner: «2030»"),
        ("why --service mye", "Kan ikke lese tjenestenivå: «mye»"),
        ("why --base-year 1990", "fra 1990 til 2026"),
        ("costs --frames nowhere.csv", "Filen «nowhere.csv» finnes ikke"),
        ("costs --frame-year 2025", "--frame-year og --frame-prices krever en fil"),
        (f"costs --frames {FILE} --frame-year 2030", "rad 1, kolonnen plan_2030"),
        (f"costs --frames {Path(__file__)}", "rad 1"),
    ],
)
def test_bad_input_is_told(call: Call, line: str, told: str) -> None:
    code, rows, err = call(line)
    assert (code, rows) == (2, [])
    assert told in err


def test_every_problem_of_a_file_is_told_at_once(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "feil.csv"
    text = FILE.read_text(encoding="utf-8")
    file.write_text(text.replace("67614", "abc").replace("23541", "-23541"), encoding="utf-8")
    code, rows, err = call(f"costs --frames {file}")
    assert (code, rows) == (2, [])
    assert [line.split(":")[0] for line in err.strip().splitlines()] == [
        "feil.csv, rad 4, kolonnen plan_2024",
        "feil.csv, rad 13, kolonnen plan_2024",
    ]


def test_fixed_shares_are_the_same_in_every_command(
    call: Call, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    fixed = {"grunnskole": 0.4}
    net = tables.net(Setting(roros, ageing, catalogue, "own", fixed=fixed), 2024)
    _, rows, _ = call("income --show net --fixed grunnskole:40 --years 2024-2033 --base-year 2024")
    found = cells(rows)
    for cell, value in expected(net).items():
        if 2024 <= cell[2] <= 2033:
            assert found[cell] == value
    _, rows, _ = call("plan --fixed grunnskole:40")
    plan = tables.plan_beside_model(Setting(roros, ageing, catalogue, fixed=fixed))
    assert cells(rows) == expected(plan)
    _, rows, _ = call("budget --fixed grunnskole:40 --years 2033")
    result = tables.budget.budget(Setting(roros, ageing, catalogue, fixed=fixed))
    assert cells(rows)["sterk_aldring", "net_result", 2033] == next(
        value for cell, value in expected(result).items() if cell[1:] == ("net_result", 2033)
    )


@pytest.mark.parametrize("command", ["income --show net", "plan", "budget", "costs"])
def test_a_fixed_share_that_cannot_be_is_one_sentence(call: Call, command: str) -> None:
    code, rows, told = call(f"{command} --fixed grunnskole:140")
    assert (code, rows) == (2, [])
    assert "fra 0 til 100 prosent" in told


def test_every_view_of_income_is_the_table(
    call: Call, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    _, rows, _ = call("income --show sectors --years 2024-2033")
    sectors = expected(tables.need_by_sector(Setting(roros, ageing, catalogue)))
    assert {cell: value for cell, value in sectors.items() if cell in cells(rows)} == cells(rows)
    assert cells(rows)
    _, rows, _ = call("income --show span --base-year 2024")
    spans = tables.sure.nets(Setting(roros, ageing, catalogue, "own"), 2024)
    assert cells(rows) == expected(spans)


def test_what_a_plan_lacks_is_told_and_what_does_not_add_up_is_shown(call: Call) -> None:
    code, rows, err = call("plan --ratio --region 3427")
    assert (code, rows) == (2, [])
    assert "Det er ikke lagt ved planens tall for" in err
    code, rows, _ = call("budget --show checks")
    assert code == 0
    assert {row["against"] for row in rows}


def test_people_from_an_age(call: Call) -> None:
    _, rows, _ = call("population --groups 80+ --years 2033")
    assert {(row["item"], row["year"]) for row in rows} == {("80+", "2033")}
    code, _, err = call("population --groups 80+ --measure share")
    assert code == 2
    assert "mål for en alder og oppover" in err
