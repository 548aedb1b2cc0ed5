"""How many places, pupils and staff the people call for, and what there is room for."""

from projections.figures import services
from projections.ui import capacity_panels, controls, panels, statement_panels

view = panels.opens("region", "projection", "band", "base_year", "last")
panels.lead(view, "omsorgsplasser", before=controls.coverage)
panels.beside(view, "elever", "barnehage")
capacity_panels.schools()
panels.folded(
    view,
    *capacity_panels.own_keys(view),
    "pleie_og_omsorg",
    "arbeidskraft",
    before={"pleie_og_omsorg": controls.care_numbers},
)
panels.method(services.norms(view))
statement_panels.show("kapasitet")
