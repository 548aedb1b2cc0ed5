"""What is said of a file: one line a kind, column and value, however many rows have it."""

import time

import numpy as np
import pytest

from projections.errors import Fault
from projections.norwegian import NBSP
from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, read
from projections.sources.upload.told import Told, counted, total
from projections.words import uploads as words


def given_file(text: str) -> Upload:
    """A file of Røros as it is read."""
    return read(UserFile("fil.csv", text.encode()), {"5025": "Røros"}, "5025")


def cells(values: dict[str, list[int]], column: str = "kolonnen region") -> Told:
    """What is said of a column with these texts in these rows."""
    told = Told("fil.csv")
    pairs = sorted((row, text) for text, rows in values.items() for row in rows)
    texts = list(values)
    rows = np.array([row for row, _ in pairs])
    codes = np.array([texts.index(text) for _, text in pairs])
    told.cells(column, rows, texts, codes, "et kommunenummer", "Rett det.")
    return told


def lines(told: Told) -> list[tuple[str, str, int]]:
    """Place, what was found and how many, without hard spaces."""
    return [(one.place.replace(NBSP, " "), one.found, one.count) for one in counted(told.faults)]


def test_a_value_in_many_rows_is_one_line_with_how_many_and_the_first_three() -> None:
    told = cells({"4012": [2, *range(3, 1252)], "4013": [1300]})
    assert lines(told) == [
        ("kolonnen region, 1 250 rader, første rad 2, 3 og 4", "«4012»", 1250),
        ("rad 1300, kolonnen region", "«4013»", 1),
    ]
    assert total(told.faults) == 1251


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([7], "rad 7, kolonnen region"),
        ([7, 9], "rad 7 og 9, kolonnen region"),
        ([7, 8, 11], "rad 7, 8 og 11, kolonnen region"),
        ([7, 8, 11, 12], "kolonnen region, 4 rader, første rad 7, 8 og 11"),
    ],
)
def test_few_rows_are_all_named(rows: list[int], place: str) -> None:
    assert lines(cells({"x": rows})) == [(place, "«x»", len(rows))]


def test_many_values_of_a_column_are_one_line() -> None:
    told = cells({f"{code}": [code, code + 5000] for code in range(4000, 4060)})
    ((place, found, count),) = lines(told)
    assert place == "kolonnen region, 120 rader, første rad 4000, 4001 og 4002"
    assert found.startswith("«4000» (2), «4001» (2), «4002» (2)")
    assert count == 120


def test_many_columns_are_one_line_and_few_are_one_each() -> None:
    def of(columns: int) -> list[tuple[str, str, int]]:
        told = Told("fil.csv")
        for year in range(2026, 2026 + columns):
            for row in (3, 4):
                told.fault(f"rad {row}, kolonnen {year}", f"«{year}x{row}»", "et tall", "Rett.")
        return lines(told)

    assert [place for place, *_ in of(2)] == [
        "rad 3 og 4, kolonnen 2026",
        "rad 3 og 4, kolonnen 2027",
    ]
    ((place, found, count),) = of(30)
    assert place == (
        "rad 3, kolonnen 2026; rad 4, kolonnen 2026; rad 3, kolonnen 2027 og 57 steder til"
    )
    assert found == "«2026x3», «2026x4», «2027x3» og 57 til"
    assert count == 60


def test_sheets_and_cells_of_a_workbook_are_kept_apart() -> None:
    told = Told("bok.xlsx")
    for sheet in ("Menn", "Kvinner"):
        for row in range(2, 12):
            told.fault(f"arket {sheet}, rad {row}, kolonnen Alder", "«x»", "en alder", "Rett.")
    told.each([(f"celle B{row}", "en formel") for row in range(1, 90)], "et tall", "Lim inn.")
    assert [place for place, *_ in lines(told)] == [
        "arket Menn, kolonnen Alder, 10 rader, første rad 2, 3 og 4",
        "arket Kvinner, kolonnen Alder, 10 rader, første rad 2, 3 og 4",
        "89 celler, første celle B1, B2 og B3",
    ]


def test_kinds_are_never_mixed_and_none_is_lost() -> None:
    told = cells({"4012": list(range(2, 200))})
    told.fault("", "ingen kolonne for år", "en kolonne med år", "Legg den til.")
    told.each([("rad 5", "7 felt"), *[("", "")] * 99], "5 felt", "Se etter et skilletegn.")
    assert [one.accepted for one in counted(told.faults)] == [
        "et kommunenummer",
        "en kolonne med år",
        "5 felt",
    ]
    assert sum(one.count for one in counted(told.faults)) == 198 + 1 + 100


def test_sentences_about_figures_are_of_one_kind() -> None:
    told = Told("fil.csv")
    for ages in ("0-19", "20-66", "67+", "80+"):
        told.fault("område 5025", f"total 1 201,0, og {ages} år gir 1 200,0", "en sum", "Rett.")
    (one,) = counted(told.faults)
    assert one.found.endswith("67+ år gir 1 200,0 og 1 til")
    assert (one.place, one.count) == ("område 5025", 4)


def test_advice_that_names_a_row_is_said_to_be_of_the_first() -> None:
    faults = [
        Fault("a.csv", f"rad {row}", "celle", "én gang", f"Den står også i rad {row - 1}.")
        for row in (5, 9)
    ]
    (one,) = counted(faults)
    assert one.advice == "Den står også i rad 4. Det gjelder den første."


def test_a_million_faulty_rows_are_told_in_few_words_and_little_time() -> None:
    told = Told("fil.csv")
    rows = np.arange(2, 1_000_002)
    texts = [f"k{one}" for one in range(1_000_000)]
    start = time.process_time()
    told.cells("kolonnen region", rows, texts, np.arange(1_000_000), "x", "y")
    told.cells("kolonnen region", rows, texts, np.zeros(1_000_000, dtype=int), "z", "y")
    found = counted(told.faults)
    assert time.process_time() - start < 2
    assert [one.count for one in found] == [1_000_000, 1_000_000]
    assert sum(len(str(one)) for one in found) < 600


def test_a_region_that_is_unknown_all_through_a_file_is_one_line() -> None:
    rows = "\n".join(f"4012;{year};{age};5" for year in (2026, 2027) for age in range(106))
    upload = given_file(f"region;år;alder;personer\n{rows}\n")
    (fault,) = [one for one in upload.faults if "4012" in one.found]
    assert fault.place == "kolonnen region, 212 rader, første rad 2, 3 og 4"
    assert upload.places >= 212


def test_which_of_several_alternatives_is_shown_is_said() -> None:
    assert words.alternatives(["Hoved"]) == ""
    assert words.alternatives(["Hoved", "Lav"]).endswith(
        "«Hoved» vises der ett alternativ vises; «Lav» kan velges."
    )
    rows = "\n".join(f"{name};2026;{age};5" for name in ("Hoved", "Lav") for age in range(106))
    upload = given_file(f"alternativ;år;alder;personer\n{rows}\n")
    assert upload.alternatives == ("Hoved", "Lav")
