"""Saved scenarios in the store: nothing is overwritten, and what is removed is what was named."""

import contextlib
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from saved import SAVED

from projections.store import Answer, Store, canonical, scenarios
from projections.store.scenarios import SavedScenario, to_json

LATER = replace(SAVED, saved="2026-11-22T10:00:00Z", query={"kommune": "5025", "flytting": "30"})
OTHER = replace(SAVED, name='Vekst", «b»', saved="2026-11-20T10:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    return Store(f"sqlite:///{path}")


def test_nothing_is_kept_yet(store: Store, path: Path) -> None:
    assert scenarios.every(store) == ()
    assert scenarios.versions(store, "Vekst") == ()
    assert scenarios.remove(store, "Vekst") == 0
    assert not path.exists()


def test_each_name_by_its_newest_version(store: Store) -> None:
    assert scenarios.keep(store, SAVED) == ()
    assert scenarios.keep(store, OTHER) == ()
    assert scenarios.keep(store, LATER) == (SAVED,), "the caller is told of the older one"
    assert scenarios.every(store) == (LATER, OTHER)
    assert scenarios.versions(store, "Vekst") == (LATER, SAVED)


def test_the_same_once_more_changes_nothing(store: Store) -> None:
    for _ in range(2):
        assert scenarios.keep(store, SAVED) == ()
    assert scenarios.versions(store, "Vekst") == (SAVED,)


def test_two_made_in_the_same_second_are_both_kept(store: Store) -> None:
    twin = replace(LATER, saved=SAVED.saved)
    scenarios.keep(store, SAVED)
    assert scenarios.keep(store, twin) == (SAVED,)
    found = scenarios.versions(store, "Vekst")
    assert [one in found for one in (SAVED, twin)] == [True, True]
    assert len(found) == 2


def test_the_last_kept_of_a_second_is_the_newest_for_everyone(store: Store, path: Path) -> None:
    """Whatever their sums: whole seconds do not tell who was last, the store does."""
    for number in range(6):
        one = replace(SAVED, note=f"nummer {number}")
        scenarios.keep(store, one)
        assert scenarios.every(store) == scenarios.every(Store(f"sqlite:///{path}")) == (one,)
    told = [one.note for one in scenarios.versions(store, "Vekst")]
    assert told == [f"nummer {number}" for number in reversed(range(6))]


def test_two_users_save_a_name_in_the_same_instant(store: Store) -> None:
    """Both are kept, the order is the same for all, and one of them at least is told."""
    both, ready = [replace(SAVED, note=note) for note in "ab"], threading.Barrier(2)

    def save(one: SavedScenario) -> tuple[SavedScenario, ...]:
        ready.wait(60)
        return scenarios.keep(store, one)

    with ThreadPoolExecutor(2) as users:
        told = list(users.map(save, both))
    found = scenarios.versions(store, "Vekst")
    assert sorted(one.note for one in found) == ["a", "b"]
    assert found == scenarios.versions(store, "Vekst")
    assert told[both.index(found[0])] == (found[1],), "the last is told of the first"


def test_an_older_one_that_is_imported_does_not_hide_the_newer(store: Store) -> None:
    scenarios.keep(store, LATER)
    assert scenarios.keep(store, SAVED) == (LATER,)
    assert scenarios.every(store) == (LATER,)


def test_remove_takes_one_name_with_all_its_versions(store: Store) -> None:
    longer = replace(SAVED, name="Vekst og mer")
    for one in (SAVED, LATER, OTHER, longer):
        scenarios.keep(store, one)
    assert scenarios.remove(store, "Vekst") == 2
    assert scenarios.remove(store, "Vekst") == 0
    assert {one.name for one in scenarios.every(store)} == {OTHER.name, longer.name}


def test_a_snapshot_carries_every_version_and_overwrites_none(store: Store, tmp_path: Path) -> None:
    scenarios.keep(store, SAVED)
    scenarios.keep(store, LATER)
    assert store.save_snapshot(tmp_path / "pakke") == 2
    there = Store(f"sqlite:///{tmp_path / 'there.sqlite'}")
    own = replace(SAVED, note="min egen", saved="2026-11-23T10:00:00Z")
    scenarios.keep(there, own)
    assert there.load_snapshot(tmp_path / "pakke") == 2
    assert scenarios.versions(there, "Vekst") == (own, LATER, SAVED)


@pytest.mark.parametrize(
    ("query", "content"),
    [
        (canonical({"name": "Vekst", "sha256": "0"}), to_json(LATER)),
        (canonical({"name": "Vekst", "sha256": "0"}), b"<script>"),
        ("no JSON at all", to_json(LATER)),
        ("{}", b""),
    ],
)
def test_what_is_no_scenario_is_passed_over(store: Store, query: str, content: bytes) -> None:
    scenarios.keep(store, SAVED)
    store.put(Answer("scenario", query, LATER.saved, LATER.saved, content))
    assert scenarios.every(store) == (SAVED,)
    assert scenarios.versions(store, "Vekst") == (SAVED,)


def test_a_damaged_one_is_passed_over_and_can_be_removed(store: Store, path: Path) -> None:
    scenarios.keep(store, SAVED)
    scenarios.keep(store, OTHER)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE answers SET sha256 = 'x' WHERE query LIKE '%\"Vekst\",%'")
        connection.commit()
    assert scenarios.every(store) == (OTHER,)
    assert scenarios.remove(store, "Vekst") == 1
    assert scenarios.keep(store, SAVED) == ()
    assert scenarios.every(store) == (SAVED, OTHER)
