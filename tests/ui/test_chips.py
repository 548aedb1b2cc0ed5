"""What is in a chip is drawn from when it is first opened on a page."""

import pytest
from folds import page_of
from streamlit.testing.v1 import AppTest

from projections.ui.ways import PAGES

pytestmark = pytest.mark.chips_closed


def opened(page: str, **query: str) -> AppTest:
    at = page_of(page)
    at.query_params["kommune"] = "5025"
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def lists(at: AppTest) -> set[str]:
    """Which of the choices' lists are drawn."""
    found = {str(one.key) for one in (*at.selectbox, *at.multiselect)}
    return {key.removeprefix("widget_") for key in found if key.startswith("widget_")}


@pytest.mark.parametrize("page", PAGES)
def test_closed_chips_hold_nothing_but_the_way_to_what_is_in_them(page: str) -> None:
    at = opened(page)
    assert not at.exception
    asks = [one.key for one in at.button if str(one.key).startswith("fill_")]
    assert "fill_region" in asks or page in ("last_opp", "presentasjon", "kilder", "paastand")
    assert not {"region", "projection", "last", "compare"} & lists(at)


def test_an_opened_chip_is_drawn_and_stays_while_its_choice_is_made() -> None:
    at = opened("aldersbaereevne")
    at.button(key="fill_years").click().run()
    assert {"first", "last"} <= lists(at)
    assert "region" not in lists(at)
    at.selectbox(key="widget_last").set_value(2031).run()
    assert at.query_params["til"] in ("2031", ["2031"])
    assert {"first", "last"} <= lists(at)


def test_a_chip_is_closed_again_on_another_page() -> None:
    at = opened("aldersbaereevne")
    at.button(key="fill_region").click().run()
    assert "region" in lists(at)
    at.session_state["opened_chips"] = ("befolkning", frozenset({"region"}))
    assert "region" not in lists(at.run())


def test_what_is_chosen_holds_whether_its_chip_is_open_or_not() -> None:
    at = opened("inntekt", til="2031", metode="satser")
    before = at.title[0].value, dict(at.query_params)
    for name in ("region", "projection", "years", "how"):
        at.button(key=f"fill_{name}").click().run()
    assert (at.title[0].value, dict(at.query_params)) == before
