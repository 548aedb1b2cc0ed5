"""The plan's lines of grants and tax."""

from collections.abc import Callable

import pytest

from projections.case import Case, Catalogue
from projections.errors import DataFileError
from projections.sources.data import accounts, datafiles
from projections.sources.data.datafiles import DataFiles, DataRow

FILE = "roros_frie_inntekter_ks_2024_2027.csv"


def test_lines_are_the_files_cells(roros: Case, raw: Callable[[str], list[dict[str, str]]]) -> None:
    printed = {row["line"]: row for row in raw(FILE)}
    assert {one.item for one in roros.income_lines} == set(accounts.GRANT_LINES.values())
    for one in roros.income_lines:
        row = printed[one.label("line")]
        assert {str(year): one.at(year) for year in one.years} == {
            str(year): float(row[str(year)]) for year in range(2024, 2028)
        }
        assert (one.alternative, one.unit) == ("plan", "1000 NOK")
    assert {one.item: one.at(2024) for one in roros.income_lines} == {
        "innbyggertilskudd": 168_788,
        "utgiftsutjevning": 21_132,
        "skatt": 187_948,
        "inntektsutjevning": 24_947,
    }


def test_only_the_plans_own_municipality_has_lines(catalogue: Catalogue) -> None:
    assert [code for code, case in catalogue.cases.items() if case.income_lines] == ["5025"]


@pytest.mark.parametrize("line", list(accounts.GRANT_LINES))
def test_a_line_that_is_gone_or_no_number_is_named(
    monkeypatch: pytest.MonkeyPatch, roros: Case, line: str
) -> None:
    data = datafiles.open_data()
    rows = data.rows(FILE, ("line",))

    def reads(found: list[DataRow]) -> DataFiles:
        monkeypatch.setattr(DataFiles, "rows", lambda *_: found)
        return data

    with pytest.raises(DataFileError, match="mangler") as caught:
        accounts.read_every(reads([row for row in rows if row["line"] != line]), roros.region)
    assert line in str(caught.value)
    broken = [
        DataRow(FILE, row.line, {**row, "2025": "mye"}.items()) if row["line"] == line else row
        for row in rows
    ]
    place = next(row.line for row in rows if row["line"] == line)
    with pytest.raises(DataFileError, match=rf"«mye» \(linje {place}, kolonnen 2025\)"):
        accounts.read_every(reads(broken), roros.region)
