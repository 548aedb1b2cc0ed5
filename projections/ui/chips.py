"""The line above a finding: each choice a button that shows it and opens what changes it.

A page names the fields it uses; a choice that does nothing there is not shown.
"""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

import streamlit as st

from .. import labels
from . import asking, controls, cost_choices, fetching, lever_choices, session, share, view

Draw = Callable[[], None]
YEARS = ("first", "last")
HOW: Mapping[str, Draw] = MappingProxyType(
    {
        "method": controls.cost_method,
        "need": controls.need,
        "prices": cost_choices.prices,
        "tax": controls.tax_base,
        "state": controls.state_gives,
        "rules": cost_choices.rules,
    }
)
"""What changes how a page is reckoned, by field."""
BESIDE: Mapping[str, Draw] = MappingProxyType(
    {
        "compare": controls.compared,
        "group": controls.group,
        "against": controls.choose_against,
    }
)
"""What is drawn beside the region."""
VIEW: Mapping[str, Draw] = MappingProxyType({"cost_view": controls.cost_view})


def line(*fields: str) -> None:
    """All that is chosen, on one line, and below it what must be known.

    Parameters
    ----------
    fields
        Fields of the choice that do something on the page; ``region``, ``projection`` and ``band``
        too.
    """
    with st.container(
        key="chips", horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center"
    ):
        if "region" in fields:
            _region()
        if "projection" in fields:
            _projection(fields)
        if set(YEARS) & set(fields):
            _years(fields)
        if "working" in fields:
            with _chip("working", labels.age(session.choice().working)):
                controls.working()
        others = [one for one in fields if one != "against"]
        _several("beside", "Sammenlign", ":material/compare_arrows:", BESIDE, others)
        _several("how", "Slik regnes det", ":material/tune:", {**HOW, **VIEW}, fields)
        share.button()
    lever_choices.scenario_line()
    asking.notices()


def _chip(name: str, label: str, icon: str | None = None) -> st.delta_generator.DeltaGenerator:
    return st.popover(label, key=f"chip_{name}", icon=icon)


def _region() -> None:
    """The region; on the first visit the question which it is."""
    if session.is_asking():
        asking.show()
        return
    with _chip("region", session.case().region.name):
        controls.region()


def _projection(fields: Collection[str]) -> None:
    """The projection, where it starts, another beside it, and the way to SSB's own."""
    path = session.projection()
    with _chip("projection", labels.short_projection(path) if path else "Uten prognose"):
        st.caption(view.chosen_of(fields))
        controls.which_projection("band" in fields)
        if "against" in fields:
            controls.choose_against()
        fetching.offer_missing()
        fetching.buttons()


def _years(fields: Collection[str]) -> None:
    """The two years; where a link has money count from another, the page's own."""
    own = session.choice()
    first = {"first": own.first, "base_year": own.base_year}
    start = next((f"{year}–" for field, year in first.items() if field in fields), "til ")
    label = f"{start}{own.last}"
    with _chip("years", label):
        controls.years(fields)


def _several(
    name: str, label: str, icon: str, known: Mapping[str, Draw], fields: Collection[str]
) -> None:
    """A chip for several choices; none where the page uses none of them."""
    drawn = [known[field] for field in fields if field in known]
    if drawn:
        with _chip(name, label, icon):
            for draw in drawn:
                draw()
