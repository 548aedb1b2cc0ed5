"""How sure: what earlier projections said, what happened, and how far ahead it lasts."""

from projections.figures import accuracy
from projections.ui import controls, panels, statement_panels
from projections.ui.view import now

view = now()
panels.page_title("Treffsikkerhet", controls.case().region.name)
with panels.where_available():
    panels.panel(accuracy.earlier(view), controls.group)
with panels.where_available():
    panels.panel(accuracy.by_age(view))
with panels.where_available():
    panels.panel(accuracy.lasts(view))
with panels.where_available():
    panels.panel(accuracy.published(view))
    statement_panels.show("treffsikkerhet")
panels.panel(accuracy.beside_ssb(view))
panels.method(accuracy.METHOD)
