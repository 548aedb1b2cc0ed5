"""Homes on the scenario page: the list of projects, room in the school, and follow-up."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from folds import page_of
from streamlit.testing.v1 import AppTest
from test_last_opp import press

from projections.errors import StoreError
from projections.store import scenarios
from projections.ui import housing_panels
from projections.ui import scenarios as page
from projections.whatif.levers import Project, to_text

FIELD = to_text(Project("Øya", 30, 2028, 2029, 2.5, 0.6, 0.8))


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path))


def opened(fold: str, **query: str) -> AppTest:
    at = page_of("scenarier")
    at.session_state[fold] = True
    at.query_params["kommune"] = "5025"
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def told(every: Any) -> str:
    return " ".join(one.value for one in every).replace("\u00a0", " ").replace("\\", "")


def test_projects_of_a_link_stand_in_the_table_and_are_taken_as_they_stand() -> None:
    at = opened("projects_open", boligprosjekter=FIELD)
    (table,) = (one.value for one in at.dataframe if housing_panels.UNITS in one.value)
    assert table.iloc[0].tolist() == ["Øya", 30, 2028, 2029, "2,5", 60, 80]
    at = press(at, "Bruk prosjektene")
    assert not at.error
    assert at.query_params["boligprosjekter"] in (FIELD, [FIELD])


def test_what_is_wrong_in_the_table_is_told_and_nothing_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A test cannot write in the cells: the table comes back as the user would have left it.
    def written(frame: pd.DataFrame, **_: object) -> pd.DataFrame:
        return frame.assign(**{housing_panels.LAST: 2020.0})

    monkeypatch.setattr(st, "data_editor", written)
    at = press(opened("projects_open", boligprosjekter=FIELD), "Bruk prosjektene")
    assert "Rad 1" in told(at.error)
    assert "2028 eller senere" in told(at.error)
    assert at.query_params["boligprosjekter"] in (FIELD, [FIELD])


def test_homes_until_the_school_is_full() -> None:
    at = opened("room_open")
    assert "Regneeksempel, uten kilde" in told(at.caption)
    at.number_input(key="room_places").set_value(800).run()
    assert "boliger innflyttet i 2028 er det plass til" in told(at.success)
    assert "over 800 elever" in told(at.success)
    at.number_input(key="room_places").set_value(10).run()
    assert "Det er ikke plass til noen" in told(at.success)
    at.number_input(key="room_outside").set_value(0).run()
    assert "Boligene gir ingen flere elever" in told(at.success)


def test_where_nobody_knows_the_room_as_many_as_have_been_are_proposed() -> None:
    at = opened("room_open", kommune="3430")
    assert "har plass til, er ikke kjent" in told(at.caption)
    assert f"på det meste de siste 10 årene: {at.number_input(key='room_places').value}" in told(
        at.caption
    )


def test_the_projection_itself_is_followed_up() -> None:
    at = opened("follow_open")
    assert "Målet var" in told(at.success)
    assert "innbyggere 1. januar 2026; det kom 5 638" in told(at.success)


def test_a_kept_scenario_is_followed_up_from_the_day_it_was_kept() -> None:
    at = opened(page.OPEN, flytting="20")
    next(one for one in at.text_input if one.label == "Navn på scenariet").set_value("Vekst")
    at = press(at, "Lagre scenariet")
    at = opened("follow_open", flytting="20")
    at.selectbox(key="follow_what").set_value("Vekst").run()
    assert not at.exception
    assert "Lagret " in told(at.caption)
    assert "enn ment" in told(at.success) or "som ment" in told(at.success)


def test_a_store_that_cannot_be_read_leaves_the_projection_to_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: object) -> None:
        raise StoreError("Lageret kan ikke leses.")

    monkeypatch.setattr(scenarios, "every", broken)
    at = opened("follow_open")
    assert "Lageret kan ikke leses." in told(at.warning)
    assert at.selectbox(key="follow_what").options == [housing_panels.PLAN]
    assert "Målet var" in told(at.success)
