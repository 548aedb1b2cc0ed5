"""Rates, frames, capacity and migration profile of one's own, together."""

from datetime import date

import streamlit as st

from ..case import OwnRates
from ..choices import state
from ..sources.own.kinds import Found
from ..sources.own.places import PlacesFile
from ..sources.own.rates import RateFile
from ..tables import unfit
from ..words import own_files as words
from . import session
from .frames import FRAMES
from .own_files import Kind
from .own_files import show as show_kind
from .plan_entry import PLAN


def show() -> None:
    """A fold for each kind."""
    st.header("Egne satser, rammer, kapasitet og flytteprofil")
    for kind in (RATES, FRAMES, CAPACITY, PROFILE, PLAN):
        show_kind(kind)


def _use_rates(found: Found, year: int) -> None:  # noqa: ARG001
    assert isinstance(found, RateFile)
    _put_rates(found.own_rates(date.today().isoformat()))


def _put_rates(rates: OwnRates | None) -> None:
    """Use these rates, and the method where they give one; None goes back."""
    if session.choice().method == "rates":
        # Another method first: the new rates may not give it, and the user did not ask for it.
        session.take("method", state.methods(session.case(), session.projection())[0])
    session.use_own(own_rates=rates)
    if "rates" in state.methods(session.case(), session.projection()):
        session.take("method", "rates")


def _rates_in_use() -> str:
    case = session.case()
    if case.own_rates is None:
        return ""
    every = (case.own_rates.costs, case.own_rates.users)
    told = (unfit(case, session.projection(), one) for one in every if one)
    return words.rates_in_use(case.own_rates, case, next(filter(None, told), None))


def _use_places(found: Found, year: int) -> None:  # noqa: ARG001
    assert isinstance(found, PlacesFile)
    session.use_own(own_places=found.own_places(date.today().isoformat()))


def _places_in_use() -> str:
    case = session.case()
    return words.places_in_use(case.own_places, case) if case.own_places else ""


def _use_profile(found: Found, year: int) -> None:  # noqa: ARG001
    session.use_own(mover_profile=found)
    session.take("profile", "own")


def _no_profile() -> None:
    if session.choice().profile == "own":
        session.take("profile", state.PROFILES[0])
    session.use_own(mover_profile=None)


def _profile_in_use() -> str:
    case = session.case()
    return words.profile_in_use(case) if case.mover_profile is not None else ""


RATES = Kind(
    "rates",
    "Fil med satser (CSV, XLSX eller XLS)",
    "Bruk disse satsene",
    _use_rates,
    _rates_in_use,
    lambda: _put_rates(None),
)
CAPACITY = Kind(
    "capacity",
    "Fil med kapasitet (CSV, XLSX eller XLS)",
    "Bruk denne kapasiteten",
    _use_places,
    _places_in_use,
    lambda: session.use_own(own_places=None),
)
PROFILE = Kind(
    "profile",
    "Flytteprofil (CSV, XLSX eller XLS)",
    "Bruk profilen",
    _use_profile,
    _profile_in_use,
    _no_profile,
    "Ta bort egen profil",
)
