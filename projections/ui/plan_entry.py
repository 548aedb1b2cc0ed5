"""A municipality's own plan on Handlingsrom: three to eight numbers, or a file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from .. import tables
from ..errors import Fault
from ..sources.own import kinds, plan_reading, planlines, values
from ..sources.own.planlines import PlanFile
from ..sources.upload.told import Told
from ..words import budget as words
from ..words import own_files as told
from ..words import uploads as saying
from . import numbers, own_files, parts, session

_FAULTS = "plan_faults"
_FIELD = "plan_line_{}"
HELP: Mapping[str, str] = planlines.COLUMNS


def show() -> None:
    """What is in use and the way back, then the form and the file; open where there is no plan."""
    case = session.case()
    if not case.region.is_municipality:
        return
    own_files.used(PLAN)
    if case.accounts and case.accounts.is_entered:
        _download(case.region.code)
    title, key = f"Legg inn planen for {case.region.name}", f"plan_open_{case.region.code}"
    parts.fold(title, key, _form_and_file, is_open=case.accounts is None)


def _form_and_file() -> None:
    st.markdown(words.ENTRY)
    _form()
    st.markdown("**Flere år, eller fra et regneark**")
    own_files.upload(PLAN)


def _form() -> None:
    """One year; all that is wrong with it is told at once."""
    years = kinds.plan_years(session.catalogue())
    with st.form("plan_form", border=False):
        left, right = st.columns(2)
        left.selectbox("Budsjettår eller siste planår", years, key="plan_year")
        right.selectbox("Beløpene er i priser fra", years, key="plan_prices")
        columns = st.columns(2)
        for place, (line, name) in enumerate(planlines.NAMES.items()):
            if line == planlines.PRICES:
                continue
            unit = "" if line == planlines.PEOPLE else " (1000 kr)"
            needed = "" if line in planlines.NEEDED else ", kan utelates"
            columns[place % 2].text_input(
                f"{name}{unit}{needed}", key=_FIELD.format(line), help=HELP[name]
            )
        st.form_submit_button("Bruk tallene", on_click=_take_form, type="primary")
    if faults := st.session_state.pop(_FAULTS, ()):
        st.error(words.cannot(len(faults)))
        numbers.show_grid(saying.faults("Dette må rettes", faults))


def _take_form() -> None:
    """Use what is written, or tell all that is wrong with it."""
    column = f"plan_{st.session_state['plan_year']}"
    amounts: dict[str, dict[str, float]] = {}
    faults: list[Fault] = []
    for line, name in planlines.NAMES.items():
        text = str(st.session_state.get(_FIELD.format(line), "")).strip()
        if line == planlines.PRICES or not text:
            continue
        value = values.amount(text, -1e12, 1e12)
        if value != value:
            advice = "Skriv for eksempel 67 614 eller −55."
            faults.append(Fault("", name, f"«{text[:40]}»", "et tall", advice))
        else:
            amounts[line] = {column: value}
    unread = {one.place for one in faults}
    missing = [
        planlines.NAMES[line]
        for line in planlines.NEEDED
        if line not in amounts and planlines.NAMES[line] not in unread
    ]
    faults += [Fault("", name, "ikke fylt ut", "et tall", "Fyll ut feltet.") for name in missing]
    if not faults:
        wrong, prices = Told(""), {st.session_state["plan_prices"]}
        if plan := plan_reading.checked((column,), amounts, prices, _people, wrong):
            _use(plan)
        faults += wrong.faults
    st.session_state[_FAULTS] = tuple(faults)


def _people(year: int) -> float:
    return kinds.inhabitants(session.catalogue(), session.choice().region, year)


def _use(plan: PlanFile) -> None:
    """These lines in this session, in place of the bundled ones."""
    case, _, catalogue = session.inputs()
    counted = tables.counted_by_index(case, catalogue)
    today = date.today().isoformat()
    found = planlines.inputs(plan, case.region, catalogue.deflator, counted, today)
    session.use_own(**found)


def _in_use() -> str:
    case = session.case()
    return told.plan_in_use(case) if case.accounts and case.accounts.is_entered else ""


def _back() -> None:
    own = session.case().own_tax
    away: dict[str, Any] = {"accounts": None}
    if own and own.source.id == planlines.ID:
        away["own_tax"] = None
    session.use_own(**away)


def _download(region: str) -> None:
    """The lines in use as the template filled in."""
    case = session.case()
    assert case.accounts
    made = planlines.given(case.accounts, case.own_tax).to_csv().encode("utf-8")
    name = f"plan_{region}.csv"
    parts.offer("Last ned linjene i malen (CSV)", made, name, "text/csv", "plan_filled")


PLAN: own_files.Kind[PlanFile] = own_files.Kind(
    "plan",
    "Fil med planens linjer (CSV, XLSX eller XLS)",
    "Bruk disse linjene",
    lambda found, _: _use(found),
    _in_use,
    _back,
)
