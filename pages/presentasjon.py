"""The presentation: pictures from any page, put in order, edited, shown, kept and taken along."""

from projections.presentation import words
from projections.ui import deck, deck_kept, deck_panels, deck_show, panels, shell
from projections.words.literal import literal

deck.follow()
now = deck.work()
told = words.summary(len(now.frames), literal(now.name), deck.is_unsaved())
panels.page_title("Presentasjon", told)
if not deck_show.running():
    deck_kept.notices()
    deck_panels.removed()
    if now.pictures:
        deck_show.start_button()
        deck_panels.show(shell.PAGES)
        deck_show.files()
    else:
        deck_panels.empty()
    deck_kept.show()
