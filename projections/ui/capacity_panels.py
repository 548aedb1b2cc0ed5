"""The ways to what is lacking of schools: their capacity, and pupils by district."""

import streamlit as st

from .. import words
from ..figures.view import View
from ..tables import capacity, districts
from . import session, ways


def own_keys(view: View) -> tuple[str, ...]:
    """Figures of what a user has handed in."""
    case, projection, _ = view.of
    by_district = districts.divided(case, projection)
    return (
        *(("elever_per_skolekrets",) if by_district else ()),
        *(("brukere",) if case.own_rates else ()),
    )


def schools() -> None:
    """How to get the schools' capacity and districts; nothing where both are here."""
    case, projection, _ = session.inputs()
    if not case.region.is_municipality:
        return
    if not capacity.levels(case, projection, "grunnskole", "pupils"):
        ways.link("last_opp", "Legg inn skolenes kapasitet")
    if not districts.divided(case, projection):
        st.caption(words.districts.HOW_TO)
        ways.link("last_opp", "Gå til Last opp")
