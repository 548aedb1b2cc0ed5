"""Every kind of own file as an administration makes it: titles, units, merged cells, sums, sheets.

The same workbook is built for each kind, and must give what the plain template gives.
"""

import io
import re
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter
import xlwt
from own_help import take

from projections.errors import InputFileError
from projections.sources.own import cohort_file, frames, places, rates
from projections.sources.own.file import UserFile
from projections.sources.own.schema import Schema
from projections.sources.own.values import Field, one_of, quantity
from projections.sources.upload.told import Told

SECTORS = ("grunnskole", "barnehage", "pleie")
Cells = Sequence[Sequence[object]]
TIDY: dict[str, str] = {
    "rates": "tjeneste;alder;sats;enhet;prisår;kilde\n"
    "grunnskole;6-15;185000;kroner per person per år;2024;Regnskap\n"
    "grunnskole;øvrige;0;kroner per person per år;;\n"
    "pleie;0-66;5000,5;kroner per person per år;;\n"
    "pleie;67+;90000;kroner per person per år;;\n",
    "frames": "område;regnskap 2024;budsjett 2025;plan 2026;plan 2027\n"
    "Oppvekst;210345;215000;216500;217000\nHelse;301200;310000;312300;313000\n"
    "Finans;-511545;-525000;-528800;-530000\n",
    "capacity": "tjeneste;navn;plasser;fra;til\n"
    "heldogn;Sykehjemmet;45;;2027\nheldogn;Bofellesskapet;12;2027;\ngrunnskole;Skolen;560;;\n",
    "profile": "sex;age;persons\nfemale;20;3\nfemale;30;1234\nmale;20;4,5\nmale;105;1\n",
}
HABIT: dict[str, Cells] = {
    "rates": [
        ["Satser for Røros kommune"],
        [],
        ["Tjenesteområde", "Aldersgruppe", "Beløp (kr)", "Enhet", "Prisnivå", "Datakilde"],
        ["Grunnskole 1)", "6–15 år", "kr 185 000,-", "Kr per innbygger", 2024, "Regnskap"],
        [None, "Øvrige", 0],
        [],
        ["Pleie og omsorg"],
        [None, "0-66 år", 5000.5],
        [None, "67 år og eldre", "90 000 kr"],
        ["Sum", None, "280 000"],
        ["1) Uten skyss"],
    ],
    "frames": [
        ["Netto driftsrammer per område"],
        ["Alle tall i hele 1000 kr"],
        [],
        ["Område", "Regnskap", "Budsjett", "Økonomiplan", None],
        [None, 2024, 2025, 2026, 2027],
        ["Oppvekst", 210345, 215000, "216 500", 217000],
        ["Helse*", 301200, 310000, 312300, 313000],
        ["Sum tjenester", 511545, 525000, 528800, 530000],
        [],
        ["Finans", "(511 545)", -525000, "528 800-", "– 530 000"],
        ["Sum", 0, 0, 0, 0],
        ["Kilde: økonomiplanen"],
    ],
    "capacity": [
        ["Plasser i kommunen per 1.1."],
        [],
        ["Tjeneste", "Institusjon", "Antall plasser", "Fra år", "Til og med"],
        ["Heldøgns omsorg", "Sykehjemmet", "45 plasser", None, 2027],
        [None, "Bofellesskapet 1)", "12*", 2027, None],
        ["Sum heldøgns omsorg", None, 57],
        ["Grunnskole", "Skolen", 560],
        ["1) Under bygging"],
    ],
    "profile": [
        ["Flyttere etter alder"],
        ["Kjønn", "Alder", "Antall"],
        ["Kvinner", "20 år", 3],
        [None, "30 år", "1 234"],
        ["I alt", None, 1237],
        ["Menn", "20 år", 4.5],
        [None, "105 år og eldre", 1],
        ["Kilde: SSB"],
    ],
}


def workbook(cells: Cells, *more: tuple[str, Cells], first: str = "Ark1") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in ((first, cells), *more):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, column, cell)
    return out.getvalue()


def written(cells: Cells, separator: str = ";") -> bytes:
    def text(cell: object) -> str:
        shown = "" if cell is None else str(cell)
        return shown.replace(".", ",") if isinstance(cell, float) else shown

    width = max(map(len, cells))
    lines = [separator.join([*map(text, row), *[""] * (width - len(row))]) for row in cells]
    return "\r\n".join(lines).encode("cp1252")


def amounts(kind: str, content: bytes, warned: list[str] | None = None) -> object:
    """Everything a file gives, without the numbers of its rows."""
    file = UserFile("fil", content)
    if kind == "profile":
        shares, told = take(cohort_file.read_profile, file)
        return _said(told, warned) or shares.tolist()
    if kind == "rates":
        found, told = take(rates.read_rates, file, SECTORS)
        return _said(told, warned) or vars(found)
    if kind == "capacity":
        every, told = take(places.read_places, file)
        return _said(told, warned) or every
    frame, told = take(frames.read_frames, file, SECTORS, lambda _: "")
    return _said(told, warned) or [(one.name, one.by_column) for one in frame.rows]


def _said(told: Sequence[object], warned: list[str] | None) -> None:
    if warned is not None:
        warned += map(str, told)


@pytest.mark.parametrize("kind", HABIT)
@pytest.mark.parametrize("form", ["workbook", "csv"])
def test_a_file_as_the_administration_makes_it_gives_what_the_template_gives(
    kind: str, form: str
) -> None:
    content = (workbook if form == "workbook" else written)(HABIT[kind])
    assert amounts(kind, content) == amounts(kind, TIDY[kind].encode())


@pytest.mark.parametrize("kind", list(HABIT))
def test_what_is_left_out_or_filled_in_is_told(kind: str) -> None:
    warned: list[str] = []
    amounts(kind, workbook(HABIT[kind]), warned)
    said = " ".join(warned)
    assert "Lest som overskrift eller merknad" in said
    if kind != "frames":
        assert "Lest som det som står over" in said


@pytest.mark.parametrize("kind", HABIT)
def test_the_sheet_with_the_headings_is_read_and_others_of_the_kind_are_told(kind: str) -> None:
    notes = ("Om tallene", [["Tallene er fra økonomiavdelingen"], ["Ring oss"]])
    assert amounts(kind, workbook(HABIT[kind], notes)) == amounts(kind, TIDY[kind].encode())
    behind = workbook(notes[1], ("Tall", HABIT[kind]), first=notes[0])
    assert amounts(kind, behind) == amounts(kind, TIDY[kind].encode())
    warned: list[str] = []
    amounts(kind, workbook(HABIT[kind], ("I fjor", HABIT[kind])), warned)
    assert any("også I fjor" in one and "Bare arket Ark1 er lest" in one for one in warned)


@pytest.mark.parametrize("kind", TIDY)
def test_units_under_the_headings_are_no_row(kind: str) -> None:
    head, *rows = TIDY[kind].splitlines()
    width = head.count(";")
    unit = {"frames": "(1000 kr)", "rates": "kr", "capacity": "antall", "profile": "personer"}
    below = "\n".join([head, ";" * (width - 1) + ";" + unit[kind], *rows])
    assert amounts(kind, below.encode()) == amounts(kind, TIDY[kind].encode())


def test_shares_may_be_per_cent() -> None:
    head = "tjeneste;alder;sats;enhet\n"
    per_cent = head + "Svømmehall;0+;4,5 %;brukere per person\n"
    share = head + "Svømmehall;0+;0,045;brukere per person\n"
    assert amounts("rates", per_cent.encode()) == amounts("rates", share.encode())
    with pytest.raises(InputFileError, match="et tall fra 0 til 1, eller hele kroner"):
        amounts("rates", per_cent.replace("brukere per person", "kr per person").encode())


def test_years_over_kinds_are_one_heading_too() -> None:
    cells = [
        ["Område", 2024, 2025],
        [None, "Regnskap", "Budsjett"],
        ["A", 5e5, 6e5],
        ["Finans", -5e5, -6e5],
    ]
    file = UserFile("f", workbook(cells))
    (first, _) = take(frames.read_frames, file, SECTORS, lambda _: "")[0].rows
    assert first.by_column == {"regnskap_2024": 5e5, "budsjett_2025": 6e5}


SCHEMA = Schema(
    "en budsjettlinje",
    (
        Field(
            "linje",
            "navnet på linjen",
            one_of({"skatt": "tax", "rammetilskudd": "grant"}, "en av linjene", "Bruk malen."),
            ("post",),
            label=True,
        ),
        Field("beløp", "1000 kroner", quantity(-1e9, 1e9, "Skriv for eksempel 67 614.")),
    ),
)


def test_a_new_kind_of_file_is_a_schema_alone() -> None:
    """What the docstring of the module says."""
    told = Told("b.xlsx")
    cells = [["Budsjett 2026"], [], ["Post", "Beløp (1000 kr)"], ["Skatt", "67 614"], ["Sum", 1]]
    table = SCHEMA.read(UserFile("b.xlsx", workbook(cells)), told)
    assert table
    assert [row.values for row in table.rows] == [{"linje": "tax", "beløp": 67614.0}]
    assert [row.values["beløp"] for row in table.sums] == [1.0]
    assert not told.faults
    assert SCHEMA.described == {"linje": "navnet på linjen", "beløp": "1000 kroner"}
    wrong = [["Post", "Beløp"], ["Skat", "67.614"]]
    SCHEMA.read(UserFile("b.xlsx", workbook(wrong)), told)
    assert [(one.place, one.found) for one in told.faults] == [
        ("rad 2, kolonnen post", "«Skat»"),
        ("rad 2, kolonnen beløp", "«67.614»"),
    ]


def test_faults_name_the_headings_of_the_file() -> None:
    cells = [["Område", "Budsjett 2025"], ["Oppvekst", "mye"], ["Oppvekst", 5], ["Finans", -5]]
    with pytest.raises(InputFileError) as caught:
        amounts("frames", workbook(cells))
    places = [one.place for one in caught.value.faults]
    assert "rad 2, kolonnen budsjett 2025" in places
    assert "rad 3, kolonnen område" in places
    for cells in ([["Område", "Regnskap 24"], ["A", 5]], [["Kjønn", "Alder", "Inn"], ["K", 5, 1]]):
        with pytest.raises(InputFileError) as caught:
            amounts("profile" if cells[0][0] == "Kjønn" else "frames", workbook(cells))
        assert any(str(cells[0][-1]).casefold() in one.found for one in caught.value.faults)


def test_two_columns_of_a_year_are_told_once_as_they_are_written() -> None:
    cells = [["Område", "Oppr. budsjett 2025", "Rev. budsjett 2025"], ["A", 5e5, 5e5]]
    with pytest.raises(InputFileError) as caught:
        amounts("frames", workbook(cells))
    found = [one.found for one in caught.value.faults]
    assert found == ["oppr. budsjett 2025, rev. budsjett 2025, som er samme kolonne"]


def test_expenses_beside_income_are_no_net_frames() -> None:
    cells = [["Område", "Utgifter 2025", "Inntekter 2025"], ["A", 250000, -35000]]
    with pytest.raises(InputFileError, match="netto i hver kolonne"):
        amounts("frames", workbook(cells))
    net = [["Område", "Netto utgifter 2025"], ["Oppvekst", 250000], ["Finans", -250000]]
    assert amounts("frames", workbook(net))


def test_years_as_a_workbook_has_dates() -> None:
    head = ["Område", "2025-01-01", "2026-12-31"]
    cells = [head, ["Oppvekst", 215000, 216500], ["Finans", -215000, -216500]]
    assert amounts("frames", workbook(cells)) == amounts(
        "frames", workbook([["Område", "2025", "2026"], *cells[1:]])
    )
    places = "tjeneste;navn;plasser;fra;til\nheldogn;A;45;01.01.2024;{}\n"
    assert amounts("capacity", places.format("31.12.2026").encode()) == amounts(
        "capacity", places.format("2026").encode()
    )
    with pytest.raises(InputFileError, match=r"fra: fant «31\.12\.2024»"):
        amounts("capacity", places.replace("01.01.2024", "31.12.2024").format("").encode())


def test_a_price_year_may_be_called_its_kroner() -> None:
    plain = TIDY["rates"].encode()
    assert amounts("rates", plain.replace(b";2024;", b";2024-kroner;")) == amounts("rates", plain)


@pytest.mark.parametrize("kind", ["rates", "profile"])
def test_a_comma_that_may_part_thousands_is_told(kind: str) -> None:
    number = {"rates": "185000", "profile": "1234"}[kind]
    warned: list[str] = []
    text = TIDY[kind].replace(number, f"{number[:-3]},{number[-3:]}")
    amounts(kind, text.replace("5000,5", "5000").replace("4,5", "4").encode(), warned)
    assert any("Lest med desimalkomma" in one for one in warned)
    warned.clear()
    amounts(kind, text.encode(), warned)  # where others are plainly decimals, so is this
    assert not any("Lest med desimalkomma" in one for one in warned)


def test_groups_of_ages_and_several_years_of_a_profile_are_told() -> None:
    head = "kjønn;alder;antall;år\n"
    with pytest.raises(InputFileError, match="Del en gruppe på aldrene den har"):
        amounts("profile", f"{head}K;20-24;3;2024\n".encode())
    warned: list[str] = []
    amounts("profile", f"{head}K;20;3;2023\nK;20;4;2024\n".encode(), warned)
    assert any("2023 og 2024" in one and "Årene er lagt sammen" in one for one in warned)


@pytest.mark.parametrize("kind", HABIT)
def test_what_a_workbook_could_not_reckon_is_told_where_it_stands(kind: str) -> None:
    book = workbook(HABIT[kind])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as there, zipfile.ZipFile(out, "w") as here:
        for part in there.namelist():
            text = there.read(part).decode()
            if part == "xl/worksheets/sheet1.xml":
                # The last number of the sheet, as in a cell whose source is gone.
                cell = re.findall(r'<c r="([A-Z]+\d+)"><v>', text)[-1]
                text = re.sub(rf'(<c r="{cell}")><v>[^<]*<', r'\1 t="e"><v>#REF!<', text)
            here.writestr(part, text)
    with pytest.raises(InputFileError, match=f"celle {cell}: fant en feilverdi"):
        amounts(kind, out.getvalue())


def test_what_an_older_workbook_could_not_reckon_is_told() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Ark")
    for at, row in enumerate(TIDY["capacity"].splitlines()):
        for column, cell in enumerate(row.split(";")):
            if (at, column) != (1, 3):
                sheet.write(at, column, cell)
    sheet.row(1).set_cell_error(3, "#REF!")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InputFileError, match="celle D2: fant en feilverdi"):
        amounts("capacity", out.getvalue())
