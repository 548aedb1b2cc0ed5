"""How many homes a school has room for, housing projects as a table, and follow-up."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from .. import norwegian, words
from ..choices import selections, state
from ..errors import BaereevneError, Fault, InputFileError, short
from ..figures.view import View
from ..store import Store, scenarios
from ..tables import capacity, schools
from ..whatif.lever_table import HOW
from ..whatif.levers import MOST, MOST_NAME, PER_HOME, Project, from_text, to_text
from ..whatif.levers import OUTSIDE as FROM_OUTSIDE
from ..whatif.scenario import Scenario
from ..words.literal import literal
from . import panels, parts, session

NAME, UNITS, FIRST, LAST = "Prosjekt", "Boliger", "Fra år", "Til år"
PERSONS, OUTSIDE, BUILT = HOW["per_home"].title, "Utenfra (%)", "Bygd (%)"
NUMBERS = {
    UNITS: (0, 9999, 1.0),
    FIRST: (1990, 2100, 1.0),
    LAST: (1990, 2100, 1.0),
    PERSONS: (0, 10, 0.1),
    OUTSIDE: (0, 100, 5.0),
    BUILT: (0, 100, 5.0),
}
"""Lowest, highest and step of each column."""
TEXTS = (NAME, PERSONS)
"""Columns of text: a browser may take 2,5 for 25, and we read numbers as Norwegians write them."""
AT_HOME = [1.5, 2.0, 2.5, 3.0, 3.5]
"""How many may live in a home of a question [persons]."""
PLAN = "Prognosen selv"


def room(view: View) -> None:
    """How many homes there is room for; folded until wanted."""
    parts.fold(words.districts.ROOM, "room_open", partial(_room, view))


def projects() -> None:
    """The list of projects; folded until wanted."""
    parts.fold("Boligprosjekter", "projects_open", _table)


def _table() -> None:
    """The projects as a table that is taken when it is asked for: what is half written is not."""
    chosen = session.choice().projects
    given = [from_text(one) for one in chosen]
    st.markdown(words.districts.HOW)
    frame = pd.DataFrame([_row(one) for one in given], columns=[NAME, *NUMBERS])
    with st.form("projects"):
        edited = st.data_editor(
            frame.astype({one: "object" if one in TEXTS else "float64" for one in frame.columns}),
            num_rows="dynamic",
            hide_index=True,
            key=f"projects_{hash(chosen)}",
            column_config={
                NAME: st.column_config.TextColumn(max_chars=MOST_NAME, required=True),
                **{
                    name: st.column_config.NumberColumn(
                        min_value=low, max_value=high, step=step, required=True
                    )
                    for name, (low, high, step) in NUMBERS.items()
                    if name not in TEXTS
                },
                PERSONS: st.column_config.TextColumn(required=True),
            },
        )
        if not st.form_submit_button("Bruk prosjektene", type="primary"):
            return
    try:
        found = read(
            [{str(key): one for key, one in row.items()} for row in edited.to_dict("records")]
        )
    except InputFileError as problem:
        st.error(literal(str(problem)))
        return
    session.take("projects", tuple(map(to_text, found)))
    st.rerun()


def _row(one: Project) -> list[Any]:
    shares = 100 * one.share_from_outside, 100 * one.realisation
    persons = norwegian.number(one.persons_per_home, norwegian.decimals_of(one.persons_per_home))
    return [one.name, one.units, one.first, one.last, persons, *shares]


def read(rows: list[dict[str, Any]]) -> list[Project]:
    """The projects of a table that a user wrote.

    Raises
    ------
    InputFileError
        If one cannot be; every fault is told, by row and column.
    """
    faults: list[Fault] = []
    found: list[Project] = []
    if len(rows) > MOST:
        faults.append(
            Fault("Listen", "", f"{len(rows)} prosjekter", f"høyst {MOST}", "Slå sammen noen.")
        )
    for place, row in enumerate(rows, 1):
        where, name = f"Rad {place}", str(row.get(NAME) or "").strip()
        row = {**row, PERSONS: _number(row.get(PERSONS))}
        wrong = [
            Fault(where, one, short(str(row.get(one))), f"et tall {low}–{high}", "Skriv et tall.")
            for one, (low, high, _) in NUMBERS.items()
            if not (isinstance(row.get(one), int | float) and low <= row[one] <= high)
        ]
        if not 1 <= len(name) <= MOST_NAME or not name.isprintable():
            wrong.append(Fault(where, NAME, short(name), f"1–{MOST_NAME} tegn", "Skriv et navn."))
        if not wrong and row[LAST] < row[FIRST]:
            told = f"{row[LAST]:g}"
            wrong.append(Fault(where, LAST, told, f"{row[FIRST]:g} eller senere", "Rett året."))
        faults += wrong
        if not wrong:
            numbers = [float(row[one]) for one in NUMBERS]
            units, first, last, persons, outside, built = numbers
            found.append(
                Project(name, units, int(first), int(last), persons, outside / 100, built / 100)
            )
    if faults:
        raise InputFileError(faults)
    return found


def _number(value: Any) -> Any:
    """A number as Norwegians write it; what is none comes back as it is."""
    try:
        return norwegian.read(value, 0, 10) if isinstance(value, str) else value
    except BaereevneError:
        return value


@panels.where_available()
def _room(view: View) -> None:
    """How many homes before the school is full, beside the levers as they stand."""
    known = capacity.levels(view.case, view.projection, "grunnskole", "pupils")
    counted = view.case.newest_count
    # Where nobody knows how many there is room for, there was room for as many as have been there.
    at_rest = known[-1].values[-1] if known else schools.most_pupils(view.case.observed)
    if not known:
        st.caption(words.districts.no_places(at_rest))
    first, second, third, fourth = st.columns(4)
    places = first.number_input("Elevplasser", 1, 99_999, round(at_rest) or 1, key="room_places")
    year = second.number_input("Innflyttingsår", counted, 2100, counted + 2, key="room_year")
    persons = third.selectbox(
        PERSONS,
        AT_HOME,
        AT_HOME.index(PER_HOME),
        format_func=lambda value: norwegian.number(value, 1),
        key="room_persons",
    )
    outside = fourth.number_input(OUTSIDE, 0, 100, round(100 * FROM_OUTSIDE), 5, key="room_outside")
    st.caption(words.districts.EXAMPLE)
    project = Project("spørsmål", 1, int(year), int(year), persons, outside / 100)
    found = schools.until_full(view.setting, view.chosen.scenario, project, float(places))
    st.success(literal(words.districts.room(found, float(places), project)))


def follow(view: View) -> None:
    """What was aimed at, what came, and what it takes now; folded until wanted."""
    parts.fold("Oppfølging", "follow_open", partial(_follow, view))


@panels.where_available()
def _follow(view: View) -> None:
    assert view.projection
    st.markdown(words.districts.FOLLOW)
    try:
        kept = scenarios.every(Store())
    except BaereevneError as problem:
        st.warning(literal(str(problem)))
        kept = ()
    name = state.NAMES["region"]
    by_name = {one.name: one for one in kept if one.query.get(name) == view.case.region.code}
    asked = st.selectbox("Hva som følges opp", [PLAN, *by_name], key="follow_what")
    setting, printed = view.setting, view.projection.as_printed.population
    scenario, made = Scenario(), printed.years[0]
    if asked in by_name:
        saved = by_name[asked]
        settled = state.opened(saved, session.catalogue())
        scenario = selections.scenario_of(settled.choice, session.catalogue())
        made = date.fromisoformat(saved.saved[:10]).year
        st.caption(f"Lagret {norwegian.date(saved.saved[:10])}.")
    found = schools.follow_up(setting, scenario, printed, made)
    st.success(literal(words.districts.follow_up(found)))
