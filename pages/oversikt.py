"""The situation in five seconds: four findings, and what they mean for kroner, with a way in."""

from projections.ui import controls, overview_panels, panels

panels.page_title(f"{controls.case().region.name} i korte trekk", controls.chosen())
overview_panels.situation()
overview_panels.money()
