"""Frames, rates and capacity as people export them: titles, units, sums, sections and workbooks."""

import io

import pytest
import xlsxwriter
from own_help import take

from projections.errors import Fault, InputFileError
from projections.sources.own.file import UserFile
from projections.sources.own.frames import FrameFile, read_frames
from projections.sources.own.places import read_places
from projections.sources.own.rates import read_rates

SECTORS = ("grunnskole", "barnehage", "pleie")
NBSP = "\u00a0"
EXPORT = """Driftsrammer per tjenesteområde. Beløp i 1000
;Regnskap 2024;Oppr. budsjett 2025;2026
Oppvekst;210 345;215 000;216 500
Helse og omsorg;301 200;310 000;312 300
Sentrale inntekter;−560 000;−570 000;−575 000
Sum;−48 455;−45 000;−46 200
""".replace(" 345", f"{NBSP}345").replace(" 200\n", f"{NBSP}200\n")
RIGHT = {
    "Oppvekst": [210345, 215000, 216500],
    "Helse og omsorg": [301200, 310000, 312300],
    "Sentrale inntekter": [-560000, -570000, -575000],
}


def read(content: str | bytes, name: str = "rammer.csv") -> FrameFile:
    content = content.encode() if isinstance(content, str) else content
    return taken(content, name)[0]


def taken(content: str | bytes, name: str = "rammer.csv") -> tuple[FrameFile, tuple[Fault, ...]]:
    content = content.encode() if isinstance(content, str) else content
    return take(read_frames, UserFile(name, content), SECTORS, lambda _: "")


def faults(content: str | bytes) -> list[Fault]:
    with pytest.raises(InputFileError) as problem:
        read(content)
    return list(problem.value.faults)


def amounts(file: FrameFile) -> dict[str, list[float]]:
    return {one.name: [one.by_column[column] for column in file.columns] for one in file.rows}


def workbook(text: str) -> bytes:
    """The same in a workbook, with amounts as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rammer")
        for at, line in enumerate(text.splitlines()):
            for column, cell in enumerate(line.split(";")):
                plain = cell.replace(NBSP, "").replace(" ", "").replace("−", "-")
                if at > 1 and plain.lstrip("-").isdigit():
                    sheet.write_number(at, column, int(plain))
                elif cell:
                    sheet.write_string(at, column, cell)
    return out.getvalue()


WRITTEN = {
    "as exported": EXPORT,
    "comma": EXPORT.replace(";", ","),
    "tab": EXPORT.replace(";", "\t"),
    "Windows-1252": EXPORT.replace("−", "-").encode("cp1252"),
    "UTF-16": EXPORT.encode("utf-16"),
    "two byte order marks": "\ufeff\ufeff" + EXPORT,
    "parted letters": EXPORT.replace("å", "a\u030a"),
    "zero width": EXPORT.replace("Regnskap", "Regn\u200bskap").replace("2026", "20\u00ad26"),
    "brackets for less": EXPORT.replace("−560 000", "(560 000)")
    .replace("−48", "(48")
    .replace("455;", "455);"),
    "sign behind": EXPORT.replace("−560 000", "560 000-"),
    "dash for minus": EXPORT.replace("−", "– "),
    "footnotes": EXPORT.replace("Oppvekst", "Oppvekst 1)").replace("2026", "2026*"),
    "a mark on an amount": EXPORT.replace("301", "301").replace("215 000", "215 000*"),
    "heading words": EXPORT.replace("Oppr. budsjett 2025", "B2025").replace(
        "Regnskap 2024", "R 2024"
    ),
    "a line break in a heading": EXPORT.replace("Regnskap 2024", '"Regnskap\n2024"'),
    "plan headings": EXPORT.replace(";2026", ";Økonomiplan 2026"),
    "a section row": EXPORT.replace("Oppvekst", "Tjenester;;;\nOppvekst"),
    "a note below": EXPORT + "\nKilde: kommunens budsjett;;;\n",
    "a named sum": EXPORT.replace("Sum;", "Sum netto driftsrammer;"),
    "a sum above": EXPORT.replace("Oppvekst", "I alt;-48455;-45000;-46200\nOppvekst"),
    "sums within": EXPORT.replace("Sentrale", "Sum tjenester;511545;525000;528800\nSentrale"),
    "a part": EXPORT.replace("Helse", "herav skole;100 000;100 000;100 000\nHelse"),
    "another measure beside": "".join(
        f"{line};{'Endring 2025-2026' if 'Regnskap' in line else '-3,1 %'}\n"
        if ";" in line
        else line + "\n"
        for line in EXPORT.splitlines()
    ),
    "a name for the first column": EXPORT.replace("\n;Regn", "\nTjenesteområde;Regn"),
    "another name for it": EXPORT.replace("\n;Regn", "\nAvdelinger;Regn"),
    "kroner": "Beløp i hele kroner\n;Regnskap 2024;Budsjett 2025;2026\n"
    + "".join(
        f"{name};{';'.join(str(1000 * one) for one in by_year)}\n"
        for name, by_year in (*RIGHT.items(), ("Sum", (-48455, -45000, -46200)))
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_budget_is_read_as_it_is_exported(name: str) -> None:
    found = read(WRITTEN[name])
    assert found.columns == ("regnskap_2024", "budsjett_2025", "plan_2026")
    assert amounts(found) == RIGHT


def test_a_budget_in_a_workbook_is_the_same() -> None:
    assert amounts(read(workbook(EXPORT), "rammer.xlsx")) == RIGHT


def test_millions_are_applied_and_told() -> None:
    lines = [
        "Netto driftsrammer, mill. kr",
        ";2026;2027",
        "Oppvekst;210,3;215,0",
        "Helse;301,25;310",
        "Finans;-511,55;-525",
    ]
    found, warnings = taken("\n".join(lines))
    assert amounts(found)["Helse"] == [301250, 310000]
    told = [one.advice for one in warnings]
    assert "Beløpene er regnet om til 1000 kroner." in told


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (EXPORT.replace("Sum;−48 455", "Sum;−47 455").replace(f"Sum;−48{NBSP}455", "Sum;0"), "sum"),
        (EXPORT.replace("2026", "2026 (mill. kr)"), "én enhet"),
        (EXPORT.replace("Beløp i 1000", "Kroner per innbygger"), "beløp i kroner"),
        (EXPORT.replace("Beløp i 1000", "").replace(" 000", "000000"), "i 1000 kroner"),
        (EXPORT.replace("301 200", "301,2 mill"), "et tall i 1000 kroner"),
        (EXPORT.replace("310 000", "310.000"), "et tall i 1000 kroner"),
        ("Ramme;2026;2027\nOppvekst;210;215\nHelse;301;310\n", "i 1000 kroner"),
    ],
)
def test_what_cannot_be_known_is_refused(content: str, expected: str) -> None:
    assert any(expected in f"{one.found} {one.accepted}" for one in faults(content))


def test_a_sum_is_never_a_frame() -> None:
    for word in ("Sum", "I alt", "Totalt", "Totalsum", "SUM DRIFT", "Total", "Samlet ramme"):
        assert set(amounts(read(EXPORT.replace("Sum;", f"{word};")))) == set(RIGHT)


def test_an_area_over_its_units_is_not_counted_again() -> None:
    lines = [
        "Beløp i 1000;;",
        "Område;2026;2027",
        "Oppvekst;210000;215000",
        "Skole;110000;115000",
        "Barnehage;100000;100000",
        "Helse;301200;310000",
        "Hjemme;201200;210000",
        "Sykehjem;100000;100000",
        "Sum;511200;525000",
    ]
    frames = read("\n".join(lines)).frames(2026, "2026-11-29")
    assert {one.unit_name: one.amount for one in frames.frames} == {
        "Skole": 110e6,
        "Barnehage": 100e6,
        "Hjemme": 201.2e6,
        "Sykehjem": 100e6,
    }


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("Område;Budsjett 2026 mill. kr", 1000),
        ("Område;Budsjett 2026 (MNOK)", 1000),
        ("Tall i hele tusen, 2026-kroner\nOmråde;Netto 2026", 1),
        ("Alle tall i tkr\nOmråde;Driftsramme 2026", 1),
        ("Beløp i kr\nOmråde;2026", 0.001),
    ],
)
def test_units_are_found_where_they_are_written(heading: str, factor: float) -> None:
    amount = 511545 / factor
    (one, *_) = read(
        f"{heading}\nOppvekst;{amount:.3f}\nHelse;1\n".replace(".", ",").replace("mill,", "mill.")
    ).rows
    assert one.by_column["budsjett_2026" if "Budsjett" in heading else "plan_2026"] == 511545


def test_kroner_in_the_cells_are_kroner() -> None:
    for cell in ("kr 511 545 000", "511 545 000 kr", "511 545 000,-"):
        (one, *_) = read(f"Område;2026\nOppvekst;{cell}\nHelse;1000\n").rows
        assert one.by_column["plan_2026"] == 511545


RATES = """Satser for Røros 2026
Tjenesteområde;Aldersgruppe;Beløp (kr);Eining;Prisnivå
Grunnskole;6–15 år;kr 185 000;kr per innbygger;2026
Grunnskole;øvrige;0;kr per innbygger;2026
"""


def test_rates_have_other_names_of_columns_and_units() -> None:
    found, _ = take(read_rates, UserFile("satser.csv", RATES.encode()), SECTORS)
    (service,) = found.costs
    assert service == "grunnskole"
    assert {one.amount for one in found.costs[service]} == {0, 185000}


@pytest.mark.parametrize("unit", ["1000 kr", "mill. kr", "i tusen kroner"])
def test_rates_in_thousands_are_refused(unit: str) -> None:
    wrong = RATES.replace("Beløp (kr)", f"Beløp ({unit})").encode()
    with pytest.raises(InputFileError) as problem:
        take(read_rates, UserFile("s.csv", wrong), SECTORS)
    assert any(one.accepted == "hele kroner" for one in problem.value.faults)


PLACES = """Plasser i kommunen;;;;
Tjeneste;Institusjon;Antall plasser;Fra år;Til og med
heldogn;Sykehjemmet;45;;
heldogn;Bofellesskapet 1);12*;2027;
heldogn;Sum;57;;
"""


def test_a_sum_of_places_is_not_counted_again() -> None:
    found, _ = take(read_places, UserFile("plasser.csv", PLACES.encode()))
    assert [(one.name, one.places) for one in found] == [
        ("Sykehjemmet", 45),
        ("Bofellesskapet", 12),
    ]
    with pytest.raises(InputFileError) as problem:
        take(read_places, UserFile("plasser.csv", PLACES.replace("57", "58").encode()))
    assert "en sum som stemmer" in [one.accepted for one in problem.value.faults]
