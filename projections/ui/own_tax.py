"""A municipality's own tax, written in where no plan gives it: two numbers and a year."""

from datetime import date

import streamlit as st

from .. import norwegian, tables, terms
from ..case import OwnTax
from ..errors import BaereevneError
from ..sources.own.file import passport
from . import session

ID = "egen-skatt"
"""Source id of tax that someone wrote in."""
_MOST = 99_999_999
"""[1000 NOK]; Oslo has half of it."""
_TOLD = "own_tax_told"


def show() -> None:
    """The form, for municipalities whose tax is not known here; nothing for others."""
    case, _, catalogue = session.inputs()
    years = sorted(tables.known_indices(case, catalogue), reverse=True)
    if not case.region.is_municipality or case.income_lines:
        return
    if not years:
        st.info(f"{case.region.name} har ingen offisiell utgiftsbehovsindeks her.")
        return
    own = case.own_tax
    with st.expander(f"Legg inn skatten for {case.region.name}", expanded=own is None):
        st.markdown(
            "Inntektene i alt trenger kommunens egen skatt og inntektsutjevningen av den. Begge "
            "står i KS' prognosemodell og i økonomiplanen. Tallene brukes bare i denne økten."
        )
        with st.form("own_tax", border=False):
            st.selectbox("År", years, format_func=str, key="own_tax_year")
            st.text_input("Skatt på inntekt og formue (1000 kr)", key="own_tax_tax")
            st.text_input(
                "Inntektsutjevning (1000 kr, minus for trekk)",
                key="own_tax_equalisation",
            )
            st.text_input(
                "Innbyggere 1. juli året før (SSBs tall brukes når feltet er tomt)",
                key="own_tax_inhabitants",
            )
            st.form_submit_button("Bruk tallene", on_click=_take)
        for told in st.session_state.pop(_TOLD, ()):
            st.error(told)
        if own:
            st.caption(
                f"I bruk: skatt {own.year}, "
                f"{terms.value(own.tax / own.inhabitants, 'NOK per inhabitant')} per innbygger."
            )
            st.button("Ta bort skatten", on_click=lambda: session.use_own(own_tax=None))


def _take() -> None:
    """Use what is written, or tell all that is wrong with it."""
    case, year = session.case(), int(st.session_state["own_tax_year"])
    problems: list[str] = []

    def number(field: str, name: str, low: float) -> float:
        text = str(st.session_state[f"own_tax_{field}"]).strip()
        try:
            return norwegian.read(text, low, _MOST)
        except BaereevneError as problem:
            problems.append(f"{name}: {problem}")
            return 0.0

    tax = 1000 * number("tax", "Skatt", 1)
    equalisation = 1000 * number("equalisation", "Inntektsutjevning", -_MOST)
    people = tables.counted_in_july(case.observed, year)
    if str(st.session_state["own_tax_inhabitants"]).strip():
        people = number("inhabitants", "Innbyggere", 1)
    if problems:
        st.session_state[_TOLD] = tuple(problems)
        return
    today = date.today().isoformat()
    source = passport(
        id=ID,
        short=f"egen skatt {year}, lagt inn",
        title=f"Skatt og inntektsutjevning for {case.region.name} i {year}",
        document="Skrevet inn på siden «Hva blir igjen?»",
        vintage=f"lagt inn {norwegian.date(today)}",
        published=today[:4],
        retrieved=today,
        unit="kroner per år",
    )
    session.use_own(own_tax=OwnTax(year, people, tax, equalisation, source))
