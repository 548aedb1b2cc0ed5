"""The page Kapasitet: what is set on it, and numbers written by hand."""

import pytest
from test_pages import figures, opened, shown

from projections.choices import state
from projections.sources import bundled

CATALOGUE = bundled.load()
REST = state.settle({}, CATALOGUE).choice


def test_it_says_what_the_norms_are_and_what_is_estimated() -> None:
    told = shown(opened("kapasitet"))
    assert "minimumsnormer" in told
    assert "Elevtallet faller fra 552 i 2024 til 511 i 2033" in told
    assert "fordelt jevnt på årstrinn, fordi prognosen bare har gruppen 6–15 år" in told
    assert "Kommunens eget tall for brukere og årsverk mangler" in told
    assert "Skolenes kapasitet er ikke kjent, så bare elevtallet er vist" in told
    assert "Elever i dag (skoleåret 2023/24): Røros skole 530" in told
    assert "22 + 27 + 30 = 79. Det stemmer ikke med 75" in told
    assert "Behovet er større enn de 77" not in told
    assert "dagens 568" not in told


def test_coverage_moves_need_and_passing_year() -> None:
    at = opened("kapasitet", heldogn="22")
    assert (
        "Med 22 % dekning er behovet større enn de 107 vedtatte omsorgsplassene fra 2030"
        in shown(at)
    )
    notes = [note["text"] for note in figures(at)[0]["layout"]["annotations"]]
    assert "<b>over 75<br>i\u00a02024</b>" in notes
    assert "<b>over 107<br>i\u00a02030</b>" in notes
    at.select_slider(key="widget_coverage").set_value(13.0).run()
    assert not at.exception
    assert at.query_params["heldogn"] == "13"
    assert "Med 13 % dekning er de 107 vedtatte omsorgsplassene nok til 2033" in shown(at)


def test_a_coverage_between_the_steps_in_a_link_is_kept() -> None:
    at = opened("kapasitet", heldogn="28.5")
    assert not at.exception
    assert not at.warning
    assert "Med plass til 28,5 % av dem" in shown(at)


def test_levels_are_drawn_as_steps() -> None:
    traces = figures(opened("kapasitet"))[0]["data"]
    level = {tuple(set(trace["y"])) for trace in traces if trace["name"] in ("I dag", "Vedtatt")}
    assert level == {(75,), (107,)}


@pytest.mark.parametrize(
    ("written", "shown_as", "users"), [("1 250", "1 250", 1573), ("62,5", "62,50", 79)]
)
def test_an_own_number_is_read_and_scaled(written: str, shown_as: str, users: int) -> None:
    at = opened("kapasitet")
    at.text_input(key="widget_home_users").set_value(written).run()
    assert not at.exception
    assert not at.error
    assert at.text_input(key="widget_home_users").value.replace("\u00a0", " ") == shown_as
    assert f"blir {users:,} i 2033".replace(",", " ") in shown(at)
    at.text_input(key="widget_home_users").set_value("").run()
    assert "hjemmetjeneste" not in at.query_params
    assert "blir" not in shown(at)


@pytest.mark.parametrize("written", ["mange", "-3", "100 000", "1.234,5", "12 34"])
def test_what_is_no_number_is_one_sentence_and_nothing_changes(written: str) -> None:
    at = opened("kapasitet", aarsverk_pleie="180.5")
    at.text_input(key="widget_care_fte").set_value(written).run()
    assert not at.exception
    (problem,) = at.error
    assert f"«{written}» kan ikke brukes. Skriv et tall fra 0 til 99" in problem.value
    assert at.query_params["aarsverk_pleie"] == "180.5"
    at.text_input(key="widget_care_fte").set_value("200").run()
    assert not at.error
    assert at.query_params["aarsverk_pleie"] == "200"


@pytest.mark.parametrize("value", [0.0, 1.0, 62.5, 12345.67, 99_999.0])
@pytest.mark.parametrize("field", ["home_users", "care_fte"])
def test_own_numbers_survive_the_url(field: str, value: float) -> None:
    choice = state.settle(state.changed(REST, field, value, CATALOGUE), CATALOGUE).choice
    assert getattr(choice, field) == value
    query = {name: [text] for name, text in state.to_query(choice, CATALOGUE).items()}
    assert state.settle(query, CATALOGUE) == state.Settled(choice, ())


@pytest.mark.parametrize("text", ["100000", "-1", "mange", "1,5"])
def test_a_link_with_an_unusable_number_is_one_sentence(text: str) -> None:
    settled = state.settle({"hjemmetjeneste": [text]}, CATALOGUE)
    assert settled.choice == REST
    assert len(settled.problems) == 1
