"""Presentations in the store: versions beside each other, and what is no presentation left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from projections.errors import InputFileError
from projections.presentation import Deck, Frame, files
from projections.presentation.files import to_json
from projections.store import Answer, Store, canonical, scenarios


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'kept.sqlite'}")


@pytest.fixture
def first(frames: dict[str, Frame]) -> Deck:
    frame = frames["befolkning.folketall"]
    return Deck("Møtet", "", "2026-11-21T10:00:00Z", "0.1.0", (frame,))


def same(found: tuple[Deck, ...], *expected: Deck) -> None:
    assert [to_json(one) for one in found] == [to_json(one) for one in expected]


def test_versions_stand_beside_each_other(store: Store, first: Deck) -> None:
    later = replace(first, saved="2026-11-22T10:00:00Z", note="ny")
    other = replace(first, name="Et annet", saved="2026-11-20T10:00:00Z")
    same(files.keep(store, first))
    same(files.keep(store, other))
    same(files.keep(store, later), first)
    same(files.keep(store, later), first)
    same(files.every(store), later, other)
    same(files.versions(store, "Møtet"), later, first)
    assert files.remove(store, "Møtet") == 2
    assert files.remove(store, "Møtet") == 0
    same(files.every(store), other)


def test_scenarios_are_not_presentations(store: Store, first: Deck) -> None:
    files.keep(store, first)
    assert scenarios.every(store) == ()
    assert files.versions(store, "Ukjent") == ()


def test_what_is_no_presentation_is_passed_over(store: Store, first: Deck) -> None:
    query = canonical({"name": "Møtet", "sha256": "0"})
    for content in (to_json(first), b"<script>", b""):
        store.put(Answer(files.TABLE, query, first.saved, first.saved, content))
        assert files.every(store) == ()


def test_what_could_not_be_opened_is_not_kept(store: Store, first: Deck) -> None:
    with pytest.raises(InputFileError, match="«name»"):
        files.keep(store, replace(first, name=" "))
    assert files.every(store) == ()
