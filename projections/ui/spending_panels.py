"""What services cost here, below the finding: in all, key figures, and all municipalities."""

from functools import partial

import streamlit as st

from .. import tables, words
from ..figures.view import View
from ..words import grids
from . import controls, fetching, panels


def show(view: View, lead: str) -> None:
    """The sum of the differences, and folded: what is not adjusted for need.

    Parameters
    ----------
    view
        What it is made from.
    lead
        The figure that is the page's finding.
    """
    if lead == "utgifter_behovskorrigert":
        panels.figure("forskjell_behovskorrigert", view)
        panels.fold("Nøkkeltall per innbygger", "nokkeltall", partial(_key_figures, view))
    elif lead == "utgifter_ikke_justert":
        panels.figure("forskjell_ikke_justert", view)
        return
    else:
        _offer()
        return
    panels.fold("Alle kommuner, uten justering for behov", "alle_utgifter", partial(_all, view))


def _key_figures(view: View) -> None:
    region = view.case.region
    with panels.where_available():
        figures = tables.key_figures(view.catalogue.spending, region)
        panels.note(
            words.spending.key_figures(figures, region),
            [grids.across("Kr per innbygger, ikke justert for behov", figures)],
            figures,
            "nokkeltall_per_innbygger",
        )


def _all(view: View) -> None:
    """The way to figures of any municipality, and these beside others chosen."""
    _offer()
    if view.spending:
        controls.compared()
    panels.figure("utgifter_ikke_justert", view)
    panels.figure("forskjell_ikke_justert", view)


def _offer() -> None:
    """What can be fetched, and the button."""
    st.markdown(words.spending.ALL_MUNICIPALITIES)
    fetching.spending_button()
