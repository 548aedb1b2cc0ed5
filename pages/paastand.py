"""A claim of how many there will be, held against what was counted and projected."""

from projections.figures import accuracy, claims
from projections.ui import claim_form, controls, panels
from projections.ui.view import now

panels.page_title("Sjekk en påstand", controls.case().region.name)
claim_form.show()
view = now()
with panels.where_available():
    panels.panel(claims.claim(view))
panels.panel(accuracy.cost(view))
panels.method(claims.words.METHOD)
