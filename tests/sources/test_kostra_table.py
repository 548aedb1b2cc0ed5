"""The bundled KOSTRA tables, tied to region codes, and refused where they do not fit together."""

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from projections.case import Catalogue
from projections.errors import DataFileError
from projections.people.population import Region
from projections.sources.data.datafiles import DataFiles, data_folder, open_data
from projections.sources.data.printed import read_spending

AREAS = "kostra_2022_netto_driftsutgifter_per_innbygger.csv"
FIGURES = "nokkeltall_per_innbygger_2022.csv"
TIES = "kostra_tilordning.toml"
REGIONS = {code: Region(code, code) for code in ("5025", "3427", "5021", "5027", "3430", "5026")}
COLUMNS = {
    "Røros": "5025",
    "Tynset": "3427",
    "Oppdal": "5021",
    "Midtre Gauldal": "5027",
    "Os (Hedm.)": "3430",
    "Holtålen": "5026",
    "Kostragruppe 11": "EKG11",
}


def printed(name: str) -> list[dict[str, str]]:
    with (data_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def altered(folder: Path, name: str = TIES, old: str = "", new: str = "") -> DataFiles:
    """The three files with one thing changed, and sums that agree."""
    for one in (AREAS, FIGURES, TIES):
        shutil.copy(data_folder() / one, folder / one)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    sums = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}
    return DataFiles(folder, sums, open_data().sources)


def test_every_printed_amount_is_read_for_the_code_of_its_column(catalogue: Catalogue) -> None:
    by_code: dict[str, list[float]] = {}
    for one in catalogue.spending.by_area:
        assert one.years == (2022,)
        assert (one.unit, one.label("adjusted")) == ("NOK per inhabitant", "need")
        by_code.setdefault(one.region.code, []).append(one.at(2022))
    rows = printed(AREAS)
    assert by_code == {
        code: [float(row[column]) for row in rows] for column, code in COLUMNS.items()
    }


def test_the_printed_total_is_kept_though_the_areas_differ_by_one(catalogue: Catalogue) -> None:
    tynset = [one for one in catalogue.spending.by_area if one.region.code == "3427"]
    assert tynset[-1].item == "total"
    assert tynset[-1].at(2022) == 75568
    assert sum(one.at(2022) for one in tynset[:-1]) == 75569


def test_os_is_the_one_in_innlandet(catalogue: Catalogue) -> None:
    regions = {one.region for one in catalogue.spending.by_area}
    assert Region("3430", "Os") in regions
    assert Region("EKG11", "KOSTRA-gruppe 11") in regions
    assert len(regions) == 7


def test_key_figures_by_region_and_year(catalogue: Catalogue) -> None:
    table = catalogue.spending.key_figures
    rows = {row["indicator"].removesuffix("_nok_per_inhabitant"): row for row in printed(FIGURES)}
    names = {code: name for name, code in COLUMNS.items()}
    assert len(table) == 6 * len(rows) == 24
    for one in table:
        assert one.label("adjusted") == "none"
        assert one.years == ((2021, 2022) if one.region.code == "5025" else (2022,))
        for year in one.years:
            assert one.at(year) == float(rows[one.item][f"{names[one.region.code]} {year}"])


def test_only_the_group_that_is_known_is_told(catalogue: Catalogue) -> None:
    assert catalogue.spending.groups == {"5025": Region("EKG11", "KOSTRA-gruppe 11")}


def test_untouched_files_are_read(tmp_path: Path) -> None:
    assert len(read_spending(altered(tmp_path), REGIONS).by_area) == 77


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (TIES, '"Tynset" = "3427"\n', "", "Tynset er ikke knyttet"),
        (TIES, '"Barnevern" = "barnevern"\n', "", "Barnevern er ikke knyttet"),
        (TIES, '"Os (Hedm.)" = "3430"', '"Os (Hedm.)" = "1243"', "1243"),
        (TIES, '"5025" = "EKG11"', '"5025" = "EKG12"', "EKG12"),
        (TIES, "[groups]", "[others]", "groups"),
        (AREAS, "Tynset", "Tolga", "Tynset mangler"),
        (AREAS, "Barnevern,1615", "Barnehage,1615", "ikke knyttet til én kode"),
        (AREAS, "16798", "16796", "summerer ikke til totalen, 5025"),
        (AREAS, "16798", "..", "ikke et tall"),
        (FIGURES, "Tynset 2022", "Tynset", "«Tynset» har ikke noe år"),
        (FIGURES, "Tynset 2022", "Tolga 2022", "Tolga er ikke knyttet"),
    ],
)
def test_what_does_not_fit_together_is_told(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(DataFileError, match=told):
        read_spending(altered(tmp_path, name, old, new), REGIONS)
