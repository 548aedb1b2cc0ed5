import csv
import hashlib
import re
import tomllib
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from projections.errors import DataFileError
from projections.provenance import QUALITIES, Source
from projections.sources.data.datafiles import DataFiles, DataRow, data_folder, open_data

DATA = Path(__file__).parents[2] / "data"
MANIFEST: dict[str, Any] = tomllib.loads((DATA / "manifest.toml").read_text(encoding="utf-8"))
SOURCES: list[dict[str, str]] = MANIFEST["source"]
LISTED = {entry["name"]: entry["sha256"] for entry in MANIFEST["file"]}

OWN = {
    "kommuner_2024.csv",
    "kommuner_tidligere.csv",
    "kostra_tilordning.toml",
    "nasjonale_aldersandeler_2026.csv",
    "parameters.toml",
    "roros_aldersbaereevne_plan.csv",
    "roros_kapasitet.csv",
    "roros_planens_utsagn.csv",
    "tbu_demografikostnad_2006_2015.csv",
    "utflytting_norge_2004.csv",
}
"""Made or copied out for this project; the other files are copies of their source."""
MORE = {"roros_frie_inntekter_ks_2024_2027.csv": 1, "normer.csv": 6}
"""Copies with some rows more: a printed sum; hours and teaching hours per post."""


def test_manifest_lists_every_file_once_and_no_other() -> None:
    assert len(MANIFEST["file"]) == len(LISTED)
    assert {path.name for path in DATA.iterdir()} - {"manifest.toml", "ssb.sqlite"} == set(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_sum_matches(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == LISTED[name]


def _summed(path: Path) -> Counter[tuple[str, ...]]:
    """A long file as its cells, the last column summed over rows with the same labels."""
    cells: Counter[tuple[str, ...]] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for *key, persons in list(csv.reader(file))[1:]:
            cells[tuple(key)] += int(persons)
    return cells


@pytest.mark.parametrize("name", sorted(set(LISTED) - OWN))
def test_figures_are_those_of_their_source(name: str, shared: Path) -> None:
    fact = shared / "facts" / name
    if name == "ssb_07459_femaarsgrupper.csv":  # its rows 100–104 and 105+ are joined to 100+
        assert _summed(DATA / name) == _summed(fact)
    elif name in MORE:
        lines = (DATA / name).read_text("utf-8").splitlines()
        copied = fact.read_text("utf-8").splitlines()
        assert [line for line in lines if line in copied] == copied
        assert len(lines) == len(copied) + MORE[name]
    else:
        assert (DATA / name).read_bytes() == fact.read_bytes()


def test_sources_have_ids_of_their_own_and_cover_every_file() -> None:
    assert len({entry["id"] for entry in SOURCES}) == len(SOURCES)
    assert {entry["file"] for entry in SOURCES} == set(LISTED)


@pytest.mark.parametrize("entry", SOURCES, ids=lambda entry: entry["id"])
def test_passport_is_complete(entry: dict[str, str]) -> None:
    needed = {field.name for field in fields(Source)} - {"url", "note", "remark"}
    assert {name for name in needed if not entry.get(name, "").strip()} == set()
    assert entry["quality"] in QUALITIES
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", entry["retrieved"])
    assert re.fullmatch(r"\d{4}(-\d{2}-\d{2})?", entry["published"])
    assert entry["published"] <= entry["retrieved"]
    assert re.fullmatch(r"(https://\S+)?", entry.get("url", ""))


def test_the_projects_own_folder_is_the_default() -> None:
    assert data_folder() == DATA
    data = open_data()
    assert data.folder == DATA
    assert data.sums == LISTED
    assert list(data.sources) == [entry["id"] for entry in SOURCES]


@pytest.fixture
def files(tmp_path: Path) -> DataFiles:
    """A folder with one CSV and one TOML file and their true sums."""
    contents = {
        "good.csv": "code,persons\n0301,12\n",
        "quoted.csv": 'code,persons\n"Os, Innlandet",12\n',
        "short.csv": "code,persons\n0301,12\n5025\n3430,7\n5026\n",
        "long.csv": "code,persons\n0301,12,13\n",
        "empty.csv": "",
        "good.toml": "answer = 42\n",
        "bad.toml": "answer =\n",
    }
    for name, text in contents.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes("code,persons\nRøros,12\n".encode("latin-1"))
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    return DataFiles(tmp_path, sums, {})


def test_cells_stay_text(files: DataFiles) -> None:
    assert files.rows("good.csv", ("code",)) == [{"code": "0301", "persons": "12"}]
    assert files.rows("quoted.csv", ("code",))[0]["code"] == "Os, Innlandet"
    assert files.toml("good.toml") == {"answer": 42}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("good.csv", "kolonnen region, year mangler"),
        ("empty.csv", "kolonnen code, region, year mangler"),
    ],
)
def test_all_missing_columns_are_named(files: DataFiles, name: str, problem: str) -> None:
    with pytest.raises(DataFileError, match=problem):
        files.rows(name, ("code", "region", "year"))


@pytest.mark.parametrize(("name", "lines"), [("short.csv", "3, 5"), ("long.csv", "2")])
def test_rows_of_another_length_are_named_by_line(files: DataFiles, name: str, lines: str) -> None:
    with pytest.raises(DataFileError, match=f"feil antall felt i linje {lines}"):
        files.rows(name, ("code", "persons"))


def test_other_encoding_is_a_damaged_file(files: DataFiles) -> None:
    with pytest.raises(DataFileError, match=r"latin\.csv"):
        files.rows("latin.csv", ("code", "persons"))


def test_broken_toml_is_told(files: DataFiles) -> None:
    with pytest.raises(DataFileError, match="ikke gyldig TOML"):
        files.toml("bad.toml")


def test_file_that_is_not_listed_is_not_read(files: DataFiles) -> None:
    (files.folder / "stray.csv").write_text("code\n1\n")
    with pytest.raises(DataFileError, match=r"står ikke i data/manifest\.toml"):
        files.content("stray.csv")


def test_altered_and_missing_files_are_not_read(files: DataFiles) -> None:
    (files.folder / "good.csv").write_text("code,persons\n0301,13\n")
    with pytest.raises(DataFileError, match="kontrollsummen"):
        files.content("good.csv")
    (files.folder / "good.csv").unlink()
    with pytest.raises(DataFileError, match="finnes ikke"):
        files.content("good.csv")


def cell(text: str) -> DataRow:
    return DataRow("x.csv", 4, [("persons", text)])


@pytest.mark.parametrize(("text", "value"), [("12", 12.0), ("-3.5", -3.5), ("0", 0.0)])
def test_number_is_read(text: str, value: float) -> None:
    assert cell(text).number("persons") == value


@pytest.mark.parametrize("text", ["", "mange", "1 234", "1,5", "12:", "nan", "inf", "1_000"])
def test_other_text_is_no_number(text: str) -> None:
    with pytest.raises(DataFileError) as caught:
        cell(text).number("persons")
    assert caught.value.file == "x.csv"
    assert f"«{text}» (linje 4, kolonnen persons)" in str(caught.value)


def test_rows_of_the_same_are_named(files: DataFiles) -> None:
    content = "code,year,persons\n0301,2024,12\n5025,2024,3\n0301,2024,12\n"
    (files.folder / "twice.csv").write_text(content)
    sums = {"twice.csv": hashlib.sha256(content.encode()).hexdigest()}
    found = replace(files, sums=sums)
    assert len(found.rows("twice.csv", ("code",))) == 3
    with pytest.raises(DataFileError, match=r"«0301, 2024» står to ganger\."):
        found.rows("twice.csv", ("persons",), once=("code", "year"))
