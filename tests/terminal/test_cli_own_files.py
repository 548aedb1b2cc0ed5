"""Rates, frames, capacity and profile on the command line: checked, and used."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from projections.case import Catalogue
from projections.sources.own import kinds

Plain = Callable[..., tuple[int, str, str]]
Call = Callable[..., tuple[int, list[dict[str, str]], str]]
RATES = "tjeneste;alder;sats;enhet;prisår;kilde\n"
CARE = (
    "pleie;0-79;0;kroner per person per år;2024;Regnskap\n"
    "pleie;80+;500000;kroner per person per år;;\n"
)
SWIM = "Svømmehall;0-66;0,5;brukere per person;;Telling\nSvømmehall;67+;0;brukere per person;;\n"


def rows_of(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def file(folder: Path, content: str, name: str = "egen.csv") -> str:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_check_ends_with_0_1_and_2(tmp_path: Path, plain: Plain) -> None:
    good = file(tmp_path, RATES + CARE)
    assert plain("check", good, "--kind", "rates") == (0, "0 feil, 0 advarsler.\n", "")
    code, out, _ = plain("check", file(tmp_path, RATES + SWIM), "--kind", "rates")
    assert (code, "ADVARSEL: egen.csv, rad 2, kolonnen tjeneste" in out) == (1, True)
    bad = file(tmp_path, RATES + CARE.replace("500000", "mange").replace("0-79", "0-70"))
    code, out, _ = plain("check", bad, "--kind", "rates", "--json")
    report = json.loads(out)
    assert (code, report["kind"]) == (2, "rates")
    assert [one["place"] for one in report["faults"]] == ["rad 3, kolonnen sats", "kolonnen alder"]


@pytest.mark.parametrize(("kind", "code"), [("frames", 1), ("capacity", 2), ("profile", 2)])
def test_every_kind_is_checked(
    tmp_path: Path,
    plain: Plain,
    catalogue: Catalogue,
    kind: str,
    code: int,
) -> None:
    given = file(tmp_path, kinds.template(kind, catalogue))
    assert plain("check", given, "--kind", kind)[0] == code


def test_an_unknown_kind(tmp_path: Path, plain: Plain) -> None:
    code, _, err = plain("check", file(tmp_path, RATES + CARE), "--kind", "priser")
    assert (code, "prognosis, rates, frames, capacity, profile" in err) == (2, True)


def test_costs_by_own_rates(tmp_path: Path, plain: Plain) -> None:
    given = file(tmp_path, RATES + CARE)
    arguments = ("--rates", given, "--measure", "level", "--years", "2033")
    code, out, _ = plain("costs", "--method", "rates", *arguments)
    assert code == 0
    old = sum(
        float(one["value"])
        for one in rows_of(plain("population", "--years", "2033")[1])
        if one["item"] in ("80-89", "90+")
    )
    found = {one["item"]: float(one["value"]) for one in rows_of(out)}
    assert found == {"pleie": pytest.approx(500 * old), "total": pytest.approx(500 * old)}
    assert plain("costs", *arguments)[1] == out  # nothing said: the rates that are given
    assert plain("why", "--rates", given, "--years", "2033")[0] == 0


def test_rates_that_cannot_be_used(tmp_path: Path, plain: Plain) -> None:
    given = file(tmp_path, RATES + CARE)
    code, out, err = plain("costs", "--rates", given, "--method", "own")
    assert (code, out, "gjelder bare metoden rates" in err) == (2, "", True)
    code, _, err = plain("costs", "--method", "rates")
    assert (code, "trenger en fil" in err) == (2, True)
    fine = file(tmp_path, RATES + CARE.replace("79", "74").replace("80+", "75+"))
    code, _, err = plain("costs", "--rates", fine)
    assert (code, "67-79 år samlet" in err) == (2, True)
    bad = file(tmp_path, RATES + CARE.replace("500000", "mange"))
    code, _, err = plain("costs", "--rates", bad)
    assert (code, "rad 3, kolonnen sats" in err) == (2, True)
    assert plain("costs", "--rates", str(tmp_path / "ingen.csv"))[0] == 2


def test_users_and_capacity(tmp_path: Path, plain: Plain) -> None:
    given = file(tmp_path, RATES + SWIM)
    years = ("--years", "2033")
    code, out, _ = plain("capacity", "--part", "users", "--rates", given, *years)
    (one,) = rows_of(out)
    assert (code, one["item"], one["unit"]) == (0, "tjeneste:Svømmehall", "users")
    places = "tjeneste;navn;plasser;fra;til\nheldogn;A;60;2030;\n"
    part = ("--part", "care-places", *years)
    code, out, _ = plain("capacity", "--capacity", file(tmp_path, places), *part)
    found = {one["item"]: one["value"] for one in rows_of(out)}
    assert (code, found["capacity_own"]) == (0, "60")
    assert "capacity_now" not in found


FRAMES = Path(__file__).parents[2] / "data" / "roros_driftsrammer_2024_2027.csv"


def cells(rows: list[dict[str, str]]) -> dict[tuple[str, str, int], float]:
    return {
        (row["alternative"], row["item"], int(row["year"])): float(row["value"]) for row in rows
    }


def test_own_frames_from_a_file(call: Call) -> None:
    _, plain, _ = call("costs --measure level --years 2024-2033")
    code, rows, err = call(f"costs --measure level --years 2024-2033 --frames {FRAMES}")
    assert code == 0
    assert cells(rows) == cells(plain)
    assert "rad 13, kolonnen sector: fant Kultur uten tjeneste" in err
    code, rows, _ = call(f"costs --measure level --frames {FRAMES} --frame-year 2026")
    # A plan is written in the prices of its budget year, unless --frame-prices says otherwise.
    assert {row["price_year"] for row in rows} == {"2024"}
    assert cells(rows)["sterk_aldring", "grunnskole", 2026] == pytest.approx(58_811)
    # A change is measured from the frames' own year where nothing else is said.
    _, rows, _ = call(f"costs --frames {FRAMES} --frame-year 2026")
    assert cells(rows)["sterk_aldring", "total", 2026] == 0


def test_frames_of_another_region_give_it_the_own_budget(call: Call, tmp_path: Path) -> None:
    rows = FRAMES.read_text(encoding="utf-8").splitlines()
    mapped = [f"{rows[0]},sector"]
    mapped += [f"{row},{'grunnskole' if 'Skolene' in row else ''}" for row in rows[1:]]
    file = tmp_path / "tynset.csv"
    file.write_text("\n".join(mapped), encoding="utf-8")
    code, found, _ = call(f"costs --region 3427 --measure level --frames {file} --years 2024")
    assert code == 0
    assert {row["method"] for row in found} == {"own"}
    assert cells(found)["observert", "total", 2024] == pytest.approx(67_614)


def test_every_problem_of_a_file_is_told_at_once(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "feil.csv"
    text = FRAMES.read_text(encoding="utf-8")
    file.write_text(text.replace("67614", "abc").replace("23541", "-23541"), encoding="utf-8")
    code, rows, err = call(f"costs --frames {file}")
    assert (code, rows) == (2, [])
    assert [line.split(":")[0] for line in err.strip().splitlines()] == [
        "feil.csv, rad 4, kolonnen plan_2024",
        "feil.csv, rad 13, kolonnen plan_2024",
    ]
