"""Growth among all municipalities: in the figure as on the command line, and leaps are told."""

import csv
import io

import pytest

from projections.case import Catalogue
from projections.choices import selections, state
from projections.cli import main
from projections.figures import people
from projections.figures.spec import Absent
from projections.figures.view import View


def view(catalogue: Catalogue, code: str, first: str) -> View:
    choice = state.settle({"kommune": [code], "fra": [first]}, catalogue).choice
    case = catalogue.case(code)
    projection = state.projection_of(case, choice.projection, choice.start)
    return View(case, projection, catalogue, selections.of(choice, catalogue))


def test_the_figure_is_the_ranking_of_the_command_line(
    catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ranking", "--show", "growth", "--years", "2016-2026"]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr()[0]))
    told = {row["region"]: float(row["value"]) for row in rows if row["year"] == "2026"}
    shown = people.growth_of_all(view(catalogue, "5025", "2016"))
    assert len(shown.table) == len(told) == 357
    assert {one.region.code: one.at(2026) for one in shown.table} == pytest.approx(told)
    assert "nummer" in shown.title


def test_growth_by_hand(catalogue: Catalogue) -> None:
    """Etnedal: 1 593 in 2026 and 1 254 in 2025; Os: 1 871 and 1 895."""
    shown = people.growth_of_all(view(catalogue, "3430", "2025"))
    found = {one.region.code: one.at(2026) for one in shown.table}
    assert found["3450"] == pytest.approx(100 * (1593 / 1254 - 1))
    assert found["3430"] == pytest.approx(100 * (1871 / 1895 - 1))


def test_a_leap_is_told_where_it_is_shown(catalogue: Catalogue) -> None:
    assert "Etnedal gjør et sprang" in people.growth_of_all(view(catalogue, "3430", "2025")).remark
    assert "+27" in catalogue.case("3450").observed.source.remark
    assert "sprang" not in catalogue.case("3430").observed.source.remark
    # Shared out until 2023: what happens to the estimates is no leap of people.
    assert "sprang" not in catalogue.case("1580").observed.source.remark


@pytest.mark.parametrize("code", ["0", "34"])
def test_others_than_municipalities_have_no_rank(catalogue: Catalogue, code: str) -> None:
    with pytest.raises(Absent):
        people.growth_of_all(view(catalogue, code, "2016"))
