"""What tells figures of the same cells apart: rows and sheets of their own, editions, measures."""

import json
from typing import Any

import pytest
from test_upload_cases import BODY, RIGHT, given, totals, workbook

from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, read

NAMES = {"5025": "Røros", "3430": "Os"}
HEAD = "alder;2024;2025\n"


def told(upload: Upload) -> str:
    return "\n".join(map(str, upload.faults)).replace("\u00a0", " ")


def by_alternative(upload: Upload) -> dict[str, float]:
    """Everybody in the first year, by alternative."""
    assert told(upload) == ""
    return {one.alternative: float(one.persons[0].sum()) for one in upload.pieces}


def test_alternatives_under_rows_that_name_them() -> None:
    upload = given(f"{HEAD}Hovedalternativet (MMMM)\n{BODY}Lav vekst (LLML)\n{BODY}")
    assert by_alternative(upload) == {"Hovedalternativet (MMMM)": 5600, "Lav vekst (LLML)": 5600}


def test_municipalities_under_rows_that_name_them() -> None:
    upload = read(
        UserFile("fil.csv", f"{HEAD}5025 Røros\n{BODY}3430 Os\n{BODY}".encode()), NAMES, "5025"
    )
    assert told(upload) == ""
    assert {one.region for one in upload.pieces} == {"5025", "3430"}


def test_an_alternative_published_twice_is_two() -> None:
    rows = "".join(
        f"Hovedalternativet;{edition};{line};{more}\n"
        for edition, more in (("2022", 2700), ("2024", 2800))
        for line in ("0-66;2030", "67+;2030")
    )
    upload = given(f"alternativ;publisert;alder;år;personer\n{rows}")
    assert by_alternative(upload) == {
        "Hovedalternativet, utgave 2022": 5400,
        "Hovedalternativet, utgave 2024": 5600,
    }


def test_editions_alone_are_alternatives() -> None:
    rows = "".join(
        f"{edition};{age};2030;{edition}\n" for edition in (2022, 2024) for age in ("0-66", "67+")
    )
    upload = given(f"publisert;alder;år;personer\n{rows}")
    assert by_alternative(upload) == {"2022": 4044, "2024": 4048}


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("Hovedalternativet", "Lav vekst"), ("alternative", 2)),
        (("5025 Røros", "3430 Os"), ("region", 2)),
        (("Kvinner", "Menn"), ("sex", 1)),
    ],
)
def test_sheets_of_one_form_are_one_table(names: tuple[str, str], kinds: tuple[str, int]) -> None:
    rows = [["alder", "2024"], ["0-66", 3000], ["67+", 2600]]
    file = UserFile("fil.xlsx", workbook(dict.fromkeys(names, rows)))
    upload = read(file, NAMES, "5025")
    assert told(upload) == ""
    kind, count = kinds
    assert len(upload.pieces) == count
    if kind != "sex":
        assert {getattr(one, kind) for one in upload.pieces} == (
            set(names) if kind == "alternative" else {"5025", "3430"}
        )
    else:
        assert upload.pieces[0].sexes == ("female", "male")


@pytest.mark.parametrize(
    ("names", "other"),
    [
        (("Ark", "Notater"), [["alder", "2024"], ["0-66", 1], ["67+", 1]]),
        (("2024", "2025"), [["alder", "kjønn", "2024"], ["0-66", "menn", 1], ["67+", "menn", 1]]),
        (("Kvinner", "2025"), [["alder", "2024"], ["0-66", 1], ["67+", 1]]),
        (("Menn", "menn 2"), [["alder", "2024"], ["0-66", 1], ["67+", 1]]),
    ],
)
def test_sheets_that_do_not_belong_together_are_named(
    names: tuple[str, str], other: list[list[Any]]
) -> None:
    rows = [["alder", "2024"], ["0-66", 3000], ["67+", 2600]]
    upload = given(workbook({names[0]: rows, names[1]: other}), "fil.xlsx")
    assert totals(upload) == {2024: 5600}
    assert any(names[1] in str(one) for one in upload.warnings)


def test_a_sheet_that_is_not_there() -> None:
    content = workbook({"Ark1": [["alder", "2024"], ["0-66", 1], ["67+", 1]]})
    upload = read(UserFile("fil.xlsx", content), NAMES, "5025", sheet="Ark7")
    assert "Velg ett av arkene Ark1" in told(upload)


def test_a_table_of_shares_alone_is_refused() -> None:
    rows = "".join(f"Vekst i prosent;{age};2030;2800\n" for age in ("0-66", "67+"))
    upload = given(f"alternativ;alder;år;verdi\n{rows}")
    assert "Bruk tabellen med antall personer" in told(upload)


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "[1, 2]", '{"class": "dataset"}'])
def test_json_that_is_no_whole_dataset(content: str) -> None:
    assert "JSON som ikke er et helt JSON-stat-datasett" in told(given(content, "fil.json"))


def test_a_dataset_that_is_too_large() -> None:
    def axis(count: int) -> dict[str, Any]:
        return {"category": {"index": {str(place): place for place in range(count)}}}

    size = {"Region": 2100, "Tid": 1000}
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "id": list(size),
        "size": list(size.values()),
        "dimension": {name: axis(count) for name, count in size.items()},
        "value": {"0": 1},
    }
    assert "Velg færre verdier hos SSB" in told(given(json.dumps(dataset), "fil.json"))


def test_ages_with_a_sex_behind_them() -> None:
    rows = "".join(f"{age}{sex};1400;1400\n" for age in ("0-66", "67+") for sex in "KM")
    upload = given(f"{HEAD}{rows}")
    assert totals(upload) == RIGHT
    assert upload.pieces[0].sexes == ("female", "male")


def in_categories(total: str) -> list[list[object]]:
    """Everybody, and in two categories that say it with another space."""
    rows: list[list[object]] = [["Alder", "Kategori", "Personer"]]
    for age, people in (("0-19 år", 1200), ("20-66 år", 3200), ("67 år eller eldre", 1200)):
        last = total if age == "0-19 år" else "I alt"
        for name, part in ((last, people), ("Innvandrere", 100), ("Øvrige", people - 100)):
            rows.append([age, name, part])
    return rows


def test_a_total_among_parts_is_known_in_several_sheets_and_with_a_space_behind() -> None:
    sheets = given(workbook({year: in_categories("I alt") for year in ("2024", "2025")}))
    assert totals(sheets) == RIGHT
    lines = [f"{year};{a};{b};{c}" for year in RIGHT for a, b, c in in_categories("I alt ")[1:]]
    text = given("\n".join(["År;Alder;Kategori;Personer", *lines]))
    assert totals(text) == RIGHT
    for upload in (sheets, text):
        assert "Bare radene med «I alt» er brukt." in [one.advice for one in upload.mended]
