"""Prognoses and other files of one's own: uploaded, checked, used, and kept on purpose."""

from projections.ui import controls, own_inputs, panels, uploads

panels.page_title(
    "Last opp",
    f"{controls.whose()} · egne prognoser ved siden av SSBs, og egne tall om tjenestene",
    "region",
)
uploads.show()
own_inputs.show()
