"""How many places, pupils and staff the people call for, and what there is room for."""

from projections.figures import services
from projections.ui import controls, notes, panels

view = panels.opens("region", "projection", "band", "base_year", "last")
panels.lead("kapasitet", view, before=controls.coverage)
panels.beside(view, "elever", "barnehage")
notes.schools()
panels.folded(
    view,
    *notes.own_keys(view),
    before={"pleie_og_omsorg": controls.care_numbers},
)
panels.method(services.norms(view))
notes.statements("kapasitet")
