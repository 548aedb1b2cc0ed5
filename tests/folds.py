"""Opens all that is folded on a page, before it is run."""

from streamlit.testing.v1 import AppTest

from projections.figures.catalogue import FIGURES
from projections.ui.panels import FOLD
from projections.ui.shell import PAGES

NOTES = ("planens_tall", "planens_linjer", "formlene_og_planen", "nokkeltall", "alle_utgifter")
KILDER = ("sources", "parameters", "norms", "keys", "deflator", "frames", "tables")
"""Folded parts that are no figures."""


def unfold(at: AppTest) -> AppTest:
    """The same page with every part of it open."""
    kilder = (f"kilder_{part}" for part in KILDER)
    for key in (*FIGURES, *NOTES, *kilder, *(f"utsagn_{page}" for page in PAGES)):
        at.session_state[FOLD.format(key)] = True
    return at
