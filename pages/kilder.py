"""Where every figure comes from, what is assumed, and everything to download."""

from projections.ui import exporting, panels

panels.page_title(
    "Kilder", exporting.ABOUT_SOURCES, "region", "projection", "band", "first", "last"
)
exporting.show()
exporting.sources()
