"""For whoever keeps the program running: version, store, fetched editions and unexpected errors."""

from projections.ui import events, panels

panels.page_title("Drift", "For den som driver tjeneren")
events.show()
