"""Prognoses and other files of one's own: uploaded, checked, used, and kept on purpose."""

from projections.ui import fetching, own_inputs, panels, uploads, view

panels.page_title(
    "Last opp",
    f"{view.whose()} · egne prognoser ved siden av SSBs, og egne tall om tjenestene",
    "region",
)
fetching.offer_missing(can_upload=True)
uploads.show()
own_inputs.show()
fetching.buttons()
