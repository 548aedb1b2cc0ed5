"""What if: levers on top of the official path."""

from projections.ui import controls, panels, scenario_panels

panels.page_title("Hva om?", controls.chosen(), "region", "projection", "last")
panels.alone(scenario_panels.show)
