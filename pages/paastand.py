"""A claim of how many there will be, held against what was counted and projected."""

from projections.ui import claim_form, panels

view = panels.opens("region")
claim_form.sentence()
panels.lead(view, "paastand", otherwise="Sjekk en påstand", before=claim_form.parts)
if not view.chosen.claim:
    claim_form.parts()
panels.folded(view, "statens_demografikostnad")
