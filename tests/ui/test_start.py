"""An overtaken projection starts from the newest count: said, and switched."""

import pytest
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest
from test_pages import press, shown


def opened(start: str, **query: str) -> AppTest:
    at = unfold(page_of(start))
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


@pytest.mark.parametrize(
    ("page", "counted", "printed"),
    [
        ("befolkning", "5 638 innbyggere i 2026, 5 627 i 2033", "5 598 innbyggere i 2023, 5 581 i"),
        ("kapasitet", "Elevtallet faller fra 535 i 2026", "Elevtallet faller fra 537 i 2023"),
        ("demografikostnader", "24,9 mill. kr mer i 2033", "36,2 mill. kr mer i 2033"),
        ("inntekt", "netto 23,3 mill. kr verre i 2033", "netto 20,2 mill. kr verre i 2033"),
        ("oversikt", "netto 23,3 mill. kr verre i 2033", "netto 20,2 mill. kr verre i 2033"),
    ],
)
def test_a_page_says_the_counts_and_can_show_what_was_printed(
    page: str, counted: str, printed: str
) -> None:
    at = opened(page)
    assert not at.exception
    assert counted in shown(at)
    assert printed not in shown(at)
    assert "flyttet til tellingen i 2026" in shown(at)
    press(at, "widget_start", "printed")
    assert not at.exception
    assert printed in shown(at)
    assert "flyttet til tellingen i 2026" not in shown(at)
    assert at.query_params["start"] == "trykt"


def test_what_is_not_overtaken_has_no_switch() -> None:
    at = opened("befolkning", kommune="0", prognose="ssb-14746.MMMM")
    assert not at.exception
    assert "flyttet til tellingen" not in shown(at)
    assert not [one for one in at.get("button_group") if one.key == "widget_start"]


def test_the_deviation_since_the_projection_is_from_the_printed_one() -> None:
    assert "46" in shown(opened("befolkning"))


def test_debt_is_a_lever_on_the_room_to_act() -> None:
    at = opened("handlingsrom", mindre_gjeld="100")
    assert not at.exception
    assert "8,0 mill. kr lavere hvert år etter 2027" in shown(at).replace("\u00a0", " ")
    at = opened("handlingsrom", mindre_gjeld="100", gjeldskostnad="5")
    assert "5,0 mill. kr lavere hvert år etter 2027" in shown(at).replace("\u00a0", " ")
    assert "Lånegjelden" not in shown(opened("handlingsrom"))


def test_the_span_comes_before_the_point() -> None:
    at = opened("handlingsrom")
    headings = [one.value for one in (*at.title, *at.header)]
    assert headings[0].replace("\u00a0", " ").startswith("Netto driftsresultat i 2033: mellom")
    text = shown(at)
    press(at, "widget_state", "full")
    assert not at.exception
    assert at.query_params["staten"] == "helt"
    assert at.title[0].value == headings[0]  # the ends are what they were
    assert shown(at) != text
