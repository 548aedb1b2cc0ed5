"""How costs are found: method, base year, prices, and the part of each frame that stays."""

import streamlit as st

from .. import labels, tables, terms
from ..choices import state
from ..whatif.lever_table import LEVERS
from ..words import amounts
from . import controls, session

_FIXED = "fixed_{}"
"""Session key of a sector's slider."""


def prices() -> None:
    """Fixed prices of their year, or nominal ones where the deflator is known."""
    choice, case, catalogue = session.choice(), session.case(), session.catalogue()
    known = state.prices(case, catalogue, choice.method, choice.base_year)
    year = tables.price_year(case, catalogue, choice.method)
    names = {**terms.PRICES, "fixed": f"Faste {year}-kroner"}
    controls.segments("prices", "Priser", known, names.__getitem__)
    deflator = catalogue.deflator
    vintage = deflator.vintage(year)
    last = deflator.known(vintage, year)[-1]
    if choice.prices == "nominal":
        st.caption(amounts.nominal_until(vintage, last))
    elif len(known) == 1:
        st.caption(amounts.no_nominal(last))


def fixed_shares() -> None:
    """A slider a sector for the part of its frame that does not follow people, and a way back."""
    if "own" not in state.methods(session.case(), session.projection()):
        return
    shares, lever = state.fixed_shares(session.choice()), LEVERS["fixed"]
    if shares:
        told, back = st.columns([4, 1], vertical_alignment="center")
        told.warning(amounts.adjusted(",".join(session.choice().fixed)))
        back.button("Nullstill fast andel", on_click=session.take, args=("fixed", ()))
    with st.expander("Hva koster det samme uansett hvor mange som bor her? (fast andel)"):
        st.markdown(amounts.FIXED_TEXT)
        columns = st.columns(2)
        for place, sector in enumerate(session.catalogue().keys.sectors):
            st.session_state[_FIXED.format(sector)] = round(100 * shares.get(sector, 0.0))
            with columns[place % 2]:
                st.slider(
                    f"{labels.item(sector)}, {lever.title}",
                    int(lever.low),
                    int(lever.high),
                    step=int(lever.step),
                    format="%d %%",
                    key=_FIXED.format(sector),
                    on_change=_take_share,
                    args=(sector,),
                )


def _take_share(sector: str) -> None:
    """A slider was moved: the other sectors keep what they have, to the decimal."""
    given = state.by_sector(session.choice().fixed)
    given[sector] = st.session_state[_FIXED.format(sector)]
    sectors = [one for one in session.catalogue().keys.sectors if given.get(one)]
    session.take("fixed", tuple(f"{one}:{given[one]:g}" for one in sectors))
