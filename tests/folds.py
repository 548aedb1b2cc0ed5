"""A page as a test opens it, and all that is folded on it open before it is run."""

from streamlit.testing.v1 import AppTest

from projections.figures.catalogue import FIGURES
from projections.ui.panels import FOLD
from projections.ui.shell import PAGES

NOTES = ("planens_tall", "planens_linjer", "formlene_og_planen", "nokkeltall", "alle_utgifter")
KILDER = ("sources", "parameters", "norms", "keys", "deflator", "frames", "tables")
"""Folded parts that are no figures."""


def page_of(name: str) -> AppTest:
    """A page opened first, as app.py does it."""
    return AppTest.from_function(_script, args=(name,), default_timeout=60)


def _script(start: str) -> None:
    from projections.ui import shell

    shell.run(start)


def unfold(at: AppTest) -> AppTest:
    """The same page with every part of it open."""
    kilder = (f"kilder_{part}" for part in KILDER)
    for key in (*FIGURES, *NOTES, *kilder, *(f"utsagn_{page}" for page in PAGES)):
        at.session_state[FOLD.format(key)] = True
    for key in ("own_tax_part", "fixed_part"):
        at.session_state[key] = True
    return at
