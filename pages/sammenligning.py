"""What services cost here, in neighbouring municipalities and in the KOSTRA group."""

from projections.ui import notes, panels

view = panels.opens("region")
shown = panels.lead("sammenligning", view, otherwise="Hva koster tjenestene?")
notes.spending(view, shown)
panels.folded(view, *(() if shown == "behov_mot_landet" else ("behov_mot_landet",)))
notes.statements("sammenligning")
