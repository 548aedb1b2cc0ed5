"""SSB's stand-in and an empty store."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_ssb import FakeSSB
from ssb_help import Altered, Opened

from projections.sources.statbank.archive import Archive
from projections.store import Store


@pytest.fixture
def fake() -> Iterator[FakeSSB]:
    with FakeSSB() as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'store.sqlite'}")


@pytest.fixture
def opened(fake: FakeSSB, store: Store) -> Opened:
    """An archive; with a client unless ``online`` is false."""

    def make(online: bool = True, **change: Callable[[Any], Any]) -> Archive:
        by_path = {name.replace("_", "/", 1): one for name, one in change.items()}
        return Archive(store, Altered(fake.url, by_path) if online else None)

    return make
