import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projections.errors import DataFileError
from projections.people.cohort import SEXES, stationary
from projections.sources.data import vitals

SURVIVAL, FERTILITY = "overlevelse_norge_2022_2023.csv", "fruktbarhet_norge_2022.csv"
LEAVING = "utflytting_norge_2004.csv"


def test_rates_are_those_of_the_files(raw: Callable[[str], list[dict[str, str]]]) -> None:
    found = vitals.load()
    rows = raw(SURVIVAL)
    for place, sex in enumerate(SEXES):
        np.testing.assert_array_equal(found.survival[place], [float(row[sex]) for row in rows])
    given = {row["age_group"]: float(row["births_per_woman_per_year"]) for row in raw(FERTILITY)}
    np.testing.assert_array_equal(found.fertility[30:35], given["30-34"])
    assert found.fertility.sum() == pytest.approx(5 * sum(given.values()))
    assert not found.fertility[:15].any()
    assert not found.fertility[50:].any()
    assert found.male_per_female == 1.05


def test_out_migration_has_the_ages_of_the_table_and_the_level_of_a_newer_year(
    raw: Callable[[str], list[dict[str, str]]],
) -> None:
    found = vitals.load()
    given = {row["age_group"]: row for row in raw(LEAVING)}
    for place, sex in enumerate(SEXES):
        per_thousand = found.leaving[place] * 1000 * 4.1 / 5.1
        np.testing.assert_allclose(per_thousand[20:25], float(given["20-24"][sex]))
        np.testing.assert_allclose(per_thousand[70:], float(given["70+"][sex]))
    assert found.leaving.argmax(axis=1).tolist() == [20, 25]
    # On a stationary population about as many leave as the level says.
    alive = stationary(found.survival)
    assert (found.leaving * alive).sum() / alive.sum() == pytest.approx(0.051, abs=0.004)


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (SURVIVAL, "\n50,", "\n5x,", "alderen går ikke fra 0 til 105"),
        (SURVIVAL, "\n0,0.998506,", "\n0,1.998506,", "henger ikke sammen"),
        (SURVIVAL, "0.998506", "nesten alle", "«nesten alle» (linje 2, kolonnen female) er ikke"),
        (SURVIVAL, "age,", "alder,", "kolonnen age mangler"),
        (FERTILITY, "20-24", "15-19", "15-19 år står to ganger"),
        (FERTILITY, "20-24", "tjue", "henger ikke sammen"),
        (FERTILITY, "0.02142", "-0.02142", "henger ikke sammen"),
        (LEAVING, "70+", "70-90", "ikke alle aldre har en rate"),
        (LEAVING, "70+,6,5", "70+,seks,5", "«seks» (linje 16, kolonnen female) er ikke"),
        (LEAVING, "138", "1380", "henger ikke sammen"),
    ],
)
def test_damaged_file_is_told(folder: Path, name: str, old: str, new: str, told: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    content = text.replace(old, new, 1).encode()
    (folder / name).write_bytes(content)
    manifest = folder / "manifest.toml"
    listed = re.sub(
        rf'(name = "{name}"\nsha256 = ")\w+',
        rf"\g<1>{hashlib.sha256(content).hexdigest()}",
        manifest.read_text(encoding="utf-8"),
    )
    manifest.write_text(listed, encoding="utf-8")
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        vitals.load(folder)
    assert name in str(caught.value)
