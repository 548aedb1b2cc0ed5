"""Files as SSB, Framsikt and spreadsheets give them; formulas wherever they stand."""

import io
import zipfile
from collections.abc import Callable

import numpy as np
import pytest
import xlwt
from upload_help import (
    ALTERNATIVES,
    api_codes,
    five_groups,
    persons,
    saved_from_a_workbook,
    statbank_long,
    statbank_wide,
    statbank_workbook,
)

from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, read, roles, workbooks
from projections.sources.upload.told import Told

NAMES = {"5025": "Røros", "5001": "Trondheim - Tråante", "0": "Norge"}


def uploaded(content: str | bytes, name: str = "fil.csv", **how) -> Upload:
    content = content.encode() if isinstance(content, str) else content
    return read(UserFile(name, content), NAMES, "5025", former={"1640": "5025"}, **how)


def told(upload: Upload) -> str:
    return "\n".join(map(str, upload.faults)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("make", "alternatives"),
    [
        (statbank_long, ALTERNATIVES),
        (statbank_wide, ALTERNATIVES),
        (statbank_workbook, ALTERNATIVES),
        (api_codes, ("",)),
        (saved_from_a_workbook, ("",)),
    ],
)
def test_what_the_statistics_bank_gives(
    make: Callable[[], str | bytes], alternatives: tuple[str, ...]
) -> None:
    upload = uploaded(make())
    assert told(upload) == ""
    assert tuple(one.alternative for one in upload.pieces) == alternatives
    for one in upload.pieces:
        assert (one.region, one.years, one.sexes) == ("5025", (2026, 2027), ("female", "male"))
        assert one.ages.codes[-1] == "105+"
        expected = [persons(age) for age in range(106)]
        np.testing.assert_array_equal(one.persons, np.broadcast_to(expected, (2, 2, 106)))


def test_five_groups_with_a_former_number_and_notes() -> None:
    (piece,) = uploaded(five_groups()).pieces
    assert (piece.region, piece.ages.codes[-1], piece.persons.sum()) == ("5025", "90+", 2010)


FRAMSIKT = (
    "Befolkningsprognose;;;;\nAldersgruppe;2025;2026;2027;Endring 2025-2027\n"
    "0-19 år;1 252;1 245;1 236;-16\n20 år +;4 289;4 299;4 303;14\nSum;5 541;5 544;5 539;-2\n"
)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_a_column_of_changes_beside_years_is_left_out_and_told(space: str) -> None:
    text = FRAMSIKT.replace("1 2", f"1{space}2").replace("4 2", f"4{space}2")
    upload = uploaded(text)
    np.testing.assert_array_equal(upload.pieces[0].persons[:, 0, 0], [1252, 1245, 1236])
    assert "kolonnen Endring 2025-2027" in [one.place for one in upload.mended]


def test_sexes_together_beside_each_are_checked() -> None:
    right = "År;Alder;Menn;Kvinner;I alt\n2026;0-19;5;6;11\n2026;20+;5;6;11\n"
    assert uploaded(right).pieces[0].sexes == ("female", "male")
    assert "kjønnene, 20+ år summerer til 11" in told(
        uploaded(right.replace("6;11\n2", "6;11\n2").replace("20+;5;6;11", "20+;5;6;12"))
    )


def test_a_year_may_say_whether_it_is_observed() -> None:
    (piece,) = uploaded("Alder;2025 (obs);2026 (prognose)\n0-19;5;6\n20+;5;6\n").pieces
    assert piece.years == (2025, 2026)


@pytest.mark.parametrize("name", ["Trondheim", "Trondheim - Tråante", "5001 Trondheim"])
def test_a_name_in_two_languages(name: str) -> None:
    (piece,) = uploaded(f"Kommune;Alder;2026\n{name};0-19;5\n{name};20+;5\n").pieces
    assert piece.region == "5001"


@pytest.mark.parametrize("mark", [".", "..", ":"])
def test_marks_for_what_is_missing(mark: str) -> None:
    upload = uploaded(f"Alder;2026\n0-19;{mark}\n20+;5\n")
    assert np.isnan(upload.pieces[0].persons[0, 0, 0])
    assert mark in upload.warnings[0].found


# --- formulas ---------------------------------------------------------------------------------


def old_workbook(formula: bool, rows: int = 40) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Ark")
    for column, heading in enumerate(("Alder", "2026", "2027")):
        sheet.write(0, column, heading)
    for row in range(1, rows):
        sheet.write(row, 0, f"{row - 1} år{' eller eldre' if row == rows - 1 else ''}")
        sheet.write(row, 1, 7)
        sheet.write(row, 2, xlwt.Formula("B2+1") if formula and row == 3 else 8)
    opened = io.BytesIO()
    book.save(opened)
    return opened.getvalue()


@pytest.mark.parametrize("rows", [3, 40, 4000])
def test_formulas_in_an_older_workbook_are_found(rows: int) -> None:
    assert workbooks.without_value(old_workbook(False, rows)) == []
    found = [("C4", workbooks.FORMULA)] if rows > 3 else []
    assert workbooks.without_value(old_workbook(True, rows)) == found


def test_an_older_workbook_with_a_formula_is_refused() -> None:
    assert uploaded(old_workbook(False), "a.xls").pieces[0].persons[0].sum() == 273
    assert "celle C4: fant en formel" in told(uploaded(old_workbook(True), "a.xls"))


@pytest.mark.parametrize("at", range(0, 5000, 37))
def test_a_broken_older_workbook_is_told(at: int) -> None:
    content = bytearray(old_workbook(True))
    content[at] ^= 0xFF
    upload = uploaded(bytes(content), "a.xls")
    assert upload.faults
    with pytest.raises(ValueError, match=r"\w"):
        workbooks.without_value(bytes(content[: at // 2]))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>1+1</f><v>2</v></c>',
        "<c t='n' r='B2'><f t=\"shared\" si=\"0\"/><v>2</v></c>",
        '<x:c r="B2"><x:f>1+1</x:f></x:c>',
        "<c><f>1+1</f></c>",
    ],
)
def test_formulas_in_a_workbook_however_they_are_written(cell: str) -> None:
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{cell}</worksheet>")
    assert "fant en formel" in told(uploaded(opened.getvalue(), "a.xlsx"))


FAR = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c s="1" r="XFD1048576"><v>1</v></c>',
    '<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 16384,
    '<x:row r="1"><x:c r="a1"><x:v>1</x:v></x:c></x:row><x:row><x:c r="zz900000"><x:v>1</x:v>',
)


@pytest.mark.parametrize("cells", FAR)
def test_a_cell_far_outside_the_table_is_told_before_room_is_set_aside(cells: str) -> None:
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</row>")
    assert "et ark som spenner over" in told(uploaded(opened.getvalue(), "a.xlsx"))


@pytest.mark.parametrize("content", ["a;" * 200_000, "år;alder;antall\n" + "1;" * 200_000])
def test_more_columns_than_a_spreadsheet_has_are_told_before_they_are_read(content: str) -> None:
    assert "fant 200 001 kolonner, godtar høyst 16 384" in told(uploaded(content)).replace(
        "\u00a0", " "
    )


def test_cells_that_are_only_formatted_do_not_count() -> None:
    cells = (
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", cells)
    assert workbooks.safe(opened.getvalue(), Told("")) == []


def test_an_older_workbook_with_a_cell_in_the_corner_is_told() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Ark")
    sheet.write(0, 0, 1)
    sheet.write(65535, 255, 1)
    opened = io.BytesIO()
    book.save(opened)
    assert "et ark som spenner over 16 7" in told(uploaded(opened.getvalue(), "a.xls"))


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("content.xml", "et annet slags regneark (OpenDocument)"),
        ("xl/workbook.bin", "et annet slags regneark (XLSB)"),
        ("word/document.xml", "et Word-dokument"),
        ("ppt/presentation.xml", "en PowerPoint-fil"),
        ("Index/Document.iwa", "et annet slags regneark (Numbers)"),
        ("tall/prognose.csv", "en pakket fil (ZIP)"),
    ],
)
def test_what_is_packed_and_no_workbook_is_named(part: str, what: str) -> None:
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w") as made:
        made.writestr(part, "<table:table-cell table:formula='of:=1+1'/>")
    assert what in told(uploaded(opened.getvalue(), "a.xlsx"))


@pytest.mark.parametrize(("beginning", "what", "advice"), workbooks.BEGINNINGS)
def test_a_format_that_is_not_read_is_named(beginning: bytes, what: str, advice: str) -> None:
    (fault,) = uploaded(beginning + b"\x00\x01 0 1\n", "prognose.csv").faults
    assert (fault.found, fault.advice) == (what, advice)


# --- years, sexes and blocks as budgets and workbooks write them -------------------------------

ALL = ("0-5;300;303", "6-15;560;561", "16-66;3450;3451", "67+;1127;1130")


def table(*headings: str) -> str:
    return "\n".join([";".join(headings), *ALL])


@pytest.mark.parametrize(
    ("headings", "years"),
    [
        (("alder", "2026", "2025"), (2025, 2026)),
        (("Aldersgruppe", "Personer 2026", "Personer 2025"), (2025, 2026)),
        (("alder", "R2024", "B2025"), (2024, 2025)),
        (("alder", "R 2025", "ØP 2026"), (2025, 2026)),
        (("alder", "2025", "2026P"), (2025, 2026)),
        (("alder", "2025", "2026 p"), (2025, 2026)),
    ],
)
def test_years_in_any_order_and_with_their_kind_are_one_path(
    headings: tuple[str, ...], years: tuple[int, ...]
) -> None:
    upload = uploaded(table(*headings))
    assert told(upload) == ""
    (piece,) = upload.pieces
    assert (piece.years, piece.alternative) == (years, "")
    column = 1 if str(years[0]) in headings[1] else 2
    assert piece.persons[0].sum() == sum(int(row.split(";")[column]) for row in ALL)


@pytest.mark.parametrize(
    ("women", "men"),
    [("Jenter/kvinner", "Gutter/menn"), ("Kvinner (K)", "Menn (M)"), ("jenter og kvinner", "menn")],
)
def test_a_sex_may_be_said_in_several_words(women: str, men: str) -> None:
    rows = [f"{sex};{row}" for sex in (women, men) for row in ALL]
    upload = uploaded("\n".join(["kjønn;alder;2025;2026", *rows]))
    assert told(upload) == ""
    assert upload.pieces[0].sexes == ("female", "male")


def test_blocks_with_the_headings_over_each_are_one_table() -> None:
    block = table("alder", "2025", "2026")
    upload = uploaded(f"Menn\n{block}\n\nKvinner\n{block}\n")
    assert told(upload) == ""
    assert upload.pieces[0].sexes == ("female", "male")
    assert upload.pieces[0].persons[0].sum() == 2 * 5437


def test_people_of_unknown_age_may_be_left_out_when_there_are_none() -> None:
    assert told(uploaded(table("alder", "2025", "2026") + "\nUoppgitt;-;0")) == ""
    assert "«Uoppgitt»" in told(uploaded(table("alder", "2025", "2026") + "\nUoppgitt;3;0"))


def test_a_year_that_stands_in_two_columns_is_told_by_its_column() -> None:
    twice = "\n".join(f"{row};{row.rpartition(';')[2]}" for row in ALL)
    assert "samme rad, i kolonne nummer 3" in told(uploaded(f"alder;2025;2026;2026\n{twice}"))


# --- columns that are corrected together ------------------------------------------------------


def test_years_side_by_side_are_one_choice() -> None:
    headings = ("Kommune", "Alder", *(f"Personer {year}" for year in range(2024, 2051)), "Sum")
    assert roles.groups(headings)[2] == range(2, 29)
    ages = ("År", *(f"{age} år" for age in range(106)))
    assert roles.groups(ages) == (range(1), range(1, 107))


def test_the_name_of_a_file_is_told_as_that() -> None:
    found = told(uploaded("Alder;2026\n0-19;5\n20+;5\n", "endring.csv"))
    assert "filnavnet: fant «endring»" in found
    assert "eller rett filnavnet" in found
