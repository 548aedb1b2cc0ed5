"""The frames that presentations are tried on: every chart of every page for Røros."""

import pytest
from frames_of_pages import deck_of, frames_of_pages, roros

from projections.presentation import Deck, Frame

Named = dict[str, Frame]


@pytest.fixture(scope="session")
def frames() -> Named:
    """By page and name; a lever is moved on the page of scenarios."""
    moved = frames_of_pages(["scenarier"], kommune="5025", flytting="20")
    return {f"{page}.{name}": one for (page, name), one in {**roros(), **moved}.items()}


@pytest.fixture(scope="session")
def deck(frames: Named) -> Deck:
    """All of them."""
    return deck_of(tuple(frames.values()))
