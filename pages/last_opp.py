"""Prognoses of one's own: uploaded, checked, used like SSB's, and kept on purpose."""

from projections.ui import panels, uploads

panels.page_title("Last opp", "Egne prognoser ved siden av SSBs")
uploads.show()
