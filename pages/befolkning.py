"""Who lives here: history and projection by age group, what has happened since, and why."""

from functools import partial

from projections.ui import controls, notes, panels

view = panels.opens("region", "projection", "band", "first", "last", "against")
panels.lead("befolkning", view)
panels.figure("aldersgrupper", view, partial(controls.segments, "measure"))
panels.folded(
    view,
    before={"vekst_mot_andre": controls.compared_by_group, "pyramide": controls.pyramid_years},
)
notes.statements("befolkning")
