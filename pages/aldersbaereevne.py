"""How many of working age there are for each person aged 67 and over."""

from projections.ui import notes, panels

view = panels.opens(
    "region", "projection", "band", "first", "last", "against", "working", "compare"
)
panels.lead("aldersbaereevne", view)
panels.beside(view, "alle_kommuner", "sammenligning")
panels.folded(view)
notes.plan_ratio(view)
