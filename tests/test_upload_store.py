"""Uploads kept on purpose: byte for byte, version by version."""

from dataclasses import replace
from pathlib import Path

import pytest

from projections.store import Answer, Store, uploads
from projections.store.uploads import TABLE, KeptUpload

ONE = KeptUpload(
    "Boliger",
    "Kommunen",
    "med 40 boliger",
    "2026-11-21T10:00:00+00:00",
    "5025",
    "egen.xlsx",
    bytes(range(256)),
    {2: "age"},
    True,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'store.sqlite'}")


def test_an_upload_comes_back_byte_for_byte(store: Store) -> None:
    uploads.keep(store, ONE)
    (back,) = uploads.every(store)
    assert back == ONE
    assert back.sha256 == "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880"


def test_a_name_again_is_a_new_version_and_one_can_be_removed(store: Store) -> None:
    later = replace(ONE, content=b"ny", saved="2026-11-22T10:00:00+00:00")
    uploads.keep(store, ONE)
    uploads.keep(store, later)
    assert uploads.every(store) == (later, ONE)
    assert uploads.remove(store, later) == 1
    assert uploads.every(store) == (ONE,)


def test_what_is_no_upload_is_as_good_as_absent(store: Store) -> None:
    store.put(Answer(TABLE, '{"name":"x"}', ONE.saved, ONE.saved, b'{"name": "x"}'))
    assert uploads.every(store) == ()


def test_other_kinds_stand_apart_and_a_prognosis_keeps_its_sum(store: Store) -> None:
    rates = replace(ONE, kind="rates", wanted={}, year=2024)
    uploads.keep(store, ONE)
    uploads.keep(store, rates)
    assert uploads.every(store, "rates") == (rates,)
    assert uploads.every(store, uploads.PROGNOSIS) == (ONE,)
    # As it was written before there were other kinds: still found, and still removed.
    kept = [store.newest(TABLE, query) for query in store.queries(TABLE)]
    assert sum(b"kind" in one.content for one in kept if one) == 1
    assert uploads.remove(store, ONE) == 1
    assert uploads.every(store) == (rates,)
