"""The first visit: the app asks which kommune it is, and the answer stands in link and session."""

import pytest
from folds import page_of
from streamlit.testing.v1 import AppTest

from projections.ui.shell import PAGES

QUESTION = "Hvilken kommune gjelder det?"


def opened(start: str = "oversikt", **query: str) -> AppTest:
    at = page_of(start)
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def shown_on(at: AppTest) -> str:
    return " ".join(str(one.value) for one in (*at.title, *at.caption))


def asks(at: AppTest) -> bool:
    assert not at.exception
    return any(one.label == QUESTION for one in at.selectbox)


def answered(at: AppTest, shown: str) -> AppTest:
    """Choose the entry that reads so."""
    question = at.selectbox(key="asked_region")
    (place,) = (i for i, one in enumerate(question.options) if one == shown)
    return question.select_index(place).run()


@pytest.mark.parametrize("page", [name for name in PAGES if name != "presentasjon"])
def test_every_page_asks_at_first_and_shows_the_example(page: str) -> None:
    at = opened(page)
    assert asks(at)
    assert not at.error
    # Nothing is chosen yet, so an address that says nothing goes on doing so.
    assert at.query_params == {}


@pytest.mark.parametrize(
    ("shown", "code", "name"),
    [
        ("Tynset, Innlandet", "3427", "Tynset"),
        ("Kautokeino · Guovdageaidnu, Finnmark", "5612", "Kautokeino"),
        ("Herøy, Nordland", "1818", "Herøy (Nordland)"),
        ("Herøy, Møre og Romsdal", "1515", "Herøy (Møre og Romsdal)"),
        ("0821 Bø (Telemark), nå Midt-Telemark", "4020", "Midt-Telemark"),
        ("1640 Røros, nå 5025", "5025", "Røros"),
        ("3427 Tynset", "3427", "Tynset"),
        ("1850 Tysfjord, nå Narvik og Hamarøy", "1806", "Narvik"),
        ("Telemark", "40", "Telemark"),
        ("Norge", "0", "Norge"),
    ],
)
def test_the_answer_is_shown_kept_and_in_the_link(shown: str, code: str, name: str) -> None:
    at = answered(opened(), shown)
    assert not asks(at)
    assert name in shown_on(at)
    assert at.query_params["kommune"] == code
    at.run()
    assert not asks(at)
    assert at.selectbox(key="widget_region").value == code


def test_the_worked_example_is_one_press_away() -> None:
    at = opened()
    next(one for one in at.button if one.label.startswith("Se Røros")).click().run()
    assert not asks(at)
    assert at.query_params["kommune"] == "5025"


def test_a_link_is_not_asked_about() -> None:
    assert not asks(opened(kommune="3427"))


def test_other_choices_are_no_answer() -> None:
    at = opened("befolkning")
    at.selectbox(key="widget_last").set_value(2030).run()
    assert asks(at)
    assert at.query_params["til"] == "2030"


@pytest.mark.parametrize(
    ("link", "code", "said"),
    [
        ("1640", "5025", ""),
        ("0301", "0301", ""),
        ("3820", "4022", ""),
        ("0821", "4020", "Bø (Telemark) (0821) er nå en del av Midt-Telemark, som er vist."),
        ("1507", "1508", "er siden delt mellom Ålesund og Haram. Ålesund er vist."),
    ],
)
def test_a_link_with_a_former_code_leads_on(link: str, code: str, said: str) -> None:
    at = opened(kommune=link)
    assert not asks(at)
    assert not at.error
    assert at.query_params["kommune"] == code
    told = [one.value for one in at.warning]
    assert len(told) == bool(said)
    assert all(said in one for one in told)


def test_former_codes_to_compare_with_lead_on_too() -> None:
    at = opened("aldersbaereevne", kommune="5025", sammenlign="0437,1902")
    assert not at.warning
    assert at.multiselect(key="widget_compare").value == ["3427", "5501"]


def test_the_menu_finds_by_every_name_and_number() -> None:
    options = opened(kommune="5501").selectbox(key="widget_region").options
    assert options[:3] == ["Alstahaug", "Alta", "Alvdal"]
    assert {
        "Kautokeino",
        "Guovdageaidnu – Kautokeino",
        "5501 Tromsø",
        "1902 Tromsø, nå 5501",
    } <= set(options)
