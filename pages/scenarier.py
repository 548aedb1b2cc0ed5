"""What if: levers on top of the official path."""

from projections.ui import controls, panels, scenario_panels

panels.chosen(controls.chosen())
panels.alone(scenario_panels.show)
