"""Where every figure comes from, what is assumed, and everything to download."""

from projections.ui import exporting, panels, source_panels

panels.page_title("Kilder", source_panels.ABOUT, "region", "projection", "band", "first", "last")
exporting.show()
source_panels.show()
