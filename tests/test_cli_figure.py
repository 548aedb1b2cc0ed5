"""The commands on figures: which there are, and the values of one as a page draws it."""

import csv
import io

import pytest

from projections import tables
from projections.case import Case, Projection
from projections.cli import main
from projections.figures.catalogue import FIGURES
from projections.series import pick
from projections.ui.shell import PAGES

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


def printed(capsys: Capture, *line: str) -> list[dict[str, str]]:
    assert main(line) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_all_figures_are_listed_with_their_pages(capsys: Capture) -> None:
    rows = printed(capsys, "figures")
    assert [one["figure"] for one in rows] == list(FIGURES)
    assert {one["page"] for one in rows} <= set(PAGES)


def test_values_of_a_figure_are_those_of_its_table(
    capsys: Capture, roros: Case, ageing: Projection
) -> None:
    rows = printed(capsys, "figure", "folketall", "--years", "2023-2033")
    total = pick(tables.population(roros, ageing), "total")
    known = {(str(year), one.at(year)) for one in total for year in one.years}
    own = [one for one in rows if one["role"] != "band"]
    assert {(one["category"], float(one["value"])) for one in own} == known
    assert {one["role"] for one in rows} == {"observed", "projected", "band"}
    without = printed(capsys, "figure", "folketall", "--years", "2023-2033", "--band", "off")
    assert without == own
    assert {one["unit"] for one in rows} == {"persons"}


@pytest.mark.parametrize("key", ["pyramide", "tilpasning", "aarsaker", "netto_laanegjeld"])
def test_figures_that_only_pages_had(capsys: Capture, key: str) -> None:
    assert len(printed(capsys, "figure", key)) > 10


def test_what_cannot_be_printed_is_told_in_one_sentence(capsys: Capture) -> None:
    for line, told in (
        (("figure", "finnes_ikke"), "Ukjent figur: «finnes_ikke»"),
        (("figure", "scenario_hvorfor"), "trenger et scenario, og ingen spak er flyttet"),
        (("figure", "netto_laanegjeld", "--region", "3430"), "Os"),
        (("figure", "folketall", "--working", "tull"), "tull"),
    ):
        assert main(line) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert told in said.err
        assert "fil skrevet" not in said.err


def test_title_and_sentence_are_parted_by_one_mark(capsys: Capture) -> None:
    assert main(["figure", "scenario"]) == 0
    told = capsys.readouterr().err
    assert "endre det? " in told


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("--prices nominal", "fixed."),
        ("--method own", "national."),
        ("--staying lenge", "others, good."),
        ("--standard pleie:900", "grunnskole:"),
        ("--base-year 1800", "2026, 2027, "),
    ],
)
def test_an_option_that_cannot_be_used_is_told_as_it_was_written(
    capsys: pytest.CaptureFixture[str], written: str, accepted: str
) -> None:
    assert main(["figure", "folketall", "--region", "3427", *written.split()]) == 2
    out, err = capsys.readouterr()
    assert f"{written} kan ikke brukes her. Gyldige valg: {accepted}" in err
    assert "Lenken" not in err
    assert "Standardvalget" not in err
    assert not out
