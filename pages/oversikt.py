"""The situation in five seconds: four findings, and what they mean for kroner, with a way in."""

from projections.ui import controls, overview_panels, panels
from projections.ui.view import now

panels.page_title(
    f"{controls.case().region.name} i korte trekk",
    controls.chosen(),
    "region",
    "projection",
    "first",
    "last",
)
view = now()
overview_panels.situation(view)
overview_panels.money(view)
