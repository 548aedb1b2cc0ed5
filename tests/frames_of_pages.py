"""Frames for tests of presentations: pages are run, and their charts caught as they are drawn."""

from collections.abc import Sequence
from functools import cache
from inspect import signature
from typing import Any

import pytest
from folds import page_of, unfold

from projections import __version__
from projections.choices import origin, state
from projections.figures.spec import Figure
from projections.presentation import Deck, Frame
from projections.ui import panels, pictures, session, view
from projections.ui.shell import PAGES

SHOWN = (
    ("aldersbaereevne", "aldersbaereevne"),
    ("befolkning", "aldersgrupper"),
    ("befolkning", "aldersgrupper_endring"),
    ("befolkning", "pyramide"),
    ("demografikostnader", "hvorfor_kostnaden_endres"),
    ("demografikostnader", "kostnad_etter_tjeneste"),
    ("inntekt", "kostnad_inntekt_netto"),
    ("kapasitet", "omsorgsplasser"),
    ("handlingsrom", "disposisjonsfond"),
    ("scenarier", "scenario"),
)
"""Lines with many labels, multiples, bars, pyramid, waterfall, columns: page and name."""


def frames_of_pages(
    pages: Sequence[str] = tuple(PAGES), **query: str
) -> dict[tuple[str, str], Frame]:
    """Every chart of the pages, by page and name."""
    found: dict[tuple[str, str], Frame] = {}

    def caught(original: Any, page: str) -> Any:
        def keep(*given: Any, **named: Any) -> None:
            shown = signature(original).bind(*given, **named).arguments
            found[page, shown["figure"].key] = _frame(page, shown["figure"])

        return keep

    for page in pages:
        with pytest.MonkeyPatch.context() as patch:
            for room, kind in ((panels, "panel"), (pictures, "in_room"), (panels, "card")):
                patch.setattr(room, kind, caught(getattr(room, kind), page))
            at = unfold(page_of(page))
            for key, value in query.items():
                at.query_params[key] = value
            assert not at.run().exception
    return found


def _frame(page: str, figure: Figure) -> Frame:
    choice, catalogue = session.choice(), session.catalogue()
    made = origin.here(
        state.projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    )
    return Frame(
        title=figure.title,
        text=figure.text,
        notes=f"Si dette om {figure.key}.",
        alternative=f"{figure.title}. {figure.text}",
        chart=figure.chart,
        grids=figure.grids,
        sources=figure.sources,
        note="Slik er det regnet.",
        page=page,
        name=figure.key,
        chosen=view.chosen(),
        query=state.to_query(choice, catalogue) | made,
    )


def deck_of(frames: Sequence[Frame], name: str = "Dialogkonferansen") -> Deck:
    """A presentation of them."""
    return Deck(name, "Til formannskapet", "2026-11-21T10:00:00Z", __version__, tuple(frames))


@cache
def roros() -> dict[tuple[str, str], Frame]:
    """Every chart of every page for Røros, by page and name; read once for all tests."""
    return frames_of_pages(kommune="5025")


@cache
def deck_of_ten() -> Deck:
    """Ten frames, one of each kind of chart."""
    return deck_of([roros()[one] for one in SHOWN])
