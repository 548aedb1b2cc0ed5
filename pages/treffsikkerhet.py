"""How sure: what earlier projections said, what happened, and how far ahead it lasts."""

from projections.ui import notes, panels

view = panels.opens("region", "projection", "last", "group")
panels.lead("treffsikkerhet", view, otherwise="Treffsikkerhet")
panels.figure("holdbarhet", view)
panels.figure("publiserte_framskrivinger", view)
panels.folded(view)
notes.statements("treffsikkerhet")
