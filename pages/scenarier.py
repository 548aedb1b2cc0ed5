"""What if: levers on top of the official path."""

from projections.ui import panels, scenario_panels

panels.opens("region", "projection", "band", "base_year", "last", "working")
panels.alone(scenario_panels.show)
