"""A question from the floor as a chart."""

import pytest

from projections.exports.stage import charts as stage
from projections.presentation import Question

YEARS = (2024, 2025, 2026)
LOWER, MIDDLE, UPPER = (2.4, 2.3, 2.2), (2.4, 2.35, 2.3), (2.4, None, 2.5)


def question(shown: tuple[float, ...] = MIDDLE, measure: str = "20-66 per 67+") -> Question:
    return Question(measure, "persons per person", "personer", YEARS, LOWER, shown, ())


def test_the_projection_what_was_shown_and_the_answer_are_drawn() -> None:
    drawn = stage.chart(question(), UPPER, 2, 3)
    assert [one["y"] for one in drawn["data"]] == [list(LOWER), list(MIDDLE), list(UPPER)]
    assert [one["visible"] for one in drawn["data"]] == [True, True, True]
    told = [note["text"] for note in drawn["layout"]["annotations"]]
    assert told == [
        "personer",
        "Prognosen <b>2,20</b>",
        "Vist <b>2,30</b>",
        "Svar <b>2,50</b>",
    ]
    assert len({one["line"]["dash"] for one in drawn["data"]}) == 3, "not told by colour alone"


def test_a_line_that_is_another_is_drawn_once() -> None:
    at_rest = stage.chart(question(LOWER), LOWER, 2, 3)
    assert [one["visible"] for one in at_rest["data"]] == [True, False, False]
    told = [note["text"] for note in at_rest["layout"]["annotations"]]
    assert told == ["personer", "Vist: prognosen <b>2,20</b>"]


def test_the_axis_holds_every_answer() -> None:
    low, high = stage.span(question(), [UPPER, (1.0, None, 1.5)])
    assert low < 1
    assert high > 2.5


@pytest.mark.parametrize("measure", ["net", "cost", "net_result_share"])
def test_what_is_read_against_zero_has_zero_on_its_axis(measure: str) -> None:
    low, high = stage.span(question(measure=measure), [UPPER])
    assert low < 0 < high


def test_changes_carry_a_sign() -> None:
    assert stage.value(question(measure="cost"), 2.5) == "+2,50"
    assert stage.value(question(), None) == "–"
