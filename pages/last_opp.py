"""Prognoses and other files of one's own: uploaded, checked, used, and kept on purpose."""

from projections.ui import fetching, in_words, own_inputs, panels, uploads

panels.page_title(
    "Last opp",
    f"{in_words.whose()} · egne prognoser ved siden av SSBs, og egne tall om tjenestene",
    "region",
)
fetching.offer_missing(can_upload=True)
uploads.show()
own_inputs.show()
fetching.buttons()
