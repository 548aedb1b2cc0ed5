"""A plan written in on Handlingsrom: its charts, what is wrong with it, and whose it is."""

import pytest
from folds import page_of
from streamlit.testing.v1 import AppTest

from projections.sources.own import planlines
from projections.ui.panels import FOLD

THREE = {"revenue": "8 400 000", "result": "84 000", "fund": "560 000"}
EIGHT = THREE | {
    "earmarked": "12 000",
    "debt": "9 240 000",
    "tax": "3 500 000",
    "equalisation": "-150 000",
    "inhabitants": "79 000",
}


def opened(code: str = "5501") -> AppTest:
    at = page_of("handlingsrom")
    at.query_params["kommune"] = code
    return at.run()


def shown(at: AppTest) -> str:
    parts = [at.header, at.markdown, at.caption, at.info, at.error, at.warning]
    text = " ".join(str(one.value) for part in parts for one in part)
    return text.replace("\u00a0", " ")


def written(at: AppTest, **fields: str) -> AppTest:
    for line in planlines.NAMES:
        if line != planlines.PRICES:
            at.text_input(key=f"plan_line_{line}").set_value(fields.get(line, ""))
    next(one for one in at.button if one.label == "Bruk tallene").click().run()
    assert not at.exception
    return at


def charts(at: AppTest) -> set[str]:
    return {one.proto.id.rpartition("chart_")[2] for one in at.get("plotly_chart")}


def test_eight_numbers_give_the_whole_page_and_stay_in_the_session() -> None:
    at = opened()
    assert not at.exception
    assert charts(at) == {"krav_per_aar"}  # what is known without a plan
    at = written(at, **EIGHT)
    assert not at.error
    assert charts(at) == {"netto_driftsresultat", "disposisjonsfond", "tilpasning"}
    assert any(one.label == "Netto lånegjeld" for one in at.expander)
    text = shown(at)
    assert "Egne linjer for Tromsø er i bruk" in text
    assert "Røros kommunes egne måltall" in text
    assert "nasjonal standard" in text
    assert any(one.label == "Last ned linjene i malen (CSV)" for one in at.get("download_button"))
    assert "er i bruk" not in shown(opened())  # another session
    next(one for one in at.button if one.label == "Gå tilbake").click().run()
    assert charts(at) == {"krav_per_aar"}  # what is known without a plan


def test_three_numbers_give_the_plans_own_year_and_say_what_more_takes() -> None:
    at = written(opened(), **THREE)
    assert charts(at) == {"krav_per_aar"}  # what is known without a plan
    at.session_state[FOLD.format("netto_laanegjeld")] = True
    text = shown(at.run())
    assert "ikke lagt ved: egen skatt" in text
    assert "Netto lånegjeld er ikke lagt inn for Tromsø" in text
    assert any(one.label == "Planens linjer" for one in at.expander)


@pytest.mark.parametrize(
    ("fields", "count"),
    [({}, 3), ({"revenue": "mye", "result": "x"}, 3), ({**THREE, "fund": "-1", "debt": "?"}, 1)],
)
def test_all_that_is_wrong_is_told_at_once(fields: dict[str, str], count: int) -> None:
    at = written(opened(), **fields)
    assert [one.value for one in at.error] == [f"Tallene kan ikke brukes: {count} feil."]
    assert "er i bruk" not in shown(at)


def test_newer_lines_take_the_place_of_the_bundled_plan() -> None:
    at = opened("5025")
    assert "november 2023" in shown(at)
    assert "ROBEK" in shown(at)
    at.session_state["plan_open_5025"] = True
    at = written(at.run(), revenue="800 000", result="8 000", fund="20 000")
    assert not at.error
    text = shown(at)
    assert "november 2023" not in text
    assert "Egne linjer for Røros er i bruk" in text
    assert "netto_driftsresultat" in charts(at)  # with the plan's own tax


@pytest.mark.parametrize("code", ["0", "50"])
def test_others_than_municipalities_are_not_asked(code: str) -> None:
    at = opened(code)
    assert not at.exception
    assert not any(one.label.startswith("Legg inn planen") for one in at.expander)


def test_the_lines_written_in_stand_as_a_table_with_their_shares() -> None:
    at = written(opened(), **EIGHT)
    at.session_state[FOLD.format("planens_linjer")] = True
    at.run()
    assert not at.exception
    assert "Linjene som er lagt inn for Tromsø" in shown(at)
    tables = [" ".join(map(str, one.value.index)) for one in at.table]
    assert any("driftsinntekter" in one and "Netto driftsresultat" in one for one in tables)


def test_an_amount_of_another_unit_is_told_and_not_used() -> None:
    at = written(opened(), revenue="8 400", result="84", fund="560")
    assert "Tallene kan ikke brukes" in at.error[0].value
    assert "er i bruk" not in shown(at)
