"""The bundled file of all municipalities, and what is told when it is damaged."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from projections.errors import DataFileError, UnknownChoiceError
from projections.people.cohort import SEXES
from projections.sources.data import municipalities, vitals
from projections.sources.data.datafiles import DataFiles, open_data
from projections.trend.history import APPORTIONED, History


def test_known_figures(history: History) -> None:
    assert history.persons.shape == (357, 22, 2, 106)
    assert history.newest[history.place("5025")].sum() == 5638
    os = history.persons[history.place("3430"), history.years.index(2014)]
    assert os[:, 6:16].sum() == 242
    women = SEXES.index("female")
    newest = history.newest.sum(axis=0)
    assert newest[women, 90:].sum() > newest[1 - women, 90:].sum()  # women live longer
    missing = np.isnan(history.persons).any(axis=(1, 2, 3))
    assert [code for code, one in zip(history.codes, missing, strict=True) if one] == [
        "1160",
        "1576",
    ]
    assert set(APPORTIONED) < set(history.codes)
    with pytest.raises(UnknownChoiceError, match="9999"):
        history.place("9999")


def test_same_figures_as_in_service_ages(history: History) -> None:
    rows = open_data().rows("ssb_07459_tjenestealder_2006_2026.csv", ("region", "year", "persons"))
    told: dict[tuple[str, int], int] = {}
    for row in rows:
        key = row["region"], int(row["year"])
        told[key] = told.get(key, 0) + int(row["persons"])
    checked = 0
    for (code, year), persons in told.items():
        if code in history.codes:
            found = history.persons[history.place(code), history.years.index(year)].sum()
            assert found == persons
            checked += 1
    assert checked > 100


def damaged(folder: Path, content: bytes) -> DataFiles:
    whole = open_data()
    source = whole.source(municipalities.SOURCE)
    (folder / source.file).write_bytes(content)
    sums = {source.file: hashlib.sha256(content).hexdigest()}
    return replace(whole, folder=folder, sums=sums)


def packed(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"not a file of arrays",
        packed(persons=np.zeros((1, 2, 2, 106), dtype=np.int16)),
        packed(
            persons=np.zeros((1, 2, 2, 3), dtype=np.int16),
            region=np.array(["5001"]),
            name=np.array(["Trondheim"]),
            year=np.array([2020, 2021]),
            sex=np.array(["male", "female"]),
            age=np.array([0, 1, 2]),
        ),
    ],
    ids=["no archive", "arrays missing", "ages missing"],
)
def test_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DataFileError, match="ssb_07459_alle_kommuner"):
        vitals.read_history(damaged(tmp_path, content))


def test_altered_missing_or_unlisted_file_is_told(tmp_path: Path) -> None:
    whole = open_data()
    file = whole.source(municipalities.SOURCE).file
    elsewhere = replace(whole, folder=tmp_path)
    with pytest.raises(DataFileError, match="finnes ikke"):
        vitals.read_history(elsewhere)
    content = bytearray(whole.content(file))
    content[-2] ^= 1
    (tmp_path / file).write_bytes(content)
    with pytest.raises(DataFileError, match="kontrollsummen"):
        vitals.read_history(elsewhere)
    with pytest.raises(DataFileError, match=r"manifest\.toml"):
        vitals.read_history(replace(whole, sums={}))
