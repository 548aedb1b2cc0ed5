"""A claim of how many there will be, held against what was counted and projected."""

from projections.ui import claim_form, panels

view = panels.opens("region")
if not panels.lead("paastand", view, otherwise="Sjekk en påstand", before=claim_form.show):
    claim_form.show()
panels.folded(view)
