"""Kort fortalt: what matters most here, chosen by its own figures, and what it means."""

from projections.ui import overview_panels, panels

overview_panels.show(panels.opens("region", "projection", "band", "first", "last"))
