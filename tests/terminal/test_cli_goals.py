"""``goal``: the figures of the table, the sentence on standard error."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from projections.case import Case, Catalogue, Projection
from projections.money.income import Assumed
from projections.tables import Setting, goals, sought
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario
from projections.words import goals as sentences

Said = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("line", "measure", "lever", "target", "year", "people"),
    [
        ("--measure support-ratio --target 2,3 --year 2033", "ratio", "migration", 2.3, 2033, {}),
        (
            "--measure inhabitants --target 5800 --year 2028 --staying good",
            "people",
            "migration",
            5800,
            2028,
            {"staying": "good"},
        ),
        ("--measure mean-age --target 46,5 --year 2028", "mean_age", "migration", 46.5, 2028, {}),
        (
            "--measure pupils --target 560 --year 2030 --profile families --from-year 2026",
            "pupils",
            "migration",
            560,
            2030,
            {"profile": "families", "from_year": 2026},
        ),
        (
            "--measure result --lever productivity --target 1.75 --year 2030",
            "net_result_share",
            "productivity",
            1.75,
            2030,
            {},
        ),
    ],
)
def test_the_goal_and_its_sentence(
    answer: Said,
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    line: str,
    measure: sought.GoalMeasure,
    lever: sought.GoalLever,
    target: float,
    year: int,
    people: dict,
) -> None:
    setting = Setting(roros, ageing, catalogue, "own", "all", Assumed(), "20-66")
    goal = goals.find(setting, Scenario(Levers(**people)), measure, lever, target, year)
    code, out, err = answer(f"goal {line}")
    rows = {row["item"]: row for row in csv.DictReader(io.StringIO(out))}
    assert code == 0
    *first, answer = err.strip().split("\n")
    assert answer == sentences.answer(goal)
    assert len(first) == (measure not in sought.PEOPLE)
    assert all(one.startswith("Etter hva staten gir: fra «For å ") for one in first)
    assert list(rows) == ["target", "now", "needed", "gives", "lowest_gives", "highest_gives"]
    assert float(rows["target"]["value"]) == target
    assert float(rows["needed"]["value"]) == pytest.approx(goal.value)
    assert float(rows["now"]["value"]) == pytest.approx(goal.now)
    assert {row["year"] for row in rows.values()} == {str(year)}
    assert {row["outcome"] for row in rows.values()} == {"found"}
    assert rows["needed"]["unit"] == goals.UNITS[lever]


def test_what_is_not_reached_is_empty(answer: Said) -> None:
    code, out, err = answer("goal --measure support-ratio --target 4 --year 2033 --json")
    rows = {row["item"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["needed"]["value"] is rows["gives"]["value"] is None
    assert (rows["now"]["lowest"], rows["now"]["highest"]) == ("-200", "200")
    assert "med 200 blir den 2,36" in err


def test_the_other_definition_and_the_national_standard(
    answer: Said,
) -> None:
    _, out, _ = answer("goal --measure support-ratio --working 16-66 --target 2.5 --year 2033")
    assert "16-66 per 67+" in out
    _, own, _ = answer("goal --measure net --target 0 --year 2030")
    _, national, _ = answer("goal --measure net --method national --target 0 --year 2030")
    assert own != national
