"""What is said of a presentation when the data have moved on; the pictures stand as they are."""

from dataclasses import replace

import pytest

from projections.case import MORE_PROJECTIONS, Catalogue, Projection
from projections.presentation import Deck, Frame, newer
from projections.presentation.files import to_json


@pytest.fixture
def deck(frames: dict[str, Frame]) -> Deck:
    names = ("befolkning.folketall", "handlingsrom.netto_driftsresultat", "scenarier.scenario")
    one, two, three = (frames[name] for name in names)
    return Deck("Møtet", "", "2026-11-21T10:00:00Z", "0.1.0", (one, two, three))


def with_frames(catalogue: Catalogue, **changed: str) -> Catalogue:
    """The same data, with budget frames of another edition."""
    frames = catalogue.case("5025").require_frames()
    other = replace(frames, source=replace(frames.source, **changed))
    return catalogue.with_inputs({"5025": {"frames": other}})


def test_nothing_is_said_where_nothing_has_changed(deck: Deck, catalogue: Catalogue) -> None:
    assert newer.notices(deck, catalogue) == ()


def test_a_newer_edition_is_told_once_for_the_frames_it_concerns(
    deck: Deck, catalogue: Catalogue
) -> None:
    before = to_json(deck)
    (said,) = newer.notices(
        deck, with_frames(catalogue, vintage="HØP 2026–2029", published="2025-11-20")
    )
    assert said.startswith("Bilde 2 og 3: kilden Røros kommune, HØP 2024–2027, driftsrammer")
    assert said.endswith("nyere utgave, HØP 2026–2029, publisert 20.11.2025.")
    assert to_json(deck) == before


def test_an_older_edition_is_told(deck: Deck, catalogue: Catalogue) -> None:
    (said,) = newer.notices(
        deck, with_frames(catalogue, vintage="HØP 2022–2025", published="2021-11-20")
    )
    assert "bare i en eldre utgave" in said


def test_a_source_that_is_gone_is_told(deck: Deck, catalogue: Catalogue) -> None:
    one = deck.frames[0]
    gone = replace(one.sources[0], id="opplastet-1", short="Egen fil")
    frame = replace(one, sources=(gone,))
    (said,) = newer.notices(replace(deck, frames=(frame,)), catalogue)
    assert "Egen fil" in said
    assert "finnes ikke her" in said


def test_another_version_of_the_program_is_told(deck: Deck, catalogue: Catalogue) -> None:
    frames = tuple(replace(one, query={**one.query, "versjon": "0.0.9"}) for one in deck.frames[:2])
    (said,) = newer.notices(replace(deck, frames=(*frames, deck.frames[2])), catalogue)
    assert said.startswith("Bilde 1 og 2: laget med versjon 0.0.9 av Bæreevne, og dette er")


def test_a_newer_projection_by_the_same_is_told(
    deck: Deck, catalogue: Catalogue, ageing: Projection
) -> None:
    source = replace(
        ageing.population.source,
        id="hop-2026-2029",
        short="Røros kommune, HØP 2026–2029",
        vintage="HØP 2026–2029",
        published="2025-11-20",
    )
    later = replace(ageing, population=replace(ageing.population, source=source))
    own = catalogue.with_inputs({"5025": {MORE_PROJECTIONS: (later,)}})
    said = [one for one in newer.notices(deck, own) if "prognosen" in one]
    assert len(said) == 1
    assert "En nyere er her: Røros kommune, HØP 2026–2029" in said[0]


def test_a_region_that_is_not_here_is_no_trouble(deck: Deck, catalogue: Catalogue) -> None:
    one = deck.frames[0]
    frame = replace(one, query={**one.query, "kommune": "9999"})
    for said in newer.notices(replace(deck, frames=(frame,)), catalogue):
        assert "finnes" in said
