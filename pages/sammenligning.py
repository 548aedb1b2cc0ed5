"""What services cost here, in neighbouring municipalities and in the KOSTRA group."""

from projections.ui import panels, spending_panels, statement_panels

view = panels.opens("region")
shown = panels.lead(
    view,
    "utgifter_behovskorrigert",
    "utgifter_ikke_justert",
    "behov_mot_landet",
    otherwise="Hva koster tjenestene?",
)
spending_panels.show(view, shown)
statement_panels.show("sammenligning")
