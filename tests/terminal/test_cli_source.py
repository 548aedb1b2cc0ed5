"""``--source FILE`` on every command: it is used, or one sentence says why it has no meaning."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from projections import cli
from projections.case import MORE_PROJECTIONS, Catalogue
from projections.choices import state
from projections.sources.own.file import UserFile
from projections.sources.upload import using
from projections.store.scenarios import to_json

AGES = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
PERSONS = (32, 273, 535, 257, 3143, 1002, 351, 45)
USES = {
    "population": "",
    "components": "--sums",
    "mean-age": "",
    "support-ratio": "",
    "costs": "--base-year 2026",
    "why": "--base-year 2026",
    "income": "--base-year 2026",
    "budget": "",
    "capacity": "--base-year 2026",
    "goal": "--measure pupils --target 530 --year 2027",
    "sources": "",
}
REFUSES = {
    "assumptions": "forutsetningene er de samme",
    "keys": "nøklene er de samme",
    "frames": "rammene er de samme",
    "spending": "ingen prognose er med",
    "ranking": "den viser alle kommuner",
    "fetch": "den henter fra SSB",
    "snapshot": "den flytter det som er lagret",
    "cohort": "den lager en prognose",
    "present": "har bildene i seg",
    "backtest": "bruk --projections",
    "check": "skriv filen rett etter check",
}
OTHERWISE = {"plan", "export", "scenario", "figure", "figures", "claim"}
"""Tested one by one below, the figures and the claim with their own."""

Told = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = (f"{age} år{f';{one}' * 5}\n" for age, one in zip(AGES, PERSONS, strict=True))
    path = tmp_path / "egen.csv"
    path.write_text("Alder;2025;2026;2027;2028;2029\n" + "".join(rows), encoding="utf-8")
    return path


def test_every_command_is_here() -> None:
    (commands,) = (
        action.choices for action in cli._parser()._actions if isinstance(action.choices, dict)
    )
    assert set(commands) == {*USES, *REFUSES, *OTHERWISE}


@pytest.mark.parametrize("command", USES)
def test_the_file_is_among_the_figures(command: str, file: Path, capsys: Told) -> None:
    assert cli.main([command, *USES[command].split(), "--source", str(file)]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    if command == "components":
        assert "har ikke fødte, døde og flytting" in err
    else:
        assert any("opplastet-" in str([*row.values()]) for row in rows)


@pytest.mark.parametrize("command", REFUSES)
def test_a_command_without_prognosis_says_why(command: str, file: Path, capsys: Told) -> None:
    assert cli.main([command, "--source", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("--source gjelder ikke denne kommandoen: ")
    assert REFUSES[command] in err
    assert err.count("\n") == 1


def test_the_plan_needs_a_file_with_its_years(file: Path, capsys: Told) -> None:
    assert cli.main(["plan", "--source", str(file)]) == 2
    assert "Planens linjer gjelder 2024–2027, og prognosen har ikke de årene" in (
        capsys.readouterr().err
    )
    file.write_text(file.read_text().replace(";2025;", ";2024;2025;").replace(" år;", " år;7;"))
    assert cli.main(["plan", "--source", str(file)]) == 0
    assert "opplastet-" in capsys.readouterr().out


def test_sources_shows_the_file_alone_or_a_source_by_its_code(file: Path, capsys: Told) -> None:
    cli.main(["sources", "--source", str(file)])
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["document"] == "egen.csv"
    cli.main(["sources", "--source", "normer"])
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["id"] == "normer"


@pytest.mark.parametrize("name", ["mangler.csv", "mappe/mangler", "MANGLER.XLSX"])
def test_a_file_that_is_not_there_is_no_unknown_source(name: str, capsys: Told) -> None:
    assert cli.main(["population", "--source", name]) == 2
    assert f"Filen «{name}» finnes ikke" in capsys.readouterr().err
    assert cli.main(["population", "--source", "mangler"]) == 2
    assert "Ukjent kilde: «mangler»" in capsys.readouterr().err


def test_single_years_are_estimated_when_asked(file: Path, capsys: Told) -> None:
    file.write_text("alder;2026\n0-19;1000\n20-69;3500\n70-89;900\n90+;50\n", encoding="utf-8")
    assert cli.main(["support-ratio", "--source", str(file)]) == 2
    capsys.readouterr()
    arguments = ["support-ratio", "--source", str(file), "--single", "--years", "2026"]
    assert cli.main(arguments) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    (row,) = (row for row in rows if row["alternative"] != "observert")
    assert row["source"].endswith("-anslag")
    # 47 of 50 years are 20–66; three of them are 67–69.
    assert float(row["value"]) == pytest.approx(3500 * 0.94 / (3500 * 0.06 + 950))
    assert cli.main(["support-ratio", "--single"]) == 2
    assert "--single gjelder en fil" in capsys.readouterr().err


def saved(file: Path, catalogue: Catalogue, folder: Path) -> Path:
    """A scenario on the file's prognosis, as the page exports it."""
    upload = using.checked(UserFile(file.name, file.read_bytes()), catalogue, "5025")
    found = using.added(upload, catalogue, "2026-11-21")
    mine = catalogue.with_inputs({code: {MORE_PROJECTIONS: one} for code, one in found.items()})
    query = {"kommune": ["5025"], "prognose": [found["5025"][0].code], "flytting": ["20"]}
    choice = state.settle(query, mine).choice
    path = folder / "scenario.json"
    path.write_bytes(to_json(state.saved(choice, mine, "Vekst", "", datetime.now(UTC))))
    return path


def test_a_scenario_on_a_file_is_opened_with_it(
    file: Path, catalogue: Catalogue, tmp_path: Path, capsys: Told
) -> None:
    scenario = str(saved(file, catalogue, tmp_path))
    assert cli.main(["scenario", "--file", scenario, "--source", str(file)]) == 0
    assert "opplastet-" in capsys.readouterr().out
    assert cli.main(["scenario", "--file", scenario]) == 2
    assert "er lagret på en opplastet prognose. Oppgi filen" in capsys.readouterr().err
    file.write_text(file.read_text().replace("3143", "3144", 1), encoding="utf-8")
    assert cli.main(["scenario", "--file", scenario, "--source", str(file)]) == 2
    assert "er ikke lagret på" in capsys.readouterr().err
    assert cli.main(["scenario", "--list", "--source", str(file)]) == 2
    assert "--source hører til --file FIL" in capsys.readouterr().err


def test_an_export_of_a_file_and_of_a_scenario_on_it(
    file: Path, catalogue: Catalogue, tmp_path: Path, capsys: Told
) -> None:
    out = tmp_path / "ut.html"
    export = ["export", "--format", "html", "--out", str(out), "--source", str(file)]
    assert cli.main(export) == 0
    assert "opplastet prognose, egen.csv" in out.read_text(encoding="utf-8")
    out.unlink()
    scenario = saved(file, catalogue, tmp_path)
    assert cli.main([*export, "--scenario", str(scenario)]) == 0
    assert "opplastet prognose, egen.csv" in out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def pupils_alone(folder: Path) -> Path:
    path = folder / "kretser.csv"
    rows = (f"{name};1.-10. trinn;{one};{one + 1}" for name, one in (("Nord", 200), ("Sør", 300)))
    path.write_text("\n".join(("Krets;Trinn;2039/40;2040/41", *rows)), encoding="utf-8")
    return path


def test_pupils_alone_are_shown_by_district_with_all_their_years(
    tmp_path: Path, capsys: Told
) -> None:
    path = str(pupils_alone(tmp_path))
    assert cli.main(["capacity", "--areas", "--source", path]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    by_area = {(row["area"], row["year"]): float(row["value"]) for row in rows}
    assert by_area == {
        ("Nord", "2039"): 200,
        ("Nord", "2040"): 201,
        ("Sør", "2039"): 300,
        ("Sør", "2040"): 301,
    }


@pytest.mark.parametrize("command", ["population", "costs", "goal", "plan", "export"])
def test_pupils_alone_are_no_prognosis(command: str, tmp_path: Path, capsys: Told) -> None:
    more = USES.get(command, "").split()
    if command == "export":
        more = ["--format", "html", "--out", str(tmp_path / "ut.html")]
    arguments = [command, *more, "--source", str(pupils_alone(tmp_path))]
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "har bare 6-15 år. Den kan vises med capacity --areas" in err


def test_check_tells_that_pupils_alone_are_no_prognosis(tmp_path: Path, capsys: Told) -> None:
    assert cli.main(["check", str(pupils_alone(tmp_path))]) == 1
    assert "ADVARSEL: kretser.csv: fant bare 6-15 år" in capsys.readouterr().out
