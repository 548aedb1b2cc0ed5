"""What the figures of a page are made from, as it is chosen now."""

from ..choices import selections
from ..figures.view import View
from . import controls


def now() -> View:
    """The chosen region with its inputs, the choices, and what has been fetched."""
    catalogue = controls.catalogue()
    return View(
        *controls.inputs(),
        selections.of(controls.choice(), catalogue),
        controls.everyone(),
        controls.fetched_spending(),
    )
