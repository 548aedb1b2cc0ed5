import csv
import io
import json

import numpy as np
import pytest

from projections import tables
from projections.case import Case, Projection
from projections.exports import tidy
from projections.people.population import OBSERVED
from projections.series import Series


@pytest.fixture(scope="module")
def table(roros: Case, ageing: Projection) -> tuple[Series, ...]:
    """Whole numbers, fractions, a missing cell and a further label."""
    people = tables.population(roros, ageing)
    ratio = tables.support_ratios(roros, ageing, "20-66")[1]
    holed = ratio.values.copy()
    holed[3] = np.nan
    return (*people, ratio.with_values(holed).with_extra(("note", 'et "sitat"; med tegn, æøå')))


def read(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_one_record_a_value_with_its_labels(table: tuple[Series, ...], roros: Case) -> None:
    records = tidy.records(table)
    assert len(records) == sum(len(one.years) for one in table)
    assert records[0] == {
        "region": "5025",
        "source": "ssb-07459",
        "alternative": OBSERVED,
        "year": 2006,
        "item": "0",
        "value": roros.observed.persons[0, 0, :, 0].sum(),
        "unit": "persons",
        "region_name": "Røros",
    }
    assert [tuple(record)[:7] for record in records] == [tidy.COLUMNS] * len(records)
    assert {record["alternative"] for record in records} == {OBSERVED, "sterk_aldring"}


def test_whole_numbers_have_no_point_and_missing_is_empty(table: tuple[Series, ...]) -> None:
    rows = read(tidy.to_csv(tidy.records(table)))
    people = [row for row in rows if row["unit"] == "persons"]
    assert all(row["value"].isdigit() for row in people)
    ratios = [row["value"] for row in rows if row["unit"] == "persons per person"]
    assert ratios[0] == f"{3204 / 1307:.12g}"
    assert [i for i, value in enumerate(ratios) if value == ""] == [3]


def test_floating_point_noise_is_left_out() -> None:
    assert [tidy._plain(value) for value in (0.1 + 0.2, 2.0, -0.0)] == [0.3, 2, 0]


@pytest.mark.parametrize("norwegian", [False, True])
def test_csv_gives_the_records_back(table: tuple[Series, ...], norwegian: bool) -> None:
    records = tidy.records(table)
    text = tidy.to_csv(records, norwegian)
    if norwegian:
        assert text.startswith("\ufeffregion;source;alternative;year;item;value;unit;")
        text = text.removeprefix("\ufeff")
    rows = read(text, ";" if norwegian else ",")
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        value = row.pop("value").replace(",", "." if norwegian else ",")
        assert (float(value) if value else None) == record["value"]
        rest = {key: str(cell) for key, cell in record.items() if key != "value"}
        assert row == {"note": "", **rest}


def test_norwegian_excel_reads_numbers_years_and_codes(table: tuple[Series, ...]) -> None:
    rows = read(tidy.to_csv(tidy.records(table), norwegian=True).removeprefix("\ufeff"), ";")
    assert {row["region"] for row in rows} == {"5025"}
    assert all(row["year"].isdigit() for row in rows)
    fractions = [row["value"] for row in rows if row["unit"] == "persons per person"]
    assert all("," in value and "." not in value for value in fractions if value)


def test_json_and_csv_hold_the_same(table: tuple[Series, ...]) -> None:
    records = tidy.records(table)
    assert json.loads(json.dumps(records)) == records


def test_labels_of_some_rows_are_columns_of_all(table: tuple[Series, ...]) -> None:
    rows = read(tidy.to_csv(tidy.records(table)))
    assert {row["note"] for row in rows} == {"", 'et "sitat"; med tegn, æøå'}


def test_no_rows_still_have_the_columns() -> None:
    assert tidy.to_csv([]) == "region,source,alternative,year,item,value,unit\n"
    assert tidy.records(()) == []
