"""Uploaded prognoses: one table in many formats, each way of being wrong, and mutated files."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from projections.case import Case
from projections.exports import prognosis, tidy
from projections.people.ages import AgeAxis
from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, alternative_code, read, words

NAMES = {"5025": "Røros", "3430": "Os", "0": "Norge"}
YEARS = (2025, 2026, 2027)
AGES = ("0 år", "1-5 år", "6-15 år", "16-19 år", "20-66 år", "67-79 år", "80-89 år", "90 år +")
PERSONS = np.array(
    [
        [51, 300, 640, 261, 3200, 760, 270, 59],
        [52, 304, 631, 258, 3187, 771, 281, 60],
        [50, 309, 622, 255, 3170, 783, 288, 62],
    ],
    dtype=float,
)


def given_file(text: str | bytes, name: str = "fil.csv", **how) -> Upload:
    content = text.encode() if isinstance(text, str) else text
    return read(UserFile(name, content), NAMES, "5025", **how)


def wide(separator: str = ";", persons: np.ndarray = PERSONS, number=lambda one: f"{one:.0f}"):
    lines = [separator.join(["Alder", *map(str, YEARS)])]
    lines += [
        separator.join([age, *(number(one) for one in persons[:, place])])
        for place, age in enumerate(AGES)
    ]
    return "\n".join(lines) + "\n"


def long(separator: str = ",", sexes: bool = False) -> str:
    lines = [separator.join(["region", "year", "age", *(["sex"] if sexes else []), "persons"])]
    for y, year in enumerate(YEARS):
        for a, age in enumerate(AGES):
            start, whole = ["5025", str(year), age], f"{PERSONS[y, a]:.0f}"
            if sexes:
                lines.append(separator.join([*start, "Kvinner", "20"]))
                lines.append(separator.join([*start, "Menn", f"{PERSONS[y, a] - 20:.0f}"]))
            else:
                lines.append(separator.join([*start, whole]))
    return "\n".join(lines)


def ages_across() -> str:
    lines = [";".join(["År", *AGES, "I alt"])]
    lines += [
        ";".join([str(year), *(f"{one:.0f}" for one in PERSONS[y]), f"{PERSONS[y].sum():.0f}"])
        for y, year in enumerate(YEARS)
    ]
    return "\n".join(lines)


def framsikt() -> bytes:
    text = "Befolkningsprognose Røros\n\n" + wide().replace("90 år +", "90 år og eldre")
    total = ";".join(["Totalt", *(f"{one.sum():.0f}" for one in PERSONS)])
    return (text + total + "\n\nKilde: Framsikt, på oppdrag\n").encode("cp1252")


def ssb() -> bytes:
    heading = ",".join(
        f'"{one}"' for one in ["region", "kjønn", "alder", *(f"Personer {y}" for y in YEARS)]
    )
    lines = ['"14288: Framskrevet folkemengde, etter region, kjønn, alder og år"', "", heading]
    lines += [
        f'"5025 Røros","Begge kjønn","{age}",' + ",".join(f"{one:.0f}" for one in PERSONS[:, a])
        for a, age in enumerate(AGES)
    ]
    return ("\ufeff" + "\r\n".join(lines)).encode()


def workbook(formula: str = "", text: bool = False) -> bytes:
    """As SSB's own: title, a row of contents over the years, labels without headings."""
    opened = io.BytesIO()
    book = xlsxwriter.Workbook(opened)
    sheet = book.add_worksheet("Tabell")
    sheet.write(0, 0, "14288: Framskrevet folkemengde")
    sheet.write(2, 2, "Personer")
    for y, year in enumerate(YEARS):
        sheet.write(3, 2 + y, str(year))
        for a in range(len(AGES)):
            value = PERSONS[y, a]
            sheet.write(4 + a, 2 + y, f"{value:.0f}" if text else value)
    for a, age in enumerate(AGES):
        sheet.write(4 + a, 0, "5025 Røros" if a == 0 else "")
        sheet.write(4 + a, 1, age)
    if formula:
        sheet.write_formula(4, 2, formula, value=51)
    sheet.write(14, 0, "Rettet 2025-01-01")
    book.close()
    return opened.getvalue()


FORMATS: dict[str, str | bytes] = {
    "wide semicolon": wide(),
    "wide tab": wide("\t"),
    "wide comma": wide(","),
    "long comma": long(),
    "long with BOM": "\ufeff" + long(";"),
    "sexes apart": long(",", sexes=True),
    "ages across": ages_across(),
    "Framsikt in Windows-1252": framsikt(),
    "SSB's CSV": ssb(),
    "SSB's workbook": workbook(),
    "workbook of text": workbook(text=True),
    "spaces as thousands": wide(number=lambda one: f"{one:,.0f}".replace(",", " ")),
    "points as thousands": wide(number=lambda one: f"{one:,.0f}".replace(",", ".")),
    "decimal commas": wide(number=lambda one: f"{one:.1f}".replace(".", ",")),
    "both marks": wide(number=lambda one: f"{one:,.1f}".translate(str.maketrans(",.", ".,"))),
    "UTF-16": wide("\t").encode("utf-16"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_table_in_every_format(name: str) -> None:
    upload = given_file(FORMATS[name], f"{name}.xlsx" if "workbook" in name else f"{name}.csv")
    assert [str(one) for one in upload.faults] == []
    (piece,) = upload.pieces
    assert (piece.region, piece.years) == ("5025", YEARS)
    assert piece.ages == AgeAxis.parse(
        ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
    )
    np.testing.assert_array_equal(piece.persons.sum(axis=1), PERSONS)


def test_title_and_notes_are_told_as_left_out() -> None:
    mended = [one.found for one in given_file(framsikt()).mended]
    assert "«Befolkningsprognose Røros»" in mended
    assert "«Kilde: Framsikt, på oppdrag»" in mended


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0 år", "0"),
        ("000", "0"),
        ("1-5 år", "1-5"),
        ("1–5", "1-5"),
        ("90 år eller eldre", "90+"),
        ("105+", "105+"),
        ("105 years or older", "105+"),
        ("Under 1 år", "0"),
        ("6 til 15 år", "6-15"),
        ("F085", "85"),
        ("5 år - 9 år", "5-9"),
    ],
)
def test_ages_as_people_write_them(text: str, code: str) -> None:
    assert words.age(text).code == code


@pytest.mark.parametrize("text", ["5-1", "ung", "2026-05-01", "1,5", "", "999"])
def test_what_is_no_age(text: str) -> None:
    assert words.age(text) is None


# --- one way of being wrong each --------------------------------------------------------------


def changed(old: str, new: str) -> str:
    assert old in wide()
    return wide().replace(old, new, 1)


def zip_bomb() -> bytes:
    opened = io.BytesIO()
    with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    return opened.getvalue()


WRONG: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "no year": (lambda: "Alder;Personer\n0 år;5\n1+;6\n", "ingen kolonne for år"),
    "no age": (lambda: "År;Personer\n2025;5\n2026;6\n", "ingen kolonne for alder"),
    "age left out": (lambda: changed("1-5 år;", ";"), "rad 3, kolonnen Alder: fant en tom celle"),
    "age made a date": (lambda: changed("1-5 år", "2026-05-01"), "«2026-05-01»"),
    "twice": (lambda: wide() + "0 år;1;2;3\n", "også står i rad 2"),
    "negative": (lambda: changed("640", "-640"), "rad 4, kolonnen 2025: fant «-640»"),
    "text": (lambda: changed("640", "mange"), "rad 4, kolonnen 2025: fant «mange»"),
    "empty cell": (lambda: changed("640", ""), "rad 4, kolonnen 2025: fant en tom celle"),
    "overlap": (lambda: changed("1-5 år", "0-5 år"), "0 og 0-5 år overlapper"),
    "hole": (lambda: changed("6-15 år;640;631;622\n", ""), "6-15 år mangler"),
    "no youngest": (lambda: changed("0 år;51;52;50\n", ""), "0 år mangler"),
    "no oldest": (lambda: changed("90 år +;59;60;62\n", ""), "80-89 år er siste gruppe"),
    "total differs": (
        lambda: wide() + "I alt;5541;5544;5580\n",
        "total 5 580,0, og aldersgruppene",
    ),
    "unknown region": (
        lambda: long().replace("5025", "9998", 1),
        "rad 2, kolonnen region: fant «9998»",
    ),
    "empty file": (lambda: b"", "en tom fil"),
    "headings only": (lambda: "År;Alder;Personer\n", "bare overskrifter"),
    "no table": (lambda: "Hei.\nDette er et brev.\n", "en rad med overskrifter"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "et bilde"),
    "a formula in CSV": (lambda: changed("640", "=SUM(B2:B3)"), "ikke en formel"),
    "a formula in a workbook": (lambda: workbook("=50+1"), "celle C5: fant en formel"),
    "a zip bomb": (zip_bomb, "vokser for mye"),
    "no workbook": (lambda: b"PK\x03\x04 nothing more", "skadet"),
    "an old workbook cut": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "ikke kan åpnes"),
    "unclear thousands": (lambda: changed("3200", "3.200"), "bare kan leses på én måte"),
    "cells too many": (lambda: changed("640", "640;7"), "5 felt"),
    "one sex": (
        lambda: long().replace("region", "sex").replace("5025", "Kvinner"),
        "bare ett kjønn",
    ),
    "missing cells": (lambda: "\n".join(long().splitlines()[:-1]), "1 manglende celler"),
    "two columns for age": (
        lambda: "År;Alder;Aldersgruppe;Personer\n2025;0;0;5\n",
        "kolonnene Alder, Aldersgruppe",
    ),
    "an unclosed quote": (lambda: changed("640", '"640'), "ikke kan leses"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_way_of_being_wrong_is_told(name: str) -> None:
    make, expected = WRONG[name]
    upload = given_file(make())
    told = "\n".join(map(str, upload.faults)).replace("\u00a0", " ")
    assert expected in told
    assert upload.pieces == ()


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = wide().replace("640", "mange").replace("3187", "-1").replace("80-89 år", "gamle")
    places = [one.place for one in given_file(text).faults]
    for place in ("rad 4, kolonnen 2025", "rad 6, kolonnen 2026", "rad 8, kolonnen Alder"):
        assert place in places


def test_a_file_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projections.sources.upload.cells.LARGEST", 20)
    assert "høyst 0 MB" in str(given_file(wide()).faults[0])


def test_fractions_are_faults_only_where_whole_persons_are_said() -> None:
    text = changed("640", "640,5")
    assert not given_file(text).faults
    (fault,) = given_file(text, whole=True).faults
    assert (fault.place, fault.found) == ("rad 4, kolonnen 2025", "640.5")


def test_marks_for_missing_are_missing_and_told() -> None:
    upload = given_file(changed("640", ".."))
    assert np.isnan(upload.pieces[0].persons[0, 0, 2])
    assert "rad 4, kolonnen 2025" in [one.place for one in upload.warnings]


def test_a_column_is_known_by_what_stands_in_it_or_is_what_the_user_says() -> None:
    text = long().replace("persons", "folk").replace("age", "gruppe")
    found = given_file(text)
    place = found.headings.index("gruppe")
    assert found.roles[place].kind == "age"
    as_said = given_file(text, wanted={place: "skip", 3: "persons"})
    assert "alder" in str(as_said.faults[0])
    assert given_file(text, wanted={place: "age", 3: "persons"}).pieces


def test_years_that_are_not_there_are_told_and_the_others_used() -> None:
    upload = given_file(changed("2027", "2030"))
    assert not upload.faults
    assert upload.pieces[0].years == (2025, 2026, 2030)
    assert "ikke tall for 3 år (2027, 2028, 2029)" in str(upload.mended).replace("\u00a0", " ")


def test_rounding_of_a_person_is_noted_and_the_parts_are_used() -> None:
    upload = given_file(wide() + "I alt;5542;5544;5540\n")
    assert not upload.faults
    assert "avviker litt" in str(upload.mended)


def test_former_numbers_names_and_several_regions_and_alternatives() -> None:
    rows = ["kommune;alternativ;år;alder;antall"]
    for region in ("1640", "Os"):
        for name in ("Lav", "Høy (HHMH)"):
            rows += [f"{region};{name};2025;0-19;10", f"{region};{name};2025;20+;{len(name)}"]
    upload = given_file("\n".join(rows), former={"1640": "5025"})
    assert not upload.faults
    keys = [(one.region, alternative_code(one.alternative)) for one in upload.pieces]
    assert keys == [("5025", "Lav"), ("5025", "HHMH"), ("3430", "Lav"), ("3430", "HHMH")]
    made = upload.projections(NAMES, "2026-11-21")
    assert [one.code for one in made["3430"]] == [
        f"opplastet-{upload.sha256[:8]}.Lav",
        f"opplastet-{upload.sha256[:8]}.HHMH",
    ]


AREAS = (
    "krets;år;alder;antall\nNord;2025;0-19;10\nNord;2025;20+;30\nSør;2025;0-19;5\nSør;2025;20+;9\n"
)


def test_areas_are_summed_to_the_municipality_or_checked_against_it() -> None:
    whole, *areas = given_file(AREAS).pieces
    assert (whole.area, [one.area for one in areas]) == ("", ["Nord", "Sør"])
    np.testing.assert_array_equal(whole.persons[0, 0], [15, 39])
    right = AREAS + "Hele kommunen;2025;0-19;15\nHele kommunen;2025;20+;39\n"
    assert not given_file(right).faults
    assert "delområdene summerer til 54" in str(given_file(right.replace(";39", ";40")).faults[0])
    moved = right.replace("kommunen;2025;0-19;15", "kommunen;2025;0-19;14").replace(";39", ";40")
    told = [one.found for one in given_file(moved).faults]
    assert [one.split(" summerer")[0] for one in told] == [
        "total 14,0, og delområdene, 0-19 år,",
        "total 40,0, og delområdene, 20+ år,",
    ]


def test_warnings_of_jump_of_cohorts_and_of_small_groups(roros: Case) -> None:
    seen = read(
        UserFile("f.csv", wide(persons=1.5 * PERSONS).encode()),
        NAMES,
        "5025",
        lambda _: roros.observed,
    )
    (jump,) = [one.found for one in seen.warnings if "observert" in one.found]
    assert (
        jump.replace("\u00a0", " ")
        == "8 315 personer i 2026, 47,5 % over de 5 638 observert i 2026"
    )
    # Three years later the same difference is within 2 percent a year.
    for years, count in (("2027;2028;2029", 1), ("2029;2030;2031", 0)):
        text = wide(persons=PERSONS * 1.04).replace("2025;2026;2027", years).encode()
        found = read(UserFile("f.csv", text), NAMES, "5025", lambda _: roros.observed)
        assert found.pieces
        assert len([one for one in found.warnings if "observert" in one.found]) == count
    leap = given_file(wide(persons=PERSONS * np.array([[1], [1.05], [1]]))).warnings
    unheld, *leaps = [one.found.replace("\u00a0", " ") for one in leap]
    assert "ingen talte å holde dem mot" in unheld
    assert leaps == [
        "+5,1 % fra 2025 til 2026",
        "−4,9 % fra 2026 til 2027",
    ]
    ages = [str(age) for age in range(105)] + ["105+"]
    rows = ["alder;2026;2027"]
    rows += [f"{age};{50 - place // 3};{50 - place // 3}" for place, age in enumerate(ages)]
    rows[86] = "85;20;70"
    told = " ".join(one.found for one in given_file("\n".join(rows)).warnings)
    assert "på 84 år i 2026 blir 70 året etter" in told
    assert "celler med 1–3 personer" in " ".join(
        one.found for one in given_file(changed("59", "2")).warnings
    )


def test_a_name_beside_the_number_of_a_region_is_left_out_and_told(root: Path) -> None:
    name = "roros_prognose_sterk_aldring_2023_2033.csv"
    upload = given_file((root / "data" / name).read_bytes(), name)
    assert not upload.faults
    assert upload.pieces[0].persons[0].sum() == 5598
    assert "kolonnen region" in [one.place for one in upload.mended]


def test_regions_by_code_and_name_and_the_old_workbook_format() -> None:
    assert not given_file(long().replace("5025", "K-5025 Røros")).faults
    book = pytest.importorskip("xlwt").Workbook()
    sheet = book.add_sheet("Ark")
    for row, line in enumerate(wide().splitlines()):
        for column, cell in enumerate(line.split(";")):
            sheet.write(row, column, float(cell) if row and column else cell)
    opened = io.BytesIO()
    book.save(opened)
    (piece,) = given_file(opened.getvalue(), "gammel.xls").pieces
    np.testing.assert_array_equal(piece.persons[:, 0], PERSONS)


def test_a_large_file_gives_the_same_as_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    small = given_file(long(sexes=True))
    monkeypatch.setattr("projections.sources.upload.rows.BLOCK", 3)
    large = given_file(long(sexes=True))
    np.testing.assert_array_equal(large.pieces[0].persons, small.pieces[0].persons)
    titled = given_file("En tittel\n\n" + long())
    assert "«En tittel»" in [one.found for one in titled.mended]
    np.testing.assert_array_equal(titled.pieces[0].persons[:, 0], PERSONS)
    wrong = given_file(long().replace("5025,2027,0 år,50", "5025,2027,0 år,femti"))
    assert "rad 18, kolonnen persons" in [one.place for one in wrong.faults]


# --- round trips ------------------------------------------------------------------------------


@given(
    st.lists(
        st.lists(st.floats(0, 1e6).map(lambda one: round(one, 3)), min_size=8, max_size=8),
        min_size=3,
        max_size=3,
    ),
    st.booleans(),
)
def test_what_is_downloaded_is_read_back(values: list[list[float]], norwegian: bool) -> None:
    first = given_file(wide(number=lambda one: f"{one:.0f}"))
    piece = first.pieces[0]
    persons = np.array(values)
    object.__setattr__(piece, "persons", persons[:, None])
    projections = first.projections(NAMES, "2026-11-21")["5025"]
    back = given_file(tidy.to_csv(prognosis.records(projections), norwegian))
    if back.faults:  # thousands and decimals cannot always be told apart; then it is said
        assert all("på én måte" in one.accepted for one in back.faults)
    else:
        np.testing.assert_allclose(back.pieces[0].persons[:, 0], persons, atol=1e-9)


def test_texts_that_a_spreadsheet_would_run_are_neutralised() -> None:
    assert [tidy.safe(one) for one in ("=1", "+1", "-1", "@a", "a=1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "a=1",
    ]


# --- mutated files ----------------------------------------------------------------------------

PIECES = [
    b";",
    b",",
    b"\n",
    b'"',
    b".",
    b"-",
    b"\xe5",
    b"\0",
    b" ",
    b"9",
    b"2026",
    b"=",
    b"e",
    b"\t",
]


def mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(changed) + 1)
        kind = chance.random()
        if kind < 0.2:
            changed[at:at] = chance.choice(PIECES)
        elif kind < 0.4:
            del changed[at : at + chance.choice((1, 1, 3, 20))]
        elif kind < 0.5 and changed:
            changed[min(at, len(changed) - 1)] = chance.randrange(256)
        elif kind < 0.8:
            digits = [place for place, one in enumerate(changed) if 48 <= one < 58] or [0]
            changed[chance.choice(digits)] = 48 + chance.randrange(10)
        else:
            lines = bytes(changed).split(b"\n")
            chance.shuffle(lines)
            changed = bytearray(b"\n".join(lines))
    return bytes(changed)


def assert_stands_in(content: bytes, persons: np.ndarray) -> None:
    """Every figure read stands in the file, so none was made up or put together of two."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = content.decode(encoding)
    known = set()
    for marks in ("", " .'\xa0", ","):
        plain = re.sub(rf"(?<=\d)[{marks}](?=\d{{3}}(?!\d))", "", text) if marks else text
        for one in (plain, plain.replace(",", ";"), plain.replace(",", ".")):
            known |= {float(found) for found in re.findall(r"\d+(?:\.\d+)?", one)}
    assert {float(one) for one in persons[np.isfinite(persons)]} <= known


def fuzz(count: int, seed: int) -> tuple[int, int]:
    """How many mutated files were told, and how many read; asserts what is read is believable."""
    chance = random.Random(seed)
    told = used = 0
    formats = [one.encode() if isinstance(one, str) else one for one in FORMATS.values()]
    for _ in range(count):
        content = mutated(chance.choice(formats), chance)
        upload = given_file(content, "fil.csv")
        assert bool(upload.pieces) != bool(upload.faults)
        told, used = told + bool(upload.faults), used + bool(upload.pieces)
        for one in upload.pieces:
            assert one.persons.shape == (len(one.years), len(one.sexes), len(one.ages))
            assert not (one.persons < 0).any()
            if not content.startswith(b"PK"):
                assert_stands_in(content, one.persons)
    return told, used


def test_mutated_files_are_read_or_told() -> None:
    told, used = fuzz(400, 7)
    assert told > 50
    assert used > 30
