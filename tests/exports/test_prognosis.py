"""An uploaded prognosis downloaded again: the same array, where it comes from, nothing to run."""

import io
import zipfile

import numpy as np
import pytest
import python_calamine as calamine

from projections.case import Projection
from projections.exports import prognosis, tidy
from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, read
from projections.words import uploads as words
from projections.words.grids import Grid

NAMES = {"5025": "Røros"}
TEXT = (
    "krets;alternativ;år;alder;kjønn;antall\n"
    + "".join(
        f"{area};{name};2025;{age};{sex};{value}\n"
        for area, name, value in (("Nord", "=1+1", 3.25), ("+Sør", "=1+1", 40), ("Nord", "Lav", 7))
        for age in ("0-19", "20+")
        for sex in ("k", "m")
    )
    + "Nord;Lav;2026;0-19;k;..\nNord;Lav;2026;0-19;m;1\nNord;Lav;2026;20+;k;2\n"
    "Nord;Lav;2026;20+;m;3\nKilde: =HYPERLINK();;;;;\n"
)
PROJECTIONS = list[Projection]


def uploaded(content: bytes, name: str) -> Upload:
    upload = read(UserFile(name, content), NAMES, "5025")
    assert not upload.faults
    return upload


@pytest.fixture
def upload() -> Upload:
    return uploaded(TEXT.encode(), "=egen.csv")


@pytest.fixture
def found(upload: Upload) -> PROJECTIONS:
    return list(upload.projections(NAMES, "2026-11-21")["5025"])


def about(upload: Upload) -> Grid:
    return words.about(
        "@Boliger", "Fylket", "", "2026-11-21T10:00:00+00:00", upload.name, upload.sha256, "2026"
    )


@pytest.fixture
def book(upload: Upload, found: PROJECTIONS) -> bytes:
    return prognosis.workbook(found, about(upload), words.mended(upload.mended))


def assert_same(first: PROJECTIONS, content: bytes, name: str) -> None:
    back = uploaded(content, name).projections(NAMES, "2026-11-21")["5025"]
    assert len(back) == len(first)
    for one, other in zip(first, back, strict=True):
        assert one.alternative == other.alternative
        assert list(one.areas) == list(other.areas)
        for place in ("", *one.areas):
            mine = one.areas[place] if place else one.population
            theirs = other.areas[place] if place else other.population
            assert (mine.years, mine.sexes, mine.ages) == (theirs.years, theirs.sexes, theirs.ages)
            np.testing.assert_array_equal(mine.persons, theirs.persons)


def test_the_workbook_is_read_back_as_the_same_array(found: PROJECTIONS, book: bytes) -> None:
    assert_same(found, book, "tilbake.xlsx")


def test_the_table_in_text_is_read_back_as_the_same_array(found: PROJECTIONS) -> None:
    assert_same(found, tidy.to_csv(prognosis.records(found), True).encode(), "tilbake.csv")


def test_the_sheet_tells_where_it_comes_from(upload: Upload, book: bytes) -> None:
    sheet = calamine.load_workbook(io.BytesIO(book)).get_sheet_by_name("Om filen").to_python()
    told = {row[0]: row[1] for row in sheet}
    assert told["Prognosen"] == "'@Boliger"
    assert told["Laget av"] == "Fylket"
    assert told["Lagret i Bæreevne"] == "21.11.2026"
    assert told["Sum av originalfilen (sha256)"] == upload.sha256
    mended = [row for row in sheet if "Kilde: =HYPERLINK" in str(row[1])]
    assert mended[0][0] == "Rad 18"


def test_nothing_in_it_is_a_formula(book: bytes, found: PROJECTIONS) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "worksheets/" in name]
    assert len(sheets) == 2
    assert not any(b"<f" in one for one in sheets)
    cells = [str(one) for record in prognosis.records(found) for one in record.values()]
    assert "'+Sør" in cells
    assert not any(one.startswith(tidy.RISKY) for one in cells)


def test_rows_are_counted_with_areas(found: PROJECTIONS) -> None:
    assert prognosis.rows(found) == len(prognosis.records(found))
