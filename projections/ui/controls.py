"""Widgets for the choice. Every widget shows and changes one field of the shared choice."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from .. import labels, norwegian, terms
from ..choices import offered, state
from ..errors import BaereevneError
from ..figures.effects import effect_item
from ..people.ages import SERVICE_AGES
from ..people.indicators import WORKING_AGES
from ..series import Table
from ..trend.alternative import whose as errors_of
from ..whatif.lever_table import LEVERS
from ..words import amounts
from ..words.literal import literal
from . import session, shared

Format = Callable[[Any], str]


def _take(field: str) -> None:
    """A widget was changed: settle the choice with its new value."""
    session.take(field, st.session_state[f"widget_{field}"])


def _bound(field: str) -> dict[str, Any]:
    """Keyword arguments that tie a widget to a field: shows it, and takes what is chosen."""
    key, value = f"widget_{field}", getattr(session.choice(), field)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value
    return {"key": key, "on_change": _take, "args": (field,)}


def select(field: str, label: str, options: Sequence[Any], show: Format = str, **more: Any) -> None:
    """A list to choose one from."""
    st.selectbox(label, options, format_func=show, **_bound(field), **more)


SEGMENTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "working": ("Yrkesaktiv alder", {one: labels.age(one) for one in WORKING_AGES}),
    "measure": ("Vis som", terms.MEASURES),
    "cost_view": ("Vis som", terms.COST_VIEWS),
    "method": ("Metode", terms.METHODS),
    "need": ("Behovet følger", terms.NEEDS),
    "tax": ("Skatten følger", terms.TAXES),
    "state": ("Staten dekker landets aldring", terms.STATES),
    "weights": ("Sektorvektene", terms.WEIGHTS),
    "prices": ("Priser", terms.PRICES),
    "start": ("Prognosen starter", terms.STARTS),
    "band": ("Usikkerhet i prognosen", terms.BANDS),
    "effect": (
        "Vis",
        {
            "total": "Innbyggere",
            "0-15": "0–15 år",
            "20-66": "20–66 år",
            "67+": "67+",
            "80+": "80+",
            "ratio": "Aldersbæreevne",
            "care_places": "Omsorgsplasser",
            "net": "Netto",
            "net_result_share": "Driftsresultat",
        },
    ),
}
"""Fields with a few options: what stands above them, and the name of each."""


def segments(field: str, known: Sequence[str] = (), **names: str) -> None:
    """The few options of a field side by side.

    ``known``: those that can be chosen, where not all can; ``names``: of some of them, here.
    """
    label, every = SEGMENTS[field]
    show = {**every, **names}.__getitem__
    options = list(known or every)
    st.segmented_control(label, options, format_func=show, required=True, **_bound(field))


def slide(field: str, label: str, low: float, high: float, step: float, show: Format) -> None:
    """A slider over even steps, and the value it has now."""
    steps = (low + step * place for place in range(round((high - low) / step) + 1))
    options = sorted({*steps, getattr(session.choice(), field)})
    st.select_slider(label, options, format_func=show, **_bound(field))


def several(field: str, label: str, options: Sequence[Any], show: Format, most: int) -> None:
    """A list to choose several from."""
    st.multiselect(
        label,
        options,
        format_func=show,
        max_selections=most,
        placeholder="Velg",
        select_all=False,
        **_bound(field),
    )


def compared() -> None:
    """Which regions stand beside the chosen one."""
    every = dict.fromkeys((*offered.present(shared.figures()), *shared.fetchable()))
    own = session.choice().region
    others = [code for code in every if code != own]
    # Asked for hundreds of times at every run.
    names = {**shared.places(), **shared.figures().names}
    several("compare", "Sammenlign med", others, names.__getitem__, state.MOST_COMPARED)
    if len(own) == 4:
        with st.container(horizontal=True):
            for label, codes in _suggested(own).items():
                st.button(
                    label, key=f"compare_{label}", on_click=session.take, args=("compare", codes)
                )


def _suggested(region: str) -> dict[str, tuple[str, ...]]:
    """Regions to compare a municipality with, by what they have in common with it.

    Municipalities of one county alone (Oslo) have none there.
    """
    known, most = shared.figures(), state.MOST_COMPARED
    county = tuple(one for one in known.peers(region, most) if one[:2] == region[:2])
    found = {"Nærmest i størrelse": known.nearest(region, most), "Samme fylke": county}
    return {label: codes for label, codes in found.items() if codes}


def effect(table: Table) -> None:
    """Which figure of a scenario is drawn, of those the table has."""
    known = [one for one in state.EFFECTS if effect_item(one, table) != table[0].item]
    segments("effect", [state.EFFECTS[0], *known])


def choose_against() -> None:
    """Which other projection to draw; left out where there is no other."""
    names = {one.code: labels.projection(one) for one in session.case().projections}
    codes = state.against_codes(session.case(), session.choice().projection)
    if len(codes) > 1:
        select(
            "against",
            "Vis også prognosen",
            codes,
            lambda code: names.get(code, "Ingen"),
        )


def group() -> None:
    """All people, or one age group of them."""
    groups = {labels.TOTAL: "Hele befolkningen"} | {
        code: labels.sentence(labels.age(code)) for code in SERVICE_AGES.codes
    }
    select("group", "Aldersgruppe", list(groups), groups.__getitem__)


def compared_by_group() -> None:
    """Regions beside the chosen one, and which age group they are compared by."""
    compared()
    group()


def pyramid_years() -> None:
    """The two years of the pyramid."""
    pyramid = session.case().pyramid
    years = pyramid.years if pyramid else ()
    left, right = st.columns(2)
    with left:
        select("pyramid_first", "Første år (omriss)", years[:-1])
    with right:
        later = [year for year in years if year > session.choice().pyramid_first]
        select("pyramid_last", "Siste år (fylt)", later)


def cost_method() -> None:
    """How costs are found."""
    segments("method", state.methods(session.case(), session.projection()))


def need() -> None:
    """What need for services follows."""
    segments("need")
    st.caption(
        "Staten fordeler penger etter en nøkkel for hver tjeneste. Alderen veier mest; det andre "
        "som teller, er for eksempel dødelighet og eldre som bor alene."
    )


def state_gives() -> None:
    """What nobody knows of the state: whether it pays for the nation's ageing, and the weights."""
    segments("state")
    segments("weights")


def coverage() -> None:
    """Places with round-the-clock care per 100 people aged 80 and over, in whole per cent."""
    lever, parameters = LEVERS["coverage"], session.catalogue().parameters
    ends = (parameters.value(f"care_coverage_{end}") for end in ("low", "high"))
    planned = "–".join(map(norwegian.number, ends))
    slide(
        "coverage",
        f"{lever.title} (kommuner planlegger for {planned})",
        *lever.span(parameters)[:2],
        lever.step,
        lambda value: terms.value(value, "percent").replace(",0", ""),
    )


def care_numbers() -> None:
    """The municipality's own numbers of the base year."""
    left, right = st.columns(2)
    with left:
        written("home_users", f"Brukere av hjemmetjenester i {session.choice().base_year}")
    with right:
        written("care_fte", f"Årsverk i pleie og omsorg i {session.choice().base_year}")


def written(field: str, label: str, low: float = 0, high: float = state.MOST_OWN) -> None:
    """A number of the user's own, written as people write numbers; empty is not set."""
    key, value = f"widget_{field}", getattr(session.choice(), field)
    shown = norwegian.number(value, 0 if float(value).is_integer() else 2)
    st.session_state[key] = shown if value else ""
    limits = (field, low, high)
    st.text_input(label, key=key, placeholder="Ikke satt", on_change=_take_written, args=limits)
    if problem := st.session_state.get(f"problem_{field}"):
        st.error(literal(problem))


def _take_written(field: str, low: float, high: float) -> None:
    text = st.session_state[f"widget_{field}"].strip()
    try:
        value = norwegian.read(text, low, high) if text else 0.0
    except BaereevneError as problem:
        st.session_state[f"problem_{field}"] = str(problem)
        return
    st.session_state.pop(f"problem_{field}", None)
    st.session_state[f"widget_{field}"] = value
    _take(field)


def region() -> None:
    """Which region it is about."""
    select("region", "Kommune eller område", list(shared.places()), shared.places().__getitem__)


def which_projection(with_band: bool) -> None:
    """Which projection is shown, and where it starts, where that can be chosen; and its band."""
    own = session.case()
    names = {one.code: labels.projection(one) for one in own.projections}
    names[state.NO_PROJECTION] = "Ingen, bare observerte tall"
    select("projection", "Prognose", list(names), names.__getitem__)
    code = session.choice().projection
    path = own.projection(code) if session.projection() else None
    if path and state.projection_of(own, code, "counted") is not path:
        segments("start")
    if with_band and path and errors_of(path):
        segments("band")


def years(fields: Collection[str]) -> None:
    """The years that are compared; those of them that a page uses."""
    own, known = session.choice(), session.case().years(session.projection())
    if {"first", "base_year"} & set(fields):
        select("first", "Fra år", known[:-1])
    select("last", "Til år", [year for year in known if year > own.first])
    if "base_year" in fields and own.base_year != own.first:
        has_people = own.first in state.base_years(session.case(), session.projection(), own.last)
        st.caption(amounts.other_years(own.first, own.base_year, has_people))
