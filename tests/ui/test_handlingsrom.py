"""Handlingsrom as a user moves it: rules, their way back, tax base, last year, missing inputs."""

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import figures, opened, press, shown


def levels(at: AppTest, place: int) -> list[float]:
    shapes = figures(at)[place]["layout"]["shapes"]
    return [shape["y0"] for shape in shapes if shape.get("xref") == "paper"]


def test_plan_and_years_after_it() -> None:
    at = opened("handlingsrom")
    text = shown(at)
    assert not at.exception
    assert len(figures(at)) == 4
    assert "Netto driftsresultat er −2,5 % i 2033, 4,3 prosentpoeng under regelen" in text
    assert "Disposisjonsfondet er tomt i 2032" in text
    assert "Netto lånegjeld er over regelen: 104,7 % i 2022" in text
    assert len(at.table) == 5
    drawn = {
        year: y
        for one in figures(at)[0]["data"]
        for year, y in zip(one["x"], one["y"], strict=True)
    }
    assert [round(drawn[year], 1) for year in range(2022, 2028)] == [
        -0.3,
        -1.3,
        -4.2,
        -1.5,
        -0.7,
        0.2,
    ]


def test_rules_are_moved_and_taken_back() -> None:
    at = opened("handlingsrom")
    assert levels(at, 0) == [1.75]
    assert not [one for one in at.button if one.label.startswith("Tilbake")]
    at.select_slider(key="widget_rule_result").set_value(1.0).run()
    at.select_slider(key="widget_rule_fund").set_value(2.5).run()
    assert not at.exception
    assert (levels(at, 0), levels(at, 1)[0]) == ([1.0], 2.5)
    assert at.query_params["regel_resultat"] == "1"
    assert "Kommunens egne er 1,75 %, 10 % og 90 %" in shown(at)
    next(one for one in at.button if one.label.startswith("Tilbake")).click().run()
    assert (levels(at, 0), levels(at, 1)[0]) == ([1.75], 10)
    assert not any(name.startswith("regel") for name in at.query_params)
    assert not at.warning


def test_a_rule_between_the_steps_of_the_slider() -> None:
    at = opened("handlingsrom", regel_resultat="1.6", regel_gjeld="87")
    assert not at.exception
    assert levels(at, 0) == [1.6]
    assert "minst 1,6 %" in shown(at)
    assert "høyst 87 %" in shown(at)


def test_tax_base_and_last_year_change_the_figures() -> None:
    at = opened("handlingsrom")
    press(at, "widget_tax", "working_age")
    assert "Netto driftsresultat er −3,0 % i 2033" in shown(at)
    at.selectbox(key="widget_last").set_value(2030).run()
    assert "Disposisjonsfondet blir ikke tomt innen 2030" in shown(at)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"til": "2027"}, "Planen går til 2027"),
        ({"prognose": "ingen"}, "Velg en prognose"),
    ],
)
def test_without_years_after_the_plan_the_lines_are_still_shown(
    query: dict[str, str], said: str
) -> None:
    at = opened("handlingsrom", **query)
    assert not at.exception
    assert said in shown(at)
    assert len(figures(at)) == 1  # net debt
    assert len(at.table) == 5


def test_a_region_without_a_plan_says_what_is_missing() -> None:
    at = opened("handlingsrom", kommune="3430")
    assert not at.exception
    assert "økonomiplanens linjer, og de finnes ikke for Os" in shown(at)
    assert len(figures(at)) == 1
    assert at.title[0].value.startswith("Handlingsrommet før skatt: fra 0,9 mindre")
    assert "Legg dem inn nedenfor" in shown(at)
