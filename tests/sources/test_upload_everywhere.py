"""An upload for any kommune in the list is accepted, by whatever name or number it has had."""

from pathlib import Path

import pytest

from projections.case import Catalogue
from projections.cli import main
from projections.sources.own.file import UserFile
from projections.sources.upload import Upload, using


def prognosis(catalogue: Catalogue, code: str, written: str) -> UserFile:
    """A prognosis that begins with those counted and grows, by sex and single age."""
    people = catalogue.case(code).observed
    lines = ["region;kjønn;alder;år;personer"]
    for sex, name in enumerate(("Kvinner", "Menn")):
        for place, band in enumerate(people.ages.bands):
            count = people.persons[0, -1, sex, place]
            age = f"{band.lower}" if band.upper == band.lower else band.code
            lines += [
                f"{written};{name};{age};{year};{round(count * (1.01 ** (year - 2026)))}"
                for year in range(2026, 2036)
            ]
    return UserFile("egen.csv", "\n".join(lines).encode())


def read(catalogue: Catalogue, code: str, written: str) -> Upload:
    return using.checked(prognosis(catalogue, code, written), catalogue, "5025")


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("4001", "Porsgrunn"),
        ("4001", "0805"),
        ("4001", "3806 Porsgrunn"),
        ("5501", "K-5501"),
        ("0301", "Oslo"),
        ("3430", "Os"),
        ("5612", "Guovdageaidnu - Kautokeino"),
        ("1818", "Herøy (Nordland)"),
        ("1151", "1151 Utsira"),
        ("40", "Telemark"),
        ("1508", "Ålesund"),
    ],
)
def test_every_kommune_is_accepted(catalogue: Catalogue, code: str, written: str) -> None:
    upload = read(catalogue, code, written)
    assert upload.faults == ()
    found = using.added(upload, catalogue, "2026-11-29")
    assert list(found) == [code]
    (projection,) = found[code]
    assert projection.population.years == tuple(range(2026, 2036))
    assert projection.population.region.name == catalogue.names[code]


@pytest.mark.parametrize("written", ["Herøy", "1850", "1507", "9999"])
def test_what_may_be_several_is_told_and_not_guessed(catalogue: Catalogue, written: str) -> None:
    upload = read(catalogue, "1818", written)
    assert upload.faults
    assert written in str(upload.faults[0])


def test_a_file_is_enough_on_the_command_line(
    catalogue: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "porsgrunn.csv"
    file.write_bytes(prognosis(catalogue, "4001", "Porsgrunn").content)
    assert main(["support-ratio", "--region", "Porsgrunn", "--source", str(file)]) == 0
    out = capsys.readouterr().out
    assert "4001," in out
    assert ",2035," in out
