"""What if: levers on top of the official path."""

from projections.ui import controls, panels, scenario_panels

panels.page_title("Scenarier", controls.chosen())
with panels.where_available():
    scenario_panels.show()
